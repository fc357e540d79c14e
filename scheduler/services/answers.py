"""What outlets answer, and what the officer makes of it; each answer names the slot's version it speaks of."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import select

from campaigns.errors import NotFound, Refused
from campaigns.models import Offer, Slot
from campaigns.store import UnitOfWork
from campaigns.times import local_instant
from campaigns.values.outlets import WindowView
from campaigns.values.slots import SlotView
from campaigns.values.words import AskReason, Evidence, MissReason, OfferState
from exports import changes
from scheduler import airtime, grid
from scheduler.airtime import Happening
from scheduler.services import clockwork, publishing, reminding
from scheduler.services.befalling import happen
from scheduler.services.slots import is_told, judge, settle_into, take_out_of_issue, view, window


def confirm(work: UnitOfWork, uid: str, *, seen_version: int, by: str, paper: str = "") -> SlotView:
    """The outlet says yes to a place; or the officer, naming the outlet's signed ``paper``.

    Raises:
        Refused: ``slot.too_late`` after its start; ``slot.needs_signoff`` for sensitive content; ``slot.illegal_move``.
        Stale: ``slot.stale``.
    """
    slot = work.slot(uid, seen_version=seen_version)
    if slot.sent_at is None and not paper:
        raise Refused("slot.not_sent", uid=uid)
    airtime.check_confirm(slot.starts_at, slot.sensitive, slot.signed_off_by, now=work.now)
    slot.confirmed_at, slot.confirmed_by = work.now, f"{by} ({paper})" if paper else by
    if unsent := slot.sent_at is None:
        slot.sent_at = work.now
    slot.agreed = {
        "window_id": slot.window_id, "date": slot.date.isoformat(), "starts_at": slot.starts_at.isoformat(),
    }  # fmt: skip
    publishing.withdraw_answers(work, slot)
    happen(work, slot, Happening.CONFIRM, changes.CONFIRMED)
    if unsent:  # the paper came by another way; from now on calendars show the slot and what is owed for it
        reminding.plan_for(work, slot)
    return view(work, slot)


def confirm_all(work: UnitOfWork, seen: Sequence[tuple[str, int]], *, by: str) -> tuple[str, ...]:
    """Confirm every slot that was listed, all or none; returns their uids in the order given."""
    return tuple(confirm(work, uid, seen_version=version, by=by).uid for uid, version in seen)


def unconfirm(work: UnitOfWork, uid: str, *, seen_version: int) -> SlotView:
    """The outlet takes its yes back, until the slot starts; Refused ``slot.too_late`` afterwards."""
    slot = work.slot(uid, seen_version=seen_version)
    if slot.starts_at <= work.now:
        raise Refused("slot.too_late", uid=uid)
    slot.confirmed_at, slot.confirmed_by = None, ""
    take_out_of_issue(work, slot)
    happen(work, slot, Happening.UNCONFIRM, changes.UNCONFIRMED)
    return view(work, slot)


def hour_of(where: WindowView, day: date, slot: Slot, start_minute: int | None) -> tuple[int | None, datetime]:
    """Local start minute and instant of a cell, at its own hour or at another that is offered."""
    zone = ZoneInfo(slot.zone)
    if start_minute is not None and not where.is_press:
        return start_minute, local_instant(day, start_minute, zone)
    times = grid.place_of(where, day, zone)
    return times.start_minute, times.starts_at


def ask(
    work: UnitOfWork,
    uid: str,
    *,
    seen_version: int,
    by: str,
    reason: AskReason,
    words: str = "",
    to: tuple[int, date] | None = None,
    start_minute: int | None = None,
) -> SlotView:
    """The outlet asks for another place, or declines when ``to`` is None; the officer decides.

    Args:
        to: window and date that it offers, one of its own.
        start_minute: another hour on that date, local minutes; None: the window's own.

    Raises:
        Refused: ``offer.not_sent``, ``offer.too_late``, ``offer.other_outlet``, or the rule that the place breaks.
    """
    slot = work.slot(uid, seen_version=seen_version)
    if slot.sent_at is None or slot.state not in airtime.OPEN_TO_OFFERS:
        raise Refused("offer.not_open", uid=uid, state=slot.state)
    if slot.starts_at <= work.now:
        raise Refused("slot.too_late", uid=uid)
    publishing.withdraw_answers(work, slot)
    offer = Offer(slot_id=slot.id or 0, reason=reason, words=words, made_at=work.now, made_by=by)
    if to is not None:
        where = window(work, to[0])
        if where.outlet_id != slot.outlet_id:
            raise Refused("offer.other_outlet", uid=uid)
        judge(work, where, to[1], slot.theme_id, apart=frozenset({slot.uid}))
        offer.window_id, offer.date = where.id, to[1]
        offer.start_minute, offer.starts_at = hour_of(where, to[1], slot, start_minute)
    work.session.add(offer)
    work.touch(slot.window_id, slot.date)
    what = "declined" if to is None else "asked_to_move"
    told = {"reason": reason.value, "words": words, "to": [to[0], to[1].isoformat()] if to else None}
    work.note("slot", slot.uid, what, after=told | {"start_minute": offer.start_minute})
    return view(work, slot)


def take_back(work: UnitOfWork, uid: str, *, seen_version: int) -> SlotView:
    """The outlet takes its open request back."""
    slot = work.slot(uid, seen_version=seen_version)
    publishing.withdraw_answers(work, slot)
    work.touch(slot.window_id, slot.date)
    work.note("slot", slot.uid, "request_withdrawn")
    return view(work, slot)


def accept(work: UnitOfWork, uid: str, offer_id: int, *, seen_version: int) -> SlotView:
    """The officer takes an outlet's offer: both have then agreed the place, so the slot is confirmed there.

    Raises:
        Refused: ``offer.overtaken`` when it is no longer open, ``offer.declines`` when it names no place,
            or the rule that the place breaks by now.
    """
    slot = work.slot(uid, seen_version=seen_version)
    offer = _open_offer(work, slot, offer_id)
    if offer.window_id is None or offer.date is None:
        raise Refused("offer.declines", uid=uid)
    where = window(work, offer.window_id)
    judge(work, where, offer.date, slot.theme_id, apart=frozenset({slot.uid}))
    was = (slot.date, slot.start_minute)
    work.touch(slot.window_id, slot.date)
    settle_into(work, slot, where, offer.date, start_minute=offer.start_minute)
    airtime.check_confirm(slot.starts_at, slot.sensitive, slot.signed_off_by, now=work.now)
    slot.generation += 1
    slot.confirmed_at, slot.confirmed_by = work.now, offer.made_by
    slot.agreed = {
        "window_id": slot.window_id, "date": slot.date.isoformat(), "starts_at": slot.starts_at.isoformat(),
    }  # fmt: skip
    offer.state, offer.settled_at, offer.settled_by = OfferState.ACCEPTED, work.now, work.actor
    work.session.add(offer)
    happen(work, slot, Happening.AGREE_MOVE, changes.moved(was, (slot.date, slot.start_minute)))
    reminding.plan_for(work, slot)
    return view(work, slot)


def refuse(work: UnitOfWork, uid: str, offer_id: int, *, seen_version: int) -> SlotView:
    """The officer keeps the place as it was; the offer stays on record."""
    slot = work.slot(uid, seen_version=seen_version)
    offer = _open_offer(work, slot, offer_id)
    offer.state, offer.settled_at, offer.settled_by = OfferState.REFUSED, work.now, work.actor
    work.session.add(offer)
    work.touch(slot.window_id, slot.date)
    work.note("slot", slot.uid, "offer_refused", before={"offer": offer_id})
    return view(work, slot)


def _open_offer(work: UnitOfWork, slot: Slot, offer_id: int) -> Offer:
    asked = select(Offer).where(Offer.id == offer_id, Offer.slot_id == slot.id)
    offer = work.session.exec(asked).one_or_none()
    if offer is None:
        raise NotFound("offer.unknown", id=offer_id)
    if offer.state is not OfferState.OPEN:
        raise Refused("offer.overtaken", uid=slot.uid, state=offer.state)
    return offer


def attest(work: UnitOfWork, uid: str, *, seen_version: int, starts_at: datetime, duration_s: int, by: str) -> SlotView:
    """The outlet says that it went out: when it really began and how long it really ran.

    Args:
        starts_at: actual start, an instant.
        duration_s: actual length in whole seconds; 0 for articles.

    Raises:
        Refused: ``attest.too_early``, ``attest.implausible``, ``slot.illegal_move``.
    """
    slot = clockwork.caught_up(work, work.slot(uid, seen_version=seen_version))
    airtime.check_attest(slot.starts_at, slot.duration_s, actual_starts_at=starts_at, actual_duration_s=duration_s,
                         now=work.now)  # fmt: skip
    slot.actual_starts_at, slot.actual_duration_s = starts_at, duration_s
    slot.evidence, slot.miss_reason = Evidence.ATTESTED, ""
    _told_by(work, slot, by)
    happen(work, slot, Happening.ATTEST, changes.AIRED)
    return view(work, slot)


def miss(work: UnitOfWork, uid: str, *, seen_version: int, reason: MissReason, words: str, by: str) -> SlotView:
    """The outlet says that it did not go out, or will not: an obligation opens at once.

    Raises:
        Refused: ``slot.illegal_move`` for a slot that was never confirmed.
    """
    slot = clockwork.caught_up(work, work.slot(uid, seen_version=seen_version))
    slot.miss_reason = f"{reason.value}: {words}" if words else reason.value
    slot.evidence = Evidence.ATTESTED
    slot.actual_starts_at, slot.actual_duration_s = None, None
    _told_by(work, slot, by)
    ahead = slot.starts_at > work.now
    happen(work, slot, Happening.PREEMPT if ahead else Happening.MISS, changes.MISSED)
    return view(work, slot)


def _told_by(work: UnitOfWork, slot: Slot, by: str) -> None:
    work.note("slot", slot.uid, "told_by", after={"by": by})


def sign_off(work: UnitOfWork, uid: str, *, seen_version: int, by: str) -> SlotView:
    """One of the two signatures that sensitive content needs; the same person's second one is refused."""
    slot = work.slot(uid, seen_version=seen_version)
    if not slot.sensitive:
        raise Refused("signoff.not_needed", uid=uid)
    if by in slot.signed_off_by:
        raise Refused("signoff.twice", uid=uid)
    slot.signed_off_by = [*slot.signed_off_by, by]
    work.touch(slot.window_id, slot.date)
    work.note("slot", slot.uid, "signed_off", after={"by": by})
    return view(work, slot)


def describe(
    work: UnitOfWork,
    uid: str,
    *,
    seen_version: int,
    title: str,
    note: str,
    sensitive: bool | None,
    brief: dict[str, Any] | None,
) -> SlotView:
    """Set what a slot is about: its title, note and everything its brief tells the producers; None leaves as it is."""
    slot = work.slot(uid, seen_version=seen_version)
    sensitive = slot.sensitive if sensitive is None else sensitive
    brief = slot.brief if brief is None else brief
    before = {"title": slot.title, "note": slot.note, "sensitive": slot.sensitive, "brief": slot.brief}
    after = {"title": title, "note": note, "sensitive": sensitive, "brief": brief}
    if before == after:
        return view(work, slot)
    shown, told = (slot.title, slot.note) != (title, note), is_told(slot)
    slot.title, slot.note, slot.sensitive, slot.brief = title, note, sensitive, brief
    if shown or slot.sensitive != before["sensitive"]:
        slot.signed_off_by = []
    if shown:
        publishing.changed(work, slot, changes.DETAILS)
        if told and slot.sensitive == before["sensitive"]:
            slot.sent_at = slot.changed_at  # its calendar and its link tell the outlet; there is nothing to agree anew
    work.touch(slot.window_id, slot.date)
    work.note("slot", slot.uid, "described", before=before, after=after)
    return view(work, slot)
