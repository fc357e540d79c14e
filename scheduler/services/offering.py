"""Places that an outlet may offer instead of one it cannot keep."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaigns import calendar
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import rules as rule_queries
from campaigns.queries import slots as slot_queries
from campaigns.times import local_day
from campaigns.values.board import Remedy
from campaigns.values.outlets import WindowView
from campaigns.values.slots import SlotView
from scheduler.conflicts import ground as grounds
from scheduler.conflicts import nearest

_AROUND = timedelta(weeks=6)


def free_places(session: Session, slot: SlotView, *, now: datetime, zone: ZoneInfo) -> tuple[Remedy, ...]:
    """At most three free places of the same month that break no blocking rule, best first: in the slot's own
    window, or in one of the same outlet that takes as much."""
    every = {window.id: window for window in outlet_queries.windows(session, outlet_id=slot.outlet_id)}
    own = every[slot.window_id]
    windows = [one for one in every.values() if (one.length_s, one.size) == (own.length_s, own.size)]
    days = calendar.days(
        slot.date - _AROUND, slot.date + _AROUND, outlet_queries.holidays(session), today=local_day(now, zone)
    )
    others = (other for other in slot_queries.month_slots(session, slot.month) if other.uid != slot.uid)
    ground = grounds.lay(others, windows=windows, days=days, now=now, zone=zone, levels=rule_queries.levels(session))
    return nearest.places(ground, own, slot.date, slot.theme_id)


def own_windows(session: Session, slot: SlotView, *, now: datetime, zone: ZoneInfo) -> tuple[WindowView, ...]:
    """Windows of the same outlet and medium that have not ended, in the order of the sheet."""
    windows = outlet_queries.windows(session, outlet_id=slot.outlet_id)
    press = next(one.is_press for one in windows if one.id == slot.window_id)
    today = local_day(now, zone)
    return tuple(
        one for one in windows if one.is_press == press and (one.valid_until is None or today < one.valid_until)
    )
