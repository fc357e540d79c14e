"""Dates as plans write them, with a year or without, and the words that make a deadline or a window of them."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from typing import Any, Final

from campaigns.intake.phrases.clock import TIME, clock

Found = tuple[int, int, dict[str, Any]]
"""Where words begin and end, and what they state."""

WEEKDAYS: Final = {
    "hai": "mon", "ba": "tue", "tư": "wed", "năm": "thu", "sáu": "fri", "bảy": "sat", "bẩy": "sat",
    "2": "mon", "3": "tue", "4": "wed", "5": "thu", "6": "fri", "7": "sat",
}  # fmt: skip
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NEXT_YEAR: Final = r"(?:\s*(?:của\s+)?năm\s+(?:sau|tiếp theo|kế tiếp|liền kề|liền sau))"


def _date(n: str, *, bare_dash: bool = False) -> str:
    """A date's pattern; its groups end in ``n``. A dash between day and month needs "ngày", else it is a range."""
    join = r"\s*(?:/|\.|-|\s+tháng\s+)\s*" if bare_dash else r"\s*(?:/|\s+tháng\s+)\s*|(?<=ngày \d)-|(?<=ngày \d\d)-"
    return (
        rf"(?:ngày\s+|mùng\s+|mồng\s+)*(?:"
        rf"(?P<d{n}>\d{{1,2}})(?:\s*/\s*|\s*-\s*|\s*\.\s*|\s+tháng\s+)(?P<m{n}>\d{{1,2}})(?:\s*/\s*|\s*-\s*|\s*\.\s*|\s+năm\s+)(?P<y{n}>20\d\d)"
        rf"|(?P<e{n}>\d{{1,2}})(?:{join})(?P<o{n}>\d{{1,2}})(?![\d/])(?P<x{n}>{_NEXT_YEAR})?)"
    )


_FULL: Final = re.compile(_date(""))
_AND: Final = r"\s*(?:,|;|và|và trước|và\s+ngày|hoặc)\s*(?:trước\s+)?"
_TIME_FIRST: Final = rf"(?:(?:{TIME})\s*(?:,\s*)?)?"
_LEAD: Final = (
    r"(?:(?P<latest>(?:chậm|muộn|trễ)\s+nhất|không\s+(?:muộn|chậm|trễ|quá)(?:\s+hơn)?|hạn\s+(?:chót|cuối(?:\s+cùng)?)|"
    r"thời\s+hạn(?:\s+(?:gửi|nộp|báo cáo))*)\s*(?:(?:là|vào|đến|trong|hết|:)\s*)*)?(?P<before>\btrước\s+(?:thời\s+điểm\s+)?)?"
)
_DATED: Final = re.compile(
    rf"{_LEAD}{_TIME_FIRST}(?P<dates>{_date('1')}(?:{_AND}{_date('2')})?(?:{_AND}{_date('3')})?(?:{_AND}{_date('4')})?)"
)
_QUARTER: Final = r"(?:quý\s+)?(?P<q{}>iv|iii|ii|i|[1-4])\b"
_RULED: Final = re.compile(
    rf"{_LEAD}{_TIME_FIRST}(?:ngày\s+(?:mùng\s+)?)?(?P<day>\d{{1,2}})\s*,?\s*(?:(?:của|trong|hằng|hàng|mỗi|vào)\s+)*(?:"
    rf"(?P<last>tháng\s+cuối(?:\s+cùng)?\s+(?:(?:của|mỗi|từng|các|hằng|hàng)\s+)*quý(?:\s+(?P<quarters>(?:iv|iii|ii|i|[1-4])\b"
    rf"(?:\s*(?:,|và|;)\s*(?:quý\s+)?(?:iv|iii|ii|i|[1-4])\b)*))?)"
    rf"|(?P<next_quarter>tháng\s+đầu(?:\s+tiên)?\s+(?:của\s+)?quý\s+(?:sau|tiếp theo|kế tiếp|liền kề))"
    rf"|(?P<first>tháng\s+đầu(?:\s+tiên)?\s+(?:(?:của|mỗi|hằng|hàng)\s+)*quý)"
    rf"|(?P<next>tháng\s+(?:sau|tiếp theo|kế tiếp|liền kề|liền sau))"
    rf"|(?P<every>tháng)(?!\s*(?:\d|cuối|đầu)))"
)
_WEEKLY: Final = re.compile(
    rf"{_LEAD}{_TIME_FIRST}(?:(?P<day>thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật))\s*,?\s*(?:hằng|hàng|mỗi|trong)\s+tuần"
)
_RELATIVE: Final = re.compile(
    r"(?:(?:chậm|muộn|trễ)\s+nhất(?:\s+là)?(?:\s+sau)?|không\s+quá|trong\s+vòng|trong\s+thời\s+hạn|trong)\s+(?P<days>\d{1,3})\s*(?:\([^)]*\)\s*)?"
    r"ngày(?:\s+làm\s+việc)?\s*,?\s*(?:sau|kể\s+từ|tính\s+từ|trước|từ|so\s+với)\b"
)
_EFFECT: Final = re.compile(r"hiệu\s+lực")


def deadlines(words: str) -> Iterator[Found]:
    """The deadlines in lower-case words: "trước" leaves the date out, "chậm nhất" takes it in."""
    if _EFFECT.search(words):
        return
    taken = 0
    for seen in sorted(
        (m for form in (_RULED, _WEEKLY, _DATED, _RELATIVE) for m in form.finditer(words)),
        key=lambda m: (m.start(), -m.end()),
    ):
        if seen.start() < taken:
            continue
        told = list(_stated(seen))
        if told:
            taken = seen.end()
            for one in told:
                yield seen.start(), seen.end(), one


def _stated(seen: re.Match[str]) -> Iterator[dict[str, Any]]:
    named = seen.groupdict()
    if seen.re is _RELATIVE:
        yield {"kind": "deadline", "relative_days": int(named["days"]), "inclusive": True}
        return
    if not named["latest"] and not named["before"]:
        return
    inclusive = not named["before"]
    if seen.re is _RULED:
        yield {"kind": "deadline", "rule": _rule(named), "inclusive": inclusive}
    elif seen.re is _WEEKLY:
        yield {"kind": "deadline", "rule": {"weekday": weekday(named["day"])}, "inclusive": inclusive}
    else:
        yield from _dated(named, inclusive=inclusive)


def _rule(named: dict[str, Any]) -> dict[str, Any]:
    rule: dict[str, Any] = {"day": int(named["day"])}
    forms = {
        "last": "last_of_quarter", "next_quarter": "first_of_next_quarter", "first": "first_of_quarter",
        "next": "next", "every": "every",
    }  # fmt: skip
    rule["month"] = next(month for group, month in forms.items() if named[group])
    if named["quarters"]:
        rule["quarters"] = sorted({_QUARTERS[q] for q in re.findall(r"\b(?:iv|iii|ii|i|[1-4])\b", named["quarters"])})
    return rule


def _dated(named: dict[str, Any], *, inclusive: bool) -> Iterator[dict[str, Any]]:
    dates, days = [], []
    for n in "1234":
        if named[f"d{n}"] and (day := iso(named[f"y{n}"], named[f"m{n}"], named[f"d{n}"])):
            dates.append(day)
        elif named[f"e{n}"] and (md := month_day(named[f"o{n}"], named[f"e{n}"])):
            days.append((md, bool(named[f"x{n}"])))
    if dates and days:  # "trước ngày 15/6 và 15/12/2023": the year stands once, for both
        dates = [f"{dates[-1][:4]}-{md}" for md, _ in days] + dates
        days = []
    if dates:
        yield {"kind": "deadline", "dates": dates, "inclusive": inclusive}
    for md, later in days:
        yield {"kind": "deadline", "md": md, "inclusive": inclusive, **({"year_offset": 1} if later else {})}


def weekday(words: str) -> str:
    """``fri`` for ``thứ sáu`` or ``thứ 6``."""
    return "sun" if words.startswith("chủ") else WEEKDAYS[words.removeprefix("thứ").strip()]


def iso(year: str, month: str, day: str) -> str | None:
    """``2017-06-15``; None where there is no such date."""
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def month_day(month: str, day: str) -> str | None:
    """``06-15``; None where no year has such a day."""
    m, d = int(month), int(day)
    return f"{m:02d}-{d:02d}" if 1 <= m <= 12 and 1 <= d <= monthrange(2024, m)[1] else None


_HOUR: Final = rf"(?:(?P<t{{}}>{TIME})\s*,?\s*)?"
_TO: Final = r"\s*(?:đến|tới|-|–)\s*(?:hết\s+)?"
_SPAN: Final = re.compile(
    rf"(?:từ\s+)?{_HOUR.format(1)}(?:{_date('1')}|(?:ngày\s+)?(?P<only1>\d{{1,2}}))(?P<to>{_TO}){_HOUR.format(2)}{_date('2', bare_dash=True)}"
)
_MONTHS: Final = re.compile(
    r"từ\s+(?:đầu\s+)?tháng\s+(?P<m1>\d{1,2})(?:\s*(?:/|năm)\s*(?P<y1>20\d\d))?\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:cuối\s+)?tháng\s+(?P<m2>\d{1,2})"
    rf"(?:\s*(?:/|năm)\s*(?P<y2>20\d\d)|(?P<x2>{_NEXT_YEAR}))?"
)
_MONTH: Final = re.compile(r"trong\s+tháng\s+(?P<m>\d{1,2})(?:\s*(?:/|năm)\s*(?P<y>20\d\d))?(?!\d)")
_UNTIL: Final = re.compile(
    rf"(?:từ\s+(?:nay|ngày\s+ký|khi\s+ban\s+hành)\s+)?(?:đến|cho\s+đến)\s+(?:hết\s+)?{_HOUR.format(2)}{_date('2')}"
)
_SINCE: Final = re.compile(rf"(?:kể\s+)?từ\s+{_HOUR.format(1)}{_date('1')}")
_YEARLY: Final = re.compile(r"\s*,?\s*(?:hằng|hàng|mỗi)\s+năm")


def windows(words: str) -> Iterator[Found]:
    """The stretches of dates in lower-case words; those that name only a start come with ``start`` or ``start_md``."""
    taken = 0
    for seen in sorted(
        (m for form in (_SPAN, _MONTHS, _MONTH, _UNTIL, _SINCE) for m in form.finditer(words)),
        key=lambda m: (m.start(), -m.end()),
    ):
        if seen.start() < taken:
            continue
        told = _window(seen)
        if told:
            yearly = _YEARLY.match(words, seen.end())
            taken = yearly.end() if yearly else seen.end()
            yield seen.start(), taken, {"kind": "window", **told, **({"yearly": True} if yearly else {})}


def _window(seen: re.Match[str]) -> dict[str, Any]:
    named = seen.groupdict()
    if seen.re in {_MONTHS, _MONTH}:
        return _month_window(named)
    start, end = _side(named, "1"), _side(named, "2")
    if seen.re is _SPAN and named["only1"]:
        start = _day_before(named, end)
    if seen.re is _SPAN and (not start or not end):
        return {}
    told: dict[str, Any] = {}
    if start.startswith("20") is False and end.startswith("20") and start:
        start = _year_before(start, end)
    if start:
        told["start" if len(start) > 5 else "start_md"] = start
    if named.get("t1") and start:
        told["start_time"] = clock(named["t1"])
    if end:
        told["end" if len(end) > 5 else "end_md"] = end
    if named.get("t2") and end:
        told["end_time"] = clock(named["t2"])
    if named.get("x1"):
        told["start_year_offset"] = 1
    return told


def _side(named: dict[str, Any], n: str) -> str:
    if named.get(f"d{n}"):
        return iso(named[f"y{n}"], named[f"m{n}"], named[f"d{n}"]) or ""
    return (month_day(named[f"o{n}"], named[f"e{n}"]) or "") if named.get(f"e{n}") else ""


def _day_before(named: dict[str, Any], end: str) -> str:
    """ "từ ngày 12 đến 14-10-2020": the first day is of the same month."""
    start = f"{end[:-2]}{int(named['only1']):02d}"
    return start if end and 1 <= int(named["only1"]) <= int(end[-2:]) else ""


def _year_before(start: str, end: str) -> str:
    """ "từ 15/12 đến 15/01/2021" began the year before."""
    year = int(end[:4]) - (start > end[5:])
    return f"{year}-{start}"


def _month_window(named: dict[str, Any]) -> dict[str, Any]:
    first, last = int(named.get("m1") or named.get("m") or 0), int(named.get("m2") or named.get("m") or 0)
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return {}
    year = named.get("y2") or named.get("y")
    last_year = int(year) if year else 2023
    end = dt.date(last_year, last, monthrange(last_year, last)[1])
    if not year:
        return {"start_md": f"{first:02d}-01", "end_md": end.isoformat()[5:]}
    start_year = int(named.get("y1") or last_year - (first > last))
    return {"start": f"{start_year}-{first:02d}-01", "end": end.isoformat()}
