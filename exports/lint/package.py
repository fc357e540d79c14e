"""A Word file opened for checking: its parts as trees, whoever wrote it."""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from campaigns.errors import Refused
from campaigns.reading import kinds, package

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_STRICT: Final = (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://purl.oclc.org/ooxml/officeDocument")
_PARSER: Final[dict[str, bool]] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True,
    "remove_pis": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that a check looks at; an absent one is None."""

    document: Any
    styles: Any | None
    theme: Any | None
    core: Any | None
    headers: dict[str, Any]  # headers and footers by the id that sections name them with


def opened(content: bytes) -> Package:
    """A file from anywhere, guarded as an uploaded plan is: no bombs, no entities, nothing from outside.

    Raises:
        Refused: as ``campaigns.reading.package.check``; ``upload.docx_damaged`` when a part is no XML;
            ``paper.check_empty``; ``paper.not_word`` with ``found``, and ``paper.no_word`` for what has no kind.
    """
    _check_kind(content)
    try:
        package.check(content)
    except Refused as refusal:
        if refusal.code != "upload.wrong_type":
            raise
        raise Refused("paper.not_word", **refusal.facts) from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as members:
            names = set(members.namelist())
            main = _main(members)
            relations = _relations(members, main)
            parts = {name: _tree(members.read(name)) for name in relations.values() if _wanted(name, names)}
            core = _tree(members.read("docProps/core.xml")) if "docProps/core.xml" in names else None
            document = _tree(members.read(main))
    except (KeyError, zipfile.BadZipFile, etree.LxmlError, ValueError) as fault:
        raise Refused("upload.docx_damaged") from fault
    by_root = {parts[name].tag: parts[name] for name in sorted(parts)}
    if document.find(f"{W}body") is None:
        raise Refused("upload.docx_damaged")
    return Package(
        document, by_root.get(f"{W}styles"), by_root.get(f"{A}theme"), core,
        {rid: parts[name] for rid, name in relations.items() if name in parts and parts[name].tag in _RUNNING},
    )  # fmt: skip


def _check_kind(content: bytes) -> None:
    if not content:
        raise Refused("paper.check_empty")
    found = kinds.kind_of(content, "")
    if found == kinds.ENCRYPTED:
        raise Refused("upload.docx_encrypted")
    if found not in kinds.READABLE:
        raise Refused("paper.not_word", found=found)
    if found == kinds.TEXT:
        raise Refused("paper.no_word")


def whole(text: object) -> int | None:
    """A whole number as the format writes it; None where it is none, or one that no paper has."""
    told = str(text)
    return int(told) if told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS else None


_MOST_DIGITS: Final = 9
_RUNNING: Final = frozenset({f"{W}hdr", f"{W}ftr"})


def _main(members: zipfile.ZipFile) -> str:
    """The part that the package calls its document."""
    for relation in _tree(members.read("_rels/.rels")):
        if str(relation.get("Type")).endswith("/officeDocument"):
            return str(relation.get("Target")).lstrip("/")
    raise Refused("upload.docx_damaged")


def _relations(members: zipfile.ZipFile, main: str) -> dict[str, str]:
    folder, name = posixpath.split(main)
    listed = f"{folder}/_rels/{name}.rels".lstrip("/")
    if listed not in members.namelist():
        return {}
    return {
        str(one.get("Id")): posixpath.normpath(posixpath.join("/" + folder, str(one.get("Target")))).lstrip("/")
        for one in _tree(members.read(listed)) if str(one.get("TargetMode")).lower() != "external"
    }  # fmt: skip


def _wanted(name: str, names: set[str]) -> bool:
    return name in names and name.endswith(".xml")


def _tree(part: bytes) -> Any:
    """A part's root; the strict spelling of the format is read as the usual one."""
    for strict, usual in zip(_STRICT, (W[1:-1].encode(), _OFFICE), strict=True):
        part = part.replace(strict, usual)
    return etree.fromstring(part, etree.XMLParser(**_PARSER))


_OFFICE: Final = b"http://schemas.openxmlformats.org/officeDocument/2006"
