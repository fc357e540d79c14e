"""Plans as adopted: what was ordered, of whom, by when."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from campaigns.columns import Day, Json, UtcDateTime, Words, YesNo, one_of
from campaigns.models.base import Row, VersionedRow
from campaigns.values.words import PlanState


class Plan(VersionedRow, table=True):
    """An official communication plan: first a draft that the officer corrects, then binding."""

    __table_args__: ClassVar[Any] = (one_of("state", PlanState), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    state: PlanState = Field(default=PlanState.DRAFT, sa_type=Words(PlanState))
    file_name: str = Field(sa_type=Text)
    source_text: str = Field(sa_type=Text)  # NFC, as read
    draft: Any = Field(sa_type=Json)  # the draft of interfaces.md, as corrected
    number: str = Field(default="", sa_type=Text)
    symbol: str = Field(default="", sa_type=Text)
    title: str = Field(default="", sa_type=Text)
    issuing_body: str = Field(default="", sa_type=Text)
    signed_on: date | None = Field(default=None, sa_type=Day)
    year: int | None = Field(default=None)
    sample: bool = Field(default=False, sa_type=YesNo)
    created_at: datetime = Field(sa_type=UtcDateTime)
    adopted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Campaign(Row, table=True):
    """The year's work that an adopted plan opens."""

    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", unique=True)
    slug: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    starts_on: date = Field(sa_type=Day)
    ends_before: date = Field(sa_type=Day)  # first date outside


class Theme(Row, table=True):
    """One content that the plan wants told; a letter and a colour make it recognisable."""

    __table_args__: ClassVar[Any] = (UniqueConstraint("campaign_id", "letter"), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    letter: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)  # short, for chips and cards
    text: str = Field(sa_type=Text)  # the clause, verbatim
    sensitive: bool = Field(default=False, sa_type=YesNo)  # its items need a second sign-off
    order: int = Field(default=0)


class Obligation(Row, table=True):
    """A duty that the plan gives a unit, quoting its clause; who has it on a date is said by ``units.DutyTerm``."""

    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)  # whom the plan names
    clause: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    order: int = Field(default=0)


class ReportDeadline(Row, table=True):
    """A date before which, or by which, reports are due under a plan."""

    __tablename__ = "report_deadline"
    __table_args__: ClassVar[Any] = (UniqueConstraint("plan_id", "named_date"), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    named_date: date = Field(sa_type=Day)  # as the plan names it
    inclusive: bool = Field(sa_type=YesNo)  # False: "before" the named date
    text: str = Field(sa_type=Text)
