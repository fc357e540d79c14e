"""Stations and newspapers, their channels, programmes and the windows in which slots are booked."""

import datetime as dt
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from campaigns.columns import Amount, Day, Json, UtcDateTime, Words, YesNo, one_of
from campaigns.models.base import KeyRow, Row, VersionedRow
from campaigns.values.words import ChannelKind, ContentForm, DayKind, SilencePolicy


class Outlet(VersionedRow, table=True):
    """A station or a newspaper: who it is for life. What it is called is dated."""

    __table_args__: ClassVar[Any] = (
        one_of("silence_policy", SilencePolicy),
        CheckConstraint("grace_s >= 0", name="grace_not_negative"),
        CheckConstraint("speech_rate BETWEEN 100 AND 270", name="speech_rate_speakable"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    slug: str = Field(sa_type=Text, unique=True)
    contact_name: str = Field(default="", sa_type=Text)
    contact_email: str = Field(default="", sa_type=Text)
    contact_phone: str = Field(default="", sa_type=Text)
    silence_policy: SilencePolicy = Field(default=SilencePolicy.WAIT, sa_type=Words(SilencePolicy))
    grace_s: int = Field(default=172_800)
    speech_rate: int = Field(default=220)
    daily_limit_spots: int | None = Field(default=None)
    broadcast_day_start_minute: int = Field(default=0)
    log_columns: Any = Field(default=None, sa_type=Json, nullable=True)  # of its as-run logs: heading by what it tells
    sample: bool = Field(default=False, sa_type=YesNo)
    order: int = Field(default=0)


class OutletTerm(Row, table=True):
    """What an outlet was called from a date until another, and into which it merged."""

    __tablename__ = "outlet_term"
    __table_args__: ClassVar[Any] = (UniqueConstraint("outlet_id", "valid_from"), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    outlet_id: int = Field(foreign_key="outlet.id", index=True)
    name: str = Field(sa_type=Text)
    short_name: str = Field(sa_type=Text)
    valid_from: date = Field(sa_type=Day)
    valid_until: date | None = Field(default=None, sa_type=Day)  # first date outside
    merged_into_id: int | None = Field(default=None, foreign_key="outlet.id")


class Channel(VersionedRow, table=True):
    """A wave, a paper or a site of an outlet."""

    __table_args__: ClassVar[Any] = (one_of("kind", ChannelKind), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    outlet_id: int = Field(foreign_key="outlet.id", index=True)
    kind: ChannelKind = Field(sa_type=Words(ChannelKind))
    name: str = Field(sa_type=Text)
    issue_weekdays: list[int] | None = Field(default=None, sa_type=Json)  # None: every day
    order: int = Field(default=0)


class Programme(VersionedRow, table=True):
    """A strand on a channel: a news bulletin, a column, a page."""

    __table_args__: ClassVar[Any] = (one_of("form", ContentForm), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    channel_id: int = Field(foreign_key="channel.id", index=True)
    name: str = Field(sa_type=Text)
    form: ContentForm = Field(sa_type=Words(ContentForm))
    sample: bool = Field(default=False, sa_type=YesNo)
    order: int = Field(default=0)


class Window(VersionedRow, table=True):
    """When a programme can take slots, and how many; ``values.outlets.WindowView`` tells what each field means."""

    __tablename__ = "programme_window"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("capacity_spots >= 1", name="takes_something"),
        CheckConstraint("start_minute IS NULL OR start_minute BETWEEN 0 AND 2879", name="starts_within_two_days"),
        CheckConstraint("length_s BETWEEN 0 AND 86400", name="length_within_a_day"),
        CheckConstraint("every_weeks BETWEEN 1 AND 53", name="week_step_known"),
        CheckConstraint("price_vnd IS NULL OR price_vnd >= 0", name="price_not_negative"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    programme_id: int = Field(foreign_key="programme.id", index=True)
    weekdays: list[int] = Field(sa_type=Json)
    nth: list[int] = Field(default_factory=list, sa_type=Json)
    every_weeks: int = Field(default=1)
    anchor: date | None = Field(default=None, sa_type=Day)
    start_minute: int | None = Field(default=None)
    page: str = Field(default="", sa_type=Text)
    length_s: int = Field(default=0)
    size: str = Field(default="", sa_type=Text)
    word_limit: int | None = Field(default=None)
    capacity_spots: int = Field(default=1)
    capacity_s: int | None = Field(default=None)
    booking_lead_days: int | None = Field(default=None)
    script_lead_days: int | None = Field(default=None)
    material_lead_days: int | None = Field(default=None)
    price_vnd: int | None = Field(default=None, sa_type=Amount)
    price_source: str = Field(default="", sa_type=Text)
    valid_from: date = Field(sa_type=Day)
    valid_until: date | None = Field(default=None, sa_type=Day)
    skips_holidays: bool = Field(default=False, sa_type=YesNo)
    order: int = Field(default=0)


class WindowException(Row, table=True):
    """A date on which a window departs from its week."""

    __tablename__ = "window_exception"
    __table_args__: ClassVar[Any] = (UniqueConstraint("window_id", "date"), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    window_id: int = Field(foreign_key="programme_window.id", index=True)
    date: dt.date = Field(sa_type=Day)
    runs: bool = Field(sa_type=YesNo)
    start_minute: int | None = Field(default=None)
    note: str = Field(default="", sa_type=Text)


class Holiday(Row, table=True):
    """A line of the office's own list of days off and days worked; it wins over the computed ones."""

    __table_args__: ClassVar[Any] = (one_of("kind", DayKind), {"sqlite_strict": True})

    date: dt.date = Field(primary_key=True, sa_type=Day)
    kind: DayKind = Field(sa_type=Words(DayKind))
    name: str = Field(default="", sa_type=Text)


class OutletLink(KeyRow, table=True):
    """A personal link for someone at an outlet. Its token is derived from ``nonce`` and the site's key, not kept."""

    __tablename__ = "outlet_link"
    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    id: int | None = Field(default=None, primary_key=True)
    outlet_id: int = Field(foreign_key="outlet.id", index=True)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Quota(Row, table=True):
    """A number of spots agreed for a month, with the paper or person that gave it."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("spots >= 0", name="spots_not_negative"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    outlet_id: int = Field(foreign_key="outlet.id")
    window_id: int | None = Field(default=None, foreign_key="programme_window.id")
    theme_id: int | None = Field(default=None, foreign_key="theme.id")
    month: str | None = Field(default=None, sa_type=Text)
    spots: int
    source: str = Field(sa_type=Text)


class Budget(Row, table=True):
    """What may be spent, in whole đồng, with the paper that allows it."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("amount_vnd >= 0", name="amount_not_negative"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    outlet_id: int | None = Field(default=None, foreign_key="outlet.id")
    month: str | None = Field(default=None, sa_type=Text)
    amount_vnd: int = Field(sa_type=Amount)
    source: str = Field(sa_type=Text)
