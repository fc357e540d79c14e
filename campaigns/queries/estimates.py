"""Estimates with their lines and the papers on their way."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import Estimate, EstimateEvent, EstimateLine
from campaigns.values import estimates as values
from campaigns.values.estimates import BINDING, EstimateView


def row(session: Session, uid: str) -> Estimate:
    """An estimate's record; NotFound ``estimate.unknown``."""
    found = session.exec(select(Estimate).where(Estimate.uid == uid)).one_or_none()
    if found is None:
        raise NotFound("estimate.unknown", uid=uid[:40])
    return found


def estimate(session: Session, uid: str) -> EstimateView:
    """An estimate; NotFound ``estimate.unknown``."""
    return _view(session, row(session, uid))


def estimates(session: Session, campaign_id: int | None = None) -> Sequence[EstimateView]:
    """Every estimate, or a campaign's, newest first."""
    asked = select(Estimate).order_by(col(Estimate.id).desc())
    if campaign_id is not None:
        asked = asked.where(Estimate.campaign_id == campaign_id)
    return [_view(session, one) for one in session.exec(asked)]


def binding(session: Session, campaign_id: int) -> Sequence[EstimateView]:
    """A campaign's estimates by which money may be spent, oldest first."""
    asked = select(Estimate).where(Estimate.campaign_id == campaign_id, col(Estimate.state).in_(BINDING))
    return [_view(session, one) for one in session.exec(asked.order_by(col(Estimate.id)))]


def capping(session: Session, campaign_id: int, month: str) -> tuple[tuple[str, str], ...]:
    """Uid and title of a campaign's estimates by which money may be spent in a month, oldest first."""
    asked = select(Estimate.uid, Estimate.title).where(
        Estimate.campaign_id == campaign_id, col(Estimate.state).in_(BINDING),
        col(Estimate.first_month) <= month, col(Estimate.last_month) >= month,
    )  # fmt: skip
    return tuple((uid, title) for uid, title in session.exec(asked.order_by(col(Estimate.id))))


def lines(session: Session, estimate_id: int) -> Sequence[EstimateLine]:
    """The rows of an estimate's lines in order."""
    asked = select(EstimateLine).where(EstimateLine.estimate_id == estimate_id)
    return session.exec(asked.order_by(col(EstimateLine.place), col(EstimateLine.id))).all()


def _view(session: Session, one: Estimate) -> EstimateView:
    events = select(EstimateEvent).where(EstimateEvent.estimate_id == one.id).order_by(col(EstimateEvent.id))
    listed = enumerate(lines(session, one.id or 0), 1)
    return EstimateView(
        uid=one.uid, version=one.version, campaign_id=one.campaign_id, title=one.title, first_month=one.first_month,
        last_month=one.last_month, funding=one.funding, state=one.state,
        lines=tuple(_line(line, place) for place, line in listed),
        events=tuple(
            values.EstimateEvent(event.move, event.paper, event.dated, event.at, event.actor, event.total_vnd)
            for event in session.exec(events)
        ),
    )  # fmt: skip


def _line(line: EstimateLine, place: int) -> values.EstimateLine:
    return values.EstimateLine(
        id=line.id or 0, place=place, kind=line.kind, text=line.text, unit=line.unit, quantity=line.quantity,
        price_vnd=line.price_vnd, source=line.source, ground=line.ground, outlet_id=line.outlet_id,
        window_id=line.window_id, spread=tuple((month, count) for month, count in line.spread), quote=line.quote,
        appraised_quantity=line.appraised_quantity, appraised_price_vnd=line.appraised_price_vnd,
        cut_reason=line.cut_reason,
    )  # fmt: skip
