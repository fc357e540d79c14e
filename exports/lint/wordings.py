"""Letters, spaces, marks, dates and hours in the text."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

from exports.lint.finding import Finding, Place
from exports.lint.lines import Line, Paper

_PLACEHOLDER: Final = re.compile(
    r"\{\{|\}\}|\{%|%\}|<<|>>|«|»|\b(?:None|nan|NaN|null|undefined|TODO|lorem ipsum)\b|\[object|#REF!|#N/A"
)
_DOUBLE: Final = re.compile(r"\S  +\S")
_BEFORE_MARK: Final = re.compile(r"[^\s.…] +[,;:.!?](?:\s|$)")
_NEW_TONES: Final = re.compile(r"(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ](?!\w)|[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ](?!\w)")
_MONEY: Final = re.compile(r"\bVN[ĐD]\b|\d\s?(?:đ|Đ|vnđ|vnd)\b")
_HOUR: Final = re.compile(r"\b\d{1,2}\s?[hH]\s?\d{2}\b|\b\d{1,2}:\d{2}\b")
_COMMAS: Final = re.compile(r"\b\d{1,3}(?:,\d{3})+(?!\d)")
_FULL: Final = re.compile(
    r"ngày[ \u00a0]+(\d{1,2})[ \u00a0]+tháng[ \u00a0]+(\d{1,2})(?:[ \u00a0]+năm[ \u00a0]+(\d{4}))?"
)
_MONTH: Final = re.compile(r"tháng[ \u00a0]+0([3-9])\b")
_SHORT: Final = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_DAY_NAMES: Final = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_NAMED_DAY: Final = re.compile(
    r"(thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? (?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})", re.IGNORECASE
)


def check(paper: Paper) -> Iterator[Finding]:
    """Each paragraph of the body, tables included."""
    for line in paper.said:
        yield from _letters(line)
        yield from _dates(line.text, line.place)


def _letters(line: Line) -> Iterator[Finding]:
    text, place = line.text, line.place
    if seen := _PLACEHOLDER.search(text):
        yield Finding("text.placeholder", place, {"found": seen[0]})
    if not unicodedata.is_normalized("NFC", text):
        yield Finding("text.not_nfc", place)
    if _DOUBLE.search(text):
        yield Finding("text.double_space", place)
    if seen := _BEFORE_MARK.search(text):
        yield Finding("text.space_before_mark", place, {"found": seen[0].strip()[-1]})
    if '"' in text:
        yield Finding("text.straight_quotes", place)
    if seen := _NEW_TONES.search(text):
        yield Finding("text.tone_marks", place, {"found": seen[0]})
    if seen := _MONEY.search(text):
        yield Finding("text.currency", place, {"found": seen[0]})
    if seen := _HOUR.search(text):
        yield Finding("text.hour", place, {"found": seen[0]})
    if seen := _COMMAS.search(text):
        yield Finding("text.thousands", place, {"found": seen[0]})


def _dates(text: str, place: Place) -> Iterator[Finding]:
    """Days below 10 and months 1 and 2 take a zero, months 3 to 9 do not: Annex I, II.4."""
    for seen in (*_FULL.finditer(text), *_SHORT.finditer(text)):
        day, month, year = seen[1], seen[2], seen[3]
        if not _is_a_day(int(day), int(month), int(year or 2000)):
            yield Finding("date.impossible", place, {"found": seen[0]})
            continue
        if len(day) == 1:
            yield Finding("date.day_without_zero", place, {"found": seen[0]})
        if len(month) == 1 and int(month) < 3:
            yield Finding("date.month_without_zero", place, {"found": seen[0]})
    for seen in (*_MONTH.finditer(text), *(one for one in _SHORT.finditer(text) if re.fullmatch("0[3-9]", one[2]))):
        yield Finding("date.month_with_zero", place, {"found": seen[0]})
    for seen in _NAMED_DAY.finditer(text):
        numbers = int(seen[2]), int(seen[3]), int(seen[4])
        if _is_a_day(*numbers):
            right = _DAY_NAMES[date(numbers[2], numbers[1], numbers[0]).weekday()]
            if seen[1].lower() != right:
                yield Finding("date.weekday", place, {"found": seen[0], "right": right})


def _is_a_day(day: int, month: int, year: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False
