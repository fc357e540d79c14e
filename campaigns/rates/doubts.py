"""Figures of a printed list that a person is asked about before they count."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from campaigns.rates.figures import Figure, mark_of

FAR: Final = 8
"""Times off both neighbours from which a figure is asked about: a slip of one digit is ten."""
FAR_IN_A_ROW: Final = 4
"""The same per second within one row: longer spots are a little cheaper, never by so much."""
_SMALL_DONG: Final = 1_000
_LARGE_THOUSAND: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Priced:
    """A cell with a price."""

    key: str  # "12-4": row and place
    row: int
    place: int
    head: str
    text: str
    length: int | None  # seconds that the heading names
    figure: Figure
    unit: str = ""  # in which the row counts: only what counts alike is compared
    over: bool = False  # of each unit beyond


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about one figure."""

    key: str
    row: int
    head: str
    text: str
    code: str
    facts: Mapping[str, Any]
    choices: tuple[Fraction, ...]
    answer: str = ""


def doubts(rows: Sequence[Sequence[Priced]], *, thousands: bool | None) -> tuple[Doubt, ...]:
    """One for each figure that is doubted, for the gravest reason, in the order of the list.

    Args:
        rows: The figures of each row.
        thousands: Whether the card prints thousands of đồng; None: not said yet.
    """
    marks = [mark_of(one.text) for row in rows for one in row]
    rare = "," if marks.count(".") > marks.count(",") else "."
    found: dict[str, Doubt] = {}
    for row in rows:
        for one in row:
            if one.figure.doubt:
                found.setdefault(one.key, _doubt(one, one.figure.doubt, one.figure.choices))
            elif mark_of(one.text) == rare and "." in marks and "," in marks:
                found.setdefault(one.key, _doubt(one, "figure.mark", _values(one)))
    checks = (*_in_columns(rows), *_in_rows(rows), *_sizes(rows, thousands))
    for doubt in checks:
        found.setdefault(doubt.key, doubt)
    order = [one.key for row in rows for one in row]
    return tuple(found[key] for key in order if key in found)


def _in_columns(rows: Sequence[Sequence[Priced]]) -> Iterator[Doubt]:
    """Figures many times off those above and below them."""
    columns: dict[tuple[int, str, str], list[Priced]] = {}
    for row in rows:
        for one in row:
            if one.figure.value:
                columns.setdefault((one.place, one.head, one.unit), []).append(one)
    for listed in columns.values():
        for place, one in enumerate(listed):
            near = [listed[other] for other in (place - 1, place + 1) if 0 <= other < len(listed)]
            if len(near) == 2 and (times := _off(one.figure.value, [n.figure.value for n in near], FAR)):
                yield _doubt(one, "figure.neighbours", _shifted(one, times), near=" · ".join(n.text for n in near))


def _in_rows(rows: Sequence[Sequence[Priced]]) -> Iterator[Doubt]:
    """Lengths of one row whose prices do not rise, or leap."""
    for row in rows:
        told = [(one.length, one.figure.value, one) for one in row if one.length and one.figure.value]
        told.sort(key=lambda found: found[0])
        for place, (length, value, one) in enumerate(told):
            others = [(price, size) for size, price, other in told if other is not one]
            times = _off(value / length, [price / size for price, size in others], FAR_IN_A_ROW)
            if len(others) > 1 and times:
                near = " · ".join(other.text for _size, _price, other in told if other is not one)
                yield _doubt(one, "figure.neighbours", _shifted(one, times), near=near)
            elif place and value < told[place - 1][1]:
                yield _doubt(one, "figure.cheaper", _values(one), near=told[place - 1][2].text)


def _sizes(rows: Sequence[Sequence[Priced]], thousands: bool | None) -> Iterator[Doubt]:
    """Figures that look as if they were printed in the other unit."""
    if thousands is None:
        return
    for row in rows:
        for one in row:
            value = one.figure.value
            if not value or one.over:
                continue
            if not thousands and value < _SMALL_DONG:
                yield _doubt(one, "figure.thousands", (value, value * 1_000))
            elif thousands and value >= _LARGE_THOUSAND:
                yield _doubt(one, "figure.dong", (value / 1_000, value))


def _off(value: Fraction | None, near: Sequence[Fraction | None], times: int) -> int:
    """10 where a value is so many times above all of its neighbours, -10 where it is below; else 0."""
    told = [one for one in near if one]
    if not value or not told:
        return 0
    if value >= max(told) * times:
        return 10
    return -10 if value * times <= min(told) else 0


def _shifted(one: Priced, times: int) -> tuple[Fraction, ...]:
    value = one.figure.value or Fraction(0)
    return tuple(sorted({value, value / 10 if times > 0 else value * 10}))


def _values(one: Priced) -> tuple[Fraction, ...]:
    return () if one.figure.value is None else (one.figure.value,)


def _doubt(one: Priced, code: str, choices: Sequence[Fraction], **facts: Any) -> Doubt:
    return Doubt(one.key, one.row, one.head, one.text, code, facts, tuple(choices))
