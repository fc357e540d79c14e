"""An estimate on its way: drafted, sent, appraised with lines cut, approved, allocated; and what its lines come to."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from campaigns.errors import Refused


class EstimateState(enum.StrEnum):
    """Where an estimate is."""

    DRAFTED = "drafted"
    SENT = "sent"
    APPRAISED = "appraised"
    APPROVED = "approved"
    ALLOCATED = "allocated"


class EstimateMove(enum.StrEnum):
    """What befalls an estimate; each rests on a paper."""

    SEND = "send"
    RETURN = "return"  # the finance body asks for it to be made anew
    APPRAISE = "appraise"
    APPROVE = "approve"
    ALLOCATE = "allocate"


class CostKind(enum.StrEnum):
    """What a line pays for."""

    AIRTIME = "airtime"
    ARTICLE = "article"
    PRODUCTION = "production"
    OTHER = "other"  # classes, contests, panels, printing


MOVES: Final[Mapping[tuple[EstimateState, EstimateMove], EstimateState]] = {
    (EstimateState.DRAFTED, EstimateMove.SEND): EstimateState.SENT,
    (EstimateState.SENT, EstimateMove.RETURN): EstimateState.DRAFTED,
    (EstimateState.SENT, EstimateMove.APPRAISE): EstimateState.APPRAISED,
    (EstimateState.APPRAISED, EstimateMove.APPROVE): EstimateState.APPROVED,
    (EstimateState.APPROVED, EstimateMove.ALLOCATE): EstimateState.ALLOCATED,
}
BINDING: Final = frozenset({EstimateState.APPROVED, EstimateState.ALLOCATED})
"""States in which an estimate's amounts are what may be spent."""
MOST_VND: Final = 10**15


def advance(state: EstimateState, move: EstimateMove) -> EstimateState:
    """State after a move; Refused ``estimate.illegal_move``."""
    if (state, move) not in MOVES:
        raise Refused("estimate.illegal_move", state=state, move=move)
    return MOVES[state, move]


def moves_of(state: EstimateState) -> tuple[EstimateMove, ...]:
    """What may now befall it."""
    return tuple(move for before, move in MOVES if before is state)


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """One cost: so many of something at a price, with what each rests on."""

    id: int
    place: int  # in the paper, from 1
    kind: CostKind
    text: str
    unit: str  # "lượt", "bài"
    quantity: int
    price_vnd: int
    source: str  # of the price
    ground: str  # of the quantity
    outlet_id: int | None = None
    window_id: int | None = None
    spread: tuple[tuple[str, int], ...] = ()  # month and how many of them fall in it; empty: of no month
    quote: Mapping[str, Any] | None = None  # rates.keeping: as the price list's line came to the price
    appraised_quantity: int | None = None  # None: not appraised
    appraised_price_vnd: int | None = None
    cut_reason: str = ""

    @property
    def amount_vnd(self) -> int:
        """As drafted."""
        return self.quantity * self.price_vnd

    @property
    def granted(self) -> tuple[int, int]:
        """Quantity and price as they now stand: cut where they were."""
        quantity = self.quantity if self.appraised_quantity is None else self.appraised_quantity
        return quantity, self.price_vnd if self.appraised_price_vnd is None else self.appraised_price_vnd

    @property
    def granted_vnd(self) -> int:
        """Amount as it now stands."""
        quantity, price = self.granted
        return quantity * price

    @property
    def is_cut(self) -> bool:
        """Whether less is granted than was asked."""
        return self.granted_vnd < self.amount_vnd


@dataclass(frozen=True, slots=True)
class EstimateEvent:
    """What befell an estimate, by which paper."""

    move: EstimateMove
    paper: str  # "12/TTr-STP"
    dated: date
    at: datetime
    actor: str
    total_vnd: int  # as it then stood


@dataclass(frozen=True, slots=True)
class EstimateView:
    """An estimate with its lines in order and everything that befell it."""

    uid: str
    version: int
    campaign_id: int
    title: str
    first_month: str  # "2017-04"
    last_month: str
    funding: str  # where the money is to come from; empty: not said yet
    state: EstimateState
    lines: tuple[EstimateLine, ...]
    events: tuple[EstimateEvent, ...]

    @property
    def asked_vnd(self) -> int:
        """All lines as drafted."""
        return sum(line.amount_vnd for line in self.lines)

    @property
    def granted_vnd(self) -> int:
        """All lines as they now stand."""
        return sum(line.granted_vnd for line in self.lines)

    @property
    def binds(self) -> bool:
        """Whether its amounts are what may be spent."""
        return self.state in BINDING

    def last(self, move: EstimateMove) -> EstimateEvent | None:
        """The last time that something befell it."""
        return next((event for event in reversed(self.events) if event.move is move), None)


def spread_after_cut(line: EstimateLine) -> tuple[tuple[str, int], ...]:
    """A line's granted quantity by month, in the proportions in which it was asked, none lost.

    Each month gets the floor of its exact share; what is left goes one each to the largest remainders, earlier months
    first among equals.

    Source:
        Largest remainders: Balinski and Young, *Fair Representation*, 2001, ch. 3.
    """
    quantity = line.granted[0]
    if not line.spread or not line.quantity:
        return ()
    exact = [Fraction(quantity * count, line.quantity) for _month, count in line.spread]
    shares = [int(share) for share in exact]
    neediest = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for i in neediest[: quantity - sum(shares)]:
        shares[i] += 1
    return tuple((month, share) for (month, _count), share in zip(line.spread, shares, strict=True))


def caps(lines: Iterable[EstimateLine]) -> dict[tuple[int, str], int]:
    """What may be spent at an outlet in a month, đồng, by the lines that name both."""
    found: dict[tuple[int, str], int] = {}
    for line in lines:
        if line.outlet_id is None:
            continue
        for month, count in spread_after_cut(line):
            key = (line.outlet_id, month)
            found[key] = found.get(key, 0) + count * line.granted[1]
    return dict(sorted(found.items()))
