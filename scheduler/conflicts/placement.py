"""Whether a theme may be placed in a cell now, and where else it could go."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from campaigns.values.board import Finding
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.slots import SlotView
from campaigns.values.words import RuleLevel
from scheduler.conflicts import ground as grounds
from scheduler.conflicts import nearest, rules


def placing(
    window: WindowView,
    day: date,
    theme_id: int,
    *,
    slots: Iterable[SlotView],
    windows: Iterable[WindowView],
    days: Mapping[date, DayView],
    now: datetime,
    zone: ZoneInfo,
    levels: Mapping[str, RuleLevel] | None = None,
) -> tuple[Finding, ...]:
    """What the rules say of one more item of a theme in a cell, those that block first.

    Args:
        slots: of the month, in any order, without one that is about to leave its cell for this one.
        windows: where remedies are looked for: those of the same outlet and medium.
        days: the calendar around the date; remedies lie on dates that it knows.
        levels: how strongly a rule speaks, by code, where not as usual; rules without which there is no place
            to be had block all the same.

    Returns:
        Findings, each with the same remedies: at most three cells of the month that break no blocking rule.
    """
    ground = grounds.lay(slots, windows=(*windows, window), days=days, now=now, zone=zone, levels=levels)
    found = rules.against(ground, window, day, theme_id)
    if not found:
        return ()
    free = nearest.places(ground, window, day, theme_id)
    return tuple(replace(one, remedies=free) for one in found)
