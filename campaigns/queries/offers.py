"""What outlets asked for and what became of it."""

from sqlmodel import Session, col, select

from campaigns.models import Offer, Slot
from campaigns.queries.slots import offer_view
from campaigns.values.slots import OfferView


def offers_of(session: Session, uid: str) -> tuple[OfferView, ...]:
    """Every answer to a slot that was not a plain yes, oldest first, settled ones too."""
    asked = select(Offer).join(Slot, col(Slot.id) == Offer.slot_id).where(Slot.uid == uid).order_by(col(Offer.id))
    return tuple(offer_view(offer) for offer in session.exec(asked))
