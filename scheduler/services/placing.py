"""Laying out the month: placing, moving, copying, removing, filling; undo and redo as edits like any other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import col, select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import CellTouch, Edit, Slot, Theme
from campaigns.store import UnitOfWork
from campaigns.times import month_days, month_of
from campaigns.values.edits import Copy, EditResult, Fill, Move, Operation, Place, Remove, Retheme, Skipped
from campaigns.values.words import SlotState
from exports import changes
from scheduler import airtime
from scheduler.airtime import Happening
from scheduler.services import clockwork, publishing, reminding
from scheduler.services.slots import judge, restore, settle_into, snapshot, taken_places, window

MOST_OPERATIONS = 400
_APART = 100_000  # beyond every place that a cell can have


@dataclass(slots=True)
class _Draft:
    """An edit while it is being made."""

    work: UnitOfWork
    month: str
    seen: int | None
    before: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    rows: dict[str, Slot] = field(default_factory=dict)
    cells: dict[tuple[int, date], None] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)

    def keep(self, slot: Slot, *, new: bool = False) -> None:
        """Remember what a slot was before this edit touches it."""
        if slot.uid not in self.before:
            self.before[slot.uid] = None if new else snapshot(slot)
        self.rows[slot.uid] = slot

    def cell(self, window_id: int, day: date) -> None:
        """Mark a cell as changed, unless someone else changed it after this person last saw the month."""
        if month_of(day) != self.month:
            raise Refused("edit.other_month", month=self.month, date=day)
        if (window_id, day) not in self.cells:
            self._unchanged(window_id, day)
        self.cells[window_id, day] = None
        self.work.touch(window_id, day)

    def _unchanged(self, window_id: int, day: date) -> None:
        touched = self.work.session.get(CellTouch, (self.month, window_id, day))
        if self.seen is not None and touched and touched.version > self.seen and touched.actor != self.work.actor:
            raise Stale("cell.changed", window_id=window_id, date=day, by=touched.actor, at=touched.at)


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
    draft = _Draft(work, month, seen)
    for number, operation in enumerate(operations):
        try:
            _carry_out(draft, operation)
        except Refused as refusal:
            refusal.facts.setdefault("operation", number)
            raise
    return _finish(draft, kind="edit", undoes=None)


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
    draft = _Draft(work, month, None)
    rows = {
        change["uid"]: clockwork.caught_up(work, work.slot(change["uid"], seen_version=None)) for change in done.changes
    }
    for change in done.changes:
        if snapshot(rows[change["uid"]]) != change["after"]:
            raise Stale("edit.overtaken", id=edit_id, uid=change["uid"])
    _make_room(work, list(rows.values()))
    for change in done.changes:
        _give_back(draft, rows[change["uid"]], change)
    return _finish(draft, kind="redo" if done.kind == "undo" else "undo", undoes=edit_id)


def _make_room(work: UnitOfWork, rows: Sequence[Slot]) -> None:
    """Move rows out of their places first, so that two slots can change places within one flush."""
    for row in rows:
        row.place += _APART
    work.session.flush()


def _give_back(draft: _Draft, slot: Slot, change: dict[str, Any]) -> None:
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
    _changed(work, slot, words)


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


def _carry_out(draft: _Draft, operation: Operation) -> None:
    match operation:
        case Place():
            _place(draft, operation.window_id, operation.date, operation.theme_id, title=operation.title)
        case Fill():
            _fill(draft, operation)
        case Move():
            _move(draft, operation)
        case Copy():
            source = draft.work.slot(operation.uid, seen_version=None)
            _place(draft, operation.window_id, operation.date, source.theme_id, title=source.title, like=source)
        case Remove():
            _remove(draft, operation)
        case Retheme():
            _retheme(draft, operation)


def _place(
    draft: _Draft, window_id: int, day: date, theme_id: int, *, title: str = "", like: Slot | None = None
) -> Slot:
    work = draft.work
    theme = work.session.get(Theme, theme_id)
    if theme is None:
        raise NotFound("theme.unknown", id=theme_id)
    where = window(work, window_id)
    draft.cell(window_id, day)
    judge(work, where, day, theme_id)
    slot = Slot(
        month=draft.month, campaign_id=theme.campaign_id, theme_id=theme_id, window_id=window_id,
        outlet_id=where.outlet_id, title=title, date=day, zone=str(work.zone), starts_at=work.now, ends_at=work.now,
        duration_s=0, place=0, created_at=work.now.replace(microsecond=0), changed_at=work.now.replace(microsecond=0),
        sensitive=theme.sensitive,
    )  # fmt: skip
    if like is not None:
        slot.note, slot.brief, slot.sensitive = like.note, like.brief, like.sensitive
    settle_into(work, slot, where, day)
    draft.keep(slot, new=True)
    work.session.add(slot)
    work.session.flush()
    work.note("slot", slot.uid, "placed", after=snapshot(slot))
    return slot


def _fill(draft: _Draft, asked: Fill) -> None:
    where = window(draft.work, asked.window_id)
    turn = 0
    for day in sorted(set(asked.dates)):
        theme_id = asked.theme_ids[turn % len(asked.theme_ids)]
        try:
            findings = judge(draft.work, where, day, theme_id)
        except Refused as refusal:
            draft.skipped.append(Skipped(where.id, day, refusal.code))
            continue
        if not asked.on_holidays and any(finding.code == "day.holiday" for finding in findings):
            draft.skipped.append(Skipped(where.id, day, "day.holiday"))
            continue
        _place(draft, where.id, day, theme_id)
        turn += 1
    if turn == 0:
        raise Refused(
            "fill.nothing_placed", skipped=len(draft.skipped), reasons=sorted({s.code for s in draft.skipped})
        )


def _move(draft: _Draft, asked: Move) -> None:
    work = draft.work
    slot = clockwork.caught_up(work, work.slot(asked.uid, seen_version=asked.version))
    after = airtime.advance(slot.state, Happening.MOVE)
    if (slot.window_id, slot.date) == (asked.window_id, asked.date):
        raise Refused("move.nowhere")
    where = window(work, asked.window_id)
    draft.keep(slot)
    draft.cell(slot.window_id, slot.date)
    draft.cell(asked.window_id, asked.date)
    judge(work, where, asked.date, slot.theme_id, moving=slot.uid)
    was = (slot.date, slot.start_minute)
    slot.state = after
    settle_into(work, slot, where, asked.date)
    slot.confirmed_at, slot.confirmed_by = None, ""
    _changed(work, slot, changes.moved(was, (slot.date, slot.start_minute)))


def _remove(draft: _Draft, asked: Remove) -> None:
    slot = clockwork.caught_up(draft.work, draft.work.slot(asked.uid, seen_version=asked.version))
    if slot.state is SlotState.CONFIRMED and not asked.reason.strip():
        raise Refused("cancel.needs_reason", uid=slot.uid)
    after = airtime.advance(slot.state, Happening.CANCEL)
    draft.keep(slot)
    draft.cell(slot.window_id, slot.date)
    slot.state = after
    if asked.reason.strip():
        slot.miss_reason = asked.reason.strip()
    _changed(draft.work, slot, changes.CANCELLED)


def _retheme(draft: _Draft, asked: Retheme) -> None:
    work = draft.work
    slot = clockwork.caught_up(work, work.slot(asked.uid, seen_version=asked.version))
    theme = work.session.get(Theme, asked.theme_id)
    if theme is None or theme.campaign_id != slot.campaign_id:
        raise NotFound("theme.unknown", id=asked.theme_id)
    after = airtime.advance(slot.state, Happening.MOVE)
    draft.keep(slot)
    draft.cell(slot.window_id, slot.date)
    slot.theme_id, slot.state, slot.sensitive = asked.theme_id, after, slot.sensitive or theme.sensitive
    slot.confirmed_at, slot.confirmed_by = None, ""
    _changed(work, slot, changes.rethemed(theme.letter))


def _changed(work: UnitOfWork, slot: Slot, words: str) -> None:
    """After a board change: a new generation, the clock told anew, open answers overtaken, calendars told."""
    slot.generation += 1
    slot.next_at = publishing.next_look(work, slot)
    publishing.withdraw_answers(work, slot)
    publishing.changed(work, slot, words)


def _finish(draft: _Draft, *, kind: str, undoes: int | None) -> EditResult:
    work = draft.work
    reminding.plan_for(work, *draft.rows.values())
    told: list[dict[str, Any]] = [
        {"uid": uid, "before": before, "after": snapshot(draft.rows[uid])}
        for uid, before in sorted(draft.before.items(), key=lambda pair: draft.rows[pair[0]].id or 0)
    ]
    for change in told:
        if change["before"] is not None:
            work.note("slot", change["uid"], kind, before=change["before"], after=change["after"])
    version = work.month(draft.month).version
    row = Edit(
        month=draft.month, version=version, actor=work.actor, at=work.now, kind=kind, undoes=undoes, changes=told
    )
    work.session.add(row)
    work.session.flush()
    return EditResult(
        edit_id=row.id or 0,
        version=version,
        uids=tuple(draft.rows),
        cells=tuple(draft.cells),
        skipped=tuple(draft.skipped),
    )


def copy_month(work: UnitOfWork, month: str, source: str, *, seen: int | None) -> EditResult:
    """Lay last month's slots out again on the same weekday of the same week of the month, where places are free.

    Raises:
        Refused: ``copy.nothing`` when the source month has no live slot or none fits.
    """
    rows = work.session.exec(
        select(Slot)
        .where(Slot.month == source, col(Slot.state) != SlotState.CANCELLED)
        .order_by(col(Slot.starts_at), col(Slot.place), col(Slot.uid))
    ).all()
    work.month(month)
    draft = _Draft(work, month, seen)
    for slot in rows:
        if (day := _same_place_in(month, slot.date)) is None:
            continue
        try:
            judge(work, window(work, slot.window_id), day, slot.theme_id)
            _place(draft, slot.window_id, day, slot.theme_id)
        except Refused as refusal:
            draft.skipped.append(Skipped(slot.window_id, day, refusal.code))
    if not draft.rows:
        raise Refused("copy.nothing", month=source, skipped=len(draft.skipped))
    return _finish(draft, kind="edit", undoes=None)


def _same_place_in(month: str, day: date) -> date | None:
    """The date of ``month`` with the same weekday and the same turn of that weekday; None where there is no fifth."""
    turn = (day.day - 1) // 7
    same = [other for other in month_days(month) if other.weekday() == day.weekday()]
    return same[turn] if turn < len(same) else None
