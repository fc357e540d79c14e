"""Asking for another place, or declining: three free places, or a window and date of one's own, and why."""

from datetime import date
from typing import Any, NamedTuple

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import NotFound, Refused, Stale
from campaigns.times import minute_words
from campaigns.values.outlets import WindowView
from campaigns.values.slots import SlotView
from campaigns.values.words import AskReason
from scheduler.services import answers, offering
from web import access, form_page, forms, refusals
from web.agenda import notices, seen, wording
from web.agenda import slot as slot_page
from web.agenda.blueprint import Visit, bp, own_slot, visit
from web.agenda.shown import Card
from web.agenda.yes import entered
from web.language import gettext

OTHER, NONE = "other", "none"
CLOSED = frozenset({"offer.not_open", "slot.too_late"})
"""Refusals about the slot itself, not about what was typed."""


class AskForm(forms.Form):
    """What an outlet wishes instead."""

    version: forms.NeededInt
    choice: forms.NeededLine
    window: forms.Int = None
    date: forms.DateOf = None
    hour: forms.Minute = None
    reason: AskReason
    words: forms.Lines = ""


class Offered(NamedTuple):
    """A free place to choose."""

    value: str  # window.date
    words: str
    programme: str


class Choices(NamedTuple):
    """What the form offers."""

    card: Card
    places: tuple[Offered, ...]
    windows: tuple[tuple[str, str], ...]


@bp.get("/o/<token>/slots/<uid>/ask")
@access.by_link
def ask(token: str, uid: str) -> ResponseReturnValue:
    """The form."""
    with access.reading() as session:
        guest = visit(session, token)
        slot = own_slot(session, guest, uid)
        choices = _choices(session, guest, slot)
    if not choices.card.may_ask:
        return slot_page.refused(guest, uid, Refused("offer.not_open", uid=uid, state=slot.state))
    typed = {"choice": choices.places[0].value if choices.places else OTHER, "window": slot.window_id}
    return _page(guest, choices, forms.Filled(typed, None))


@bp.post("/o/<token>/slots/<uid>/ask")
@access.by_link
def send(token: str, uid: str) -> ResponseReturnValue:
    """Send the wish; what a rule refuses is said beside the date, with what was typed."""
    guest, slot = entered(token, uid)
    filled = _whole(forms.take(AskForm))
    refusal: Refused | None = None
    if (told := filled.value) is not None:
        try:
            declines = _ask(guest, slot, told)
        except NotFound:
            filled = filled.with_error("window", "form.not_in_list")
        except Refused as no:
            refusal = no
            if not isinstance(no, Stale):
                filled = filled.with_error("date" if told.choice == OTHER else "choice", no.code, **no.facts)
        else:
            return notices.back(token, "declined" if declines else "asked", slot)
    if refusal is not None and refusal.code in CLOSED:
        return slot_page.refused(guest, uid, refusal)
    with access.reading() as session:
        choices = _choices(session, guest, own_slot(session, guest, uid))
    return _page(guest, choices, filled, refusal=refusal)


def _ask(guest: Visit, slot: SlotView, told: AskForm) -> bool:
    """Put the wish on record; whether it declines."""
    to: tuple[int, date] | None = None
    if told.choice == OTHER and told.window is not None and told.date is not None:
        to = (told.window, told.date)
    elif told.choice != NONE:
        window, _dot, day = told.choice.partition(".")
        to = (int(window), date.fromisoformat(day))
    with access.deciding(guest.who) as work:
        answers.ask(
            work, slot.uid, seen_version=told.version, by=guest.who, reason=told.reason, words=told.words, to=to,
            start_minute=told.hour if told.choice == OTHER else None,
        )  # fmt: skip
    return to is None


def _whole(filled: forms.Filled[AskForm]) -> forms.Filled[AskForm]:
    """What one field cannot know of another."""
    told = filled.value
    if told is None or told.choice == NONE:
        return filled
    if told.choice == OTHER:
        if told.window is None:
            filled = filled.with_error("window", "form.required")
        if told.date is None:
            filled = filled.with_error("date", "form.required")
        return filled
    window, _dot, day = told.choice.partition(".")
    if not (window.isascii() and window.isdecimal() and len(window) < 10) or not _is_date(day):
        return filled.with_error("choice", "form.not_in_list")
    return filled


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _choices(session: Session, guest: Visit, slot: SlotView) -> Choices:
    now, zone = access.now(), access.site().settings.zone
    look = slot_page.looked_at(session, guest, slot.uid)
    windows = offering.own_windows(session, slot, now=now, zone=zone)
    places = tuple(
        Offered(f"{one.window_id}.{one.date.isoformat()}", wording.place(one.date, one.start_minute), one.programme)
        for one in offering.free_places(session, slot, now=now, zone=zone)
    )
    return Choices(look.card, places, tuple((str(one.id), _window(one)) for one in windows))


def _window(window: WindowView) -> str:
    when = window.page if window.start_minute is None or window.is_press else minute_words(window.start_minute)
    return f"{when} {window.programme}".strip()


def _page(guest: Visit, choices: Choices, filled: forms.Filled[AskForm], *, refusal: Refused | None = None) -> Response:
    stale = isinstance(refusal, Stale)
    status = refusals.status(refusal) if refusal is not None else 422 if filled.errors else 200
    more: dict[str, Any] = {"apart": seen.apart(choices.card.slot) if stale else (), "stale": stale}
    words = render_template(
        "agenda/ask.html", guest=guest, card=choices.card, choices=choices, form=filled, spoken=form_page.spoken,
        reasons=[(reason.value, gettext(words)) for reason, words in wording.ASK_REASONS.items()],
        today=form_page.today(), **more,
    )  # fmt: skip
    return make_response(words, status)
