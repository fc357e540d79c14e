"""What a campaign's months would cost by its quotas and its windows' prices, and what cannot be said yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from campaigns import rates
from campaigns.models import EstimateLine, Window
from campaigns.queries import cards, outlets
from campaigns.queries import plans as plan_queries
from campaigns.rates import keeping
from campaigns.times import month_start, neighbour_month
from campaigns.values.estimates import CostKind, EstimateView
from campaigns.values.outlets import WindowView
from campaigns.values.rates import Bill, Demand, RateCardView
from campaigns.values.slots import QuotaView
from scheduler.services import pricing


@dataclass(frozen=True, slots=True)
class Question:
    """What an estimate cannot say, since nobody has given it."""

    code: str
    facts: Mapping[str, Any]


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Months from first to last, both included; at most ten years of them."""
    found = [first]
    while found[-1] < last and len(found) < 120:
        found.append(neighbour_month(found[-1], 1))
    return tuple(found)


def proposed(
    session: Session, campaign_id: int, first_month: str, last_month: str
) -> tuple[list[EstimateLine], list[Question]]:
    """A line for each window that has a quota and a price, in the order of the board, and what is missing.

    A figure agreed for an outlet or a theme without a window has no price of its own: it is asked about where the
    outlet's windows have no quotas.
    """
    windows = {one.id: one for one in outlets.windows(session)}
    agreed: dict[int, list[tuple[str, QuotaView]]] = {}
    questions: dict[tuple[str, str], Question] = {}
    names = outlets.names(session)
    for month in months_between(first_month, last_month):
        listed = [one for one in plan_queries.quotas(session, month) if one.campaign_id == campaign_id and one.spots]
        split = {one.outlet_id for one in listed if one.window_id is not None}
        for one in listed:
            if one.window_id is not None:
                agreed.setdefault(one.window_id, []).append((month, one))
            elif one.outlet_id not in split:
                outlet = names.on(one.outlet_id, month_start(month))[0]
                questions["estimate.ask_windows", outlet] = Question("estimate.ask_windows", {"outlet": outlet})
    lines = []
    for window in sorted((windows[n] for n in agreed if n in windows), key=lambda w: (w.outlet_id, w.channel_id, w.id)):
        if window.price_vnd is None:
            name = f"{window.channel}, {window.programme}"
            questions["estimate.ask_price", name] = Question("estimate.ask_price", {
                "window": name, "at": f"/outlets/{window.outlet_slug}/windows/{window.id}",
            })  # fmt: skip
        else:
            lines.append(_line(session, window, agreed[window.id]))
    if not agreed and not questions:
        questions["estimate.ask_quotas", ""] = Question("estimate.ask_quotas", {})
    return lines, list(questions.values())


def bills(session: Session, view: EstimateView) -> Sequence[tuple[RateCardView, Bill]]:
    """What lines priced by each list come to together by its terms, where the value reaches a discount."""
    quotes = [(line, keeping.quote_of_json(line.quote)) for line in view.lines if line.quote is not None]
    found = []
    for uid, card in cards.by_uid(session, frozenset(quote.card for _line_, quote in quotes)).items():
        own = [quote for line, quote in quotes if quote.card == uid and line.price_vnd == quote.unit.gross]
        bill = rates.bill(card, own)
        if bill.discount_vnd:
            found.append((card, bill))
    return found


def _line(session: Session, window: WindowView, agreed: Iterable[tuple[str, QuotaView]]) -> EstimateLine:
    told = list(agreed)
    first = month_start(told[0][0])
    quantity = sum(quota.spots for _month, quota in told)
    row = session.get_one(Window, window.id)
    outlet = outlets.names(session).on(window.outlet_id, first)[0]
    sources = dict.fromkeys(quota.source for _month, quota in told)
    return EstimateLine(
        estimate_id=0, place=0, kind=CostKind.ARTICLE if window.is_press else CostKind.AIRTIME,
        text=f"{window.programme}, {window.channel}, {outlet}", unit="bài" if window.is_press else "lượt",
        quantity=quantity, price_vnd=window.price_vnd or 0, source=row.price_source, ground="; ".join(sources),
        outlet_id=window.outlet_id, window_id=window.id, spread=[[month, quota.spots] for month, quota in told],
        quote=_quote(session, window, row.price_source, first, quantity),
    )  # fmt: skip


def _quote(session: Session, window: WindowView, source: str, on: date, count: int) -> dict[str, Any] | None:
    """How a price list's line came to the window's price, where it did."""
    for offer in pricing.offers(session, window, on):
        if offer.source == source and offer.quote.unit.gross == window.price_vnd:
            demand = rates.demand_of(window, offer.line)
            if demand is not None:
                whole = rates.price(offer.card, offer.line, Demand(demand.units, count))
                return keeping.quote_as_json(whole)
    return None
