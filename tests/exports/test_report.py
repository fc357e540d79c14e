"""Reports on paper: valid files, every figure of the view and none beside it, sentences for none, one, some and all."""

import hashlib
import re
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.periods import ProfileCode
from campaigns.values.ledger import NOTHING, Amount, Line
from campaigns.values.units import Figure, Receipt, Standing
from exports import lint, transcript, wording
from exports.report import (
    LEVELS,
    Narrative,
    ReportView,
    Sum,
    Typed,
    display_name,
    file_name,
    report,
    required_fields,
    sections,
    words,
)
from exports.report.airtime import percent
from exports.report.units import by_level
from tests.exports.report_views import (
    EMPTY,
    HALF,
    LONGEST,
    ORDINARY,
    PAPER,
    PAPER_LINE,
    RECEIPTS,
    STATION,
    TEXTS,
    YEAR,
    YEAR_LINE,
)
from tests.exports.test_brief import audit, lines, seconds, tables

VIEWS = {"ordinary": ORDINARY, "empty": EMPTY, "year": YEAR, "longest": LONGEST}
ROOT = Path(__file__).parents[2]

amounts = st.one_of(
    st.builds(Amount, st.integers(1, 9_000), st.just(0), st.integers(0, 10**9)),
    st.builds(Amount, st.just(0), st.integers(1, 40), st.integers(0, 10**9)),
)


@st.composite
def entries(draw: st.DrawFn) -> Line:
    """A line of the ledger in which nothing is lost."""
    parts = {
        name: draw(st.just(NOTHING) | amounts) for name in ("ahead", "aired", "owed", "made_good", "credited", "waived")
    }
    ordered = sum(parts.values(), NOTHING)
    spots = ordered.articles + (draw(st.integers(1, 300)) if ordered.seconds else 0)
    presumed = parts["aired"] if draw(st.booleans()) else NOTHING
    return Line(ordered=ordered, spots=spots, unpriced=draw(st.integers(0, spots)), presumed=presumed, **parts)


def told(view: ReportView) -> str:
    """The paper as one text, numbers and units on one line."""
    return "\n".join(lines(report(view))).replace(wording.NO_BREAK, " ")


def with_line(line: Line) -> ReportView:
    """A half-year in which one outlet and one theme have all of it."""
    whole = (Sum("Đài", line),) if line.spots else ()
    return replace(ORDINARY, told=replace(HALF, whole=line, outlets=whole, themes=(Sum("Chủ đề", line),)), before=None)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_files_are_valid_well_formed_and_read_alike_by_a_second_reader(view):
    content = report(view)

    assert audit(content) == []
    assert lint.findings(content) == ()
    ours = [line for line in lines(content) if line]
    theirs = " ".join(part for line in transcript.lines(content) for part in re.split(r" \| | / ", line))
    assert all(line in theirs or "/" in line for line in ours)
    assert report(view) == content


def test_another_process_makes_the_same_bytes():
    script = (
        "import hashlib; from exports.report import report; from tests.exports.report_views import *\n"
        "print([hashlib.sha256(report(one)).hexdigest() for one in (ORDINARY, EMPTY, YEAR, LONGEST)])"
    )
    here = [hashlib.sha256(report(one)).hexdigest() for one in VIEWS.values()]

    there = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert there.stdout.strip() == str(here)


@given(entries())
@settings(max_examples=40)
def test_every_sum_of_a_line_is_told_as_it_is(line):
    view = with_line(line)
    content = report(view)
    if not line.spots:
        assert "chưa xác nhận lượt phát sóng, bài đăng nào" in told(view)
        return
    rows = tables(content)["Kết quả theo đài, báo"]
    ordered, out = line.ordered, line.payable
    for row in rows[1:]:
        cells = row[2:]
        assert [seconds(cells[0]), seconds(cells[1])] == [ordered.seconds, out.seconds]
        assert cells[2] == percent(out.seconds, ordered.seconds)
        assert [cells[3] if ordered.articles else "0", cells[4] if ordered.articles else "0"] == [
            wording.grouped(ordered.articles), wording.grouped(out.articles),
        ]  # fmt: skip
    said = told(view)
    for amount in (line.presumed, line.ahead, line.owed, line.made_good, line.credited, line.waived):
        if amount.seconds:
            assert wording.duration(amount.seconds) in said
        if amount.articles:
            assert f"{wording.grouped(amount.articles)} bài" in said


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_only_all_of_it_is_a_hundred_percent(part, whole):
    part = min(part, whole)

    assert (percent(part, whole) == "100") == (part == whole)
    assert percent(0, whole) == "0"


def test_a_half_year_reads_as_a_clerk_would_write_it():
    said = told(ORDINARY)

    for sentence in (
        "Số: 118/BC-STP", "Kết quả thực hiện Kế hoạch số 36/KH-UBND 6 tháng đầu năm 2017",
        "Kính gửi: Ủy ban nhân dân tỉnh Bình Phước.",
        "(số liệu tính từ ngày 01 tháng 01 năm 2017 đến hết ngày 14 tháng 6 năm 2017) như sau:",
        "Trong kỳ, các đài, báo đã xác nhận 90 lượt phát sóng với tổng thời lượng 1 giờ 30 phút và 18 bài đăng.",
        "đã phát 1 giờ 23 phút 30 giây, đạt 92,7%; đã đăng đủ 18 bài, đạt 100%.",
        "Ngoài ra còn 1 phút 30 giây phát sóng được coi như đã phát",
        "Bị lỡ hoặc phát thiếu 5 phút 30 giây phát sóng: đã bù 3 phút 15 giây phát sóng; đã giảm trừ khi thanh toán",
        "45 giây phát sóng; đã thống nhất không phải bù 30 giây phát sóng; còn phải bù 1 phút phát sóng.",
        "Giá trị theo đơn giá đã thống nhất là 75.600.000 đồng (bằng chữ: Bảy mươi lăm triệu sáu trăm nghìn đồng).",
        "4 lượt chưa thống nhất đơn giá nên chưa tính vào giá trị trên.",
        "So với cùng kỳ năm 2016, thời lượng phát sóng tăng 11 phút (15,1%; cùng kỳ 1 giờ 12 phút 30 giây);",
        "số bài đăng không đổi (18 bài).",
        "- Chuyên trang, Báo Bình Phước (cách nhau không quá 7 ngày): 1 quãng không giữ được nhịp, từ 06/4/2017 đến 18/4/2017;",
        "1 quãng chờ minh chứng;", "- Cải cách hành chính, Báo Bình Phước (cách nhau không quá 7 ngày): giữ đúng nhịp trong kỳ.",
        "Tổ chức 3 lớp tập huấn với 163 lượt người dự;", "Tổ chức 1 cuộc thi với 320 bài dự thi;",
        "Thực hiện 240 lượt phát trên đài truyền thanh cơ sở, tổng 1.200 phút.",
        "Với kỳ báo cáo trước ngày 15 tháng 6 năm 2017, có 4 cơ quan, đơn vị phải báo cáo: 2 đơn vị gửi đúng hạn;",
        "1 đơn vị gửi chậm (Sở Y tế); 1 đơn vị chưa gửi báo cáo (UBND thị xã Đồng Xoài).",
        "IV. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2017", "Sở Y tế: Chưa có kinh phí riêng cho pa nô.",
        "Sở Tư pháp kính báo cáo Ủy ban nhân dân tỉnh Bình Phước./.", "- Như trên;", "PHỤ LỤC",
        "(Kèm theo Báo cáo số 118/BC-STP ngày 20 tháng 6 năm 2017 của Sở Tư pháp)",
    ):  # fmt: skip
        assert sentence in said, sentence


def test_an_empty_half_year_says_so_and_counts_nothing():
    said = told(EMPTY)

    assert "chưa xác nhận lượt phát sóng, bài đăng nào theo Kế hoạch số 36/KH-UBND." in said
    assert "Chưa có cơ quan, đơn vị nào gửi số liệu" in said
    assert "chưa có cơ quan, đơn vị nào được giao báo cáo." in said
    assert tables(report(EMPTY)) == {}
    assert "PHỤ LỤC" not in said
    assert not re.search(r"\b0\b|None|nan", said)


def test_a_year_shows_the_six_months_again_and_is_their_sum():
    rows = tables(report(YEAR))["Kết quả 6 tháng đầu năm, 6 tháng cuối năm và cả năm"]

    for row in rows[1:3]:
        first, second, whole = map(seconds, row[1:])
        assert first + second == whole
    assert seconds(rows[2][3]) == YEAR_LINE.payable.seconds
    assert "IV. NHIỆM VỤ NĂM 2018" in told(YEAR)
    assert (
        "Báo cáo số 118/BC-STP ngày 20 tháng 6 năm 2017 đã nêu kết quả 6 tháng đầu năm là 18 bài; theo minh chứng đến nay "
        "là 1 giờ 23 phút 30 giây phát sóng và 18 bài."
    ) in told(YEAR)
    assert "đã nêu kết quả" not in told(replace(YEAR, issued_half=None))
    assert "đến hết ngày 31 tháng 12 năm 2017" in told(YEAR)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (Line(ordered=Amount(45), aired=Amount(45), spots=1), "Đài đã xác nhận 1 lượt phát sóng với thời lượng 45 giây."),
        (Line(ordered=Amount(45), aired=Amount(45), spots=1), "đã phát đủ 45 giây, đạt 100%."),
        (Line(ordered=Amount(45), aired=Amount(45), spots=1), "Không có lượt phát sóng, bài đăng nào bị lỡ"),
        (Line(ordered=Amount(45), ahead=Amount(45), spots=1), "chưa có thời lượng phát sóng nào được xác nhận là đã phát."),
        (Line(ordered=Amount(0, 1), aired=Amount(0, 1), spots=1), "đã xác nhận 1 bài đăng."),
        (Line(ordered=Amount(0, 1), aired=Amount(0, 1), spots=1), "đã đăng 1 bài, đạt 100%."),
        (Line(ordered=Amount(0, 3), aired=Amount(0, 1), owed=Amount(0, 2), spots=3), "đã đăng 1 bài, đạt 33,3%."),
        (Line(ordered=Amount(0, 3), owed=Amount(0, 3), spots=3), "chưa có bài nào được xác nhận là đã đăng."),
        (Line(ordered=Amount(60), made_good=Amount(60), spots=1), "đã bù 1 phút phát sóng; không còn nợ."),
        (Line(ordered=Amount(60, 0, 500_000), aired=Amount(60, 0, 500_000), spots=1), "Toàn bộ giá trị trên đã có minh chứng"),
        (Line(ordered=Amount(60), aired=Amount(60), spots=1, unpriced=1), "chưa thống nhất đơn giá nên báo cáo chưa nêu"),
    ],
)  # fmt: skip
def test_nothing_one_some_and_all_have_sentences_of_their_own(line, sentence):
    assert sentence in told(with_line(line))


@pytest.mark.parametrize(
    ("standings", "sentence"),
    [
        ([Standing.IN_TIME] * 4, "có 4 cơ quan, đơn vị phải báo cáo; cả 4 đơn vị gửi đúng hạn."),
        ([Standing.IN_TIME], "có 1 cơ quan, đơn vị phải báo cáo; đơn vị này gửi đúng hạn."),
        ([Standing.MISSING], "có 1 cơ quan, đơn vị phải báo cáo; đơn vị này chưa gửi báo cáo."),
        ([Standing.WAITING] * 2, "cả 2 đơn vị chưa gửi, còn trong hạn."),
        ([Standing.LATE, Standing.RETURNED], "1 đơn vị gửi chậm (Sở Giao thông vận tải); 1 đơn vị phải gửi lại báo cáo (Sở Y tế)."),
    ],
)  # fmt: skip
def test_who_reported_is_told_by_number_and_those_who_did_not_by_name(standings, sentence):
    receipts = tuple(replace(one, standing=stands) for one, stands in zip(RECEIPTS, standings, strict=False))
    view = replace(ORDINARY, reports=(replace(ORDINARY.reports[0], receipts=receipts, told=()),))

    assert sentence in told(view)


def test_the_closing_days_name_the_paper_that_they_rest_on():
    assert "theo Điều 12 Nghị định số 09/2019/NĐ-CP ngày 24 tháng 01 năm 2019 của Chính phủ) như sau:" in told(
        replace(ORDINARY, profile=ProfileCode.DECREE_09_2019)
    )
    assert "theo Công văn số 12/STP) như sau:" in told(
        replace(ORDINARY, profile=ProfileCode.OWN, source="Công văn số 12/STP")
    )
    assert "Nghị định số 09/2019" not in told(ORDINARY)


def test_what_is_missing_is_named_and_what_may_be_left_out_is_not():
    bare = replace(ORDINARY, texts=Narrative(), office=replace(ORDINARY.office, place=" "))

    assert required_fields(ORDINARY) == ()
    assert required_fields(bare) == (
        "office.place", "report.direction", "report.difficulties", "report.shortcomings", "report.causes",
        "report.next_steps", "report.proposals",
    )  # fmt: skip


def test_every_typed_word_stands_in_the_paper_and_belongs_to_a_section():
    said = told(ORDINARY)

    assert all(line in said for field in fields(TEXTS) for line in getattr(TEXTS, field.name).split("\n"))
    typed = [block.name for section in sections(ORDINARY) for block in section.blocks if isinstance(block, Typed)]
    assert sorted(typed) == sorted(field.name for field in fields(TEXTS))
    broadcast = next(section for section in sections(ORDINARY) if section.name == "broadcast")
    assert any("90" in words(block.told) for block in broadcast.blocks if hasattr(block, "told"))


def test_what_counts_for_nothing_is_not_invented():
    gone = replace(ORDINARY, totals={Figure.PANOS: 0})

    assert "trong kỳ không có hoạt động nào khác." in told(gone)
    assert "0 pa nô" in told(ORDINARY)  # what a unit told stands in the annex


@pytest.mark.parametrize("view", [ORDINARY, YEAR, LONGEST])
def test_the_annex_sums_up_each_level_and_the_levels_are_all_of_it(view):
    for each in view.reports:
        table = by_level(each)
        counts = [[words(cell) for cell in row[1:3]] for row in table.rows]
        whole, parts = counts[-1], counts[:-1]
        assert [words(row[0]) for row in table.rows[:-1]] == [
            name for level, name in LEVELS.items() if level in {one.level for one in each.receipts}
        ]
        for place, expected in enumerate((sum(one.expected for one in each.receipts), len(each.told))):
            assert sum(int(part[place]) for part in parts if part[place] != "-") == int(whole[place]) == expected
        summed: dict[str, int] = {}
        for row in table.rows[:-1]:
            for line in words(row[3]).split("\n"):
                number, _space, what = line.partition(" ")
                summed[what] = summed.get(what, 0) + (int(number.replace(".", "")) if what else 0)
        told_whole = {what: int(number.replace(".", "")) for number, _s, what in (
            line.partition(" ") for line in words(table.rows[-1][3]).split("\n"))}  # fmt: skip
        assert {what: count for what, count in summed.items() if what} == told_whole
    assert "Cộng theo cấp" in tables(report(view))


def test_files_are_named_by_year_and_part():
    assert file_name(ORDINARY) == "2017-6t_bao-cao_stp.docx"
    assert file_name(YEAR) == "2017-nam_bao-cao_stp.docx"
    assert display_name(ORDINARY) == "Báo cáo 6 tháng đầu năm 2017 - 36-KH-UBND.docx"


def test_names_are_those_of_the_view():
    table = tables(report(ORDINARY))["Kết quả theo đài, báo"]

    assert [row[1] for row in table[1:3]] == [STATION, PAPER]
    assert table[2][5] == str(PAPER_LINE.ordered.articles)
    assert isinstance(RECEIPTS[0], Receipt)
    assert date(2017, 6, 20) == ORDINARY.given.dated
