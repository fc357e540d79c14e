"""Calendars as they are handed out: address, bytes, the tags by which programs ask again, who is asking."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaigns.errors import NotFound
from campaigns.keys import Keys
from campaigns.models import Feed
from campaigns.queries import feeds as queries
from campaigns.queries.feeds import FeedLink
from campaigns.times import local_day, local_instant
from campaigns.values.feeds import FeedKind, FeedView
from exports import ics

RECEIPT_EVERY: Final = timedelta(minutes=5)
"""How often at most it is written down that a program still has the same revision."""

MICROSOFT: Final = "Outlook"
_FAMILIES: Final = (
    ("google-calendar-importer", "Google"),
    ("googlebot", "Google"),
    ("icsx5", "ICSx⁵"),
    ("thunderbird", "Thunderbird"),
    ("nextcloud", "Nextcloud"),
    ("homeassistant", "Home Assistant"),
    ("home assistant", "Home Assistant"),
    ("vdirsyncer", "vdirsyncer"),
    ("akonadi", "KDE"),
    ("evolution", "Evolution"),
    ("dataaccessd", "Apple"),
    ("calendaragent", "Apple"),
    ("remindd", "Apple"),
    ("ical/", "Apple"),
    ("outlook", MICROSOFT),
    ("exchange", MICROSOFT),
    ("microsoft office", MICROSOFT),
    ("firefox", "Firefox"),
    ("edg/", "Edge"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
"""What the User-Agent of a family of programs holds, in the order of asking: browsers name each other."""


class Month(NamedTuple):
    """A month of the office: when it begins, and which stretch of time calendars show in it."""

    begins_at: datetime
    window: ics.Window


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a program's copy is compared with the calendar."""

    plain: str  # entity tag
    packed: str  # of the gzip variant
    modified_at: datetime
    modified: str  # the same, as HTTP writes it


def view(feed: Feed) -> FeedView:
    """A calendar's row as it is handed out."""
    return FeedView(
        slug=feed.slug,
        kind=FeedKind(feed.kind),
        name=feed.name,
        description=feed.description,
        generation=feed.generation,
        changed_at=feed.changed_at,
    )


def address(base_url: str, keys: Keys, nonce: str, slug: str) -> str:
    """Where a link's calendar is fetched; ``base_url`` without a slash at the end."""
    return f"{base_url}/lich/{keys.link_token('feed', nonce)}/{slug}.ics"


@lru_cache(maxsize=256)
def validators(slug: str, generation: int, revision: int, changed_at: datetime, month: Month) -> Validators:
    """A calendar's tags in a month; they change with its revision, at the month's start and after a restore."""
    modified_at = max(changed_at, month.begins_at)
    return Validators(
        plain=ics.etag(slug, generation, revision, month.window.tag),
        packed=ics.etag(slug, generation, revision, month.window.tag, gzipped=True),
        modified_at=modified_at,
        modified=ics.http_date(modified_at),
    )


def body(session: Session, feed: Feed, now: datetime, zone: ZoneInfo) -> bytes:
    """A calendar's bytes: what has been serialised, joined. ``session`` must be one consistent view of the record."""
    within = month(now, zone).window
    return ics.calendar(view(feed), queries.blocks(session, feed.id or 0, within.start, within.end))


def body_of_slug(session: Session, slug: str, *, now: datetime, zone: ZoneInfo) -> bytes:
    """The bytes of the calendar of this slug, of an outlet's by the outlet's slug, or of ``officer``.

    Raises:
        NotFound: ``feed.unknown``.
    """
    if (feed := queries.by_slug(session, slug)) is None:
        raise NotFound("feed.unknown")
    return body(session, feed, now, zone)


def is_too_large(session: Session, feed: Feed, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a calendar holds more than common programs take, so that narrower ones should be handed out.

    It is served whole all the same.
    """
    within = month(now, zone).window
    return ics.is_too_large(*queries.size(session, feed.id or 0, within.start, within.end))


def wants_receipt(link: FeedLink, now: datetime) -> bool:
    """Whether it should be written down that a link's program has what the calendar now is."""
    return (
        link.fetched_at is None
        or link.fetched_revision != link.revision
        or not timedelta(0) <= now - link.fetched_at < RECEIPT_EVERY
    )


@lru_cache(maxsize=256)
def family(agent: str) -> str:
    """Of which family a calendar program is, by its User-Agent; empty where that is not known."""
    told = agent.lower()
    return next((name for mark, name in _FAMILIES if mark in told), "")


def month(now: datetime, zone: ZoneInfo) -> Month:
    """The office's month of an instant."""
    return _month(local_day(now, zone).replace(day=1), zone)


@lru_cache(maxsize=16)
def _month(first: date, zone: ZoneInfo) -> Month:
    begins_at = local_instant(first, 0, zone)
    return Month(begins_at, ics.window(begins_at, zone))
