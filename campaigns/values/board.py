"""What rules find on a month, and what it adds up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from campaigns.values.words import RuleLevel


@dataclass(frozen=True, slots=True)
class Remedy:
    """A cell that would take a slot instead."""

    window_id: int
    programme: str
    date: date
    start_minute: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule says of a placement or of the month."""

    code: str
    group: str  # capacity, running_day, same_theme, quota, budget, deadline, missed, asked
    level: RuleLevel
    window_id: int | None = None
    date: date | None = None
    uids: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    remedies: tuple[Remedy, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """What a row, a column or the whole month adds up to; cancelled and missed slots do not count."""

    spots: int = 0
    seconds: int = 0
    cost_vnd: int = 0  # of the priced ones
    unpriced: int = 0  # spots without an agreed price
    confirmed: int = 0  # confirmed, on air or aired

    def __add__(self, other: "Total") -> "Total":
        return Total(
            self.spots + other.spots,
            self.seconds + other.seconds,
            self.cost_vnd + other.cost_vnd,
            self.unpriced + other.unpriced,
            self.confirmed + other.confirmed,
        )
