"""What outlets handed in by their links."""

from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import AsRunLog, OutletHandIn


def hand_in(session: Session, outlet_id: int, uid: str) -> OutletHandIn:
    """One of an outlet's; NotFound ``hand_in.unknown``."""
    asked = select(OutletHandIn).where(OutletHandIn.uid == uid, OutletHandIn.outlet_id == outlet_id)
    return _there(session.exec(asked).one_or_none(), uid)


def log_of(session: Session, outlet_id: int, uid: str) -> tuple[AsRunLog, OutletHandIn]:
    """A log that an outlet handed in by a link, also on trial; NotFound ``hand_in.unknown`` for any other."""
    asked = select(AsRunLog, OutletHandIn).join(OutletHandIn, OutletHandIn.log_id == AsRunLog.id)  # type: ignore[arg-type]
    found = session.exec(asked.where(AsRunLog.uid == uid, OutletHandIn.outlet_id == outlet_id)).one_or_none()
    if found is None:
        raise NotFound("hand_in.unknown", uid=uid[:40])
    return found[0], found[1]


def of_outlet(session: Session, outlet_id: int, most: int = 30) -> tuple[tuple[OutletHandIn, str], ...]:
    """An outlet's, newest first, each with the public name of its log, empty for a list."""
    asked = select(OutletHandIn, AsRunLog.uid).join(AsRunLog, AsRunLog.id == OutletHandIn.log_id, isouter=True)  # type: ignore[arg-type]
    asked = asked.where(OutletHandIn.outlet_id == outlet_id, col(OutletHandIn.handed_at).is_not(None))
    rows = session.exec(asked.order_by(col(OutletHandIn.id).desc()).limit(most))
    return tuple((row, uid or "") for row, uid in rows)


def unseen(session: Session) -> tuple[OutletHandIn, ...]:
    """Those that nobody of the office has looked at, oldest first."""
    asked = select(OutletHandIn).where(col(OutletHandIn.seen_at).is_(None), col(OutletHandIn.handed_at).is_not(None))
    return tuple(session.exec(asked.order_by(col(OutletHandIn.id))))


def _there(found: OutletHandIn | None, uid: str) -> OutletHandIn:
    if found is None:
        raise NotFound("hand_in.unknown", uid=uid[:40])
    return found
