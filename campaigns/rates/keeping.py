"""Lines, discounts and quotes as JSON and back; fractions are kept as such, so that keeping rounds nothing."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from campaigns.values.rates import (
    Bands,
    Composed,
    Discount,
    Flat,
    Measure,
    Prorated,
    Quote,
    RateLine,
    Rule,
    Service,
    Step,
    Taxed,
)

_TAGS: Final = {Flat: "flat", Prorated: "prorated", Bands: "bands", Composed: "composed"}


def rule_as_json(rule: Rule) -> dict[str, Any]:
    """As it is kept."""
    told: dict[str, Any] = {"rule": _TAGS[type(rule)]}
    if isinstance(rule, Flat):
        return told | {"price": str(rule.price)}
    if isinstance(rule, Prorated):
        return told | {
            "price": str(rule.price), "per": str(rule.per), "least": str(rule.least), "step": str(rule.step),
        }  # fmt: skip
    if isinstance(rule, Bands):
        return told | {
            "bands": [[str(up_to), str(price)] for up_to, price in rule.bands],
            "over": None if rule.over is None else str(rule.over),
        }
    return told | {"parts": [[length, str(price)] for length, price in rule.parts]}


def rule_of_json(kept: Mapping[str, Any]) -> Rule:
    """Back from how it is kept."""
    if kept["rule"] == "flat":
        return Flat(Fraction(kept["price"]))
    if kept["rule"] == "prorated":
        return Prorated(*(Fraction(kept[name]) for name in ("price", "per", "least", "step")))
    if kept["rule"] == "bands":
        over = None if kept["over"] is None else Fraction(kept["over"])
        return Bands(tuple((Fraction(up_to), Fraction(price)) for up_to, price in kept["bands"]), over)
    return Composed(tuple((length, Fraction(price)) for length, price in kept["parts"]))


def line_as_json(line: RateLine) -> dict[str, Any]:
    """As it is kept."""
    return {
        "number": line.number, "service": line.service.value, "label": line.label, "measure": line.measure.value,
        "rule": rule_as_json(line.rule), "channel": line.channel, "from_minute": line.from_minute,
        "until_minute": line.until_minute, "weekdays": sorted(line.weekdays),
    }  # fmt: skip


def line_of_json(kept: Mapping[str, Any]) -> RateLine:
    """Back from how it is kept."""
    return RateLine(
        kept["number"], Service(kept["service"]), kept["label"], Measure(kept["measure"]), rule_of_json(kept["rule"]),
        kept["channel"], kept["from_minute"], kept["until_minute"], frozenset(kept["weekdays"]),
    )  # fmt: skip


def discount_as_json(discount: Discount) -> list[Any]:
    """As it is kept."""
    return [discount.from_vnd, str(discount.percent)]


def discount_of_json(kept: list[Any]) -> Discount:
    """Back from how it is kept."""
    return Discount(kept[0], Fraction(kept[1]))


def quote_as_json(quote: Quote) -> dict[str, Any]:
    """As an estimate keeps what it was priced with."""
    return {
        "card": quote.card, "line": quote.line, "service": quote.service.value, "count": quote.count,
        "stated_vnd": quote.stated_vnd, "unit": _sum(quote.unit), "whole": _sum(quote.whole),
        "steps": [[step.code, _facts(step.facts)] for step in quote.steps],
    }  # fmt: skip


def quote_of_json(kept: Mapping[str, Any]) -> Quote:
    """Back from how it is kept; facts that were fractions stay text."""
    return Quote(
        kept["card"], kept["line"], Service(kept["service"]), kept["count"], kept["stated_vnd"],
        Taxed(*kept["unit"]), Taxed(*kept["whole"]), tuple(Step(code, facts) for code, facts in kept["steps"]),
    )  # fmt: skip


def _sum(sum_: Taxed) -> list[int | None]:
    return [sum_.gross, sum_.net, sum_.vat]


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in facts.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
