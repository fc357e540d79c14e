"""Outlets' price lists: as handed in, with what a person answered, and as they were adopted."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text
from sqlmodel import Field

from campaigns.columns import Day, Json, UtcDateTime, Words, one_of
from campaigns.models.base import VersionedRow
from campaigns.values.rates import CardState, MoneyUnit, Vat


class RateCard(VersionedRow, table=True):
    """One printed price list. Until it is adopted nothing is priced by it; then only its end may change."""

    __tablename__ = "rate_card"
    __table_args__: ClassVar[Any] = (
        one_of("state", CardState),
        CheckConstraint(
            "state <> 'adopted' OR (decision <> '' AND source <> '' AND valid_from IS NOT NULL AND unit IS NOT NULL "
            "AND vat IS NOT NULL AND lines IS NOT NULL AND adopted_at IS NOT NULL)",
            name="adopted_is_whole",
        ),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="ends_after_it_begins"),
        CheckConstraint("vat <> 'excluded' OR vat_percent IS NOT NULL", name="tax_to_add_is_known"),
        Index("ix_rate_card_outlet", "outlet_id", "valid_from"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    uid: str = Field(sa_type=Text, unique=True)
    outlet_id: int = Field(foreign_key="outlet.id")
    state: CardState = Field(default=CardState.DRAFT, sa_type=Words(CardState))
    file_name: str = Field(sa_type=Text)
    content: bytes = Field(sa_type=LargeBinary)
    received_at: datetime = Field(sa_type=UtcDateTime)
    received_by: str = Field(sa_type=Text)
    answers: Any = Field(default_factory=dict, sa_type=Json)  # to doubts about figures: the right one, or skip
    several: str = Field(default="", sa_type=Text)  # making.Unlisted: of lines with several lengths; empty: not said
    single: str = Field(default="", sa_type=Text)
    unit: MoneyUnit | None = Field(default=None, sa_type=Words(MoneyUnit))
    vat: Vat | None = Field(default=None, sa_type=Words(Vat))
    vat_percent: str | None = Field(default=None, sa_type=Text)  # a fraction
    discounts: Any = Field(default_factory=list, sa_type=Json)
    decision: str = Field(default="", sa_type=Text)
    issued_on: date | None = Field(default=None, sa_type=Day)
    source: str = Field(default="", sa_type=Text)  # who handed it over, or where it was published
    valid_from: date | None = Field(default=None, sa_type=Day)
    valid_until: date | None = Field(default=None, sa_type=Day)  # first date on which it no longer holds
    lines: Any = Field(default=None, sa_type=Json, nullable=True)  # values.rates.RateLine, once adopted
    adopted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    adopted_by: str = Field(default="", sa_type=Text)
