"""The estimate and its submission on paper and as a workbook: valid, whole sums, the same bytes; odd and long data."""

import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from campaigns.values.estimates import (
    CostKind,
    EstimateEvent,
    EstimateLine,
    EstimateMove,
    EstimateState,
    EstimateView,
)
from campaigns.values.issued import Stationery
from exports import lint, wording
from exports.estimate import EstimateSheet, annex, attached, file_name, missing
from exports.estimate_book import workbook
from exports.submission import Submission, period, submission
from tests.exports.brief_views import OFFICE, PLAN
from tests.exports.test_brief import audit, lines, tables
from tests.exports.test_wording import number_of

DATED = date(2017, 3, 6)
NOON = EstimateLine(
    1, 1, CostKind.AIRTIME, "Thời sự trưa, BPTV1, Đài PT-TH", "lượt", 12, 1_650_000, "207/QĐ-PTTH, dòng 2",
    "Biên bản làm việc 06/3/2017", outlet_id=1, window_id=3, spread=(("2017-04", 12),),
)  # fmt: skip
PAGE = replace(NOON, id=2, place=2, kind=CostKind.ARTICLE, text="Chuyên trang, Báo in, Báo Bình Phước", unit="bài",
               quantity=4, price_vnd=2_000_000, outlet_id=2)  # fmt: skip
CLASS = EstimateLine(3, 3, CostKind.OTHER, "Tập huấn cán bộ một cửa cấp xã", "lớp", 2, 7_500_000, "Báo giá", "")
SENT = EstimateEvent(EstimateMove.SEND, "12/TTr-STP", DATED, datetime(2017, 3, 6, tzinfo=UTC), "lan", 42_800_000)
ESTIMATE = EstimateView(
    "u", 1, 1, "Dự toán kinh phí truyền thông tháng 4 năm 2017", "2017-04", "2017-04", "ngân sách tỉnh năm 2017",
    EstimateState.SENT, (NOON, PAGE, CLASS), (SENT,),
)  # fmt: skip
SHEET = EstimateSheet(OFFICE, PLAN, ESTIMATE, Stationery(DATED), "12/TTr-STP", DATED)
PAPER = Submission(
    OFFICE, PLAN, ESTIMATE, Stationery(DATED, 12), ("Ủy ban nhân dân tỉnh Bình Phước",), ("Như trên", "Sở Tài chính"),
    ("bảng giá theo văn bản số 207/QĐ-PTTH ngày 14 tháng 12 năm 2016 của Đài PT-TH Bình Phước",),
)  # fmt: skip
CUT = replace(
    ESTIMATE, state=EstimateState.APPRAISED, lines=(
        replace(NOON, appraised_quantity=10, appraised_price_vnd=1_500_000, cut_reason="Theo định mức"),
        replace(PAGE, appraised_quantity=4, appraised_price_vnd=2_000_000),
        replace(CLASS, appraised_quantity=0, appraised_price_vnd=0, cut_reason="Dùng nguồn khác"),
    ), events=(SENT, replace(SENT, move=EstimateMove.APPRAISE, paper="88/STC-HCSN", dated=date(2017, 3, 14))),
)  # fmt: skip

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(wording.says)
costs = st.builds(
    EstimateLine, id=st.integers(1, 9), place=st.just(1), kind=st.sampled_from(CostKind), text=texts, unit=texts,
    quantity=st.integers(1, 10**6), price_vnd=st.integers(0, 10**9), source=texts, ground=st.just(""),
)  # fmt: skip


@given(st.lists(costs, min_size=1, max_size=12))
def test_every_cost_stands_in_a_valid_file_and_sums_and_words_are_right(told):
    estimate = replace(ESTIMATE, lines=tuple(replace(one, place=place) for place, one in enumerate(told, 1)))
    paper = annex(replace(SHEET, estimate=estimate))

    assert audit(paper) == []
    table = tables(paper)["Dự toán kinh phí"]
    amounts = [int(row[5].replace(".", "")) for row in table[1:-1]]
    assert amounts == [one.quantity * one.price_vnd for one in told]
    assert int(table[-1][-2].replace(".", "")) == sum(amounts)
    said = next(line for line in lines(paper) if line.startswith("Tổng kinh phí: "))
    words = said.split("Bằng chữ: ")[1].removesuffix(").").removesuffix(" đồng")
    assert number_of(words[:1].lower() + words[1:]) == sum(amounts)
    carried = submission(replace(PAPER, estimate=estimate))
    assert audit(carried) == []
    assert wording.grouped(sum(amounts)) in "\n".join(lines(carried)).replace("\xa0", " ")


@pytest.mark.parametrize("estimate", [ESTIMATE, CUT, replace(ESTIMATE, lines=ESTIMATE.lines * 20)])
def test_the_format_check_finds_nothing(estimate):
    assert lint.findings(annex(replace(SHEET, estimate=estimate))) == ()
    assert lint.findings(submission(replace(PAPER, estimate=estimate))) == ()


def test_the_annex_as_a_clerk_signs_it():
    told = lines(annex(SHEET))

    assert told[:3] == [
        "PHỤ LỤC", "DỰ TOÁN KINH PHÍ TRUYỀN THÔNG THÁNG 4 NĂM 2017",
        "(Kèm theo Tờ trình số 12/TTr-STP ngày 06 tháng 3 năm 2017 của Sở Tư pháp)",
    ]  # fmt: skip
    page = "\n".join(told).replace("\xa0", " ")
    for words in (
        "Tổng kinh phí: 42.800.000 đồng (Bằng chữ: Bốn mươi hai triệu tám trăm nghìn đồng)",
        "Nguồn kinh phí: ngân sách tỉnh năm 2017./.", "NGƯỜI LẬP", "KẾ TOÁN", "Giá: 207/QĐ-PTTH, dòng 2",
    ):  # fmt: skip
        assert words in page
    assert "ngày \xa0" in attached(replace(SHEET, submitted_on=None))
    assert file_name(SHEET) == "2017-04_du-toan_du-toan-kinh-phi-truyen-thong-thang-4.docx"


def test_the_submission_as_it_goes_out():
    page = "\n".join(lines(submission(PAPER))).replace("\xa0", " ")

    for words in (
        "Số: 12/TTr-STP", "TỜ TRÌNH", "Về việc phê duyệt dự toán kinh phí truyền thông tháng 4 năm 2017",
        "Kính gửi: Ủy ban nhân dân tỉnh Bình Phước.", "Căn cứ bảng giá theo văn bản số 207/QĐ-PTTH",
        "1. Tổng kinh phí: 42.800.000 đồng", "Kinh phí phát sóng: 19.800.000 đồng", "Kinh phí đăng bài: 8.000.000 đồng",
        "Kinh phí hoạt động khác: 15.000.000 đồng", "2. Nguồn kinh phí: ngân sách tỉnh năm 2017.", "Như trên",
    ):  # fmt: skip
        assert words in page


def test_one_kind_of_cost_is_not_told_apart_and_nothing_is_said_to_be_nothing():
    def said(estimate):
        return "\n".join(lines(submission(replace(PAPER, estimate=estimate)))).replace("\xa0", " ")

    one = said(replace(ESTIMATE, title="Truyền thông quý II", lines=(NOON,)))
    assert (
        "1. Tổng kinh phí: 19.800.000 đồng (Bằng chữ: Mười chín triệu tám trăm nghìn đồng), toàn bộ là kinh phí phát sóng."
        in one
    )
    assert "thời gian thực hiện tháng 4 năm 2017, như sau:" in one
    assert "thời gian thực hiện" not in said(ESTIMATE)  # its name says it
    none = said(replace(CUT, lines=(replace(NOON, appraised_quantity=0, appraised_price_vnd=0),)))
    assert "1. Tổng kinh phí: 0 đồng (Bằng chữ: Không đồng)." in none
    empty = replace(ESTIMATE, lines=())
    assert "1. Tổng kinh phí: dự toán chưa có nội dung chi nào." in said(empty)
    paper = annex(replace(SHEET, estimate=empty))
    assert "Dự toán kinh phí" not in tables(paper)
    assert "Dự toán chưa có nội dung chi nào." in lines(paper)


def test_after_the_cut_the_papers_say_what_is_left_and_by_how_much_less():
    page = "\n".join(lines(annex(replace(SHEET, estimate=CUT)))).replace("\xa0", " ")
    assert "23.000.000" in page
    assert "Thẩm định giảm từ 19.800.000: Theo định mức" in page
    page = "\n".join(lines(submission(replace(PAPER, estimate=CUT)))).replace("\xa0", " ")
    assert "Căn cứ kết quả thẩm định tại văn bản số 88/STC-HCSN ngày 14 tháng 3 năm 2017" in page
    assert "giảm 19.800.000 đồng" in page
    assert "3. Nguồn kinh phí" in page


@pytest.mark.parametrize("make", [lambda: annex(SHEET), lambda: submission(PAPER),
                                  lambda: workbook(CUT, dated=DATED)])  # fmt: skip
def test_the_same_data_give_the_same_bytes(make):
    assert make() == make()


def test_another_process_makes_the_same_bytes():
    program = (
        "import sys, hashlib; from tests.exports import test_estimate as t\n"
        "print(*(hashlib.sha256(one).hexdigest() for one in (t.annex(t.SHEET), t.submission(t.PAPER), "
        "t.workbook(t.CUT, dated=t.DATED))))"
    )
    told = {subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True,
                           env={"PYTHONHASHSEED": str(seed), "PATH": "/usr/bin"}).stdout for seed in (1, 2)}  # fmt: skip

    assert len(told) == 1


def test_what_is_missing_is_named():
    bare = replace(ESTIMATE, funding=" ", lines=())
    assert missing(replace(SHEET, estimate=bare))[-2:] == ("estimate.funding", "estimate.lines")
    assert missing(SHEET) == ()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2017-04", "2017-04", "tháng 4 năm 2017"),
        ("2017-02", "2017-06", "từ tháng 02 đến tháng 6 năm 2017"),
        ("2017-10", "2018-01", "từ tháng 10 năm 2017 đến tháng 01 năm 2018"),
    ],
)
def test_periods(first, last, words):
    assert period(replace(ESTIMATE, first_month=first, last_month=last)) == words


def test_a_workbook_reckons_with_formulas_and_shows_their_values():
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook(CUT, dated=DATED))).get_sheet_by_index(0)
    told = rows.to_python()

    assert [row[8] for row in told[1:5]] == [15_000_000, 8_000_000, 0, 23_000_000]
    assert told[4][5] == 42_800_000
    assert told[5][1] == "Bằng chữ: Hai mươi ba triệu đồng"
