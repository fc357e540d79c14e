"""A paper's paragraphs and tables as the checks see them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from campaigns.errors import Refused
from exports.lint.cascade import Cascade, Look, Setting
from exports.lint.finding import Place
from exports.lint.package import Package, W, whole

_SAYS: Final = {f"{W}t": "", f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
MOST_LINES: Final = 20_000
_NO_LINE: Final = frozenset({"nil", "none", "None"})


@dataclass
class Line:
    """A paragraph."""

    number: int  # within the body, tables included, from 1
    element: Any
    cascade: Cascade
    table: "Grid | None" = None
    row: int = 0  # of the table, from 1

    @cached_property
    def runs(self) -> list[tuple[str, Look]]:
        """What is shown, stretch by stretch, with its look."""
        style = self.table.style if self.table else ""
        told = ((_ink(run), self.cascade.look(self.element, run, style)) for run in self.element.iter(f"{W}r"))
        return [(text, look) for text, look in told if text and not look.hidden]

    @cached_property
    def text(self) -> str:
        """All of what is shown."""
        return "".join(text for text, _look in self.runs)

    @cached_property
    def inked(self) -> list[Look]:
        """Looks of what leaves ink."""
        return [look for text, look in self.runs if text.strip("\t \N{NO-BREAK SPACE}")]

    @cached_property
    def setting(self) -> Setting:
        """How it is set."""
        return self.cascade.setting(self.element, self.table.style if self.table else "")

    @property
    def style(self) -> str:
        """Its style's name, in small letters."""
        return self.cascade.name_of(self.cascade.style_of(self.element))

    @property
    def in_data(self) -> bool:
        """Whether it stands in a table of data, not in one that only sets blocks side by side."""
        return self.table is not None and self.table.framed

    @property
    def place(self) -> Place:
        """Where it stands."""
        if self.in_data and self.table is not None:
            return Place("table", self.table.number, self.row, self.text.strip()[:40])
        return Place("paragraph", self.number, quote=self.text.strip()[:40])

    def is_all(self, name: str) -> bool:
        """Whether all its ink is ``bold``, ``italic``."""
        return bool(self.inked) and all(getattr(look, name) for look in self.inked)

    def shouts(self) -> bool:
        """Whether it is in capitals, typed or set."""
        return self.text == self.text.upper() or self.is_all("capitals")


@dataclass
class Grid:
    """A table; ``number`` counts those of data."""

    element: Any
    style: str
    framed: bool
    number: int = 0
    lines: list[Line] = field(default_factory=list)

    @cached_property
    def rows(self) -> list[Any]:
        """Its own rows."""
        return list(self.element.iterchildren(f"{W}tr"))

    @cached_property
    def cells(self) -> list[list[tuple[int, str]]]:
        """Per row, each cell's first column and its text, paragraphs apart by line feeds."""
        return [list(self._cells(row)) for row in self.rows]

    def _cells(self, row: Any) -> Iterator[tuple[int, str]]:
        column = 0
        for cell in row.iterchildren(f"{W}tc"):
            yield column, "\n".join(_text(line) for line in cell.iter(f"{W}p"))
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            column += (None if span is None else whole(span.get(f"{W}val"))) or 1


@dataclass
class Paper:
    """Everything in the order of reading."""

    package: Package
    cascade: Cascade
    lines: list[Line]
    grids: list[Grid]

    @cached_property
    def said(self) -> list[Line]:
        """Paragraphs that say something."""
        return [line for line in self.lines if line.text.strip()]


def read(package: Package) -> Paper:
    """A paper's lines and tables."""
    paper = Paper(package, Cascade(package.styles), [], [])
    _walk(paper, package.document.find(f"{W}body"), None, 0)
    return paper


def _walk(paper: Paper, parent: Any, grid: Grid | None, row: int) -> None:
    for element in parent:
        if element.tag == f"{W}p":
            if len(paper.lines) >= MOST_LINES:
                raise Refused("upload.docx_too_big")
            line = Line(len(paper.lines) + 1, element, paper.cascade, grid, row)
            paper.lines.append(line)
            if grid is not None:
                grid.lines.append(line)
        elif element.tag == f"{W}tbl":
            _table(paper, element)
        elif element.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"}:
            _walk(paper, element, grid, row)


def _table(paper: Paper, element: Any) -> None:
    told = element.find(f"{W}tblPr/{W}tblStyle")
    style = "" if told is None else str(told.get(f"{W}val"))
    grid = Grid(element, style, _framed(paper.cascade, element, style))
    grid.number = sum(one.framed for one in paper.grids) + 1
    paper.grids.append(grid)
    for number, row in enumerate(grid.rows, 1):
        for cell in row.iterchildren(f"{W}tc"):
            _walk(paper, cell, grid, number)


def _framed(cascade: Cascade, element: Any, style: str) -> bool:
    """Whether lines are drawn between its cells, by its style, by itself or by its cells."""
    borders = [one.find(f"{W}tblPr/{W}tblBorders") for one in cascade.chain(style)]
    borders.append(element.find(f"{W}tblPr/{W}tblBorders"))
    inside: dict[str, bool] = {}
    for told in borders:
        for side in () if told is None else ("insideH", "insideV"):
            drawn = told.find(f"{W}{side}")
            if drawn is not None:
                inside[side] = drawn.get(f"{W}val") not in _NO_LINE
    if any(inside.values()):
        return True
    cells = list(element.iter(f"{W}tcBorders"))
    drawn_cells = sum(any(side.get(f"{W}val") not in _NO_LINE for side in cell) for cell in cells)
    return drawn_cells > len(list(element.iter(f"{W}tc"))) / 2


def _text(line: Any) -> str:
    """Text of a paragraph, hidden or not."""
    return "".join(_ink(run) for run in line.iter(f"{W}r"))


def _ink(run: Any) -> str:
    """What a run puts on paper itself; a text box in it has paragraphs of its own."""
    return "".join(_SAYS[part.tag] or part.text or "" for part in run if part.tag in _SAYS)
