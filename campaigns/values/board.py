"""What the month board shows beside the slots: free places, findings and their remedies, totals, states as shown."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from campaigns.values.papers import DeadlineKind
from campaigns.values.words import RuleLevel


class ShownState(enum.StrEnum):
    """What a person sees of a slot, in the order of the legend."""

    PLANNED = "planned"
    SENT = "sent"  # planned, and the outlet knows
    CONFIRMED = "confirmed"
    ON_AIR = "on_air"
    AWAITING = "awaiting"  # over, evidence awaited
    PRESUMED = "presumed"  # aired by the outlet's policy on silence only
    AIRED = "aired"
    MISSED = "missed"
    ASKED = "asked"  # the outlet asks to move, or declines
    CANCELLED = "cancelled"


class FindingGroup(enum.StrEnum):
    """The headings of the list of warnings, in its order."""

    CAPACITY = "capacity"  # sức chứa
    RUNNING = "running"  # ngày phát
    THEME = "theme"  # trùng chủ đề
    QUOTA = "quota"  # chỉ tiêu
    RHYTHM = "rhythm"  # tính liên tục
    BUDGET = "budget"  # ngân sách
    LEAD = "lead"  # hạn gửi
    MISS = "miss"  # lỡ phát
    OFFER = "offer"  # xin đổi


@dataclass(frozen=True, slots=True)
class Times:
    """When an item of a cell begins and ends; half-open."""

    start_minute: int | None  # local minutes after the broadcast date's midnight; None: an article without an hour
    starts_at: datetime  # UTC
    ends_at: datetime  # UTC, after starts_at


@dataclass(frozen=True, slots=True)
class Remedy:
    """A free place near the one that a finding speaks of; taking it breaks no blocking rule."""

    window_id: int
    programme: str
    date: date
    start_minute: int | None
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say about a month or a placement; its sentence is chosen at the edge by ``code``."""

    code: str
    group: FindingGroup
    level: RuleLevel
    uids: tuple[str, ...]  # of the slots it is about, earliest first; a slot not yet placed has none
    window_id: int | None  # the cell to show; None with date None: no single cell
    date: date | None
    facts: Mapping[str, Any] = field(default_factory=dict)  # what the sentence needs
    remedies: tuple[Remedy, ...] = ()  # at most three, best first


@dataclass(frozen=True, slots=True)
class Sum:
    """Slots that hold a place, added up."""

    spots: int = 0
    confirmed: int = 0  # of them, those that the outlet has said yes to, or that went out
    length_s: int = 0
    known_vnd: int = 0  # of those whose price is agreed
    unpriced: int = 0  # how many have no agreed price
    quota: int | None = None  # spots agreed; None: no figure for all of it

    @property
    def cost_vnd(self) -> int | None:
        """What it costs; None while any price is missing, for a figure is never assumed."""
        return None if self.unpriced else self.known_vnd


@dataclass(frozen=True, slots=True)
class Totals:
    """A month added up: each window, outlet and date that was asked about has an entry, empty ones too."""

    windows: Mapping[int, Sum]
    outlets: Mapping[int, Sum]
    days: Mapping[date, Sum]  # their quota is None
    whole: Sum


@dataclass(frozen=True, slots=True)
class SlotDeadline:
    """Until when something must be done for a slot: the last good day and its hour."""

    kind: DeadlineKind
    date: date
    at: datetime  # UTC; from this instant on it is too late
