"""Long work that a person asked for: done outside of the request, left and come back to."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text
from sqlmodel import Field

from campaigns.columns import Json, UtcDateTime, Words, YesNo, one_of
from campaigns.models.base import Row
from campaigns.values.words import TaskKind, TaskState


class Task(Row, table=True):
    """One piece of work. Whoever runs it holds it by a token and a lease; one that dies leaves it to the next."""

    __table_args__: ClassVar[Any] = (
        one_of("kind", TaskKind),
        one_of("state", TaskState),
        CheckConstraint("done_steps >= 0 AND (all_steps IS NULL OR done_steps <= all_steps)", name="steps_in_order"),
        CheckConstraint("(ended_at IS NULL) = (state IN ('waiting', 'running'))", name="over_has_an_end"),
        CheckConstraint("(leased_until IS NULL) = (state <> 'running')", name="running_is_leased"),
        Index("ix_task_waiting", "state", "asked_at"),
        Index("ix_task_asked_by", "asked_by", "asked_at"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=Text, unique=True)
    kind: TaskKind = Field(sa_type=Words(TaskKind))
    state: TaskState = Field(default=TaskState.WAITING, sa_type=Words(TaskState))
    asked_by: str = Field(sa_type=Text)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    facts: Any = Field(sa_type=Json)  # what was asked
    payload: bytes | None = Field(default=None, sa_type=LargeBinary)  # a file to work on; gone when it is over
    done_steps: int = Field(default=0)
    all_steps: int | None = Field(default=None)  # None: not known yet
    told: Any = Field(default=None, sa_type=Json, nullable=True)  # latest words of progress: code and facts
    kept: Any = Field(default=None, sa_type=Json, nullable=True)  # from what a restart goes on; gone when it is over
    result: Any = Field(default=None, sa_type=Json, nullable=True)
    refusal: Any = Field(default=None, sa_type=Json, nullable=True)  # code and facts
    stop_asked: bool = Field(default=False, sa_type=YesNo)
    holder: str = Field(default="", sa_type=Text)  # token of who runs it: what another writes no longer counts
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    tries: int = Field(default=0)  # how often it was taken up and not given back in order
    started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # when who asked first looked at the end
