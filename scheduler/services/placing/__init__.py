"""Laying out the month: placing, moving, copying, removing, filling; undo and redo as edits like any other."""

from collections.abc import Sequence

from campaigns.errors import Refused
from campaigns.store import UnitOfWork
from campaigns.values.edits import EditResult, Operation
from scheduler.services.placing.copying import copy_month, copy_week
from scheduler.services.placing.draft import Draft, finish
from scheduler.services.placing.operations import carry_out
from scheduler.services.placing.taking import take_up
from scheduler.services.placing.undoing import undo, undo_stacks

__all__ = ["MOST_OPERATIONS", "copy_month", "copy_week", "edit", "take_up", "undo", "undo_stacks"]
MOST_OPERATIONS = 400


def edit(work: UnitOfWork, month: str, operations: Sequence[Operation], *, seen: int | None) -> EditResult:
    """Carry out every operation or none.

    Args:
        month: ``YYYY-MM``; every cell named must lie in it.
        operations: at least one, at most 400.
        seen: the month's version that the person last saw; None where none was seen (a program's call).

    Raises:
        Stale: ``cell.changed`` when someone else changed one of the cells since ``seen``; ``slot.stale``.
        Refused: the code of the first blocking rule, with ``operation`` its number from 0.
    """
    if not 1 <= len(operations) <= MOST_OPERATIONS:
        raise Refused("edit.too_many", most=MOST_OPERATIONS, given=len(operations))
    work.month(month)
    draft = Draft(work, month, seen)
    for number, operation in enumerate(operations):
        try:
            carry_out(draft, operation)
        except Refused as refusal:
            refusal.facts.setdefault("operation", number)
            raise
    if not draft.rows:  # a fill leaves out what does not fit; here it was all of it
        reasons = sorted({one.code for one in draft.skipped})
        raise Refused("fill.nothing_placed", skipped=len(draft.skipped), reasons=reasons)
    return finish(draft, kind="edit", undoes=None)
