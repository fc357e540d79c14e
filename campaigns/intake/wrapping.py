"""Lines become paragraphs again: a text may come one paragraph a line, or broken at some column."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from campaigns.intake import marks
from campaigns.intake.passages import Passage

_WIDEST_COLUMN: Final = 120  # beyond it a line is a paragraph of its own
_FEWEST_FULL: Final = 3
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
    """The column at which a text was broken, or None when each line is a paragraph of its own."""
    told = [line for line in lines if line is not None]
    widest = max((_width(line) for line in told), default=0)
    if widest > _WIDEST_COLUMN:
        return None
    full = sum(1 for a, b in pairwise(lines) if a is not None and b is not None and _is_full(a, b, widest))
    return widest if full >= _FEWEST_FULL else None


def _is_full(line: Passage, following: Passage, column: int) -> bool:
    """Whether the next line's first word had no room on this one."""
    return _width(line) + 1 + len(following.flat.split(" ", 1)[0]) > column


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
    return line.flat[0].islower() and not _CLOSED.search(last.flat)


def _stands_alone(flat: str) -> bool:
    """Whether a line is one of those that end a paper, whatever stands before it."""
    return bool(re.match(r"Nơi nhận\s*:|Trên đây là\s|(?:TM|KT|TL|TUQ|Q)\s*\.", flat))
