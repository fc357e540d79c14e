"""Tờ trình: what carries an estimate to the bodies that appraise and decide it."""

from dataclasses import dataclass

from campaigns.values.estimates import CostKind, EstimateMove, EstimateView
from campaigns.values.issued import Stationery
from campaigns.values.papers import OfficeView, PlanCitation
from exports import estimate as sheet
from exports import stationery, wording
from exports.administrative import END_MARK, About, Paper


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission of an estimate."""

    office: OfficeView
    plan: PlanCitation
    estimate: EstimateView
    given: Stationery
    addressees: tuple[str, ...]  # who decides, first
    recipients: tuple[str, ...]
    price_papers: tuple[str, ...] = ()  # by which prices were set: "Văn bản số 207/QĐ-PTTH ngày … của …"


def submission(view: Submission) -> bytes:
    """The submission as a .docx file; equal views give equal bytes."""
    office, estimate = view.office, view.estimate
    paper = Paper().head(stationery.head(office, view.given, symbol=symbol(office)))
    paper.name("Tờ trình", f"Về việc phê duyệt {wording.mid_sentence(sheet.heading(estimate))}")
    paper.addressees(view.addressees)
    paper.grounds(
        [f"Căn cứ {ground}" for ground in (wording.cite_in_full(view.plan), *view.price_papers, *_appraised(view))]
    )
    about = wording.mid_sentence(sheet.heading(estimate))
    when = "" if period(estimate) in about else f", thời gian thực hiện {period(estimate)}"
    paper.text(f"{office.agency} kính trình {view.addressees[0]} xem xét, phê duyệt {about}{when}, như sau:")
    _sum(paper, estimate)
    place = 2
    if sheet.is_cut(estimate):
        less = estimate.asked_vnd - estimate.granted_vnd
        paper.text(
            f"{place}. Kết quả thẩm định: giảm {sheet.in_figures_and_words(less)} so với số đã lập là "
            f"{wording.money(estimate.asked_vnd)}."
        )
        place += 1
    paper.text(f"{place}. Nguồn kinh phí: {estimate.funding}.")
    paper.text("(Dự toán chi tiết tại Phụ lục kèm theo).")
    paper.text(f"{office.agency} kính trình {view.addressees[0]} xem xét, quyết định{END_MARK}", keep=True)
    stationery.close(paper, office, view.recipients)
    title = f"Tờ trình về việc phê duyệt {wording.mid_sentence(sheet.heading(estimate))}"
    return paper.as_bytes(About(title, wording.cite_in_full(view.plan), office.agency, view.given.dated))


def _sum(paper: Paper, estimate: EstimateView) -> None:
    """What it comes to and of what: told apart only where there is more than one kind of cost."""
    if not estimate.lines:
        paper.text("1. Tổng kinh phí: dự toán chưa có nội dung chi nào.")
        return
    told, parts = sheet.in_figures_and_words(sheet.granted(estimate)), _parts(estimate)
    if len(parts) < 2:
        whole = "".join(f", toàn bộ là kinh phí {name}" for name, _vnd in parts)
        paper.text(f"1. Tổng kinh phí: {told}{whole}.")
        return
    paper.text(f"1. Tổng kinh phí: {told}, trong đó:", keep=True)
    paper.items([f"Kinh phí {name}: {wording.money(vnd)}" for name, vnd in parts])


def symbol(office: OfficeView) -> str:
    """``TTr-STP``."""
    return f"TTr-{office.agency_symbol}"


def period(estimate: EstimateView) -> str:
    """``tháng 4 năm 2017``, ``từ tháng 4 đến tháng 6 năm 2017``."""
    (first_year, first), year = estimate.first_month.split("-"), estimate.last_month[:4]
    if estimate.first_month == estimate.last_month:
        return wording.month_full(estimate.last_month)
    begun = wording.month(int(first)) + ("" if first_year == year else f" năm {first_year}")
    return f"từ {begun} đến {wording.month_full(estimate.last_month)}"


def file_name(view: Submission) -> str:
    """``2017-04_to-trinh_quy-ii.docx``."""
    return f"{view.estimate.first_month}_to-trinh_{wording.ascii_slug(view.estimate.title) or 'du-toan'}.docx"


def display_name(view: Submission) -> str:
    """``Tờ trình dự toán kinh phí truyền thông quý II.docx``."""
    return f"Tờ trình {wording.mid_sentence(sheet.heading(view.estimate))[:140].replace('/', '-')}.docx"


def _parts(estimate: EstimateView) -> list[tuple[str, int]]:
    """Each kind of cost with what it comes to, those of nothing left out."""
    sums = {kind: sum(line.granted_vnd for line in estimate.lines if line.kind is kind) for kind in CostKind}
    return [(sheet.KINDS[kind], vnd) for kind, vnd in sums.items() if vnd]


def _appraised(view: Submission) -> list[str]:
    event = view.estimate.last(EstimateMove.APPRAISE)
    if event is None:
        return []
    return [f"kết quả thẩm định tại văn bản số {event.paper} {wording.date_full(event.dated)}"]
