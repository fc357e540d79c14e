"""Links for outlets and calendars: made, followed, revoked."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.errors import NotFound, Refused
from campaigns.keys import fresh_token, token_hash
from campaigns.models import Feed, FeedToken, Outlet, OutletLink, UnitLink
from campaigns.services import unit_links
from campaigns.store import UnitOfWork
from campaigns.values.feeds import FeedKind
from scheduler.services import publishing, releasing


def make_outlet_link(work: UnitOfWork, outlet_slug: str, *, holder: str) -> OutletLink:
    """A new personal link to an outlet's agenda; NotFound ``outlet.unknown``."""
    outlet = _outlet(work.session, outlet_slug)
    if outlet is None:
        raise NotFound("outlet.unknown")
    return releasing.make_link(work, outlet, holder=holder or outlet.contact_name)


def make_feed_link(work: UnitOfWork, slug: str, *, holder: str) -> FeedToken:
    """A new link to a feed, named by its slug, by an outlet's slug, or ``officer``; NotFound ``feed.unknown``."""
    feed = work.session.exec(select(Feed).where(Feed.slug == slug)).one_or_none()
    if feed is None and (outlet := _outlet(work.session, slug)) is not None:
        feed = publishing.feed(work, FeedKind.OUTLET, outlet.id or 0)
    if feed is None and slug == FeedKind.OFFICER.value:
        feed = publishing.feed(work, FeedKind.OFFICER, 0)
    if feed is None:
        raise NotFound("feed.unknown")
    return feed_link(work, feed, holder=holder)


def feed_link(work: UnitOfWork, feed: Feed, *, holder: str) -> FeedToken:
    """A new link to this feed."""
    nonce = fresh_token()
    row = FeedToken(
        feed_id=feed.id or 0, nonce=nonce, token_hash=token_hash(work.keys.link_token("feed", nonce)), holder=holder,
        created_at=work.now,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.note("feed", feed.slug, "link_made", after={"link": row.id, "holder": holder})
    return row


def open_feed_link(work: UnitOfWork, feed: Feed, *, holder: str) -> FeedToken:
    """The newest open link of this holder to a feed, or a fresh one."""
    asked = select(FeedToken).where(
        FeedToken.feed_id == feed.id, FeedToken.holder == holder, col(FeedToken.revoked_at).is_(None)
    )
    found = work.session.exec(asked.order_by(col(FeedToken.id).desc())).first()
    return found or feed_link(work, feed, holder=holder)


def outlet_of(session: Session, token: str, *, now: datetime) -> tuple[OutletLink, Outlet]:
    """Whose agenda a link opens.

    Raises:
        NotFound: ``link.unknown``. Refused: ``link.revoked``, ``link.expired``.
    """
    row = session.exec(select(OutletLink).where(OutletLink.token_hash == token_hash(token))).one_or_none()
    if row is None:
        raise NotFound("link.unknown")
    if row.revoked_at is not None:
        raise Refused("link.revoked")
    if row.expires_at is not None and row.expires_at <= now:
        raise Refused("link.expired")
    return row, session.get_one(Outlet, row.outlet_id)


def seen(work: UnitOfWork, link: OutletLink | UnitLink) -> None:
    """Write down that a personal link is in use; no history, for nothing was decided."""
    row = work.session.get_one(type(link), link.id)
    row.seen_at = work.now
    work.session.add(row)


def own_link(session: Session, outlet_id: int, *, holder: str, now: datetime) -> OutletLink | None:
    """The newest link of an outlet that this holder may still use."""
    asked = select(OutletLink).where(
        OutletLink.outlet_id == outlet_id,
        OutletLink.holder == holder,
        col(OutletLink.revoked_at).is_(None),
        col(OutletLink.expires_at).is_(None) | (col(OutletLink.expires_at) > now),
    )
    return session.exec(asked.order_by(col(OutletLink.id).desc())).first()


def revoke(work: UnitOfWork, token_or_address: str) -> None:
    """End a link for good; NotFound ``link.unknown``. Ending an ended link changes nothing."""
    for part in token_or_address.split("/"):
        kept = token_hash(part)
        for asked in (
            select(OutletLink).where(OutletLink.token_hash == kept),
            select(FeedToken).where(FeedToken.token_hash == kept),
            select(UnitLink).where(UnitLink.token_hash == kept),
        ):
            row: Any = work.session.exec(asked).one_or_none()
            if row is not None:
                end(work, row)
                return
    raise NotFound("link.unknown")


def end(work: UnitOfWork, row: OutletLink | FeedToken | UnitLink) -> None:
    """End a link that was found by its row."""
    if isinstance(row, UnitLink):
        unit_links.end(work, row)
    elif row.revoked_at is None:
        row.revoked_at = work.now
        work.session.add(row)
        kind = "outlet_link" if isinstance(row, OutletLink) else "feed_link"
        work.note(kind, row.id or 0, "revoked")


def _outlet(session: Session, slug: str) -> Outlet | None:
    return session.exec(select(Outlet).where(Outlet.slug == slug)).one_or_none()
