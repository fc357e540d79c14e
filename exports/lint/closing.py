"""How a paper ends: end mark, Nơi nhận, signature; and how it leads up to that: addressees, grounds, headings."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from exports.lint.finding import Finding
from exports.lint.head import HEAD_LINES, is_annex, type_line
from exports.lint.lines import Line, Paper

_RECIPIENTS: Final = re.compile(r"nơi nhận\s*:?", re.IGNORECASE)
_ACADEMIC: Final = re.compile(
    r"(?:GS|PGS|TSKH|TS|Th\.?\s?S|CN|KS|BS|LS|Tiến s[ĩỹ]|Thạc s[ĩỹ]|Giáo sư|Cử nhân|Kỹ sư|Luật sư)[. ]\s*\w"
)
_STANDS_FOR: Final = re.compile(r"(TM|KT|TL|TUQ|Q)\s*\.\s*\S")
_HEADING: Final = re.compile(r"(?:[IVX]+|\d{1,2})\. \S")
_NUMBERED_HIGH: Final = re.compile(r"[IVX]+\. ")


def check(paper: Paper) -> Iterator[Finding]:
    """From the grounds to the last signature."""
    said = paper.said
    kind = type_line(said[:HEAD_LINES])
    label = next((place for place, line in enumerate(said) if _RECIPIENTS.match(line.text.strip())), None)
    yield from _end_mark(said, label)
    if label is None:
        if not is_annex(said):
            yield Finding("close.no_recipients")
    else:
        yield from _recipients(said, label)
    yield from _signature(said)
    yield from _addressed(said, kind)
    yield from _grounds(said)
    yield from _headings(said)


def _end_mark(said: Sequence[Line], label: int | None) -> Iterator[Finding]:
    if not any("./." in line.text for line in said):
        yield Finding("close.no_end_mark")
    elif label is not None and (last := next(n for n, line in enumerate(said) if "./." in line.text)) > label:
        yield Finding("close.end_mark_place", said[last].place)


def _recipients(said: Sequence[Line], label: int) -> Iterator[Finding]:
    head = said[label]
    if not head.is_all("bold") or not head.is_all("italic") or abs(head.inked[0].size_pt - 12) > 0.1:
        yield Finding("close.recipients_label", head.place)
    if head.text.strip() != "Nơi nhận:":
        yield Finding("close.recipients_words", head.place)
    items = []
    for line in said[label + 1 :]:
        if not line.text.strip().startswith(("-", "–", "—", "+")):
            break
        items.append(line)
    for place, line in enumerate(items, 1):
        if line.text.strip()[-1] != ("." if place == len(items) else ";"):
            yield Finding("close.recipients_marks", line.place)
        if abs(line.inked[0].size_pt - 11) > 0.1 or line.inked[0].bold or line.inked[0].italic:
            yield Finding("close.recipients_set", line.place)
    if not any("Lưu" in line.text for line in items):
        yield Finding("close.no_archive", head.place)


def _signature(said: Sequence[Line]) -> Iterator[Finding]:
    """Names and offices in the last block: bold, and a name without academic title."""
    block = [line for line in said[-12:] if line.table is not None and not line.in_data] or list(said[-4:])
    for line in block:
        text = line.text.strip()
        if len(text) < 60 and _ACADEMIC.match(text) and not line.shouts():
            yield Finding("close.academic_title", line.place, {"found": text})
        if _STANDS_FOR.match(text) and line.shouts() and not line.is_all("bold"):
            yield Finding("close.signature_set", line.place)


def _addressed(said: Sequence[Line], kind: Line | None) -> Iterator[Finding]:
    letter = any(line.text.startswith("V/v") for line in said[:HEAD_LINES])
    named = "" if kind is None else kind.text.strip().casefold()
    if (letter or named == "tờ trình") and not any(line.text.strip().startswith("Kính gửi") for line in said):
        yield Finding("close.no_addressee")


def _grounds(said: Sequence[Line]) -> Iterator[Finding]:
    grounds = [
        line for line in said if line.text.startswith("Căn cứ ") and line.table is None and line.text[-1] in ";.,"
    ]
    for line in grounds:
        if not line.is_all("italic"):
            yield Finding("ground.upright", line.place)
        if line.text[-1] != ("." if line is grounds[-1] else ";") and line.text[-1] == ",":
            yield Finding("ground.marks", line.place)


def _headings(said: Sequence[Line]) -> Iterator[Finding]:
    """Headings by style, so that the paper can be walked through; no level skipped."""
    before = 1  # a short paper may do without the highest level
    for line in said:
        level = int(line.style[-1]) if re.fullmatch(r"heading [1-9]", line.style) else 0
        if level:
            if level > before + 1:
                yield Finding("heading.skips", line.place, {"level": level})
            before = level
        elif line.table is None and _HEADING.match(line.text) and line.is_all("bold") and len(line.text) < 160:
            yield Finding("heading.by_hand", line.place)
        if level == 1 and _NUMBERED_HIGH.match(line.text) and not line.shouts():
            yield Finding("heading.capitals", line.place)
