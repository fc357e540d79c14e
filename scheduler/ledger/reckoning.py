"""Accounts made up from how slots stand. Pure: the same slots give the same ledger, in any order."""

import hashlib
from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Final, TypeVar

from campaigns.columns import canonical
from campaigns.values.ledger import NOTHING, Amount, Key, Ledger, Line, Standing
from campaigns.values.words import Evidence, Resolution, SlotState

ORDERED: Final = frozenset({SlotState.CONFIRMED, SlotState.ON_AIR, SlotState.AIRED, SlotState.MISSED})
"""States of a slot that its outlet has said yes to."""
Part = TypeVar("Part", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Debt:
    """What an outlet owes, or owed, for one slot that it said yes to."""

    owed: Amount  # when it was found that it did not go out, or not all of it
    made_good: Amount  # by make-goods that went out, by evidence

    @property
    def left(self) -> Amount:
        """What no make-good has brought yet."""
        return self.owed - self.made_good


def reckon(standings: Iterable[Standing], *, days: Container[date] | None = None) -> Ledger:
    """The ledger of some slots; make-goods must be among them for what they bring to count.

    Args:
        days: of slots that begin on these dates alone; what a make-good brings counts whenever it went out.
    """
    listed = tuple(standings)
    brought = made_good_s(listed)
    found: dict[Key, Line] = {}
    for one in listed:
        if one.makegood_of is None and one.state in ORDERED and (days is None or one.day in days):
            found[one.key] = found.get(one.key, Line()) + line_of(one, brought.get(one.uid, 0))
    return dict(sorted(found.items()))


def made_good_s(standings: Iterable[Standing]) -> Mapping[str, int]:
    """By the uid of a slot what its make-goods have brought, by evidence: seconds, or articles where it is one."""
    found: dict[str, int] = {}
    for one in standings:
        if one.makegood_of is not None and one.state is SlotState.AIRED and one.evidence is not Evidence.PRESUMED:
            found[one.makegood_of] = found.get(one.makegood_of, 0) + _sent_out(one)
    return found


def line_of(slot: Standing, brought: int) -> Line:
    """One ordered slot's entry; ``brought``: what its make-goods have brought, seconds or articles."""
    whole = _measured(slot, _ordered(slot))
    told = {"ordered": whole, "spots": 1, "unpriced": slot.cost_vnd is None}
    if slot.state in {SlotState.CONFIRMED, SlotState.ON_AIR}:
        return Line(**told, ahead=whole)  # type: ignore[arg-type]
    debt = debt_of(slot, brought)
    aired = whole - debt.owed
    left = {_SETTLED.get(slot.resolution, "owed"): debt.left}
    presumed = aired if slot.evidence is Evidence.PRESUMED else NOTHING
    return Line(**told, **left, aired=aired, presumed=presumed, made_good=debt.made_good)  # type: ignore[arg-type]


_SETTLED: Final[Mapping[Resolution | None, str]] = {
    Resolution.CREDITED: "credited",
    Resolution.WAIVED: "waived",
}


def debt_of(slot: Standing, brought: int) -> Debt:
    """What is owed for a slot that is over: all of it when missed, else what it fell short by."""
    ordered = _ordered(slot)
    out = min(ordered, _sent_out(slot)) if slot.state is SlotState.AIRED else 0
    good = min(out + brought, ordered)
    return Debt(
        _measured(slot, ordered) - _measured(slot, out),
        _measured(slot, good) - _measured(slot, out),
    )


def short_by(duration_s: int, actual_duration_s: int | None) -> int:
    """Seconds by which an airing was shorter than agreed; 0 where nothing is known of its length."""
    return 0 if actual_duration_s is None else max(0, duration_s - actual_duration_s)


def _ordered(slot: Standing) -> int:
    return slot.duration_s or 1


def _sent_out(slot: Standing) -> int:
    """What went out of a slot that aired: seconds, or one article."""
    return slot.duration_s - short_by(slot.duration_s, slot.actual_duration_s) if slot.duration_s else 1


def _measured(slot: Standing, units: int) -> Amount:
    """So many of a slot's seconds or articles with their share of its price: shares of the whole add up to it."""
    price = (slot.cost_vnd or 0) * units // _ordered(slot)
    return Amount(units, 0, price) if slot.duration_s else Amount(0, units, price)


def added(ledger: Ledger, part: Callable[[Key], Part]) -> Mapping[Part, Line]:
    """The same by a part of the key, in the ledger's order."""
    found: dict[Part, Line] = {}
    for key, line in ledger.items():
        found[part(key)] = found.get(part(key), Line()) + line
    return found


def whole(ledger: Ledger) -> Line:
    """All of it."""
    return sum(ledger.values(), Line())


def digest(ledger: Ledger) -> str:
    """A name for exactly this ledger: SHA-256 in hexadecimal."""
    told = [[*key, *_plain(astuple(line))] for key, line in ledger.items()]
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def _plain(values: tuple[object, ...]) -> list[object]:
    return [list(one) if isinstance(one, tuple) else one for one in values]
