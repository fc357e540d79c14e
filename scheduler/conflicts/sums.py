"""A month added up: spots, seconds, đồng and agreed figures by window, outlet, date and in all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.times import month_of
from campaigns.values.board import Sum, Totals
from campaigns.values.outlets import WindowView
from campaigns.values.slots import QuotaView, SlotView
from campaigns.values.words import SlotState
from scheduler import grid

_AGREED = frozenset({SlotState.CONFIRMED, SlotState.ON_AIR, SlotState.AIRED})


@dataclass
class _Tally:
    spots: int = 0
    confirmed: int = 0
    length_s: int = 0
    known_vnd: int = 0
    unpriced: int = 0

    def add(self, slot: SlotView) -> None:
        self.spots += 1
        self.confirmed += slot.state in _AGREED
        self.length_s += slot.duration_s
        self.known_vnd += slot.cost_vnd or 0
        self.unpriced += slot.cost_vnd is None

    def sum(self, quota: int | None = None) -> Sum:
        return Sum(self.spots, self.confirmed, self.length_s, self.known_vnd, self.unpriced, quota)


def totals(
    slots: Iterable[SlotView], *, quotas: Iterable[QuotaView], windows: Sequence[WindowView], days: Sequence[date]
) -> Totals:
    """Add up the slots that hold a place on these dates.

    A window's quota is the figure agreed for it; an outlet's is its own, or the sum of its windows' where each
    window that lives in these days has one; that of the whole is the sum of the outlets' where each has one.
    Figures for a single theme speak of no whole.
    """
    by_window: dict[int, _Tally] = defaultdict(_Tally)
    by_outlet: dict[int, _Tally] = defaultdict(_Tally)
    by_day: dict[date, _Tally] = {day: _Tally() for day in days}
    whole = _Tally()
    for slot in slots:
        if slot.state in grid.HOLDS_NO_PLACE or slot.date not in by_day:
            continue
        for tally in (by_window[slot.window_id], by_outlet[slot.outlet_id], by_day[slot.date], whole):
            tally.add(slot)
    figures = _figures(quotas, days)
    live = [window for window in windows if _lives_in(window, days) or by_window[window.id].spots]
    outlet_goals = {
        outlet_id: _goal(figures, outlet_id, live) for outlet_id in dict.fromkeys(one.outlet_id for one in windows)
    }
    counted = dict.fromkeys(window.outlet_id for window in live)
    return Totals(
        windows={w.id: by_window[w.id].sum(figures.get((w.outlet_id, w.id))) for w in windows},
        outlets={outlet_id: by_outlet[outlet_id].sum(goal) for outlet_id, goal in outlet_goals.items()},
        days={day: tally.sum() for day, tally in by_day.items()},
        whole=whole.sum(_all(outlet_goals[outlet_id] for outlet_id in counted)),
    )


def _figures(quotas: Iterable[QuotaView], days: Sequence[date]) -> Mapping[tuple[int, int | None], int]:
    """Agreed spots by outlet and window, of all themes and campaigns given; a month's own figure wins."""
    months = {month_of(day) for day in days}
    own: dict[tuple[int, int, int | None], QuotaView] = {}
    for quota in sorted(quotas, key=lambda one: (one.month is not None, one.id)):
        if quota.theme_id is None and (quota.month is None or quota.month in months):
            own[quota.campaign_id, quota.outlet_id, quota.window_id] = quota
    found: dict[tuple[int, int | None], int] = defaultdict(int)
    for quota in own.values():
        found[quota.outlet_id, quota.window_id] += quota.spots
    return found


def _goal(figures: Mapping[tuple[int, int | None], int], outlet_id: int, live: Iterable[WindowView]) -> int | None:
    if (outlet_id, None) in figures:
        return figures[outlet_id, None]
    return _all(figures.get((outlet_id, window.id)) for window in live if window.outlet_id == outlet_id)


def _all(goals: Iterable[int | None]) -> int | None:
    """The sum of figures that are all known; None where one is not, or there is none."""
    listed = list(goals)
    return sum(goal for goal in listed if goal is not None) if listed and None not in listed else None


def _lives_in(window: WindowView, days: Sequence[date]) -> bool:
    if not days:
        return False
    return window.valid_from <= max(days) and (window.valid_until is None or min(days) < window.valid_until)
