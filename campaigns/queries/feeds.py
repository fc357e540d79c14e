"""Calendars as they are fetched: what a token opens, which entries stand in a stretch of time, who has what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, func, text
from sqlmodel import Session, col, select

from campaigns.columns import UtcDateTime
from campaigns.models import Feed, FeedItem, FeedToken, Outlet
from campaigns.store import Store
from campaigns.values.feeds import FeedKind

_LINK: Final = (
    "SELECT t.id, t.revoked_at, t.fetched_at, t.fetched_revision, f.id, f.slug, f.generation, f.revision, f.changed_at "
    "FROM feed_token t JOIN feed f ON f.id = t.feed_id WHERE t.token_hash = ?"
)
_LINKS: Final = {"qmark": _LINK, "pyformat": _LINK.replace("?", "%s")}
"""By the way in which a database's driver marks a value."""
_WITHIN: Final = "FROM feed_item WHERE feed_id = :feed AND starts_at >= :start AND starts_at < :end"
_ORDER: Final = {
    name: text(f"SELECT block {_WITHIN} ORDER BY starts_at, uid{collation}").bindparams(
        bindparam("start", type_=UtcDateTime()), bindparam("end", type_=UtcDateTime())
    )
    for name, collation in (("sqlite", ""), ("postgresql", ' COLLATE "C"'))
}
_KINDS: Final = tuple(kind.value for kind in FeedKind)


class FeedLink(NamedTuple):
    """What a token opens and where that calendar stands, read in one go."""

    id: int
    revoked: bool
    fetched_at: datetime | None  # as last written down
    fetched_revision: int | None
    feed_id: int
    slug: str
    generation: int
    revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """What someone's calendar program has of an entry."""

    feed: str  # name of the calendar through which it comes
    kind: FeedKind
    holder: str
    family: str  # of the program: "Outlook"; empty when it was never fetched or is not known
    fetched_at: datetime | None  # within five minutes; None: never
    is_newest: bool  # whether what was fetched holds the entry as it now is


def link_by_hash(store: Store, token_hash: str) -> FeedLink | None:
    """The link to which a token belongs, by one prepared SELECT on the index of hashes; None for an unknown one.

    It goes past the session and its objects: programs ask a thousand times for what has not changed.
    """
    raw = store.engine.raw_connection()
    try:
        driver: Any = raw.driver_connection
        row = driver.execute(_LINKS[store.engine.dialect.paramstyle], (token_hash,)).fetchone()
    finally:
        raw.close()
    if row is None:
        return None
    link_id, revoked_at, fetched_at, fetched_revision, feed_id, slug, generation, revision, changed_at = row
    fetched = None if fetched_at is None else _instant(fetched_at)
    return FeedLink(link_id, revoked_at is not None, fetched, fetched_revision, feed_id, slug, generation, revision,
                    _instant(changed_at))  # fmt: skip


def _instant(told: Any) -> datetime:
    return told if isinstance(told, datetime) else datetime.fromisoformat(told)


def by_slug(session: Session, slug: str) -> Feed | None:
    """The calendar of this slug, of the outlet of this slug, or the office's own by the name ``officer``."""
    if (found := session.exec(select(Feed).where(Feed.slug == slug)).one_or_none()) is not None:
        return found
    if slug == FeedKind.OFFICER.value:
        return session.exec(select(Feed).where(Feed.kind == slug)).one_or_none()
    asked = select(Feed).join(Outlet, col(Outlet.id) == Feed.subject_id)
    return session.exec(asked.where(Feed.kind == FeedKind.OUTLET.value, Outlet.slug == slug)).one_or_none()


def blocks(session: Session, feed_id: int, start: datetime, end: datetime) -> Sequence[bytes]:
    """Ready entries that start in ``[start, end)``, by start and then by name."""
    asked = _ORDER[session.get_bind().dialect.name]
    return session.connection().execute(asked, {"feed": feed_id, "start": start, "end": end}).scalars().all()


def size(session: Session, feed_id: int, start: datetime, end: datetime) -> tuple[int, int]:
    """Number and octets of the entries that start in ``[start, end)``."""
    asked = select(func.count(), func.coalesce(func.sum(func.length(FeedItem.block)), 0)).where(
        FeedItem.feed_id == feed_id, col(FeedItem.starts_at) >= start, col(FeedItem.starts_at) < end
    )
    events, octets = session.exec(asked).one()
    return events, int(octets)


def receipts_of_slot(session: Session, uid: str) -> tuple[Receipt, ...]:
    """Who has fetched a slot's entry and whether as it now is; the outlet's own calendar first, then by holder.

    A link that several programs share tells of the one that came last. Ended links tell nothing.
    """
    asked = (
        select(FeedItem.revision, Feed, FeedToken)
        .join(Feed, col(Feed.id) == FeedItem.feed_id)
        .join(FeedToken, col(FeedToken.feed_id) == Feed.id)
        .where(FeedItem.uid == uid, col(FeedToken.revoked_at).is_(None))
    )
    rows = sorted(session.exec(asked), key=lambda row: (_KINDS.index(row[1].kind), row[2].holder, row[2].id))
    return tuple(
        Receipt(
            feed=feed.name,
            kind=FeedKind(feed.kind),
            holder=token.holder,
            family=token.fetched_by,
            fetched_at=token.fetched_at,
            is_newest=token.fetched_revision is not None and token.fetched_revision >= revision,
        )
        for revision, feed, token in rows
    )
