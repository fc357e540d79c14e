"""Paragraphs and tables as compiled text: python-docx lays each out once, papers only fill it.

Building a paper element by element spends its time on style look-up; filling literal segments does not
(about a hundred times faster, see ``tests/benchmarks/brief.py``). Every ``%s`` of a form takes escaped text.
"""

import enum
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from typing import Any, Final, ParamSpec, TypeVar

from docx.document import Document as Paper
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from exports import wording
from exports.administrative import base

P = ParamSpec("P")
R = TypeVar("R")
_TURN: Final = threading.RLock()
MARK: Final = "\ue000"
_NAMESPACES: Final = re.compile(r' xmlns:\w+="[^"]*"')
_NO_MARGINS: Final = (
    f"<w:tblCellMar {nsdecls('w')}>"
    + "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    + "</w:tblCellMar>"
)
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Align(enum.Enum):
    """How a column of a data table is set; the value is its style, and that of its total."""

    TEXT = ("Table Text", "Table Total")
    CENTRE = ("Table Centre", "Table Total")
    FIGURE = ("Table Figure", "Table Total Figure")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its width in millimetres; a width of 0 takes what the others leave."""

    title: str
    width_mm: float
    align: Align = Align.TEXT


@dataclass(frozen=True, slots=True)
class TableForm:
    """The shape of a data table. ``total_from`` is the first column with a sum; those before hold the label.

    At most one column has the width 0. Caption and description are read out by screen readers.
    """

    caption: str
    description: str
    columns: tuple[Column, ...]
    total_from: int | None = None


@dataclass(frozen=True, slots=True)
class Compiled:
    """A table as text: what opens it, a row and a closing total to fill, each also as one kept with what follows."""

    opening: str
    row: str
    kept_row: str
    breaks: tuple[str, ...]  # per column: what stands between two paragraphs of a cell
    total: str


def _alone(make: Callable[P, R]) -> Callable[P, R]:
    """One thread at a time lays out on the shared workshop."""

    @wraps(make)
    def taking_turns(*args: P.args, **named: P.kwargs) -> R:
        with _TURN:
            return make(*args, **named)

    return taking_turns


@lru_cache(maxsize=4096)  # labels, names and dates come back in every paper of a month
def plain(text: str) -> str:
    """Tidied and escaped, lines still apart by line feeds."""
    tidied = wording.tidy(text)
    return tidied.translate(_ESCAPES) if "&" in tidied or "<" in tidied or ">" in tidied else tidied


@cache
@_alone
def paragraph(style: str, keep: bool = False) -> str:
    """A paragraph of a style, with one ``%s``; ``keep`` holds it on the page of the next."""
    line = _workshop().add_paragraph(MARK, style=style)
    if keep:
        line.paragraph_format.keep_with_next = line.paragraph_format.keep_together = True
    return _template(line._p)


@cache
def between(style: str, keep: bool = False) -> str:
    """What ends one paragraph of a style and begins another, so that a line feed can become it."""
    before, after = paragraph(style, keep).split("%s")
    return (after + before).replace("%%", "%")


def lines(style: str, text: str, *, keep: bool = False) -> str:
    """``text`` as one paragraph of ``style`` per line."""
    told = plain(text)
    if "\n" in told:
        told = told.replace("\n", between(style, keep))
    return paragraph(style, keep) % told


@cache
@_alone
def rule() -> str:
    """A drawn rule: an empty paragraph with a top border; two ``%s``, its indents in twips."""
    line = _workshop().add_paragraph(style="Rule")
    indent = line._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:left"), MARK)
    indent.set(qn("w:right"), MARK)
    return _template(line._p)


def hidden(text: str) -> str:
    """What ends a run and begins one that is not shown, with a text in it, to be followed by what ends that run."""
    return f"</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>{plain(text)}"


@cache
@_alone
def layout_row(widths_mm: Sequence[float], rows: int = 1) -> str:
    """A table without borders that only sets blocks side by side; one ``%s`` per cell, each takes whole paragraphs."""
    table = _workshop().add_table(rows, len(widths_mm))
    _shape(table, widths_mm)
    for row in table.rows:
        _mark(row._tr, "w:cantSplit")
        for cell in row.cells:
            cell.paragraphs[0].text = MARK
    cell_text = re.compile(r"<w:p>(?:(?!</w:p>).)*%s.*?</w:p>")
    return cell_text.sub("%s", _template(table._tbl))


@cache
@_alone
def table(form: TableForm, text_width_mm: float) -> Compiled:
    """A data table of a form: grid, heading row that repeats, rows that do not break across pages."""
    taken = sum(column.width_mm for column in form.columns)
    widths = tuple(column.width_mm or text_width_mm - taken for column in form.columns)
    built = _workshop().add_table(3, len(widths), style="Grid")
    _shape(built, widths, form)
    heading, row, total = (one._tr for one in built.rows)
    for part in (heading, row, total):
        _mark(part, "w:cantSplit")
    _mark(heading, "w:tblHeader")
    for place, column in enumerate(form.columns):
        _set(built.cell(0, place), column.title, "Table Heading")
        _set(built.cell(1, place), MARK, column.align.value[0])
        _set(built.cell(2, place), MARK, column.align.value[1])
    if form.total_from:
        label = built.cell(2, 0).merge(built.cell(2, form.total_from - 1))
        for spare in label.paragraphs[1:]:
            spare._p.getparent().remove(spare._p)
        _set(label, MARK, "Table Total")
    filled, summed = _template(row), _template(total)
    for part in (row, total):
        built._tbl.remove(part)
    opening = _template(built._tbl).removesuffix("</w:tbl>").replace("%%", "%")
    keep = r"\1<w:keepNext/>"
    return Compiled(
        opening=opening,
        row=filled,
        kept_row=re.sub(r"(<w:pStyle [^>]*/>)", keep, filled),
        breaks=tuple(between(column.align.value[0]) for column in form.columns),
        total=re.sub(r"(<w:pStyle [^>]*/>)", keep, summed),
    )


@cache
def _workshop() -> Paper:
    """The paper on which forms are laid out; it is never saved."""
    return base.specimen()


def _template(element: Any) -> str:
    text = _NAMESPACES.sub("", etree.tostring(element, encoding="unicode"))
    return text.replace("%", "%%").replace(MARK, "%s")


def _shape(built: Any, widths_mm: Sequence[float], form: TableForm | None = None) -> None:
    """Fixed widths that sum to the table's, in the grid and in every cell; caption and description of a data table."""
    built.autofit = False
    about = built._tbl.tblPr
    edges = [Mm(sum(widths_mm[:place])).twips for place in range(len(widths_mm) + 1)]
    about.find(qn("w:tblW")).attrib.update({qn("w:type"): "dxa", qn("w:w"): str(edges[-1])})
    for column, left, right in zip(built.columns, edges, edges[1:], strict=False):
        for part in (column, *column.cells):
            part.width = Twips(right - left)
    look = about.find(qn("w:tblLook"))
    look.attrib.clear()
    look.set(qn("w:val"), "0020" if form else "0000")  # whether the first row is a heading
    if form is None:
        look.addprevious(parse_xml(_NO_MARGINS))
        return
    for tag, text in (("w:tblCaption", form.caption), ("w:tblDescription", form.description)):
        about.append(OxmlElement(tag, {qn("w:val"): text}))


def _mark(row: Any, tag: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(tag))


def _set(cell: _Cell, text: str, style: str) -> None:
    line: Paragraph = cell.paragraphs[0]
    line.text = text
    line.style = style
