"""What a Word paper says, read back from its file: paragraphs and tables, as pages show and versions compare them.

It reads papers of our own making, and takes nothing from their making but the format itself.
"""

import difflib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with the name of its style's id: ``Title``, ``Heading1``, ``BodyText``."""

    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, each with the paragraphs of its cells. ``framed`` tells data from mere layout."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    framed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What stood in one version where another has something else; either side may be empty."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def transcript(content: bytes) -> tuple[Line | Grid, ...]:
    """The blocks of a paper's body, from top to bottom; empty paragraphs that only keep a distance are left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return tuple(_blocks(root.find(f"{_W}body")))


def lines(content: bytes) -> list[str]:
    """A paper as plain lines: each paragraph, and each row of a table with its cells side by side."""
    told: list[str] = []
    for block in transcript(content):
        if isinstance(block, Line):
            told.append(block.text)
        elif block.framed:
            told += [" | ".join(" / ".join(line.text for line in cell) for cell in row) for row in block.rows]
        else:
            told += [line.text for row in block.rows for cell in row for line in cell]
    return told


def differences(before: bytes, after: bytes) -> tuple[Difference, ...]:
    """Where two versions of a paper say different things, in the order of the paper."""
    old, new = lines(before), lines(after)
    told = difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    return tuple(
        Difference(tuple(old[first:last]), tuple(new[start:end]))
        for tag, first, last, start, end in told if tag != "equal"
    )  # fmt: skip


def _blocks(parent: Any) -> Iterator[Line | Grid]:
    for element in parent:
        if element.tag == f"{_W}p":
            if (line := _line(element)).text:
                yield line
        elif element.tag == f"{_W}tbl":
            rows = tuple(
                tuple(tuple(_lines(cell)) for cell in row.iterchildren(f"{_W}tc"))
                for row in element.iterchildren(f"{_W}tr")
            )
            yield Grid(rows, element.find(f"{_W}tblPr/{_W}tblCaption") is not None)


def _lines(cell: Any) -> Iterator[Line]:
    return (line for element in cell.iterchildren(f"{_W}p") if (line := _line(element)).text)


def _line(element: Any) -> Line:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    shown = (run for run in element.iter(f"{_W}r") if run.find(f"{_W}rPr/{_W}vanish") is None)
    text = "".join(part.text or "" for run in shown for part in run.iterchildren(f"{_W}t"))
    return Line("" if style is None else style.get(f"{_W}val"), text)
