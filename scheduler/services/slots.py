"""What every decision about a slot shares: its place, its snapshot, and how a change becomes known."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from campaigns import calendar
from campaigns.errors import NotFound, Refused
from campaigns.models import Slot
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import rules as rule_queries
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import local_day, local_instant, month_days, month_of
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.slots import SlotView
from campaigns.values.words import RuleLevel, SlotState
from scheduler import conflicts, grid

RESTORED: Final = (
    "window_id", "outlet_id", "date", "theme_id", "state", "place", "start_minute", "starts_at", "ends_at",
    "duration_s", "title", "sent_at", "confirmed_at", "confirmed_by", "agreed", "evidence", "cost_vnd",
)  # fmt: skip
"""What an undo gives back: everything that a person sees of a slot on the board."""
ACCOUNTED: Final = ("resolution", "actual_starts_at", "actual_duration_s", "makegood_of")
"""What accounts need besides; evidence has given it, and no undo takes it away."""


def snapshot(slot: Slot) -> dict[str, Any]:
    """What a slot is, as plain JSON: its board state, its account, and whether its outlet knew it so."""
    return {name: _plain(getattr(slot, name)) for name in (*RESTORED, *ACCOUNTED)} | {"told": is_told(slot)}


def is_told(slot: Slot) -> bool:
    """Whether the outlet has been told of the slot as it now is."""
    return slot.sent_at is not None and slot.sent_at >= slot.changed_at


def restore(slot: Slot, kept: Mapping[str, Any]) -> None:
    """Give a slot the board state of a snapshot."""
    for name in RESTORED:
        value = kept[name]
        if value is not None and name == "date":
            value = date.fromisoformat(value)
        elif value is not None and name.endswith("_at"):
            value = datetime.fromisoformat(value)
        setattr(slot, name, value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if hasattr(value, "value") else value


def window(work: UnitOfWork, window_id: int) -> WindowView:
    """A window as it stands; NotFound ``window.unknown``."""
    found = outlet_queries.windows(work.session, ids=[window_id])
    if not found:
        raise NotFound("window.unknown", id=window_id)
    return found[0]


def days_around(work: UnitOfWork, day: date) -> Mapping[date, DayView]:
    """The calendar from six weeks before a date's month to six weeks after it, enough for lead times and remedies."""
    kept: dict[str, Mapping[date, DayView]] = work.session.info.setdefault("calendar", {})
    if (month := month_of(day)) not in kept:
        stretch = timedelta(weeks=6)
        first, *_, last = month_days(month)
        kept[month] = calendar.days(
            first - stretch,
            last + stretch,
            outlet_queries.holidays(work.session),
            today=local_day(work.now, work.zone),
        )
    return kept[month]


def levels(work: UnitOfWork) -> Mapping[str, RuleLevel]:
    """How strongly rules speak, asked once in a decision."""
    kept: dict[str, Mapping[str, RuleLevel]] = work.session.info
    if "levels" not in kept:
        kept["levels"] = rule_queries.levels(work.session)
    return kept["levels"]


def _windows(work: UnitOfWork, outlet_id: int) -> tuple[WindowView, ...]:
    """An outlet's windows, asked once in a decision."""
    kept: dict[int, tuple[WindowView, ...]] = work.session.info.setdefault("windows", {})
    if outlet_id not in kept:
        kept[outlet_id] = outlet_queries.windows(work.session, outlet_id=outlet_id)
    return kept[outlet_id]


def _around(work: UnitOfWork, month: str) -> tuple[SlotView, ...]:
    """A month's slots as they stand now; of a large edit only those are read again that it has changed meanwhile."""
    kept: dict[str, SlotView] = work.session.info.setdefault("slots", {}).setdefault(month, {})
    versions = slot_queries.month_versions(work.session, month)
    for gone in kept.keys() - versions.keys():
        del kept[gone]
    changed = [uid for uid, version in versions.items() if uid not in kept or kept[uid].version != version]
    if changed:
        kept.update((slot.uid, slot) for slot in slot_queries.slot_views(work.session, col(Slot.uid).in_(changed)))
    return tuple(kept.values())


def settle_into(work: UnitOfWork, slot: Slot, where: WindowView, day: date, *, start_minute: int | None = None) -> None:
    """Give a slot the times, length, price and first free place of a cell; the caller has judged the cell.

    ``start_minute`` is another hour that both sides agreed, local minutes after midnight; None: the window's own.
    """
    times = grid.place_of(where, day, ZoneInfo(slot.zone))
    was_on = slot.date
    place = free_place(work, where.id, day, apart_from=slot.uid)  # asked while the slot still stands where it stood
    slot.window_id, slot.outlet_id, slot.date = where.id, where.outlet_id, day
    if was_on != day:
        take_out_of_issue(work, slot)
    if slot.month != month_of(day):
        slot.brief_number = None  # numbers run within a month
    slot.month = work.month(month_of(day)).month
    slot.start_minute, slot.starts_at, slot.ends_at = times.start_minute, times.starts_at, times.ends_at
    if start_minute is not None and not where.is_press:
        slot.start_minute, slot.starts_at = start_minute, local_instant(day, start_minute, ZoneInfo(slot.zone))
        slot.ends_at = slot.starts_at + timedelta(seconds=where.length_s)
    slot.duration_s, slot.place = where.length_s, place
    if slot.makegood_of is None:
        slot.cost_vnd = where.price_vnd


def take_out_of_issue(work: UnitOfWork, slot: Slot) -> None:
    """Forget in which issue and on which page an article was to stand: another day is another issue."""
    if slot.placed is not None:
        work.note("slot", slot.uid, "put_in_issue", before=slot.placed)
        slot.placed = None


def free_place(work: UnitOfWork, window_id: int, day: date, *, apart_from: str) -> int:
    """The lowest place of a cell that no live slot holds."""
    taken = taken_places(work, window_id, day, apart_from=apart_from)
    return next(n for n in range(len(taken) + 1) if n not in taken)


def taken_places(work: UnitOfWork, window_id: int, day: date, *, apart_from: str) -> set[int]:
    """Places of a cell that other live slots hold."""
    asked = select(Slot.place).where(
        Slot.window_id == window_id,
        Slot.date == day,
        Slot.uid != apart_from,
        col(Slot.state).not_in([SlotState.CANCELLED, SlotState.MISSED]),
    )
    return set(work.session.exec(asked))


def judge(
    work: UnitOfWork, where: WindowView, day: date, theme_id: int, *, apart: frozenset[str] = frozenset()
) -> tuple[conflicts.Finding, ...]:
    """What the rules say of placing a theme into a cell now; ``apart`` are slots that leave their own cells.

    Raises:
        Refused: the code of the first rule that blocks, with the cell, the remedies and that rule's facts.
    """
    found = conflicts.placing(
        where,
        day,
        theme_id,
        slots=tuple(slot for slot in _around(work, month_of(day)) if slot.uid not in apart),
        windows=_windows(work, where.outlet_id),
        days=days_around(work, day),
        now=work.now,
        zone=work.zone,
        levels=levels(work),
    )
    for finding in found:
        if finding.level is RuleLevel.BLOCK:
            facts = {"programme": where.programme, "date": day, "window_id": where.id, "remedies": finding.remedies}
            raise Refused(finding.code, **(facts | dict(finding.facts)))
    return found


def view(work: UnitOfWork, slot: Slot) -> SlotView:
    """A slot as it stands within this decision."""
    work.session.flush()
    return slot_queries.slot_view(work.session, slot.uid)
