"""A feed as a whole: what stands before and after its events, and which of them it holds.

A calendar is header, ready blocks and footer, joined: byte for byte what icalendar makes of the same events.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneStandard

from campaigns.times import ZONE, local_day, local_instant, month_of, shift_month
from campaigns.values.feeds import FeedView
from exports.ics import text

FORMAT: Final = 1
"""Of the bytes. Raised when the same values would give other bytes, and then by hand: a release changes no feed."""

FOOTER: Final = b"END:VCALENDAR\r\n"
MOST_EVENTS: Final = 1_000
MOST_OCTETS: Final = 1_000_000
"""What one feed may hold: beyond it Google silently loses events."""

_HOURLY: Final = timedelta(hours=1)
_MONTHS_BACK: Final = 3
_MONTHS_AHEAD: Final = 13


class FeedCalendar(Calendar):
    """A calendar whose own properties stand in the order of RFC 5545's and RFC 7986's examples."""

    canonical_order = (  # type: ignore[assignment] # icalendar's own has another length
        "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-TIMEZONE", "COLOR",
        "REFRESH-INTERVAL", "X-PUBLISHED-TTL",
    )  # fmt: skip


def frame(feed: FeedView) -> FeedCalendar:
    """The calendar without its events.

    It has no METHOD, which would ask for organisers; no UID, which makes some programs take the whole feed for one
    item; and no address, which would carry the secret into forwarded files.
    """
    return _frame(feed.name, feed.description, feed.colour)


def header(feed: FeedView) -> bytes:
    """Everything of a feed before its first event."""
    return _header(feed.name, feed.description, feed.colour)


def _frame(name: str, description: str, colour: str) -> FeedCalendar:
    calendar = FeedCalendar()
    told = text.without_separators(name)
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Lich Song//Lich {FORMAT}//VI")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", told)
    calendar.add("x-wr-calname", told)
    calendar.add("description", text.line(description))
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("color", colour)
    calendar.add("refresh-interval", _HOURLY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar


@lru_cache(maxsize=256)  # in a small feed of ready blocks it would take most of the time
def _header(name: str, description: str, colour: str) -> bytes:
    return bytes(_frame(name, description, colour).to_ical()).removesuffix(FOOTER)


def local_zone() -> Timezone:
    """Vietnam's time since 13 June 1975, when clocks went from +08 to +07; there has been no other rule."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001 - RFC 5545, 3.6.5: a local time, without a zone
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    zone.add_component(standard)
    return zone


EMPTY: Final = bytes(local_zone().to_ical())
"""What stands in a feed without events: RFC 5545, 3.6 wants one component at least."""


def parts(feed: FeedView, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """A feed piece by piece, for one too large to hold at once.

    Args:
        blocks: ready VEVENTs, in the order of their start and then of their UID.
    """
    yield header(feed)
    empty = True
    for block in blocks:
        empty = False
        yield block
    if empty:
        yield EMPTY
    yield FOOTER


def calendar(feed: FeedView, blocks: Iterable[bytes]) -> bytes:
    """A feed's bytes; ``blocks`` as in ``parts``."""
    return b"".join(parts(feed, blocks))


def is_too_large(events: int, octets: int) -> bool:
    """Whether a feed is beyond what common calendar programs take, so that narrower ones should be asked for."""
    return events > MOST_EVENTS or octets > MOST_OCTETS


class Window(NamedTuple):
    """The stretch of time whose events a feed holds, half-open, UTC, and the name by which its ETag tells it."""

    start: datetime
    end: datetime
    tag: str  # "2017-04"


def window(now: datetime, zone: ZoneInfo = ZONE) -> Window:
    """From the first day of the month three months back to the end of the month thirteen months ahead.

    It moves at the start of a month only: one that slides with the clock would change bytes daily.
    """
    first = local_day(now, zone).replace(day=1)
    start = local_instant(shift_month(first, -_MONTHS_BACK), 0, zone)
    end = local_instant(shift_month(first, _MONTHS_AHEAD + 1), 0, zone)
    return Window(start, end, month_of(first))


def in_window(starts_at: datetime, within: Window) -> bool:
    """Whether an entry that starts at this instant stands in the feed."""
    return within.start <= starts_at < within.end
