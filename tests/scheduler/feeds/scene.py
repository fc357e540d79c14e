"""Slots that were sent, and their calendars."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import icalendar
from sqlmodel import select

from campaigns.models import FeedToken, Slot
from campaigns.queries import offices as office_queries
from campaigns.store import Store, UnitOfWork
from campaigns.values.edits import Move, Remove
from scheduler import feeds
from scheduler.services import linking, placing
from tests import builders
from tests.conftest import NOW
from tests.scheduler import month

PROGRAMME = "Bản tin sáng"


OTHER = date(2017, 4, 13)


DAY = date(2017, 4, 12)


LATER = NOW + timedelta(hours=1)


def body(store: Store, slug: str, now: datetime = NOW) -> bytes:
    with store.reading() as session:
        return feeds.body_of_slug(session, slug, now=now, zone=store.site.zone)


def outlet_slug(store: Store, ground: builders.Ground) -> str:
    return ground.windows[PROGRAMME].outlet_slug


def events(content: bytes) -> dict[str, icalendar.Event]:
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def unfolded(event: icalendar.Event) -> str:
    return event.to_ical().replace(b"\r\n ", b"").decode()


def sent(store: Store, *days: date) -> tuple[builders.Ground, tuple[str, ...]]:
    ground = builders.ground(store)
    uids = month.place(store, ground, PROGRAMME, *days)
    month.send(store, "2017-04", ground.windows[PROGRAMME].outlet_id)
    return ground, uids


def edit(store: Store, uid: str, make: Callable[[str, int], Move | Remove]) -> None:
    with store.deciding(actor="officer", now=LATER) as work:
        version = work.session.exec(select(Slot.version).where(Slot.uid == uid)).one()
        placing.edit(work, "2017-04", [make(uid, version)], seen=None)


def link(store: Store, slug: str, holder: str = "Phòng Thời sự") -> FeedToken:
    with store.deciding(actor="officer", now=NOW) as work:
        row = linking.make_feed_link(work, slug, holder=holder)
        work.session.flush()
        work.session.expunge(row)
        return row


def office_version(work: UnitOfWork) -> int:
    row = office_queries.office(work.session)
    return row.version if row else 0
