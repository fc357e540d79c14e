"""What was done to urge units, and the office's days for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.models import UrgingLadder, UrgingStep
from campaigns.values.urging import Ladder, Rung


@dataclass(frozen=True, slots=True)
class StepView:
    """A rung taken for a unit."""

    unit_id: int
    rung: Rung
    taken_at: datetime
    to: str  # where it was mailed; empty: no address was known
    reminded: int  # how often mail had been addressed to the unit before
    paper: str


def ladder(session: Session) -> tuple[Ladder, int]:
    """The office's days, or the proposed ones, and the version of its choice; 0 where it has not chosen."""
    row = session.exec(select(UrgingLadder).order_by(col(UrgingLadder.id))).first()
    if row is None:
        return Ladder(), 0
    days = (row.notice_days, row.reminder_days, row.letter_days, row.synthesis_days)
    return Ladder(*days, chosen=True), row.version


def steps(session: Session, deadline_id: int) -> tuple[StepView, ...]:
    """Rungs taken before a deadline's units, in the order in which they were taken."""
    asked = select(UrgingStep).where(UrgingStep.deadline_id == deadline_id).order_by(col(UrgingStep.id))
    return tuple(
        StepView(row.unit_id, row.rung, row.taken_at, row.to, row.reminded, row.paper) for row in session.exec(asked)
    )


def of_paper(session: Session, deadline_id: int, paper: str) -> tuple[StepView, ...]:
    """The units that a letter or list was about when it was issued; none before."""
    return tuple(one for one in steps(session, deadline_id) if one.paper == paper)


def by_unit(taken: Sequence[StepView]) -> Mapping[int, Mapping[Rung, StepView]]:
    """Each unit's rungs."""
    found: dict[int, dict[Rung, StepView]] = {}
    for one in taken:
        found.setdefault(one.unit_id, {})[one.rung] = one
    return found
