"""One slot: what it is, what was asked and answered, what can be done; and a no told beside both versions."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns import calendar
from campaigns.errors import NotFound, Refused, Stale
from campaigns.queries import history as history_queries
from campaigns.queries import offers, proofs
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import slots as slot_queries
from campaigns.values.outlets import DayView
from campaigns.values.papers import BriefDetails
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS
from scheduler.services import briefing
from web import access, form_page, handing, names, papers, proving, refusals
from web.agenda import month as months
from web.agenda import notices, seen, shown, wording
from web.agenda.blueprint import Visit, bp, own_slot, visit
from web.agenda.shown import Card, Show

AROUND = timedelta(weeks=6)


class Step(NamedTuple):
    """A line of the history."""

    when: str
    who: str
    what: str


class Look(NamedTuple):
    """Everything that a slot's page tells."""

    card: Card
    day: DayView
    near: str
    steps: tuple[Step, ...]
    asked: tuple[wording.Asked, ...]
    details: BriefDetails
    newest: str  # the last change of the slot, in words
    proofs: tuple[proving.Shown, ...] = ()  # of an article


@bp.get("/o/<token>/slots/<uid>")
@access.by_link
def show(token: str, uid: str) -> ResponseReturnValue:
    """One slot with its details, the requests made about it and its history."""
    with access.reading() as session:
        guest = visit(session, token)
        look = looked_at(session, guest, uid)
    handing.remember(guest.link, guest.who)
    return _page(guest, look, notice=notices.told([look.card], guest))


@bp.get("/o/<token>/slots/<uid>/brief.docx")
@access.by_link
def brief(token: str, uid: str) -> Response:
    """The slot's brief, once the office has issued it; NotFound ``brief.not_issued`` before."""
    with access.reading() as session:
        slot = own_slot(session, visit(session, token), uid)
        found = briefing.drawn(session, slot.uid, today=slot.date)
    if not found.numbered or found.lacking:
        raise NotFound("brief.not_issued", uid=slot.uid)
    return papers.word(found.view)


def looked_at(session: Session, guest: Visit, uid: str) -> Look:
    """A slot of this outlet's; NotFound ``slot.unknown``."""
    slot = own_slot(session, guest, uid)
    days = calendar.days(slot.date - AROUND, slot.date, outlet_queries.holidays(session), today=form_page.today())
    windows = {one.id: one for one in outlet_queries.windows(session, ids=[slot.window_id])}
    card = months.cards(session, guest, [slot], windows=windows, days=days)[0]
    steps = _history(session, slot)
    asked = wording.requests(offers.offers_of(session, uid))
    issued = briefing.drawn(session, uid, today=slot.date) if card.paper is not None else None
    told = issued.view.details if issued is not None else BriefDetails()
    near = shown.by_day([card], days, form_page.today())[0].near
    return Look(card, days[slot.date], near, steps, asked, told, steps[0].what if steps else "",
                proving.shown(slot, proofs.of_slot(session, uid), card.href))  # fmt: skip


def _history(session: Session, slot: SlotView) -> tuple[Step, ...]:
    """What concerns the outlet, newest first."""
    told = history_queries.of(session, "slot", slot.uid)
    called = names.called(session, {one.actor for one in told})
    zone, now = access.site().settings.zone, access.now()
    lines = ((one, wording.step(one, press=slot.channel_kind in PRESS)) for one in reversed(told))
    return tuple(
        Step(wording.moment_near(one.at, now, zone), called[one.actor], words) for one, words in lines if words
    )


def _page(guest: Visit, look: Look, *, status: int = 200, **more: Any) -> Response:
    told: Mapping[str, Any] = {"notice": None, "trouble": "", "apart": (), **more}
    words = render_template("agenda/slot.html", guest=guest, look=look, card=look.card, **told)
    return make_response(words, status)


def refused(guest: Visit, uid: str, refusal: Refused) -> Response:
    """The slot's page again with the no, and with both versions where somebody was faster."""
    if isinstance(refusal, NotFound):
        raise refusal
    with access.reading() as session:
        look = looked_at(session, guest, uid)
    apart = seen.apart(look.card.slot) if isinstance(refusal, Stale) else ()
    return _page(guest, look, status=refusals.status(refusal), trouble=refusals.of(refusal), apart=apart)


def lot_refused(guest: Visit, listed: Sequence[tuple[str, int]], refusal: Refused) -> Response:
    """The month again with what stands against an answer to several slots; nothing of it was kept."""
    if isinstance(refusal, NotFound):
        raise refusal
    with access.reading() as session:
        slots = {uid: slot_queries.slot_view(session, uid) for uid, _version in listed}
        agenda = months.load(session, guest, next(iter(slots.values())).month)
        changed = {uid for uid, version in listed if slots[uid].version != version}
        changed |= {refusal.facts["uid"]} & slots.keys() if "uid" in refusal.facts else set()
        newest = {uid: _history(session, slots[uid])[:1] for uid in changed}
    lines = [(_named(slots[uid]), newest[uid][0].what if newest[uid] else "") for uid, _v in listed if uid in changed]
    now, today = access.now(), form_page.today()
    cards = shown.listed(agenda.cards, Show.WAITING, now=now, zone=access.site().settings.zone)
    words = render_template(
        "agenda/month.html", agenda=agenda, guest=guest, show=Show.WAITING, first=(), notice=None,
        days=shown.by_day(cards, agenda.days, today), spots=months.spots, trouble=refusals.of(refusal), lines=lines,
    )  # fmt: skip
    return make_response(words, refusals.status(refusal))


def _named(slot: SlotView) -> str:
    return f"{_place(slot.date, slot.start_minute)} · {wording.title(slot)}"


def _place(day: date, minute: int | None) -> str:
    return wording.place(day, minute)
