"""What is owed for a slot or under a plan, until when, and the entries by which calendars show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import col, select

from campaigns import calendar
from campaigns.deadlines import last_good_day, slot_deadlines
from campaigns.models import Campaign, Deadline, FeedItem, Plan, ReportDeadline, Slot
from campaigns.models.slots import new_uid
from campaigns.queries import outlets as outlet_queries
from campaigns.store import UnitOfWork
from campaigns.times import DAY_MINUTES, local_day, local_instant
from campaigns.values.board import SlotDeadline
from campaigns.values.feeds import DeadlineView, FeedKind
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.papers import DeadlineKind
from campaigns.values.words import SlotState
from exports import changes, ics
from scheduler.services import publishing

AHEAD: Final = frozenset({SlotState.PLANNED, SlotState.CONFIRMED})
"""States in which something may still be owed before a slot."""
REPORT: Final = "report"
_TITLES: Final[Mapping[DeadlineKind, str]] = {
    DeadlineKind.SCRIPT: "Hạn kịch bản",
    DeadlineKind.MATERIAL: "Hạn giao bản thu",
}
"""Deadlines that stand in calendars. Answering is asked for by message: an answered slot would leave a dead entry."""
_OFF: Final = frozenset({SlotState.CANCELLED, SlotState.MISSED})
_BY_OUTLET: Final = frozenset({DeadlineKind.MATERIAL})
_AROUND: Final = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed for some slots, and the calendar by which it was counted."""

    by_slot: Mapping[str, tuple[SlotDeadline, ...]]
    days: Mapping[date, DayView]
    windows: Mapping[int, WindowView]


def owed(work: UnitOfWork, slots: Sequence[Slot]) -> Owed:
    """Booking, script and material deadlines of slots, by uid; slots that have begun or ended owe nothing ahead."""
    windows = {w.id: w for w in outlet_queries.windows(work.session, ids=sorted({s.window_id for s in slots}))}
    days = around(work, [slot.date for slot in slots])
    found = {
        slot.uid: slot_deadlines(windows[slot.window_id], slot.date, days, zone=work.zone)
        if slot.state in AHEAD
        else ()
        for slot in slots
    }
    return Owed(found, days, windows)


def around(work: UnitOfWork, dates: Sequence[date]) -> Mapping[date, DayView]:
    """The calendar from six weeks before the first of some dates to the last, enough for lead times."""
    if not dates:
        return {}
    today = local_day(work.now, work.zone)
    return calendar.days(min(dates) - _AROUND, max(dates), outlet_queries.holidays(work.session), today=today)


def enter(work: UnitOfWork, slots: Sequence[Slot], found: Owed) -> None:
    """Let calendars show what is owed for slots that their outlets have been told of; drafts stay at home.

    An entry changes only when it would read differently; what nobody owes any longer stays as cancelled for a while.
    """
    told = {slot.uid: slot for slot in slots if slot.sent_at is not None}
    if not told:
        return
    kept = _rows(work, told, [kind.value for kind in _TITLES])
    campaigns = {row.id: row.name for row in work.session.exec(select(Campaign))}
    for slot in told.values():
        ahead = {due.kind: due for due in found.by_slot[slot.uid]}
        for kind in _TITLES:
            due = ahead.get(kind)
            row = kept.get((kind.value, slot.uid))
            if row is None and due is not None:
                row = _row(work, kind.value, slot.uid, slot.campaign_id, _TITLES[kind], due.at)
            if row is None:
                continue
            row.outlet_id = slot.outlet_id if kind in _BY_OUTLET else None
            row.due_at = due.at if due is not None else row.due_at
            programme = found.windows[slot.window_id].programme
            row.about = f"{programme}, {changes.place_words(slot.date, slot.start_minute)}"
            row.cancelled = slot.state in _OFF or (due is None and slot.state in AHEAD)
            _show(work, row, campaigns[slot.campaign_id], slot_id=slot.id)


def enter_reports(work: UnitOfWork, plan_id: int) -> tuple[tuple[ReportDeadline, Deadline], ...]:
    """Let calendars show until when reports are due under an adopted plan; returns the rows, earliest first."""
    plan = work.session.get_one(Plan, plan_id)
    campaign = work.session.exec(select(Campaign).where(Campaign.plan_id == plan_id)).one()
    asked = select(ReportDeadline).where(ReportDeadline.plan_id == plan_id).order_by(col(ReportDeadline.named_date))
    named = work.session.exec(asked).all()
    kept = _rows(work, [str(source.id) for source in named], [REPORT])
    shown = []
    for source in named:
        last = last_good_day(source.named_date, inclusive=source.inclusive)
        title = ics.report_title(source.named_date, inclusive=source.inclusive)
        due_at = local_instant(last, DAY_MINUTES, work.zone)
        row = kept.get((REPORT, str(source.id))) or _row(
            work, REPORT, str(source.id), campaign.id or 0, title, due_at, all_day=True
        )
        row.about = plan_words(plan)
        _show(work, row, campaign.name)
        shown.append((source, row))
    return tuple(shown)


def plan_words(plan: Plan) -> str:
    """``Kế hoạch 36/KH-UBND``."""
    kind = plan.draft["header"].get("doc_type") or "Kế hoạch"
    number = "/".join(part for part in (plan.number, plan.symbol) if part)
    return f"{kind} {number}" if number else f"{kind} {plan.title}".strip()


def _rows(work: UnitOfWork, subjects: Iterable[str], kinds: Sequence[str]) -> dict[tuple[str, str], Deadline]:
    asked = select(Deadline).where(col(Deadline.subject_id).in_(list(subjects)), col(Deadline.kind).in_(kinds))
    return {(row.kind, row.subject_id): row for row in work.session.exec(asked)}


def _row(
    work: UnitOfWork, kind: str, subject: str, campaign_id: int, title: str, due_at: datetime, *, all_day: bool = False
) -> Deadline:
    at = work.now.replace(microsecond=0)
    row = Deadline(
        uid=new_uid(), kind=kind, subject_id=subject, campaign_id=campaign_id, title=title, due_at=due_at,
        all_day=all_day, created_at=at, changed_at=at,
    )  # fmt: skip
    work.session.add(row)
    return row


def deadline_view(work: UnitOfWork, row: Deadline, campaign: str, *, gone: bool = False) -> DeadlineView:
    """A deadline's row as calendars show it; ``gone`` in one to which it no longer belongs."""
    outlet = None
    end = row.due_at - timedelta(seconds=1) if row.all_day else row.due_at  # an all-day one ends with its day
    day = local_day(end, work.zone)
    if row.outlet_id is not None:
        outlet = outlet_queries.names(work.session).on(row.outlet_id, day)[0]
    return DeadlineView(
        uid=row.uid, revision=row.revision, created_at=row.created_at, changed_at=row.changed_at, title=row.title,
        about=row.about, campaign=campaign, due_on=day, due_at=None if row.all_day else row.due_at, outlet=outlet,
        done=row.done, cancelled=row.cancelled or gone,
    )  # fmt: skip


def _show(work: UnitOfWork, row: Deadline, campaign: str, *, slot_id: int | None = None) -> None:
    """Put a deadline into the feeds to which it belongs, if it reads differently there from what they hold."""
    held = {item.feed_id: item for item in work.session.exec(select(FeedItem).where(FeedItem.uid == row.uid))}
    belongs = _belongs(work, row)
    if row.cancelled:  # nobody is told of the end of what was never in the calendar
        belongs &= held.keys()
    block = ics.deadline_block(deadline_view(work, row, campaign))
    gone = {feed_id for feed_id, item in held.items() if feed_id not in belongs and item.leaves_at is None}
    if not gone and all(feed_id in held and held[feed_id].block == block for feed_id in belongs):
        return
    if held:
        row.revision += 1
        row.changed_at = max(work.now.replace(microsecond=0), row.changed_at + publishing.SECOND)
    work.session.add(row)
    work.session.flush()
    entries = {}
    for feed_id in sorted(belongs | gone):
        view = deadline_view(work, row, campaign, gone=feed_id in gone)
        entries[feed_id] = publishing.Entry(
            ics.deadline_starts_at(view), ics.deadline_leaves_at(view), ics.deadline_block(view)
        )
    publishing.put(work, row.uid, entries, slot_id=slot_id)


def _belongs(work: UnitOfWork, row: Deadline) -> set[int]:
    """The officer's calendar, the campaign's, and the outlet's where it is the one who owes."""
    feeds = [publishing.feed(work, FeedKind.OFFICER, 0), publishing.feed(work, FeedKind.CAMPAIGN, row.campaign_id)]
    if row.outlet_id is not None:
        feeds.append(publishing.feed(work, FeedKind.OUTLET, row.outlet_id))
    return {feed.id or 0 for feed in feeds}
