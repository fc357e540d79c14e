"""Proof of what was published, kept for good."""

import datetime as dt
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from campaigns.columns import Day, Json, UtcDateTime, Words, one_of
from campaigns.models.base import Row
from campaigns.models.slots import new_uid
from campaigns.values.words import ProofKind


class Proof(Row, table=True):
    """A page that shows an article. Append-only: a better one stands beside it, and so does a correction."""

    __table_args__: ClassVar[Any] = (
        one_of("kind", ProofKind),
        UniqueConstraint("slot_id", "mark"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    slot_id: int = Field(foreign_key="slot.id", index=True)
    kind: ProofKind = Field(sa_type=Words(ProofKind))
    media: str = Field(sa_type=Text)
    content: bytes = Field(sa_type=LargeBinary)
    size: int
    sha256: str = Field(sa_type=Text)  # of the content; the history has it too
    mark: str = Field(sa_type=Text)  # the same for the same page handed in with the same words
    file_name: str = Field(sa_type=Text)
    url: str = Field(sa_type=Text)
    placed: Any = Field(sa_type=Json)  # values.slots.Placed, as delivered
    published_on: dt.date = Field(sa_type=Day)
    width: int | None = Field(default=None)
    height: int | None = Field(default=None)
    received_at: datetime = Field(sa_type=UtcDateTime)
    received_by: str = Field(sa_type=Text)
