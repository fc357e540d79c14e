"""Thông báo lịch phát sóng, đăng bài: a month's slots on one sheet that everybody works from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from campaigns.values.issued import Stationery
from campaigns.values.papers import OfficeView, PlanCitation
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS
from exports import stationery, wording
from exports.administrative import END_MARK, About, Align, Column, Paper, TableForm

_TABLE: Final = TableForm(
    "Lịch phát sóng, đăng bài",
    "Mỗi dòng là một lượt phát hoặc một bài, theo thứ tự ngày giờ.",
    (
        Column("STT", 12, Align.CENTRE),
        Column("Thứ, ngày", 32, Align.CENTRE),
        Column("Giờ phát, số báo", 34, Align.CENTRE),
        Column("Đơn vị", 46),
        Column("Chuyên mục", 42),
        Column("Nội dung", 0),
        Column("Thời lượng, dung lượng", 28, Align.CENTRE),
    ),
)
_DAY_MINUTES: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """A month's schedule of a campaign."""

    office: OfficeView
    plan: PlanCitation
    month: str
    slots: tuple[SlotView, ...]  # that stand
    given: Stationery
    recipients: tuple[str, ...]
    pages: Mapping[int, str] = field(default_factory=dict)  # window: where in the issue its article stands
    words: Mapping[str, int] = field(default_factory=dict)  # uid: words ordered or agreed, of articles
    confirm_by: date | None = None  # the first booking deadline of what is not yet confirmed; None: none agreed


def schedule(view: ScheduleView) -> bytes:
    """The notice as a .docx file, lying; equal views give equal bytes."""
    office, month = view.office, wording.month_full(view.month)
    paper = Paper(landscape=True).head(stationery.head(office, view.given, symbol=symbol(office)))
    paper.name("Thông báo", f"Lịch phát sóng, đăng bài {month}")
    if view.slots:
        paper.text(
            f"Thực hiện {wording.cite_in_full(view.plan)}, {office.agency} thông báo lịch phát sóng, đăng bài {month} "
            "như sau:",
            keep=True,
        )
        paper.table(_TABLE, [(str(place), *_row(view, slot)) for place, slot in enumerate(ordered(view.slots), 1)])
        paper.text(f"Tổng cộng: {totals(view.slots)}.")
    else:
        paper.text(
            f"Thực hiện {wording.cite_in_full(view.plan)}, {office.agency} thông báo: trong {month} không bố trí "
            "lượt phát sóng, đăng bài nào."
        )
    _terms(paper, view)
    stationery.close(paper, office, view.recipients)
    title = f"Lịch phát sóng, đăng bài {month}"
    return paper.as_bytes(About(title, wording.cite_in_full(view.plan), office.agency, view.given.dated))


def symbol(office: OfficeView) -> str:
    """``TB-STP``."""
    return f"TB-{office.agency_symbol}"


def file_name(view: ScheduleView) -> str:
    """``2017-04_lich_phat-song.docx``."""
    return f"{view.month}_lich_phat-song.docx"


def display_name(view: ScheduleView) -> str:
    """``Lịch phát sóng, đăng bài tháng 4 năm 2017.docx``."""
    return f"Lịch phát sóng, đăng bài {wording.month_full(view.month)}.docx"


def ordered(slots: tuple[SlotView, ...]) -> list[SlotView]:
    """By the time at which they go out; an article without an hour before what has one on its day."""
    return sorted(slots, key=lambda one: (one.starts_at, one.outlet, one.channel, one.programme, one.place, one.uid))


def totals(slots: tuple[SlotView, ...]) -> str:
    """``24 lượt phát với thời lượng 2 giờ 5 phút; 4 bài``."""
    aired = [slot for slot in slots if slot.channel_kind not in PRESS]
    articles = len(slots) - len(aired)
    told = []
    if aired:
        length = wording.duration(sum(slot.duration_s for slot in aired))
        told.append(f"{wording.grouped(len(aired))} lượt phát với thời lượng {length}")
    if articles:
        told.append(f"{wording.grouped(articles)} bài")
    return "; ".join(told)


def _row(view: ScheduleView, slot: SlotView) -> tuple[str, str, str, str, str, str]:
    over, minute = divmod(slot.start_minute or 0, _DAY_MINUTES)
    day = wording.date_weekday(slot.date + timedelta(days=over))
    when = wording.clock(minute) if slot.start_minute is not None else view.pages.get(slot.window_id, "")
    if over:
        when += f"\n(ngày phát sóng {wording.date_short(slot.date)})"
    if slot.repeat_of:
        when += "\n(phát lại)"
    told = slot.theme if not wording.says(slot.title) else f"{slot.title}\n{slot.theme}"
    return day, when, slot.outlet, f"{slot.programme}\n{slot.channel}", told, _length(view, slot)


def _length(view: ScheduleView, slot: SlotView) -> str:
    if slot.channel_kind not in PRESS:
        return wording.duration(slot.duration_s)
    words = view.words.get(slot.uid)
    return f"1 bài, {wording.grouped(words)} chữ" if words else "1 bài"


def _terms(paper: Paper, view: ScheduleView) -> None:
    """How it is confirmed and changed."""
    office = view.office
    call = f", điện thoại {office.phone}" if wording.says(office.phone) else ""
    if not view.slots:
        paper.text(
            f"Lịch bổ sung, nếu có, được {office.agency} thông báo bằng bản mới của lịch này{END_MARK}", keep=True
        )
        return
    by = f" chậm nhất {wording.date_full(view.confirm_by)}" if view.confirm_by else ""
    paper.text(f"Đề nghị các đơn vị xác nhận lịch với {office.agency}{by}.")
    paper.text(
        f"Đơn vị cần thay đổi ngày, giờ hoặc nội dung thì báo {office.agency}{call} trước khi phát sóng, đăng bài; "
        f"thay đổi đã thống nhất được thông báo bằng bản mới của lịch này{END_MARK}",
        keep=True,
    )
