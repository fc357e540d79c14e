"""Decisions about outlets, channels, programmes, windows and the office's calendar."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlmodel import col, select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import (
    Channel,
    Holiday,
    Outlet,
    OutletTerm,
    Programme,
    Slot,
    Window,
    WindowException,
)
from campaigns.models.base import VersionedRow
from campaigns.services.agreed import set_budget, set_quota, set_rhythm
from campaigns.services.ended import outlet_of, refuse_ended
from campaigns.services.slugs import slug_of
from campaigns.store import UnitOfWork
from campaigns.values.words import ChannelKind, ContentForm, DayKind, SlotState

__all__ = [
    "add_channel", "add_outlet", "add_programme", "add_window", "change_channel", "change_outlet", "change_programme",
    "change_window", "rename_outlet", "set_budget", "set_exception", "set_holiday", "set_quota", "set_rhythm",
    "succeed_window",
]  # fmt: skip
V = TypeVar("V", bound=VersionedRow)
OUTLET_FIELDS = frozenset({
    "contact_name", "contact_email", "contact_phone", "silence_policy", "grace_s", "speech_rate", "daily_limit_spots",
    "broadcast_day_start_minute",
})  # fmt: skip
WINDOW_FIELDS = frozenset({
    "weekdays", "nth", "every_weeks", "anchor", "start_minute", "page", "length_s", "size", "word_limit",
    "capacity_spots", "capacity_s", "booking_lead_days", "script_lead_days", "material_lead_days", "price_vnd",
    "price_source", "valid_from", "valid_until", "skips_holidays",
})  # fmt: skip
_WHEN = frozenset({"start_minute", "length_s"})
"""Fields that booked slots have taken over; changing them under booked slots would move what was agreed."""


def add_outlet(
    work: UnitOfWork, *, name: str, short_name: str, valid_from: date, fields: Mapping[str, Any], sample: bool = False
) -> Outlet:
    """A new outlet under its first name.

    Raises:
        Refused: ``outlet.name_taken``.
    """
    slug = slug_of(short_name) or slug_of(name)
    if not slug or work.session.exec(select(Outlet.id).where(Outlet.slug == slug)).first() is not None:
        raise Refused("outlet.name_taken", name=short_name)
    order = len(work.session.exec(select(Outlet.id)).all())
    outlet = Outlet(slug=slug, order=order, sample=sample)
    _set(outlet, fields, OUTLET_FIELDS)
    work.session.add(outlet)
    work.session.flush()
    work.session.add(OutletTerm(outlet_id=outlet.id or 0, name=name, short_name=short_name, valid_from=valid_from))
    work.note("outlet", slug, "added", after={"name": name})
    work.session.flush()
    return outlet


def change_outlet(work: UnitOfWork, slug: str, fields: Mapping[str, Any], *, seen_version: int) -> Outlet:
    """Set contacts, policy and rates; NotFound ``outlet.unknown``, Stale ``outlet.stale``."""
    outlet = _one(work, Outlet, Outlet.slug == slug, "outlet", seen_version)
    before = {name: _plain(getattr(outlet, name)) for name in OUTLET_FIELDS}
    _set(outlet, fields, OUTLET_FIELDS)
    work.note("outlet", slug, "changed", before=before, after={n: _plain(getattr(outlet, n)) for n in OUTLET_FIELDS})
    work.session.flush()
    return outlet


def rename_outlet(work: UnitOfWork, slug: str, *, name: str, short_name: str, valid_from: date) -> None:
    """Another name from a date on; what lies before keeps the old one.

    Raises:
        Refused: ``outlet.name_before`` when a name that begins on or after that date is on record already;
            ``outlet.merged``, as for all that would go on under an outlet that has gone into another.
    """
    outlet = _one(work, Outlet, Outlet.slug == slug, "outlet", None)
    refuse_ended(work, outlet.id or 0)
    terms = work.session.exec(
        select(OutletTerm).where(OutletTerm.outlet_id == outlet.id).order_by(col(OutletTerm.valid_from))
    ).all()
    if terms[-1].valid_from >= valid_from:
        raise Refused("outlet.name_before", date=terms[-1].valid_from)
    terms[-1].valid_until = valid_from
    work.session.add(terms[-1])
    work.session.flush()
    work.session.add(OutletTerm(outlet_id=outlet.id or 0, name=name, short_name=short_name, valid_from=valid_from))
    work.note("outlet", slug, "renamed", before={"name": terms[-1].name},
              after={"name": name, "from": valid_from.isoformat()})  # fmt: skip


def add_channel(
    work: UnitOfWork, outlet_slug: str, *, kind: ChannelKind, name: str, issue_weekdays: list[int] | None = None
) -> Channel:
    """A wave, paper or site of an outlet."""
    outlet = _one(work, Outlet, Outlet.slug == outlet_slug, "outlet", None)
    refuse_ended(work, outlet.id or 0)
    order = len(work.session.exec(select(Channel.id).where(Channel.outlet_id == outlet.id)).all())
    row = Channel(outlet_id=outlet.id or 0, kind=kind, name=name, issue_weekdays=issue_weekdays, order=order)
    return _added(work, row, "channel", {"name": name, "kind": kind.value})


def change_channel(
    work: UnitOfWork, channel_id: int, *, seen_version: int, name: str, issue_weekdays: list[int] | None
) -> Channel:
    """Set a channel's name and issue days."""
    row = _one(work, Channel, Channel.id == channel_id, "channel", seen_version)
    before = {"name": row.name, "issue_weekdays": row.issue_weekdays}
    row.name, row.issue_weekdays = name, issue_weekdays
    work.note("channel", channel_id, "changed", before=before, after={"name": name, "issue_weekdays": issue_weekdays})
    work.session.flush()
    return row


def add_programme(
    work: UnitOfWork, channel_id: int, *, name: str, form: ContentForm, sample: bool = False
) -> Programme:
    """A strand on a channel."""
    if (channel := work.session.get(Channel, channel_id)) is None:
        raise NotFound("channel.unknown", id=channel_id)
    refuse_ended(work, channel.outlet_id)
    order = len(work.session.exec(select(Programme.id).where(Programme.channel_id == channel_id)).all())
    row = Programme(channel_id=channel_id, name=name, form=form, order=order, sample=sample)
    return _added(work, row, "programme", {"name": name, "form": form.value})


def change_programme(
    work: UnitOfWork, programme_id: int, *, seen_version: int, name: str, form: ContentForm
) -> Programme:
    """Set a programme's name and form."""
    row = _one(work, Programme, Programme.id == programme_id, "programme", seen_version)
    before = {"name": row.name, "form": row.form.value}
    row.name, row.form = name, form
    work.note("programme", programme_id, "changed", before=before, after={"name": name, "form": form.value})
    work.session.flush()
    return row


def add_window(work: UnitOfWork, programme_id: int, fields: Mapping[str, Any]) -> Window:
    """When a programme takes slots.

    Raises:
        Refused: ``window.no_day`` without any weekday, ``window.no_anchor`` for every n weeks without a first week,
            ``window.validity`` when it ends before it begins.
    """
    if work.session.get(Programme, programme_id) is None:
        raise NotFound("programme.unknown", id=programme_id)
    order = len(work.session.exec(select(Window.id).where(Window.programme_id == programme_id)).all())
    row = Window(programme_id=programme_id, weekdays=[], valid_from=fields["valid_from"], order=order)
    _set(row, fields, WINDOW_FIELDS)
    _sound(work, row)
    return _added(work, row, "window", window_facts(row))


def change_window(work: UnitOfWork, window_id: int, fields: Mapping[str, Any], *, seen_version: int) -> Window:
    """Set a window's days, capacity, leads and price.

    Raises:
        Refused: ``window.booked`` when its hour or length would change under booked slots: end it on a date and
            add another instead, so that what was agreed stays as agreed.
    """
    row = _one(work, Window, Window.id == window_id, "window", seen_version)
    before = window_facts(row)
    changing = {name for name in _WHEN if name in fields and fields[name] != getattr(row, name)}
    if changing and (booked := _booked(work, window_id)):
        raise Refused("window.booked", slots=booked)
    _set(row, fields, WINDOW_FIELDS)
    _sound(work, row)
    work.note("window", window_id, "changed", before=before, after=window_facts(row))
    work.session.flush()
    return row


def succeed_window(
    work: UnitOfWork, window_id: int, fields: Mapping[str, Any], *, from_day: date, seen_version: int
) -> tuple[Window, int]:
    """End a window and let another take its place from a date on, so that what was agreed before stays as agreed.

    The new window takes over every field that ``fields`` does not set, and no exceptions. Slots booked in the old
    one on that date or later stay there until someone moves them: they are counted, not moved.

    Returns:
        The new window, and how many live slots the old one holds on or after ``from_day``.

    Raises:
        Refused: ``window.handover`` with ``first`` when ``from_day`` is not inside the old window's validity; and as
            ``add_window``. NotFound: ``window.unknown``. Stale: ``window.stale``.
    """
    row = _one(work, Window, Window.id == window_id, "window", seen_version)
    if from_day <= row.valid_from or (row.valid_until is not None and from_day >= row.valid_until):
        raise Refused("window.handover", first=row.valid_from)
    kept = {name: getattr(row, name) for name in WINDOW_FIELDS}
    made = add_window(work, row.programme_id, {**kept, **fields, "valid_from": from_day})
    before, row.valid_until = window_facts(row), from_day
    work.note("window", window_id, "succeeded", before=before, after={"until": from_day.isoformat(), "by": made.id})
    work.session.flush()
    return made, _booked(work, window_id, from_day)


def set_exception(
    work: UnitOfWork, window_id: int, day: date, *, runs: bool | None, start_minute: int | None = None, note: str = ""
) -> None:
    """Let a window depart from its week on a date; ``runs`` None takes the exception away."""
    if (window := work.session.get(Window, window_id)) is None:
        raise NotFound("window.unknown", id=window_id)
    asked = select(WindowException).where(WindowException.window_id == window_id, WindowException.date == day)
    row = work.session.exec(asked).one_or_none()
    if runs is None:
        if row is not None:
            work.session.delete(row)
    else:
        if runs:
            refuse_ended(work, outlet_of(work, window.programme_id), until=day + timedelta(days=1))
        row = row or WindowException(window_id=window_id, date=day, runs=runs)
        row.runs, row.start_minute, row.note = runs, start_minute, note
        work.session.add(row)
    work.touch(window_id, day)
    work.note("window", window_id, "exception", after={"date": day.isoformat(), "runs": runs, "note": note})
    work.session.flush()


def set_holiday(work: UnitOfWork, day: date, *, kind: DayKind | None, name: str = "") -> None:
    """A line of the office's own list; ``kind`` None takes it away."""
    row = work.session.get(Holiday, day)
    if kind is None:
        if row is not None:
            work.session.delete(row)
    else:
        row = row or Holiday(date=day, kind=kind)
        row.kind, row.name = kind, name
        work.session.add(row)
    work.note("calendar", day.isoformat(), "set", after={"kind": kind.value if kind else None, "name": name})
    work.session.flush()


def _booked(work: UnitOfWork, window_id: int, from_day: date | None = None) -> int:
    """Live slots of a window that have not begun, or those on a date and later."""
    asked = select(Slot.id).where(
        Slot.window_id == window_id,
        col(Slot.state).in_([SlotState.PLANNED, SlotState.CONFIRMED]),
        col(Slot.starts_at) > work.now - timedelta(days=1) if from_day is None else col(Slot.date) >= from_day,
    )
    return len(work.session.exec(asked).all())


def _sound(work: UnitOfWork, row: Window) -> None:
    if not row.weekdays:
        raise Refused("window.no_day")
    if row.every_weeks > 1 and row.anchor is None:
        raise Refused("window.no_anchor")
    if row.valid_until is not None and row.valid_until <= row.valid_from:
        raise Refused("window.validity")
    refuse_ended(work, outlet_of(work, row.programme_id), until=row.valid_until)


def _set(row: VersionedRow, fields: Mapping[str, Any], known: frozenset[str]) -> None:
    for name in known & fields.keys():
        setattr(row, name, fields[name])


def window_facts(row: Window) -> dict[str, Any]:
    """A window as the record keeps it."""
    return {name: _plain(getattr(row, name)) for name in sorted(WINDOW_FIELDS)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if hasattr(value, "value") else value


def _one(work: UnitOfWork, kind: type[V], where: Any, subject: str, seen_version: int | None) -> V:
    row = work.session.exec(select(kind).where(where).with_for_update()).one_or_none()
    if row is None:
        raise NotFound(f"{subject}.unknown")
    if seen_version is not None and (current := row.version) != seen_version:  # type: ignore[attr-defined]
        raise Stale(f"{subject}.stale", seen=seen_version, current=current)
    return row


def _added(work: UnitOfWork, row: V, subject: str, facts: dict[str, Any]) -> V:
    work.session.add(row)
    work.session.flush()
    work.note(subject, row.id, "added", after=facts)  # type: ignore[attr-defined]
    return row
