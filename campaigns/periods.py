"""Which local dates a 6-month and an annual report tell of: dated profiles, each with its source.

A profile says on which day of the calendar the figures of the first six months close and on which those of the year.
A year of reports begins where the one before it closed, so years follow each other without a gap and the two halves
of a year share it out: no date is in both, none is lost, and what was done in the year is never less than what was
done in its first six months.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from campaigns.errors import Refused
from campaigns.times import EARLIEST, LATEST

_DAY: Final = timedelta(days=1)
_COMMON_YEAR: Final = 2001
"""A year without 29 February: a closing day must exist in every year."""


class Part(enum.StrEnum):
    """What of a year of reports is told."""

    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"
    YEAR = "year"


class ProfileCode(enum.StrEnum):
    """Where the closing days come from."""

    PLAN = "plan"
    DECREE_09_2019 = "decree_09_2019"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Closing:
    """A day of the calendar, in whichever year: the last that is counted."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The date of that day in a year."""
        return date(year, self.month, self.day)


def exists(day: Closing) -> bool:
    """Whether a day of the calendar is there in every year."""
    try:
        return bool(day.in_year(_COMMON_YEAR))
    except (ValueError, OverflowError):
        return False


@dataclass(frozen=True, slots=True)
class Profile:
    """The last days that count, of the first six months and of the year."""

    code: ProfileCode
    half: Closing
    year: Closing

    def __post_init__(self) -> None:
        if not (exists(self.half) and exists(self.year)):
            raise Refused("period.no_such_day")
        if self.half.in_year(_COMMON_YEAR) >= self.year.in_year(_COMMON_YEAR):
            raise Refused("period.half_after_year")


PLAN: Final = Profile(ProfileCode.PLAN, Closing(6, 14), Closing(12, 31))
"""What a plan asks that has units report before the 15th of June and December.

Source:
    Kế hoạch 36/KH-UBND of 16/02/2017, Bình Phước, III.2 ("định kỳ 6 tháng, năm tổng hợp kết quả thực hiện") and IV.2
    ("trước ngày 15 tháng cuối Quý II và Quý IV"): figures of six months close on 14 June, the last good day; the
    annual report tells of the whole calendar year, with the figures of the six months shown again.
"""
DECREE_09_2019: Final = Profile(ProfileCode.DECREE_09_2019, Closing(6, 14), Closing(12, 14))
"""What periodic reports of state bodies follow: from the 15th of the month before the period to the 14th of its last.

Source:
    Decree 09/2019/NĐ-CP of 24/01/2019, article 12: six months from 15 December of the year before to 14 June, the
    second six from 15 June to 14 December, the year from 15 December of the year before to 14 December.
"""
PROFILES: Final = {one.code: one for one in (PLAN, DECREE_09_2019)}
"""Those that need no figures of the office's own."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of local dates, half-open, that a report tells of."""

    year: int
    part: Part
    starts_on: date
    ends_before: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.starts_on <= day < self.ends_before

    @property
    def last_day(self) -> date:
        """The last date that counts."""
        return self.ends_before - _DAY


def period(profile: Profile, year: int, part: Part) -> Period:
    """The dates of a part of a year of reports.

    Raises:
        Refused: ``period.unknown_year`` unless it and its neighbours are years of our calendar.
    """
    if not EARLIEST.year < year < LATEST.year:
        raise Refused("period.unknown_year", year=year)
    opens = profile.year.in_year(year - 1) + _DAY
    between = profile.half.in_year(year) + _DAY
    closes = profile.year.in_year(year) + _DAY
    ends = {Part.FIRST_HALF: (opens, between), Part.SECOND_HALF: (between, closes), Part.YEAR: (opens, closes)}
    return Period(year, part, *ends[part])


@dataclass(frozen=True, slots=True)
class Choice:
    """What an office has chosen from a year of reports on; later choices of the same year replace earlier ones."""

    from_year: int
    profile: Profile
    source: str = ""  # the paper that an own profile rests on
    half_due: Closing | None = None  # by when the office itself wants its 6-month report out; its own choice
    year_due: Closing | None = None


def due_on(choice: Choice, year: int, part: Part) -> date | None:
    """By which date the office wants a report out; None where it has set none.

    Its annual report may be due early in the year after: a day that comes before the closing of the six months is
    taken for one of that year.

    Source:
        Kế hoạch 36/KH-UBND of 16/02/2017, III.2, fixes no day for the office's own synthesis: it is a setting.
    """
    day = choice.half_due if part is Part.FIRST_HALF else choice.year_due if part is Part.YEAR else None
    if day is None:
        return None
    half = choice.profile.half
    after = part is Part.YEAR and (day.month, day.day) <= (half.month, half.day)
    return day.in_year(year + after)


def in_force(choices: Iterable[Choice], year: int) -> Choice:
    """The choice that holds for a year: of the latest year up to it, the one made last; the plan's own by itself.

    A whole year follows one choice, so that its halves always share it out; what was reported of earlier years reads
    as it did.

    Args:
        choices: in the order in which they were made.
    """
    found = Choice(0, PLAN)
    for one in choices:
        if found.from_year <= one.from_year <= year:
            found = one
    return found
