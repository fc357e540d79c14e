"""What of a stretch of months came about: laid out, agreed, aired, missed; by month, outlet and theme. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, SlotState

_AGREED = frozenset({SlotState.CONFIRMED, SlotState.ON_AIR, SlotState.AIRED})
_GONE = frozenset({SlotState.CANCELLED, SlotState.MISSED})
Key = tuple[str, int, int]
"""Month, outlet, theme."""


@dataclass(frozen=True, slots=True)
class Achieved:
    """Slots added up."""

    placed: int = 0  # laid out and neither cancelled nor missed
    agreed: int = 0  # of them, those that the outlet said yes to, or that went out
    aired: int = 0  # of them, those that went out by evidence or by the outlet's policy on silence
    missed: int = 0
    aired_s: int = 0  # actual length where it is known, else the agreed one; broadcast only
    articles: int = 0  # of the aired, those in the press

    def __add__(self, other: "Achieved") -> "Achieved":
        return Achieved(
            self.placed + other.placed, self.agreed + other.agreed, self.aired + other.aired,
            self.missed + other.missed, self.aired_s + other.aired_s, self.articles + other.articles,
        )  # fmt: skip


def of_slot(slot: SlotView) -> Achieved:
    """One slot's share."""
    aired, press = slot.state is SlotState.AIRED, slot.channel_kind in PRESS
    actual_s = slot.duration_s if slot.actual_duration_s is None else slot.actual_duration_s
    return Achieved(
        placed=slot.state not in _GONE,
        agreed=slot.state in _AGREED,
        aired=aired,
        missed=slot.state is SlotState.MISSED,
        aired_s=actual_s if aired and not press else 0,
        articles=aired and press,
    )


def reckon(slots: Iterable[SlotView]) -> Mapping[Key, Achieved]:
    """Every combination that occurs, in the order of month, outlet, theme."""
    found: dict[Key, Achieved] = {}
    for slot in slots:
        if slot.state is not SlotState.CANCELLED:
            key = (slot.month, slot.outlet_id, slot.theme_id)
            found[key] = found.get(key, Achieved()) + of_slot(slot)
    return dict(sorted(found.items()))


def added(found: Mapping[Key, Achieved], *, place: int) -> Mapping[str | int, Achieved]:
    """The same by one part of the key: 0 by month, 1 by outlet, 2 by theme."""
    by: dict[str | int, Achieved] = {}
    for key, one in found.items():
        by[key[place]] = by.get(key[place], Achieved()) + one
    return by


def whole(found: Mapping[Key, Achieved]) -> Achieved:
    """All of it."""
    return sum(found.values(), Achieved())
