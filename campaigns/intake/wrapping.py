"""Lines become paragraphs again: a text may come one paragraph a line, or broken at some column."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from campaigns.intake import marks
from campaigns.intake.passages import Passage

_WIDEST_COLUMN: Final = 120  # beyond it a line is a paragraph of its own
_FEWEST_FULL: Final = 2
_SHARE_FULL: Final = 0.7
_MOST_UNBROKEN: Final = 5
_CLOSED: Final = re.compile(r"[.;:!?…/”\"]$")
_PAGE: Final = re.compile(r"(?:[-–—]\s*)?(?:[Tt]rang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?")
_RULE: Final = re.compile(r"[-–—_=*.~\s]{3,}")


def paragraphs(lines: Sequence[Passage | None]) -> list[Passage]:
    """Paragraphs in order; numbers of pages and drawn rules, which are no words of the plan, are left out."""
    column = _column(lines)
    found: list[list[Passage]] = []
    last: Passage | None = None
    gap = False
    for line in lines:
        if line is None or _is_furniture(line, gap):
            gap = True
            continue
        if last is not None and _goes_on(last, line, column, gap=gap):
            found[-1].append(line)
        else:
            found.append([line])
        last, gap = line, False
    return [Passage(whole[0].source, tuple(span for line in whole for span in line.spans)) for whole in found]


def _is_furniture(line: Passage, gap: bool) -> bool:
    return bool(_RULE.fullmatch(line.flat)) or (gap and bool(_PAGE.fullmatch(line.flat)))


def _width(line: Passage) -> int:
    """Columns up to the line's last letter, its indent included."""
    before = line.source.rfind("\n", 0, line.start) + 1
    return line.end - before


def _column(lines: Sequence[Passage | None]) -> int | None:
    """The column at which a text was broken, or None when each line is a paragraph of its own.

    Lines that begin within a sentence, with a small letter, prove it: the line before each had no room for their
    first word. The widest line tells the column, or one of the next where some, a table's or an address, were left
    unbroken.
    """
    widths = sorted({_width(line) for line in lines if line is not None}, reverse=True)
    pairs = [(a, b) for a, b in pairwise(lines) if a is not None and b is not None and b.flat[0].islower()]
    within = [(a, b) for a, b in pairs if marks.read(b.flat) is None]
    full = {column: sum(_is_full(a, b, column) for a, b in within) for column in widths[:_MOST_UNBROKEN]}
    column = max(full, key=lambda column: (full[column], column), default=0)
    if column > _WIDEST_COLUMN or full.get(column, 0) < max(_FEWEST_FULL, len(within) * _SHARE_FULL):
        return None
    return column


def _is_full(line: Passage, following: Passage, column: int) -> bool:
    """Whether a line keeps to the column and the next one's first word had no room on it."""
    width = _width(line)
    return width <= column < width + 1 + len(following.flat.split(" ", 1)[0])


def _goes_on(last: Passage, line: Passage, column: int | None, *, gap: bool) -> bool:
    """Whether a line is the rest of the one before it."""
    full = column is not None and not gap and _is_full(last, line, column)
    mark = marks.read(line.flat)
    if mark is not None:
        # "chính trị / - xã hội": a dash within a sentence that happened to begin a line.
        inner = mark.rank >= marks.BULLET and line.flat[mark.width :][:1].islower()
        return full and inner and not _CLOSED.search(last.flat)
    if full and not _stands_alone(line.flat):
        return True
    begins_within = line.flat[0].islower() or (line.flat[0].isdigit() and not gap)
    return begins_within and not _CLOSED.search(last.flat)


def _stands_alone(flat: str) -> bool:
    """Whether a line is one of those that end a paper, whatever stands before it."""
    return bool(re.match(r"Nơi nhận\s*:|Trên đây là\s|(?:TM|KT|TL|TUQ|Q)\s*\.", flat))
