"""An edit while it is being made, and how it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from campaigns.errors import Refused, Stale
from campaigns.models import CellTouch, Edit, Slot
from campaigns.store import UnitOfWork
from campaigns.times import month_of
from campaigns.values.edits import EditResult, Skipped
from campaigns.values.words import SlotState
from scheduler.services import publishing, reminding
from scheduler.services.slots import snapshot


@dataclass(slots=True)
class Draft:
    """An edit while it is being made: what it touched, and what that was before."""

    work: UnitOfWork
    month: str
    seen: int | None
    before: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    rows: dict[str, Slot] = field(default_factory=dict)
    cells: dict[tuple[int, date], None] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    leaving: set[str] = field(default_factory=set)  # slots that this edit will yet take from their cells

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


def changed(work: UnitOfWork, slot: Slot, words: str) -> None:
    """After a board change: a new generation, the clock told anew, open answers overtaken, calendars told."""
    slot.generation += 1
    slot.next_at = publishing.next_look(work, slot)
    publishing.withdraw_answers(work, slot)
    publishing.changed(work, slot, words)


def finish(draft: Draft, *, kind: str, undoes: int | None) -> EditResult:
    """Write the edit down, with every slot it touched before and after."""
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
        withdrawn=sum(map(_is_withdrawn, told)),
        unconfirmed=sum(map(_must_be_asked_again, told)),
    )


def _is_withdrawn(change: Mapping[str, Any]) -> bool:
    before, after = change["before"], change["after"]
    return before is not None and before["sent_at"] is not None and after["state"] == SlotState.CANCELLED


def _must_be_asked_again(change: Mapping[str, Any]) -> bool:
    before, after = change["before"], change["after"]
    return before is not None and (before["state"], after["state"]) == (SlotState.CONFIRMED, SlotState.PLANNED)
