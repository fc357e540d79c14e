"""Which dates are worked: holidays and swapped days under the office's own list, with the lunar date of each."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import holidays as library
from lunar_vn import solar_to_lunar

from campaigns.times import EARLIEST, LATEST
from campaigns.values.outlets import DayView, HolidayView
from campaigns.values.words import DayKind

_WORKED: Final = frozenset({DayKind.WORKING, DayKind.SWAPPED_WORKING})
_PLAIN: Final = frozenset({DayKind.WORKING, DayKind.WEEKEND})
_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_FURTHEST: Final = 400  # dates; more than any lead time needs
_IN_LIEU: Final = "(nghỉ bù)"  # the library's words for a day off because a holiday fell on a weekend,
_INSTEAD_OF: Final = "Ngày nghỉ (thay cho ngày"  # and for one swapped with a worked Saturday


def days(first: date, last: date, holidays: Sequence[HolidayView], *, today: date) -> Mapping[date, DayView]:
    """The calendar from ``first`` to ``last``, both included, earliest first.

    The office's own list wins over the computed days; of two lines for one date the later wins. Only the years
    asked for are computed. Dates outside 2000 to 2100 are left out.

    Args:
        holidays: the office's list, any order, any dates.
        today: decides what is provisional: a computed day off or swapped working day of a later year, until
            the office's list holds a line for that date.

    Source:
        Bộ luật Lao động 2019, Điều 112, with the yearly swaps, as the ``holidays`` package has them; lunar dates
        of UTC+7 (Quyết định 121-CP of 08/08/1967) by Hồ Ngọc Đức's algorithm, as ``lunar-vn`` has it.
    """
    own = {line.date: line for line in holidays}
    first, last = max(first, EARLIEST), min(last, LATEST)
    stretch = (first + _DAY * n for n in range((last - first).days + 1))
    return {day: _day(day, own.get(day), today) for day in stretch}


def works(day: date, known: Mapping[date, DayView]) -> bool:
    """Whether the office works on a date; one that ``known`` lacks goes by the plain week, Monday to Friday."""
    seen = known.get(day)
    return day.weekday() < _SATURDAY if seen is None else seen.kind in _WORKED


def working_day_before(day: date, count: int, known: Mapping[date, DayView]) -> date:
    """The date ``count`` working days before ``day``; with 0 the day itself, or the last one worked before it.

    A date that ``known`` lacks goes by the plain week. The search ends 400 dates back.
    """
    found = day if count == 0 else day - _DAY
    left = max(count, 1)
    for _ in range(_FURTHEST):
        left -= works(found, known)
        if not left:
            break
        found -= _DAY
    return found


def working_day_after(day: date, count: int, known: Mapping[date, DayView]) -> date:
    """The date ``count`` working days after ``day``, at least 1; a date that ``known`` lacks goes by the plain week.

    The search ends 400 dates ahead.
    """
    found = day
    for _ in range(_FURTHEST):
        found += _DAY
        count -= works(found, known)
        if count <= 0:
            break
    return found


def _day(day: date, own: HolidayView | None, today: date) -> DayView:
    plain = DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKING
    kind, name = _computed_year(day.year).get(day, (plain, ""))
    provisional = day.year > today.year and kind not in _PLAIN
    if own is not None:
        kind, name, provisional = own.kind, own.name or (name if own.kind is kind else ""), False
    lunar_day, lunar_month, leap = _lunar(day)
    return DayView(day, kind, lunar_day, lunar_month, leap, name, provisional)


@lru_cache(maxsize=128)
def _computed_year(year: int) -> Mapping[date, tuple[DayKind, str]]:
    """Kind and Vietnamese name of every date of a year that departs from the plain week."""
    found = library.country_holidays("VN", years=year, language="vi")
    told = {day: (DayKind.SWAPPED_WORKING, "") for day in found.weekend_workdays if day.year == year}
    for day in found:
        names = found.get_list(day)
        instead = all(name.endswith(_IN_LIEU) or name.startswith(_INSTEAD_OF) for name in names)
        told[day] = (DayKind.IN_LIEU if instead else DayKind.HOLIDAY, ", ".join(names))
    return told


@lru_cache(maxsize=4096)
def _lunar(day: date) -> tuple[int, int, bool]:
    found = solar_to_lunar(day)
    return found.day, found.month, found.leap
