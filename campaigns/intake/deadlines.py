"""Report deadlines: the sentences that name days, and the dates that they name in the plan's year."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from campaigns.deadlines import named_dates
from campaigns.errors import Refused
from campaigns.intake.draft import ReportDeadline
from campaigns.intake.outline import Item
from campaigns.intake.passages import Passage
from campaigns.intake.phrases import read_phrases

_REPORT: Final = re.compile(r"báo cáo(?! viên)", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[;.])\s+(?=[^\W\d_])")


def sentences(passage: Passage) -> Iterator[Passage]:
    """The sentences and half-sentences of a paragraph."""
    first = 0
    for seen in [*_SENTENCE.finditer(passage.flat), None]:
        part = passage.cut(first, seen.start() if seen else None)
        if part is not None:
            yield part
        first = seen.end() if seen else 0


def deadlines(item: Item, year: int | None, *, reports: bool, signed_on: dt.date | None) -> Iterator[ReportDeadline]:
    """The report deadlines of a paragraph; where the clause is not about reports, only those that speak of one.

    A rule names no date before the paper was signed.
    """
    for sentence in sentences(item.words):
        if not reports and not _REPORT.search(sentence.flat):
            continue
        for told in _joined(read_phrases(sentence.flat)):
            rule = told.get("rule")
            dates = tuple(dt.date.fromisoformat(day) for day in told.get("dates", ()))
            if rule and year is not None:
                dates = tuple(day for day in _named(rule, year) if signed_on is None or signed_on < day)
            yield ReportDeadline(sentence.text.rstrip(" ;"), dates, told["inclusive"], rule, item.number)


def _named(rule: dict[str, Any], year: int) -> tuple[dt.date, ...]:
    """The dates of a rule; none where it hangs on something that the plan does not date."""
    try:
        return named_dates(rule, year)
    except Refused:
        return ()


def _joined(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The deadlines among what a sentence states; its days without a year become one rule, for a year yet to come."""
    kept: list[dict[str, Any]] = []
    for told in found:
        if told["kind"] != "deadline":
            continue
        if "md" not in told:
            kept.append(told)
            continue
        if not (kept and kept[-1]["inclusive"] == told["inclusive"] and "month_days" in kept[-1].get("rule", {})):
            kept.append({"rule": {"month_days": []}, "inclusive": told["inclusive"]})
        name = "month_days_after" if told.get("year_offset") else "month_days"
        kept[-1]["rule"].setdefault(name, []).append(told["md"])
    return kept
