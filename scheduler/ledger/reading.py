"""How slots stand, from their rows for now and from the sealed record for any past instant."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from campaigns.models import Slot
from campaigns.queries import history
from campaigns.times import DAY_MINUTES, local_instant, month_of
from campaigns.values.ledger import Key, Standing
from campaigns.values.words import Evidence, Resolution, SlotState
from scheduler.airtime import Happening

WITH_SNAPSHOT: Final = ("placed", "edit", "undo", "redo", "sent", "carried_over", *(one.value for one in Happening))
"""Entries of the record that hold what a slot is after them."""


_ACCOUNTED: Final = [
    col(column) for column in (
        Slot.uid, Slot.campaign_id, Slot.month, Slot.outlet_id, Slot.theme_id, Slot.state, Slot.evidence,
        Slot.resolution, Slot.duration_s, Slot.actual_duration_s, Slot.cost_vnd, Slot.makegood_of, Slot.date,
        Slot.start_minute,
    )
]  # fmt: skip


def standings(
    session: Session, *, as_of: datetime | None = None, campaign_id: int | None = None
) -> tuple[Standing, ...]:
    """Every slot that was ever laid out, or a campaign's, by uid.

    Args:
        as_of: what was on record before this instant; None: what is on record.
        campaign_id: of this campaign alone, whose make-goods are its own too; None: of all.
    """
    if as_of is None:  # a year has thousands of slots, and accounts read a dozen of their columns
        asked = select_rows(*_ACCOUNTED)
        if campaign_id is not None:
            asked = asked.where(col(Slot.campaign_id) == campaign_id)
        return tuple(sorted(map(of_row, session.execute(asked)), key=lambda one: one.uid))
    campaigns = dict(session.exec(select(Slot.uid, Slot.campaign_id)).all())
    found = history.last_of(session, "slot", WITH_SNAPSHOT, before=as_of)
    return tuple(
        of_record(uid, told, campaigns[uid])
        for uid, told in sorted(found.items())
        if campaign_id in {None, campaigns[uid]}
    )


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day is over: what is on record before it is that day's state."""
    return local_instant(day + timedelta(days=1), 0, zone)


def of_row(row: Any) -> Standing:
    """How a slot stands by its row, or by the columns of it that accounts read."""
    return Standing(
        uid=row.uid, key=Key(row.campaign_id, row.month, row.outlet_id, row.theme_id), state=row.state,
        evidence=row.evidence, resolution=row.resolution, duration_s=row.duration_s,
        actual_duration_s=row.actual_duration_s, cost_vnd=row.cost_vnd, makegood_of=row.makegood_of,
        day=_begins_on(row.date, row.start_minute),
    )  # fmt: skip


def of_record(uid: str, told: Mapping[str, Any], campaign_id: int) -> Standing:
    """How a slot stood by an entry of the record."""
    resolution = told.get("resolution")
    agreed = date.fromisoformat(told["date"])
    return Standing(
        uid=uid,
        key=Key(campaign_id, month_of(agreed), told["outlet_id"], told["theme_id"]),
        state=SlotState(told["state"]), evidence=Evidence(told["evidence"]),
        resolution=None if resolution is None else Resolution(resolution), duration_s=told["duration_s"],
        actual_duration_s=told.get("actual_duration_s"), cost_vnd=told["cost_vnd"], makegood_of=told.get("makegood_of"),
        day=_begins_on(agreed, told.get("start_minute")),
    )  # fmt: skip


def _begins_on(broadcast: date, start_minute: int | None) -> date:
    """The calendar date of a start, counted in minutes from the midnight that opens the broadcast date."""
    return broadcast + timedelta(days=(start_minute or 0) // DAY_MINUTES)


def apart(session: Session) -> tuple[str, ...]:
    """Uids of slots that stand otherwise by their row than by the record; none, unless somebody has meddled."""
    found = history.last_of(session, "slot", WITH_SNAPSHOT)
    return tuple(
        row.uid for row in session.exec(select(Slot).order_by(col(Slot.uid)))
        if row.uid not in found or of_record(row.uid, found[row.uid], row.campaign_id) != of_row(row)
    )  # fmt: skip
