"""The child's own work: limit the process, check the package, write its paragraphs, end."""

import io
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.oxml.ns import qn
from lxml import etree

from campaigns.errors import Refused
from campaigns.reading import package
from campaigns.reading.child import LONGEST_S, REFUSED
from campaigns.reading.numbering import Numbering

MEMORY_BYTES: Final = 512 * 1024 * 1024
_TEXT, _PARAGRAPH, _BREAKS = qn("w:t"), qn("w:p"), {qn("w:br"), qn("w:cr")}
_INSTEAD: Final = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:noBreakHyphen"): "-"}
# What was struck out or moved away, a second drawing of the same box, and boxes that have paragraphs of their own.
_PASSED_OVER: Final = {
    qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip


def serve() -> None:
    """Read a package from standard input; write its text, or a code and end with ``REFUSED``."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_S, LONGEST_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stderr = io.StringIO()  # a fault's text may hold the document's: it is nobody's business
    try:
        written = "\n".join(paragraphs(sys.stdin.buffer.read()))
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
    package.check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        numbering = Numbering.of(document)
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, etree.LxmlError) as fault:
        raise Refused("upload.docx_damaged") from fault
    for paragraph in body.iter(_PARAGRAPH):
        if any(True for _ in paragraph.iterancestors("{*}Fallback")):
            continue
        label = numbering.label(paragraph)
        text = "".join(_pieces(paragraph))
        yield f"{label} {text}" if label and text.strip() else text


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
