"""A plan at the command line and on the review page: what was read, what is open, in both languages."""

import io
import json
import sys
from pathlib import Path

import pytest

from campaigns import intake
from campaigns.intake import questions as asked
from campaigns.samples import sample_plan
from web.cli import main
from web.plans import questions

PLANS = Path(__file__).parents[1] / "campaigns" / "plans"


def test_every_question_that_a_plan_can_leave_open_is_asked_on_the_page_in_the_same_words():
    assert dict(questions.WORDS) == asked.WORDS


def test_a_question_that_a_person_wrote_is_shown_as_it_is():
    for about in ("lunch", "quotas"):
        assert questions.asked({"about": about, "text": "Ăn trưa ở đâu?"}) == "Ăn trưa ở đâu?"


def test_import_plan_prints_the_draft_as_json_and_needs_no_site(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    file = tmp_path / "kế hoạch.txt"
    file.write_text(sample_plan(2026), "utf-8")

    assert main(["import-plan", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == intake.read(sample_plan(2026)).as_json()
    assert main(["import-plan", str(file), "--json", "--year", "2030"]) == 0
    assert json.loads(capsys.readouterr().out)["report_deadlines"][0]["dates"] == ["2030-06-15", "2030-12-15"]


def test_import_plan_refuses_what_it_cannot_read_in_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    file = tmp_path / "a.docx"
    file.write_bytes(b"%PDF-1.7")

    assert main(["import-plan", str(file), "--json"]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "a.docx" in told.err
    assert main(["import-plan", str(tmp_path / "none.txt")]) == 1


@pytest.mark.parametrize("year", ["0", "1999", "2100", "20177", "٢٠١٧", "x"])
def test_import_plan_takes_only_years_that_a_plan_can_be_for(year: str):
    with pytest.raises(SystemExit) as left:
        main(["import-plan", "a.txt", "--year", year])

    assert left.value.code == 2


def test_read_phrases_answers_each_by_its_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    examples = json.loads((PLANS / "phrases-examples.json").read_text("utf-8"))["examples"]
    file = tmp_path / "phrases.json"
    file.write_text(json.dumps({example["id"]: example["text"] for example in examples}), "utf-8")
    expected = [{"id": example["id"], "parsed": example["parsed"]} for example in examples]

    assert main(["read-phrases", str(file)]) == 0
    assert json.loads(capsys.readouterr().out) == expected
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    assert main(["read-phrases"]) == 0
    assert json.loads(capsys.readouterr().out) == expected


@pytest.mark.parametrize("given", ["[]", "{", '{"a": 1}', "\ud83d", "[" * 100_000])
def test_read_phrases_refuses_what_is_no_table(given: str, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    file = tmp_path / "phrases.json"
    file.write_text(given, "utf-8", errors="surrogatepass")

    assert main(["read-phrases", str(file)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
