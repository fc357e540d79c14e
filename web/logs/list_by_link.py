"""The month's list in Word by an outlet's personal link: out, filled in, and back."""

from contextlib import closing
from typing import Any

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import Denied, NotFound, Refused
from campaigns.queries import hand_ins
from campaigns.reading import child
from campaigns.values.words import HandedKind
from exports.airings import airing_list, file_name
from scheduler.services import handing_in, returning
from web import access, form_page, forms, papers
from web.agenda import bp
from web.agenda.blueprint import Visit, visit
from web.language import gettext as _
from web.logs import airings, receipts
from web.logs.by_link import NONE


@bp.get("/o/<token>/airings/<month>.docx")
@access.by_link
def month_list(token: str, month: str) -> Response:
    """A month's list, to be filled in."""
    with access.reading() as session:
        guest = visit(session, token)
        keys = access.site().store.keys
        view = returning.drawn(session, keys, guest.outlet.id or 0, month, dated=form_page.today())
    full = _("Danh sách lượt phát %(outlet)s %(month)s", outlet=view.outlet, month=month)
    return papers.file(airing_list(view), papers.WORD, plain=file_name(view), full=f"{full}.docx")


@bp.route("/o/<token>/airings", methods=["GET", "POST"], endpoint="return_list")
@access.by_link
def return_list(token: str) -> ResponseReturnValue:
    """The lists to be had, and the form for one that is filled in."""
    with access.reading() as session:
        guest = visit(session, token)
        if request.method == "GET":
            return _page(session, guest, NONE)
    file = request.files.get("file")
    filled: forms.Filled[Any] = NONE
    if file is None or not file.filename:
        filled = NONE.with_error("file", "upload.none")
    else:
        with closing(file):
            content, name = file.read(), forms.clean(file.filename)[:200]
        try:
            return redirect(f"/o/{token}/airings/{_taken(guest, content, name)}", code=303)
        except (Denied, NotFound):
            raise
        except Refused as refusal:
            filled = NONE.with_error("file", refusal.code, **refusal.facts)
    with access.reading() as session:
        return _page(session, guest, filled)


def _taken(guest: Visit, content: bytes, name: str) -> str:
    """Take a list; the hand-in's name."""
    with access.deciding(guest.who) as work:
        handing_in.count(work, guest.link)
    rows = child.read_rows(content)
    with access.deciding(guest.who) as work:
        return handing_in.take_list(work, guest.link, rows, name).uid


def _page(session: Session, guest: Visit, filled: forms.Filled[Any]) -> Response:
    months = airings.months_shown(session, guest.outlet.id or 0)
    words = render_template("handed_in/airings.html", guest=guest, form=filled, months=months)
    limited = any(code == "rate.too_many" for code, _facts in filled.errors.values())
    return make_response(words, 429 if limited else 422 if filled.errors else 200)


@bp.get("/o/<token>/airings/<uuid:uid>")
@access.by_link
def returned_list(token: str, uid: Any) -> ResponseReturnValue:
    """What a list has told."""
    with access.reading() as session:
        guest = visit(session, token)
        kept = hand_ins.hand_in(session, guest.outlet.id or 0, str(uid))
        if kept.kind is not HandedKind.LIST:
            raise NotFound("hand_in.unknown", uid=str(uid))
        receipt = receipts.of_list(session, kept)
    return render_template("handed_in/returned.html", guest=guest, kept=kept, receipt=receipt)
