"""The text gate: what may enter the record as text."""

import re
import unicodedata
from typing import Final

_BREAK: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACE: Final = re.compile("\t")
# C0 but LF, DEL, C1; marks that show nothing and could hide or turn words; surrogates; noncharacters.
_DROPPED: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)


def clean(text: str) -> str:
    """NFC text with LF as its only control character.

    Every kind of line break becomes LF and a tab one space, so that no words run together; other controls, invisible
    marks, surrogates and noncharacters go. Cleaning twice is cleaning once.
    """
    broken = _BREAK.sub("\n", text)
    return unicodedata.normalize("NFC", _DROPPED.sub("", _SPACE.sub(" ", broken)))
