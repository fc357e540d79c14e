"""What outlets charge: rate cards as they were printed, what is asked of them, and what comes out, explained."""

import enum
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any


class Service(enum.StrEnum):
    """What a line of a card is a price of; production is never mixed with the place it is shown in."""

    AIRTIME = "airtime"
    ARTICLE = "article"
    PRODUCTION = "production"


class Measure(enum.StrEnum):
    """By what a line's price counts."""

    SPOT = "spot"  # an airing, whatever its length
    SECOND = "second"
    WORD = "word"
    PAGE = "page"  # a share of a page: 1/2
    ITEM = "item"  # an article, a film, a programme


class MoneyUnit(enum.StrEnum):
    """In what a card prints its figures."""

    DONG = "dong"
    THOUSAND = "thousand"

    @property
    def vnd(self) -> int:
        """Đồng to one printed unit."""
        return 1_000 if self is MoneyUnit.THOUSAND else 1


class Vat(enum.StrEnum):
    """Whether a card's figures hold the tax."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    EXEMPT = "exempt"


class CardState(enum.StrEnum):
    """Where a price list is: read on trial, in force by a decision, or put aside."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Flat:
    """One price for one, whatever its size."""

    price: Fraction  # this and every price of a rule: as printed, in the card's unit


@dataclass(frozen=True, slots=True)
class Prorated:
    """A price for so many units, in proportion for fewer or more.

    What is asked is raised to ``least``, then to the next whole ``step``, before it is charged; 0: neither.
    """

    price: Fraction
    per: Fraction
    least: Fraction = Fraction(0)
    step: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Bands:
    """A price for up to so many units, for each size in turn; the first band that holds what is asked is charged.

    ``over`` is the price of each whole unit beyond the last band; None: nothing larger is sold.
    """

    bands: tuple[tuple[Fraction, Fraction], ...]  # (up to, price), sizes rising, at least one
    over: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """Prices of listed lengths of which any length is put together, each as often as it is wanted."""

    parts: tuple[tuple[int, Fraction], ...]  # (units, price), sizes rising, at least one


Rule = Flat | Prorated | Bands | Composed


@dataclass(frozen=True, slots=True)
class RateLine:
    """One line of a card, with the places for which it holds; what is empty does not narrow it."""

    number: int  # of the row it was read from, so that the card and the paper can be laid side by side
    service: Service
    label: str
    measure: Measure
    rule: Rule
    channel: str = ""
    from_minute: int | None = None  # local minutes after midnight
    until_minute: int | None = None  # first minute outside
    weekdays: frozenset[int] = frozenset()  # 0 = Monday


@dataclass(frozen=True, slots=True)
class Discount:
    """What is taken off an order that comes to ``from_vnd`` or more; of several the highest reached counts."""

    from_vnd: int
    percent: Fraction


@dataclass(frozen=True, slots=True)
class RateCardView:
    """An outlet's printed prices, by a decision, from a date until another."""

    uid: str
    outlet_id: int
    decision: str
    issued_on: date | None
    valid_from: date
    valid_until: date | None  # first date on which it no longer holds
    unit: MoneyUnit
    vat: Vat
    vat_percent: Fraction | None  # None: not stated; only where it is included
    lines: tuple[RateLine, ...]
    discounts: tuple[Discount, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked: one of a size, so many times."""

    units: Fraction
    count: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A fact of how a price came about; its sentence is chosen at the edge."""

    code: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Taxed:
    """A sum in whole đồng with its tax: ``net + vat == gross``. Net and tax are None where no rate is stated."""

    gross: int
    net: int | None = None
    vat: int | None = None

    def times(self, count: int) -> "Taxed":
        """So many of it."""
        return Taxed(
            self.gross * count, None if self.net is None else self.net * count,
            None if self.vat is None else self.vat * count,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """What one line of a card comes to."""

    card: str  # uid
    line: int
    service: Service
    count: int
    stated_vnd: int  # of one, as the card states it: with or without the tax
    unit: Taxed  # of one
    whole: Taxed  # of all
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Bill:
    """An order of one card: places less the discount, and production apart."""

    places_vnd: int  # as the card states it
    discount_vnd: int
    production_vnd: int
    whole: Taxed
    steps: tuple[Step, ...]
