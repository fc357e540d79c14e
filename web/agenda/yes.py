"""Yes to one slot, yes to all that were listed, and taking a yes or a request back."""

import re
from collections.abc import Callable
from typing import Final

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.errors import Refused, Stale
from campaigns.store import UnitOfWork
from campaigns.values.slots import SlotView
from scheduler.services import answers
from scheduler.services import proving as services
from web import access, form_page, forms, proving
from web.agenda import month as months
from web.agenda import notices, shown
from web.agenda import slot as slot_page
from web.agenda.blueprint import Visit, bp, own_slot, visit

_LISTED: Final = re.compile(r"([0-9a-f-]{36})\.(\d{1,9})", re.ASCII)
MOST: Final = 400
"""Slots that one answer may name; more than a month has."""


def entered(token: str, uid: str) -> tuple[Visit, SlotView]:
    """Who answers, and about which slot."""
    with access.reading() as session:
        guest = visit(session, token)
        return guest, own_slot(session, guest, uid)


def seen_version() -> int:
    """The slot's version that the page showed; Refused ``edit.unreadable`` when the form does not say."""
    told = request.form.get("version", "")
    if not (told.isascii() and told.isdecimal() and len(told) < 10):
        raise Refused("edit.unreadable", fields=("version",))
    return int(told)


@bp.post("/o/<token>/slots/<uid>/confirm")
@access.by_link
def confirm(token: str, uid: str) -> ResponseReturnValue:
    """Yes to one slot."""
    filled = forms.take(proving.IssueForm)
    if (told := filled.value) is None:
        raise Refused("edit.unreadable", fields=tuple(filled.errors))
    return _answered(token, uid, "confirmed", lambda work, uid, version: _say_yes(work, uid, version, told))


def _say_yes(work: UnitOfWork, uid: str, version: int, told: proving.IssueForm) -> None:
    """Yes, of an article with the issue and the page where the outlet has said them."""
    answers.confirm(work, uid, seen_version=version, by=work.actor)
    if told.placed:
        services.put_in_issue(work, uid, told.placed, seen_version=None, by=work.actor)


@bp.post("/o/<token>/slots/<uid>/unconfirm")
@access.by_link
def unconfirm(token: str, uid: str) -> ResponseReturnValue:
    """Take a yes back."""
    return _answered(
        token, uid, "undone", lambda work, uid, version: answers.unconfirm(work, uid, seen_version=version)
    )  # fmt: skip


@bp.post("/o/<token>/slots/<uid>/take-back")
@access.by_link
def take_back(token: str, uid: str) -> ResponseReturnValue:
    """Take a request back."""
    return _answered(
        token, uid, "withdrawn", lambda work, uid, version: answers.take_back(work, uid, seen_version=version)
    )  # fmt: skip


def _answered(
    token: str, uid: str, notice: str, decide: Callable[[UnitOfWork, str, int], object]
) -> ResponseReturnValue:
    """Decide on one slot at the version that was shown, and go back to the agenda; a rule's no is told on its page."""
    guest, slot = entered(token, uid)
    try:
        with access.deciding(guest.who) as work:
            decide(work, slot.uid, seen_version())
    except (Stale, Refused) as refusal:
        return slot_page.refused(guest, slot.uid, refusal)
    return notices.back(token, notice, slot)


@bp.get("/o/<token>/confirm-all")
@access.by_link
def list_all(token: str) -> ResponseReturnValue:
    """What a yes to everything would confirm: ``?month=YYYY-MM``."""
    with access.reading() as session:
        guest = visit(session, token)
        agenda = months.load(session, guest, request.args.get("month", ""))
    if not agenda.waiting:
        return redirect(agenda.address(), code=303)
    today = form_page.today()
    return render_template(
        "agenda/confirm_all.html", guest=guest, agenda=agenda, days=shown.by_day(agenda.waiting, agenda.days, today),
        spots=months.spots,
    )  # fmt: skip


@bp.post("/o/<token>/confirm-all")
@access.by_link
def confirm_all(token: str) -> ResponseReturnValue:
    """Yes to exactly what was listed, each at the version that was shown, all or none."""
    guest, seen = _listed(token)
    try:
        with access.deciding(guest.who) as work:
            answers.confirm_all(work, seen, by=guest.who)
    except Refused as refusal:
        return slot_page.lot_refused(guest, seen, refusal)
    return notices.back(token, "all")


@bp.post("/o/<token>/unconfirm-all")
@access.by_link
def unconfirm_all(token: str) -> ResponseReturnValue:
    """Take back a yes that was given to several at once, all or none."""
    guest, seen = _listed(token)
    try:
        with access.deciding(guest.who) as work:
            for uid, version in seen:
                answers.unconfirm(work, uid, seen_version=version)
    except Refused as refusal:
        return slot_page.lot_refused(guest, seen, refusal)
    return notices.back(token, "undone")


def _listed(token: str) -> tuple[Visit, list[tuple[str, int]]]:
    """The slots that a form names, each this outlet's own, with the versions that were shown."""
    given = request.form.getlist("slot")
    named = [_LISTED.fullmatch(one) for one in given]
    if not given or len(given) > MOST or not all(named):
        raise Refused("edit.unreadable", fields=("slot",))
    seen = [(one[1], int(one[2])) for one in named if one is not None]
    with access.reading() as session:
        guest = visit(session, token)
        for uid, _version in seen:
            own_slot(session, guest, uid)
    return guest, list(dict(seen).items())
