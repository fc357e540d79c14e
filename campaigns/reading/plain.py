"""Bytes of a text file become text: UTF-8, or UTF-16 with its mark; nothing is guessed."""

import codecs
from typing import Final

from campaigns.errors import Refused
from campaigns.reading import legacy

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROLS: Final = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1a") | {0x7F}
_STRAY: Final = 0.01  # share of control bytes above which bytes are no text


def decoded(data: bytes) -> str:
    """The text of a file.

    Raises:
        Refused: ``upload.legacy_encoding`` with ``looks_like``, ``upload.unknown_encoding``, ``upload.not_text``.
    """
    if data.startswith(_UTF32):
        raise Refused("upload.legacy_encoding", looks_like="UTF-32")
    if data.startswith(_UTF16):
        return _strictly(data, "utf-16")
    if b"\0" in data:
        raise Refused("upload.legacy_encoding", looks_like="UTF-16") if _unmarked(data) else Refused("upload.not_text")
    text = _strictly(data, "utf-8-sig")
    if sum(byte in _CONTROLS for byte in data) > len(data) * _STRAY:
        raise Refused("upload.not_text")
    return text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        looks_like = legacy.guess(data)
        if looks_like:
            raise Refused("upload.legacy_encoding", looks_like=looks_like) from error
        raise Refused("upload.unknown_encoding") from error
    if "\0" in text:
        raise Refused("upload.not_text")
    return text


def _unmarked(data: bytes) -> bool:
    """Whether bytes look like UTF-16 without its mark: spaces and line ends as two bytes."""
    return max(data.count(b" \0"), data.count(b"\0 ")) > len(data) // 40 and len(data) % 2 == 0
