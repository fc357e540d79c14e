"""When the office's days, lead times or an outlet's policy on silence change, what follows is counted anew."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import col, select

from campaigns.models import Outlet, Slot, Window
from campaigns.periods import Choice
from campaigns.services import outlets
from campaigns.store import UnitOfWork
from campaigns.values.words import DayKind
from scheduler.services import clockwork, owing, reminding, reporting, urging


def set_holiday(work: UnitOfWork, day: date, *, kind: DayKind | None, name: str = "") -> None:
    """As ``outlets.set_holiday``; deadlines, reminders and ladders that are counted in working days move with it."""
    ladders, reports = urging.ladders(work), reminding.report_steps(work)
    outlets.set_holiday(work, day, kind=kind, name=name)
    recount(work)
    reminding.move_reports(work, reports)
    urging.follow(work, ladders)


def choose_closings(work: UnitOfWork, chosen: Choice, *, seen: int) -> None:
    """As ``reporting.choose``; what units are urged by follows the day on which the office wants its own report out."""
    ladders = urging.ladders(work)
    reporting.choose(work, chosen, seen=seen)
    urging.follow(work, ladders)


def change_window(work: UnitOfWork, window_id: int, fields: Mapping[str, Any], *, seen_version: int) -> Window:
    """As ``outlets.change_window``; what its slots owe moves with its lead times."""
    row = outlets.change_window(work, window_id, fields, seen_version=seen_version)
    recount(work, Slot.window_id == window_id)
    return row


def change_outlet(work: UnitOfWork, slug: str, fields: Mapping[str, Any], *, seen_version: int) -> Outlet:
    """As ``outlets.change_outlet``; items that wait for evidence follow its policy on silence from now on."""
    row = outlets.change_outlet(work, slug, fields, seen_version=seen_version)
    clockwork.reckon_anew(work, row.id or 0)
    return row


def recount(work: UnitOfWork, *where: Any) -> None:
    """Set reminders and calendars anew for slots that still lie ahead.

    Args:
        where: conditions on ``Slot`` that leave out those which cannot be affected.
    """
    work.session.flush()
    ahead = (col(Slot.state).in_(owing.AHEAD), col(Slot.starts_at) > work.now, *where)
    for month in sorted(set(work.session.exec(select(Slot.month).where(*ahead)))):
        work.month(month)
    asked = select(Slot).where(*ahead).order_by(col(Slot.id)).with_for_update()
    reminding.plan_for(work, *work.session.exec(asked.execution_options(populate_existing=True)).all())
