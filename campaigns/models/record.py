"""What must never be lost: history, transitions, messages to send, and who did which periodic job."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from campaigns.columns import Json, UtcDateTime, Words, one_of
from campaigns.models.base import Row, VersionedRow
from campaigns.values.words import RuleLevel


class History(Row, table=True):
    """Who changed what, when. Append-only: triggers refuse UPDATE and DELETE, and each row seals the one before."""

    __table_args__: ClassVar[Any] = (
        Index("ix_history_subject", "subject", "subject_id"),
        {"sqlite_strict": True},
    )

    seq: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # when the clock should have acted
    actor: str = Field(sa_type=Text)
    subject: str = Field(sa_type=Text)  # slot, plan, outlet, user …
    subject_id: str = Field(sa_type=Text)
    what: str = Field(sa_type=Text)
    before: Any = Field(default=None, sa_type=Json, nullable=True)
    after: Any = Field(default=None, sa_type=Json, nullable=True)
    seal: str = Field(sa_type=Text, unique=True)


class HistoryHead(Row, table=True):
    """The newest row of the history, sealed: without it a history that was cut off at its end would look whole."""

    __tablename__ = "history_head"
    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    id: int = Field(default=1, primary_key=True)
    seq: int
    seal: str = Field(sa_type=Text)  # of that row, sealed once more with its number


class Transition(Row, table=True):
    """A step that the clock took; the unique key makes it happen once."""

    __table_args__: ClassVar[Any] = (
        UniqueConstraint("slot_id", "generation", "to_state"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    slot_id: int = Field(foreign_key="slot.id")
    generation: int
    to_state: str = Field(sa_type=Text)
    due_at: datetime = Field(sa_type=UtcDateTime)
    recorded_at: datetime = Field(sa_type=UtcDateTime)


class Outbox(Row, table=True):
    """A message to deliver, written with the change that caused it. Delivered at least once, under one Message-ID."""

    __table_args__: ClassVar[Any] = (
        Index("ix_outbox_waiting", "done_at", "not_before"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    dedupe_key: str = Field(sa_type=Text, unique=True)
    kind: str = Field(sa_type=Text)
    to: str = Field(sa_type=Text)
    facts: Any = Field(sa_type=Json)  # what the sentence needs; worded when delivered
    slot_uid: str | None = Field(default=None, sa_type=Text)
    slot_generation: int | None = Field(default=None)
    created_at: datetime = Field(sa_type=UtcDateTime)
    not_before: datetime = Field(sa_type=UtcDateTime)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    tries: int = Field(default=0)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str = Field(default="", sa_type=Text)  # sent, overtaken, digest, or the last trouble


class Reminder(Row, table=True):
    """When someone must be reminded of what; an instant computed when written, not a pattern."""

    __table_args__: ClassVar[Any] = (
        UniqueConstraint("kind", "subject_id", "generation"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_type=Text)  # script, material, booking, report, urging
    subject_id: str = Field(sa_type=Text)  # slot uid or deadline uid
    generation: int
    due_at: datetime = Field(sa_type=UtcDateTime)  # of the thing
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)  # of the reminder; None: done


class JobRun(Row, table=True):
    """The primary key is the whole election of who runs a periodic job."""

    __tablename__ = "job_run"
    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    name: str = Field(primary_key=True, sa_type=Text)
    period: str = Field(primary_key=True, sa_type=Text)
    taken_at: datetime = Field(sa_type=UtcDateTime)
    leased_until: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str = Field(default="", sa_type=Text)


class Heartbeat(Row, table=True):
    """When a scheduler was last seen alive, by the machine's own clock."""

    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    name: str = Field(primary_key=True, sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)


class Office(VersionedRow, table=True):
    """The body that runs the campaign, as its papers name it; one row."""

    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    profile: Any = Field(sa_type=Json)  # values.papers.OfficeView
    email: str = Field(default="", sa_type=Text)  # where the office is reminded


class RuleSetting(Row, table=True):
    """How strongly a rule of the month speaks at this office, where it has said other than usual."""

    __tablename__ = "rule_setting"
    __table_args__: ClassVar[Any] = (one_of("level", RuleLevel), {"sqlite_strict": True})

    code: str = Field(primary_key=True, sa_type=Text)  # the rule's, as its finding carries it
    level: RuleLevel = Field(sa_type=Words(RuleLevel))


class IdempotentAnswer(Row, table=True):
    """What was answered to a request that may be repeated."""

    __tablename__ = "idempotent_answer"
    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    key: str = Field(primary_key=True, sa_type=Text)  # person and key
    body_hash: str = Field(sa_type=Text)
    status: int
    answer: bytes = Field(sa_type=LargeBinary)
    at: datetime = Field(sa_type=UtcDateTime)
