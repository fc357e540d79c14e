"""Days, hours and instants: where "which day" is asked in the outlet's zone and nowhere else."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from campaigns.errors import Refused

ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
DAY_MINUTES: Final = 24 * 60
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
_MONTH: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def local_instant(day: date, minute: int, zone: ZoneInfo = ZONE) -> datetime:
    """UTC instant of a local wall time, ``minute`` counted from the day's midnight.

    Minutes from 1,440 on fall on the next calendar day: a broadcast day may end after midnight.
    A wall time that a clock change skips moves forward; one that happens twice is the first.
    """
    over, within = divmod(minute, DAY_MINUTES)
    wall = datetime.combine(day + timedelta(days=over), time(within // 60, within % 60), tzinfo=zone)
    return wall.astimezone(UTC)


def local_day(instant: datetime, zone: ZoneInfo = ZONE) -> date:
    """The calendar date in ``zone`` at an aware instant."""
    return instant.astimezone(zone).date()


def month_of(day: date) -> str:
    """``2017-04`` for any date of April 2017."""
    return f"{day:%Y-%m}"


def month_days(month: str) -> tuple[date, ...]:
    """Every date of a month, first to last; Refused ``month.unreadable`` unless it is ``YYYY-MM`` of 2000 to 2099."""
    first = month_start(month)
    following = shift_month(first, 1)
    return tuple(first + timedelta(days=n) for n in range((following - first).days))


def month_start(month: str) -> date:
    """First date of ``YYYY-MM``."""
    if not (seen := _MONTH.fullmatch(month)):
        raise Refused("month.unreadable", month=month[:20])
    return date(int(seen[1]), int(seen[2]), 1)


def shift_month(first: date, months: int) -> date:
    """The first of the month that lies ``months`` months from that of ``first``."""
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def neighbour_month(month: str, months: int) -> str:
    """``2017-05`` for ``2017-04`` and 1."""
    return month_of(shift_month(month_start(month), months))


def months_of(first: date, ends_before: date) -> list[str]:
    """Every month that a stretch of dates touches, ``YYYY-MM``; at most ten years of them."""
    start = month_start(month_of(first))
    return [month_of(day) for n in range(120) if (day := shift_month(start, n)) < ends_before and day.year < 2100]


def minute_words(minute: int) -> str:
    """``05:30`` for 330; hours from 24 on stay as broadcasters write them."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
