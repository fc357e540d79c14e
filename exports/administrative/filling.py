"""Texts into the places of a form."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from exports import wording

PLACE: Final = b"%b"
"""Stands in a form where it takes a text; a per cent sign of the form's own is doubled."""
_PLACES: Final = re.compile(rb"(?<!%)(?:%%)*%b")
_BEGINS: Final = b"<w:p>"
_ENDS: Final = b"</w:t></w:r></w:p>"


def filled(form: bytes, texts: Sequence[str]) -> bytes:
    """A form with a text at each of its places, in their order, tidied and escaped.

    A line feed in a text ends its paragraph and begins another like it. TypeError for too few or too many texts.
    """
    fillings = tuple(map(plain, texts))
    if b"\n" in b"".join(fillings):
        fillings = tuple(map(_in_lines, fillings, _PLACES.split(form)))
    return form % fillings


def literal(made: bytes) -> bytes:
    """What is made, to stand in a form as it is."""
    return made.replace(b"%", b"%%")


@lru_cache(maxsize=4096)  # labels, names and dates come back in every paper of a month
def plain(text: str) -> bytes:
    """Tidied, escaped and in UTF-8, lines still apart by line feeds."""
    return wording.tidy(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def one_line(text: str) -> bytes:
    """As ``plain``, lines joined by spaces."""
    return plain(text).replace(b"\n", b" ")


def _in_lines(text: bytes, before: bytes) -> bytes:
    """A text whose paragraph begins at the end of ``before``, with a paragraph for each of its lines."""
    if b"\n" not in text:
        return text
    return text.replace(b"\n", _ENDS + before[before.rindex(_BEGINS) :])
