"""June 2017 hour by hour, and what has been done and posted by then to urge units."""

from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from campaigns.models import Outbox, UrgingStep
from campaigns.store import Store
from campaigns.times import ZONE

FIRST = datetime(2017, 5, 31, 17, tzinfo=UTC)  # local midnight before 1 June
HOUR = timedelta(hours=1)


def at(month: int, day: int, hour: int) -> datetime:
    """A local hour."""
    return datetime(2017, month, day, hour, tzinfo=ZONE).astimezone(UTC)


def steps(store: Store) -> list[UrgingStep]:
    with store.reading() as session:
        found = session.exec(select(UrgingStep).order_by(col(UrgingStep.id))).all()
        session.expunge_all()
        return list(found)


def posted(store: Store, *kinds: str) -> list[Outbox]:
    with store.reading() as session:
        found = session.exec(select(Outbox).where(col(Outbox.kind).in_(kinds)).order_by(col(Outbox.id))).all()
        session.expunge_all()
        return list(found)
