"""The gate for text on its way into a calendar, and how long text gives way.

One control character makes strict readers refuse a whole feed, a line separator blanks a title, and a literal
``\\N`` is torn apart by the serialiser: none of them gets past here. RFC 5545, 3.1 and 3.3.11.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

ELLIPSIS: Final = "…"
_BREAKS: Final = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
_FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES: Final = re.compile(" {2,}")
_SEPARATORS: Final = re.compile("(?: *[,;])+ *")


def line(text: str) -> str:
    """Text as one line of a calendar: NFC, breaks as spaces, ``/`` for ``\\``, no control characters.

    Lone surrogates and noncharacters are left out too. Applied twice it changes nothing more.
    """
    if not text.isprintable():
        text = _FORBIDDEN.sub("", _BREAKS.sub(" ", text))
    text = _SPACES.sub(" ", text.replace("\\", "/")).strip(" ")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def without_separators(text: str) -> str:
    """One line with a dot for commas and semicolons, where programs disagree on how those are escaped: in names of
    calendars and in categories."""
    return _SEPARATORS.sub(" · ", line(text)).strip(" ·")


def lines(rows: Sequence[tuple[str, str]], octets: int) -> str:
    """``Nhãn: giá trị`` lines, those without a value left out; over ``octets`` of UTF-8 the longest give way first."""
    told = [f"{label}: {value}" for label, given in rows if (value := line(given))]
    room = octets - max(0, len(told) - 1)
    level = _level([len(row.encode()) for row in told], room)
    return "\n".join(within_octets(row, level) for row in told)


def joined(parts: Sequence[str], between: str, characters: int) -> str:
    """Parts that say something, with ``between`` between them; over ``characters`` the longest give way first."""
    told = [part for given in parts if (part := line(given))]
    level = _level([len(part) for part in told], characters - len(between) * max(0, len(told) - 1))
    return between.join(within(part, level) for part in told)


def within(text: str, characters: int) -> str:
    """Text of at most so many characters, >= 1; what is cut ends in an ellipsis and never parts a letter's marks."""
    return text if len(text) <= characters else _cut(text, characters - 1)


def within_octets(text: str, octets: int) -> str:
    """Text of at most so many octets of UTF-8, >= 3, cut as ``within`` cuts."""
    whole = text.encode()
    if len(whole) <= octets:
        return text
    return _cut(text, len(whole[: octets - len(ELLIPSIS.encode())].decode("utf-8", "ignore")))


def _cut(text: str, at: int) -> str:
    while at > 0 and unicodedata.combining(text[at]):
        at -= 1
    return text[:at].rstrip(" ") + ELLIPSIS


def _level(sizes: Sequence[int], room: int) -> int:
    """The greatest size to which all may be held so that they fit into ``room`` together."""
    for place, size in enumerate(sorted(sizes)):
        share = room // (len(sizes) - place)
        if size > share:
            return share
        room -= size
    return max(sizes, default=0)
