"""Papers as they were issued, and how the office is used to issuing them."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from campaigns.columns import Day, Json, UtcDateTime, Words, one_of
from campaigns.models.base import Row, VersionedRow
from campaigns.models.slots import new_uid
from campaigns.values.words import PaperKind


class IssuedPaper(Row, table=True):
    """A version of a paper with its file. Append-only: a change makes the next version."""

    __tablename__ = "issued_paper"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("kind", "key", "version"),
        CheckConstraint("version >= 1 AND (number IS NULL OR number >= 1)", name="counted_from_one"),
        one_of("kind", PaperKind),
        Index("ix_issued_paper_month", "month", "kind"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    kind: PaperKind = Field(sa_type=Words(PaperKind))
    key: str = Field(sa_type=Text)  # what it is about, as its kind names it
    version: int  # of this paper, from 1
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    month: str = Field(sa_type=Text)  # "2017-04", in whose bundle it lies
    number: int | None = None  # None: left to the clerk's hand, or in the paper's own symbol
    symbol: str = Field(sa_type=Text)  # "TB-STP"; "PSX-2017-04-02" where the paper has a code of its own
    issued_on: date = Field(sa_type=Day)  # the paper's date
    issued_at: datetime = Field(sa_type=UtcDateTime)
    issued_by: str = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    recipients: Any = Field(sa_type=Json)  # as printed
    file_name: str = Field(sa_type=Text)
    display_name: str = Field(sa_type=Text)
    content: bytes = Field(sa_type=LargeBinary)
    digest: str = Field(sa_type=Text)  # over the file's uncompressed parts


class PaperHabit(VersionedRow, table=True):
    """How the office numbers and addresses papers of a kind, where it does so otherwise than usual."""

    __tablename__ = "paper_habit"
    __table_args__: ClassVar[Any] = (one_of("kind", PaperKind), {"sqlite_strict": True})

    kind: PaperKind = Field(primary_key=True, sa_type=Words(PaperKind))
    version: int = Field(default=1)
    symbol: str = Field(sa_type=Text)  # "TB-STP"; empty: the usual one
    recipients: Any = Field(sa_type=Json, nullable=True)  # lines; None: the usual ones


class PaperDetails(VersionedRow, table=True):
    """What an officer filled in for one paper, where its content does not follow from the record alone."""

    __tablename__ = "paper_details"
    __table_args__: ClassVar[Any] = (one_of("kind", PaperKind), {"sqlite_strict": True})

    kind: PaperKind = Field(primary_key=True, sa_type=Words(PaperKind))
    key: str = Field(primary_key=True, sa_type=Text)
    version: int = Field(default=1)
    told: Any = Field(sa_type=Json)
