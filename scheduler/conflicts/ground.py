"""What the rules look at: the slots that hold a place, sorted into cells and days once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from campaigns import deadlines
from campaigns.times import minute_words
from campaigns.values.board import Finding, Times
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.slots import SlotView
from campaigns.values.words import RuleLevel
from scheduler import grid
from scheduler.conflicts.levels import GROUPS, level_of

Where = tuple[int, date]


@dataclass
class Ground:
    """Slots, windows and calendar of a stretch at an instant."""

    slots: tuple[SlotView, ...]  # those that hold a place, by start, place and name
    windows: Mapping[int, WindowView]
    days: Mapping[date, DayView]
    now: datetime
    zone: ZoneInfo
    levels: Mapping[str, RuleLevel] | None = None
    cells: dict[Where, list[SlotView]] = field(default_factory=lambda: defaultdict(list))
    outlet_days: dict[Where, list[SlotView]] = field(default_factory=lambda: defaultdict(list))
    _off: dict[Where, str | None] = field(default_factory=dict)
    _times: dict[Where, Times] = field(default_factory=dict)
    _closed: dict[Where, datetime | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for slot in self.slots:
            self.cells[slot.window_id, slot.date].append(slot)
            self.outlet_days[slot.outlet_id, slot.date].append(slot)

    def held(self, window: WindowView, day: date, apart: frozenset[str]) -> list[SlotView]:
        """Slots of a cell without those named."""
        return [slot for slot in self.cells.get((window.id, day), ()) if slot.uid not in apart]

    def off(self, window: WindowView, day: date) -> str | None:
        """Why the window does not run on a date."""
        where = (window.id, day)
        if where not in self._off:
            self._off[where] = grid.why_not(window, day, self.days.get(day))
        return self._off[where]

    def times(self, window: WindowView, day: date) -> Times:
        """When an item of the cell begins and ends."""
        where = (window.id, day)
        if where not in self._times:
            self._times[where] = grid.place_of(window, day, self.zone)
        return self._times[where]

    def times_of(self, slot: SlotView) -> Times:
        """When a slot begins and ends, as agreed for itself."""
        return Times(slot.start_minute, slot.starts_at, slot.ends_at)

    def booking_closed(self, window: WindowView, day: date) -> bool:
        """Whether the agreed hour for booking the cell is over; where none is agreed it never is."""
        where = (window.id, day)
        if where not in self._closed:
            self._closed[where] = deadlines.booking_deadline(window, day, self.days, zone=self.zone)
        closed = self._closed[where]
        return closed is not None and closed <= self.now

    def finding(
        self,
        code: str,
        *,
        uids: Iterable[str] = (),
        window_id: int | None = None,
        day: date | None = None,
        **facts: Any,
    ) -> Finding | None:
        """A finding at the level that holds; None where the rule is to be passed over."""
        level = level_of(code, self.levels)
        if level is RuleLevel.IGNORE:
            return None
        return Finding(code, GROUPS[code], level, tuple(uids), window_id, day, facts)


def lay(
    slots: Iterable[SlotView],
    *,
    windows: Iterable[WindowView],
    days: Mapping[date, DayView],
    now: datetime,
    zone: ZoneInfo,
    levels: Mapping[str, RuleLevel] | None,
) -> Ground:
    """The ground of these facts, in whatever order they come."""
    holding = sorted((slot for slot in slots if slot.state not in grid.HOLDS_NO_PLACE), key=in_order)
    return Ground(tuple(holding), {window.id: window for window in windows}, days, now, zone, levels)


def in_order(slot: SlotView) -> tuple[datetime, int, str]:
    """The order in which slots are told of: by start, place and name."""
    return slot.starts_at, slot.place, slot.uid


def named(slot: SlotView) -> str:
    """``11:30 Thời sự trưa``, or a page's name alone."""
    return " ".join(part for part in (_hour(slot.start_minute), slot.programme) if part)


def themed(slot: SlotView) -> str:
    """``A Chính sách``."""
    return f"{slot.theme_letter} {slot.theme}".strip()


def _hour(minute: int | None) -> str:
    return "" if minute is None else minute_words(minute)
