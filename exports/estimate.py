"""Dự toán kinh phí: the estimate as an annex of its submission, with each amount and the total in words."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from campaigns.values.estimates import CostKind, EstimateLine, EstimateState, EstimateView
from campaigns.values.issued import Stationery
from campaigns.values.papers import OfficeView, PlanCitation
from exports import stationery, wording
from exports.administrative import END_MARK, About, Align, Column, Paper, Signature, TableForm

KINDS: Final = {
    CostKind.AIRTIME: "phát sóng",
    CostKind.ARTICLE: "đăng bài",
    CostKind.PRODUCTION: "sản xuất",
    CostKind.OTHER: "hoạt động khác",
}
_TABLE: Final = TableForm(
    "Dự toán kinh phí",
    "Mỗi dòng là một nội dung chi với số lượng, đơn giá và thành tiền; dòng cuối là tổng cộng.",
    (
        Column("STT", 13, Align.CENTRE),
        Column("Nội dung chi", 0),
        Column("Đơn vị tính", 20, Align.CENTRE),
        Column("Số lượng", 20, Align.FIGURE),
        Column("Đơn giá (đồng)", 34, Align.FIGURE),
        Column("Thành tiền (đồng)", 46, Align.FIGURE),
        Column("Ghi chú", 54),
    ),
    total_from=5,
)
_CUT: Final = frozenset({EstimateState.APPRAISED, EstimateState.APPROVED, EstimateState.ALLOCATED})


@dataclass(frozen=True, slots=True)
class EstimateSheet:
    """An estimate as it goes to paper."""

    office: OfficeView
    plan: PlanCitation
    estimate: EstimateView
    given: Stationery
    submission: str  # "12/TTr-STP"; its number is blank until the submission bears one
    submitted_on: date | None = None  # None: the date is blank


def annex(view: EstimateSheet) -> bytes:
    """The annex as a .docx file, lying, since its table is wide; equal views give equal bytes."""
    estimate = view.estimate
    paper = Paper(landscape=True).block("Title", "PHỤ LỤC", keep=True)
    paper.block("Subtitle", heading(estimate).upper(), keep=True)
    paper.block("Place and Date", attached(view), keep=True).text("", keep=True)
    paper.grounds([f"Căn cứ {wording.cite_in_full(view.plan)}"])
    if estimate.lines:
        total = granted(estimate)
        sums = ("Tổng cộng", wording.grouped(total), "")
        paper.table(_TABLE, [_row(line) for line in estimate.lines], total=sums, keep=True)
        paper.text(f"Tổng kinh phí: {in_figures_and_words(total)}.", keep=True)
    else:
        paper.text("Dự toán chưa có nội dung chi nào.", keep=True)
    paper.text(f"Nguồn kinh phí: {estimate.funding}{END_MARK}", keep=True)
    paper.signatures((Signature(("Người lập",), ""), Signature(("Kế toán",), ""), stationery.signature(view.office)))
    return paper.as_bytes(
        About(heading(estimate), wording.cite_in_full(view.plan), view.office.agency, view.given.dated)
    )


def missing(view: EstimateSheet) -> tuple[str, ...]:
    """Names of what the annex needs and nobody has given."""
    own = {
        "estimate.funding": view.estimate.funding,
        "estimate.lines": "".join(one.text for one in view.estimate.lines),
    }
    silent = tuple(name for name, text in own.items() if not wording.says(text))
    return (*stationery.missing(view.office), *stationery.uncited(view.plan), *silent)


def heading(estimate: EstimateView) -> str:
    """``Dự toán kinh phí truyền thông quý II``: as it was named, the kind of paper before it once."""
    title = wording.tidy(estimate.title)
    return title if title.lower().startswith("dự toán") else f"Dự toán kinh phí {wording.mid_sentence(title)}"


def granted(estimate: EstimateView) -> int:
    """What the paper comes to: as asked, and from the appraisal on as granted."""
    return estimate.granted_vnd


def is_cut(estimate: EstimateView) -> bool:
    """Whether the finance body has left less of it than was asked."""
    return estimate.state in _CUT and estimate.granted_vnd < estimate.asked_vnd


def in_figures_and_words(amount_vnd: int) -> str:
    """``4.500.000 đồng (Bằng chữ: Bốn triệu năm trăm nghìn đồng)``."""
    return f"{wording.money(amount_vnd)} (Bằng chữ: {wording.money_in_words(amount_vnd)})"


def attached(view: EstimateSheet) -> str:
    """``(Kèm theo Tờ trình số 12/TTr-STP ngày 06 tháng 3 năm 2017 của Sở Tư pháp)``; what is not known is blank."""
    blank = wording.NO_BREAK * 6
    day = (
        f"ngày {blank} tháng {blank} năm {blank}" if view.submitted_on is None else wording.date_full(view.submitted_on)
    )
    return f"(Kèm theo Tờ trình số {view.submission} {day} của {view.office.agency})"


def file_name(view: EstimateSheet) -> str:
    """``2017-04_du-toan_quy-ii.docx``."""
    return f"{view.estimate.first_month}_du-toan_{wording.ascii_slug(view.estimate.title) or 'kinh-phi'}.docx"


def display_name(view: EstimateSheet) -> str:
    """``Dự toán kinh phí truyền thông quý II.docx``."""
    return f"{heading(view.estimate)[:150].replace('/', '-')}.docx"


def _row(line: EstimateLine) -> tuple[str, ...]:
    quantity, price = line.granted
    notes = [f"Giá: {line.source}"] if wording.says(line.source) else []
    if line.is_cut:
        notes.append(f"Thẩm định giảm từ {wording.grouped(line.amount_vnd)}: {line.cut_reason}")
    return (
        str(line.place), line.text, line.unit, wording.grouped(quantity), wording.grouped(price),
        wording.grouped(quantity * price), "\n".join(notes),
    )  # fmt: skip
