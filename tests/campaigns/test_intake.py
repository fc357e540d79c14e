"""Reading a plan: nothing invented, nothing left out, the same however the paper was broken into lines."""

import json
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns import intake
from campaigns.deadlines import named_dates
from campaigns.errors import Refused
from campaigns.intake.channels import KINDS
from campaigns.intake.draft import Header, PlanDraft, Signatory
from campaigns.intake.questions import WORDS
from campaigns.samples import sample_plan

PLANS = Path(__file__).parent / "plans"
REAL = (PLANS / "ke-hoach-36-kh-ubnd-2017.txt").read_text("utf-8")
DISEASE = (PLANS / "phong-dich-2024.txt").read_text("utf-8")
TRAFFIC = (PLANS / "giao-thong-2022.txt").read_text("utf-8")
TEXTS = {"real": REAL, "disease": DISEASE, "traffic": TRAFFIC, "sample": sample_plan(2026)}
papers = st.sampled_from(sorted(TEXTS))


def wrapped(text: str, column: int, *, hyphens: bool = True) -> str:
    """Broken as a plain text editor breaks; a line of two columns, set with tabs, stays one."""
    return "\n".join(
        "\n".join(textwrap.wrap(line, column, break_on_hyphens=hyphens)) if line.strip() and "\t" not in line else line
        for line in text.split("\n")
    )


def quoted(told: Any) -> Iterator[str]:
    """Every text and quote that was taken out of a paper."""
    if isinstance(told, dict):
        for name, value in told.items():
            if name in {"text", "quote"}:
                yield value
            elif name != "questions":
                yield from quoted(value)
    elif isinstance(told, list):
        for value in told:
            yield from quoted(value)


def level(told: Any) -> Any:
    """A draft with line breaks as spaces and every dash the same."""
    if isinstance(told, dict):
        return {name: level(value) for name, value in told.items()}
    if isinstance(told, list):
        return [level(value) for value in told]
    return re.sub("[–—]", "-", " ".join(told.split())) if isinstance(told, str) else told


DISGUISES: dict[str, Callable[[str], str]] = {
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "old Mac line ends": lambda text: text.replace("\n", "\r"),
    "no blank lines": lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
    "en dashes": lambda text: re.sub("(?m)^- ", "– ", text),
    "bullets": lambda text: re.sub("(?m)^- ", "• ", text),
    "indents": lambda text: re.sub("(?m)^(?=.)", "    ", text),
    "doubled spaces": lambda text: re.sub("(?<=[^\n ]) (?=[^\n ])", "  ", text),
    "hard spaces": lambda text: re.sub("(?<=tháng) (?=[0-9])", "\u00a0", text),
    "broken at 70": lambda text: wrapped(text, 70),
    "broken at 70, decomposed, Windows, en dashes": lambda text: unicodedata.normalize(
        "NFD", re.sub("(?m)^- ", "– ", wrapped(text, 70)).replace("\n", "\r\n")
    ),
}


# Laws


@given(papers, st.integers(46, 90), st.booleans())
def test_a_paper_broken_at_any_column_says_the_same(name: str, column: int, hyphens: bool):
    whole, broken = intake.read(TEXTS[name]), intake.read(wrapped(TEXTS[name], column, hyphens=hyphens))

    assert level(broken.as_json()) == level(whole.as_json())


@given(st.sampled_from(["real", "sample"]), st.integers(46, 120))
def test_a_paper_of_long_paragraphs_may_be_broken_at_wider_columns_too(name: str, column: int):
    assert level(intake.read(wrapped(TEXTS[name], column)).as_json()) == level(intake.read(TEXTS[name]).as_json())


@pytest.mark.parametrize("name", sorted(TEXTS))
@pytest.mark.parametrize("disguise", sorted(DISGUISES))
def test_a_paper_in_another_outward_form_says_the_same_in_its_own_words(name: str, disguise: str):
    text = DISGUISES[disguise](TEXTS[name])
    told = intake.read(text).as_json()

    expected = intake.read(TEXTS[name]).as_json()
    if disguise == "bullets":
        text_of = lambda draft: json.dumps(level(draft), ensure_ascii=False).replace("• ", "- ")  # noqa: E731
        assert text_of(told) == text_of(expected)
    else:
        assert level(told) == level(expected)
    assert all(words in unicodedata.normalize("NFC", text) for words in quoted(told))


alphabet = st.sampled_from(
    "aăâbcdđeêgơtrưcNơi nhận:SốKẾHOẠCH \n\n\n\t-–+•.;:,/()0123456789IVX\u0301\u00a0\r\u2028"
    "ngày tháng năm trước mỗi tuần báo cáo Sở Đài Báo Giao"
)


@given(st.one_of(st.text(max_size=400), st.text(alphabet, max_size=600)))
def test_any_text_gives_a_draft_that_quotes_only_what_stands_there(text: str):
    draft = intake.read(text)
    told = draft.as_json()

    assert all(words and words in unicodedata.normalize("NFC", text) for words in quoted(told))
    assert PlanDraft.from_json(json.loads(json.dumps(told))) == draft
    assert {question["about"] for question in told["questions"]} <= WORDS.keys()


@given(papers, st.data())
def test_lines_of_a_paper_in_any_order_still_give_a_draft(name: str, data: st.DataObject):
    lines = data.draw(st.lists(st.sampled_from(TEXTS[name].split("\n")), max_size=60))
    text = "\n".join(lines)

    assert all(words in text for words in quoted(intake.read(text).as_json()))


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_draft_reads_back_as_it_was_written(name: str):
    draft = intake.read(TEXTS[name])

    assert PlanDraft.from_json(json.loads(json.dumps(draft.as_json()))) == draft
    assert {channel.kind for channel in draft.channels} <= set(KINDS)


@pytest.mark.parametrize("name", ["real", "sample"])
def test_no_paragraph_of_the_clauses_that_order_something_is_left_out(name: str):
    draft = intake.read(TEXTS[name]).as_json()
    clauses = TEXTS[name].split("II. NỘI DUNG")[1].split("Trên đây là")[0].split("\n", 1)[1]
    told = [
        words
        for part in ("themes", "channels", "duties", "funding", "report_deadlines")
        for words in quoted(draft[part])
    ]
    headings = {section["title"] for section in draft["sections"]}

    for line in filter(None, map(str.strip, clauses.split("\n"))):
        words = re.sub(r"^(?:-|\d\.|[IV]+\.)\s*", "", line)
        assert words in headings or any(words.rstrip(";") in quote for quote in told), line


# The real plan


@pytest.fixture(scope="module")
def real() -> PlanDraft:
    return intake.read(REAL)


def test_the_real_plan_is_known_by_its_frame(real: PlanDraft):
    assert real.header == Header(
        issuing_body="Ủy ban nhân dân tỉnh Bình Phước", number="36", symbol="KH-UBND", place="Bình Phước",
        date=date(2017, 2, 16), doc_type="Kế hoạch", year=2017,
        title="Truyền thông về hoạt động kiểm soát thủ tục hành chính năm 2017 trên địa bàn tỉnh Bình Phước",
    )  # fmt: skip
    assert real.signatory == Signatory("CHỦ TỊCH", "Nguyễn Văn Trâm")
    assert len(real.recipients) == 10
    assert real.recipients[0] == "Văn phòng Chính phủ"
    assert real.recipients[8:] == ("LĐVP; TTTH-Công báo", "Lưu VT, NC (KH03)")


def test_the_real_plan_has_its_clauses_themes_and_forms(real: PlanDraft):
    assert [section.number for section in real.sections] == [
        "I", "I.1", "I.2", "II", "II.1", "II.2", "III", "III.1", "III.2", "III.3", "III.4", "III.5", "IV", "IV.1", "IV.2",
    ]  # fmt: skip
    assert [theme.text[:28] for theme in real.themes] == [
        "Tiếp tục tuyên truyền các ch", "Truyền thông về quyền, nghĩa", "Truyền thông về việc công kh",
        "Thông tin rộng rãi đến người", "Tuyên truyền, biểu dương nhữ",
    ]  # fmt: skip
    groups = dict.fromkeys(channel.text for channel in real.channels)
    assert [[c.kind for c in real.channels if c.text == group] for group in groups] == [
        ["radio_tv", "print", "radio", "portal", "website"], ["training", "contest", "integrated"],
        ["public_posting"], ["pano", "poster", "leaflet"],
    ]  # fmt: skip


def test_the_real_plan_orders_each_unit(real: PlanDraft):
    assert [(duty.unit, duty.section, duty.every) for duty in real.duties] == [
        ("Thủ trưởng các sở, ban, ngành", "III.1", ()),
        ("Sở Tư pháp", "III.2", ()),
        ("Sở Tư pháp", "III.2", ("half_year", "year")),
        ("Chủ tịch UBND các huyện, thị xã", "III.3", ()),
        ("Đài Phát thanh và Truyền hình Bình Phước", "III.4", ()),
        ("Báo Bình Phước", "III.4", ()),
        ("Văn phòng UBND tỉnh", "III.5", ()),
        ("Sở Tư pháp", "IV.1", ()),
        ("Sở Tài chính", "IV.1", ()),
    ]
    assert [line.section for line in real.funding] == ["IV.1", "IV.1"]


def test_the_real_plan_wants_reports_before_two_days_and_states_no_figure(real: PlanDraft):
    assert real.as_json()["report_deadlines"] == [
        {
            "dates": ["2017-06-15", "2017-12-15"], "inclusive": False, "section": "IV.2",
            "rule": {"day": 15, "month": "last_of_quarter", "quarters": [2, 4]},
            "text": "Định kỳ trước ngày 15 tháng cuối Quý II và Quý IV của năm, các cơ quan đơn vị gửi báo cáo về UBND "
                    "tỉnh (thông qua Sở Tư pháp) để tổng hợp.",
        }
    ]  # fmt: skip
    assert real.quotas == ()
    assert not any(line.amounts for line in real.funding)
    assert {"quotas", "prices", "dates"} <= {question.about for question in real.questions}


def test_a_year_that_is_told_goes_before_the_papers_own():
    assert intake.read(REAL, year=2018).report_deadlines[0].dates == (date(2018, 6, 15), date(2018, 12, 15))
    assert intake.read(REAL.replace(" năm 2017", "")).header.year is None


# Plans of other wording


def test_a_districts_plan_with_figures_is_read_by_the_same_rules():
    told = intake.read(DISEASE).as_json()

    assert told["header"] | {"title": ""} == {
        "issuing_body": "Ủy ban nhân dân huyện Đồng Phú", "number": "147", "symbol": "KH-UBND", "place": "Đồng Phú",
        "date": "2024-03-05", "doc_type": "Kế hoạch", "title": "", "year": 2024,
    }  # fmt: skip
    assert [theme["section"] for theme in told["themes"]] == ["B.I.1", "B.I.2", "B.I.3"]
    assert told["themes"][1]["text"].startswith("Lịch tiêm chủng mở rộng:\n- Đối tượng")
    figures = [{k: v for k, v in quota.items() if k not in {"text", "section"}} for quota in told["quotas"]]
    assert figures == [
        {"kind": "quota", "count": 2, "unit": "lan", "per": "day", "times": ["05:30", "17:00"], "duration_min": 10},
        {"kind": "quota", "count": 4, "unit": "chuyen_muc", "per": "month", "duration_min": 15},
        {"kind": "quota", "count": 2, "unit": "tin_bai", "per": "week", "bound": "min"},
        {"kind": "quota", "count": 40, "unit": "bang_ron"},
        {"kind": "quota", "count": 5000, "unit": "to_roi"},
    ]
    assert [amount["amount_vnd"] for line in told["funding"] for amount in line["amounts"]] == [86_500_000, 500_000]
    monthly, last = told["report_deadlines"]
    assert (monthly["dates"][0], len(monthly["dates"]), monthly["inclusive"]) == ("2024-04-05", 9, False)
    assert (last["dates"], last["inclusive"]) == (["2024-11-30"], True)
    assert [duty["unit"] for duty in told["duties"]] == [
        "Phòng Y tế huyện", "Trung tâm Văn hóa, Thể thao và Du lịch", "Phòng Văn hóa và Thông tin",
        "Trung tâm Văn hóa, Thể thao và Du lịch", "Phòng Văn hóa và Thông tin",
        "Ủy ban Mặt trận Tổ quốc Việt Nam huyện", "các đoàn thể", "UBND các xã, thị trấn",
    ]  # fmt: skip
    assert told["signatory"] == {"title": "PHÓ CHỦ TỊCH", "name": "Trần Thị Mẫu Đơn"}
    assert told["questions"] == []


def test_a_plan_numbered_by_figures_alone_is_read_by_the_same_rules():
    draft = intake.read(TRAFFIC)

    assert (draft.header.symbol, draft.header.year, len(draft.themes)) == ("CTr-BATGT", 2022, 3)
    assert [quota.item for quota in draft.quotas][:2] == [
        {
            "kind": "airtime", "channel": "LSTV1", "duration_min": 5, "times": ["19:45"], "weekdays": ["thu"],
            "per": "week",
        },
        {"kind": "airtime", "times": ["11:00"], "weekdays": ["fri"], "repeat": True},
    ]  # fmt: skip
    assert [deadline.dates for deadline in draft.report_deadlines] == [
        (date(2022, 6, 20), date(2022, 11, 20)), (date(2023, 1, 10),),
    ]  # fmt: skip
    assert [duty.unit for duty in draft.duties] == [
        "Văn phòng Ban", "Sở Giáo dục và Đào tạo", "Công an tỉnh", "Sở Giáo dục và Đào tạo", "Công an tỉnh",
        "Đài Phát thanh - Truyền hình Lâm Sơn", "Báo Lâm Sơn",
    ]  # fmt: skip
    assert draft.signatory == Signatory("PHÓ TRƯỞNG BAN", "Lê Văn Tám")


def test_what_a_paper_does_not_say_is_asked():
    asked = [question.about for question in intake.read("Kính gửi các đồng chí, mai họp lúc 8 giờ.").questions]

    assert asked == [
        "number", "date", "title", "year", "themes", "channels", "duties", "quotas", "prices", "dates", "deadlines",
        "signatory",
    ]  # fmt: skip


def test_a_paper_not_yet_numbered_or_dated_is_read_without_them():
    header = intake.read(
        "Số:      /KH-UBND\nBình Phước, ngày     tháng 02 năm 2019\nKẾ HOẠCH\nThử\nI. NỘI DUNG\n- A;"
    ).header

    assert (header.number, header.symbol, header.date, header.place, header.year) == (
        None, "KH-UBND", None, "Bình Phước", 2019,
    )  # fmt: skip


# The sample


@given(st.integers(2000, 2099))
def test_the_sample_plan_is_read_without_a_gap_in_every_year(year: int):
    text = sample_plan(year)
    draft = intake.read(text)

    assert "MẪU" in text
    assert draft.header.year == year
    assert len(draft.themes) == 5
    assert len({duty.unit for duty in draft.duties}) == 7
    assert [d.dates for d in draft.report_deadlines] == [(date(year, 6, 15), date(year, 12, 15))]
    assert not draft.report_deadlines[0].inclusive
    assert (draft.quotas, [line.amounts for line in draft.funding]) == ((), [(), ()])
    assert [question.about for question in draft.questions] == ["quotas", "prices", "dates", "periods"]


def test_the_sample_plan_shares_no_sentence_with_the_real_one():
    def sentences(text: str) -> set[str]:
        return {part.strip(" -.;") for part in re.split(r"[\n;.]", text) if len(part.split()) > 9}

    assert not sentences(sample_plan(2017)) & sentences(REAL)


# Rules of dates


@given(st.integers(2000, 2099), st.integers(1, 31))
def test_a_day_of_every_month_is_twelve_days_in_order(year: int, day: int):
    found = named_dates({"day": day, "month": "every"}, year)

    assert [(d.year, d.month) for d in found] == [(year, month) for month in range(1, 13)]
    assert all(d.day == day or (d.day < day and (d + (date(2000, 1, 2) - date(2000, 1, 1))).day == 1) for d in found)


def test_rules_name_months_weeks_and_the_year_after():
    assert named_dates({"day": 5, "month": "next"}, 2023)[-1] == date(2024, 1, 5)
    assert named_dates({"day": 10, "month": "first_of_next_quarter"}, 2023) == (
        date(2023, 4, 10), date(2023, 7, 10), date(2023, 10, 10), date(2024, 1, 10),
    )  # fmt: skip
    assert named_dates({"month_days": ["06-20"], "month_days_after": ["01-10"]}, 2022) == (
        date(2022, 6, 20), date(2023, 1, 10),
    )  # fmt: skip
    fridays = named_dates({"weekday": "fri"}, 2021)
    assert (fridays[0], fridays[-1], len(fridays)) == (date(2021, 1, 1), date(2021, 12, 31), 53)


@pytest.mark.parametrize(
    "rule", [{}, {"day": 32, "month": "every"}, {"day": 5, "month": "full moon"}, {"month_days": ["x"]}]
)
def test_a_rule_of_another_form_is_refused(rule: dict[str, Any]):
    with pytest.raises(Refused, match=r"deadline\.unknown_rule"):
        named_dates(rule, 2022)


def test_work_that_is_ordered_of_nobody_is_asked_about_and_given_to_nobody():
    draft = intake.read("I. TỔ CHỨC THỰC HIỆN\n- Sở Tư pháp theo dõi;\n- In tài liệu và phát đến từng nhà.")

    assert [duty.unit for duty in draft.duties] == ["Sở Tư pháp"]
    assert "owners" in {question.about for question in draft.questions}
