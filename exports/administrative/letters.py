"""How wide a line of bold Times New Roman is: the header's rules are measured by their text."""

import unicodedata
from functools import lru_cache
from typing import Final

# Advance widths in 1/2048 em, U+0020 to U+007E. A letter with tone or vowel marks is as wide as without,
# except those with a horn.
_BOLD: Final = (
    512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024, 1024, 1024,
    1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1905, 1479, 1366, 1479, 1479, 1366, 1251,
    1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593, 1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479, 1479,
    1366, 682, 569, 682, 1190, 1024, 682, 1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139, 569, 1706,
    1139, 1024, 1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909, 807, 451, 807, 1065,
)  # fmt: skip
_MORE: Final = {
    "Đ": 1479, "đ": 1139, "Ơ": 1593, "ơ": 1134, "Ư": 1630, "ư": 1229, "–": 1024, "“": 1024, "”": 1024,
    "\N{NO-BREAK SPACE}": 512,
}  # fmt: skip
_HORN: Final = "\N{COMBINING HORN}"


def width_pt(text: str, size_pt: float) -> float:
    """Width of one line of bold text, points."""
    return sum(map(_advance, text)) * size_pt / 2048


def widest_line_pt(text: str, size_pt: float, room_pt: float) -> float:
    """Width of the widest line when words are set into ``room_pt`` points, each line as full as it gets."""
    space, room, widest, line = _advance(" "), room_pt * 2048 / size_pt, 0, 0
    for wide in map(_word, text.split()):
        if line and (longer := line + space + wide) <= room:
            line = longer
        else:
            widest, line = max(widest, line), wide
    return min(max(widest, line) * size_pt / 2048, room_pt)


@lru_cache(maxsize=4096)  # Vietnamese is written in syllables, and the same few thousand come back
def _word(word: str) -> int:
    return sum(map(_advance, word))


@lru_cache(maxsize=1024)
def _advance(letter: str) -> int:
    if letter in _MORE:
        return _MORE[letter]
    parts = unicodedata.normalize("NFD", letter)
    plain = unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
    if plain in _MORE:
        return _MORE[plain]
    place = ord(plain) - 32
    return _BOLD[place] if 0 <= place < len(_BOLD) else 1024
