"""A station's as-run log, line by line, as values."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One row of a table."""

    number: int  # of its first line in the text, or of the row in the sheet; from 1
    raw: str  # as received; cells of a workbook with tabs between them
    cells: tuple[str, ...]  # NFC, without control characters


class Column(enum.StrEnum):
    """What a column of a log may tell."""

    DATE = "date"
    START = "start"
    END = "end"
    LENGTH = "length"
    PROGRAMME = "programme"
    TITLE = "title"
    THEME = "theme"
    CHANNEL = "channel"


Columns = Mapping[Column, int]
"""Where each stands, from 0."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An airing that a line tells."""

    number: int  # of the line in its file, from 1
    raw: str  # the line as received
    date: date  # broadcast date
    start_s: int  # seconds after the local midnight of that date; from 86,400 on it lies in the night after it
    length_s: int | None  # None: not told
    programme: str
    title: str
    theme: str
    channel: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that is no airing, and why."""

    number: int
    raw: str
    code: str  # ``line.`` and no_date, bad_date, no_start, bad_start, bad_length or bare
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Log:
    """What a file tells."""

    heads: tuple[str, ...]  # of its columns; empty where it has none
    columns: Columns
    entries: tuple[Entry, ...]
    unread: tuple[Unread, ...]
