"""The list of warnings: findings by kind, each line leading to its cell."""

from collections.abc import Mapping
from itertools import groupby
from typing import Final, NamedTuple

from campaigns.values.board import Finding, FindingGroup
from web import formats
from web.language import N_, current, gettext
from web.months.desk import back_to, cell_id
from web.months.shown import Words
from web.months.wording import BLOCKING, sentence, when

GROUPS: Final[Mapping[FindingGroup, str]] = {
    FindingGroup.CAPACITY: N_("Sức chứa"),
    FindingGroup.RUNNING: N_("Ngày phát"),
    FindingGroup.THEME: N_("Trùng chủ đề"),
    FindingGroup.QUOTA: N_("Chỉ tiêu"),
    FindingGroup.BUDGET: N_("Kinh phí"),
    FindingGroup.LEAD: N_("Hạn gửi"),
    FindingGroup.MISS: N_("Lỡ phát"),
    FindingGroup.OFFER: N_("Xin đổi"),
}

REPLANNED: Final = frozenset({FindingGroup.RUNNING, FindingGroup.MISS, FindingGroup.OFFER})
"""What the planner mends by moving as few slots as can be."""


class Line(NamedTuple):
    """One warning."""

    href: str
    cell: str  # the cell's name in the page; empty where it speaks of none
    where: str  # "11:30 Thời sự trưa, T5 20/04"
    words: str
    blocking: bool


class Kind(NamedTuple):
    """Warnings of one kind."""

    name: str
    replans: bool  # laying out again could mend it
    lines: tuple[Line, ...]


def by_kind(words: Words, *, most: int | None = None) -> tuple[Kind, ...]:
    """Every warning, or the first ``most``, under its kind, in the order of the list."""
    order = list(FindingGroup)
    listed = sorted(words.board.findings, key=lambda one: order.index(one.group))[:most]
    return tuple(
        Kind(gettext(GROUPS[group]), group in REPLANNED, tuple(_line(words, one) for one in found))
        for group, found in groupby(listed, key=lambda one: one.group)
    )


def _line(words: Words, finding: Finding) -> Line:
    month, day = words.board.month, finding.date
    row = words.board.row(finding.window_id) if finding.window_id is not None else None
    named = [f"{when(row.window)} {row.window.programme}"] if row else []
    if day is not None:
        weekday = formats.weekday_short(day, language=current())
        named.append(f"{weekday} {day.day}/{day.month}")
    inside = row is not None and day is not None and day.strftime("%Y-%m") == month
    cell = cell_id(row.window.id, day) if inside and row and day else ""
    href = back_to(month, row.window.id, day) if cell and row else _where_agreed(words, finding) or back_to(month)
    return Line(href, cell, ", ".join(named), sentence(finding), finding.level in BLOCKING)


def _where_agreed(words: Words, finding: Finding) -> str:
    """The page of the outlet whose figure or price a warning speaks of; empty where it speaks of several or none."""
    if finding.group not in {FindingGroup.QUOTA, FindingGroup.BUDGET}:
        return ""
    row = words.board.row(finding.window_id) if finding.window_id is not None else None
    told = set(finding.uids)
    slugs = {chip.slot.outlet_slug for cell in words.board.cells() for chip in cell.chips if chip.slot.uid in told}
    slugs |= {row.window.outlet_slug} if row else set()
    return f"/outlets/{slugs.pop()}" if len(slugs) == 1 else ""
