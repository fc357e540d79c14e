"""Report deadlines: the sentences that name days, and the dates that they name in the plan's year."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from typing import Any, Final

from campaigns.intake.draft import ReportDeadline
from campaigns.intake.outline import Item
from campaigns.intake.passages import Passage
from campaigns.intake.phrases import read_phrases

_REPORT: Final = re.compile(r"báo cáo(?! viên)|tổng hợp|kết quả", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[;.])\s+(?=[^\W\d_])")


def sentences(passage: Passage) -> Iterator[Passage]:
    """The sentences and half-sentences of a paragraph."""
    first = 0
    for seen in [*_SENTENCE.finditer(passage.flat), None]:
        part = passage.cut(first, seen.start() if seen else None)
        if part is not None:
            yield part
        first = seen.end() if seen else 0


def deadlines(item: Item, year: int | None, *, reports: bool) -> Iterator[ReportDeadline]:
    """The report deadlines of a paragraph; where the clause is not about reports, only those that speak of one."""
    for sentence in sentences(item.words):
        if not reports and not re.search(r"báo cáo(?! viên)", sentence.flat, re.IGNORECASE):
            continue
        for told in read_phrases(sentence.flat):
            if told["kind"] == "deadline":
                text = sentence.text.rstrip(" ;")
                yield ReportDeadline(
                    text, named_dates(told, year), told.get("inclusive", False), told.get("rule"), item.number
                )


def named_dates(told: dict[str, Any], year: int | None) -> tuple[dt.date, ...]:
    """The dates that a deadline names: those it writes, or those of its day and month, or of its rule, in a year."""
    if told.get("dates"):
        return tuple(dt.date.fromisoformat(day) for day in told["dates"])
    if year is None:
        return ()
    if "md" in told:
        month, day = map(int, told["md"].split("-"))
        return (_day(year + told.get("year_offset", 0), month, day),)
    rule = told.get("rule") or {}
    if "day" not in rule:
        return ()
    months = _months(rule)
    return tuple(_day(year + (month - 1) // 12, (month - 1) % 12 + 1, rule["day"]) for month in months)


def _months(rule: dict[str, Any]) -> tuple[int, ...]:
    quarters = rule.get("quarters", (1, 2, 3, 4))
    match rule.get("month"):
        case "every":
            return tuple(range(1, 13))
        case "last_of_quarter":
            return tuple(quarter * 3 for quarter in sorted(quarters))
        case "first_of_next_quarter":
            return tuple(quarter * 3 + 1 for quarter in sorted(quarters))
    return ()


def _day(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, monthrange(year, month)[1]))
