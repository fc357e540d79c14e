"""Paragraphs and tables as compiled text: python-docx lays each out once, papers only fill it.

Building a paper element by element spends its time on style look-up; filling literal segments does not
(see ``tests/benchmarks/brief.py``). A form is UTF-8 with a ``filling.PLACE`` for each text.
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

from exports.administrative import base
from exports.administrative.filling import PLACE, filled, literal, one_line

P = ParamSpec("P")
R = TypeVar("R")
_TURN: Final = threading.RLock()
_MARK: Final = "\ue000"
_NAMESPACES: Final = re.compile(r' xmlns:\w+="[^"]*"')
_NO_MARGINS: Final = (
    f"<w:tblCellMar {nsdecls('w')}>"
    + "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    + "</w:tblCellMar>"
)


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


@dataclass(frozen=True, slots=True, eq=False)  # each is made once, and found by its identity in every paper
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
    """A table as forms: what opens it, a row, a row kept with what follows, and a closing total kept likewise."""

    opening: bytes
    row: bytes
    kept_row: bytes
    total: bytes


def _alone(make: Callable[P, R]) -> Callable[P, R]:
    """One thread at a time lays out on the shared workshop."""

    @wraps(make)
    def taking_turns(*args: P.args, **named: P.kwargs) -> R:
        with _TURN:
            return make(*args, **named)

    return taking_turns


@lru_cache(maxsize=4096)  # headings, names and an office's lines come back in every paper of a month
def told(style: str, text: str, keep: bool = False) -> bytes:
    """``text`` as one paragraph of ``style`` per line, no place left to fill."""
    return literal(filled(paragraph(style, keep), [text]))


@cache
@_alone
def paragraph(style: str, keep: bool = False) -> bytes:
    """A paragraph of a style that takes one text; ``keep`` holds it on the page of the next."""
    line = _workshop().add_paragraph(_MARK, style=style)
    if keep:
        line.paragraph_format.keep_with_next = line.paragraph_format.keep_together = True
    return _template(line._p)


@cache
@_alone
def rule() -> bytes:
    """A drawn rule: an empty paragraph with a top border that takes its two indents, in twips."""
    line = _workshop().add_paragraph(style="Rule")
    indent = line._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:left"), _MARK)
    indent.set(qn("w:right"), _MARK)
    return _template(line._p)


def hidden(text: str) -> bytes:
    """What ends a run and begins one that is not shown, with a line of text, to be followed by what ends that run."""
    return b"</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>" + literal(one_line(text))


@cache
@_alone
def layout_row(widths_mm: Sequence[float], rows: int = 1) -> bytes:
    """A table without borders that only sets blocks side by side: each cell takes whole paragraphs."""
    table = _workshop().add_table(rows, len(widths_mm))
    _shape(table, widths_mm)
    for row in table.rows:
        _mark(row._tr, "w:cantSplit")
        for cell in row.cells:
            cell.paragraphs[0].text = _MARK
    cell_text = re.compile(rb"<w:p>(?:(?!</w:p>).)*%b.*?</w:p>")
    return cell_text.sub(PLACE, _template(table._tbl))


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
        _set(built.cell(1, place), _MARK, column.align.value[0])
        _set(built.cell(2, place), _MARK, column.align.value[1])
    if form.total_from:
        label = built.cell(2, 0).merge(built.cell(2, form.total_from - 1))
        for spare in label.paragraphs[1:]:
            spare._p.getparent().remove(spare._p)
        _set(label, _MARK, "Table Total")
    plain, summed = _template(row), _template(total)
    for part in (row, total):
        built._tbl.remove(part)
    keep = rb"\1<w:keepNext/>"
    return Compiled(
        opening=_template(built._tbl).removesuffix(b"</w:tbl>"),
        row=plain,
        kept_row=re.sub(rb"(<w:pStyle [^>]*/>)", keep, plain),
        total=re.sub(rb"(<w:pStyle [^>]*/>)", keep, summed),
    )


@cache
def _workshop() -> Paper:
    """The paper on which forms are laid out; it is never saved."""
    return base.specimen()


def _template(element: Any) -> bytes:
    text = _NAMESPACES.sub("", etree.tostring(element, encoding="unicode"))
    return literal(text.encode()).replace(_MARK.encode(), PLACE)


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
