"""Every law of the product, asked of a site that was lived in."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from campaigns import reporting
from campaigns.models import Campaign, History, JobRun, Slot, Transition
from campaigns.queries import acceptances
from campaigns.queries import units as queries
from campaigns.queries import urging as urging_queries
from campaigns.services import keeping
from campaigns.store import Store
from campaigns.times import local_day, month_of
from campaigns.values.ledger import Amount
from campaigns.values.units import Figures, Period, ReportState, Standing, Step, UnitReportView, Way
from campaigns.values.urging import Rung
from campaigns.values.words import SlotState
from scheduler import ledger
from scheduler.airtime import Happening
from scheduler.living.acts import NAME
from scheduler.services import accepting, urging

HANDED: Final = "handed_in"
_STEPS: Final = {HANDED: Step.HAND_IN, "received": Step.RECEIVE, "returned": Step.RETURN}
EVER: Final = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Broken:
    """A law that does not hold, and where."""

    law: str
    where: str


def broken(store: Store) -> tuple[Broken, ...]:
    """Every law that does not hold, with the first place where it does not; none on a sound site."""
    faults = keeping.verify(store).faults
    found = [Broken("record", f"{fault.code} {fault.facts}") for fault in faults]
    with store.reading() as session:
        found += [Broken("state follows from history", uid) for uid in ledger.apart(session)[:1]]
        found += _conservation(session)
        found += _paid(session)
        found += _once(session)
        found += _past(session)
        found += _reports(session, store.site.zone)
        found += _sums(session)
        found += _urged(session, store.site.zone)
    return tuple(found)


def _conservation(session: Session) -> Iterator[Broken]:
    """Ordered is ahead, aired, owed, made good, credited or waived: nothing else, nothing twice."""
    for key, line in ledger.reckon(ledger.standings(session)).items():
        if not line.is_kept:
            yield Broken("conservation", str(key))
            return


def _paid(session: Session) -> Iterator[Broken]:
    """What both sides have signed, with what they would now sign, is what the ledger has as payable."""
    lines = ledger.added(ledger.reckon(ledger.standings(session)), lambda key: (key.campaign_id, key.outlet_id))
    for (campaign_id, outlet_id), line in lines.items():
        campaign = session.get_one(Campaign, campaign_id)
        last = campaign.ends_before - timedelta(days=1)
        rest = accepting.drawn(session, campaign_id, outlet_id, month_of(last), dated=last, now=EVER).minutes.total
        signed = sum((one.total for one in acceptances.signed(session, campaign_id, outlet_id)), Amount())
        if signed + rest != line.payable:
            yield Broken("what is signed is what is payable", f"outlet {outlet_id}")
            return


def _once(session: Session) -> Iterator[Broken]:
    """The clock puts a slot on air once for each time that it was agreed, and records it with it."""
    twice = select(Transition.slot_id, Transition.generation).group_by(
        col(Transition.slot_id), col(Transition.generation), col(Transition.to_state)
    )
    for slot_id, _generation in session.exec(twice.having(func.count() > 1)).all()[:1]:
        yield Broken("every transition once", str(slot_id))
    steps = session.exec(select(func.count(col(Transition.id)))).one()
    told = (Happening.START, Happening.PRESUME_AIRED, Happening.PRESUME_MISSED)
    noted = session.exec(
        select(func.count(col(History.seq))).where(col(History.what).in_([one.value for one in told]))
    ).one()
    if steps != noted:
        yield Broken("every transition is in the record", f"{steps} ≠ {noted}")
    late = select(Slot.uid).where(Slot.state == SlotState.CONFIRMED, col(Slot.next_at).is_(None))
    for uid in session.exec(late).all()[:1]:
        yield Broken("every confirmed slot has its alarm", uid)


def _past(session: Session) -> Iterator[Broken]:
    """What is told of a past day is what was so at its end; asked of one day of each month."""
    counted = session.exec(select(JobRun).where(JobRun.name == NAME, col(JobRun.period).like("____-__-15:count"))).all()
    for row in counted:
        day = date.fromisoformat(row.period[:10])
        found = ledger.digest(ledger.reckon(ledger.standings(session, as_of=row.taken_at + timedelta(microseconds=1))))
        if found != row.outcome:
            yield Broken("the past stays as it was", day.isoformat())
            return


def _reports(session: Session, zone: ZoneInfo) -> Iterator[Broken]:
    """Every report is on record once for each time that it was handed in, and stands as its record says."""
    told: dict[int, list[tuple[str, Any]]] = defaultdict(list)
    asked = select(History).where(History.subject == "unit_report").order_by(col(History.seq))
    for row in session.exec(asked):
        told[int(row.subject_id)].append((row.what, row.after))
    reports = [one for period in _periods(session) for one in queries.reports(session, period.deadline_id).values()]
    for report in reports:
        where = f"unit {report.unit_id}, deadline {report.deadline_id}"
        noted = [(after["number"], after["figures"], after["on"]) for what, after in told[report.id] if what == HANDED]
        here = [(one.number, _plain(one.figures), one.handed_on.isoformat()) for one in report.hand_ins]
        if noted != here or [number for number, *_ in here] != list(range(1, len(here) + 1)):
            yield Broken("every report once for each time", where)
        state = ReportState.DRAFT
        for what, _after in told[report.id]:
            state = reporting.advance(state, _STEPS[what])
        if state is not report.state:
            yield Broken("a report stands as its record says", where)
        linked = [one for one in report.hand_ins if one.way is Way.LINK]
        if any(local_day(one.submitted_at, zone) != one.handed_on for one in linked):
            yield Broken("a report counts on the day on which it came", where)


def _sums(session: Session) -> Iterator[Broken]:
    """Late is who first came after the last good day; what is summed is what came last and was not returned."""
    for period in _periods(session):
        reports = queries.reports(session, period.deadline_id)
        for receipt in queries.receipts(session, period, period.last_day + timedelta(days=400)):
            report = reports.get(receipt.unit_id)
            if receipt.standing is not _stands(report, period.last_day):
                yield Broken("late is who came after the last good day", f"unit {receipt.unit_id}")
        total: Counter[str] = Counter()
        for one in reports.values():
            if one.state in {ReportState.SUBMITTED, ReportState.RECEIVED}:
                total.update(_plain(one.hand_ins[-1].figures))
        found = _plain(queries.figures(session, period).total)
        if found != {name: total[name] for name in found} or set(total) - set(found):
            yield Broken("what is summed is what was handed in", period.named.isoformat())


def _urged(session: Session, zone: ZoneInfo) -> Iterator[Broken]:
    """Nobody is urged whose report is there, and nobody who never reported is left out of the list."""
    lived = max(session.exec(select(JobRun.taken_at).where(JobRun.name == NAME)), default=EVER)
    for period in _periods(session):
        reports, taken = queries.reports(session, period.deadline_id), urging_queries.steps(session, period.deadline_id)
        for row in taken:
            report = reports.get(row.unit_id)
            if report is not None and _is_there(session, report.id, row.taken_at):
                yield Broken("nobody is urged whose report is there", f"unit {row.unit_id}, {row.rung}")
        if len({(row.unit_id, row.rung) for row in taken}) != len(taken):
            yield Broken("every rung once", period.named.isoformat())
        listed = {row.unit_id for row in taken if row.rung is Rung.LIST}
        whole = urging.dates_of(session, period, today=local_day(lived, zone)).on[Rung.LIST]
        for owing in queries.due_to_report(session, period):
            silent = owing.unit_id not in reports or not reports[owing.unit_id].hand_ins
            if silent and owing.unit_id not in listed and whole < local_day(lived, zone):
                yield Broken("who never reported is on the list", f"unit {owing.unit_id}")


def _is_there(session: Session, report_id: int, at: datetime) -> bool:
    """Whether a report was handed in, and not returned, at an instant; by the record."""
    asked = select(History.what).where(
        History.subject == "unit_report", History.subject_id == str(report_id), col(History.at) <= at
    )
    return session.exec(asked.order_by(col(History.seq).desc()).limit(1)).first() in {HANDED, "received"}


def _stands(report: UnitReportView | None, last_day: date) -> Standing:
    """By the plain rule, long after the deadline."""
    if report is None or not report.hand_ins:
        return Standing.MISSING
    if report.state is ReportState.RETURNED:
        return Standing.RETURNED
    return Standing.IN_TIME if report.hand_ins[0].handed_on <= last_day else Standing.LATE


def _periods(session: Session) -> list[Period]:
    campaigns = session.exec(select(Campaign.id).order_by(col(Campaign.id))).all()
    return [one for campaign in campaigns for one in queries.periods(session, campaign or 0)]


def _plain(figures: Figures) -> dict[str, int]:
    return {figure.value: count for figure, count in figures.items()}
