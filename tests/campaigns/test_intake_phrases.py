"""Figures in phrases: every worked example whole, and what must be no figure."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.intake.phrases import read_phrases
from campaigns.intake.phrases.numbers import value

EXAMPLES = json.loads((Path(__file__).parent / "plans" / "phrases-examples.json").read_text("utf-8"))["examples"]
KINDS = {"quota", "airtime", "deadline", "window", "periodic", "price"}
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
UNITS = {
    "chuyên mục": "chuyen_muc", "chuyên trang": "chuyen_trang", "tin": "tin", "bài": "bai", "phóng sự": "phong_su",
    "chương trình": "chuong_trinh", "buổi": "buoi", "lần": "lan",
}  # fmt: skip
SPANS = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}


# Laws


@given(st.integers(1, 999), st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(SPANS)), st.booleans())
def test_so_many_of_a_unit_in_a_span_reads_the_same_said_before_or_after(
    count: int, unit: str, span: str, before: bool
):
    words = f"mỗi {span} {count:02d} {unit}" if before else f"{count:02d} {unit}/{span}"

    assert read_phrases(words) == [{"kind": "quota", "count": count, "unit": UNITS[unit], "per": SPANS[span]}]


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_reads_the_same_in_figures_and_in_words(day: Any):
    told = [{"kind": "deadline", "dates": [day.isoformat()], "inclusive": False}]

    for form in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d tháng %m năm %Y"):
        assert read_phrases(f"báo cáo trước ngày {day.strftime(form)}") == told


@given(st.integers(0, 23), st.integers(0, 59))
def test_an_hour_reads_the_same_in_every_writing(hour: int, minute: int):
    clock = f"{hour:02d}:{minute:02d}"

    for written in (f"{hour}h{minute:02d}", f"{hour} giờ {minute:02d}", f"{hour}g{minute:02d}", clock):
        assert read_phrases(f"phát lúc {written} hằng ngày") == [{"kind": "airtime", "times": [clock], "per": "day"}]


@given(st.sets(st.integers(0, 6), min_size=1))
def test_days_of_the_week_come_in_their_order(chosen: set[int]):
    names = ["thứ hai", "thứ 3", "thứ tư", "T5", "thứ Sáu", "thứ bảy", "chủ nhật"]
    words = ", ".join(names[n] for n in sorted(chosen, reverse=True))

    assert read_phrases(f"phát lúc 19h45 {words}")[0]["weekdays"] == [DAYS[n] for n in sorted(chosen)]


@given(st.integers(1, 99_999_999))
def test_an_amount_reads_the_same_with_and_without_its_scale(thousands: int):
    written = f"{thousands * 1000:,}".replace(",", ".")

    assert read_phrases(f"{written} đồng/năm") == [{"kind": "price", "amount_vnd": thousands * 1000, "per": "year"}]
    assert read_phrases(f"{thousands % 1000} nghìn đồng")[0]["amount_vnd"] == thousands % 1000 * 1000


pieces = st.sampled_from(
    "mỗi hằng tuần tháng quý năm ngày 02 15 1.000 chuyên mục tin bài lần phút giây giờ 18h30 đến từ trước chậm nhất "
    "thứ hai 7 chủ nhật phát lại lúc vào cuối đầu sau 15/6 30/11/2020 II triệu đồng / , ; . : ( ) – - ít tối thiểu".split()
)


@given(st.one_of(st.text(max_size=200), st.lists(pieces, max_size=30).map(" ".join)))
def test_any_words_give_items_of_the_known_kinds(words: str):
    found = read_phrases(words)

    assert {item["kind"] for item in found} <= KINDS
    assert json.loads(json.dumps(found)) == found
    assert read_phrases(f"  {words}\n".replace(" ", "  ")) == found


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("05", 5),
        ("1.000", 1000),
        ("hai", 2),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("chín mươi tư", 94),
        ("02 (hai)", 2),
    ],
)
def test_numbers_in_figures_and_in_words(words: str, number: int):
    assert value(words) == number


# Examples


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_each_example_is_read_whole(example: dict[str, Any]):
    assert read_phrases(example["text"]) == example["parsed"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("tối thiểu 50 tin, 30 bài và 10 phóng sự trong năm", [
            {"kind": "quota", "count": 50, "unit": "tin", "bound": "min", "per": "year"},
            {"kind": "quota", "count": 30, "unit": "bai", "per": "year"},
            {"kind": "quota", "count": 10, "unit": "phong_su", "per": "year"},
        ]),
        ("phát 10 lần/ngày trong khung giờ 18h00-19h45, spot 30 giây", [
            {"kind": "quota", "count": 10, "unit": "lan", "per": "day", "time_windows": [["18:00", "19:45"]], "duration_sec": 30},
        ]),
        ("19h thứ bảy tuần thứ hai hằng tháng", [
            {"kind": "airtime", "times": ["19:00"], "weekdays": ["sat"], "week_of_month": 2, "per": "month"},
        ]),
        ("15 giờ chủ nhật, phát lại 21 giờ cùng ngày", [
            {"kind": "airtime", "times": ["15:00"], "weekdays": ["sun"], "repeat_times": ["21:00"]},
        ]),
        ("phát lại chương trình 18h30 vào 6 giờ sáng", [{"kind": "airtime", "repeat_of": "18:30", "repeat": True, "times": ["06:00"]}]),
        ("hai tuần một số", [{"kind": "quota", "per": "2weeks", "count": 1, "unit": "so"}]),
        ("mỗi quý phát hành 01 số, 500 bản/số", [
            {"kind": "quota", "per": "quarter", "count": 1, "unit": "so"},
            {"kind": "quota", "per": "issue", "count": 500, "unit": "ban"},
        ]),
        ("phát 5 ngày/tuần, thời lượng từ 10 đến 15 phút", [
            {"kind": "quota", "days_per_week": 5, "duration_min": 10, "duration_max_min": 15},
        ]),
        ("đơn giá 2.500.000 đồng/spot 30 giây", [
            {"kind": "price", "amount_vnd": 2_500_000, "per": "airing", "duration_sec": 30},
        ]),
        ("1,5 tỷ đồng", [{"kind": "price", "amount_vnd": 1_500_000_000}]),
        ("trước ngày 05 hằng tháng", [{"kind": "deadline", "rule": {"day": 5, "month": "every"}, "inclusive": False}]),
        ("chậm nhất 30/11", [{"kind": "deadline", "md": "11-30", "inclusive": True}]),
        ("trước ngày 15/01 năm sau", [{"kind": "deadline", "md": "01-15", "inclusive": False, "year_offset": 1}]),
        ("trước ngày 15 tháng 6 và ngày 15 tháng 12 năm 2018", [
            {"kind": "deadline", "dates": ["2018-06-15", "2018-12-15"], "inclusive": False},
        ]),
        ("chậm nhất 05 ngày làm việc sau khi kết thúc", [{"kind": "deadline", "relative_days": 5, "inclusive": True}]),
        ("trước thứ Sáu hằng tuần", [{"kind": "deadline", "rule": {"weekday": "fri"}, "inclusive": False}]),
        ("từ ngày 15/10 đến ngày 15/11 hằng năm", [
            {"kind": "window", "start_md": "10-15", "end_md": "11-15", "yearly": True},
        ]),
        ("từ 20/12 đến 10/01/2021", [{"kind": "window", "start": "2020-12-20", "end": "2021-01-10"}]),
        ("mỗi xã gửi 01 tin/tuần và 01 bài/tháng", [
            {"kind": "quota", "count": 1, "unit": "tin", "per": "week"},
            {"kind": "quota", "count": 1, "unit": "bai", "per": "month"},
        ]),
        ("mỗi tuần 1 số, mỗi số 4 trang", [
            {"kind": "quota", "per": "week", "count": 1, "unit": "so"},
            {"kind": "quota", "per": "issue", "count": 4, "unit": "trang"},
        ]),
        ("phát vào 17h45 hằng ngày, trừ chủ nhật", [
            {"kind": "airtime", "times": ["17:45"], "per": "day", "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat"]},
        ]),
        ("VTV1 lúc 19 giờ và VOV1 lúc 18 giờ", [
            {"kind": "airtime", "channel": "VTV1", "times": ["19:00"]},
            {"kind": "airtime", "channel": "VOV1", "times": ["18:00"]},
        ]),
        ("tổng số 52 chương trình trong năm", [{"kind": "quota", "count": 52, "unit": "chuong_trinh", "per": "year"}]),
        ("tổng kinh phí 1 tỷ 200 triệu đồng", [{"kind": "price", "amount_vnd": 1_200_000_000}]),
        ("sơ kết 6 tháng, tổng kết năm", [{"kind": "periodic", "every": ["half_year", "year"]}]),
        ("hoàn thành trong quý III/2019", [{"kind": "window", "start": "2019-07-01", "end": "2019-09-30"}]),
        ("từ tháng 3 đến tháng 11 năm 2020", [{"kind": "window", "start": "2020-03-01", "end": "2020-11-30"}]),
    ],
)  # fmt: skip
def test_phrases_of_the_trade(words: str, told: list[dict[str, Any]]):
    assert read_phrases(words) == told


@pytest.mark.parametrize(
    "words",
    [
        "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020", "căn cứ Quyết định số 12 năm 2016", "trang 4 số 12",
        "tăng thời lượng phát sóng chuyên mục", "trên 90% cán bộ", "một số bài viết", "có hiệu lực từ ngày 01/7/2021",
        "ngày 31/02/2020", "thực hiện có hiệu quả trong năm 2017", "", "   ",
    ],
)  # fmt: skip
def test_what_states_no_figure_gives_none(words: str):
    assert read_phrases(words) == []
