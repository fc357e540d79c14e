"""Urging units to report: the clock takes the mails, people issue the letter and the list; every rung once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from campaigns import calendar, periods
from campaigns.errors import Stale
from campaigns.models import Plan, Reminder, ReportDeadline, UrgingLadder, UrgingStep
from campaigns.periods import Part
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import reports as report_queries
from campaigns.queries import units as unit_queries
from campaigns.queries import urging as queries
from campaigns.queries.units import Institutions
from campaigns.queries.urging import StepView
from campaigns.services import unit_links
from campaigns.store import UnitOfWork
from campaigns.times import DAY_MINUTES, local_day, local_instant
from campaigns.values.outlets import DayView
from campaigns.values.units import Level, Period, Receipt, UnitView
from campaigns.values.units import Standing as Standing_
from campaigns.values.urging import MAILS, Ladder, LadderDates, Rung, Standing, Step
from exports.urging import period_words
from scheduler import urging
from scheduler.services import clockwork, owing, publishing

KIND: Final = "urging"
"""Of the reminders by which the clock looks at a ladder; their subject is the deadline."""
_PARTS: Final = {6: Part.FIRST_HALF, 12: Part.YEAR}
"""What a report due in June or December is about, under a plan that asks twice a year."""
_DONE: Final = frozenset({Standing_.IN_TIME, Standing_.LATE})
_AROUND: Final = timedelta(days=urging.MOST_DAYS + 30)


@dataclass(frozen=True, slots=True)
class Climb:
    """A period's ladder as it stands."""

    period: Period
    words: str  # "6 tháng đầu năm 2017"
    dates: LadderDates
    receipts: tuple[Receipt, ...]  # everyone who owes a report, in order, then who reported without owing it
    steps: Mapping[int, Mapping[Rung, StepView]]  # by unit
    due: tuple[Step, ...]  # rungs that are due now

    def due_for(self, rung: Rung) -> tuple[Receipt, ...]:
        """Units for which a rung is due, in the order of lists."""
        ids = {step.unit_id for step in self.due if step.rung is rung}
        return tuple(one for one in self.receipts if one.unit_id in ids)

    def reminded(self, unit_id: int) -> int:
        """How often mail has been addressed to a unit."""
        return sum(bool(step.to) for step in self.steps.get(unit_id, {}).values())


def climb(session: Session, deadline_id: int, *, now: datetime, zone: ZoneInfo) -> Climb:
    """How a period's ladder stands at an instant; NotFound ``report.no_period``."""
    period = unit_queries.period(session, deadline_id)
    found = dates_of(session, period, today=local_day(now, zone))
    receipts = unit_queries.receipts(session, period, local_day(now, zone))
    steps = queries.by_unit(queries.steps(session, deadline_id))
    standings = [
        Standing(
            one.unit_id, one.submitted_at if one.standing in _DONE else None, frozenset(steps.get(one.unit_id, ()))
        )
        for one in receipts
        if one.expected
    ]
    named = [one.named for one in unit_queries.periods(session, period.campaign_id)]
    words = period_words(period.named, [day for day in named if day.year == period.named.year])
    return Climb(period, words, found, receipts, steps, urging.due(found, standings, now, zone))


def dates_of(session: Session, period: Period, *, today: date) -> LadderDates:
    """The days of a period's ladder, by the office's choice and calendar."""
    ladder, _version = queries.ladder(session)
    days = around(session, period.last_day, today)
    return urging.dates(period.last_day, ladder, days, synthesis=own_day(session, period))


def own_day(session: Session, period: Period) -> date | None:
    """By when the office has said that its own report on a period is out; None where it has not, or asks more often."""
    part = _PARTS.get(period.named.month)
    named = [one.named for one in unit_queries.periods(session, period.campaign_id)]
    if part is None or {day.month for day in named if day.year == period.named.year} - _PARTS.keys():
        return None
    choices = (one.choice for one in report_queries.choices(session))
    year = period.named.year
    return periods.due_on(periods.in_force(choices, year), year, part)


def around(session: Session, last_day: date, today: date) -> Mapping[date, DayView]:
    """The calendar around a last good day, as far as a ladder may reach."""
    return calendar.days(last_day - _AROUND, last_day + _AROUND, outlet_queries.holidays(session), today=today)


def set_ladder(work: UnitOfWork, ladder: Ladder, *, seen_version: int) -> None:
    """Keep the office's days, and let the clock look at every ladder anew; rungs that were taken stay taken.

    Raises:
        Refused: ``urging.order``, ``urging.far``. Stale: ``urging.stale``; ``seen_version`` 0 where there was none.
    """
    urging.sound(ladder)
    row = work.session.exec(select(UrgingLadder).order_by(col(UrgingLadder.id)).with_for_update()).first()
    if (current := row.version if row else 0) != seen_version:
        raise Stale("urging.stale", seen=seen_version, current=current)
    told = {
        "notice_days": ladder.notice_days, "reminder_days": ladder.reminder_days, "letter_days": ladder.letter_days,
        "synthesis_days": ladder.synthesis_days,
    }  # fmt: skip
    before = None if row is None else {name: getattr(row, name) for name in told}
    row = row or UrgingLadder(**told)
    for name, days in told.items():
        setattr(row, name, days)
    work.session.add(row)
    for alarm in work.session.exec(select(Reminder).where(Reminder.kind == KIND).with_for_update()):
        alarm.next_at = work.now
    work.note("urging", "ladder", "set", before=before, after=told)
    work.session.flush()


def ladders(work: UnitOfWork) -> dict[str, LadderDates]:
    """The days of every ladder that the clock looks after, by the subject of its alarm, as they now are."""
    today = local_day(work.now, work.zone)
    return {
        subject: dates_of(work.session, unit_queries.period(work.session, int(subject)), today=today)
        for subject in work.session.exec(select(Reminder.subject_id).where(Reminder.kind == KIND))
    }


def follow(work: UnitOfWork, before: Mapping[str, LadderDates]) -> None:
    """Let the clock look at once at ladders whose days are others than ``before``; rungs that were taken stay taken.

    A ladder all of whose days are over, before and now, is left alone.
    """
    found = ladders(work)
    for alarm in work.session.exec(select(Reminder).where(Reminder.kind == KIND).with_for_update()):
        was, now = before.get(alarm.subject_id), found[alarm.subject_id]
        if was is None or was == now:
            continue
        if any(urging.next_look(one, work.now, work.zone) is not None for one in (was, now)):
            alarm.next_at = work.now
    work.session.flush()


def plan_for(work: UnitOfWork, plan_id: int) -> None:
    """Let the clock look after the ladders of a plan's deadlines; asked again, nothing changes."""
    kept = set(work.session.exec(select(Reminder.subject_id).where(Reminder.kind == KIND)))
    for row in work.session.exec(select(ReportDeadline).where(ReportDeadline.plan_id == plan_id)).all():
        if str(row.id) in kept:
            continue
        period = unit_queries.period(work.session, row.id or 0)
        closes = local_instant(period.last_day, DAY_MINUTES, work.zone)
        work.session.add(Reminder(kind=KIND, subject_id=str(row.id), generation=0, due_at=closes, next_at=work.now))
    work.session.flush()


def look(work: UnitOfWork, alarm: Reminder) -> int:
    """Take the mails that are due, tell the office of papers that are, and set the next alarm; returns the mails.

    However late or often it looks, every unit gets each mail once: the row of the step is the lock.
    """
    now = climb(work.session, int(alarm.subject_id), now=work.now, zone=work.zone)
    bodies = unit_queries.institutions(work.session)
    sent = 0
    for step in now.due:
        if step.rung in MAILS:
            _mail(work, now, bodies, step)
            sent += 1
    for rung in (Rung.LETTER, Rung.LIST):
        _tell_office(work, now, rung)
    alarm.next_at = urging.next_look(now.dates, work.now, work.zone)
    work.session.flush()
    return sent


def _mail(work: UnitOfWork, now: Climb, bodies: Institutions, step: Step) -> None:
    to = contact(bodies, step.unit_id, local_day(work.now, work.zone)).contact_email
    facts = facts_of(work, now, bodies, step.unit_id)
    publishing.post(work, key=key_of(step.rung, now.period, step.unit_id), kind=f"urge_{step.rung}", to=to, facts=facts)
    take(work, now, step, to=to)


def take(work: UnitOfWork, now: Climb, step: Step, *, to: str, paper: str = "") -> None:
    """Put a rung on record for a unit."""
    row = UrgingStep(
        deadline_id=now.period.deadline_id, unit_id=step.unit_id, rung=step.rung, taken_at=work.now, to=to,
        reminded=now.reminded(step.unit_id), paper=paper,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    told = {"deadline": now.period.deadline_id, "rung": step.rung.value, "to": to, "paper": paper}
    work.note("unit", step.unit_id, "urged", after=told)


def _tell_office(work: UnitOfWork, now: Climb, rung: Rung) -> None:
    silent = now.due_for(rung)
    if not silent:
        return
    facts = {
        "rung": rung.value, "deadline_id": now.period.deadline_id, "period": now.words, "count": len(silent),
        "units": [one.name for one in silent[:12]], "plan": plan_words(work.session, now.period),
    }  # fmt: skip
    key = f"urge:office:{rung}:{now.period.deadline_id}"
    publishing.post(work, key=key, kind="urging_paper", to=clockwork.office_email(work), facts=facts)


def facts_of(work: UnitOfWork, now: Climb, bodies: Institutions, unit_id: int) -> dict[str, Any]:
    """What a mail to a unit says, as plain JSON."""
    today = local_day(work.now, work.zone)
    return {
        "unit": bodies.on(unit_id, now.period.last_day).name, "unit_id": unit_id,
        "deadline_id": now.period.deadline_id, "plan": plan_words(work.session, now.period), "period": now.words,
        "named_date": now.period.named.isoformat(), "inclusive": now.period.inclusive,
        "last_day": now.period.last_day.isoformat(), "answer_by": now.dates.answer_by.isoformat(),
        "unit_link_id": unit_links.link_for(work, contact(bodies, unit_id, today).id).id,
    }  # fmt: skip


def key_of(rung: Rung, period: Period, unit_id: int) -> str:
    """Under which name a mail lies in the outbox."""
    return f"urge:{rung}:{period.deadline_id}:{unit_id}"


def contact(bodies: Institutions, unit_id: int, today: date) -> UnitView:
    """Who is written to about a unit's report: the unit, or the one into which it has merged by then."""
    for _ in bodies.rows:
        last = bodies.terms[unit_id][-1]
        if last.merged_into_id is None or last.valid_until is None or today < last.valid_until:
            break
        unit_id = last.merged_into_id
    return bodies.on(unit_id, today)


def above(session: Session, today: date) -> UnitView | None:
    """The body to which the office reports, where it is on record as a unit."""
    found = [one for one in unit_queries.institutions(session).open_on(today) if one.level is Level.PROVINCE]
    return found[0] if found else None


def is_open(session: Session, facts: Mapping[str, Any]) -> bool:
    """Whether a mail still has something to ask for: the unit owes its report, and none is there."""
    period = unit_queries.period(session, facts["deadline_id"])
    told = {one.unit_id: one for one in unit_queries.receipts(session, period, period.last_day)}
    unit_id = facts.get("unit_id")
    mine = [one for one in told.values() if unit_id in {None, one.unit_id} and one.expected]
    return any(one.standing not in _DONE for one in mine)


def plan_words(session: Session, period: Period) -> str:
    """``Kế hoạch 36/KH-UBND``."""
    return owing.plan_words(session.get_one(Plan, period.plan_id))


def silent(receipts: Sequence[Receipt]) -> tuple[Receipt, ...]:
    """Who owes a report that is not there."""
    return tuple(one for one in receipts if one.expected and one.standing not in _DONE)
