"""How much of a month each theme has."""

from collections.abc import Mapping

from sqlmodel import Session, col, func, select

from campaigns.models import Slot
from campaigns.values.words import SlotState


def slots_by_theme(session: Session, month: str) -> Mapping[int, int]:
    """Slots of each theme in a month, by theme id; cancelled ones are not counted, themes without any are left out."""
    asked = (
        select(Slot.theme_id, func.count())
        .where(Slot.month == month, col(Slot.state) != SlotState.CANCELLED)
        .group_by(col(Slot.theme_id))
    )
    return dict(session.exec(asked).all())
