"""Undo and redo, as edits like any other."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import select

from campaigns.errors import NotFound, Stale
from campaigns.models import Edit, Slot
from campaigns.store import UnitOfWork
from campaigns.values.edits import EditResult
from campaigns.values.words import SlotState
from exports import changes
from scheduler import airtime
from scheduler.airtime import Happening
from scheduler.services import clockwork
from scheduler.services.placing.draft import Draft, changed, finish
from scheduler.services.slots import restore, snapshot, taken_places, window

_APART = 100_000  # beyond every place that a cell can have


def undo(work: UnitOfWork, month: str, edit_id: int) -> EditResult:
    """Give every slot of an edit back what it was before; undoing an undo is a redo.

    Raises:
        NotFound: ``edit.unknown``.
        Stale: ``edit.overtaken`` when something of it was changed since, or it was undone already.
    """
    work.month(month)
    done = work.session.get(Edit, edit_id)
    if done is None or done.month != month:
        raise NotFound("edit.unknown", id=edit_id)
    if work.session.exec(select(Edit.id).where(Edit.undoes == edit_id)).first() is not None:
        raise Stale("edit.overtaken", id=edit_id)
    draft = Draft(work, month, None)
    rows = {
        change["uid"]: clockwork.caught_up(work, work.slot(change["uid"], seen_version=None)) for change in done.changes
    }
    for change in done.changes:
        now = snapshot(rows[change["uid"]])
        if any(now[name] != value for name, value in change["after"].items()):
            raise Stale("edit.overtaken", id=edit_id, uid=change["uid"])
    _make_room(work, list(rows.values()))
    for change in done.changes:
        _give_back(draft, rows[change["uid"]], change)
    return finish(draft, kind="redo" if done.kind == "undo" else "undo", undoes=edit_id)


def _make_room(work: UnitOfWork, rows: Sequence[Slot]) -> None:
    """Move rows out of their places first, so that two slots can change places within one flush."""
    for row in rows:
        row.place += _APART
    work.session.flush()


def _give_back(draft: Draft, slot: Slot, change: dict[str, Any]) -> None:
    work = draft.work
    slot.place -= _APART
    draft.keep(slot)
    was = (slot.date, slot.start_minute)
    draft.cell(slot.window_id, slot.date)
    if change["before"] is None:
        slot.state = airtime.advance(slot.state, Happening.CANCEL)
        words = changes.CANCELLED
    else:
        restore(slot, change["before"])
        words = changes.REINSTATED if slot.date == was[0] else changes.moved(was, (slot.date, slot.start_minute))
        if slot.state in {SlotState.PLANNED, SlotState.CONFIRMED}:
            _take_place_again(work, slot)
    draft.cell(slot.window_id, slot.date)
    changed(work, slot, words)
    if change["before"] is not None and change["before"].get("told"):
        slot.sent_at = slot.changed_at  # nobody outside was told of what is now undone: the outlet knows it as it is
        work.session.flush()


def _take_place_again(work: UnitOfWork, slot: Slot) -> None:
    """A slot given back needs its hour to lie ahead and its cell to have room, whatever others did meanwhile."""
    if slot.starts_at <= work.now:
        raise Stale("edit.overtaken", uid=slot.uid)
    taken = taken_places(work, slot.window_id, slot.date, apart_from=slot.uid)
    settled = {place for place in taken if place < _APART}
    if len(settled) >= window(work, slot.window_id).capacity_spots:
        raise Stale("edit.overtaken", uid=slot.uid)
    if slot.place in settled:
        slot.place = next(n for n in range(len(settled) + 1) if n not in settled)
    work.session.flush()


def undo_stacks(edits: Sequence[Edit]) -> tuple[list[int], list[int]]:
    """Ids of a person's edits that can be undone, and of the undos that can be redone, the next one last."""
    by_id = {row.id: row for row in edits}
    undoable: list[int] = []
    redoable: list[int] = []
    for row in edits:
        if row.kind == "edit":
            undoable.append(row.id or 0)
            redoable.clear()
        elif row.kind == "undo":
            undoable = [n for n in undoable if n != row.undoes]
            redoable.append(row.id or 0)
        elif (reversed_undo := by_id.get(row.undoes)) is not None:
            redoable = [n for n in redoable if n != reversed_undo.id]
            undoable.append(row.id or 0)
    return undoable, redoable
