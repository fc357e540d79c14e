"""Several papers in one file, the same bytes for the same papers."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from exports.administrative import About, Shelf, joined

_NOTHING_YET: Final = Shelf.of({})


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of files in the order of their names.

    Args:
        files: name and content of each; papers are compressed already and are stored as they are.
    """
    return _NOTHING_YET.archive(sorted(files), packed=True)


def merged(papers: Iterable[bytes], *, title: str, dated: date) -> bytes:
    """One .docx of several papers of ours, to be printed at once: each begins a page and counts its own pages.

    Raises:
        Refused: ``papers.not_alike`` when one was laid out on another base than this release's.
    """
    return joined.one_after_another(list(papers), About(title, title, "Lịch Sóng", dated))
