"""A window's price taken from a line of an outlet's price list, with how it came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from campaigns import rates
from campaigns.errors import Refused
from campaigns.queries import cards as queries
from campaigns.queries import programmes
from campaigns.store import UnitOfWork
from campaigns.values.outlets import WindowView
from campaigns.values.rates import Quote, RateCardView, RateLine
from scheduler.services import recounting


@dataclass(frozen=True, slots=True)
class Offer:
    """A line that may price a window, and what one slot of it comes to."""

    card: RateCardView
    line: RateLine
    quote: Quote

    @property
    def source(self) -> str:
        """How the window names where its price comes from."""
        return f"{self.card.decision}, dòng {self.line.number}"


def offers(session: Session, window: WindowView, on: date) -> Sequence[Offer]:
    """Lines of the lists in force on a date that fit a window, those that name it first; none that is too small.

    Lists of bodies that the outlet has taken over count where none of its own names the window's programme.
    """
    found: list[Offer] = []
    for card in queries.in_force(session, window.outlet_id, on):
        for line in rates.fitting(window, card.lines):
            demand = rates.demand_of(window, line)
            if demand is None:
                continue
            try:
                found.append(Offer(card, line, rates.price(card, line, demand)))
            except Refused:
                continue  # nothing of this size is sold by that line
    own = [one for one in found if one.card.outlet_id == window.outlet_id]
    return own if any(rates.names(window, one.line) for one in own) else found


def own_offer(session: Session, window: WindowView, on: date) -> Offer | None:
    """The one line of an outlet's own lists that names a window's programme; None: there is none, or a choice."""
    named = [
        one for one in offers(session, window, on)
        if one.card.outlet_id == window.outlet_id and rates.names(window, one.line)
    ]  # fmt: skip
    return named[0] if len(named) == 1 else None


def take_price(
    work: UnitOfWork, outlet_id: int, window_id: int, *, card: str, line: int, on: date, seen_version: int
) -> Offer:
    """Let a window cost what a line says; slots that stand keep the price that they were placed at.

    Raises:
        NotFound: ``window.unknown``. Stale: ``window.stale``. Refused: ``rates.not_offered`` where the line does not
            fit the window, or its list is not in force on that date.
    """
    _row, window = programmes.window_row(work.session, outlet_id, window_id)
    listed = offers(work.session, window, on)
    offer = next((one for one in listed if one.card.uid == card and one.line.number == line), None)
    if offer is None:
        raise Refused("rates.not_offered")
    fields = {"price_vnd": offer.quote.unit.gross, "price_source": offer.source}
    recounting.change_window(work, window_id, fields, seen_version=seen_version)
    return offer
