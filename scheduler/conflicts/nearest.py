"""Free places near a cell: what a person can do instead."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from campaigns.times import local_day, month_of
from campaigns.values.board import Finding, Remedy
from campaigns.values.outlets import WindowView
from campaigns.values.words import RuleLevel
from scheduler.conflicts import rules
from scheduler.conflicts.ground import Ground

MOST: Final = 3


def with_places(
    ground: Ground,
    found: Finding,
    window: WindowView,
    day: date,
    theme_id: int,
    apart: frozenset[str] = frozenset(),
) -> Finding:
    """The same finding with the places that could be taken instead."""
    return replace(found, remedies=places(ground, window, day, theme_id, apart))


def places(
    ground: Ground, window: WindowView, day: date, theme_id: int, apart: frozenset[str] = frozenset()
) -> tuple[Remedy, ...]:
    """At most three cells of the same outlet and month that take the theme, best first.

    No rule that blocks speaks against any of them. Those of which nothing warns come first; among equals those that
    take an item of the same length or size, for thirty seconds are no ten minutes; then the nearer date, the same
    window, the same channel, the nearer hour.
    """
    clear: list[Remedy] = []
    warned: list[Remedy] = []
    for other, when in _around(ground, window, day):
        if any(one is not None and one.level is RuleLevel.BLOCK for one in rules.blocking(ground, other, when, apart)):
            continue  # most cells of a full month; what else could be said of them is never asked
        against = rules.against(ground, other, when, theme_id, apart)
        if any(one.level is RuleLevel.BLOCK for one in against):
            continue
        (warned if against else clear).append(_remedy(ground, other, when))
        if len(clear) == MOST:
            break
    return tuple((clear + warned)[:MOST])


def _around(ground: Ground, window: WindowView, day: date) -> Iterator[tuple[WindowView, date]]:
    """Cells of the same outlet and medium in the same month from today on, nearest first, without the cell itself."""
    today = local_day(ground.now, ground.zone)
    kindred = [
        other
        for other in ground.windows.values()
        if other.outlet_id == window.outlet_id and other.is_press == window.is_press
    ]
    kindred.sort(
        key=lambda other: (
            other.id != window.id,
            other.channel_id != window.channel_id,
            _minutes_apart(window, other),
            other.order,
            other.id,
        )
    )
    month = month_of(day)
    near = [when for when in ground.days if when >= today and month_of(when) == month]
    near.sort(key=lambda when: (abs(when - day), when < day))
    alike = [other for other in kindred if (other.length_s, other.size) == (window.length_s, window.size)]
    for listed in (alike, [other for other in kindred if other not in alike]):
        for when in near:
            for other in listed:
                if (other.id, when) != (window.id, day) and ground.off(other, when) is None:
                    yield other, when


def _minutes_apart(one: WindowView, other: WindowView) -> int:
    return abs((one.start_minute or 0) - (other.start_minute or 0))


def _remedy(ground: Ground, window: WindowView, day: date) -> Remedy:
    times = ground.times(window, day)
    return Remedy(window.id, window.programme, day, times.start_minute, times.starts_at)
