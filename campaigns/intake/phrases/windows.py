"""From when to when: stretches of dates, whole months, and those with an end alone or a start alone."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from typing import Any, Final

from campaigns.intake.phrases.clock import TIME, clock
from campaigns.intake.phrases.dates import QUARTERS, Found, apart, date, written

_TO: Final = r"\s*(?:đến|tới|-|–)\s*(?:hết\s+)?"
_START: Final = rf"(?:(?P<t1>{TIME})\s*,?\s*)?"
_END: Final = rf"(?:(?P<t2>{TIME})\s*,?\s*)?{{}}"
_SPAN: Final = re.compile(
    rf"(?:từ\s+)?{_START}(?:{date('1')}|(?:ngày\s+)?(?P<day>\d{{1,2}})){_TO}{_END.format(date('2', bare_dash=True))}"
)
_MONTH: Final = r"tháng\s+(?P<m{0}>\d{{1,2}})(?:\s*(?:/|năm)\s*(?P<y{0}>20\d\d))?(?!\d)"
_MONTHS: Final = re.compile(
    rf"từ\s+(?:đầu\s+)?{_MONTH.format(1)}\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:cuối\s+)?{_MONTH.format(2)}"
)
_ONE_MONTH: Final = re.compile(rf"trong\s+{_MONTH.format(2)}")
_ONE_QUARTER: Final = re.compile(r"trong\s+quý\s+(?P<quarter>iv|iii|ii|i|[1-4])(?:\s*(?:/|năm)\s*(?P<y>20\d\d))?(?!\w)")
_UNTIL: Final = re.compile(
    rf"(?:từ\s+(?:nay|ngày\s+ký|khi\s+ban\s+hành)\s+)?(?:cho\s+)?đến\s+(?:hết\s+)?{_END.format(date('2'))}"
)
_SINCE: Final = re.compile(rf"(?:kể\s+)?từ\s+{_START}{date('1')}")
_YEARLY: Final = re.compile(r"\s*,?\s*(?:hằng|hàng|mỗi)\s+năm")


def windows(words: str) -> Iterator[Found]:
    """The stretches in lower-case words, both days included; a start alone comes with ``start`` or ``start_md``."""
    for start, end, told in apart(words, (_SPAN, _MONTHS, _ONE_MONTH, _ONE_QUARTER, _UNTIL, _SINCE), _stated):
        yearly = _YEARLY.match(words, end)
        yield start, yearly.end() if yearly else end, {**told, **({"yearly": True} if yearly else {})}


def _stated(seen: re.Match[str]) -> list[dict[str, Any]]:
    named = seen.groupdict()
    if seen.re is _ONE_QUARTER:
        last = QUARTERS[named["quarter"]] * 3
        told = _months({"m1": last - 2, "m2": last, "y2": named["y"]})
    else:
        told = _months(named) if seen.re in {_MONTHS, _ONE_MONTH} else _days(named, both=seen.re is _SPAN)
    return [{"kind": "window", **told}] if told else []


def _days(named: dict[str, Any], *, both: bool) -> dict[str, Any]:
    start, end = written(named, "1"), written(named, "2")
    if named.get("day"):
        start = _same_month(int(named["day"]), end)
    if both and not (start and end):
        return {}
    if len(start) == 5 and len(end) == 10:  # "từ 15/12 đến 15/01/2021" began the year before
        start = f"{int(end[:4]) - (start > end[5:])}-{start}"
    told: dict[str, Any] = {}
    for name, day, hour in (("start", start, named.get("t1")), ("end", end, named.get("t2"))):
        if day:
            told[name if len(day) > 5 else f"{name}_md"] = day
        if day and hour:
            told[f"{name}_time"] = clock(hour)
    if named.get("z1"):
        told["start_year_offset"] = -1
    return told


def _same_month(day: int, end: str) -> str:
    """ "từ ngày 12 đến 14-10-2020": the first day is of the last one's month."""
    return f"{end[:-2]}{day:02d}" if end and 1 <= day <= int(end[-2:]) else ""


def _months(named: dict[str, Any]) -> dict[str, Any]:
    last = int(named["m2"])
    first = int(named.get("m1") or last)
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return {}
    if not named["y2"]:
        return {"start_md": f"{first:02d}-01", "end_md": f"{last:02d}-{monthrange(2023, last)[1]}"}
    year = int(named["y2"])
    began = int(named.get("y1") or year - (first > last))
    end = dt.date(year, last, monthrange(year, last)[1])
    return {"start": f"{began}-{first:02d}-01", "end": end.isoformat()}
