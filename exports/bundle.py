"""Several papers in one file, the same bytes for the same papers."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import Final

from exports.administrative import About, joined

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that the format knows; a real one would make every file differ."""
_UNIX: Final = 3


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of files in the order of their names.

    Args:
        files: name and content of each; papers are compressed already and are stored as they are.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def merged(papers: Iterable[bytes], *, title: str, dated: date) -> bytes:
    """One .docx of several papers of ours, to be printed at once: each begins a page and counts its own pages.

    Raises:
        Refused: ``papers.not_alike`` when one was laid out on another base than this release's.
    """
    return joined.one_after_another(list(papers), About(title, title, "Lịch Sóng", dated))
