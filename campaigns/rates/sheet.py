"""A printed price list as rows of a table: its lines, the rows that are none and why, and what must be asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from campaigns.errors import Refused
from campaigns.rates import columns, making, stated
from campaigns.rates.columns import Column
from campaigns.rates.doubts import Doubt, Priced, doubts
from campaigns.rates.figures import read_price
from campaigns.rates.making import Between
from campaigns.values.letters import toneless
from campaigns.values.logs import Row, Unread
from campaigns.values.rates import RateLine

MOST_ROWS: Final = 2_000
SKIP: Final = "skip"
"""The answer that leaves a figure out; any other is the figure as it should be."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a price list says."""

    heads: tuple[str, ...]
    lines: tuple[RateLine, ...]  # without those that wait for an answer
    unread: tuple[Unread, ...]
    waiting: tuple[Row, ...]  # rows that become lines once a person has answered
    doubts: tuple[Doubt, ...]
    told: stated.Told  # what the list says of its unit and its tax
    has_several: bool  # some lines list several lengths
    has_single: bool  # some lines price one length

    @property
    def open(self) -> int:
        """Doubts that nobody has answered yet."""
        return sum(not one.answer for one in self.doubts)


@dataclass(frozen=True, slots=True)
class Draft:
    """A row with prices, before they are trusted."""

    row: Row
    words: Mapping[Column, str]
    section: str
    figures: tuple[Priced, ...]


@dataclass(slots=True)
class _Context:
    """What earlier rows say of later ones: headings, the section's title, cells merged downwards."""

    heads: tuple[str, ...]
    section: str = ""
    carried: dict[Column, str] = field(default_factory=dict)


def read_sheet(
    rows: Sequence[Row], answers: Mapping[str, str], between: Between, *, press: bool, thousands: bool | None = None
) -> Sheet:
    """What a price list says, with a person's answers applied.

    Args:
        answers: by the key of a doubt: the figure as it should be, or ``SKIP``.
        between: how lengths that are not listed are charged.
        press: Whether the outlet is a newspaper.
        thousands: Whether the card prints thousands of đồng; None: not said yet.

    Raises:
        Refused: ``rates.no_heading`` where no row of headings names a price or a length; ``rates.too_many_rows`` with
            ``most``.
    """
    if len(rows) > MOST_ROWS:
        raise Refused("rates.too_many_rows", most=MOST_ROWS)
    at = columns.heading([row.cells for row in rows])
    if at is None:
        raise Refused("rates.no_heading")
    heads = _joined(rows[at - 1].cells if at else (), rows[at].cells)
    unread: list[Unread] = []
    drafts = list(_drafts(rows[at + 1 :], _Context(heads), unread))
    asked = doubts([draft.figures for draft in drafts], thousands=thousands)
    asked = tuple(replace(one, answer=answers.get(one.key, "")) for one in asked)
    settled = {one.key: one.answer for one in asked}
    lines: list[RateLine] = []
    waiting: list[Row] = []
    for draft in drafts:
        told = making.make(draft.row.number, draft.words, draft.section, _settled(draft, settled), between, press=press)
        if isinstance(told, str):
            unread.append(Unread(draft.row.number, draft.row.raw, told))
        elif told is not None:
            lines.append(told)
        elif any(settled.get(one.key) != SKIP for one in draft.figures):
            waiting.append(draft.row)
    unread.sort(key=lambda one: one.number)
    return Sheet(
        heads, tuple(lines), tuple(unread), tuple(waiting), asked, stated.read(rows),
        any(sum(one.length is not None for one in draft.figures) > 1 for draft in drafts),
        any(making.is_single(draft.words, draft.figures) for draft in drafts),
    )  # fmt: skip


def _drafts(rows: Sequence[Row], context: _Context, unread: list[Unread]) -> Iterator[Draft]:
    at = columns.by_heads(context.heads)
    for row in rows:
        filled = [cell for cell in row.cells if cell]
        if _is_heading(row.cells):
            context.heads, context.carried = _joined((), row.cells), {}
            at = columns.by_heads(context.heads)
        elif len(filled) == 1 and read_price(filled[0]) is None:
            context.section, context.carried = filled[0], {}
        else:
            words = {column: row.cells[place] for column, place in at.items() if place < len(row.cells)}
            figures = tuple(_figures(row, context.heads, at))
            if not figures:
                if not any(stated.speaks(cell) for cell in filled):
                    unread.append(Unread(row.number, row.raw, _why_none(row, context.heads, at)))
                continue
            yield Draft(row, _carry(words, context), context.section, figures)


def _is_heading(cells: Sequence[str]) -> bool:
    """A second table in the same file begins with headings of its own."""
    if sum(columns.head_length(cell) is not None for cell in cells) > 1:
        return True
    if any(c.isdigit() for c in "".join(cells)):
        return False
    told = columns.by_heads(cells)
    return Column.PRICE in told and len(told) > 1


def _carry(words: Mapping[Column, str], context: _Context) -> dict[Column, str]:
    """Hours and channels that stand once for several rows, as merged cells do."""
    told = dict(words)
    for column in (Column.HOURS, Column.CHANNEL):
        if told.get(column):
            context.carried[column] = told[column]
        elif column in context.carried and told.get(Column.NAME):
            told[column] = context.carried[column]
    return told


def _figures(row: Row, heads: Sequence[str], at: Mapping[Column, int]) -> Iterator[Priced]:
    at_unit = at.get(Column.UNIT, len(row.cells))
    unit = toneless(row.cells[at_unit]) if at_unit < len(row.cells) else ""
    for place, cell in enumerate(row.cells):
        head = heads[place] if place < len(heads) else ""
        length = columns.head_length(head)
        if not cell or (length is None and place not in {at.get(Column.PRICE), at.get(Column.OVER)}):
            continue
        figure = read_price(cell)
        if figure is not None:
            key = f"{row.number}-{place}"
            over = place == at.get(Column.OVER)
            yield Priced(key, row.number, place, head, cell, length, figure, unit, over)


def _why_none(row: Row, heads: Sequence[str], at: Mapping[Column, int]) -> str:
    priced = [place for place, head in enumerate(heads) if columns.head_length(head)]
    priced += [at[Column.PRICE]] if Column.PRICE in at else []
    return "line.bad_price" if any(place < len(row.cells) and row.cells[place] for place in priced) else "line.no_price"


def _settled(draft: Draft, answers: Mapping[str, str]) -> list[tuple[Priced, Fraction | None]]:
    """Figures that count: those nobody doubts, and those a person has answered for; None: still asked."""
    told: list[tuple[Priced, Fraction | None]] = []
    for one in draft.figures:
        answer = answers.get(one.key)
        if answer is None:
            told.append((one, one.figure.value))
        elif not answer:
            told.append((one, None))
        elif answer != SKIP:
            told.append((one, Fraction(answer)))
    return told


def _joined(above: Sequence[str], heads: Sequence[str]) -> tuple[str, ...]:
    """Headings in two rows: where the lower is empty the upper one counts."""
    if sum(bool(cell) for cell in above) < 2:
        above = ()
    width = max(len(above), len(heads))
    pairs = ((above[n] if n < len(above) else "", heads[n] if n < len(heads) else "") for n in range(width))
    return tuple(low or high for high, low in pairs)
