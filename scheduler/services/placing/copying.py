"""Laying out again what another stretch of time held."""

from datetime import date

from sqlmodel import col, select

from campaigns.errors import Refused
from campaigns.models import Slot
from campaigns.store import UnitOfWork
from campaigns.times import month_days
from campaigns.values.edits import EditResult, Skipped
from campaigns.values.words import SlotState
from scheduler.services.placing.draft import Draft, finish
from scheduler.services.placing.operations import place
from scheduler.services.slots import judge, window


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
    draft = Draft(work, month, seen)
    for slot in rows:
        if (day := _same_place_in(month, slot.date)) is None:
            continue
        try:
            judge(work, window(work, slot.window_id), day, slot.theme_id)
            place(draft, slot.window_id, day, slot.theme_id)
        except Refused as refusal:
            draft.skipped.append(Skipped(slot.window_id, day, refusal.code))
    if not draft.rows:
        raise Refused("copy.nothing", month=source, skipped=len(draft.skipped))
    return finish(draft, kind="edit", undoes=None)


def _same_place_in(month: str, day: date) -> date | None:
    """The date of ``month`` with the same weekday and the same turn of that weekday; None where there is no fifth."""
    turn = (day.day - 1) // 7
    same = [other for other in month_days(month) if other.weekday() == day.weekday()]
    return same[turn] if turn < len(same) else None
