"""The child's own work: limit the process, check the package, write its paragraphs, end."""

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.oxml.ns import qn
from lxml import etree

from campaigns.errors import Refused
from campaigns.reading import package
from campaigns.reading.child import REFUSED, limited
from campaigns.reading.numbering import Numbering

_TEXT, _PARAGRAPH, _BREAKS = qn("w:t"), qn("w:p"), {qn("w:br"), qn("w:cr")}
_ROW, _CELL, _RUN, _DELETED = qn("w:tr"), qn("w:tc"), qn("w:r"), qn("w:del")
_PROPERTIES, _VANISH, _VALUE, _OFF = qn("w:rPr"), qn("w:vanish"), qn("w:val"), {"0", "false", "off"}
_INSTEAD: Final = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:noBreakHyphen"): "-"}
# What was struck out or moved away, a second drawing of the same box, and boxes that have paragraphs of their own.
_PASSED_OVER: Final = {
    qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip


def serve(what: str = "text") -> None:
    """Read a package from standard input; write its text or rows, or a code and end with ``REFUSED``."""
    limited()
    try:
        data = sys.stdin.buffer.read()
        written = json.dumps(list(rows(data))) if what == "rows" else "\n".join(paragraphs(data))
        answer, status = written.encode("utf-8", "replace"), 0
    except Refused as refusal:
        answer, status = " ".join([refusal.code, *refusal.facts.values()]).encode(), REFUSED
    except MemoryError:
        answer, status = b"upload.docx_too_big", REFUSED
    sys.stdout.buffer.write(answer)
    sys.stdout.flush()
    sys.exit(status)


def paragraphs(data: bytes) -> Iterator[str]:
    """The text of each paragraph with the number or mark that Word puts before it; a line break within stays one."""
    body, numbering = _opened(data)
    for paragraph in body.iter(_PARAGRAPH):
        if any(True for _ in paragraph.iterancestors("{*}Fallback")):
            continue
        label = numbering.label(paragraph)
        text = "".join(_pieces(paragraph))
        yield f"{label} {text}" if label and text.strip() else text


def rows(data: bytes) -> Iterator[tuple[list[str], str]]:
    """Of each row of each table: the text that its cells show, and the text hidden in it."""
    body, _numbering = _opened(data)
    for row in body.iter(_ROW):
        cells = [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]
        hidden = "".join("".join(_pieces(run)) for run in row.iter(_RUN) if _is_hidden(run))
        yield ["\n".join(_shown(line) for line in cell.iter(_PARAGRAPH)).strip() for cell in cells], hidden.strip()


def _shown(paragraph: Any) -> str:
    runs = (run for run in paragraph.iter(_RUN) if not _is_hidden(run))
    return "".join("".join(_pieces(run)) for run in runs if not any(True for _ in run.iterancestors(_DELETED)))


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_PROPERTIES}/{_VANISH}")
    return mark is not None and mark.get(_VALUE) not in _OFF


def _opened(data: bytes) -> tuple[Any, Numbering]:
    """The body of a document that may be opened, and how its paragraphs are numbered."""
    package.check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        return document.element.body, Numbering.of(document)
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, etree.LxmlError) as fault:
        raise Refused("upload.docx_damaged") from fault


def _pieces(element: Any) -> Iterator[str]:
    for part in element:
        if part.tag == _TEXT:
            yield (part.text or "").replace("\n", " ")
        elif part.tag in _INSTEAD:
            yield _INSTEAD[part.tag]
        elif part.tag in _BREAKS:
            yield "\n"
        elif part.tag not in _PASSED_OVER:
            yield from _pieces(part)
