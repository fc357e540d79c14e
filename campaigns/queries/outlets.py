"""Outlets, their windows and the office's calendar list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, case, col, select

from campaigns.models import (
    Channel,
    Holiday,
    Outlet,
    OutletTerm,
    Programme,
    Window,
    WindowException,
)
from campaigns.values.outlets import ExceptionView, HolidayView, OutletView, WindowView
from campaigns.values.words import PRESS


@dataclass(frozen=True, slots=True)
class Names:
    """What outlets were called, by date."""

    terms: Mapping[int, tuple[OutletTerm, ...]]  # by outlet, earliest first

    def on(self, outlet_id: int, day: date) -> tuple[str, str]:
        """Full and short name on a date; before the first term its first names, after the last its last."""
        terms = self.terms.get(outlet_id, ())
        begun = [term for term in terms if term.valid_from <= day] or terms[:1]
        return (begun[-1].name, begun[-1].short_name) if begun else ("", "")

    def open_on(self, outlet_id: int, day: date) -> bool:
        """Whether the outlet exists on a date."""
        return self.open_within(outlet_id, day, day)

    def open_within(self, outlet_id: int, first: date, last: date) -> bool:
        """Whether the outlet exists on any date from first to last."""
        return any(
            term.valid_from <= last and (term.valid_until is None or first < term.valid_until)
            for term in self.terms.get(outlet_id, ())
        )

    def body(self, outlet_id: int, day: date) -> int:
        """Who answers for an outlet on a date: itself, or the one into which it has gone by then, however often."""
        for _ in self.terms:
            into = next(
                (term.merged_into_id for term in self.terms.get(outlet_id, ())
                 if term.merged_into_id is not None and term.valid_until is not None and term.valid_until <= day),
                None,
            )  # fmt: skip
            if into is None:
                break
            outlet_id = into
        return outlet_id

    def bodies(self, outlet_id: int, day: date) -> frozenset[int]:
        """For whom an outlet answers on a date: itself, and those that have gone into it by then."""
        return frozenset({outlet_id, *(one for one in self.terms if self.body(one, day) == outlet_id)})


def names(session: Session) -> Names:
    """Every outlet's dated names."""
    terms: dict[int, list[OutletTerm]] = defaultdict(list)
    for term in session.exec(select(OutletTerm).order_by(col(OutletTerm.valid_from))):
        terms[term.outlet_id].append(term)
    return Names({outlet_id: tuple(rows) for outlet_id, rows in terms.items()})


def outlets(session: Session, on: date, *, since: date | None = None) -> tuple[OutletView, ...]:
    """Outlets that exist on a date, under their names of that date, in the office's order.

    Args:
        since: with those that existed on any date from this one on: what is told of a stretch of days names them all.
    """
    called = names(session)
    rows = session.exec(select(Outlet).order_by(col(Outlet.order), col(Outlet.id)))
    first = on if since is None else min(since, on)
    return tuple(outlet_view(row, called, on) for row in rows if called.open_within(row.id or 0, first, on))


def outlet_view(row: Outlet, called: Names, on: date) -> OutletView:
    """A row as a value, named as on a date."""
    name, short = called.on(row.id or 0, on)
    return OutletView(
        id=row.id or 0,
        slug=row.slug,
        name=name,
        short_name=short,
        contact_name=row.contact_name,
        contact_email=row.contact_email,
        contact_phone=row.contact_phone,
        silence_policy=row.silence_policy,
        grace_s=row.grace_s,
        speech_rate=row.speech_rate,
        daily_limit_spots=row.daily_limit_spots,
        broadcast_day_start_minute=row.broadcast_day_start_minute,
        sample=row.sample,
    )


def airs(session: Session, outlet_id: int) -> bool:
    """Whether an outlet has a channel on the air."""
    asked = select(Channel.id).where(Channel.outlet_id == outlet_id, col(Channel.kind).not_in(PRESS)).limit(1)
    return session.exec(asked).first() is not None


def windows(
    session: Session,
    *,
    outlet_id: int | None = None,
    ids: Sequence[int] | None = None,
    of: Mapping[int, int] | None = None,
) -> tuple[WindowView, ...]:
    """Windows in the order of the sheet: outlet, channel, programme, window.

    Args:
        of: by window the programme that it is to be told of, where that is not its present one.
    """
    home = case(of, value=col(Window.id), else_=col(Window.programme_id)) if of else col(Window.programme_id)
    asked = (
        select(Window, Programme, Channel, Outlet)
        .join(Programme, col(Programme.id) == home)
        .join(Channel, col(Channel.id) == Programme.channel_id)
        .join(Outlet, col(Outlet.id) == Channel.outlet_id)
        .order_by(
            *map(
                col, (Outlet.order, Outlet.id, Channel.order, Channel.id, Window.order, Window.start_minute, Window.id)
            )
        )
    )
    if outlet_id is not None:
        asked = asked.where(Outlet.id == outlet_id)
    if ids is not None:
        asked = asked.where(col(Window.id).in_(ids))
    apart: dict[int, list[ExceptionView]] = defaultdict(list)
    for row in session.exec(select(WindowException).order_by(col(WindowException.date))):
        apart[row.window_id].append(ExceptionView(row.date, row.runs, row.start_minute, row.note))
    return tuple(
        window_view(window, programme, channel, outlet, tuple(apart.get(window.id or 0, ())))
        for window, programme, channel, outlet in session.exec(asked)
    )


def window_view(
    window: Window, programme: Programme, channel: Channel, outlet: Outlet, apart: tuple[ExceptionView, ...]
) -> WindowView:
    """A window's rows as one value."""
    return WindowView(
        id=window.id or 0,
        outlet_id=outlet.id or 0,
        outlet_slug=outlet.slug,
        channel_id=channel.id or 0,
        channel=channel.name,
        channel_kind=channel.kind,
        programme_id=programme.id or 0,
        programme=programme.name,
        form=programme.form,
        weekdays=frozenset(window.weekdays),
        nth=tuple(window.nth),
        every_weeks=window.every_weeks,
        anchor=window.anchor,
        start_minute=window.start_minute,
        page=window.page,
        length_s=window.length_s,
        size=window.size,
        word_limit=window.word_limit,
        capacity_spots=window.capacity_spots,
        capacity_s=window.capacity_s,
        booking_lead_days=window.booking_lead_days,
        script_lead_days=window.script_lead_days,
        material_lead_days=window.material_lead_days,
        price_vnd=window.price_vnd,
        valid_from=window.valid_from,
        valid_until=window.valid_until,
        skips_holidays=window.skips_holidays,
        issue_weekdays=None if channel.issue_weekdays is None else frozenset(channel.issue_weekdays),
        exceptions=apart,
        sample=programme.sample,
        order=window.order,
    )


def holidays(session: Session) -> tuple[HolidayView, ...]:
    """The office's own list."""
    rows = session.exec(select(Holiday).order_by(col(Holiday.date)))
    return tuple(HolidayView(row.date, row.kind, row.name) for row in rows)
