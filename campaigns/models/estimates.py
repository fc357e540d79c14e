"""Estimates: what is asked for, what the finance body left of it, and the papers on the way."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from campaigns.columns import Amount, Day, Json, UtcDateTime, Words, one_of
from campaigns.models.base import Row, VersionedRow
from campaigns.models.slots import new_uid
from campaigns.values.estimates import CostKind, EstimateMove, EstimateState


class Estimate(VersionedRow, table=True):
    """One estimate of a campaign for a stretch of months."""

    __table_args__: ClassVar[Any] = (
        one_of("state", EstimateState),
        CheckConstraint("first_month <= last_month", name="runs_forward"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    title: str = Field(sa_type=Text)
    first_month: str = Field(sa_type=Text)
    last_month: str = Field(sa_type=Text)
    funding: str = Field(default="", sa_type=Text)
    state: EstimateState = Field(default=EstimateState.DRAFTED, sa_type=Words(EstimateState))
    created_at: datetime = Field(sa_type=UtcDateTime)
    created_by: str = Field(sa_type=Text)


class EstimateLine(Row, table=True):
    """One cost; ``values.estimates.EstimateLine`` tells what each field means."""

    __tablename__ = "estimate_line"
    __table_args__: ClassVar[Any] = (
        one_of("kind", CostKind),
        CheckConstraint("quantity > 0 AND price_vnd >= 0", name="counts_something"),
        CheckConstraint("appraised_quantity IS NULL OR appraised_quantity BETWEEN 0 AND quantity", name="cut_quantity"),
        CheckConstraint("appraised_price_vnd IS NULL OR appraised_price_vnd BETWEEN 0 AND price_vnd", name="cut_price"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    estimate_id: int = Field(foreign_key="estimate.id", index=True)
    place: int
    kind: CostKind = Field(sa_type=Words(CostKind))
    text: str = Field(sa_type=Text)
    unit: str = Field(sa_type=Text)
    quantity: int = Field(sa_type=Amount)
    price_vnd: int = Field(sa_type=Amount)
    source: str = Field(sa_type=Text)
    ground: str = Field(default="", sa_type=Text)
    outlet_id: int | None = Field(default=None, foreign_key="outlet.id")
    window_id: int | None = Field(default=None, foreign_key="programme_window.id")  # None: typed by hand
    spread: Any = Field(default_factory=list, sa_type=Json)
    quote: Any = Field(default=None, sa_type=Json, nullable=True)
    appraised_quantity: int | None = Field(default=None, sa_type=Amount)
    appraised_price_vnd: int | None = Field(default=None, sa_type=Amount)
    cut_reason: str = Field(default="", sa_type=Text)


class EstimateEvent(Row, table=True):
    """What befell an estimate. Append-only."""

    __tablename__ = "estimate_event"
    __table_args__: ClassVar[Any] = (one_of("move", EstimateMove), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    estimate_id: int = Field(foreign_key="estimate.id", index=True)
    move: EstimateMove = Field(sa_type=Words(EstimateMove))
    paper: str = Field(sa_type=Text)
    dated: date = Field(sa_type=Day)
    at: datetime = Field(sa_type=UtcDateTime)
    actor: str = Field(sa_type=Text)
    total_vnd: int = Field(sa_type=Amount)
