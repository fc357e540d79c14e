"""Units, the activities that they count in measures of their own, and where their reports stand."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final


class Level(enum.StrEnum):
    """Where a unit stands in the state, in the order of lists."""

    PROVINCE = "province"
    DEPARTMENT = "department"  # sở, ban, ngành
    DISTRICT = "district"  # huyện, thị xã, thành phố
    COMMUNE = "commune"  # xã, phường, thị trấn
    OTHER = "other"  # đài, báo, hội, doanh nghiệp
    GROUP = "group"  # several that a plan names as one: "các sở, ban, ngành"; nobody by itself


LEVELS: Final[Mapping[Level, int]] = {level: place for place, level in enumerate(Level)}


class Activity(enum.StrEnum):
    """What units do beside airtime and articles; named as the channel kinds of a plan's draft are."""

    TRAINING = "training"
    CONTEST = "contest"
    INTEGRATED = "integrated"
    PUBLIC_POSTING = "public_posting"
    PANO = "pano"
    POSTER = "poster"
    BANNER = "banner"
    LEAFLET = "leaflet"
    PORTAL = "portal"
    LOUDSPEAKER = "loudspeaker"


class Figure(enum.StrEnum):
    """One count that a unit reports: an activity and its measure, in the order of the form."""

    TRAINING_CLASSES = "training.classes"  # lớp
    TRAINING_PEOPLE = "training.people"  # lượt người
    CONTESTS = "contest.contests"  # cuộc
    CONTEST_ENTRIES = "contest.entries"  # bài dự thi
    INTEGRATED_SESSIONS = "integrated.sessions"  # hội nghị, buổi
    INTEGRATED_PEOPLE = "integrated.people"  # lượt người
    PROCEDURES_POSTED = "public_posting.procedures"  # thủ tục
    PANOS = "pano.pieces"  # chiếc
    POSTERS = "poster.pieces"  # tờ
    BANNERS = "banner.pieces"  # chiếc
    LEAFLETS = "leaflet.sheets"  # tờ rơi, tờ gấp
    PORTAL_POSTS = "portal.posts"  # tin, bài
    LOUDSPEAKER_RUNS = "loudspeaker.runs"  # lượt phát
    LOUDSPEAKER_MINUTES = "loudspeaker.minutes"  # phút

    @property
    def activity(self) -> Activity:
        """What is counted."""
        return Activity(self.value.partition(".")[0])


Figures = Mapping[Figure, int]
"""Whole numbers >= 0; a figure that nobody told is not there, which is not 0."""
MOST: Final = 999_999_999
"""The largest figure that a form takes."""


class ReportState(enum.StrEnum):
    """A unit's report for one deadline."""

    DRAFT = "draft"  # begun, never handed in
    SUBMITTED = "submitted"
    RETURNED = "returned"  # to be handed in again; its figures do not count meanwhile
    RECEIVED = "received"


class Step(enum.StrEnum):
    """What can befall a unit's report."""

    SAVE = "save"  # as a draft
    HAND_IN = "hand_in"
    RECEIVE = "receive"
    RETURN = "return"


COUNTED: Final = frozenset({ReportState.SUBMITTED, ReportState.RECEIVED})
"""Reports whose figures enter the roll-up."""


class Way(enum.StrEnum):
    """How a report came in."""

    LINK = "link"
    PAPER = "paper"  # entered by the office


class Standing(enum.StrEnum):
    """A unit before one deadline, as reports on reporting say it."""

    WAITING = "waiting"  # nothing yet, and still in time
    MISSING = "missing"
    IN_TIME = "in_time"
    LATE = "late"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit as it was on some date."""

    id: int
    slug: str  # ASCII, stable for life
    name: str
    level: Level
    parent_id: int | None = None  # on that date
    covers: frozenset[Level] = frozenset()  # of a group: the levels that it stands for
    reports: bool = True  # False: owes no report, whatever its duties
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    sample: bool = False
    order: int = 0

    @property
    def rank(self) -> tuple[int, int, int]:
        """Its place in lists: by level, then as the office orders, then by age."""
        return LEVELS[self.level], self.order, self.id


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty of a plan and who has it on some date."""

    obligation_id: int
    unit_id: int
    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Period:
    """One deadline for reports under a plan."""

    deadline_id: int
    plan_id: int
    campaign_id: int
    named: date  # as the plan names it
    inclusive: bool  # False: "before" the named date
    last_day: date  # the last good day; who owes what is asked on it
    text: str  # the clause


@dataclass(frozen=True, slots=True)
class Expected:
    """A unit that owes a report for a period, named as on its last good day."""

    unit_id: int
    name: str
    level: Level
    contact_name: str
    email: str
    phone: str
    clauses: tuple[str, ...]  # of its duties, in the plan's order


@dataclass(frozen=True, slots=True)
class Texts:
    """What a report says in words."""

    difficulties: str = ""
    proposals: str = ""
    exemplary: str = ""  # gương điển hình, cách làm hay

    def as_json(self) -> dict[str, str]:
        """Plain data."""
        return {"difficulties": self.difficulties, "proposals": self.proposals, "exemplary": self.exemplary}

    @classmethod
    def from_json(cls, told: Mapping[str, Any] | None) -> "Texts":
        """From plain data."""
        told = told or {}
        return cls(told.get("difficulties", ""), told.get("proposals", ""), told.get("exemplary", ""))


@dataclass(frozen=True, slots=True)
class HandIn:
    """A report as it was handed in."""

    number: int  # 1, 2, …
    figures: Figures
    texts: Texts
    way: Way
    handed_on: date  # the office's local date
    submitted_at: datetime
    submitted_by: str
    paper: str = ""  # number of the paper, where it came on paper


@dataclass(frozen=True, slots=True)
class UnitReportView:
    """A unit's report for a deadline, with everything handed in, earliest first."""

    id: int
    unit_id: int
    deadline_id: int
    version: int
    state: ReportState
    hand_ins: tuple[HandIn, ...] = ()
    draft_figures: Figures | None = None  # None: no draft
    draft_texts: Texts = field(default_factory=Texts)
    drafted_at: datetime | None = None
    judged_at: datetime | None = None
    judged_by: str = ""
    returned_why: str = ""

    @property
    def last(self) -> HandIn | None:
        """What was handed in last."""
        return self.hand_ins[-1] if self.hand_ins else None

    @property
    def counted(self) -> HandIn | None:
        """What enters the roll-up: the last hand-in, unless it was returned."""
        return self.last if self.state in COUNTED else None


@dataclass(frozen=True, slots=True)
class Receipt:
    """How one unit stands before a period's deadline."""

    unit_id: int
    name: str  # on the last good day
    level: Level
    email: str
    expected: bool  # False: reported without owing it
    standing: Standing
    handed_on: date | None = None  # first time; what lateness is judged by
    submitted_at: datetime | None = None  # last time
    times: int = 0  # how often it handed in
    returned_why: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the roll-up with everything below it. ``total`` is ``own`` and the totals of ``under``."""

    unit: UnitView
    own: Figures  # what the unit itself reported; empty where it did not
    reported: bool
    total: Figures
    under: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class RollUp:
    """A period's figures, each once: by branch, by level, and in all."""

    branches: tuple[Branch, ...]
    levels: tuple[tuple[Level, Figures], ...]  # in the order of Level; only those that reported
    total: Figures
    reported: int  # units whose figures are in it
