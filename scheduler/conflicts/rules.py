"""What each rule says of one more item of a theme in a cell."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from campaigns.values.board import Finding, Times
from campaigns.values.outlets import WindowView
from campaigns.values.slots import SlotView
from scheduler import grid
from scheduler.conflicts import levels
from scheduler.conflicts.ground import Ground, named, themed

NEXT_TO: Final = timedelta(minutes=10)
"""How long after an item's end another on the same channel still counts as following it."""


def against(
    ground: Ground, window: WindowView, day: date, theme_id: int, apart: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """Everything that speaks against placing a theme, those that block first; ``apart`` are slots to be passed over."""
    found = (*blocking(ground, window, day, apart), *_warnings(ground, window, day, theme_id, apart))
    return tuple(one for one in found if one is not None)


def blocking(
    ground: Ground, window: WindowView, day: date, apart: frozenset[str] = frozenset()
) -> Iterator[Finding | None]:
    """Why there is no place to be had in a cell, whatever the theme."""
    where: dict[str, Any] = {"window_id": window.id, "day": day, "programme": window.programme}
    if (off := ground.off(window, day)) is not None:
        yield ground.finding(off, **where)
    if (times := ground.times(window, day)).starts_at <= ground.now:
        yield ground.finding(levels.PAST, **where, starts_at=times.starts_at)
    held = ground.held(window, day, apart)
    others = tuple(themed(slot) for slot in held)
    if len(held) >= window.capacity_spots:
        yield ground.finding(
            levels.FULL, uids=_uids(held), **where, capacity=window.capacity_spots, held=len(held), others=others
        )
    held_s = sum(slot.duration_s for slot in held)
    if window.capacity_s is not None and held_s + window.length_s > window.capacity_s:
        yield ground.finding(
            levels.FULL_SECONDS, uids=_uids(held), **where, capacity_s=window.capacity_s, held_s=held_s,
            length_s=window.length_s, left_s=max(0, window.capacity_s - held_s), others=others,
        )  # fmt: skip


def _warnings(
    ground: Ground, window: WindowView, day: date, theme_id: int, apart: frozenset[str]
) -> Iterator[Finding | None]:
    where: dict[str, Any] = {"window_id": window.id, "day": day, "programme": window.programme}
    yield from _same_theme(ground, window, day, theme_id, apart)
    known = ground.days.get(day)
    if grid.is_holiday(known):
        yield ground.finding(levels.HOLIDAY, **where, holiday=known.holiday if known else "")
    if ground.booking_closed(window, day):
        yield ground.finding(levels.BOOKING_PASSED, **where, lead_days=window.booking_lead_days)


def _same_theme(
    ground: Ground, window: WindowView, day: date, theme_id: int, apart: frozenset[str]
) -> Iterator[Finding | None]:
    """The nearest item of the same theme that is too near."""
    same = [
        slot
        for slot in ground.outlet_days.get((window.outlet_id, day), ())
        if slot.theme_id == theme_id and slot.uid not in apart
    ]
    times = ground.times(window, day)
    for code, others in (
        (levels.TWICE, [slot for slot in same if slot.window_id == window.id]),
        (levels.ADJACENT, [slot for slot in same if follows(window, times, slot)]),
        (levels.SAME_DAY, [slot for slot in same if slot.window_id != window.id]),
    ):
        if others:
            yield ground.finding(
                code, uids=_uids(others), window_id=window.id, day=day, programme=window.programme,
                theme=themed(others[0]), other=named(others[0]),
            )  # fmt: skip


def follows(window: WindowView, times: Times, slot: SlotView) -> bool:
    """Whether an item and a slot of another window of the same channel follow each other closely, either way."""
    if slot.channel_id != window.channel_id or slot.window_id == window.id or window.is_press:
        return False
    if times.start_minute is None or slot.start_minute is None:
        return False
    return times.starts_at - NEXT_TO <= slot.ends_at and slot.starts_at <= times.ends_at + NEXT_TO


def _uids(slots: list[SlotView]) -> tuple[str, ...]:
    return tuple(slot.uid for slot in slots)
