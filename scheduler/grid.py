"""On which dates a window runs, when its items begin and end there, and what is still free."""

from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from campaigns.times import DAY_MINUTES, ZONE, local_instant
from campaigns.values.board import Times
from campaigns.values.outlets import DayView, ExceptionView, WindowView
from campaigns.values.words import DayKind, SlotState

NOT_YET: Final = "day.not_yet"  # before the window's first date
ENDED: Final = "day.ended"  # on or after the first date on which it no longer runs
LEFT_OUT: Final = "day.left_out"  # an exception takes this date out
OTHER_WEEKDAY: Final = "day.other_weekday"
OTHER_TURN: Final = "day.other_turn"  # not one of the first, second … last such weekdays of the month
OTHER_WEEK: Final = "day.other_week"
NO_ISSUE: Final = "day.no_issue"  # the newspaper does not appear
SKIPS_HOLIDAY: Final = "day.skips_holiday"

HOLIDAYS: Final = frozenset({DayKind.HOLIDAY, DayKind.IN_LIEU})
"""Days off by law or in exchange; a plain weekend is none."""
HOLDS_NO_PLACE: Final = frozenset({SlotState.CANCELLED, SlotState.MISSED})
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(weeks=1)


def runs_on(window: WindowView, day: date, known: DayView | None) -> bool:
    """Whether a window runs on a broadcast date."""
    return why_not(window, day, known) is None


def why_not(window: WindowView, day: date, known: DayView | None) -> str | None:
    """The code of the first reason for which a window does not run on a date; None when it runs.

    Validity, half-open, comes before everything. Within it an exception decides alone, both ways: an extra run
    needs no weekday, issue or working day. Weeks begin on Monday; every-n-weeks counts from the week of
    ``anchor``, or of ``valid_from`` where there is none, backwards too.

    Args:
        known: the date in the calendar; None: not known to be a day off.
    """
    if day < window.valid_from:
        return NOT_YET
    if window.valid_until is not None and day >= window.valid_until:
        return ENDED
    if (exception := exception_on(window, day)) is not None:
        return None if exception.runs else LEFT_OUT
    return _off_pattern(window, day, known)


def _off_pattern(window: WindowView, day: date, known: DayView | None) -> str | None:
    if day.weekday() not in window.weekdays:
        return OTHER_WEEKDAY
    if window.nth and not _is_nth(window.nth, day):
        return OTHER_TURN
    if window.every_weeks > 1 and _weeks_between(window.anchor or window.valid_from, day) % window.every_weeks:
        return OTHER_WEEK
    if window.issue_weekdays is not None and day.weekday() not in window.issue_weekdays:
        return NO_ISSUE
    return SKIPS_HOLIDAY if window.skips_holidays and is_holiday(known) else None


def is_holiday(known: DayView | None) -> bool:
    """Whether a date is a holiday or a day off in lieu, as far as is known."""
    return known is not None and known.kind in HOLIDAYS


def exception_on(window: WindowView, day: date) -> ExceptionView | None:
    """What departs from the week on a date."""
    return next((exception for exception in window.exceptions if exception.date == day), None)


def _is_nth(nth: tuple[int, ...], day: date) -> bool:
    is_last = (day + _WEEK).month != day.month
    return (day.day - 1) // 7 + 1 in nth or (is_last and -1 in nth)


def _weeks_between(one: date, other: date) -> int:
    return (_monday(other) - _monday(one)) // _WEEK


def _monday(day: date) -> date:
    return day - _DAY * day.weekday()


def place_of(window: WindowView, day: date, zone: ZoneInfo = ZONE) -> Times:
    """When an item of the window begins and ends on a broadcast date, whether or not the window runs then.

    A start from minute 1,440 on, and an end past midnight, fall on the next calendar day. An article without
    an hour takes its whole local day; an item without a length lasts until the end of the local day it starts on.
    """
    exception = exception_on(window, day)
    minute = window.start_minute
    if exception is not None and exception.runs and exception.start_minute is not None:
        minute = exception.start_minute
    starts_at = local_instant(day, minute or 0, zone)
    if minute is not None and window.length_s > 0:
        return Times(minute, starts_at, starts_at + timedelta(seconds=window.length_s))
    ends_at = local_instant(day + _DAY * ((minute or 0) // DAY_MINUTES + 1), 0, zone)
    return Times(minute, starts_at, ends_at)
