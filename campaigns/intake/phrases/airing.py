"""From tokens to items: how many, how long, how often, on which days and at which hours."""

from collections.abc import Iterator, Sequence
from typing import Any

from campaigns.intake.phrases.sentence import Item, Sentence
from campaigns.intake.phrases.tokens import Token


def airings(tokens: Sequence[Token]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The quotas and airtimes that tokens state, each with where it begins; a product without a figure states none."""
    reader = Sentence()
    for token in tokens:
        reader.take(token)
    if not reader.items and (reader.held or reader.per) and (reader.product or (reader.aired and reader.held)):
        reader.begin(next(token.start for token in tokens))
    elif reader.held and reader.items:
        item = reader.items[-1]
        item.told |= {name: told for name, told in reader.held.items() if not item.has(name)}
    if reader.items and reader.per and not reader.items[-1].has("per", "repeat"):
        reader.items[-1].told["per"] = reader.per
    for item in reader.items:
        told = _finished(item, reader.product)
        if told:
            yield item.start, told


def _finished(item: Item, product: str) -> dict[str, Any] | None:
    told = item.told
    if item.has("week_of_month"):
        told.setdefault("per", "month")
    if item.has("count"):
        only_a = item.word and told["count"] == 1 and not told.keys() - {"count", "unit"}
        return None if only_a else {"kind": "quota", **told}
    if item.has("times", "time_windows", "repeat_times"):
        return {"kind": "airtime", **{name: each for name, each in told.items() if name != "unit"}}
    if item.has("duration_min", "duration_sec", "duration_max_min", "duration_max_sec"):
        return {"kind": "quota", **({"unit": product} if item.each and product not in {"lan", "luot"} else {}), **told}
    unit = told.get("unit") or product
    if unit and item.has("weekdays", "per") and unit not in {"tin", "bai"}:
        count = len(told.get("weekdays", ())) or 1
        return {"kind": "quota", "count": count, **told, "unit": unit}
    if item.has("days_per_week"):
        return {"kind": "quota", **told}
    return {"kind": "airtime", **told} if item.has("weekdays", "date_md") else None
