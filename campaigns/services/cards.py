"""Outlets' price lists: handed in, questioned, adopted by a decision; another follows from a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlmodel import Session, col, select

from campaigns.errors import Refused, Stale
from campaigns.models import Channel, RateCard, new_uid
from campaigns.queries import cards as queries
from campaigns.queries import programmes as outlet_queries
from campaigns.rates import keeping
from campaigns.rates.making import Unlisted
from campaigns.rates.sheet import SKIP, Sheet
from campaigns.store import UnitOfWork
from campaigns.values.rates import CardState, Discount, MoneyUnit, Vat
from campaigns.values.words import PRESS


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a price list; whatever is None or empty is not said yet."""

    answers: Mapping[str, str]  # by the key of a doubt: a whole figure, or skip
    several: Unlisted | None
    single: Unlisted | None
    unit: MoneyUnit | None
    vat: Vat | None
    vat_percent: Fraction | None
    discounts: Sequence[Discount]
    decision: str
    issued_on: date | None
    source: str
    valid_from: date | None
    valid_until: date | None  # first date on which it no longer holds


def receive(work: UnitOfWork, slug: str, content: bytes, file_name: str) -> RateCard:
    """Keep a price list as received; what it says of its unit and its tax is proposed, nothing is priced by it yet.

    Raises:
        NotFound: ``outlet.unknown``. Refused: as ``reading.tables.read_table``; ``rates.no_heading``.
    """
    outlet = outlet_queries.outlet_row(work.session, slug)
    card = RateCard(
        uid=new_uid(), outlet_id=outlet.id or 0, file_name=file_name[:200], content=content, received_at=work.now,
        received_by=work.actor,
    )  # fmt: skip
    told = queries.sheet(card, press=is_press(work.session, card.outlet_id)).told
    card.unit, card.vat = told.unit, told.vat
    card.vat_percent = None if told.vat_percent is None else str(told.vat_percent)
    if card.vat is Vat.EXCLUDED and card.vat_percent is None:
        card.vat = None  # a tax that is to be added is no fact without its rate
    work.session.add(card)
    work.session.flush()
    work.note("rate_card", card.uid, "received", after={"outlet": outlet.slug, "file": card.file_name})
    return card


def say(work: UnitOfWork, outlet_id: int, uid: str, said: Said, *, seen_version: int) -> RateCard:
    """Keep what a person says of a price list that is not adopted.

    Raises:
        NotFound: ``rates.unknown``. Stale: ``rates.stale``. Refused: ``rates.settled``; ``rates.tax_rate`` where a tax
            is to be added and its rate is not said; ``rates.validity``; ``rates.answer`` for one that is no figure.
    """
    card = _draft(work, outlet_id, uid, seen_version)
    if said.vat is Vat.EXCLUDED and said.vat_percent is None:
        raise Refused("rates.tax_rate")
    if said.valid_from and said.valid_until and said.valid_until <= said.valid_from:
        raise Refused("rates.validity")
    if not all(answer == SKIP or answer.isdecimal() for answer in said.answers.values()):
        raise Refused("rates.answer")
    card.answers, card.discounts = dict(said.answers), [keeping.discount_as_json(one) for one in said.discounts]
    card.several, card.single = said.several or "", said.single or ""
    card.unit, card.vat = said.unit, said.vat
    card.vat_percent = None if said.vat_percent is None else str(said.vat_percent)
    card.decision, card.source, card.issued_on = said.decision, said.source, said.issued_on
    card.valid_from, card.valid_until = said.valid_from, said.valid_until
    work.session.flush()
    work.note("rate_card", uid, "answered", after={
        "answers": card.answers, "several": card.several, "single": card.single, "unit": card.unit, "vat": card.vat,
        "vat_percent": card.vat_percent, "discounts": card.discounts,
    })  # fmt: skip
    return card


def adopt(work: UnitOfWork, outlet_id: int, uid: str, *, replaces: str, seen_version: int) -> RateCard:
    """Let a price list hold by its decision, once nothing in it is open; one that it replaces ends where it begins.

    Args:
        replaces: uid of the list that it takes the place of; empty: none, since an outlet may have several at once.

    Raises:
        NotFound: ``rates.unknown``. Stale: ``rates.stale``. Refused: ``rates.settled``; ``rates.unanswered`` with
            ``count``; ``rates.unclear`` where unit, tax or other lengths are not said; ``rates.no_decision``;
            ``rates.no_lines``; ``rates.replaces_later`` with ``first`` where the list to be replaced begins later.
    """
    card = _draft(work, outlet_id, uid, seen_version)
    sheet = queries.sheet(card, press=is_press(work.session, outlet_id))
    _ready(card, sheet)
    if replaces:
        _end(work, outlet_id, replaces, card.valid_from or date.min)
    card.state, card.lines = CardState.ADOPTED, [keeping.line_as_json(line) for line in sheet.lines]
    card.adopted_at, card.adopted_by = work.now, work.actor
    work.session.flush()
    work.note("rate_card", uid, "adopted", after={
        "decision": card.decision, "source": card.source, "valid_from": str(card.valid_from), "lines": card.lines,
        "left_out": [one.number for one in sheet.unread], "replaces": replaces,
    })  # fmt: skip
    return card


def discard(work: UnitOfWork, outlet_id: int, uid: str, *, seen_version: int) -> None:
    """Put a price list aside that was read wrongly or is not wanted; it stays on record."""
    _draft(work, outlet_id, uid, seen_version).state = CardState.DISCARDED
    work.session.flush()
    work.note("rate_card", uid, "discarded")


def is_press(session: Session, outlet_id: int) -> bool:
    """Whether an outlet only prints."""
    kinds = session.exec(select(Channel.kind).where(Channel.outlet_id == outlet_id)).all()
    return bool(kinds) and all(kind in PRESS for kind in kinds)


def _ready(card: RateCard, sheet: Sheet) -> None:
    if sheet.open:
        raise Refused("rates.unanswered", count=sheet.open)
    lengths = (sheet.has_several and not card.several) or (sheet.has_single and not card.single)
    if card.unit is None or card.vat is None or lengths:
        raise Refused("rates.unclear")
    if not card.decision or not card.source or card.valid_from is None:
        raise Refused("rates.no_decision")
    if not sheet.lines:
        raise Refused("rates.no_lines")


def _end(work: UnitOfWork, outlet_id: int, uid: str, day: date) -> None:
    former = queries.row(work.session, outlet_id, uid)
    if former.state is not CardState.ADOPTED or former.valid_from is None or former.valid_from >= day:
        raise Refused("rates.replaces_later", first=former.valid_from)
    before, former.valid_until = former.valid_until, day
    work.note("rate_card", uid, "ended", before={"valid_until": str(before)}, after={"valid_until": day.isoformat()})


def _draft(work: UnitOfWork, outlet_id: int, uid: str, seen_version: int) -> RateCard:
    asked = select(RateCard.id).where(col(RateCard.uid) == uid).with_for_update()
    work.session.exec(asked).one_or_none()
    card = queries.row(work.session, outlet_id, uid)
    if card.state is not CardState.DRAFT:
        raise Refused("rates.settled")
    if card.version != seen_version:
        raise Stale("rates.stale", seen=seen_version, current=card.version)
    return card
