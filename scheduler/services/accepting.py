"""Acceptance minutes: what both sides accept for payment, from evidence alone, locked when signed.

What was accepted is never edited. When evidence changes afterwards, the next minutes of the outlet hold the difference
as an entry of their own, so that all minutes together always come to what the ledger has as payable.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlmodel import Session, col, select

from campaigns.columns import canonical
from campaigns.errors import Refused, Stale
from campaigns.models import Acceptance, Campaign, Outlet, Plan, Slot
from campaigns.queries import acceptances, offices, proofs
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import month_days
from campaigns.values.acceptance import Entry, Ground, Minutes
from campaigns.values.board import ShownState
from campaigns.values.ledger import Amount, Standing
from campaigns.values.papers import OfficeView
from campaigns.values.slots import NOWHERE, Placed, SlotView
from campaigns.values.words import Evidence, Resolution, SlotState
from scheduler import airtime, ledger, press
from scheduler.services.briefing import NOBODY, cited


@dataclass(frozen=True, slots=True)
class Drawn:
    """Minutes as they would now be signed, and what is not yet in them."""

    minutes: Minutes
    presumed: tuple[SlotView, ...]  # wait for evidence: not one second of them is accepted
    waiting: tuple[SlotView, ...]  # over, and nothing is known
    owed: tuple[SlotView, ...]  # missed or short, and nothing settled
    unproved: tuple[SlotView, ...] = ()  # articles that are accepted on the outlet's word: no page is held

    @property
    def digest(self) -> str:
        """A name for exactly these entries; who signs says by it what they have seen."""
        told = [entry.as_json() for entry in self.minutes.entries]
        return hashlib.sha256(canonical(told).encode()).hexdigest()


def drawn(session: Session, campaign_id: int, outlet_id: int, month: str, *, dated: date, now: datetime) -> Drawn:
    """What would be signed with an outlet for everything up to a month, on paper of a date.

    Raises:
        Refused: ``month.unreadable``.
    """
    last = month_days(month)[-1]
    slots = slot_queries.slot_views(
        session, col(Slot.campaign_id) == campaign_id, col(Slot.outlet_id) == outlet_id, col(Slot.date) <= last
    )
    before = acceptances.signed(session, campaign_id, outlet_id)
    standings = {one.uid: one for one in _standings(session, campaign_id, outlet_id)}
    found = tuple(entries(slots, standings, acceptances.accepted(before), delivered(session, slots)))
    named = {one.slot for one in found}
    plan = session.get_one(Plan, session.get_one(Campaign, campaign_id).plan_id)
    office = offices.office(session)
    row = session.get_one(Outlet, outlet_id)
    outlet = outlet_queries.outlet_view(row, outlet_queries.names(session), last)
    minutes = Minutes(
        campaign_id=campaign_id, outlet_id=outlet_id, outlet=outlet.name, contact=outlet.contact_name, month=month,
        number=len(before) + 1, entries=found, dated=dated, plan=cited(plan),
        office=NOBODY if office is None else OfficeView.from_json(office.profile),
    )  # fmt: skip
    return Drawn(
        minutes,
        presumed=tuple(one for one in slots if one.evidence is Evidence.PRESUMED),
        waiting=tuple(one for one in slots if airtime.shown_state(one, now) is ShownState.AWAITING),
        owed=tuple(one for one in slots if one.resolution is Resolution.UNRESOLVED),
        unproved=tuple(one for one in slots if one.uid in named and press.wants_proof(one, now)),
    )


def delivered(session: Session, slots: Iterable[SlotView]) -> Mapping[str, Placed]:
    """By slot where in the paper an article stands, as the newest page that shows it tells."""
    shown = proofs.of_slots(session, [one.uid for one in slots if one.evidence is Evidence.TEARSHEET])
    return {uid: held[0].placed for uid, held in shown.items()}


def entries(
    slots: Sequence[SlotView],
    standings: Mapping[str, Standing],
    accepted: Mapping[str, Amount],
    placed: Mapping[str, Placed] = MappingProxyType({}),
) -> Iterable[Entry]:
    """One for each slot of which more, or less, is payable than earlier minutes have accepted; by date. Pure.

    Args:
        standings: of every slot of the outlet, make-goods too.
        accepted: by slot what earlier minutes have.
        placed: by slot where in the paper an article stands, where a page is held that shows it.
    """
    brought = ledger.made_good_s(standings.values())
    for slot in sorted(slots, key=lambda one: (one.date, one.starts_at, one.uid)):
        if slot.makegood_of is not None or slot.state not in ledger.ORDERED:
            payable = Amount()
        else:
            payable = ledger.line_of(standings[slot.uid], brought.get(slot.uid, 0)).payable
        earlier = accepted.get(slot.uid, Amount())
        if payable != earlier:
            yield Entry(
                slot.uid, slot.date, slot.start_minute, slot.programme, f"{slot.theme_letter} · {slot.theme}",
                _ground(slot, corrects=slot.uid in accepted), payable - earlier, priced=slot.cost_vnd is not None,
                placed=placed.get(slot.uid, NOWHERE),
            )  # fmt: skip


def sign(
    work: UnitOfWork, campaign_id: int, outlet_id: int, month: str, *, paper: str, dated: date, seen: str
) -> Minutes:
    """Put on record that both sides have signed; nothing of it changes any more.

    Args:
        paper: number of the signed paper, or what it is called.
        dated: its date.
        seen: the digest of what was signed.

    Raises:
        Refused: ``acceptance.nothing`` when there is nothing to accept, ``acceptance.needs_paper``,
            ``acceptance.early`` when its date lies ahead.
        Stale: ``acceptance.changed`` when evidence came in meanwhile.
    """
    work.month(month)
    work.session.exec(select(Campaign).where(Campaign.id == campaign_id).with_for_update()).one()
    today = work.now.astimezone(work.zone).date()
    found = drawn(work.session, campaign_id, outlet_id, month, dated=dated, now=work.now)
    if not found.minutes.entries:
        raise Refused("acceptance.nothing")
    if not paper.strip():
        raise Refused("acceptance.needs_paper")
    if dated > today:
        raise Refused("acceptance.early", date=dated)
    if found.digest != seen:
        raise Stale("acceptance.changed")
    row = Acceptance(
        campaign_id=campaign_id, outlet_id=outlet_id, month=month, number=found.minutes.number, paper=paper.strip(),
        signed_at=work.now, signed_by=work.actor, told=_told(found.minutes),
        entries=[entry.as_json() for entry in found.minutes.entries],
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    total = found.minutes.total
    work.note("acceptance", row.uid, "signed", after={
        "outlet": outlet_id, "month": month, "number": row.number, "paper": row.paper, "digest": seen,
        "seconds": total.seconds, "articles": total.articles, "vnd": total.vnd,
    })  # fmt: skip
    return acceptances.minutes(work.session, row.uid)


def _told(minutes: Minutes) -> dict[str, Any]:
    """How both sides and the plan are named at signing, so that the paper reads the same for ever."""
    return {
        "outlet": minutes.outlet, "contact": minutes.contact, "office": minutes.office.as_json(),
        "plan": minutes.plan.as_json(), "dated": minutes.dated.isoformat(),
    }  # fmt: skip


def _standings(session: Session, campaign_id: int, outlet_id: int) -> Iterable[Standing]:
    mine = select(Slot.uid).where(Slot.outlet_id == outlet_id)
    of_it = (col(Slot.outlet_id) == outlet_id) | col(Slot.makegood_of).in_(
        mine
    )  # whoever took it over makes good for it
    rows = session.exec(select(Slot).where(Slot.campaign_id == campaign_id, of_it))
    return map(ledger.of_row, rows)


def _ground(slot: SlotView, *, corrects: bool) -> Ground:
    if corrects:
        return Ground.CORRECTION
    if slot.state is SlotState.MISSED:
        return Ground.MADE_GOOD
    return Ground.SHORT if ledger.short_by(slot.duration_s, slot.actual_duration_s) else Ground.AIRED
