"""What the planner calls the office's windows, themes and outlets, and back."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from campaigns.values.proposals import Proposed
from campaigns.values.slots import SlotView
from scheduler.problem import Placement

OTHERS: Final = ""
"""The theme of a slot that is none of the campaign's."""
SHARE: Final = "."
"""In the id of a quota that is an even share of another: ``q0.t5`` of ``q0``."""


def placement(slot: SlotView) -> Placement:
    """A slot as the planner names it."""
    return Placement(programme_id(slot.window_id), slot.date, theme_id(slot.theme_id))


def named(one: Proposed) -> Placement:
    """A place on the board as the planner names it."""
    return Placement(programme_id(one.window_id), one.date, theme_id(one.theme_id))


def proposed(slot: SlotView) -> Proposed:
    """A slot's place and theme."""
    return Proposed(slot.window_id, slot.date, slot.theme_id)


def read_back(placements: Iterable[Placement]) -> tuple[Proposed, ...]:
    """The planner's placements in the office's own numbers, by date, window and theme."""
    found = (Proposed(number(one.programme), one.date, number(one.theme)) for one in placements)
    return tuple(sorted(found, key=in_order))


def outlet_id(known: int) -> str:
    """``o3``."""
    return f"o{known}"


def programme_id(known: int) -> str:
    """``w12``."""
    return f"w{known}"


def theme_id(known: int) -> str:
    """``t5``."""
    return f"t{known}"


def number(name: str) -> int:
    """The office's number in one of these names."""
    return int(name[1:])


def in_order(one: Proposed) -> tuple[date, int, int]:
    """By date, window and theme."""
    return one.date, one.window_id, one.theme_id
