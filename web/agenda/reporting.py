"""Saying what became of a slot: went out as agreed, at another time, or not at all."""

import enum
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.errors import NotFound, Refused, Stale
from campaigns.times import local_instant
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, MissReason
from scheduler.services import answers
from web import access, form_page, formats, forms, refusals
from web.agenda import notices, seen, wording
from web.agenda import slot as slot_page
from web.agenda.blueprint import Visit, bp
from web.agenda.yes import entered
from web.language import current

FIELDS = {"starts_at": "hour", "duration_s": "length"}
"""Where a told airing that cannot be true is said, by the rule's name of what is wrong."""


class Result(enum.StrEnum):
    """What became of it."""

    ON_TIME = "on_time"
    AIRED = "aired"
    MISSED = "missed"


class ReportForm(forms.Form):
    """What the outlet tells."""

    version: forms.NeededInt
    result: Result
    date: forms.DateOf = None
    hour: forms.Minute = None
    length: forms.Length = None
    reason: MissReason | None = None
    words: forms.Lines = ""


@bp.get("/o/<token>/slots/<uid>/report")
@access.by_link
def report(token: str, uid: str) -> ResponseReturnValue:
    """The form: first filled in as agreed."""
    guest, slot = entered(token, uid)
    wanted = request.args.get("result", "")
    return _page(guest, uid, forms.Filled(_agreed(slot) | {"result": wanted}, None))


def _agreed(slot: SlotView) -> dict[str, Any]:
    start = formats.hour(slot.starts_at, slot.zone, language=current())
    return {"date": slot.date.isoformat(), "hour": start,
            "length": formats.duration(slot.duration_s, language=current())}  # fmt: skip


@bp.post("/o/<token>/slots/<uid>/report")
@access.by_link
def tell(token: str, uid: str) -> ResponseReturnValue:
    """Put on record what went out, or that it did not."""
    guest, slot = entered(token, uid)
    filled = _whole(forms.take(ReportForm), slot)
    refusal: Refused | None = None
    if (told := filled.value) is not None:
        try:
            _tell(guest, slot, told)
        except NotFound:
            raise
        except Refused as no:
            refusal = no
            if no.code in {"attest.implausible", "attest.too_early"}:
                field = FIELDS.get(str(no.facts.get("field", "starts_at")), "hour")
                filled = filled.with_error("date" if slot.channel_kind in PRESS else field, no.code, **no.facts)
            elif not isinstance(no, Stale):
                return slot_page.refused(guest, uid, no)
        else:
            return notices.back(token, "missed" if told.result is Result.MISSED else "aired", slot)
    return _page(guest, uid, filled, refusal=refusal)


def _whole(filled: forms.Filled[ReportForm], slot: SlotView) -> forms.Filled[ReportForm]:
    """What each result needs."""
    told = filled.value
    if told is None:
        return filled
    needed: dict[str, Any] = {}
    if told.result is Result.MISSED:
        needed = {"reason": told.reason}
        if told.reason is MissReason.OTHER:
            needed["words"] = told.words or None
    elif told.result is Result.AIRED:
        needed = {"date": told.date}
        if slot.channel_kind not in PRESS:
            needed |= {"hour": told.hour, "length": told.length}
    for name, value in needed.items():
        if value is None:
            filled = filled.with_error(name, "form.required")
    return filled


def _tell(guest: Visit, slot: SlotView, told: ReportForm) -> None:
    with access.deciding(guest.who) as work:
        if told.result is Result.MISSED:
            answers.miss(
                work, slot.uid, seen_version=told.version, reason=told.reason or MissReason.OTHER, words=told.words,
                by=guest.who,
            )  # fmt: skip
            return
        starts_at, length_s = slot.starts_at, slot.duration_s
        if told.result is Result.AIRED and told.date is not None:
            press = slot.channel_kind in PRESS
            starts_at = local_instant(told.date, 0 if press else told.hour or 0, ZoneInfo(slot.zone))
            length_s = 0 if press else told.length or 0
        answers.attest(
            work, slot.uid, seen_version=told.version, starts_at=starts_at, duration_s=length_s, by=guest.who
        )


def _page(guest: Visit, uid: str, filled: forms.Filled[ReportForm], *, refusal: Refused | None = None) -> Response:
    with access.reading() as session:
        look = slot_page.looked_at(session, guest, uid)
    if not look.card.can & {"attest", "miss", "preempt"}:
        return slot_page.refused(guest, uid, refusal or Refused("slot.illegal_move", state=look.card.slot.state))
    stale = isinstance(refusal, Stale)
    status = refusals.status(refusal) if refusal is not None else 422 if filled.errors else 200
    typed = _agreed(look.card.slot) | {name: value for name, value in filled.typed.items() if value not in (None, "")}
    words = render_template(
        "agenda/report.html", guest=guest, card=look.card, form=forms.Filled(typed, None, filled.errors),
        spoken=form_page.spoken, reasons=wording.miss_choices(look.card.slot), stale=stale,
        apart=seen.apart(look.card.slot) if stale else (),
    )  # fmt: skip
    return make_response(words, status)
