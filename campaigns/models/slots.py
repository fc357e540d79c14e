"""The month's work in progress: slots, who changed which cell, edits that can be undone, released versions."""

import datetime as dt
import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from campaigns.columns import Amount, Day, Json, UtcDateTime, Words, YesNo, one_of
from campaigns.models.base import Row, VersionedRow
from campaigns.values.words import AskReason, Evidence, OfferState, Resolution, SlotState

HOLDS_A_PLACE = text("state NOT IN ('cancelled', 'missed')")


def new_uid() -> str:
    """A fresh public name."""
    return str(uuid.uuid4())


class Month(Row, table=True):
    """One month of the whole office; every placement bumps its version, so that two people cannot book one place."""

    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    month: str = Field(primary_key=True, sa_type=Text)
    version: int = Field(default=0)
    released: int = Field(default=0)  # number of the newest release


class Slot(VersionedRow, table=True):
    """One place in a programme or an issue, held for a campaign."""

    __table_args__: ClassVar[Any] = (
        one_of("state", SlotState),
        one_of("evidence", Evidence),
        one_of("resolution", Resolution),
        CheckConstraint("starts_at < ends_at", name="runs_forward"),
        CheckConstraint("duration_s >= 0", name="duration_not_negative"),
        Index(
            "one_live_slot_per_place",
            "window_id",
            "date",
            "place",
            unique=True,
            sqlite_where=HOLDS_A_PLACE,
            postgresql_where=HOLDS_A_PLACE,
        ),
        Index("ix_slot_month_outlet", "month", "outlet_id"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    version: int = Field(default=1)
    revision: int = Field(default=0)
    generation: int = Field(default=0)
    month: str = Field(sa_type=Text, foreign_key="month.month")
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    theme_id: int = Field(foreign_key="theme.id")
    window_id: int = Field(foreign_key="programme_window.id")
    outlet_id: int = Field(foreign_key="outlet.id")
    title: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    date: dt.date = Field(sa_type=Day)
    start_minute: int | None = Field(default=None)
    zone: str = Field(sa_type=Text)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    duration_s: int
    place: int
    state: SlotState = Field(default=SlotState.PLANNED, sa_type=Words(SlotState))
    evidence: Evidence = Field(default=Evidence.NONE, sa_type=Words(Evidence))
    resolution: Resolution | None = Field(default=None, sa_type=Words(Resolution))
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)  # when the clock looks again
    created_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_by: str = Field(default="", sa_type=Text)
    agreed: Any = Field(default=None, sa_type=Json, nullable=True)  # {window_id, date, starts_at} when last confirmed
    placed: Any = Field(default=None, sa_type=Json, nullable=True)  # values.slots.Placed, once the outlet has said
    actual_starts_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    actual_duration_s: int | None = Field(default=None)
    miss_reason: str = Field(default="", sa_type=Text)
    cost_vnd: int | None = Field(default=None, sa_type=Amount)
    makegood_of: str | None = Field(default=None, sa_type=Text)
    repeat_of: str | None = Field(default=None, sa_type=Text)
    sensitive: bool = Field(default=False, sa_type=YesNo)
    signed_off_by: list[str] = Field(default_factory=list, sa_type=Json)
    brief: Any = Field(default_factory=dict, sa_type=Json)  # what the officer filled in for the brief
    brief_number: int | None = Field(default=None)  # within the month, given when first made
    last_change: str = Field(default="", sa_type=Text)


class Offer(Row, table=True):
    """An outlet's answer that was not a plain yes; both sides' offers are kept."""

    __table_args__: ClassVar[Any] = (
        one_of("state", OfferState),
        one_of("reason", AskReason),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    slot_id: int = Field(foreign_key="slot.id", index=True)
    state: OfferState = Field(default=OfferState.OPEN, sa_type=Words(OfferState))
    reason: AskReason = Field(sa_type=Words(AskReason))
    words: str = Field(default="", sa_type=Text)
    made_at: datetime = Field(sa_type=UtcDateTime)
    made_by: str = Field(sa_type=Text)
    window_id: int | None = Field(default=None, foreign_key="programme_window.id")
    date: dt.date | None = Field(default=None, sa_type=Day)
    start_minute: int | None = Field(default=None)
    starts_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    settled_by: str = Field(default="", sa_type=Text)


class CellTouch(Row, table=True):
    """Which version of the month last changed a cell, and by whom."""

    __tablename__ = "cell_touch"
    __table_args__: ClassVar[Any] = (
        Index("ix_cell_touch_version", "month", "version"),
        {"sqlite_strict": True},
    )

    month: str = Field(primary_key=True, sa_type=Text, foreign_key="month.month")
    window_id: int = Field(primary_key=True, foreign_key="programme_window.id")
    date: dt.date = Field(primary_key=True, sa_type=Day)
    version: int
    actor: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)


class Edit(Row, table=True):
    """One act on the board: what each slot was before and is after. Undoing is an edit like any other."""

    __table_args__: ClassVar[Any] = (Index("ix_edit_month_actor", "month", "actor"), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    month: str = Field(sa_type=Text, foreign_key="month.month")
    version: int  # of the month afterwards
    actor: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    kind: str = Field(sa_type=Text)  # edit, undo, redo
    undoes: int | None = Field(default=None, foreign_key="edit.id")
    changes: Any = Field(sa_type=Json)  # [{uid, before, after}]


class Release(Row, table=True):
    """A month as it was agreed to be sent: frozen, with what changed since the one before."""

    __table_args__: ClassVar[Any] = (UniqueConstraint("month", "number"), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    month: str = Field(sa_type=Text, foreign_key="month.month")
    number: int
    at: datetime = Field(sa_type=UtcDateTime)
    by: str = Field(sa_type=Text)
    snapshot: Any = Field(sa_type=Json)
    changelog: Any = Field(sa_type=Json)
    approved_by: str = Field(default="", sa_type=Text)
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
