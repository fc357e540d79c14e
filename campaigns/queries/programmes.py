"""One outlet in full: its names, channels, programmes and windows, as records that pages edit."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlmodel import Session, col, func, select

from campaigns.errors import NotFound
from campaigns.models import Channel, Outlet, OutletTerm, Programme, Slot, Window
from campaigns.queries import outlets
from campaigns.values.outlets import OutletView, WindowView
from campaigns.values.words import SlotState

_SLUG: Final = re.compile(r"[a-z0-9-]{1,80}")
_WAITING: Final = (SlotState.PLANNED, SlotState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class ProgrammeTree:
    """A programme with its windows, in the order of the sheet."""

    programme: Programme
    windows: tuple[WindowView, ...]


@dataclass(frozen=True, slots=True)
class ChannelTree:
    """A channel with its programmes."""

    channel: Channel
    programmes: tuple[ProgrammeTree, ...]


def all_outlets(session: Session, on: date) -> tuple[OutletView, ...]:
    """Every outlet on record, also one that begins later or has ended, named as on a date."""
    called = outlets.names(session)
    rows = session.exec(select(Outlet).order_by(col(Outlet.order), col(Outlet.id)))
    return tuple(outlets.outlet_view(row, called, on) for row in rows)


def outlet_row(session: Session, slug: str) -> Outlet:
    """An outlet's record; NotFound ``outlet.unknown``."""
    found = session.exec(select(Outlet).where(Outlet.slug == slug)).one_or_none() if _SLUG.fullmatch(slug) else None
    if found is None:
        raise NotFound("outlet.unknown")
    return found


def terms(session: Session, outlet_id: int) -> tuple[OutletTerm, ...]:
    """What an outlet was and will be called, earliest first."""
    asked = select(OutletTerm).where(OutletTerm.outlet_id == outlet_id)
    return tuple(session.exec(asked.order_by(col(OutletTerm.valid_from))))


Merger = tuple[OutletView, date]
"""An outlet named as on a date, and the first day of what it took part in."""


def mergers(session: Session, outlet_id: int, on: date) -> tuple[Merger | None, tuple[Merger, ...]]:
    """Into which outlet this one goes or has gone, and which have gone into it, each with the date."""
    known = {one.id: one for one in all_outlets(session, on)}
    asked = select(OutletTerm).where(col(OutletTerm.merged_into_id).is_not(None))
    rows = session.exec(asked.order_by(col(OutletTerm.valid_until), col(OutletTerm.id))).all()
    told = [(row, row.valid_until or row.valid_from) for row in rows]
    heir = next(((known[row.merged_into_id or 0], day) for row, day in told if row.outlet_id == outlet_id), None)
    return heir, tuple((known[row.outlet_id], day) for row, day in told if row.merged_into_id == outlet_id)


def tree(session: Session, outlet_id: int) -> tuple[ChannelTree, ...]:
    """Channels, programmes and windows of an outlet, empty ones too."""
    windows = outlets.windows(session, outlet_id=outlet_id)
    programmes = session.exec(
        select(Programme)
        .join(Channel, col(Channel.id) == Programme.channel_id)
        .where(Channel.outlet_id == outlet_id)
        .order_by(col(Programme.order), col(Programme.id))
    ).all()
    channels = session.exec(
        select(Channel).where(Channel.outlet_id == outlet_id).order_by(col(Channel.order), col(Channel.id))
    )
    return tuple(
        ChannelTree(
            channel,
            tuple(
                ProgrammeTree(programme, tuple(w for w in windows if w.programme_id == programme.id))
                for programme in programmes
                if programme.channel_id == channel.id
            ),
        )
        for channel in channels
    )


def channel_row(session: Session, outlet_id: int, channel_id: int) -> Channel:
    """A channel of this outlet; NotFound ``channel.unknown``."""
    found = session.get(Channel, channel_id)
    if found is None or found.outlet_id != outlet_id:
        raise NotFound("channel.unknown")
    return found


def programme_row(session: Session, outlet_id: int, programme_id: int) -> tuple[Programme, Channel]:
    """A programme of this outlet with its channel; NotFound ``programme.unknown``."""
    found = session.get(Programme, programme_id)
    channel = session.get(Channel, found.channel_id) if found else None
    if found is None or channel is None or channel.outlet_id != outlet_id:
        raise NotFound("programme.unknown")
    return found, channel


def window_row(session: Session, outlet_id: int, window_id: int) -> tuple[Window, WindowView]:
    """A window of this outlet, as record and as value; NotFound ``window.unknown``."""
    found = session.get(Window, window_id)
    view = next(iter(outlets.windows(session, outlet_id=outlet_id, ids=[window_id])), None)
    if found is None or view is None:
        raise NotFound("window.unknown")
    return found, view


def booked(session: Session, window_id: int, from_day: date) -> int:
    """Live slots of a window on a date and later."""
    asked = select(func.count()).where(
        Slot.window_id == window_id, col(Slot.date) >= from_day, col(Slot.state).in_(_WAITING)
    )
    return session.exec(asked).one()
