"""What is owed for a slot, what is laid out to make it good, and the best places that are free for it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import Slot
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import slots as slot_queries
from campaigns.times import local_day, month_days, month_of, months_of, shift_month
from campaigns.values.ledger import Amount
from campaigns.values.slots import SlotView
from campaigns.values.words import Resolution, SlotState
from scheduler import conflicts, ledger, months
from scheduler.services.obligations import AHEAD

MONTHS: Final = 3
"""In how many months, from this one on, places are looked for."""
OVER: Final = (SlotState.AIRED, SlotState.MISSED)


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation: the slot it comes from, what is left of it, and what is to make it good."""

    slot: SlotView
    owed: Amount  # when it was found
    left: Amount
    makegoods: tuple[SlotView, ...]  # laid out for it, cancelled ones not, by start

    @property
    def ahead(self) -> tuple[SlotView, ...]:
        """Make-goods that may still go out."""
        return tuple(one for one in self.makegoods if one.state in AHEAD)

    @property
    def units(self) -> int:
        """Seconds owed, or articles, that no make-good is laid out for."""
        laid_out = sum(one.duration_s or 1 for one in self.ahead)
        return max(0, (self.left.seconds or self.left.articles) - laid_out)


def owed_for(session: Session, uid: str) -> Owed | None:
    """What one slot leaves or left owing; None where nothing. NotFound ``slot.unknown``."""
    slot = slot_queries.slot_view(session, uid)
    found = _owed(session, (slot,))
    return found[0] if found else None


def open_obligations(session: Session) -> tuple[Owed, ...]:
    """Everything that is still owed, the longest first."""
    return _owed(session, slot_queries.slot_views(session, col(Slot.resolution) == Resolution.UNRESOLVED))


def free_places(session: Session, owed: Owed, *, now: datetime, zone: ZoneInfo) -> list[conflicts.Free]:
    """Places that would take a make-good for what is left, the best first; within the campaign and three months."""
    slot = owed.slot
    window = next(iter(outlet_queries.windows(session, ids=[slot.window_id])), None)
    if window is None:
        raise NotFound("window.unknown", id=slot.window_id)
    campaign = plan_queries.campaign(session, slot.campaign_id)
    today = local_day(now, zone)
    heir = outlet_queries.names(session).body(slot.outlet_id, today)
    if heir != slot.outlet_id:  # who took the outlet over owes what it owed
        window = replace(window, outlet_id=heir)
    wanted = [
        month for month in months_of(today, shift_month(today.replace(day=1), MONTHS))
        if month_of(campaign.starts_on) <= month and month_days(month)[0] < campaign.ends_before
    ]  # fmt: skip
    facts = [months.gather(session, month, now=now, zone=zone) for month in wanted]
    if not facts or not owed.units:
        return []
    ground = conflicts.lay(
        (one for month in facts for one in month.slots), windows=facts[0].windows,
        days={day: view for month in facts for day, view in month.days.items()}, now=now, zone=zone,
        levels=facts[0].levels,
    )  # fmt: skip
    days = [day for month in wanted for day in month_days(month) if campaign.starts_on <= day < campaign.ends_before]
    asked = conflicts.Owing(window, slot.theme_id, slot.start_minute, owed.units, slot.cost_vnd)
    return conflicts.places(ground, asked, days)


def _owed(session: Session, slots: tuple[SlotView, ...]) -> tuple[Owed, ...]:
    over = [one for one in slots if one.state in OVER and one.makegood_of is None]
    asked = (col(Slot.makegood_of).in_([one.uid for one in over]), col(Slot.state) != SlotState.CANCELLED)
    makegoods = slot_queries.slot_views(session, *asked)
    rows = session.exec(select(Slot).where(col(Slot.uid).in_([one.uid for one in (*over, *makegoods)]))).all()
    standings = {row.uid: ledger.of_row(row) for row in rows}
    brought = ledger.made_good_s(standings.values())
    found = []
    for slot in over:
        debt = ledger.debt_of(standings[slot.uid], brought.get(slot.uid, 0))
        if debt.owed:
            mine = tuple(one for one in makegoods if one.makegood_of == slot.uid)
            found.append(Owed(slot, debt.owed, debt.left, mine))
    return tuple(found)
