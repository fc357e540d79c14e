"""The package that a Word document is: what it may hold, told before any parser of documents sees it."""

import io
import re
import stat
import zipfile
import zlib
from typing import Final

from lxml import etree

from campaigns.errors import Refused

MOST_ENTRIES: Final = 2_000
MOST_BYTES: Final = 20 * 1024 * 1024
MOST_RATIO: Final = 100
FREE_OF_RATIO: Final = 64 * 1024  # a small document of much white space packs well and harms nobody
_SEALED: Final = 0x1 | 0x40  # flag bits: encrypted, strongly encrypted
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTSIDE: Final = re.compile(r"[/\\]|[A-Za-z]:")
_MACRO: Final = re.compile(r"vba(project|data)|/activex/|macrosheets", re.IGNORECASE)
_EMBEDDED: Final = re.compile(r"/embeddings/|oleobject", re.IGNORECASE)
_MACRO_TYPE: Final = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_CONTENTS: Final = "[Content_Types].xml"
_OTHERS: Final = (("xl/", ".xlsx"), ("ppt/", ".pptx"), ("visio/", ".vsdx"), ("META-INF/MANIFEST.MF", ".jar"))
_LINK: Final = "/hyperlink"
_DAMAGE: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError,
    etree.LxmlError,
)  # fmt: skip


def check(data: bytes) -> None:
    """Let a Word package pass, or refuse it; sizes are counted while unpacking, since headers may lie.

    Raises:
        Refused: as ``campaigns.reading.child.read_docx``, but never ``upload.docx_too_slow``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_entries(package.infolist())
            _check_contents(package, len(data))
    except _DAMAGE as fault:
        raise Refused("upload.docx_damaged") from fault


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_ENTRIES:
        raise Refused("upload.docx_too_big")
    if any(_outside(name) for name in names) or any(stat.S_ISLNK(entry.external_attr >> 16) for entry in entries):
        raise Refused("upload.docx_paths")
    if any(entry.flag_bits & _SEALED for entry in entries):
        raise Refused("upload.docx_encrypted")
    if len(set(names)) != len(names):
        raise Refused("upload.docx_damaged")
    if _CONTENTS not in names or not any(name.startswith("word/") for name in names):
        raise Refused("upload.wrong_type", found=_other_kind(names))
    if any(_MACRO.search(f"/{name}") for name in names):
        raise Refused("upload.docx_macro")
    if any(_EMBEDDED.search(f"/{name}") for name in names):
        raise Refused("upload.docx_embedded")


def _outside(name: str) -> bool:
    return bool(_OUTSIDE.match(name)) or "\\" in name or ".." in name.split("/")


def _other_kind(names: list[str]) -> str:
    for start, kind in _OTHERS:
        if any(name.startswith(start) for name in names):
            return kind
    return ".odt" if "mimetype" in names else ".zip"


def _check_contents(package: zipfile.ZipFile, packed: int) -> None:
    """Read every entry once, to its end, and look into those that say what the document refers to."""
    room = min(MOST_BYTES, max(packed * MOST_RATIO, FREE_OF_RATIO))
    for entry in package.infolist():
        content = _content(package, entry, room)
        room -= len(content)
        if content.startswith(_OLE):
            raise Refused("upload.docx_embedded")
        if entry.filename == _CONTENTS and _MACRO_TYPE.search(content):
            raise Refused("upload.docx_macro")
        if entry.filename.endswith(".rels"):
            _check_relations(content)


def _content(package: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    with package.open(entry) as stream:
        content = stream.read(room + 1)
    if len(content) > room:
        raise Refused("upload.docx_too_big")
    return content


def _check_relations(written: bytes) -> None:
    """Nothing is fetched from elsewhere; the address of a link is only text, and is left unread."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for relation in etree.fromstring(written, parser):
        kind = str(relation.get("Type") or "")
        if "oleObject" in kind or kind.endswith("/package"):
            raise Refused("upload.docx_embedded")
        if str(relation.get("TargetMode") or "").lower() == "external" and not kind.endswith(_LINK):
            raise Refused("upload.docx_external")
