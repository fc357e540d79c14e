"""What every paper of the office opens and closes with: head, number, place and date, Nơi nhận, signature."""

from collections.abc import Sequence

from campaigns.values.issued import Stationery
from campaigns.values.papers import OfficeView, PlanCitation
from exports import wording
from exports.administrative import Head, Paper, Signature


def head(office: OfficeView, given: Stationery, *, symbol: str, concerning: str = "") -> Head:
    """The head of a paper with the office's number; what the clerk is to fill in stays blank."""
    return Head(
        office.superior_agency,
        office.agency,
        wording.number_line(given.number, given.symbol or symbol),
        f"{office.place}, {wording.date_full(given.dated, day_open=given.day_open)}",
        concerning,
    )


def close(paper: Paper, office: OfficeView, recipients: Sequence[str]) -> Paper:
    """Nơi nhận with the archive's line, and the signature of whoever signs."""
    return paper.sign_off([*recipients, archive_line(office)], signature(office))


def archive_line(office: OfficeView) -> str:
    """``Lưu: VT, KSTTHC``."""
    return f"Lưu: VT, {office.drafting_unit}" if wording.says(office.drafting_unit) else "Lưu: VT"


def signature(office: OfficeView) -> Signature:
    """``KT. GIÁM ĐỐC``, ``PHÓ GIÁM ĐỐC`` over the name."""
    lines = tuple(line for line in (office.signs_for, office.signatory_title) if wording.says(line))
    return Signature(lines, office.signatory_name)


def missing(office: OfficeView) -> tuple[str, ...]:
    """Names of what a paper needs of the office and is not on record: ``office.agency`` and so on."""
    texts = {
        "office.agency": office.agency, "office.place": office.place, "office.agency_symbol": office.agency_symbol,
        "office.signatory_title": office.signatory_title, "office.signatory_name": office.signatory_name,
    }  # fmt: skip
    return _silent(texts)


def uncited(plan: PlanCitation) -> tuple[str, ...]:
    """Names of what a paper needs to cite a plan and is not on record: ``plan.number`` and so on."""
    texts = {
        "plan.number": plan.number, "plan.symbol": plan.symbol, "plan.issuing_body": plan.issuing_body,
        "plan.title": plan.title, "plan.signed_on": "" if plan.signed_on is None else "known",
    }  # fmt: skip
    return _silent(texts)


def _silent(texts: dict[str, str]) -> tuple[str, ...]:
    return tuple(name for name, text in texts.items() if not wording.says(text))
