"""Taking up what the planner proposed: many changes that belong together, as one edit and one undo."""

from collections.abc import Sequence

from campaigns.errors import Refused
from campaigns.store import UnitOfWork
from campaigns.values.edits import EditResult, Move, Place, Remove, Skipped
from scheduler.services.placing.draft import Draft, finish
from scheduler.services.placing.operations import carry_out


def take_up(work: UnitOfWork, month: str, operations: Sequence[Place | Move | Remove]) -> EditResult:
    """Carry out removals and moves, all or none, then place what still fits; the rest is told as skipped.

    Slots that are to move count as gone from their cells all along, so that two may change places.

    Raises:
        Refused: the first blocking rule against a move; ``proposal.nothing_left`` when nothing of it fits any more.
        Stale: ``slot.stale`` when a slot changed meanwhile.
    """
    work.month(month)
    draft = Draft(work, month, None)
    draft.leaving |= {one.uid for one in operations if not isinstance(one, Place)}
    for one in operations:
        if not isinstance(one, Place):
            carry_out(draft, one)
            draft.leaving.discard(one.uid)
    for one in operations:
        if isinstance(one, Place):
            try:
                carry_out(draft, one)
            except Refused as refusal:
                draft.skipped.append(Skipped(one.window_id, one.date, refusal.code))
    if not draft.rows:
        raise Refused("proposal.nothing_left", skipped=len(draft.skipped))
    return finish(draft, kind="edit", undoes=None)
