"""An outlet that has gone into another takes nothing new: its past stays as it was, the rest is the other's."""

from datetime import date

from sqlmodel import col, select

from campaigns.errors import Refused
from campaigns.models import Channel, OutletTerm, Programme
from campaigns.store import UnitOfWork


def refuse_ended(work: UnitOfWork, outlet_id: int, *, until: date | None = None) -> None:
    """Refuse what would go on beyond the date on which an outlet went into another.

    Args:
        until: first date on which the thing is over; None: it would go on.

    Raises:
        Refused: ``outlet.merged`` with ``name`` and ``on``.
    """
    asked = select(OutletTerm).where(OutletTerm.outlet_id == outlet_id, col(OutletTerm.merged_into_id).is_not(None))
    term = work.session.exec(asked).first()
    if term is not None and term.valid_until is not None and (until is None or until > term.valid_until):
        raise Refused("outlet.merged", name=term.name, on=term.valid_until)


def outlet_of(work: UnitOfWork, programme_id: int) -> int:
    """The outlet on whose channel a programme runs."""
    asked = select(Channel.outlet_id).join(Programme, col(Programme.channel_id) == Channel.id)
    return work.session.exec(asked.where(Programme.id == programme_id)).one()
