"""The format check of administrative papers, by Decree 30/2020/NĐ-CP: a Word file in, its faults out.

It takes papers from anywhere and shares nothing with the writer of our own.
"""

from collections.abc import Iterable
from typing import Final

from exports.lint import amounts, closing, faces, head, lines, page, properties, tables, wordings
from exports.lint.finding import Finding, Place
from exports.lint.package import opened

ADVICE: Final = frozenset(
    {
        "text.hour", "text.currency", "text.thousands", "text.tone_marks",
        "text.space_before_mark", "table.no_caption", "heading.by_hand", "heading.skips",
        "heading.capitals", "file.no_title", "file.no_creator", "file.tool_comment", "file.language",
    }
)  # fmt: skip
"""What the decree does not forbid: good to mend, and no reason to hold a paper back."""

__all__ = ["ADVICE", "Finding", "Place", "findings"]


def findings(content: bytes) -> tuple[Finding, ...]:
    """Every fault of a paper, subject by subject; none when it is in order.

    A fault that stands in many places is told once, at the first, with ``times``.

    Raises:
        Refused: ``paper.check_empty``, ``paper.not_word`` or ``paper.no_word`` when it is no Word file,
            ``upload.docx_…`` when it is a damaged, locked or dangerous one.
    """
    paper = lines.read(opened(content))
    found = [*page.check(paper.package, paper.cascade)]
    for subject in (head, faces, wordings, tables, amounts, closing, properties):
        found += subject.check(paper)
    return tuple(_once(found))


def _once(found: Iterable[Finding]) -> Iterable[Finding]:
    counted: dict[tuple[str, str], tuple[Finding, int]] = {}
    for one in found:
        same = (one.code, "" if "found" in one.facts else str(sorted(one.facts.items())))
        first, times = counted.get(same, (one, 0))
        counted[same] = first, times + 1
    for first, times in counted.values():
        yield Finding(first.code, first.place, first.facts | {"times": times}) if times > 1 else first
