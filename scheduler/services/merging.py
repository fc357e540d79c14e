"""An outlet goes into another: what lies ahead goes along, with its entries in calendars and what it is reminded of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from campaigns.models import Campaign, Outlet, Slot
from campaigns.queries import outlets as outlet_queries
from campaigns.services import mergers
from campaigns.services.mergers import Handover
from campaigns.store import UnitOfWork
from campaigns.times import months_of
from campaigns.values.words import SlotState
from exports import changes
from scheduler.services import publishing, releasing, reminding
from scheduler.services.placing.draft import changed
from scheduler.services.slots import snapshot

_AHEAD = (SlotState.PLANNED, SlotState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merger did."""

    handover: Handover
    slots: int  # that went along


def merge(work: UnitOfWork, slug: str, *, into: str, on: date, source: str, seen_version: int) -> Merged:
    """Let one outlet go into another on a date; what is refused: as by ``mergers.hand_over``.

    Slots from that date on keep their place, hour, price and whether they were agreed: the other outlet takes over
    what its predecessor agreed to. They keep their names too, so that calendars move the entries which they have.
    Requests that still waited for the office are closed, and the other outlet is told of what comes to it.
    """
    ends = max((row.ends_before for row in work.session.exec(select(Campaign))), default=on)
    for month in months_of(on, ends):
        work.month(month)
    handed = mergers.hand_over(work, slug, into=into, on=on, source=source, seen_version=seen_version)
    asked = select(Slot).where(Slot.outlet_id == handed.outlet_id, col(Slot.date) >= on, col(Slot.state).in_(_AHEAD))
    rows = work.session.exec(asked.order_by(col(Slot.id)).with_for_update()).all()
    for slot in rows:
        _carry(work, slot, handed)
    reminding.plan_for(work, *rows)
    _tell(work, handed, on, rows)
    return Merged(handed, len(rows))


def _carry(work: UnitOfWork, slot: Slot, handed: Handover) -> None:
    """One slot goes along: the same place under the other's roof."""
    before = snapshot(slot)
    work.touch(slot.window_id, slot.date)
    if slot.agreed and slot.agreed["window_id"] in handed.windows:
        slot.agreed = {**slot.agreed, "window_id": handed.windows[slot.agreed["window_id"]]}
    slot.window_id, slot.outlet_id = handed.windows[slot.window_id], handed.into_id
    changed(work, slot, changes.MERGED)
    if slot.state is SlotState.CONFIRMED:  # agreed already, and so not to be sent anew
        slot.sent_at = max(work.now, slot.changed_at)
    work.touch(slot.window_id, slot.date)
    work.session.flush()
    work.note("slot", slot.uid, "carried_over", before=before, after=snapshot(slot))


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
