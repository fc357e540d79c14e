"""What both sides have signed."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from campaigns.columns import Json, UtcDateTime
from campaigns.models.base import Row
from campaigns.models.slots import new_uid


class Acceptance(Row, table=True):
    """Signed acceptance minutes. Append-only: a correction is an entry of later ones."""

    __table_args__: ClassVar[Any] = (UniqueConstraint("campaign_id", "outlet_id", "number"), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    outlet_id: int = Field(foreign_key="outlet.id")
    month: str = Field(sa_type=Text)  # the last that they cover
    number: int
    paper: str = Field(sa_type=Text)
    signed_at: datetime = Field(sa_type=UtcDateTime)
    signed_by: str = Field(sa_type=Text)
    told: Any = Field(sa_type=Json)  # outlet, contact, office and plan as they were named, the paper's date
    entries: Any = Field(sa_type=Json)  # values.acceptance.Entry
