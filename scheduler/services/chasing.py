"""Proof that has not come is asked for again: on fixed working mornings, each once, until it is held."""

from datetime import timedelta
from typing import Final

from campaigns.models import Reminder, Slot
from campaigns.store import UnitOfWork
from scheduler import press
from scheduler.services import owing

PROOF: Final = "proof"
"""Kind of these reminders."""
_AHEAD: Final = timedelta(days=30)


def begin(work: UnitOfWork, slot: Slot) -> None:
    """Set the first morning, when an article's day begins; asked once for each time that it was agreed."""
    row = Reminder(kind=PROOF, subject_id=slot.uid, generation=slot.generation, due_at=slot.ends_at)
    go_on(work, slot, row)
    work.session.add(row)


def go_on(work: UnitOfWork, slot: Slot, row: Reminder) -> None:
    """Set the next morning from now on; none after the last."""
    days = owing.around(work, [slot.date, slot.date + _AHEAD])
    row.next_at = press.chased_at(slot.date, days, work.zone, work.now)


def is_open(slot: Slot) -> bool:
    """Whether there still is a proof to ask for."""
    return press.is_unproved(slot.state, slot.evidence)
