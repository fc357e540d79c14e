"""Prices from a card's line. Everything is exact until the price of one is whole; then nothing is rounded again.

The one rounding is half up: a half đồng or more is one more, as invoices are rounded. It falls on the price of one,
so that on every paper quantity times unit price is the amount, to the đồng.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor
from typing import Any

from campaigns.errors import Refused
from campaigns.rates import covers
from campaigns.values.rates import (
    Bands,
    Bill,
    Composed,
    Demand,
    Flat,
    Measure,
    Prorated,
    Quote,
    RateCardView,
    RateLine,
    Rule,
    Service,
    Step,
    Taxed,
    Vat,
)

HUNDRED = 100


def half_up(value: Fraction) -> int:
    """The nearest whole number; of a half, the larger."""
    return floor(value + Fraction(1, 2))


def price(card: RateCardView, line: RateLine, demand: Demand) -> Quote:
    """What a demand comes to by a line, before any discount on the whole order.

    Raises:
        Refused: ``rate.no_size`` for a size or a count of nothing; ``rate.beyond_bands`` with ``most``,
            ``rate.too_long`` with ``most``.
    """
    if demand.units <= 0 or demand.count < 1:
        raise Refused("rate.no_size")
    steps: list[Step] = []
    printed = _charged(line.rule, demand.units, line.measure, steps)
    exact = printed * card.unit.vnd
    if card.unit.vnd != 1:
        steps.append(_step("thousands", printed=printed, vnd=half_up(exact)))
    stated = half_up(exact)
    if stated != exact:
        steps.append(_step("rounded", exact=exact, vnd=stated))
    unit = taxed(card, stated)
    steps += _tax_steps(card, unit)
    if demand.count > 1:
        steps.append(_step("times", count=demand.count, each=unit.gross, vnd=unit.gross * demand.count))
    return Quote(
        card.uid, line.number, line.service, demand.count, stated, unit, unit.times(demand.count), tuple(steps)
    )


def bill(card: RateCardView, quotes: Iterable[Quote]) -> Bill:
    """An order of one card: the discount that its value reaches is taken off places; production stands apart."""
    listed = tuple(quotes)
    places = sum(one.stated_vnd * one.count for one in listed if one.service is not Service.PRODUCTION)
    production = sum(one.stated_vnd * one.count for one in listed if one.service is Service.PRODUCTION)
    reached = [one for one in card.discounts if places >= one.from_vnd]
    steps: list[Step] = []
    off = 0
    if reached:
        best = max(reached, key=lambda one: one.from_vnd)
        off = half_up(places * best.percent / HUNDRED)
        steps.append(_step("discount", of=places, percent=best.percent, vnd=off, reached=best.from_vnd))
    whole = taxed(card, places - off + production)
    return Bill(places, off, production, whole, (*steps, *_tax_steps(card, whole)))


def taxed(card: RateCardView, stated_vnd: int) -> Taxed:
    """A figure of a card with its tax. Tax is what lies between net and gross, so the two always come to the whole."""
    if card.vat is Vat.EXEMPT:
        return Taxed(stated_vnd, stated_vnd, 0)
    if card.vat_percent is None:
        return Taxed(stated_vnd)
    more = 1 + card.vat_percent / HUNDRED
    if card.vat is Vat.EXCLUDED:
        gross = half_up(stated_vnd * more)
        return Taxed(gross, stated_vnd, gross - stated_vnd)
    net = half_up(stated_vnd / more)
    return Taxed(stated_vnd, net, stated_vnd - net)


def _tax_steps(card: RateCardView, sum_: Taxed) -> list[Step]:
    if not sum_.vat:
        return []
    code = "vat_added" if card.vat is Vat.EXCLUDED else "vat_within"
    return [_step(code, percent=card.vat_percent, vnd=sum_.vat, gross=sum_.gross)]


def _charged(rule: Rule, units: Fraction, measure: Measure, steps: list[Step]) -> Fraction:
    """The exact price of one, in the card's unit."""
    if isinstance(rule, Flat):
        return rule.price
    if isinstance(rule, Prorated):
        return _prorated(rule, units, measure, steps)
    if isinstance(rule, Bands):
        return _band(rule, units, measure, steps)
    return _composed(rule, units, measure, steps)


def _prorated(rule: Prorated, units: Fraction, measure: Measure, steps: list[Step]) -> Fraction:
    charged = max(units, rule.least)
    if rule.step:
        charged = ceil(charged / rule.step) * rule.step
    if charged != units:
        steps.append(_step("charged_as", given=units, charged=charged, measure=measure))
    if charged != rule.per:
        steps.append(_step("prorated", units=charged, per=rule.per, price=rule.price, measure=measure))
    return rule.price * charged / rule.per


def _band(rule: Bands, units: Fraction, measure: Measure, steps: list[Step]) -> Fraction:
    for up_to, price_ in rule.bands:
        if units <= up_to:
            if units != up_to:
                steps.append(_step("band", given=units, up_to=up_to, measure=measure))
            return price_
    most, price_ = rule.bands[-1]
    if rule.over is None:
        raise Refused("rate.beyond_bands", most=str(most))
    extra = ceil(units - most)
    steps.append(_step("over", up_to=most, price=price_, extra=extra, each=rule.over, measure=measure))
    return price_ + extra * rule.over


def _composed(rule: Composed, units: Fraction, measure: Measure, steps: list[Step]) -> Fraction:
    prices = dict(rule.parts)
    taken = covers.cheapest(ceil(units), rule.parts)
    if sum(taken) != units:
        steps.append(_step("charged_as", given=units, charged=Fraction(sum(taken)), measure=measure))
    if len(taken) > 1:
        steps.append(_step("composed", parts=[(length, prices[length]) for length in taken], measure=measure))
    return sum((prices[length] for length in taken), Fraction(0))


def _step(code: str, **facts: Any) -> Step:
    return Step(code, facts)
