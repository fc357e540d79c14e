"""What the planner proposed for a month, kept until people have made up their minds."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, Text
from sqlmodel import Field

from campaigns.columns import Json, UtcDateTime
from campaigns.models.base import VersionedRow


class Proposal(VersionedRow, table=True):
    """Placements beside the month's own; only an officer's acceptance makes slots of them."""

    __table_args__: ClassVar[Any] = (
        Index("ix_proposal_month", "month", "campaign_id"),
        Index("ix_proposal_stretch", "stretch"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    uid: str = Field(sa_type=Text, unique=True)
    month: str = Field(sa_type=Text)
    campaign_id: int = Field(foreign_key="campaign.id")
    asked: Any = Field(sa_type=Json)  # values.proposals.Asked
    made_by: str = Field(sa_type=Text)  # who asked for it
    made_at: datetime = Field(sa_type=UtcDateTime)
    month_version: int  # of the month that it was made for
    placements: Any = Field(sa_type=Json)  # [[window, date, theme], …] in the order of date, window and theme
    refused: Any = Field(sa_type=Json)  # those of them that a person does not want, likewise
    found: Any = Field(sa_type=Json)  # levels with their bounds, what was not met and why
    stretch: str = Field(default="", sa_type=Text)  # one public name for months proposed together; "" for one alone
    dropped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # set aside as a whole
