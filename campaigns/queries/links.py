"""Personal links of outlets, and the calendars that others subscribe to, with who has fetched what."""

from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import Feed, FeedToken, OutletLink
from campaigns.values.feeds import FeedKind


def outlet_links(session: Session, outlet_id: int) -> tuple[OutletLink, ...]:
    """Every personal link of an outlet, newest first, ended ones too."""
    asked = select(OutletLink).where(OutletLink.outlet_id == outlet_id)
    return tuple(session.exec(asked.order_by(col(OutletLink.id).desc())))


def outlet_link(session: Session, outlet_id: int, link_id: int) -> OutletLink:
    """A link of this outlet; NotFound ``link.unknown``."""
    found = session.get(OutletLink, link_id)
    if found is None or found.outlet_id != outlet_id:
        raise NotFound("link.unknown")
    return found


def feed_of(session: Session, kind: FeedKind, subject_id: int) -> Feed | None:
    """The calendar of an outlet, a campaign or the officer (subject 0); None until it was first needed."""
    return session.exec(select(Feed).where(Feed.kind == kind.value, Feed.subject_id == subject_id)).one_or_none()


def feed_links(session: Session, feed_id: int) -> tuple[FeedToken, ...]:
    """Every link to a calendar, newest first, ended ones too."""
    asked = select(FeedToken).where(FeedToken.feed_id == feed_id)
    return tuple(session.exec(asked.order_by(col(FeedToken.id).desc())))


def feed_link(session: Session, feed_id: int, link_id: int) -> FeedToken:
    """A link to this calendar; NotFound ``link.unknown``."""
    found = session.get(FeedToken, link_id)
    if found is None or found.feed_id != feed_id:
        raise NotFound("link.unknown")
    return found
