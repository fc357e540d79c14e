"""How a program's copy of a feed is compared with what the site has: entity tags and dates. RFC 9110, 13."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo

from campaigns.times import ZONE, local_day, local_instant
from exports.ics.calendars import FORMAT

_GZ: Final = "-gz"
_TAG: Final = re.compile(r'"([\x21\x23-\x7e\x80-\xff]*)"')
_PACKED: Final = re.compile("-gz(ip)?$")


def etag(feed: str, generation: int, rev: int, window_tag: str, *, gzipped: bool = False) -> str:
    """``"lich-bptv.1.57.2017-04.1"``, quotes included; its gzip variant ends in ``-gz``.

    Args:
        feed: the feed's slug, ASCII.
        window_tag: of ``window``.

    Source:
        RFC 9110, 8.8.3.3: a compressed variant has a tag of its own.
    """
    return f'"{feed}.{generation}.{rev}.{window_tag}.{FORMAT}{_GZ if gzipped else ""}"'


def matches(if_none_match: str, current: str) -> bool:
    """Whether an If-None-Match header names the current tag; compared weakly, both variants being one feed.

    Lists and ``*`` are understood. Proxies that compress append ``-gzip`` to a tag on its way out and bring it
    back so. What is not a quoted tag matches nothing: a needless 200 does no harm.
    """
    if if_none_match.strip() == "*":
        return True
    wanted = _bare(current.strip('"'))
    return any(_bare(told) == wanted for told in _TAG.findall(if_none_match))


def is_unmodified(if_modified_since: str, modified_at: datetime) -> bool:
    """Whether nothing changed since the header's date; one that cannot be read means it may have."""
    try:
        seen = parsedate_to_datetime(if_modified_since)
    except (ValueError, OverflowError):
        return False
    if seen.tzinfo is None:
        seen = seen.replace(tzinfo=UTC)
    return modified_at.replace(microsecond=0) <= seen


def is_current(
    if_none_match: str | None, if_modified_since: str | None, *, current: str, modified_at: datetime
) -> bool:
    """Whether 304 is the answer: the date counts only where no tag is told. RFC 9110, 13.2.2."""
    if if_none_match is not None:
        return matches(if_none_match, current)
    return if_modified_since is not None and is_unmodified(if_modified_since, modified_at)


def modified_at(changed_at: datetime, now: datetime, zone: ZoneInfo = ZONE) -> datetime:
    """Last-Modified: the later of a feed's last change and the month's start, when its window moved."""
    return max(changed_at, local_instant(local_day(now, zone).replace(day=1), 0, zone))


def http_date(instant: datetime) -> str:
    """``Tue, 11 Apr 2017 02:15:00 GMT``."""
    return format_datetime(instant.astimezone(UTC).replace(microsecond=0), usegmt=True)


def _bare(tag: str) -> str:
    return _PACKED.sub("", _PACKED.sub("", tag))
