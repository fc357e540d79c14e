"""How often a standing programme must appear, as agreed."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from campaigns.columns import Day, UtcDateTime, Words, one_of
from campaigns.models.base import Row
from campaigns.values.words import RhythmUnit


class Rhythm(Row, table=True):
    """An entry of what was agreed of a programme in a campaign. Append-only: a later one holds from its first day on.

    ``values.rhythms.RhythmView`` tells what each field means.
    """

    __table_args__: ClassVar[Any] = (
        one_of("unit", RhythmUnit),
        CheckConstraint("number IS NULL OR number BETWEEN 1 AND 366", name="number_within_a_year"),
        Index("ix_rhythm_of", "campaign_id", "programme_id"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    programme_id: int = Field(foreign_key="programme.id")
    unit: RhythmUnit = Field(sa_type=Words(RhythmUnit))
    number: int | None = Field(default=None)
    from_day: date = Field(sa_type=Day)
    source: str = Field(sa_type=Text)
    obligation_id: int | None = Field(default=None, foreign_key="obligation.id")
    set_at: datetime = Field(sa_type=UtcDateTime)
    set_by: str = Field(sa_type=Text)
