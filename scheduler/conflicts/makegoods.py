"""Free places for a make-good, the best first, each with what speaks for it and against it."""

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from campaigns.times import local_day
from campaigns.values.board import Finding, Times
from campaigns.values.outlets import WindowView
from campaigns.values.words import RuleLevel
from scheduler.conflicts import rules
from scheduler.conflicts.ground import Ground


@dataclass(frozen=True, slots=True)
class Owing:
    """What is to be made good: where it stood, and how much of it is still owed."""

    window: WindowView
    theme_id: int
    start_minute: int | None  # local; None: an article
    units: int  # seconds owed, or articles
    price_vnd: int | None  # of the whole slot; None: no price agreed


class For(enum.StrEnum):
    """What speaks for a place, in the order of weight."""

    ALL = "all"  # it brings all that is owed
    CLEAR = "clear"  # no rule warns of it
    NO_CHEAPER = "no_cheaper"  # its price is known, and not below that of the slot it makes good
    SAME_PROGRAMME = "same_programme"
    SAME_CHANNEL = "same_channel"
    SAME_LENGTH = "same_length"


@dataclass(frozen=True, slots=True)
class Free:
    """A place for a make-good."""

    window: WindowView
    date: date
    times: Times
    brings: int  # of what is owed: seconds, or articles
    speaks: frozenset[For]
    warns: tuple[Finding, ...]


def places(ground: Ground, owing: Owing, days: Iterable[date]) -> list[Free]:
    """Every cell of the outlet on these days, from today on, that takes the make-good, the best first.

    A place that brings all that is owed comes before one that brings a part, however good; then one that no rule warns
    of; then one that is not known to be cheaper, so that the outlet gives no less than it took; then the same
    programme, the same channel; then the least time beyond what is owed, the earliest date, the nearest hour.
    """
    found = [_free(ground, owing, window, day) for window, day in _cells(ground, owing.window, tuple(days))]
    listed = [one for one in found if one is not None]
    return sorted(listed, key=lambda one: rank(owing, one))


def rank(owing: Owing, free: Free) -> tuple[int, ...]:
    """The order of places: less is better, and no two are equal."""
    window = free.window
    lower = None not in {window.price_vnd, owing.price_vnd} and For.NO_CHEAPER not in free.speaks
    return (
        owing.units - free.brings, bool(free.warns), lower, For.SAME_PROGRAMME not in free.speaks,
        For.SAME_CHANNEL not in free.speaks, max(0, (window.length_s or 1) - owing.units), free.date.toordinal(),
        abs((free.times.start_minute or 0) - (owing.start_minute or 0)), window.order, window.id,
    )  # fmt: skip


def _cells(ground: Ground, missed: WindowView, days: tuple[date, ...]) -> Iterator[tuple[WindowView, date]]:
    """Cells of the same outlet and medium that run, from today on."""
    today = local_day(ground.now, ground.zone)
    for window in ground.windows.values():
        if window.outlet_id == missed.outlet_id and window.is_press == missed.is_press:
            for day in days:
                if day >= today and ground.off(window, day) is None:
                    yield window, day


def _free(ground: Ground, owing: Owing, window: WindowView, day: date) -> Free | None:
    if any(one is not None and one.level is RuleLevel.BLOCK for one in rules.blocking(ground, window, day)):
        return None
    warns = rules.against(ground, window, day, owing.theme_id)
    if any(one.level is RuleLevel.BLOCK for one in warns):
        return None
    brings = min(owing.units, window.length_s or 1)
    speaks = {
        For.ALL: brings == owing.units,
        For.CLEAR: not warns,
        For.NO_CHEAPER: window.price_vnd is not None and window.price_vnd >= (owing.price_vnd or 0),
        For.SAME_PROGRAMME: window.programme_id == owing.window.programme_id,
        For.SAME_CHANNEL: window.channel_id == owing.window.channel_id,
        For.SAME_LENGTH: (window.length_s, window.size) == (owing.window.length_s, owing.window.size),
    }
    kept = frozenset(reason for reason, holds in speaks.items() if holds)
    return Free(window, day, ground.times(window, day), brings, kept, warns)
