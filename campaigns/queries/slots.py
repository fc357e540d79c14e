"""Slots as values, with everything that pages, feeds and papers say of them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as select_rows
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import Campaign, CellTouch, Channel, Edit, Month, Offer, Outlet, Programme, Slot, Theme, Window
from campaigns.queries.outlets import Names, names
from campaigns.values.slots import Fingerprint, OfferView, Placed, SlotView
from campaigns.values.words import OfferState, SlotState


def slot_views(session: Session, *where: Any, limit: int | None = None) -> tuple[SlotView, ...]:
    """Slots that fit every condition on ``Slot``, by start, then place, then uid."""
    asked = select(Slot).where(*where).order_by(col(Slot.starts_at), col(Slot.place), col(Slot.uid))
    if not (slots := session.exec(asked.limit(limit) if limit else asked).all()):
        return ()
    places = _places(session, {slot.window_id for slot in slots})
    themes = _all(session, Theme, {slot.theme_id for slot in slots})
    campaigns = _all(session, Campaign, {slot.campaign_id for slot in slots})
    outlets = _all(session, Outlet, {slot.outlet_id for slot in slots})
    called = names(session)
    offers = open_offers(session, [slot.id or 0 for slot in slots])
    return tuple(
        _view(slot, campaigns[slot.campaign_id], themes[slot.theme_id], *places[slot.window_id],
              outlets[slot.outlet_id], called=called, offers=offers)
        for slot in slots
    )  # fmt: skip


def _all(session: Session, kind: type[Any], ids: set[int]) -> Mapping[int, Any]:
    """Rows by their ids: slots share a few, so that each is read once in a session and not with every slot."""
    known: dict[int, Any] = session.info.setdefault(kind, {})
    if missing := ids - known.keys():
        known.update((row.id, row) for row in session.exec(select(kind).where(col(kind.id).in_(missing))))
    return known


def _places(session: Session, window_ids: set[int]) -> Mapping[int, tuple[Programme, Channel]]:
    """Programme and channel by window, each read once in a session too."""
    known: dict[int, tuple[Programme, Channel]] = session.info.setdefault(Window, {})
    if missing := window_ids - known.keys():
        asked = (
            select_rows(col(Window.id), Programme, Channel)
            .join(Programme, col(Programme.id) == Window.programme_id)
            .join(Channel, col(Channel.id) == Programme.channel_id)
            .where(col(Window.id).in_(missing))
        )
        known.update((row[0], (row[1], row[2])) for row in session.execute(asked))
    return known


def slot_view(session: Session, uid: str) -> SlotView:
    """One slot; NotFound ``slot.unknown``."""
    if not (found := slot_views(session, col(Slot.uid) == uid)):
        raise NotFound("slot.unknown", uid=uid[:40])
    return found[0]


def month_slots(session: Session, month: str) -> tuple[SlotView, ...]:
    """Every slot of a month, cancelled ones too."""
    return slot_views(session, col(Slot.month) == month)


def month_versions(session: Session, month: str) -> Mapping[str, int]:
    """The version of each slot of a month, cancelled ones too, by uid."""
    return dict(session.exec(select(Slot.uid, Slot.version).where(Slot.month == month)).all())


def month_uids(session: Session, month: str) -> dict[str, int]:
    """Public names of a month's slots, cancelled ones too, with the numbers of their rows."""
    rows = session.exec(select(Slot.uid, Slot.id).where(Slot.month == month))
    return {uid: number or 0 for uid, number in rows}


def live_in_cell(session: Session, window_id: int, day: date) -> tuple[SlotView, ...]:
    """Slots that hold a place in one cell."""
    return slot_views(
        session,
        col(Slot.window_id) == window_id,
        col(Slot.date) == day,
        col(Slot.state).not_in([SlotState.CANCELLED, SlotState.MISSED]),
    )


def open_offers(session: Session, slot_ids: Iterable[int]) -> Mapping[int, OfferView]:
    """The open answer of each slot that has one; the newest wins."""
    asked = select(Offer).where(col(Offer.state) == OfferState.OPEN, col(Offer.slot_id).in_(list(slot_ids)))
    return {offer.slot_id: offer_view(offer) for offer in session.exec(asked.order_by(col(Offer.id)))}


def offer_view(offer: Offer) -> OfferView:
    """An offer's row as a value."""
    return OfferView(
        id=offer.id or 0,
        state=offer.state,
        reason=offer.reason,
        words=offer.words,
        made_at=offer.made_at,
        made_by=offer.made_by,
        window_id=offer.window_id,
        date=offer.date,
        starts_at=offer.starts_at,
        start_minute=offer.start_minute,
    )


def plan_of(session: Session, campaign_id: int) -> int:
    """The plan that a campaign carries out."""
    return session.get_one(Campaign, campaign_id).plan_id


def touched_since(session: Session, month: str, version: int) -> tuple[CellTouch, ...]:
    """Cells of a month that changed after a version, oldest first."""
    asked = select(CellTouch).where(CellTouch.month == month, CellTouch.version > version)
    return tuple(session.exec(asked.order_by(col(CellTouch.version))))


def touched_by(session: Session, month: str, edit_id: int) -> tuple[CellTouch, ...]:
    """Cells of a month that an edit was the last to change."""
    asked = select(CellTouch).join(
        Edit, (col(Edit.month) == CellTouch.month) & (col(Edit.version) == CellTouch.version)
    )
    return tuple(session.exec(asked.where(Edit.id == edit_id, CellTouch.month == month)))


def edits_by(session: Session, month: str, actor: str) -> tuple[Edit, ...]:
    """A person's edits of a month, oldest first; what each changed is read only when it is looked at."""
    asked = select(Edit).where(Edit.month == month, Edit.actor == actor).order_by(col(Edit.id))
    return tuple(session.exec(asked.options(defer(Edit.changes))))


def month_version(session: Session, month: str) -> tuple[int, int]:
    """A month's version and the number of its newest release; zeros while nobody has touched it."""
    row = session.get(Month, month)
    return (row.version, row.released) if row else (0, 0)


def last_touched(session: Session, month: str) -> datetime | None:
    """When a cell of a month last changed; None: never."""
    return session.exec(select(func.max(CellTouch.at)).where(CellTouch.month == month)).one()


def _agreed(told: Any) -> Fingerprint | None:
    if not told:
        return None
    return Fingerprint(told["window_id"], date.fromisoformat(told["date"]), datetime.fromisoformat(told["starts_at"]))


def _view(
    slot: Slot,
    campaign: Campaign,
    theme: Theme,
    programme: Programme,
    channel: Channel,
    outlet: Outlet,
    *,
    called: Names,
    offers: Mapping[int, OfferView],
) -> SlotView:
    return SlotView(
        uid=slot.uid,
        number=slot.id or 0,
        version=slot.version,
        revision=slot.revision,
        generation=slot.generation,
        month=slot.month,
        campaign_id=slot.campaign_id,
        campaign=campaign.name,
        campaign_slug=campaign.slug,
        theme_id=slot.theme_id,
        theme_letter=theme.letter,
        theme=theme.name,
        outlet_id=slot.outlet_id,
        outlet_slug=outlet.slug,
        outlet=called.on(slot.outlet_id, slot.date)[0],
        channel_id=channel.id or 0,
        channel=channel.name,
        channel_kind=channel.kind,
        window_id=slot.window_id,
        programme=programme.name,
        title=slot.title,
        note=slot.note,
        date=slot.date,
        start_minute=slot.start_minute,
        zone=slot.zone,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        duration_s=slot.duration_s,
        all_day=slot.start_minute is None,
        state=slot.state,
        evidence=slot.evidence,
        resolution=slot.resolution,
        created_at=slot.created_at,
        changed_at=slot.changed_at,
        sent_at=slot.sent_at,
        confirmed_at=slot.confirmed_at,
        confirmed_by=slot.confirmed_by,
        last_agreed=_agreed(slot.agreed),
        offer=offers.get(slot.id or 0),
        actual_starts_at=slot.actual_starts_at,
        actual_duration_s=slot.actual_duration_s,
        miss_reason=slot.miss_reason,
        cost_vnd=slot.cost_vnd,
        makegood_of=slot.makegood_of,
        repeat_of=slot.repeat_of,
        sensitive=slot.sensitive,
        signed_off_by=tuple(slot.signed_off_by),
        place=slot.place,
        last_change=slot.last_change,
        placed=Placed(**(slot.placed or {})),
    )
