"""Last good days, reminders, and the deadlines of producing a slot."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from campaigns.calendar import working_day_after, working_day_before
from campaigns.errors import Refused
from campaigns.times import ZONE, local_instant
from campaigns.values.board import SlotDeadline
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.papers import DeadlineKind

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFFICE_MINUTE: Final = 16 * 60
"""The hour at which a good day ends, unless the office says otherwise; local minutes after midnight."""
_DAY: Final = timedelta(days=1)


def last_good_day(named: date, *, inclusive: bool) -> date:
    """The last date on which something named "by" a date is in time.

    "Trước ngày 15" (``inclusive`` False) makes the 14th the last good day; "chậm nhất ngày 15" (True) the 15th.

    Source:
        Kế hoạch 36/KH-UBND of 16/02/2017, Bình Phước, IV.2: "Định kỳ trước ngày 15 tháng cuối Quý II và Quý IV".
    """
    return named if inclusive else named - _DAY


def in_time(done_on: date, named: date, *, inclusive: bool) -> bool:
    """Whether something done on a date meets a deadline."""
    return done_on <= last_good_day(named, inclusive=inclusive)


def named_dates(rule: Mapping[str, Any], year: int) -> tuple[date, ...]:
    """The dates that a plan's rule names for a year, earliest first.

    Args:
        rule: as in a plan draft. ``day`` 1 to 31, a day that the month lacks being its last one, and ``month``:
            ``every``, ``next`` (the month after each), ``last_of_quarter``, ``first_of_quarter`` or
            ``first_of_next_quarter``; with ``quarters``, 1 to 4, only those. Or ``weekday``, ``mon`` to ``sun``, of
            every week. Or ``month_days`` (``06-30``) of the year and ``month_days_after`` of the year after it.

    Raises:
        Refused: ``deadline.unknown_rule`` with ``rule`` when it is none of these.
    """
    if rule.get("weekday") in WEEKDAYS:
        first = date(year, 1, 1)
        start = first + _DAY * ((WEEKDAYS.index(rule["weekday"]) - first.weekday()) % 7)
        return tuple(day for week in range(53) if (day := start + _DAY * 7 * week).year == year)
    if "month_days" in rule:
        return _days_named(rule, year)
    day, months = rule.get("day", 0), _months(rule)
    if not months or not _are_within((day,), 31):
        raise Refused("deadline.unknown_rule", rule=dict(rule))
    return tuple(_day_of_month(year + (month - 1) // 12, (month - 1) % 12 + 1, day) for month in months)


def _days_named(rule: Mapping[str, Any], year: int) -> tuple[date, ...]:
    told = [(year, day) for day in rule["month_days"]] + [(year + 1, day) for day in rule.get("month_days_after", ())]
    try:
        return tuple(sorted(_day_of_month(of, int(day[:2]), int(day[3:])) for of, day in told))
    except (ValueError, TypeError, OverflowError) as error:
        raise Refused("deadline.unknown_rule", rule=dict(rule)) from error


def _months(rule: Mapping[str, Any]) -> tuple[int, ...]:
    """The months of a rule, counted from January of its year; none when the rule is none of ours."""
    month, quarters = rule.get("month"), rule.get("quarters") or (1, 2, 3, 4)
    if month in {"every", "next"}:
        return tuple(range(1, 13)) if month == "every" else tuple(range(2, 14))
    after = {"last_of_quarter": 0, "first_of_quarter": -2, "first_of_next_quarter": 1}.get(str(month))
    if after is None or not _are_within(quarters, 4):
        return ()
    return tuple(quarter * 3 + after for quarter in sorted(set(quarters)))


def _are_within(given: Any, most: int) -> bool:
    """Whether these are whole numbers from 1 to ``most``, one at least."""
    return isinstance(given, list | tuple) and bool(given) and all(type(n) is int and 1 <= n <= most for n in given)


def _day_of_month(year: int, month: int, day: int) -> date:
    last = date(year + month // 12, month % 12 + 1, 1) - _DAY
    return min(last, date(year, month, min(day, 28)) + _DAY * max(0, day - 28))


def reminder_days(last_day: date, days_before: Sequence[int], calendar: Mapping[date, DayView]) -> tuple[date, ...]:
    """On which dates to remind of a last good day: each once, earliest first.

    Each lies ``days_before`` calendar days ahead of it; one that nobody works moves to the working day before.
    """
    return tuple(sorted({working_day_before(last_day - _DAY * ahead, 0, calendar) for ahead in days_before}))


def chasing_days(last_day: date, days_after: Sequence[int], calendar: Mapping[date, DayView]) -> tuple[date, ...]:
    """On which dates to ask for what has not come though its day is over: each once, earliest first.

    Each is ``days_after`` working days after ``last_day``, which is the day itself: nobody is asked on a day off.
    """
    return tuple(sorted({working_day_after(last_day, after, calendar) for after in days_after}))


def slot_deadlines(
    window: WindowView,
    day: date,
    calendar: Mapping[date, DayView],
    *,
    minute: int = OFFICE_MINUTE,
    zone: ZoneInfo = ZONE,
) -> tuple[SlotDeadline, ...]:
    """Booking, script and material deadlines of an item on a date, in this order; what is not agreed is left out.

    Each is the agreed number of working days before the date, at ``minute`` after that day's local midnight.
    """
    agreed = (
        (DeadlineKind.BOOKING, window.booking_lead_days),
        (DeadlineKind.SCRIPT, window.script_lead_days),
        (DeadlineKind.MATERIAL, window.material_lead_days),
    )
    found = ((kind, working_day_before(day, lead, calendar)) for kind, lead in agreed if lead is not None)
    return tuple(SlotDeadline(kind, due, local_instant(due, minute, zone)) for kind, due in found)


def booking_deadline(
    window: WindowView,
    day: date,
    calendar: Mapping[date, DayView],
    *,
    minute: int = OFFICE_MINUTE,
    zone: ZoneInfo = ZONE,
) -> datetime | None:
    """The instant from which it is too late to book an item for a date; None where nothing is agreed."""
    if window.booking_lead_days is None:
        return None
    return local_instant(working_day_before(day, window.booking_lead_days, calendar), minute, zone)
