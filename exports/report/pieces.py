"""What a report is made of: blocks of sentences in which every figure says which question to the record gives it.

The Word paper takes the words; the page of the report makes of each figure a link to that question.
"""

import enum
from dataclasses import dataclass

from campaigns.values.units import Level, Standing
from exports.administrative import TableForm


class Source(enum.StrEnum):
    """Which part of the record gives a figure."""

    LEDGER = "ledger"  # of the report's own period
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"
    ISSUED = "issued"  # of the six months, as they stood when they were reported
    BEFORE = "before"  # of the same period a year before
    RHYTHM = "rhythm"  # how standing programmes kept theirs
    UNITS = "units"  # what units reported


@dataclass(frozen=True, slots=True)
class Units:
    """Of which units and of which of their reports a figure tells."""

    deadlines: tuple[int, ...]
    level: Level | None = None  # None: of every level
    standing: Standing | None = None  # None: all of them
    unit_id: int | None = None  # of this unit's own report
    summed: bool = False  # what they reported, added up; else how many they are


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in words."""

    words: str
    source: Source
    measure: str = ""  # of the ledger: seconds, articles, vnd
    units: Units | None = None  # of what units reported

    def __str__(self) -> str:
        return self.words


Piece = str | Told
Sentence = tuple[Piece, ...]


def words(sentence: Sentence) -> str:
    """A sentence as plain text."""
    return "".join(map(str, sentence))


def joined(parts: list[Sentence], by: str) -> Sentence:
    """Sentences one after the other with a text between each two."""
    found: list[Piece] = []
    for part in parts:
        found += [by, *part] if found else part
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number in the text; level 1 is set in capitals."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    told: Sentence
    keep: bool = False  # on the page of what follows


@dataclass(frozen=True, slots=True)
class Items:
    """A list: each item a line of its own."""

    items: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form: cells row by row, and the closing row with its label first."""

    form: TableForm
    rows: tuple[tuple[Sentence, ...], ...]
    total: tuple[Sentence, ...] | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What the officer types there: one paragraph a line; nothing of it is made up."""

    name: str  # of the field of ``Narrative``
    text: str


Block = Heading | Text | Items | Table | Typed
