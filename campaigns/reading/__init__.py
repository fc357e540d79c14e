"""An uploaded plan becomes Unicode text, one paragraph per line, or is refused with a reason.

What a file is, its bytes say; a name proves nothing. Text is read here; a Word document, which may be built to
harm its reader, is opened in a process of its own (``campaigns.reading.child``).
"""

import io
import zipfile
from contextlib import suppress
from typing import Final

from campaigns.errors import Refused
from campaigns.reading import child, gate, kinds, legacy, plain
from campaigns.reading.child import Ended

__all__ = ["DOCX_LIMIT_BYTES", "TEXT_LIMIT_BYTES", "Ended", "bulk", "read_plan"]
TEXT_LIMIT_BYTES: Final = 1024 * 1024
DOCX_LIMIT_BYTES: Final = 5 * 1024 * 1024
_DOCUMENT: Final = "word/document.xml"


def read_plan(data: bytes, filename: str) -> str:
    """The text of an uploaded ``.txt`` or ``.docx``: NFC, one paragraph per line, no control characters but LF.

    Args:
        data: The file as received. Text of at most 1 MiB in UTF-8, or in UTF-16 with its mark; Word of at most
            5 MB packed.
        filename: Only told back in refusals, and used to name an old Office file.

    Raises:
        Refused: each with ``name``: ``upload.empty``; ``upload.blank``; ``upload.wrong_type`` with ``found``;
            ``upload.too_large`` with ``limit_kb``; ``upload.not_text``; ``upload.legacy_encoding`` with
            ``looks_like``; ``upload.unknown_encoding``; and for Word ``upload.docx_damaged``, ``_encrypted``,
            ``_macro``, ``_embedded``, ``_external``, ``_paths``, ``_too_big``, ``_too_slow``.
        Ended: every process was told to end while a Word document was being read.
    """
    name = _told_back(filename)
    try:
        return _read(data, name)
    except Refused as refusal:
        raise Refused(refusal.code, name=name, **refusal.facts) from refusal.__cause__


def bulk(data: bytes, filename: str) -> int:
    """How many bytes there are to read in a file, told without reading it.

    Of a text its own; of a Word package what the package says that the document unpacks to. Packages may lie: it
    says how long an honest file takes, and reading keeps its limits.

    Raises:
        Refused: of those of ``read_plan`` what needs no reading: ``upload.empty``, ``upload.wrong_type``,
            ``upload.docx_encrypted``, ``upload.too_large``.
    """
    name = _told_back(filename)
    try:
        found = _kind(data, name)
    except Refused as refusal:
        raise Refused(refusal.code, name=name, **refusal.facts) from refusal.__cause__
    if found == kinds.PACKAGE:
        with (
            suppress(zipfile.BadZipFile, ValueError, OSError, NotImplementedError),
            zipfile.ZipFile(io.BytesIO(data)) as package,
        ):
            return sum(entry.file_size for entry in package.infolist() if entry.filename == _DOCUMENT)
    return len(data)


def _told_back(filename: str) -> str:
    return gate.clean(filename).replace("\n", " ")[:200]


def _kind(data: bytes, name: str) -> str:
    if not data:
        raise Refused("upload.empty")
    found = kinds.kind_of(data, name)
    if found not in kinds.READABLE:
        raise (
            Refused("upload.docx_encrypted") if found == kinds.ENCRYPTED else Refused("upload.wrong_type", found=found)
        )
    limit = DOCX_LIMIT_BYTES if found == kinds.PACKAGE else TEXT_LIMIT_BYTES
    if len(data) > limit:
        raise Refused("upload.too_large", limit_kb=limit // 1024)
    return found


def _read(data: bytes, name: str) -> str:
    found = _kind(data, name)
    text = gate.clean(child.read_docx(data) if found == kinds.PACKAGE else plain.decoded(data))
    if not text.strip():
        raise Refused("upload.blank")
    if looks_like := legacy.mojibake(text):
        raise Refused("upload.legacy_encoding", looks_like=looks_like)
    return text
