"""Printed price lists: every row becomes a line, a question or a row that is named with why; nothing is guessed."""

import csv
import io
from fractions import Fraction

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from campaigns import rates
from campaigns.errors import Refused
from campaigns.rates import columns
from campaigns.rates.figures import read_price
from campaigns.rates.making import Between, Unlisted
from campaigns.rates.sheet import read_sheet
from campaigns.reading import tables
from campaigns.values.logs import Row
from campaigns.values.rates import Bands, Composed, Demand, Flat, Measure, MoneyUnit, Prorated, Service, Vat
from tests.campaigns.test_rates import card

SAID = Between(Unlisted.COMPOSED, Unlisted.PRORATED)
# A television price list as one was published in 2017, with the slip that it printed.
TELEVISION = [
    ["BẢNG GIÁ DỊCH VỤ THÔNG TIN"],
    ["Đơn vị tính: Ngàn đồng"],
    ["Khung giờ", "Chương trình", "Thời lượng", "", "", ""],
    ["", "", "10 giây", "15 giây", "20 giây", "30 giây"],
    ["A. Kênh 1"],
    ["5h30-6h00", "Trong các chương trình", "500", "600", "750", "1.000"],
    ["6h00-6h20", "Trước, sau bản tin sáng", "1.000", "1.200", "1.500", "2.000"],
    ["12h00-12h50", "Trước phim truyện", "4.000", "5.000", "6.000", "8.000"],
    ["", "Trong phim truyện", "5.000", "6.000", "8.000", "1.0000"],
    ["12h50-13h40", "Trong các chương trình", "3.000", "3.500", "5.000", "6.000"],
    ["Giá trên chưa bao gồm 10% thuế GTGT"],
]
RADIO = [
    ["Nội dung", "ĐVT", "Đơn giá", "Vượt"],
    ["Trong các chương trình giải trí", "60 giây", "2.000.000 đồng", ""],
    ["Rao vặt", "120 từ", "200.000", "2.000"],
    ["Thông báo khác", "từ", "6.000", ""],
    ["Tự giới thiệu", "phút", "1.000.000", ""],
    ["Sản xuất phóng sự", "phóng sự", "5.000.000", ""],
    ["Phát lô-gô", "tuần", "3.000.000", ""],
    ["Tọa đàm trực tiếp", "chương trình", "thỏa thuận", ""],
]


def as_csv(rows) -> bytes:
    out = io.StringIO()
    width = max(map(len, rows))
    csv.writer(out, delimiter=";").writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().encode()


def as_xlsx(rows) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def read(rows, answers=None, between=SAID, *, press=False, thousands=None, form=as_csv):
    listed = tables.read_table(form(rows), "bang-gia.csv" if form is as_csv else "bang-gia.xlsx")
    return read_sheet(listed, answers or {}, between, press=press, thousands=thousands)


@pytest.mark.parametrize("form", [as_csv, as_xlsx])
def test_a_television_list_with_a_slip(form):
    sheet = read(TELEVISION, thousands=True, form=form)

    (doubt,) = sheet.doubts
    assert (doubt.row, doubt.head, doubt.text, doubt.code) == (9, "30 giây", "1.0000", "figure.grouping")
    assert doubt.choices == (1_000, 10_000)
    assert sheet.open == 1
    assert (sheet.told.unit, sheet.told.vat, sheet.told.vat_percent) == (MoneyUnit.THOUSAND, Vat.EXCLUDED, 10)
    assert [line.number for line in sheet.lines] == [6, 7, 8, 10]
    first = sheet.lines[0]
    assert (first.service, first.measure, first.label) == (Service.AIRTIME, Measure.SECOND, "Trong các chương trình")
    assert (first.channel, first.from_minute, first.until_minute) == ("A. Kênh 1", 330, 360)
    assert first.rule == Composed(tuple((n, Fraction(v)) for n, v in [(10, 500), (15, 600), (20, 750), (30, 1_000)]))
    assert sheet.unread == ()


def test_an_answered_question_lets_its_line_count():
    sheet = read(TELEVISION, {"9-5": "10000"}, thousands=True)

    assert sheet.open == 0
    line = next(line for line in sheet.lines if line.number == 9)
    assert (line.from_minute, line.until_minute) == (720, 770)  # the hour stands once for two rows
    assert rates.price(card(MoneyUnit.THOUSAND), line, Demand(Fraction(30))).stated_vnd == 10_000_000
    left_out = read(TELEVISION, {"9-5": "skip"}, thousands=True)
    kept = next(line for line in left_out.lines if line.number == 9)
    assert [length for length, _price in kept.rule.parts] == [10, 15, 20]


def test_a_radio_list_with_units_of_many_kinds():
    sheet = read(RADIO, thousands=False)

    assert [(line.label, line.service, line.measure, line.rule) for line in sheet.lines] == [
        ("Trong các chương trình giải trí", Service.AIRTIME, Measure.SECOND,
         Prorated(Fraction(2_000_000), Fraction(60))),
        ("Rao vặt", Service.AIRTIME, Measure.WORD,
         Bands(((Fraction(120), Fraction(200_000)),), Fraction(2_000))),
        ("Thông báo khác", Service.AIRTIME, Measure.WORD, Prorated(Fraction(6_000), Fraction(1))),
        ("Tự giới thiệu", Service.AIRTIME, Measure.SECOND, Prorated(Fraction(1_000_000), Fraction(60))),
        ("Sản xuất phóng sự", Service.PRODUCTION, Measure.ITEM, Flat(Fraction(5_000_000))),
    ]  # fmt: skip
    assert [(one.number, one.code) for one in sheet.unread] == [(7, "line.bad_unit"), (8, "line.bad_price")]


def test_a_newspaper_list():
    sheet = read(
        [["Vị trí", "Đơn vị tính", "Đơn giá"], ["Trang 1", "trang", "12.000.000"], ["Trang 4", "½ trang", "5.000.000"],
         ["Bài tuyên truyền", "bài", "1.500.000"]], press=True, thousands=False,
    )  # fmt: skip

    assert [(line.service, line.measure, line.rule) for line in sheet.lines] == [
        (Service.ARTICLE, Measure.PAGE, Prorated(Fraction(12_000_000), Fraction(1))),
        (Service.ARTICLE, Measure.PAGE, Bands(((Fraction(1, 2), Fraction(5_000_000)),))),
        (Service.ARTICLE, Measure.ITEM, Flat(Fraction(1_500_000))),
    ]


def test_lengths_wait_until_it_is_said_how_others_are_charged():
    sheet = read(TELEVISION, between=Between(), thousands=True)

    assert sheet.lines == ()
    assert [row.number for row in sheet.waiting] == [6, 7, 8, 9, 10]
    assert (sheet.has_several, sheet.has_single) == (True, False)


@pytest.mark.parametrize(
    ("figures", "place", "code"),
    [
        (["1.000.000", "12.000.000", "1.100.000"], 1, "figure.neighbours"),
        (["1.000.000", "110.000", "1.100.000"], 1, "figure.neighbours"),
        (["1.000.000", "0", "1.100.000"], 1, "figure.zero"),
        (["1.000.000", "1.050", "1.100.000"], 1, "figure.neighbours"),
        (["1.000.000", "900", "700"], 2, "figure.thousands"),
        (["1.000.000", "1.050,5", "1.100.000"], 1, "figure.decimals"),
        (["1.000.000", "1,050,000", "1.100.000"], 1, "figure.mark"),
        (["1.000.000", "1.05.000", "1.100.000"], 1, "figure.grouping"),
    ],
)
def test_suspicious_figures_are_questioned(figures, place, code):
    rows = [["Nội dung", "ĐVT", "Đơn giá"], *[[f"Mục {n}", "lượt", text] for n, text in enumerate(figures)]]

    found = {(one.row, one.code) for one in read(rows, thousands=False).doubts}

    assert (place + 2, code) in found


def test_a_longer_spot_that_is_cheaper_and_thousands_printed_in_full_are_questioned():
    rows = [["Chương trình", "10 giây", "20 giây", "30 giây"], ["Sáng", "500", "400", "700"]]
    assert [(one.key, one.code) for one in read(rows, thousands=True).doubts] == [("2-2", "figure.cheaper")]
    rows = [["Chương trình", "10 giây", "20 giây"], ["Sáng", "1.500.000", "2.000.000"]]
    assert {one.code for one in read(rows, thousands=True).doubts} == {"figure.dong"}


def test_a_list_that_is_no_list_but_a_book_is_refused():
    with pytest.raises(Refused, match=r"rates\.too_many_rows"):
        read([["Nội dung", "ĐVT", "Đơn giá"], *[["x", "lượt", "1.000"]] * 2_000])


def test_a_file_without_prices_is_refused():
    with pytest.raises(Refused, match=r"rates\.no_heading"):
        read([["Họ tên", "Điện thoại"], ["An", "09"]])


@given(st.integers(1, 10**12), st.sampled_from([".", ",", " "]), st.sampled_from(["", " đ", " đồng", " VNĐ", "₫"]))
def test_a_well_written_figure_reads_as_it_was_meant(value, mark, unit):
    figure = read_price(f"{value:,}".replace(",", mark) + unit)

    assert figure is not None
    assert (figure.value, figure.doubt) == (value, "")


@given(st.text(alphabet="0123456789., đ-xX", max_size=12))
def test_no_figure_is_taken_on_trust_unless_it_is_grouped_in_threes(text):
    figure = read_price(text)

    if figure is not None and figure.value is not None and not figure.doubt:
        bare = text.replace("đ", "").strip()
        groups = [part for mark in ".," if mark in bare for part in bare.split(mark)[1:]] or bare.split()[1:]
        assert all(len(part.strip()) == 3 for part in groups)


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=8))
def test_no_row_is_lost(rows):
    """Each row after the headings is a line, waits for an answer, tells something of the others, or is named."""
    head = ["Nội dung", "ĐVT", "Đơn giá", "10 giây", "30 giây", "Kênh"]
    listed = [Row(number, "\t".join(row), tuple(row)) for number, row in enumerate([head, *rows], 1)]
    sheet = read_sheet(listed, {}, SAID, press=False)

    told = {one.number for one in (*sheet.lines, *sheet.unread, *sheet.waiting)}
    silent = [row for row in listed[1:] if row.number not in told and sum(bool(cell) for cell in row.cells) > 1]
    assert all(columns.by_heads(row.cells) or any(map(columns.head_length, row.cells)) for row in silent)


def test_days_and_hours_and_units():
    assert columns.read_days("T2-T6") == columns.read_days("Thứ 2 đến thứ 6") == frozenset(range(5))
    assert columns.read_days("T7, CN") == {5, 6}
    assert columns.read_days("Hằng ngày") == columns.read_days("T2 - CN") == frozenset()
    assert columns.read_hours("21h00 - 24h00") == (1_260, 1_440)
    assert columns.read_hours("06:55’ – 07:00’") == (415, 420)
    assert columns.read_hours("Giờ tự chọn") is None
    assert columns.read_unit('30"') == (Measure.SECOND, 30)
    assert columns.read_unit("1/0 trang") is None
