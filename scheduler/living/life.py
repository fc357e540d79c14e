"""The days of a life, one after another: people act, the clock sweeps; at any moment it may be killed and go on."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, func, select

from campaigns.columns import canonical
from campaigns.models import JobRun, Slot, Transition, UnitReport, UrgingStep
from campaigns.queries import units as queries
from campaigns.store import Store
from scheduler import ledger
from scheduler.jobs import reminding, sweeping
from scheduler.living import acts
from scheduler.living.acts import NAME, People


@dataclass(frozen=True, slots=True)
class Life:
    """What a life came to."""

    acts: int
    slots: int
    transitions: int
    reports: int  # times that units handed in
    urged: int  # rungs taken for units
    digest: str  # of the ledger, every slot, every report with what was handed in, and every rung


def live(store: Store, first: date, last: date, *, seed: int, report: Callable[[date], None] | None = None) -> Life:
    """Live from a first day to a last, both included; what was lived already is passed over.

    Args:
        report: told of each day when it begins.
    """
    people = People(store, seed)
    day = _begun(store, first)
    while day <= last:
        if report is not None:
            report(day)
        _day(store, people, day, begins=day == first)
        end = datetime.combine(day + timedelta(days=1), time(0), store.site.zone)
        sweeping.sweep(store, end)
        reminding.remind(store, end)
        acts.end(store, [f"{day}:over"], end)
        day += timedelta(days=1)
    with store.reading() as session:
        return whole(session)


def _day(store: Store, people: People, day: date, *, begins: bool) -> None:
    """The parts of a day. One that is over is noted before anything else changes: the next act, or the clock's step."""
    done, over = acts.taken(store, day), list[str]()
    at = people.at(day, 0)
    for name, wanted in people.parts(day, begins=begins):
        if (mark := f"{day}:{name}:over") in done:
            continue
        for act in wanted:
            if over:
                acts.end(store, over, at)
                over.clear()
            sweeping.sweep(store, act.at)
            if act.key not in done:
                acts.take(store, act)
            at = act.at
        over.append(mark)
    if over:
        acts.end(store, over, at)


def whole(session: Session) -> Life:
    """What a life has come to so far; equal lives have equal digests, though their slots' public names differ."""
    rows = session.exec(select(Slot).order_by(col(Slot.id))).all()
    told = [
        [row.id, row.state.value, row.evidence.value, row.resolution.value if row.resolution else None,
         row.window_id, row.date.isoformat(), row.theme_id, row.actual_duration_s, row.revision, row.generation]
        for row in rows
    ]  # fmt: skip
    accounts, reports = ledger.digest(ledger.reckon(ledger.standings(session))), list(_reports(session))
    urged = sorted(
        [row.deadline_id, row.unit_id, row.rung.value, row.taken_at.isoformat(), row.paper]
        for row in session.exec(select(UrgingStep))
    )
    return Life(
        acts=session.exec(select(func.count()).where(JobRun.name == NAME)).one(),
        slots=len(rows),
        transitions=session.exec(select(func.count(col(Transition.id)))).one(),
        urged=len(urged),
        reports=sum(len(hand_ins) for *_, hand_ins in reports),
        digest=hashlib.sha256(canonical([accounts, told, reports, urged]).encode()).hexdigest(),
    )


def _reports(session: Session) -> Iterator[tuple[int, int, str, str, list[object]]]:
    """Every report by deadline and unit, with what was handed in."""
    for deadline_id in sorted(set(session.exec(select(UnitReport.deadline_id)))):
        for unit_id, report in sorted(queries.reports(session, deadline_id).items()):
            hand_ins: list[object] = [
                [one.number, one.way.value, one.handed_on.isoformat(), one.submitted_at.isoformat(), dict(one.figures)]
                for one in report.hand_ins
            ]
            yield deadline_id, unit_id, report.state.value, report.returned_why, hand_ins


def _begun(store: Store, first: date) -> date:
    """The first day that is not over."""
    with store.reading() as session:
        over = session.exec(
            select(JobRun.period).where(JobRun.name == NAME, col(JobRun.period).like("____-__-__:over"))
        ).all()
    return max((date.fromisoformat(one[:10]) + timedelta(days=1) for one in over), default=first)
