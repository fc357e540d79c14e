"""Reminders: instants computed when written, turned into messages when they come due."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlmodel import col, select

from campaigns.deadlines import last_good_day, reminder_days
from campaigns.models import Deadline, Plan, Reminder, ReportDeadline, Slot
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import local_day, local_instant
from campaigns.values.board import SlotDeadline
from campaigns.values.outlets import DayView
from campaigns.values.papers import DeadlineKind
from campaigns.values.words import SlotState
from scheduler.services import chasing, clockwork, owing, publishing, releasing, urging
from scheduler.services.owing import REPORT

MORNING_MINUTE: Final = 8 * 60
"""When people are reminded: local minutes after midnight of a working day."""
SLOT_AHEAD: Final = (1, 0)
"""On the morning of how many days before a slot's deadline to remind: the first of these that still lies ahead."""
REPORT_AHEAD: Final = (14, 5, 1)
"""The same for reports, which many units must write first."""
_TO_OUTLET: Final = frozenset({DeadlineKind.BOOKING.value, DeadlineKind.MATERIAL.value})
_TO_ASK: Final[Mapping[str, frozenset[SlotState]]] = {
    DeadlineKind.BOOKING.value: frozenset({SlotState.PLANNED}),
    DeadlineKind.SCRIPT.value: owing.AHEAD,
    DeadlineKind.MATERIAL.value: owing.AHEAD,
}
"""States in which a reminder still has something to ask for."""


def plan_for(work: UnitOfWork, *slots: Slot) -> None:
    """Set the reminders of slots by their place as it now is, and let calendars show what is owed for them.

    Once for each generation of a slot and each deadline: asked again, nothing changes; a deadline that has moved
    since is reminded of anew. Reminders of an earlier place fall silent. What
    is due so soon that no working morning lies in between is not reminded of.
    """
    if not slots:
        return
    work.session.flush()
    found = owing.owed(work, slots)
    kept: dict[str, dict[tuple[str, int], Reminder]] = {slot.uid: {} for slot in slots}
    for row in work.session.exec(select(Reminder).where(col(Reminder.subject_id).in_(kept))):
        kept[row.subject_id][row.kind, row.generation] = row
    for slot in slots:
        due = found.by_slot[slot.uid]
        wanted = {each.kind.value for each in due}
        for (kind, generation), row in kept[slot.uid].items():
            if generation != slot.generation:
                row.next_at = None
            elif kind not in wanted and kind != chasing.PROOF:
                work.session.delete(row)  # should it be owed again, it is reminded of again
        for each in due:
            _remember(work, slot, each, found.days, kept[slot.uid].get((each.kind.value, slot.generation)))
    work.session.flush()
    owing.enter(work, slots, found)


def _remember(
    work: UnitOfWork, slot: Slot, due: SlotDeadline, days: Mapping[date, DayView], row: Reminder | None
) -> None:
    """Set a reminder, or set it anew while nobody was reminded yet, or where the deadline has moved since."""
    if row is not None and row.next_at is None and row.due_at == due.at:
        return
    at = _next_morning(work, due.date, SLOT_AHEAD, days, before=due.at)
    if row is not None:
        row.due_at, row.next_at = due.at, at
    elif at is not None:
        work.session.add(
            Reminder(kind=due.kind.value, subject_id=slot.uid, generation=slot.generation, due_at=due.at, next_at=at)
        )


def plan_for_deadlines(work: UnitOfWork, plan_id: int) -> None:
    """Set the reminders of a plan's report deadlines, and let calendars show them; asked again, nothing changes."""
    shown = owing.enter_reports(work, plan_id)
    kept = set(work.session.exec(select(Reminder.subject_id).where(Reminder.kind == REPORT)))
    for source, row in shown:
        if row.uid not in kept:
            at = _report_morning(work, source, row)
            work.session.add(Reminder(kind=REPORT, subject_id=row.uid, generation=0, due_at=row.due_at, next_at=at))
    work.session.flush()
    urging.plan_for(work, plan_id)


def report_steps(work: UnitOfWork) -> dict[str, tuple[int, ...]]:
    """How many days ahead each waiting reminder of a report, and those after it, fall by the present calendar."""
    return {row.subject_id: _steps_left(work, row) for row in _waiting_reports(work)}


def move_reports(work: UnitOfWork, before: Mapping[str, tuple[int, ...]]) -> None:
    """Set waiting reminders of reports by the calendar as it now is; of what was reminded of nobody is told again.

    Args:
        before: ``report_steps`` before the calendar changed.
    """
    for row in _waiting_reports(work):
        last = _last_day(work, row)
        days = owing.around(work, [last - timedelta(days=max(REPORT_AHEAD)), last])
        row.next_at = _next_morning(work, last, before.get(row.subject_id, REPORT_AHEAD), days, before=row.due_at)
    work.session.flush()


def _waiting_reports(work: UnitOfWork) -> Sequence[Reminder]:
    asked = select(Reminder).where(Reminder.kind == REPORT, col(Reminder.next_at).is_not(None))
    return work.session.exec(asked.order_by(col(Reminder.id)).with_for_update()).all()


def _steps_left(work: UnitOfWork, row: Reminder) -> tuple[int, ...]:
    last, at = _last_day(work, row), local_day(row.next_at or work.now, work.zone)
    days = owing.around(work, [last - timedelta(days=max(REPORT_AHEAD)), last])
    return tuple(ahead for ahead in REPORT_AHEAD if reminder_days(last, [ahead], days)[0] >= at)


def _last_day(work: UnitOfWork, row: Reminder) -> date:
    shown = work.session.exec(select(Deadline).where(Deadline.uid == row.subject_id)).one()
    source = work.session.get_one(ReportDeadline, int(shown.subject_id))
    return last_good_day(source.named_date, inclusive=source.inclusive)


def remind(work: UnitOfWork, due: Sequence[Reminder]) -> int:
    """Turn reminders that are due into messages, each to the one who owes; returns how many were posted.

    Material and answers are the outlet's business, everything else the office's. Where no address is known the
    message is kept as undeliverable, so that the office sees that nobody was reminded. What is done, cancelled,
    moved or late anyway is passed over.
    """
    return sum(_remind_of(work, row) for row in due)


def _remind_of(work: UnitOfWork, row: Reminder) -> bool:
    if row.kind == REPORT:
        return _remind_of_report(work, row)
    if row.kind == urging.KIND:
        return urging.look(work, row) > 0
    if row.kind == chasing.PROOF:
        return _ask_for_proof(work, row)
    row.next_at = None
    slot = work.session.exec(select(Slot).where(Slot.uid == row.subject_id)).one_or_none()
    if slot is None or not is_open(work, row.kind, slot, row.generation, row.due_at):
        return False
    outlet = releasing.answering(work, slot.outlet_id)
    facts = clockwork.slot_facts(slot_queries.slot_view(work.session, slot.uid)) | {"due_at": row.due_at.isoformat()}
    to = clockwork.office_email(work)
    if row.kind in _TO_OUTLET:
        to = outlet.contact_email
        facts |= {"link_id": releasing.link_for(work, outlet).id}
    key = f"remind:{row.kind}:{slot.uid}:{row.generation}:{local_day(row.due_at, work.zone)}"
    publishing.post(work, key=key, kind=f"remind_{row.kind}", to=to, facts=facts, slot=slot)
    return True


def is_open(work: UnitOfWork, kind: str, slot: Slot, generation: int, due_at: datetime) -> bool:
    """Whether there still is something to remind of: the same place, not answered or not aired, and in time.

    An outlet is reminded only of what it has been told of.
    """
    if kind == chasing.PROOF:
        return slot.generation == generation and chasing.is_open(slot)
    if slot.generation != generation or slot.state not in _TO_ASK[kind] or due_at <= work.now:
        return False
    if kind in _TO_OUTLET and slot.sent_at is None:
        return False
    asked = select(Deadline.done).where(Deadline.kind == kind, Deadline.subject_id == slot.uid)
    return not work.session.exec(asked).one_or_none()


def _ask_for_proof(work: UnitOfWork, row: Reminder) -> bool:
    """Ask an outlet for the page that shows an article, and set the next morning for it."""
    at, row.next_at = row.next_at or work.now, None
    slot = work.session.exec(select(Slot).where(Slot.uid == row.subject_id)).one_or_none()
    if slot is None or not is_open(work, row.kind, slot, row.generation, row.due_at):
        return False
    chasing.go_on(work, slot, row)
    outlet = releasing.answering(work, slot.outlet_id)
    facts = clockwork.slot_facts(slot_queries.slot_view(work.session, slot.uid))
    facts |= {"due_at": row.due_at.isoformat(), "link_id": releasing.link_for(work, outlet).id}
    key = f"remind:{chasing.PROOF}:{slot.uid}:{row.generation}:{local_day(at, work.zone)}"
    publishing.post(work, key=key, kind="remind_proof", to=outlet.contact_email, facts=facts, slot=slot)
    return True


def _remind_of_report(work: UnitOfWork, row: Reminder) -> bool:
    at, row.next_at = row.next_at or work.now, None
    shown = work.session.exec(select(Deadline).where(Deadline.uid == row.subject_id)).one_or_none()
    if shown is None or shown.done or row.due_at <= work.now:
        return False
    source = work.session.get_one(ReportDeadline, int(shown.subject_id))
    row.next_at = _report_morning(work, source, shown)
    plan = work.session.get_one(Plan, source.plan_id)
    last = last_good_day(source.named_date, inclusive=source.inclusive)
    facts: dict[str, Any] = {
        "plan": owing.plan_words(plan), "named_date": source.named_date.isoformat(), "last_day": last.isoformat(),
        "inclusive": source.inclusive, "due_at": row.due_at.isoformat(), "zone": work.zone.key,
    }  # fmt: skip
    key = f"remind:{REPORT}:{row.subject_id}:{local_day(at, work.zone)}"
    publishing.post(work, key=key, kind="remind_report", to=clockwork.office_email(work), facts=facts)
    return True


def _report_morning(work: UnitOfWork, source: ReportDeadline, shown: Deadline) -> datetime | None:
    last = last_good_day(source.named_date, inclusive=source.inclusive)
    days = owing.around(work, [last - timedelta(days=max(REPORT_AHEAD)), last])
    return _next_morning(work, last, REPORT_AHEAD, days, before=shown.due_at)


def _next_morning(
    work: UnitOfWork, last: date, ahead: Sequence[int], days: Mapping[date, DayView], *, before: datetime
) -> datetime | None:
    """The next morning from now on that is one to remind on; None where none is left before the deadline."""
    mornings = (local_instant(day, MORNING_MINUTE, work.zone) for day in reminder_days(last, ahead, days))
    return next((at for at in mornings if work.now < at < before), None)
