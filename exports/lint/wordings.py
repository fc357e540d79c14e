"""Letters and spaces: what a reader of the signed paper would stumble over."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from exports.lint.finding import Finding, Place
from exports.lint.package import Package, W

_PLACEHOLDER: Final = re.compile(r"\{\{|\}\}|\{%|<<|>>|\b(?:None|nan|NaN|null|undefined|TODO|lorem ipsum)\b|\[object")


def check(package: Package) -> Iterator[Finding]:
    """Each paragraph of the body, tables included."""
    for number, line in enumerate(package.document.iter(f"{W}p"), 1):
        if text := text_of(line):
            place = Place("paragraph", number, quote=text.strip()[:40])
            if seen := _PLACEHOLDER.search(text):
                yield Finding("text.placeholder", place, {"found": seen[0]})
            if not unicodedata.is_normalized("NFC", text):
                yield Finding("text.not_nfc", place)


def text_of(line: Any) -> str:
    """What a paragraph shows."""
    told = []
    for part in line.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        run = part.getparent()
        if run.find(f"{W}rPr/{W}vanish") is None:
            told.append(part.text or "" if part.tag == f"{W}t" else "-" if part.tag.endswith("Hyphen") else "\t")
    return "".join(told)
