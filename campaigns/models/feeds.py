"""Calendar feeds: ready blocks, who may fetch them, and who has fetched which revision."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from campaigns.columns import UtcDateTime, YesNo
from campaigns.models.base import KeyRow, Row


class Feed(Row, table=True):
    """One calendar: an outlet's, a campaign's or the officer's. ``revision`` rises with every change of its bytes."""

    __table_args__: ClassVar[Any] = (UniqueConstraint("kind", "subject_id"), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_type=Text)  # outlet, campaign, officer
    subject_id: int  # of the outlet or campaign; 0 for the officer's
    slug: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    description: str = Field(sa_type=Text)
    generation: int = Field(default=0)  # raised by a restore, after which revisions may have fallen
    revision: int = Field(default=0)
    changed_at: datetime = Field(sa_type=UtcDateTime)


class FeedToken(KeyRow, table=True):
    """Someone's key to a feed. The token is derived from ``nonce`` and the site's key, and not kept."""

    __tablename__ = "feed_token"
    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    id: int | None = Field(default=None, primary_key=True)
    feed_id: int = Field(foreign_key="feed.id", index=True)
    fetched_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    fetched_revision: int | None = Field(default=None)
    fetched_by: str = Field(default="", sa_type=Text)  # family of the calendar program


class FeedItem(Row, table=True):
    """An entry as it stands in one feed, serialised once when it changed."""

    __tablename__ = "feed_item"
    __table_args__: ClassVar[Any] = (
        Index("ix_feed_item_order", "feed_id", "starts_at", "uid"),
        {"sqlite_strict": True},
    )

    feed_id: int = Field(primary_key=True, foreign_key="feed.id")
    uid: str = Field(primary_key=True, sa_type=Text)
    slot_id: int | None = Field(default=None, foreign_key="slot.id", index=True)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    leaves_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # cancelled ones stay until then
    revision: int  # of the feed when this block came in
    block: bytes = Field(sa_type=LargeBinary)


class Deadline(Row, table=True):
    """A date that stands in calendars: a report, a script, material. It has a name for life, as slots do."""

    __table_args__: ClassVar[Any] = (UniqueConstraint("kind", "subject_id"), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=Text, unique=True)
    kind: str = Field(sa_type=Text)  # report, script, material, booking
    subject_id: str = Field(sa_type=Text)  # slot uid, or id of the report deadline
    outlet_id: int | None = Field(default=None, foreign_key="outlet.id")  # when the outlet owes it
    campaign_id: int = Field(foreign_key="campaign.id")
    title: str = Field(sa_type=Text)
    about: str = Field(default="", sa_type=Text)  # the item or the plan that it is for
    due_at: datetime = Field(sa_type=UtcDateTime)
    all_day: bool = Field(sa_type=YesNo)
    done: bool = Field(default=False, sa_type=YesNo)
    cancelled: bool = Field(default=False, sa_type=YesNo)  # what it was for is cancelled
    revision: int = Field(default=0)
    created_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
