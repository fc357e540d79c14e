"""Stretches of a plan's text, each known by where it stands, so that what is quoted is quoted word for word."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

BREAK: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACE: Final = re.compile(r"\s+")
_BROKEN_WORD: Final = re.compile(r"\w-$")  # a word that was wrapped after its own hyphen: "TTTH-" "Công báo"


@dataclass(frozen=True)
class Passage:
    """Words of a text: ``spans`` are pieces of it in order, without the line ends, indents and marks between.

    ``flat`` is what is read: the pieces in one line, each run of spaces one space. ``text`` is what is quoted: the
    text from the first letter to the last, as it stands.
    """

    source: str
    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where its first letter stands."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where its last letter ends."""
        return self.spans[-1][1]

    @property
    def text(self) -> str:
        """Word for word as in the source."""
        return self.source[self.start : self.end]

    @property
    def flat(self) -> str:
        """In one line."""
        return self._read[0]

    @cached_property
    def _read(self) -> tuple[str, list[int]]:
        """The flat text, and for each of its letters its place in the source."""
        letters: list[str] = []
        places: list[int] = []
        for start, end in self.spans:
            if letters and not (_BROKEN_WORD.search("".join(letters[-2:])) and self.source[start].isalnum()):
                letters.append(" ")
                places.append(start)
            for piece in re.finditer(r"\s+|\S", self.source[start:end]):
                letters.append(" " if piece[0].isspace() else piece[0])
                places.append(start + piece.start())
        return "".join(letters), places

    def cut(self, first: int, last: int | None = None) -> Self | None:
        """The part from one letter of ``flat`` up to another, outer spaces cut; None when nothing is left."""
        flat, places = self._read
        last = len(flat) if last is None else min(last, len(flat))
        while first < last and flat[first] == " ":
            first += 1
        while last > first and flat[last - 1] == " ":
            last -= 1
        if first >= last:
            return None
        start, end = places[first], places[last - 1] + 1
        kept = tuple((max(a, start), min(b, end)) for a, b in self.spans if a < end and start < b)
        return type(self)(self.source, kept)

    def to(self, other: "Passage") -> "Passage":
        """From here to the end of a later passage, with all that stands between."""
        return Passage(self.source, ((self.start, other.end),))


def lines(source: str) -> list[Passage | None]:
    """The lines of a text without their outer spaces; None for a blank one."""
    found: list[Passage | None] = []
    start = 0
    for end, after in [*((seen.start(), seen.end()) for seen in BREAK.finditer(source)), (len(source), len(source))]:
        line = source[start:end]
        left = len(line) - len(line.lstrip())
        right = len(line.rstrip())
        found.append(Passage(source, ((start + left, start + right),)) if left < right else None)
        start = after
    return found
