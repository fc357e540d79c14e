"""Amounts in words against their figures, by a reader of words that shares nothing with the writer."""

import re
from collections.abc import Iterator
from typing import Final

from exports.lint.finding import Finding
from exports.lint.lines import Paper
from exports.lint.tables import value

_IN_WORDS: Final = re.compile(r"bằng chữ\s*:?\s*([^)./;]+)", re.IGNORECASE)
_FIGURE: Final = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)[ \u00a0]*đồng")
_UNITS: Final = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES: Final = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_MOST_LETTERS: Final = 32  # of a figure
_MOST_WORDS: Final = 120  # of an amount; 10^21 takes sixty
_SILENT: Final = frozenset({"linh", "lẻ", "chẵn", "đồng", "và"})


def check(paper: Paper) -> Iterator[Finding]:
    """Every amount in words, against the figure before it: in its own paragraph, above it, or a table's last row."""
    figure: int | None = None
    for line in paper.said:
        text = line.text
        seen = _IN_WORDS.search(text)
        before = _FIGURE.findall(text[: seen.start()] if seen else text)
        if before and len(before[-1]) <= _MOST_LETTERS:
            figure = int(before[-1].replace(".", ""))
        elif line.in_data and (told := value(text)) is not None and told >= 1:
            figure = int(told)
        if seen is None:
            continue
        words = " ".join(seen[1].split())
        read = number_of(words)
        if read is None:
            yield Finding("amount.unreadable", line.place, {"found": words[:80]})
        elif figure is not None and read != figure:
            yield Finding(
                "amount.differs", line.place, {"figure": f"{figure:,}".replace(",", "."), "words": words[:80]}
            )
        if not words.casefold().rstrip(" .").removesuffix(" chẵn").endswith("đồng"):
            yield Finding("amount.without_unit", line.place)


def number_of(words: str) -> int | None:
    """The number that Vietnamese words say, or None: ``một triệu không trăm linh năm nghìn`` is 1005000.

    Words are taken from left to right: what was heard since the last scale is multiplied by it; *tỷ* multiplies
    everything heard before it, so that *một triệu tỷ* is 10^15.
    """
    heard, group, whole = 0, 0, 0  # within hundreds; below tỷ; all of it
    digit: int | None = None
    said = words.casefold().replace(",", " ").replace(".", " ").split()
    if len(said) > _MOST_WORDS:
        return None
    for word in said:
        if word in _SILENT:
            continue
        if word in _UNITS:
            heard += 0 if digit is None else digit
            digit = _UNITS[word]
        elif word in {"mười", "mươi", "trăm"}:
            if (digit is None) != (word == "mười"):
                return None
            heard += {"mười": 10, "mươi": 10 * (digit or 0), "trăm": 100 * (digit or 0)}[word]
            digit = None
        elif word in _SCALES:
            heard, digit = heard + (digit or 0), None
            if _SCALES[word] == 10**9:
                whole, group, heard = (whole + group + heard) * 10**9, 0, 0
            else:
                group, heard = group + heard * _SCALES[word], 0
        else:
            return None
    return whole + group + heard + (digit or 0)
