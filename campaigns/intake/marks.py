"""The marks that stand before paragraphs of an administrative paper, and how deep each goes.

Source:
    Nghị định 30/2020/NĐ-CP, Phụ lục I, II.5: phần, chương, mục; Roman, Arabic numbers, letters, then dashes.
"""

import re
from dataclasses import dataclass
from typing import Final

PART, ROMAN, NUMBER, LETTER, BULLET, INNER = 0, 1, 2, 7, 8, 9
DASHES: Final = "-‐‑‒–—―−"
_BULLETS: Final = f"{DASHES}•●○▪■□◦*·∙∗➢➤✓❖♦\uf0b7\uf02d\uf0a7\uf0d8\uf0fc"
_UPPER: Final = "A-ZÀ-ÝĂĐƠƯẠ-Ỹ"
_FORMS: Final = (
    (
        PART,
        re.compile(
            r"(?:PHẦN|Phần|CHƯƠNG|Chương)(?:\s+(?:THỨ|thứ))?\s+"
            r"(?P<label>[IVX]{1,6}|\d{1,2}|(?<=thứ )\w+|(?<=THỨ )\w+)\b\s*[.:]?\s*"
        ),
    ),
    (ROMAN, re.compile(r"(?!V/v)(?:MỤC\s+|Mục\s+)?(?P<label>[IVX]{1,6})\s*[.):/–-]+\s*(?=\S)")),
    (NUMBER, re.compile(r"Điều\s+(?P<label>\d{1,3})\s*[.:]\s*(?=\S)")),
    (NUMBER, re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)/]+\s+(?=\S)")),
    (NUMBER, re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)]+(?=[^\W\d])")),
    (NUMBER, re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\W\d])")),
    (PART, re.compile(rf"(?P<label>[A-H])\s*[.):/]\s*(?=[{_UPPER}]{{2}})")),
    (LETTER, re.compile(r"(?P<label>[a-zđ]\d?)\s*(?:\)|\.(?=\s))\s*(?=[^\W\d])")),
    (INNER, re.compile(r"(?P<label>\+)\s*(?=\S)")),
    (BULLET, re.compile(rf"(?P<label>[{re.escape(_BULLETS)}])\s*(?=\S)")),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a paragraph: ``rank`` grows inward, ``width`` counts its letters in the flat text."""

    rank: int
    label: str
    width: int


def read(flat: str) -> Mark | None:
    """The mark that a line begins with."""
    for rank, form in _FORMS:
        seen = form.match(flat)
        if seen:
            label = seen["label"]
            return Mark(rank + label.count(".") if rank == NUMBER else rank, label, seen.end())
    return None
