"""An outlet goes into another: what lies ahead goes along, with its entries in calendars and what it is reminded of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from campaigns.models import Campaign, Outlet, Slot
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import programmes
from campaigns.services import mergers
from campaigns.services.mergers import Handover
from campaigns.store import UnitOfWork
from campaigns.times import months_of
from campaigns.values.words import SlotState
from exports import changes
from scheduler.services import pricing, publishing, releasing, reminding
from scheduler.services.placing.draft import changed
from scheduler.services.pricing import Offer
from scheduler.services.slots import snapshot

_AHEAD = (SlotState.PLANNED, SlotState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merger did."""

    handover: Handover
    slots: int  # that went along
    priced: Mapping[int, str]  # windows that the heir's own lists price, by id: list and line
    kept: tuple[str, ...]  # by what the other windows go on being priced
    repriced: int  # of the slots, those whose price is another for it


def merge(work: UnitOfWork, slug: str, *, into: str, on: date, source: str, seen_version: int) -> Merged:
    """Let one outlet go into another on a date; what is refused: as by ``mergers.hand_over``.

    Slots from that date on keep their place, hour and whether they were agreed: the other outlet takes over what its
    predecessor agreed to, and for that price. What nobody has agreed to yet costs what the other's own price lists
    say, where one line of them names the programme; else its window keeps its price and the paper that gave it.
    They keep their names too, so that calendars move the entries which they have.
    Requests that still waited for the office are closed, and the other outlet is told of what comes to it.
    """
    ends = max((row.ends_before for row in work.session.exec(select(Campaign))), default=on)
    for month in months_of(on, ends):
        work.month(month)
    handed = mergers.hand_over(work, slug, into=into, on=on, source=source, seen_version=seen_version)
    asked = select(Slot).where(Slot.outlet_id == handed.outlet_id, col(Slot.date) >= on, col(Slot.state).in_(_AHEAD))
    rows = work.session.exec(asked.order_by(col(Slot.id)).with_for_update()).all()
    offers, kept = _price(work, handed, on)
    repriced = sum(_carry(work, slot, handed, offers) for slot in rows)
    reminding.plan_for(work, *rows)
    _tell(work, handed, on, rows)
    return Merged(handed, len(rows), {at: one.source for at, one in offers.items()}, kept, repriced)


def _price(work: UnitOfWork, handed: Handover, on: date) -> tuple[Mapping[int, Offer], tuple[str, ...]]:
    """Let windows that went over cost what the heir's own lists say of them; and by what the rest is priced."""
    offers: dict[int, Offer] = {}
    kept: dict[str, None] = {}
    for window_id in sorted(set(handed.windows.values())):
        row, window = programmes.window_row(work.session, handed.into_id, window_id)
        offer = pricing.own_offer(work.session, window, on)
        if offer is None:
            if row.price_vnd is not None:
                kept[row.price_source] = None
            continue
        offers[window_id] = offer
        before = {"price_vnd": row.price_vnd, "price_source": row.price_source}
        row.price_vnd, row.price_source = offer.quote.unit.gross, offer.source
        after = {"price_vnd": row.price_vnd, "price_source": row.price_source}
        if after != before:
            work.note("window", window_id, "priced", before=before, after=after)
    work.session.flush()
    return offers, tuple(kept)


def _carry(work: UnitOfWork, slot: Slot, handed: Handover, offers: Mapping[int, Offer]) -> bool:
    """One slot goes along: the same place under the other's roof. Whether its price is another."""
    before = snapshot(slot)
    work.touch(slot.window_id, slot.date)
    if slot.agreed and slot.agreed["window_id"] in handed.windows:
        slot.agreed = {**slot.agreed, "window_id": handed.windows[slot.agreed["window_id"]]}
    slot.window_id, slot.outlet_id = handed.windows[slot.window_id], handed.into_id
    offer = offers.get(slot.window_id)
    if offer is not None and slot.state is SlotState.PLANNED and slot.makegood_of is None:
        slot.cost_vnd = offer.quote.unit.gross
    changed(work, slot, changes.MERGED)
    if slot.state is SlotState.CONFIRMED:  # agreed already, and so not to be sent anew
        slot.sent_at = max(work.now, slot.changed_at)
    work.touch(slot.window_id, slot.date)
    work.session.flush()
    work.note("slot", slot.uid, "carried_over", before=before, after=snapshot(slot))
    return bool(before["cost_vnd"] != slot.cost_vnd)


def _tell(work: UnitOfWork, handed: Handover, on: date, rows: Sequence[Slot]) -> None:
    """Write to the other outlet of what it has taken over, and where it finds it."""
    known = [slot for slot in rows if slot.sent_at is not None]
    if not known:
        return
    called = outlet_queries.names(work.session)
    other = work.session.get_one(Outlet, handed.into_id)
    facts = {
        "outlet": called.on(handed.outlet_id, on)[0], "into": called.on(handed.into_id, on)[0], "on": on.isoformat(),
        "slots": len(known), "agreed": sum(slot.state is SlotState.CONFIRMED for slot in known),
        "link_id": releasing.link_for(work, other).id,
    }  # fmt: skip
    publishing.post(work, key=f"merged:{handed.outlet_id}:{on}", kind="taken_over", to=other.contact_email, facts=facts)
