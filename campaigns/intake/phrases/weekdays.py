"""Days of the week and weeks of the month as plans write them."""

import re
from typing import Any, Final

from campaigns.intake.phrases.units import ANY_UNIT

ORDER: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMES: Final = {
    "hai": "mon", "ba": "tue", "tư": "wed", "năm": "thu", "sáu": "fri", "bảy": "sat", "bẩy": "sat",
    "2": "mon", "3": "tue", "4": "wed", "5": "thu", "6": "fri", "7": "sat",
}  # fmt: skip
DAY: Final = r"(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])(?!\w)|t[2-7](?!\w)|chủ\s+nhật|cn(?!\w))"
_NEXT_IN_LIST: Final = (  # "thứ 2, 4, 6": a bare figure, unless it counts something
    r"(?:[2-7]|hai|ba|tư|năm|sáu|bảy)(?=\s*(?:[,;.)&/]|và|hằng|hàng|mỗi|trong|$))"
    rf"(?!\s*,?\s*(?:{ANY_UNIT})\b)"
)
_THROUGH: Final = rf"(?P<through>\s*(?:-|–|đến|tới)\s*(?:hết\s+)?(?:{DAY}|[3-7](?!\w)))?"
DAYS: Final = rf"(?:từ\s+)?(?:các\s+)?(?:ngày\s+)?{DAY}{_THROUGH}(?:\s*(?:,|và|&|;)\s*(?:{DAY}|{_NEXT_IN_LIST}))*"
BARE_DAYS: Final = r"các\s+ngày\s+[2-7](?:\s*,\s*[2-7])+(?:\s*(?:,|và)\s*(?:[2-7]|chủ\s+nhật|cn))?(?![\d/])(?!\s+tháng)"
_NTH: Final = {"nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "cuối": -1}
_NTH_WORD: Final = r"(?:nhất|hai|ba|tư|bốn|đầu|cuối|[1-5])(?:\s+(?:tiên|cùng))?"
_OF_MONTH: Final = r"(?=\s*,?\s+(?:(?:của|trong|hằng|hàng|mỗi)\s+){0,3}tháng)"
NTH_WEEK: Final = (
    rf"tuần\s+(?:lễ\s+)?(?:thứ\s+)?(?P<nth>{_NTH_WORD}(?:\s*(?:,|và)\s*(?:tuần\s+)?(?:thứ\s+)?{_NTH_WORD})*){_OF_MONTH}"
)
DAY_OF_NTH_WEEK: Final = (
    rf"(?P<day>{DAY})\s*(?:,\s*)?(?:(?:của\s+|trong\s+|thuộc\s+)?tuần\s+(?:lễ\s+)?)?(?:thứ\s+)?"
    rf"(?P<nth>{_NTH_WORD}(?:\s*(?:,|và)\s*(?:tuần\s+)?(?:thứ\s+)?{_NTH_WORD})*){_OF_MONTH}"
)


def weekday(words: str) -> str:
    """``fri`` for ``thứ sáu``, ``thứ 6`` or ``t6``."""
    if words.startswith(("chủ", "cn")):
        return "sun"
    return _NAMES[re.sub(r"^(?:thứ\s*|t(?=[2-7]))", "", words)]


def days(seen: re.Match[str]) -> dict[str, Any]:
    """The days of a match of ``DAYS``, Monday first."""
    named = [weekday(word) for word in re.findall(rf"{DAY}|\b(?:[2-7]|hai|ba|tư|năm|sáu|bảy)\b", seen[0])]
    if seen["through"]:
        first, last = ORDER.index(named[0]), ORDER.index(named[1])
        named = [*(ORDER[first : last + 1] if first < last else named[:2]), *named[2:]]
    return {"weekdays": sorted(set(named), key=ORDER.index)}


def bare_days(seen: re.Match[str]) -> dict[str, Any]:
    """The days of a match of ``BARE_DAYS``: "các ngày 2, 4, 6"."""
    named = {weekday(word) for word in re.findall(r"[2-7]|chủ\s+nhật|cn", seen[0])}
    return {"weekdays": sorted(named, key=ORDER.index)}


def all_but(seen: re.Match[str]) -> dict[str, Any]:
    """Every day but those of a match of ``DAYS``."""
    return {"weekdays": [day for day in ORDER if day not in days(seen)["weekdays"]]}


def nth_week(seen: re.Match[str]) -> dict[str, Any]:
    """The week of a month, -1 for the last one; a list where several are named."""
    found = [int(n) if n.isdigit() else _NTH[n] for n in re.findall(r"nhất|hai|ba|tư|bốn|đầu|cuối|[1-5]", seen["nth"])]
    return {"week_of_month": found[0] if len(found) == 1 else found}


def day_of_nth_week(seen: re.Match[str]) -> dict[str, Any]:
    """The day and the week of a match of ``DAY_OF_NTH_WEEK``."""
    return {"weekdays": [weekday(seen["day"])], **nth_week(seen)}
