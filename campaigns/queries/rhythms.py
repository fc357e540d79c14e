"""What was agreed of how often standing programmes appear."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, func, select

from campaigns.models import Obligation, Rhythm
from campaigns.values.rhythms import RhythmView


def entries(
    session: Session, campaign_id: int, *, programme_id: int | None = None, before: datetime | None = None
) -> Mapping[int, tuple[RhythmView, ...]]:
    """By programme every entry of a campaign, or those on record before an instant, in the order of recording."""
    asked = (
        select(Rhythm, Obligation)
        .join(Obligation, col(Obligation.id) == Rhythm.obligation_id, isouter=True)
        .where(Rhythm.campaign_id == campaign_id)
        .order_by(col(Rhythm.id))
    )
    if programme_id is not None:
        asked = asked.where(Rhythm.programme_id == programme_id)
    if before is not None:
        asked = asked.where(col(Rhythm.set_at) < before)
    found: dict[int, list[RhythmView]] = defaultdict(list)
    for row, duty in session.exec(asked):
        found[row.programme_id].append(_view(row, duty))
    return {programme: tuple(rows) for programme, rows in found.items()}


def newest(session: Session, campaign_id: int, programme_id: int) -> int:
    """Number of a programme's newest entry; 0 where there is none."""
    asked = select(func.max(Rhythm.id)).where(Rhythm.campaign_id == campaign_id, Rhythm.programme_id == programme_id)
    return session.exec(asked).one() or 0


def _view(row: Rhythm, duty: Obligation | None) -> RhythmView:
    found = RhythmView(
        row.id or 0, row.campaign_id, row.programme_id, row.unit, row.number, row.from_day, row.source,
        row.obligation_id,
    )  # fmt: skip
    return found if duty is None else replace(found, plan_id=duty.plan_id, clause=duty.clause, duty=duty.text)
