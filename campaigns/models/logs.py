"""As-run logs as stations hand them in: the file, every line as received, and what each line was taken for."""

import datetime as dt
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from campaigns.columns import Day, Json, UtcDateTime, Words, YesNo, one_of
from campaigns.models.base import Row
from campaigns.values.words import HandedKind


class AsRunLog(Row, table=True):
    """One file or pasted table. Until a person has said what its columns tell, nothing is taken from it."""

    __tablename__ = "as_run_log"
    __table_args__: ClassVar[Any] = (Index("ix_as_run_log_outlet", "outlet_id", "received_at"), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=Text, unique=True)
    outlet_id: int = Field(foreign_key="outlet.id")
    file_name: str = Field(sa_type=Text)
    content: bytes = Field(sa_type=LargeBinary)
    day: dt.date | None = Field(default=None, sa_type=Day)  # broadcast date of lines that name none
    whole_day: bool = Field(default=False, sa_type=YesNo)  # it tells all of its days: what is not in it did not air
    columns: Any = Field(sa_type=Json)  # place of each column that tells something, from 0
    received_at: datetime = Field(sa_type=UtcDateTime)
    received_by: str = Field(sa_type=Text)
    taken_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    counts: Any = Field(default=None, sa_type=Json, nullable=True)  # lines, read, new, unread; once it is taken in


class AsRunLine(Row, table=True):
    """One line of a log. An airing that several logs tell alike is kept once."""

    __tablename__ = "as_run_line"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("outlet_id", "mark"),
        Index("ix_as_run_line_date", "outlet_id", "date"),
        Index("ix_as_run_line_slot", "slot_uid"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    log_id: int = Field(foreign_key="as_run_log.id", index=True)
    outlet_id: int = Field(foreign_key="outlet.id")
    number: int
    raw: str = Field(sa_type=Text)
    mark: str = Field(sa_type=Text)  # the same for every telling of this airing
    date: dt.date | None = Field(default=None, sa_type=Day)  # broadcast date; None: it could not be read
    starts_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    length_s: int | None = Field(default=None)
    programme: str = Field(default="", sa_type=Text)
    title: str = Field(default="", sa_type=Text)
    theme: str = Field(default="", sa_type=Text)
    channel: str = Field(default="", sa_type=Text)
    trouble: Any = Field(default=None, sa_type=Json, nullable=True)  # code and facts: why it could not be read
    slot_uid: str = Field(default="", sa_type=Text)  # that it shows, or may show while it is doubtful
    labels: Any = Field(default_factory=list, sa_type=Json)
    doubt: Any = Field(default=None, sa_type=Json, nullable=True)  # why a person must look, and what else it could be
    decided_by: str = Field(default="", sa_type=Text)  # a person who said what it is; empty: the reconciliation
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OutletHandIn(Row, table=True):
    """Something that an outlet handed in by its personal link, and whether the office has seen that."""

    __tablename__ = "outlet_hand_in"
    __table_args__: ClassVar[Any] = (one_of("kind", HandedKind), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=Text, unique=True)
    outlet_id: int = Field(foreign_key="outlet.id", index=True)
    link_id: int = Field(foreign_key="outlet_link.id")
    kind: HandedKind = Field(sa_type=Words(HandedKind))
    file_name: str = Field(sa_type=Text)
    log_id: int | None = Field(default=None, foreign_key="as_run_log.id", unique=True)
    told: Any = Field(default=None, sa_type=Json, nullable=True)  # of a list: attested, missed, same, unread
    handed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # None: a log that was only read on trial
    handed_by: str = Field(sa_type=Text)
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
