"""Proof that has not come is asked for again: on fixed working mornings, each once, until it is held."""

from datetime import timedelta
from typing import Final

from sqlmodel import col, select

from campaigns.models import Reminder, Slot
from campaigns.queries import proofs
from campaigns.store import UnitOfWork
from campaigns.times import local_day
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


def make_up(work: UnitOfWork) -> int:
    """Set the first morning for articles that began before anybody set one; returns for how many.

    They are those that stood begun when the record learned to keep proofs. Only articles with a morning still ahead
    are asked for: whoever is beyond the last is on the list of what is awaited, and gets no mail years later. Asked
    again, nothing changes.
    """
    today = local_day(work.now, work.zone)
    uids = proofs.unchased(work.session, today - _AHEAD, today)
    asked = select(Slot).where(col(Slot.uid).in_(uids)).order_by(col(Slot.id)).with_for_update()
    made = 0
    for slot in work.session.exec(asked.execution_options(populate_existing=True)).all():
        row = Reminder(kind=PROOF, subject_id=slot.uid, generation=slot.generation, due_at=slot.ends_at)
        go_on(work, slot, row)
        if row.next_at is not None and is_open(slot):
            work.session.add(row)
            made += 1
    work.session.flush()
    return made


def go_on(work: UnitOfWork, slot: Slot, row: Reminder) -> None:
    """Set the next morning from now on; none after the last."""
    days = owing.around(work, [slot.date, slot.date + _AHEAD])
    row.next_at = press.chased_at(slot.date, days, work.zone, work.now)


def is_open(slot: Slot) -> bool:
    """Whether there still is a proof to ask for."""
    return press.is_unproved(slot.state, slot.evidence)
