"""What a file says of itself: title, maker, language."""

from collections.abc import Iterator
from typing import Any, Final

from exports.lint.finding import Finding
from exports.lint.lines import Paper
from exports.lint.package import W

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TOOLS: Final = ("python-docx", "openpyxl", "docx4j", "apache poi", "pandoc", "administrator", "admin", "user")


def check(paper: Paper) -> Iterator[Finding]:
    """The core properties and the language of the text."""
    core = paper.package.core
    title, creator, description = (_said(core, name) for name in ("title", "creator", "description"))
    if not title:
        yield Finding("file.no_title")
    if not creator or creator.casefold() in _TOOLS:
        yield Finding("file.no_creator")
    if "python-docx" in description:
        yield Finding("file.tool_comment")
    language = None if paper.cascade.run_default is None else paper.cascade.run_default.find(f"{W}lang")
    if language is None or not str(language.get(f"{W}val")).startswith("vi"):
        yield Finding("file.language")


def _said(core: Any | None, name: str) -> str:
    told = None if core is None else core.find(f"{_DC}{name}")
    return "" if told is None else (told.text or "").strip()
