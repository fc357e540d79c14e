"""Slots by stretch of days and by what their outlet knows."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, select

from campaigns.models import Slot
from campaigns.queries.slots import slot_views
from campaigns.values.slots import SlotView


def between(session: Session, first: date, last: date) -> tuple[SlotView, ...]:
    """Every slot from ``first`` to ``last``, both included, cancelled ones too, by start."""
    return slot_views(session, col(Slot.date) >= first, col(Slot.date) <= last)


def told_to(session: Session, outlets: Collection[int]) -> tuple[SlotView, ...]:
    """Every slot that one of some outlets has been told of, by start; drafts stay at home."""
    return slot_views(session, col(Slot.outlet_id).in_(sorted(outlets)), col(Slot.sent_at).is_not(None))


def with_briefs(session: Session, first: date, last: date) -> frozenset[str]:
    """Names of the slots of a stretch whose brief has its number."""
    asked = select(Slot.uid).where(col(Slot.date) >= first, col(Slot.date) <= last, col(Slot.brief_number).is_not(None))
    return frozenset(session.exec(asked))
