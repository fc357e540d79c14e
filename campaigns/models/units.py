"""Bodies with duties, what each was called and belonged to by date, their links, and what they reported."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from campaigns.columns import Day, Json, UtcDateTime, Words, YesNo, one_of
from campaigns.models.base import KeyRow, Row, VersionedRow
from campaigns.values.units import Level, ReportState, Way


class Unit(VersionedRow, table=True):
    """A body with duties under a plan: who it is for life. Its name, level and parent are dated."""

    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    slug: str = Field(sa_type=Text, unique=True)
    contact_name: str = Field(default="", sa_type=Text)
    contact_email: str = Field(default="", sa_type=Text)
    contact_phone: str = Field(default="", sa_type=Text)
    sample: bool = Field(default=False, sa_type=YesNo)
    order: int = Field(default=0)


class UnitTerm(Row, table=True):
    """What a unit was called from a date until another, at which level, and into which it merged at the end."""

    __tablename__ = "unit_term"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("unit_id", "valid_from"),
        one_of("level", Level),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    name: str = Field(sa_type=Text)
    level: Level = Field(default=Level.DEPARTMENT, sa_type=Words(Level))
    covers: Any = Field(default_factory=list, sa_type=Json)  # of a group: the levels that it stands for
    reports: bool = Field(default=True, sa_type=YesNo)  # False: owes no report, whatever its duties
    valid_from: date = Field(sa_type=Day)
    valid_until: date | None = Field(default=None, sa_type=Day)  # first date outside
    merged_into_id: int | None = Field(default=None, foreign_key="unit.id")


class UnitParent(Row, table=True):
    """Under which unit another stood from a date until another."""

    __tablename__ = "unit_parent"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("unit_id", "valid_from"),
        CheckConstraint("parent_id <> unit_id", name="parent_is_another"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    parent_id: int = Field(foreign_key="unit.id", index=True)
    valid_from: date = Field(sa_type=Day)
    valid_until: date | None = Field(default=None, sa_type=Day)  # first date outside


class DutyTerm(Row, table=True):
    """Who has a duty of a plan from a date until another."""

    __tablename__ = "duty_term"
    __table_args__: ClassVar[Any] = (UniqueConstraint("obligation_id", "valid_from"), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    valid_from: date = Field(sa_type=Day)
    valid_until: date | None = Field(default=None, sa_type=Day)  # first date outside


class UnitLink(KeyRow, table=True):
    """A link by which a unit reports. Its token is derived from ``nonce`` and the site's key, not kept."""

    __tablename__ = "unit_link"
    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class UnitReport(VersionedRow, table=True):
    """Where a unit's report for one deadline stands; what was handed in lies in ``UnitHandIn``."""

    __tablename__ = "unit_report"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("unit_id", "deadline_id"),
        one_of("state", ReportState),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    deadline_id: int = Field(foreign_key="report_deadline.id", index=True)
    state: ReportState = Field(default=ReportState.DRAFT, sa_type=Words(ReportState))
    draft: Any = Field(default=None, sa_type=Json, nullable=True)  # figures and texts not yet handed in
    drafted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    judged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # received or returned
    judged_by: str = Field(default="", sa_type=Text)
    returned_why: str = Field(default="", sa_type=Text)  # of the last return


class UnitHandIn(Row, table=True):
    """A report as it was handed in, by link or on paper. Append-only: handed in again is another row."""

    __tablename__ = "unit_hand_in"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("report_id", "number"),
        one_of("way", Way),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="unit_report.id", index=True)
    number: int  # 1, 2, … of this report
    figures: Any = Field(sa_type=Json)  # by values.units.Figure, whole numbers
    texts: Any = Field(sa_type=Json)  # values.units.Texts
    way: Way = Field(sa_type=Words(Way))
    handed_on: date = Field(sa_type=Day)  # the office's local date on which it came in
    paper: str = Field(default="", sa_type=Text)  # number of the paper that came by post
    submitted_at: datetime = Field(sa_type=UtcDateTime)
    submitted_by: str = Field(sa_type=Text)
