"""What a file is, told from its first bytes."""

from pathlib import PurePosixPath
from typing import Final

PACKAGE: Final = "zip"  # perhaps Word; only its inside tells
TEXT: Final = "text"
ENCRYPTED: Final = "encrypted"
READABLE: Final = frozenset({PACKAGE, TEXT})

_SIGNATURES: Final = (
    (b"PK\x03\x04", PACKAGE),
    (b"PK\x05\x06", PACKAGE),
    (b"PK\x07\x08", PACKAGE),
    (b"%PDF-", "PDF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"{\\rtf", "RTF"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"ID3", "MP3"),
    (b"OggS", "Ogg"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
)
_TWO_LETTERS_PROVE: Final = 0.02  # "BM" and "MZ" also begin words: then the rest must be binary, NUL above this share
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_NAMES: Final = {".xls": ".xls", ".ppt": ".ppt", ".msg": ".msg", ".msi": ".msi"}
_SEALED: Final = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a file under a password
_MARKED_UP: Final = (
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<head", "HTML"),
    (b"<body", "HTML"),
    (b"<?xml", "XML"),
    (b"<svg", "SVG"),
)
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes, name: str) -> str:
    """``zip``, ``text``, ``encrypted``, or the trade name of something that is no plan (``PDF``, ``.doc``, …)."""
    if data.startswith(_OLE):
        return ENCRYPTED if _SEALED in data else _OLE_NAMES.get(PurePosixPath(name.lower()).suffix, ".doc")
    start = data.lstrip(b" \t\r\n")[:8] if data[:1].isspace() else data[:8]
    for signature, found in _SIGNATURES:
        if start.startswith(signature) and (len(signature) > 2 or _binary(data)):
            return found
    if data[4:8] == b"ftyp":
        return "MP4"
    head = _head(data)
    return next((found for mark, found in _MARKED_UP if head.startswith(mark)), TEXT)


def _binary(data: bytes) -> bool:
    start = data[:4096]
    return start.count(0) > len(start) * _TWO_LETTERS_PROVE


def _head(data: bytes) -> bytes:
    """The first letters of a text, lower case, without the mark of its encoding and comments before the markup."""
    start = data[:4096]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    start = start.replace(b"\0", b"").lstrip().lower()
    while start.startswith(b"<!--") and b"-->" in start:
        start = start.split(b"-->", 1)[1].lstrip()
    return start
