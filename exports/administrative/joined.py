"""Papers of ours one after the other in one file: each a section with its own first page and count of pages."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Final

from campaigns.errors import Refused
from exports.administrative import base
from exports.administrative.paper import About, as_file

_MAIN: Final = "word/document.xml"
_BODY: Final = re.compile(rb"<w:body>(.*)(<w:sectPr\b.*?</w:sectPr>)</w:body>", re.DOTALL)
_LAYOUT: Final = re.compile(rb"<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_LAST_LINE: Final = re.compile(rb'<w:p><w:pPr><w:pStyle w:val="LastLine"/></w:pPr>.*?</w:p>$')
_COUNTED: Final = b'<w:pgNumType w:start="1"/>'


def one_after_another(papers: Sequence[bytes], about: About) -> bytes:
    """One file of all of them, in their order; equal papers give equal bytes.

    Raises:
        Refused: ``papers.not_alike`` when a paper's styles are not those of this release.
    """
    sheet = base.sheet()
    sections = [_section(paper, sheet) for paper in papers]
    bodies = [_closed(body, layout) for body, layout in sections[:-1]]
    last, layout = sections[-1]
    return as_file(b"".join((sheet.opening, *bodies, last, layout, b"</w:body></w:document>")), about)


def _section(paper: bytes, sheet: base.Sheet) -> tuple[bytes, bytes]:
    """A paper's body, and its section's layout with pages counted from 1."""
    with zipfile.ZipFile(io.BytesIO(paper)) as parts:
        alike = all(parts.read(name) == sheet.parts[name] for name in ("word/styles.xml", "word/header1.xml"))
        text = parts.read(_MAIN)
    if not alike or (seen := _BODY.search(text)) is None:
        raise Refused("papers.not_alike")
    body, layout = seen.groups()
    if _LAYOUT.search(body):  # an annex of its own has begun: the pages before it are counted by its section
        return _LAYOUT.sub(lambda first: _counted(first[0]), body, count=1), layout
    return body, _counted(layout)


def _counted(layout: bytes) -> bytes:
    """A section's layout with its pages counted from 1."""
    return layout if b"<w:pgNumType" in layout else layout.replace(b"<w:titlePg", _COUNTED + b"<w:titlePg", 1)


def _closed(body: bytes, layout: bytes) -> bytes:
    """A body whose last, low line ends its section."""
    return _LAST_LINE.sub(b"", body) + b'<w:p><w:pPr><w:pStyle w:val="LastLine"/>%b</w:pPr></w:p>' % layout
