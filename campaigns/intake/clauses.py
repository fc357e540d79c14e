"""What each clause of a plan is about, told from its heading, from the clause it stands in, and from its words."""

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from campaigns.intake import channels, marks, units
from campaigns.intake.outline import PLAIN, Item


class About(enum.Enum):
    """What the paragraphs of a clause state."""

    AIMS = "aims"
    THEMES = "themes"
    FORMS = "forms"
    DUTIES = "duties"
    FUNDING = "funding"
    REPORTS = "reports"
    OTHER = "other"


_HEADINGS: Final = (
    (About.REPORTS, r"báo cáo(?! viên)"),
    (About.FUNDING, r"kinh phí|ngân sách|dự toán|bảo đảm tài chính"),
    (About.FORMS, r"hình thức|phương thức|phương tiện|kênh|loại hình"),
    (About.THEMES, r"nội dung|chủ đề|chủ điểm"),
    (About.DUTIES, r"tổ chức (?:triển khai )?thực hiện|phân công|trách nhiệm|nhiệm vụ của"),
    (About.AIMS, r"mục đích|mục tiêu|yêu cầu|quan điểm"),
    (About.OTHER, r"thời gian|thời lượng|thời điểm|chỉ tiêu|đối tượng|phạm vi|địa điểm|tiến độ|số lượng|định mức"),
)
_READ: Final = tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _HEADINGS)
_LONGEST_HEADING: Final = 110
_WAYS: Final = re.compile(r"(?:Thông qua|Qua|Trên|Bằng|Tổ chức|Các hình thức|Hình thức|Treo|Phát|Niêm yết)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, or a paragraph that stands in none, with what it states."""

    about: About
    item: Item


def clauses(roots: Sequence[Item]) -> Iterator[Clause]:
    """The clauses of a plan in order, as deep as their headings tell different things."""
    for root in roots:
        yield from _clauses(root, (About.OTHER,))


def _clauses(item: Item, outer: tuple[About, ...]) -> Iterator[Clause]:
    kinds = _kinds(item, outer)
    parts = [inner for inner in item.under if _is_clause(inner, kinds)]
    if not parts:
        if len(kinds) == 1 or not item.under:
            yield Clause(_chosen(kinds, item), item)
        else:
            yield from (Clause(_chosen(kinds, inner), inner) for inner in item.under)
        return
    for inner in item.under:
        if inner in parts:
            yield from _clauses(inner, kinds)
        else:
            yield Clause(_chosen(kinds, inner), inner)


def _kinds(item: Item, outer: tuple[About, ...]) -> tuple[About, ...]:
    """What a heading says its clause states, in the order it says it; what the outer clause states if nothing."""
    heading = heading_of(item)
    if heading is None or (About.DUTIES in outer and units.named_at_head(item.words.flat)):
        return outer
    told = sorted((seen.start(), n) for n, (_kind, words) in enumerate(_READ) if (seen := words.search(heading)))
    kinds = tuple(_READ[n][0] for _start, n in told)
    if outer in {(About.FORMS,), (About.THEMES,)}:  # "nội dung" within a content is no new clause
        return kinds if kinds and told[0][0] < 6 else outer
    return kinds or outer


def heading_of(item: Item) -> str | None:
    """The heading of a numbered clause: its first line when more stands under it, else what stands before a colon."""
    flat = item.words.flat
    if item.rank >= marks.LETTER and not item.under:
        return None
    if item.under and item.is_heading:
        return flat.rstrip(" :.") if len(flat) <= _LONGEST_HEADING or flat.endswith(":") else None
    head, colon, _rest = flat.partition(":")
    return head if colon and item.is_heading and len(head) <= _LONGEST_HEADING else None


def title_of(item: Item) -> str:
    """What a clause is called: its heading, or whom its one sentence orders, or that sentence."""
    flat = item.words.flat
    named = units.named_at_head(flat)
    if named is not None and not item.under:
        return flat[units.without_order(flat) : named[1]].strip()
    return heading_of(item) or flat.rstrip(" :;")


def _is_clause(item: Item, outer: tuple[About, ...]) -> bool:
    """Whether a numbered item is a clause of its own, and not one entry of the list its clause is."""
    if not item.is_heading:
        return False
    kinds = _kinds(item, outer)
    return kinds != outer or outer not in {(About.THEMES,), (About.FORMS,), (About.DUTIES,)}


def _chosen(kinds: tuple[About, ...], item: Item) -> About:
    """Of the things that a heading names together, the one that a paragraph under it is about."""
    if len(kinds) == 1:
        return kinds[0]
    flat = item.words.flat
    if About.REPORTS in kinds and re.search(r"báo cáo(?! viên)", flat, re.IGNORECASE):
        return About.REPORTS
    if About.FUNDING in kinds and re.search(r"kinh phí|ngân sách", flat, re.IGNORECASE):
        return About.FUNDING
    if About.FORMS in kinds and _WAYS.match(flat) and any(channels.named_in(flat)):
        return About.FORMS
    return kinds[0]


def entries(item: Item) -> list[Item]:
    """The entries of the list that a clause is: what stands under it but the sentence that announces the list."""
    listed = [inner for inner in item.under if not (inner.rank == PLAIN and inner.words.flat.endswith(":"))]
    marked = [inner for inner in listed if inner.rank != PLAIN]
    return marked or listed or ([item] if not item.under else [])
