"""An outlet hands in the page that shows an article, and says in which issue and on which page it is to stand."""

from typing import Any, Final

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from campaigns.errors import NotFound, Refused, Stale
from campaigns.queries import proofs
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, SlotState
from scheduler.services import proving as services
from web import access, form_page, forms, proving, refusals
from web.agenda import notices, seen
from web.agenda import slot as slot_page
from web.agenda.blueprint import Visit, bp, own_slot, visit
from web.agenda.yes import entered

HANDS_IN: Final = "agenda.hand_in"


@bp.url_value_preprocessor
def _room(_endpoint: str | None, _values: object) -> None:
    proving.room_for_a_page(frozenset({HANDS_IN}))


@bp.get("/o/<token>/slots/<uid>/proof")
@access.by_link
def proof(token: str, uid: str) -> ResponseReturnValue:
    """The form: first as it was booked."""
    guest, slot = entered(token, uid)
    return _page(guest, uid, forms.Filled(proving.begin(slot), None))


@bp.post("/o/<token>/slots/<uid>/proof")
@access.by_link
def hand_in(token: str, uid: str) -> ResponseReturnValue:
    """Keep what was handed in: the article is proved."""
    guest, slot = entered(token, uid)
    try:
        with access.deciding(guest.who) as work:
            services.count(work, guest.link)
        filled, pages, name = proving.take()
    except RequestEntityTooLarge:
        return _page(guest, uid, _begun(slot, proving.too_large()), status=413)
    except Refused as often:
        return _page(guest, uid, _begun(slot, proving.too_often(often)), status=429)
    refusal: Refused | None = None
    if (told := filled.value) is not None:
        if slot.state is SlotState.MISSED:  # only the office puts that right
            return slot_page.refused(guest, uid, Refused("slot.illegal_move", state=slot.state))
        try:
            with access.deciding(guest.who) as work:
                proving.hand_in(work, slot, told, pages, name, guest.who)
        except NotFound:
            raise
        except Refused as no:
            refusal = no
            if no.code in proving.FIELDS:
                filled = filled.with_error(proving.FIELDS[no.code], no.code, **no.facts)
            elif not isinstance(no, Stale):
                return slot_page.refused(guest, uid, no)
        else:
            return notices.back(token, "proof", slot)
    return _page(guest, uid, filled, refusal=refusal)


@bp.post("/o/<token>/slots/<uid>/issue")
@access.by_link
def put_in_issue(token: str, uid: str) -> ResponseReturnValue:
    """Say in which issue and on which page an article is to stand."""
    guest, slot = entered(token, uid)
    filled = forms.take(proving.SeenIssueForm)
    if (told := filled.value) is None:
        raise Refused("edit.unreadable", fields=tuple(filled.errors))
    try:
        with access.deciding(guest.who) as work:
            services.put_in_issue(work, slot.uid, told.placed, seen_version=told.version, by=guest.who)
    except Refused as refusal:
        return slot_page.refused(guest, uid, refusal)
    return notices.back(token, "issue", slot)


@bp.get("/o/<token>/slots/<uid>/proofs/<proof_uid>")
@access.by_link
def proof_file(token: str, uid: str, proof_uid: str) -> Response:
    """What was handed in for a slot of this outlet's."""
    with access.reading() as session:
        slot = own_slot(session, visit(session, token), uid)
        held, content = proofs.content(session, slot.uid, proof_uid)
    return proving.file(slot, held, content)


def _begun(slot: SlotView, filled: forms.Filled[Any]) -> forms.Filled[Any]:
    """What is wrong, over the form as it begins."""
    return forms.Filled(proving.begin(slot), None, filled.errors)


def _page(
    guest: Visit, uid: str, filled: forms.Filled[Any], *, refusal: Refused | None = None, status: int = 0
) -> Response:
    with access.reading() as session:
        look = slot_page.looked_at(session, guest, uid)
    slot = look.card.slot
    if slot.channel_kind not in PRESS or "prove" not in look.card.can:
        return slot_page.refused(guest, uid, refusal or Refused("slot.illegal_move", state=slot.state))
    stale = isinstance(refusal, Stale)
    answer = status or (refusals.status(refusal) if refusal is not None else 422 if filled.errors else 200)
    words = render_template(
        "agenda/proof.html", guest=guest, card=look.card, form=filled, spoken=form_page.spoken, stale=stale,
        apart=seen.apart(slot) if stale else (), on_paper=proving.is_on_paper(slot),
    )  # fmt: skip
    return make_response(words, answer)
