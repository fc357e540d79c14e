"""A station's as-run log: rows of a table become airings; a row that is none is named with its number and why."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from campaigns.logs import cells, columns
from campaigns.values.logs import Column, Columns, Entry, Log, Row, Unread

__all__ = ["Column", "Columns", "Entry", "Log", "Unread", "read_log"]


def read_log(
    rows: Sequence[Row],
    *,
    day: date | None = None,
    day_start_minute: int = 0,
    chosen: Columns | None = None,
    kept: Mapping[str, str] | None = None,
) -> Log:
    """What a log tells.

    Args:
        rows: Of the file, in its order.
        day: The broadcast date of lines that name none.
        day_start_minute: When the outlet's broadcast day begins, minutes after midnight; what airs before it belongs
            to the day before.
        chosen: Which column tells what, as a person said; None: as the headings, ``kept`` or the cells suggest.
        kept: What a person said of this outlet's logs before: heading by column.

    Order: a heading is looked for in the first rows; rows before it tell nothing of airings and are passed over.
    """
    at = columns.heading([row.cells for row in rows])
    heads = rows[at].cells if at is not None else ()
    body = rows[at + 1 :] if at is not None else rows
    if chosen is None:
        guessed = columns.by_heads(heads) if heads else columns.by_content([row.cells for row in body])
        chosen = {**guessed, **columns.remembered(heads, kept or {})}
        chosen = {column: place for column, place in chosen.items() if _alone(column, place, chosen, kept or {})}
    found = list(_lines(body, chosen, day, day_start_minute))
    return Log(
        heads,
        chosen,
        tuple(one for one in found if isinstance(one, Entry)),
        tuple(one for one in found if isinstance(one, Unread)),
    )


def _alone(column: Column, place: int, chosen: Columns, kept: Mapping[str, str]) -> bool:
    """A column that a person named counts before one that was guessed to stand in the same place."""
    return column in kept or not any(place == other and name in kept for name, other in chosen.items())


def _lines(rows: Sequence[Row], chosen: Columns, day: date | None, day_start_minute: int) -> Iterator[Entry | Unread]:
    """Lines in order: a line without a date is of the date of the line before, since many logs name it once."""
    for row in rows:
        line = _line(row, chosen, day, day_start_minute)
        if isinstance(line, Entry) and Column.DATE in chosen:
            day = line.date
        yield line


class _Bad(Exception):
    """A line that is no airing."""

    def __init__(self, code: str, text: str = "") -> None:
        self.code, self.facts = code, {"text": text[:60]} if text else {}


def _line(row: Row, chosen: Columns, day: date | None, day_start_minute: int) -> Entry | Unread:
    told = {column: row.cells[place] if place < len(row.cells) else "" for column, place in chosen.items()}
    try:
        start_s = _start(told)
        on, dated = _date(told, day)
        length_s = _length(told, start_s)
        words = _words(told)
    except _Bad as bad:
        return Unread(row.number, row.raw, bad.code, bad.facts)
    on, start_s = cells.broadcast(on, start_s, day_start_minute=day_start_minute, dated=dated)
    return Entry(row.number, row.raw, on, start_s, length_s, *words)


def _words(told: Mapping[Column, str]) -> list[str]:
    """Programme, title, theme and channel; one of the first two there must be."""
    words = [told.get(column, "") for column in (Column.PROGRAMME, Column.TITLE, Column.THEME, Column.CHANNEL)]
    if not any(words[:2]):
        raise _Bad("line.bare")
    return words


def _start(told: Mapping[Column, str]) -> int:
    if not (text := told.get(Column.START, "")):
        raise _Bad("line.no_start")
    start_s = cells.read_start(text)
    if start_s is None:
        raise _Bad("line.bad_start", text)
    return start_s


def _date(told: Mapping[Column, str], day: date | None) -> tuple[date, bool]:
    """The line's date, and whether it stands in one cell with the hour: then it is a calendar date."""
    if text := told.get(Column.DATE, ""):
        own = cells.read_date(text)
        if own is None:
            raise _Bad("line.bad_date", text)
        return own, False
    if (in_start := cells.read_date(told.get(Column.START, ""))) is not None:
        return in_start, True
    if day is None:
        raise _Bad("line.no_date")
    return day, False


def _length(told: Mapping[Column, str], start_s: int) -> int | None:
    """Seconds, from its own column or from the end; None where neither is told."""
    if text := told.get(Column.LENGTH, ""):
        length = cells.read_length(text)
        if length is None:
            raise _Bad("line.bad_length", text)
        return length
    if text := told.get(Column.END, ""):
        end_s = cells.read_start(text)
        if end_s is None:
            raise _Bad("line.bad_length", text)
        return (end_s - start_s) % 86_400
    return None
