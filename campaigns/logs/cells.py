"""Dates, hours and lengths as stations write them into their logs."""

import re
from datetime import date, timedelta
from typing import Final

from campaigns.times import EARLIEST, LATEST

_DATE: Final = re.compile(r"(?:\w+\W+)?(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})\b", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_HOUR: Final = re.compile(
    r"(\d{1,2})\s*(?::|h|g|giờ)\s*(?:(\d{1,2})\s*(?:(?::|p|'|′|’|phút|m)\s*(?:(\d{1,2})(?:[.,]\d+)?\s*(?:s|''|\"|″|giây)?)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_LENGTH: Final = re.compile(
    r"(?:(\d{1,3})\s*(?:phút|ph|p|m|'|′|’))?\s*(?:(\d{1,5})(?:[.,](\d+))?\s*(?:giây|gi|s|\"|″|”|''))?",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d\d)(?:[.,:]\d+)?", re.ASCII)
_BARE: Final = re.compile(r"(\d{1,5})(?:[.,](\d+))?", re.ASCII)
_CENTURY: Final = 2000
LATEST_HOUR: Final = 47


def read_date(text: str) -> date | None:
    """``12/04/2017``, ``Thứ tư, 12.4.17``, ``2017-04-12``; None for anything else."""
    if seen := _ISO.search(text):
        year, month, day = (int(part) for part in seen.groups())
    elif seen := _DATE.search(text):
        day, month, year = (int(part) for part in seen.groups())
        year += _CENTURY if year < 100 else 0
    else:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def read_start(text: str) -> int | None:
    """``5:30``, ``05h30``, ``05:30:15``, ``24:10``, ``5 giờ 30`` as seconds after midnight; None for anything else."""
    seen = _HOUR.fullmatch(_after_date(text))
    if not seen:
        return None
    hour, minute, second = (int(part or 0) for part in seen.groups())
    if hour > LATEST_HOUR or minute > 59 or second > 59:
        return None
    return hour * 3600 + minute * 60 + second


def _after_date(text: str) -> str:
    """An hour may stand in one cell with its date."""
    for form in (_ISO, _DATE):
        if seen := form.match(text):
            return text[seen.end() :].strip(" T,") or text
    return text


def read_length(text: str) -> int | None:
    """``30″``, ``30 giây``, ``1'30"``, ``00:00:30``, ``0:30``, ``30,5`` as whole seconds; None for anything else.

    Fractions are rounded, halves up. A bare number is seconds.
    """
    if seen := _CLOCK.fullmatch(text):
        hour, minute, second = (int(part or 0) for part in seen.groups())
        return hour * 3600 + minute * 60 + second
    if seen := _BARE.fullmatch(text):
        return int(seen[1]) + _half(seen[2])
    seen = _LENGTH.fullmatch(text)
    if not seen or not (seen[1] or seen[2]):
        return None
    return int(seen[1] or 0) * 60 + int(seen[2] or 0) + _half(seen[3])


def _half(decimals: str | None) -> int:
    return int(bool(decimals) and str(decimals)[0] >= "5")


def broadcast(day: date, start_s: int, *, day_start_minute: int, dated: bool) -> tuple[date, int]:
    """A start as broadcast date and seconds after its midnight.

    A station whose day begins at 5:00 writes what airs at 0:10 in the night after the 12th under the 12th. Where its
    day begins at midnight, or the cell names its own calendar date, the date is taken as it stands.
    """
    if dated or start_s >= day_start_minute * 60:
        if dated and start_s < day_start_minute * 60:
            return day - timedelta(days=1), start_s + 86_400
        return day, start_s
    return day, start_s + 86_400
