"""A page that shows an article becomes something safe to keep and to show, or is refused with a reason.

What a file is, its bytes say. A name that promises something else is refused: whoever made it so had a reason.
"""

import hashlib
import json
from pathlib import PurePosixPath
from typing import Final

from campaigns.errors import Refused
from campaigns.reading import child, gate, kinds
from campaigns.values.proofs import Page
from campaigns.values.words import ProofKind

LARGEST: Final = 12 * 1024 * 1024
"""Bytes of a photograph, a scan or a PDF."""
LARGEST_TEXT: Final = 2 * 1024 * 1024
"""Bytes of a saved page of the web."""
_PICTURES: Final = frozenset({"JPEG", "PNG", "WebP"})
_NAMES: Final = {
    "picture": frozenset({"", ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp"}),
    "pdf": frozenset({"", ".pdf"}),
    "html": frozenset({"", ".html", ".htm", ".xhtml"}),
    "text": frozenset({"", ".txt"}),
}
_KEPT: Final = {
    "picture": (ProofKind.PICTURE, "image/jpeg"), "pdf": (ProofKind.PDF, "application/pdf"),
    "html": (ProofKind.TEXT, "text/plain"), "text": (ProofKind.TEXT, "text/plain"),
}  # fmt: skip


def read_page(data: bytes, name: str) -> Page:
    """A page from a file: a photograph or scan, a PDF, or a page of the web as it was saved.

    Args:
        data: JPEG, PNG, WebP or PDF of at most ``LARGEST`` bytes; HTML or plain text in UTF-8 of at most
            ``LARGEST_TEXT``.
        name: as it was handed in; told back in refusals, and held against what the bytes are.

    Raises:
        Refused: each with ``name``: ``proof.empty``, ``proof.wrong_type`` and ``proof.disguised`` with ``found``,
            ``proof.too_large`` with ``most_mb``, ``proof.damaged``, ``proof.too_slow``, ``proof.too_many_pixels``,
            ``proof.too_small``, ``proof.locked``, ``proof.active``, ``proof.says_nothing``, ``proof.text_too_long``;
            ``upload.not_text``, ``upload.legacy_encoding`` and ``upload.unknown_encoding`` of a text.
        Ended: every process was told to end meanwhile.
    """
    told = gate.clean(name).replace("\n", " ")[:200]
    try:
        return _read(data, told)
    except Refused as refusal:
        raise Refused(refusal.code, **{"name": told, **refusal.facts}) from refusal.__cause__


def read_words(words: str) -> Page:
    """The words of a page of the web, as a person copied them; Refused as ``read_page``."""
    return _asked("text", gate.clean(words).encode())


def _read(data: bytes, name: str) -> Page:
    if not data:
        raise Refused("proof.empty")
    kind, found = _kind(data)
    if not kind:
        raise Refused("proof.wrong_type", found=found)
    if PurePosixPath(name.lower()).suffix not in _NAMES[kind]:
        raise Refused("proof.disguised", found=found)
    most = LARGEST if kind in {"picture", "pdf"} else LARGEST_TEXT
    if len(data) > most:
        raise Refused("proof.too_large", most_mb=most // 1024 // 1024)
    return _asked(kind, data)


def _kind(data: bytes) -> tuple[str, str]:
    """How it is read, empty where it is not, and what it is called."""
    if data.startswith(b"RIFF"):
        return ("picture", "WebP") if data[8:12] == b"WEBP" else ("", "RIFF")
    found = kinds.kind_of(data, "")
    if found in _PICTURES and not data[:1].isspace():
        return "picture", found
    known = {"PDF": "pdf", "HTML": "html", kinds.TEXT: "text"}
    return known.get(found, ""), found


def _asked(kind: str, data: bytes) -> Page:
    answer = child.asked("pages", kind, data, slow="proof.too_slow", damaged="proof.damaged")
    told, _, content = answer.partition(b"\n")
    facts = json.loads(told)
    what, media = _KEPT[kind]
    given = hashlib.sha256(data).hexdigest()
    return Page(what, media, content, given, facts.get("width"), facts.get("height"))
