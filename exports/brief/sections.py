"""The blocks that a programme's brief and an article's outline share."""

from collections.abc import Sequence
from typing import Final

from campaigns.values.papers import BriefView, Deadline, DeadlineKind
from exports import stationery, wording
from exports.administrative import END_MARK, About, Align, Column, Head, Paper, TableForm
from exports.brief.completeness import is_article
from exports.brief.names import slip_code

FACTS: Final = TableForm(
    "Thông tin chung",
    "Hai cột: mục và nội dung của từng mục.",
    (Column("Mục", 54), Column("Nội dung", 0)),
)
SCHEDULE: Final = TableForm(
    "Tiến độ thực hiện",
    "Mỗi dòng là một công việc, đơn vị thực hiện và ngày cuối cùng phải xong.",
    (
        Column("STT", 12, Align.CENTRE),
        Column("Công việc", 0),
        Column("Đơn vị", 54),
        Column("Thời hạn", 42, Align.CENTRE),
    ),
)
ROMAN: Final = ("I", "II", "III", "IV", "V")


def begin(view: BriefView, kind: str, request: str) -> Paper:
    """Head, name, the plan cited in full, and what is asked of the outlet."""
    office = view.office
    place_and_date = f"{office.place}, {wording.date_full(view.drawn_up_on, day_open=view.day_open)}"
    paper = Paper().head(Head(office.superior_agency, office.agency, f"Số: {slip_code(view)}", place_and_date))
    paper.name(kind, view.slot.title)
    return paper.text(
        f"Thực hiện {wording.cite_in_full(view.plan)}, {office.agency} đề nghị {view.slot.outlet} {request} "
        "với các nội dung sau:",
        keep=True,
    )


def facts(paper: Paper, rows: Sequence[tuple[str, str]]) -> Paper:
    """I. The facts that are known; a row without content is left out."""
    return paper.heading(1, "I. Thông tin chung").table(FACTS, [row for row in rows if wording.says(row[1])])


def content(paper: Paper, view: BriefView) -> Paper:
    """II. Message, what must be cited (the plan first), people and places."""
    details = view.details
    paper.heading(1, "II. Nội dung cần chuyển tải")
    paper.heading(2, "1. Thông điệp").text(details.message)
    basis = _said(details.legal_basis)
    paper.heading(2, "2. Văn bản phải viện dẫn").items([wording.cite(view.plan), *basis])
    people, places = _said(details.people), _said(details.places)
    title = "Nhân vật và địa điểm" if people and places else "Nhân vật" if people else "Địa điểm"
    sources = _said(details.interview_sources) if is_article(view) else []
    told = [(name, lines) for name, lines in ((title, people + places), ("Nguồn phỏng vấn", sources)) if lines]
    for place, (name, lines) in enumerate(told, 3):
        paper.heading(2, f"{place}. {name}").items(lines)
    return paper


def schedule(paper: Paper, view: BriefView) -> Paper:
    """IV. Agreed deadlines, the officer's own steps and the day itself, by date."""
    works = [(deadline.due, *_deadline(view, deadline)) for deadline in view.deadlines]
    works += [(step.due, step.work, step.unit) for step in view.details.steps]
    last = "Đăng bài" if is_article(view) else "Phát sóng"
    rows = [(work, unit, wording.date_weekday(due)) for due, work, unit in sorted(works, key=lambda told: told[0])]
    rows.append((last, view.slot.outlet, wording.date_weekday(view.slot.date)))
    numbered = [(str(place), *row) for place, row in enumerate(rows, 1)]
    return paper.heading(1, "IV. Tiến độ").table(SCHEDULE, numbered, keep=view.price_vnd is None)


def close(paper: Paper, view: BriefView, label: str) -> bytes:
    """V. Money, where a price is agreed; the closing words, recipients and signature."""
    office, slot = view.office, view.slot
    if view.price_vnd is not None:
        words = wording.money_in_words(view.price_vnd)
        basis = f", theo {wording.tidy(view.price_basis).rstrip('.')}" if wording.says(view.price_basis) else ""
        paper.heading(1, "V. Kinh phí")
        paper.text(f"{label}: {wording.money(view.price_vnd)} (Bằng chữ: {words}){basis}.", keep=True)
    paper.text(f"{office.agency} đề nghị {slot.outlet} phối hợp thực hiện{END_MARK}", keep=True)
    stationery.close(paper, office, recipients(view))
    return paper.as_bytes(About(slot.title, wording.cite_in_full(view.plan), office.agency, view.drawn_up_on))


def recipients(view: BriefView) -> tuple[str, ...]:
    """Who gets the paper, without the archive's line."""
    if view.recipients is not None:
        return view.recipients
    return (view.slot.outlet, *_named(view.office.recipients))


def contact(view: BriefView) -> str:
    """Whom to call: the person named for the slot, else the office's number."""
    if wording.says(view.details.contact):
        return view.details.contact
    return f"{view.office.agency}, điện thoại {view.office.phone}" if wording.says(view.office.phone) else ""


def repeats(view: BriefView) -> str:
    """When it is repeated, one time a line."""
    return "\n".join(f"{wording.air_time(slot)}, {slot.channel}" for slot in view.repeats)


def _deadline(view: BriefView, deadline: Deadline) -> tuple[str, str]:
    """What is due, and of whom: the outlet confirms the booking, the rest was asked of the officer."""
    article, details = is_article(view), view.details
    if deadline.kind is DeadlineKind.BOOKING:
        return ("Xác nhận lịch đăng bài" if article else "Xác nhận lịch phát sóng"), view.slot.outlet
    if deadline.kind is DeadlineKind.SCRIPT:
        return ("Gửi bản thảo để duyệt" if article else "Gửi kịch bản để duyệt"), details.script_unit
    return ("Bàn giao bài và ảnh hoàn chỉnh" if article else "Bàn giao thành phẩm"), details.material_unit


def _said(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if wording.says(line)]


def _named(recipients: Sequence[str]) -> list[str]:
    """Recipients of the office's papers without "Như trên": a brief is addressed to nobody above."""
    return [line for line in _said(recipients) if not line.casefold().startswith("như trên")]
