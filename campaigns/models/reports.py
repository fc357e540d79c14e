"""Which days reports tell of, as the office has chosen, and what officers typed for them."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from campaigns.columns import Json, UtcDateTime, Words, one_of
from campaigns.models.base import Row
from campaigns.periods import Part, ProfileCode


class ReportRule(Row, table=True):
    """Closing days of reports from a year on. Append-only: the last row of a year holds."""

    __tablename__ = "report_rule"
    __table_args__: ClassVar[Any] = (one_of("profile", ProfileCode), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    from_year: int
    profile: ProfileCode = Field(sa_type=Words(ProfileCode))
    closings: Any = Field(sa_type=Json)  # {"half": [6, 14], "year": [12, 31], "half_due": null, …}
    source: str = Field(sa_type=Text)  # the paper that an own profile rests on
    chosen_at: datetime = Field(sa_type=UtcDateTime)
    chosen_by: str = Field(sa_type=Text)


class ReportDraft(Row, table=True):
    """What an officer has typed for a report. Append-only: saving again makes the next, and each can be read again."""

    __tablename__ = "report_draft"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("campaign_id", "year", "part", "number"),
        one_of("part", Part),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    year: int
    part: Part = Field(sa_type=Words(Part))
    number: int  # from 1
    texts: Any = Field(sa_type=Json)  # by the name of each typed part
    saved_at: datetime = Field(sa_type=UtcDateTime)
    saved_by: str = Field(sa_type=Text)
