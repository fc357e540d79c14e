"""Signed acceptance minutes."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import Acceptance
from campaigns.values.acceptance import Entry, Minutes
from campaigns.values.ledger import Amount
from campaigns.values.papers import OfficeView, PlanCitation


def minutes(session: Session, uid: str) -> Minutes:
    """One; NotFound ``acceptance.unknown``."""
    row = session.exec(select(Acceptance).where(Acceptance.uid == uid)).one_or_none()
    if row is None:
        raise NotFound("acceptance.unknown", uid=uid[:40])
    return _view(row)


def signed(session: Session, campaign_id: int, outlet_id: int | None = None) -> tuple[Minutes, ...]:
    """A campaign's, or those of one outlet, in the order in which they were signed."""
    asked = select(Acceptance).where(Acceptance.campaign_id == campaign_id)
    if outlet_id is not None:
        asked = asked.where(Acceptance.outlet_id == outlet_id)
    return tuple(map(_view, session.exec(asked.order_by(col(Acceptance.id)))))


def accepted(minutes_: tuple[Minutes, ...]) -> Mapping[str, Amount]:
    """By slot what these minutes have accepted."""
    found: dict[str, Amount] = {}
    for one in minutes_:
        for entry in one.entries:
            found[entry.slot] = found.get(entry.slot, Amount()) + entry.amount
    return found


def _view(row: Acceptance) -> Minutes:
    told = row.told
    return Minutes(
        campaign_id=row.campaign_id, outlet_id=row.outlet_id, outlet=told["outlet"], contact=told["contact"],
        month=row.month, number=row.number, entries=tuple(map(Entry.of_json, row.entries)),
        office=OfficeView.from_json(told["office"]), plan=PlanCitation.from_json(told["plan"]), uid=row.uid,
        paper=row.paper, signed_at=row.signed_at, signed_by=row.signed_by, dated=date.fromisoformat(told["dated"]),
    )  # fmt: skip
