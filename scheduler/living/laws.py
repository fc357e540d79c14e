"""Every law of the product, asked of a site that was lived in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlmodel import Session, col, func, select

from campaigns.models import Campaign, History, JobRun, Slot, Transition
from campaigns.queries import acceptances
from campaigns.services import keeping
from campaigns.store import Store
from campaigns.times import month_of
from campaigns.values.ledger import Amount
from campaigns.values.words import SlotState
from scheduler import ledger
from scheduler.airtime import Happening
from scheduler.living.acts import NAME
from scheduler.services import accepting

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
