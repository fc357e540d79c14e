"""Lines of a card out of the rows of a printed list."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from campaigns.rates import columns
from campaigns.rates.columns import Column
from campaigns.rates.doubts import Priced
from campaigns.values.rates import Bands, Composed, Flat, Measure, Prorated, RateLine, Rule


class Unlisted(enum.StrEnum):
    """How a length between, or beyond, those that a line lists is charged."""

    UP = "up"  # as the next listed length; beyond the last none is sold
    COMPOSED = "composed"
    OVER = "over"  # each second beyond the longest at its share of that price
    PRORATED = "prorated"  # of a line with one length


@dataclass(frozen=True, slots=True)
class Between:
    """What a person says of lines with several lengths, and of lines with one; None: not said yet."""

    several: Unlisted | None = None
    single: Unlisted | None = None


def is_single(words: Mapping[Column, str], figures: Sequence[Priced]) -> bool:
    """Whether a row prices one length and does not itself say what more of it costs."""
    if any(one.over for one in figures):
        return False
    lengths = [one for one in figures if one.length is not None]
    if lengths:
        return len(lengths) == 1
    unit = columns.read_unit(words.get(Column.UNIT, ""))
    return unit is not None and unit[0] is Measure.SECOND and unit[1] > 1


def make(
    number: int, words: Mapping[Column, str], section: str, figures: Sequence[tuple[Priced, Fraction | None]],
    between: Between, *, press: bool,
) -> RateLine | str | None:  # fmt: skip
    """A line; the code of why the row is none; None while a figure waits for an answer or all of it was left out."""
    if any(value is None for _one, value in figures):
        return None
    known = [(one, value) for one, value in figures if value is not None]
    if not any(not one.over for one, _value in known):
        return None
    lengths = [(one.length, value) for one, value in known if one.length is not None]
    if lengths:
        measure = Measure.SECOND
        rule = _of_lengths(tuple(sorted(lengths)), between)
    else:
        told = columns.read_unit(words.get(Column.UNIT, "")) or columns.read_unit(_price_head(known))
        if told is None:
            return "line.bad_unit" if words.get(Column.UNIT) else "line.no_unit"
        measure = told[0]
        rule = _of_unit(told, known, columns.read_unit(words.get(Column.LEAST, "") or "-"), between)
    if rule is None:
        return None
    hours = columns.read_hours(words.get(Column.HOURS, ""))
    label = _label(words, section, hours is not None)
    if not label:
        return "line.no_name"
    service = columns.service_of(f"{words.get(Column.SERVICE, '')} {label} {section}", measure, press=press)
    first, until = hours or (None, None)
    channel, days = words.get(Column.CHANNEL, "") or section, columns.read_days(words.get(Column.DAYS, ""))
    return RateLine(number, service, label, measure, rule, channel, first, until, days)


def _price_head(known: Sequence[tuple[Priced, Fraction]]) -> str:
    """``60 giây`` of a heading ``Đơn giá (60 giây)``."""
    head = next(one.head for one, _value in known if not one.over)
    return head.partition("(")[2].partition(")")[0]


def _label(words: Mapping[Column, str], section: str, timed: bool) -> str:
    """What the line is called: its name, with hours that are words."""
    parts = [words.get(Column.NAME, ""), "" if timed else words.get(Column.HOURS, "")]
    told = " · ".join(part for part in parts if part)
    return (told or words.get(Column.HOURS, "") or section)[:300]


def _of_lengths(lengths: tuple[tuple[int, Fraction], ...], between: Between) -> Rule | None:
    how = between.several if len(lengths) > 1 else between.single
    if how is None:
        return None
    longest, price = lengths[-1]
    if how is Unlisted.PRORATED:
        return Prorated(price, Fraction(longest))
    if how is Unlisted.COMPOSED:
        return Composed(lengths)
    bands = tuple((Fraction(length), each) for length, each in lengths)
    return Bands(bands, price / longest if how is Unlisted.OVER else None)


def _of_unit(
    told: tuple[Measure, Fraction], known: Sequence[tuple[Priced, Fraction]], least: tuple[Measure, Fraction] | None,
    between: Between,
) -> Rule | None:  # fmt: skip
    measure, size = told
    price = next(value for one, value in known if not one.over)
    over = next((value for one, value in known if one.over), None)
    if measure in {Measure.SPOT, Measure.ITEM}:
        return Flat(price) if size == 1 else Prorated(price, size)
    if over is not None:
        return Bands(((size, price),), over)
    floor = least[1] if least is not None and least[0] is measure else Fraction(0)
    if size == 1 or floor:
        return Prorated(price, size, floor)
    if measure is Measure.SECOND:
        return _of_lengths(((int(size), price),), between) if size.denominator == 1 else Prorated(price, size)
    return Bands(((size, price),))
