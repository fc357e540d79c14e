"""Laying out again what another stretch of time held: a month, a window's month, a week."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlmodel import col, select

from campaigns.errors import Refused
from campaigns.models import Slot
from campaigns.store import UnitOfWork
from campaigns.times import month_days, month_of
from campaigns.values.edits import EditResult, Skipped
from campaigns.values.words import SlotState
from scheduler.services.placing.draft import Draft, finish
from scheduler.services.placing.operations import place
from scheduler.services.slots import judge, window

_WEEK = 7


def copy_month(
    work: UnitOfWork, month: str, source: str, *, seen: int | None, window_id: int | None = None
) -> EditResult:
    """Lay a month's slots out again on the same weekday of the same week of another, where places are free.

    Args:
        window_id: only what stands in this window; None: everything.

    Raises:
        Refused: ``copy.nothing`` when there is no live slot to copy or none fits.
    """
    pairs = {day: to for day in month_days(source) if (to := _same_place_in(month, day)) is not None}
    draft = _copied(work, month, pairs, seen, window_id)
    if not draft.rows:
        raise Refused("copy.nothing", month=source, skipped=len(draft.skipped))
    return finish(draft, kind="edit", undoes=None)


def copy_week(work: UnitOfWork, month: str, source: date, target: date, *, seen: int | None) -> EditResult:
    """Lay a week's slots out again in another week of a month, where places are free.

    Args:
        source: the Monday of the week to copy, which may reach into the months around.
        target: the Monday of the week to lay out; its days outside the month are left as they are.

    Raises:
        Refused: ``copy.same_week``, ``copy.no_week`` when one is no Monday or lies elsewhere, ``copy.nothing_week``
            when there is no live slot to copy or none fits.
    """
    first, *_, last = month_days(month)
    reach = timedelta(days=_WEEK - 1)
    if source.weekday() or target.weekday() or not first - reach <= target <= last:
        raise Refused("copy.no_week", date=target)
    if source == target:
        raise Refused("copy.same_week", date=source)
    days = [timedelta(days=number) for number in range(_WEEK)]
    pairs = {source + step: target + step for step in days if month_of(target + step) == month}
    draft = _copied(work, month, pairs, seen, None)
    if not draft.rows:
        raise Refused("copy.nothing_week", date=source, skipped=len(draft.skipped))
    return finish(draft, kind="edit", undoes=None)


def _copied(work: UnitOfWork, month: str, pairs: Mapping[date, date], seen: int | None, window_id: int | None) -> Draft:
    """A draft that holds a copy of every live slot of some dates that fits on the date it is paired with."""
    work.month(month)
    asked = select(Slot).where(col(Slot.date).in_(pairs), col(Slot.state) != SlotState.CANCELLED)
    if window_id is not None:
        asked = asked.where(Slot.window_id == window_id)
    rows = work.session.exec(asked.order_by(col(Slot.starts_at), col(Slot.place), col(Slot.uid))).all()
    draft = Draft(work, month, seen)
    for slot in rows:
        day = pairs[slot.date]
        try:
            judge(work, window(work, slot.window_id), day, slot.theme_id)
            place(draft, slot.window_id, day, slot.theme_id)
        except Refused as refusal:
            draft.skipped.append(Skipped(slot.window_id, day, refusal.code))
    return draft


def _same_place_in(month: str, day: date) -> date | None:
    """The date of ``month`` with the same weekday and the same turn of that weekday; None where there is no fifth."""
    turn = (day.day - 1) // 7
    same = [other for other in month_days(month) if other.weekday() == day.weekday()]
    return same[turn] if turn < len(same) else None
