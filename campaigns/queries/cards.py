"""Outlets' price lists."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import RateCard
from campaigns.queries import outlets
from campaigns.rates import keeping
from campaigns.rates.making import Between, Unlisted
from campaigns.rates.sheet import Sheet, read_sheet
from campaigns.reading import tables
from campaigns.values.rates import CardState, MoneyUnit, RateCardView, Vat


def row(session: Session, outlet_id: int, uid: str) -> RateCard:
    """An outlet's price list; NotFound ``rates.unknown``."""
    found = session.exec(select(RateCard).where(RateCard.uid == uid, RateCard.outlet_id == outlet_id)).one_or_none()
    if found is None:
        raise NotFound("rates.unknown", uid=uid[:40])
    return found


def cards_of(session: Session, outlet_id: int) -> tuple[RateCard, ...]:
    """An outlet's price lists that are not put aside, newest first, without their files."""
    asked = select(RateCard).where(RateCard.outlet_id == outlet_id, RateCard.state != CardState.DISCARDED)
    asked = asked.order_by(col(RateCard.valid_from).desc(), col(RateCard.id).desc())
    return tuple(session.exec(asked.options(defer(RateCard.content))))  # type: ignore[arg-type]


def in_force(session: Session, outlet_id: int, day: date) -> tuple[RateCardView, ...]:
    """Adopted price lists by which an outlet is paid on a date: its own, then those of bodies that it has taken over.

    A list stays the list of whoever gave it out, under its decision; from the day of a merger the heir stands by it.
    Of each body the oldest comes first.
    """
    bodies = outlets.names(session).bodies(outlet_id, day)
    asked = select(RateCard).where(
        col(RateCard.outlet_id).in_(bodies), RateCard.state == CardState.ADOPTED, col(RateCard.valid_from) <= day,
        col(RateCard.valid_until).is_(None) | (col(RateCard.valid_until) > day),
    )  # fmt: skip
    rows = session.exec(asked.order_by(col(RateCard.id)).options(defer(RateCard.content)))  # type: ignore[arg-type]
    return tuple(map(view, sorted(rows, key=lambda one: (one.outlet_id != outlet_id, one.outlet_id))))


def by_uid(session: Session, uids: frozenset[str]) -> Mapping[str, RateCardView]:
    """Adopted price lists by uid."""
    asked = select(RateCard).where(col(RateCard.uid).in_(sorted(uids)), RateCard.state == CardState.ADOPTED)
    return {one.uid: view(one) for one in session.exec(asked.options(defer(RateCard.content)))}  # type: ignore[arg-type]


def view(card: RateCard) -> RateCardView:
    """An adopted price list as rules take it."""
    return RateCardView(
        uid=card.uid, outlet_id=card.outlet_id, decision=card.decision, issued_on=card.issued_on,
        valid_from=card.valid_from or date.min, valid_until=card.valid_until, unit=card.unit or MoneyUnit.DONG,
        vat=card.vat or Vat.EXEMPT,
        vat_percent=None if card.vat_percent is None else Fraction(card.vat_percent),
        lines=tuple(map(keeping.line_of_json, card.lines or ())),
        discounts=tuple(map(keeping.discount_of_json, card.discounts)),
    )  # fmt: skip


def sheet(card: RateCard, *, press: bool) -> Sheet:
    """What a price list says, with the answers that are kept with it."""
    between = Between(*(Unlisted(how) if how else None for how in (card.several, card.single)))
    rows = tables.read_table(card.content, card.file_name)
    thousands = None if card.unit is None else card.unit is MoneyUnit.THOUSAND
    return read_sheet(rows, card.answers, between, press=press, thousands=thousands)
