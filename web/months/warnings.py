"""The list of warnings: findings by kind, each line leading to its cell."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from campaigns.values.board import Finding, FindingGroup
from web import formats, refusals
from web.language import N_, current, gettext
from web.language import gettext as _
from web.months.desk import back_to, cell_id
from web.months.shown import Words
from web.months.wording import BLOCKING, when

GROUPS: Final[Mapping[FindingGroup, str]] = {
    FindingGroup.CAPACITY: N_("Sức chứa"),
    FindingGroup.RUNNING: N_("Ngày phát"),
    FindingGroup.THEME: N_("Trùng chủ đề"),
    FindingGroup.QUOTA: N_("Chỉ tiêu"),
    FindingGroup.RHYTHM: N_("Tính liên tục"),
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
    clause: str = ""  # "Mục III.4 của kế hoạch"; empty where it breaks none
    clause_href: str = ""


class Kind(NamedTuple):
    """Warnings of one kind."""

    name: str
    replans: bool  # laying out again could mend it
    lines: tuple[Line, ...]
    more: tuple[str, str] | None = None  # words and address of the page that tells all about it


def by_kind(words: Words, *, most: int | None = None) -> tuple[Kind, ...]:
    """Every warning, or the first ``most``, under its kind, in the order of the list."""
    order = list(FindingGroup)
    listed = sorted(words.board.findings, key=lambda one: order.index(one.group))[:most]
    return tuple(
        Kind(gettext(GROUPS[group]), group in REPLANNED, tuple(_line(words, one) for one in found), _more(words, group))
        for group, found in groupby(listed, key=lambda one: one.group)
    )


def _more(words: Words, group: FindingGroup) -> tuple[str, str] | None:
    campaign = words.board.campaign
    if group is not FindingGroup.RHYTHM or campaign is None:
        return None
    return _("Xem tính liên tục của chuyên mục"), f"/ledger?{urlencode({'campaign': campaign.slug})}#continuity"


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
    said = refusals.finding(finding)
    return Line(href, cell, ", ".join(named), said, finding.level in BLOCKING, *_clause(finding.facts))


def _clause(facts: Mapping[str, Any]) -> tuple[str, str]:
    """The plan's clause that a warning goes by, and where it stands; empty where there is none."""
    if facts.get("duty_id") is None:
        return "", ""
    clause = facts["clause"]
    words = _("Mục %(number)s của kế hoạch", number=clause) if clause else _("Điều khoản của kế hoạch")
    return words, f"/plans/{facts['plan_id']}#duty-{facts['duty_id']}"


def _where_agreed(words: Words, finding: Finding) -> str:
    """The page of the outlet whose figure or price a warning speaks of; empty where it speaks of several or none."""
    if finding.group not in {FindingGroup.QUOTA, FindingGroup.BUDGET}:
        return ""
    row = words.board.row(finding.window_id) if finding.window_id is not None else None
    told = set(finding.uids)
    slugs = {chip.slot.outlet_slug for cell in words.board.cells() for chip in cell.chips if chip.slot.uid in told}
    slugs |= {row.window.outlet_slug} if row else set()
    return f"/outlets/{slugs.pop()}" if len(slugs) == 1 else ""
