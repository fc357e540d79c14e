"""The airtime ledger: what was ordered of each theme at each outlet in each month, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

from campaigns.values.words import Evidence, Resolution, SlotState


@dataclass(frozen=True, slots=True)
class Amount:
    """Airtime, articles and money, each in whole units."""

    seconds: int = 0  # broadcast
    articles: int = 0  # press
    vnd: int = 0  # of what has a price

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.seconds + other.seconds, self.articles + other.articles, self.vnd + other.vnd)

    def __sub__(self, other: "Amount") -> "Amount":
        return Amount(self.seconds - other.seconds, self.articles - other.articles, self.vnd - other.vnd)

    def __bool__(self) -> bool:
        return bool(self.seconds or self.articles or self.vnd)


NOTHING = Amount()


class Key(NamedTuple):
    """Where an entry of the ledger belongs."""

    campaign_id: int
    month: str  # "2017-04", of the date that was agreed
    outlet_id: int
    theme_id: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a slot stands at an instant, as far as accounts care."""

    uid: str
    key: Key
    state: SlotState
    evidence: Evidence
    resolution: Resolution | None
    duration_s: int  # agreed; 0 for an article
    actual_duration_s: int | None
    cost_vnd: int | None  # None: no price agreed
    makegood_of: str | None
    day: date  # of the calendar, in the outlet's zone, on which it was agreed to begin


@dataclass(frozen=True, slots=True)
class Line:
    """What was ordered and what became of it.

    ``ordered`` is what the outlet said yes to: it equals ``ahead`` + ``aired`` + ``owed`` + ``made_good`` +
    ``credited`` + ``waived``, in seconds, articles and đồng alike. What a make-good brings stands with the slot that
    it makes good, and is ordered once.
    """

    ordered: Amount = NOTHING
    ahead: Amount = NOTHING  # agreed, and neither known to have gone out nor missed
    aired: Amount = NOTHING  # up to the length that was agreed
    owed: Amount = NOTHING  # missed, or the rest of a short airing, and nothing settled
    made_good: Amount = NOTHING
    credited: Amount = NOTHING
    waived: Amount = NOTHING
    presumed: Amount = NOTHING  # the part of ``aired`` that rests on the outlet's policy on silence alone
    spots: int = 0  # slots ordered
    unpriced: int = 0  # of them, those without a price

    def __add__(self, other: "Line") -> "Line":
        return Line(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Line)))

    @property
    def payable(self) -> Amount:
        """What the office owes the outlet for: went out or was made good, by evidence."""
        return self.aired - self.presumed + self.made_good

    @property
    def is_kept(self) -> bool:
        """Whether nothing is lost and nothing is counted twice."""
        parts = self.ahead + self.aired + self.owed + self.made_good + self.credited + self.waived
        return parts == self.ordered


Ledger = Mapping[Key, Line]
"""Every combination of campaign, month, outlet and theme that something was ordered of, in that order."""
