"""Who does what: the duties that the clauses on carrying out a plan give to units."""

import re
from collections.abc import Iterator
from typing import Final

from campaigns.intake import units
from campaigns.intake.draft import Duty
from campaigns.intake.outline import Item
from campaigns.intake.phrases import read_phrases

_ORDERED: Final = re.compile(r"\b(?:giao|Giao|đề nghị|Đề nghị|yêu cầu|Yêu cầu)\s+")


def duties(item: Item, owners: tuple[str, ...] = ()) -> Iterator[Duty]:
    """The duties in a clause, in its order: one for each unit and paragraph, paragraphs under it included.

    A paragraph that names no unit belongs to the unit of the clause above; where no clause names one, its duty comes
    without a unit, to be asked about.
    """
    named = units.named_at_head(item.words.flat)
    if named is None and not owners:
        named = _ordered_within(item.words.flat)
    mine = named[0] if named else owners
    flat = item.words.flat
    if not item.under:
        if not _is_only_name(item, named) and not flat.endswith(":"):
            yield from _each(mine, item)
        return
    opened = flat.endswith(":") or _is_only_name(item, named)
    if not item.is_heading and mine:
        yield from _each(mine, item)
        return
    if not opened and mine:
        yield from _each(mine, item, alone=True)
    for inner in item.under:
        yield from duties(inner, mine)


def _is_only_name(item: Item, named: tuple[tuple[str, ...], int] | None) -> bool:
    return named is not None and named[1] >= len(item.words.flat.rstrip(" .,;:"))


def _ordered_within(flat: str) -> tuple[tuple[str, ...], int] | None:
    seen = _ORDERED.search(flat)
    told = units.named_at_head(flat[seen.end() :]) if seen else None
    return (told[0], 0) if told else None


def _each(owners: tuple[str, ...], item: Item, *, alone: bool = False) -> Iterator[Duty]:
    passage = item.words if alone else item.passage
    periods = tuple(
        period for told in read_phrases(passage.flat) if told["kind"] == "periodic" for period in told["every"]
    )
    for unit in owners or ("",):
        yield Duty(unit, passage.text.rstrip(" ;"), item.number, periods)
