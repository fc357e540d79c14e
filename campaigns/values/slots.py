"""A slot and what belongs to it, as rules, feeds, papers and pages see them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from campaigns.values.words import AskReason, ChannelKind, Evidence, OfferState, Resolution, SlotState


@dataclass(frozen=True, slots=True)
class OfferView:
    """An outlet's answer that was not a plain yes: another place, or none at all."""

    id: int
    state: OfferState
    reason: AskReason
    words: str
    made_at: datetime
    made_by: str
    window_id: int | None  # None with starts_at None: it declines
    date: date | None
    starts_at: datetime | None
    start_minute: int | None = None

    @property
    def declines(self) -> bool:
        """Whether no other place is offered."""
        return self.date is None


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Where a slot was when it was last confirmed, for showing an old time struck through."""

    window_id: int
    date: date
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Placed:
    """Where in the paper an article stands, as the outlet writes it; what it has not said is empty."""

    issue: str = ""  # "1204"
    page: str = ""  # "3", "1 và 4"

    def __bool__(self) -> bool:
        return bool(self.issue or self.page)


NOWHERE: Final = Placed()


@dataclass(frozen=True, slots=True)
class SlotView:
    """One place in a programme or an issue, held for a campaign."""

    uid: str  # public name, UUIDv4, never reused
    version: int  # of the row; forms carry it
    revision: int  # SEQUENCE: raised by every change that a feed shows
    generation: int  # raised by every change of its time
    month: str  # "2017-04", the month of its date
    campaign_id: int
    campaign: str
    campaign_slug: str
    theme_id: int
    theme_letter: str
    theme: str
    outlet_id: int
    outlet_slug: str
    outlet: str
    channel_id: int
    channel: str
    channel_kind: ChannelKind
    window_id: int
    programme: str
    title: str
    note: str
    date: date  # broadcast date in the outlet's zone
    start_minute: int | None  # local minutes after midnight; None: an article without an hour
    zone: str
    starts_at: datetime  # UTC; local midnight for an article without an hour
    ends_at: datetime  # UTC; the next local midnight for an article without an hour
    duration_s: int  # 0 for articles
    all_day: bool
    state: SlotState
    evidence: Evidence
    resolution: Resolution | None
    created_at: datetime
    changed_at: datetime  # of the last change that a feed shows
    sent_at: datetime | None = None  # None: the outlet has not been told
    confirmed_at: datetime | None = None
    confirmed_by: str = ""
    last_agreed: Fingerprint | None = None
    offer: OfferView | None = None  # the open one
    actual_starts_at: datetime | None = None
    actual_duration_s: int | None = None
    miss_reason: str = ""
    cost_vnd: int | None = None  # None: no price agreed
    makegood_of: str | None = None
    repeat_of: str | None = None
    sensitive: bool = False
    signed_off_by: tuple[str, ...] = ()
    place: int = 0  # its place within the window's day, from 0
    last_change: str = ""  # in Vietnamese words, for the feed: "dời từ 05:30 12/03 sang 06:00 13/03"
    sample: bool = False
    placed: Placed = NOWHERE  # where an article is to stand, as agreed when it was confirmed
    number: int = 0  # of the row; within one site a shorter name than the uid


@dataclass(frozen=True, slots=True)
class QuotaView:
    """What was agreed for a month: a figure with its source, for a window, an outlet or a theme at an outlet."""

    id: int
    campaign_id: int
    outlet_id: int
    window_id: int | None
    theme_id: int | None
    month: str | None  # None: every month of the campaign
    spots: int
    source: str  # the paper or the person that gave the figure


@dataclass(frozen=True, slots=True)
class BudgetView:
    """What may be spent in a month at an outlet, đồng, with its source; outlet None: in all."""

    campaign_id: int
    outlet_id: int | None
    month: str | None
    amount_vnd: int
    source: str
