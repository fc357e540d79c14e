"""Another name for what entries in calendars speak of: each that shows it is written anew."""

from datetime import date
from typing import Any

from sqlmodel import col, select

from campaigns.models import Channel, Office, Outlet, Programme, Slot, Theme, Window
from campaigns.services import offices, outlets, themes
from campaigns.store import UnitOfWork
from campaigns.values.papers import OfficeView
from campaigns.values.words import ContentForm, SlotState
from exports import changes
from scheduler.services import publishing, reminding


def rename_outlet(work: UnitOfWork, slug: str, *, name: str, short_name: str, valid_from: date) -> None:
    """As ``outlets.rename_outlet``; entries from that date on carry the new name, its calendar from that day on."""
    outlets.rename_outlet(work, slug, name=name, short_name=short_name, valid_from=valid_from)
    outlet_id = work.session.exec(select(Outlet.id).where(Outlet.slug == slug)).one()
    _follow(work, changes.OUTLET_RENAMED, Slot.outlet_id == outlet_id)


def change_channel(
    work: UnitOfWork, channel_id: int, *, seen_version: int, name: str, issue_weekdays: list[int] | None
) -> Channel:
    """As ``outlets.change_channel``, in calendars too."""
    row = outlets.change_channel(work, channel_id, seen_version=seen_version, name=name, issue_weekdays=issue_weekdays)
    _follow(work, changes.CHANNEL_RENAMED, _of(Programme.channel_id == channel_id))
    return row


def change_programme(
    work: UnitOfWork, programme_id: int, *, seen_version: int, name: str, form: ContentForm
) -> Programme:
    """As ``outlets.change_programme``, in calendars too."""
    row = outlets.change_programme(work, programme_id, seen_version=seen_version, name=name, form=form)
    _follow(work, changes.PROGRAMME_RENAMED, _of(Programme.id == programme_id))
    return row


def change_theme(work: UnitOfWork, theme_id: int, *, name: str, sensitive: bool, seen: tuple[str, bool]) -> Theme:
    """As ``themes.change_theme``, in calendars too; one that becomes sensitive takes along what is still at home."""
    row = themes.change_theme(work, theme_id, name=name, sensitive=sensitive, seen=seen)
    if sensitive and not seen[1]:
        _mark_sensitive(work, theme_id)
    if row.name != seen[0]:
        _follow(work, changes.THEME_RENAMED, Slot.theme_id == theme_id)
    return row


def _mark_sensitive(work: UnitOfWork, theme_id: int) -> None:
    """Ask for two signatures under slots of a theme that nobody outside has been told of."""
    home = (Slot.theme_id == theme_id, Slot.state == SlotState.PLANNED, col(Slot.sent_at).is_(None))
    for month in sorted(set(work.session.exec(select(Slot.month).where(*home)))):
        work.month(month)
    for slot in work.session.exec(select(Slot).where(*home).order_by(col(Slot.id)).with_for_update()).all():
        if not slot.sensitive:
            slot.sensitive = True
            work.note("slot", slot.uid, "described", before={"sensitive": False}, after={"sensitive": True})
    work.session.flush()


def set_profile(work: UnitOfWork, profile: OfficeView, *, email: str, seen_version: int) -> Office:
    """As ``offices.set_profile``; entries name the office and its telephone."""
    row = offices.set_profile(work, profile, email=email, seen_version=seen_version)
    _follow(work, changes.CONTACT_CHANGED)
    return row


def _of(programme: Any) -> Any:
    """Slots in the windows of some programmes."""
    windows = select(Window.id).join(Programme, col(Programme.id) == Window.programme_id).where(programme)
    return col(Slot.window_id).in_(windows)


def _follow(work: UnitOfWork, words: str, *where: Any) -> None:
    work.session.flush()
    reminding.plan_for(work, *publishing.rewrite(work, words, *where))
