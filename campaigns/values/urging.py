"""The ladder by which units are urged to report, as frozen values: rungs, an office's dates, where a unit stands."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from campaigns.values.issued import Stationery
from campaigns.values.papers import OfficeView, PlanCitation


class Rung(enum.StrEnum):
    """Steps by which a unit is urged, from the mildest on."""

    NOTICE = "notice"  # courtesy: the date is coming
    REMINDER = "reminder"  # the last good day is here
    LETTER = "letter"  # an official letter to those who are late
    LIST = "list"  # the list of the silent to the body above


RUNGS: Final = tuple(Rung)
MAILS: Final = frozenset({Rung.NOTICE, Rung.REMINDER})
"""Rungs that the clock takes by itself; the others are papers, which somebody reviews and signs."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """An office's choice of days around a last good day; the figures are proposals until it has chosen.

    With a last good day of 14 June they are 1 June, 13 June, 15 June and 20 June.
    """

    notice_days: int = 13  # calendar days before the last good day, >= reminder_days
    reminder_days: int = 1  # the same, >= 0
    letter_days: int = 1  # calendar days after the last good day, >= 1: until then nobody is late
    synthesis_days: int = 6  # the same, >= letter_days: the office's own report, which no plan dates
    chosen: bool = False  # by the office


@dataclass(frozen=True, slots=True)
class LadderDates:
    """The dates of one period's ladder."""

    last_day: date  # the last on which a report is in time
    on: Mapping[Rung, date]
    answer_by: date  # what a letter gives those who are late


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one unit stands in one period."""

    unit_id: int
    received_at: datetime | None = None  # None: silent, or what it sent was returned
    taken: frozenset[Rung] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """A rung that is due for a unit."""

    rung: Rung
    unit_id: int


@dataclass(frozen=True, slots=True)
class SilentUnit:
    """A unit that owes a report and has sent none."""

    name: str
    reminded: int  # how often mail had been addressed to it


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit whose report came after the last good day."""

    name: str
    received_on: date
    days_late: int


@dataclass(frozen=True, slots=True)
class UrgingLetter:
    """All that an official letter to the silent units says."""

    office: OfficeView
    plan: PlanCitation
    period: str  # "6 tháng đầu năm 2017"
    named_date: date  # as the plan names it
    inclusive: bool  # False: reports were due before it
    answer_by: date
    silent: tuple[SilentUnit, ...]  # in the order of lists; at least one
    given: Stationery
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SilentList:
    """All that the list of the silent units to the body above says."""

    office: OfficeView
    plan: PlanCitation
    to: str  # "Ủy ban nhân dân tỉnh Bình Phước"
    period: str
    named_date: date
    inclusive: bool
    in_time: int  # units that reported by the last good day
    late: tuple[LateUnit, ...]
    silent: tuple[SilentUnit, ...]  # at least one
    given: Stationery
    recipients: tuple[str, ...]
    letter: str = ""  # "642/STP-KSTTHC"; empty where its number is not on record
    letter_dated: date | None = None  # None: no letter has gone
