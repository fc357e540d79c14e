"""Messages waiting to be sent: claiming them so that each has one sender, and what must hold for them to leave."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import update
from sqlmodel import Session, col, select

from campaigns.models import Office, Outbox, Outlet, OutletLink

NO_ADDRESS: Final = "no address"
"""The outcome of a message that was for somebody of whom no address was known."""


def _may_leave(now: datetime) -> tuple[object, ...]:
    leased = col(Outbox.leased_until)
    return (col(Outbox.done_at).is_(None), col(Outbox.not_before) <= now, leased.is_(None) | (leased <= now))


def is_anything_due(session: Session, now: datetime) -> bool:
    """Whether a message may leave now."""
    return session.exec(select(Outbox.id).where(*_may_leave(now)).limit(1)).first() is not None  # type: ignore[arg-type]


def first_due(session: Session, now: datetime) -> Outbox | None:
    """The message that has waited longest of those that may leave now, locked; others hold the rest."""
    asked = select(Outbox).where(*_may_leave(now)).order_by(col(Outbox.not_before), col(Outbox.id))  # type: ignore[arg-type]
    return session.exec(asked.limit(1).with_for_update(skip_locked=True)).first()


def due_with(session: Session, first: Outbox, now: datetime, *, late_by: datetime) -> Sequence[Outbox]:
    """Messages to the same address that may leave now and should have left by an instant, or with ``first``; locked."""
    asked = select(Outbox).where(
        *_may_leave(now),  # type: ignore[arg-type]
        Outbox.to == first.to,
        (col(Outbox.not_before) <= late_by) | (col(Outbox.not_before) == first.not_before),
    )
    asked = asked.order_by(col(Outbox.not_before), col(Outbox.id)).with_for_update(skip_locked=True)
    return session.exec(asked).all()


def hold_back(session: Session, now: datetime, until: datetime) -> None:
    """Keep everything that may leave now waiting for a while; when it was due stays on record."""
    session.connection().execute(update(Outbox).where(*_may_leave(now)).values(leased_until=until))  # type: ignore[arg-type]


def unaddressed(session: Session, since: datetime) -> dict[str, int]:
    """Messages since an instant that nobody could be sent, by the slug of their outlet, ``""`` for the office's own.

    Those to units are told with their ladder.

    Whoever has been given an address since is left out.
    """
    asked = select(Outbox.facts).where(
        Outbox.outcome == NO_ADDRESS, col(Outbox.created_at) >= since, col(Outbox.kind).not_like("urge_%")
    )
    links = Counter(facts.get("link_id") for facts in session.exec(asked))
    without = select(OutletLink.id, Outlet.slug).join(Outlet, col(Outlet.id) == OutletLink.outlet_id)
    slugs: dict[int | None, str] = dict(
        session.exec(without.where(col(OutletLink.id).in_(links), Outlet.contact_email == "")).all()
    )
    if not session.exec(select(Office.id).where(Office.email != "")).first():
        slugs[None] = ""
    found: Counter[str] = Counter()
    for link in links.keys() & slugs.keys():
        found[slugs[link]] += links[link]
    return dict(found)
