"""``lichsong solve``: a case in, a plan out, what is proven in plain words, and a no in one sentence."""

import json
from datetime import date
from pathlib import Path

import pytest

from scheduler.conflicts.proposals import judge
from scheduler.planner import neutral
from scheduler.problem import Placement
from tests import planner_cases
from web.cli import main


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(planner_cases.case("own-fortnight")), encoding="utf-8")
    return file


def test_a_plan_is_written_and_told_in_plain_words(case: Path, tmp_path: Path, capfd) -> None:
    out = tmp_path / "plan.json"
    assert main(["solve", str(case), "-o", str(out), "--seconds", "3"]) == 0
    problem = neutral.read(case.read_text(encoding="utf-8"))
    rows = json.loads(out.read_text(encoding="utf-8"))["placements"]
    plan = [Placement(row["programme"], date.fromisoformat(row["date"]), row["theme"]) for row in rows]
    assert judge(problem, plan).ok
    told = capfd.readouterr()
    assert told.out == ""
    assert f"{len(plan)} lượt." in told.err
    assert "Thiếu, bậc 1: " in told.err


def test_standard_output_has_the_plan_and_nothing_else(case: Path, capfd) -> None:
    assert main(["solve", str(case), "--seconds", "1"]) == 0
    assert json.loads(capfd.readouterr().out)["placements"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "không phải JSON"),
        ('{"format": "another/2"}', "another/2"),
        ('{"format": "planner-instance/1"}', "start"),
    ],
)
def test_a_file_that_is_no_case_is_refused_in_one_sentence(tmp_path: Path, capsys, text: str, said: str) -> None:
    file = tmp_path / "case.json"
    file.write_text(text, encoding="utf-8")
    assert main(["solve", str(file)]) == 1
    assert said in capsys.readouterr().err


def test_what_cannot_be_is_refused(tmp_path: Path, capsys) -> None:
    stated = planner_cases.case("own-fortnight")
    stated["quotas"][0] |= {"hard": True, "min": 1000, "max": 1000}
    file = tmp_path / "case.json"
    file.write_text(json.dumps(stated), encoding="utf-8")
    assert main(["solve", str(file)]) == 1
    assert "bắt buộc" in capsys.readouterr().err


def test_wrong_usage_is_exit_2(capsys) -> None:
    with pytest.raises(SystemExit) as left:
        main(["solve"])
    assert left.value.code == 2
