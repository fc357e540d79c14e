"""On which days units are urged to report, and what was done about whom."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from campaigns.columns import UtcDateTime, Words, one_of
from campaigns.models.base import Row, VersionedRow
from campaigns.values.urging import Rung


class UrgingLadder(VersionedRow, table=True):
    """The office's own days around a last good day; one row, none until it has chosen. As ``values.urging.Ladder``."""

    __tablename__ = "urging_ladder"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("notice_days >= reminder_days AND reminder_days >= 0", name="mails_in_order"),
        CheckConstraint("synthesis_days >= letter_days AND letter_days >= 1", name="papers_in_order"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    notice_days: int
    reminder_days: int
    letter_days: int
    synthesis_days: int


class UrgingStep(Row, table=True):
    """A rung taken for a unit; the unique key makes it happen once. Append-only."""

    __tablename__ = "urging_step"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("deadline_id", "unit_id", "rung"),
        one_of("rung", Rung),
        CheckConstraint("reminded >= 0", name="reminded_not_negative"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    deadline_id: int = Field(foreign_key="report_deadline.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    rung: Rung = Field(sa_type=Words(Rung))
    taken_at: datetime = Field(sa_type=UtcDateTime)
    to: str = Field(default="", sa_type=Text)  # where it was mailed; empty: no address was known
    reminded: int = Field(default=0)  # how often mail had been addressed to the unit before
    paper: str = Field(default="", sa_type=Text)  # of a letter or list: its key among papers
