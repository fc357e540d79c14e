"""The page of a unit's link: a form while something is wanted, afterwards the receipt."""

from collections.abc import Sequence
from typing import Any, Final

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.errors import NotFound
from campaigns.services import rates, unit_reports
from web import access, figure_forms, form_page, forms, handing, unit_names
from web.form_page import ID
from web.language import gettext as _
from web.unit_link import shown
from web.unit_link.blueprint import TRIES, Visit, bp, visit

SEND: Final = "send"
"""The button that hands in; the other one keeps a draft."""
REFUSED_BESIDE: Final = {"unit_report.empty": "training_classes", "unit_report.illegal_move": "training_classes"}


@bp.get("/u/<token>")
@access.by_link
def home(token: str) -> ResponseReturnValue:
    """The period at hand."""
    with access.reading() as session:
        guest = visit(session, token)
        found = shown.dues(session, guest)
    handing.remember(guest.link, guest.who)
    due = shown.at_hand(found, form_page.today())
    if due is None:
        return render_template("unit_link/nothing.html", guest=guest)
    return _page(guest, due.period.deadline_id)


@bp.get(f"/u/<token>/<{ID}:deadline_id>")
@access.by_link
def period(token: str, deadline_id: int) -> ResponseReturnValue:
    """One period; ``?edit=1`` fills in again what waits to be received."""
    with access.reading() as session:
        guest = visit(session, token)
    handing.remember(guest.link, guest.who)
    return _page(guest, deadline_id)


@bp.post(f"/u/<token>/<{ID}:deadline_id>")
@access.by_link
def take(token: str, deadline_id: int) -> ResponseReturnValue:
    """Keep as a draft, or hand in; what is wrong is said beside its field, with everything that was typed."""
    with access.reading() as session:
        guest = visit(session, token)
        _due(shown.dues(session, guest), deadline_id)
    filled = forms.take(figure_forms.FiguresForm)
    stale = False
    if filled.value is not None:
        sends = filled.typed.get("act") == SEND
        filled, stale, done = form_page.settle(
            filled, lambda told: _keep(guest, deadline_id, told, sends=sends), REFUSED_BESIDE
        )
        if done:
            said = "sent" if sends else "kept"
            return redirect(url_for("unit_link.period", token=token, deadline_id=deadline_id, said=said), code=303)
    return _page(guest, deadline_id, filled, stale=stale)


def _keep(guest: Visit, deadline_id: int, form: forms.Form, *, sends: bool) -> bool:
    figures, texts = figure_forms.told(form)
    version = form.model_dump()["version"]
    with access.deciding(guest.who) as work:
        rates.count(work, f"unit-report:link:{guest.link.id}", most=TRIES, within_s=600)
        if sends:
            unit_reports.hand_in(work, guest.unit.id, deadline_id, figures, texts, by=guest.who, seen_version=version)
        else:
            unit_reports.keep_draft(work, guest.unit.id, deadline_id, figures, texts, seen_version=version)
    return True


def _page(guest: Visit, deadline_id: int, filled: forms.Filled[Any] | None = None, *, stale: bool = False) -> Response:
    with access.reading() as session:
        found = shown.dues(session, guest)
        due = _due(found, deadline_id)
        look = shown.look(session, guest, due)
    asks, now = figure_forms.asks(), shown.first_figures(due.report)
    version: Any = due.report.version if due.report is not None else 0
    if filled is not None and filled.errors:
        version = filled.typed.get("version", version)
    shows_form = filled is not None or shown.asks_for_figures(due, edit="edit" in request.args)
    words = render_template(
        "unit_link/form.html" if shows_form else "unit_link/receipt.html",
        guest=guest, look=look, due=due, others=[one for one in found if one is not due], asks=asks,
        form=filled or forms.Filled(now, None), version=version, stale=stale, fields=figure_forms.FIELDS,
        apart=form_page.apart(asks, filled.typed, now) if stale and filled is not None else (),
        groups=unit_names.groups(), texts=unit_names.texts(), names=unit_names, said=_said(),
    )  # fmt: skip
    return make_response(words, 409 if stale else 422 if filled is not None and filled.errors else 200)


def _due(found: Sequence[shown.Due], deadline_id: int) -> shown.Due:
    """A period that is open for this unit; NotFound ``report.no_period`` for any other."""
    due = next((one for one in found if one.period.deadline_id == deadline_id), None)
    if due is None:
        raise NotFound("report.no_period")
    return due


def _said() -> str:
    words = {"kept": _("Đã lưu tạm. Anh/chị có thể mở lại liên kết này để ghi tiếp."),
             "sent": _("Đã gửi báo cáo. Cảm ơn anh/chị.")}  # fmt: skip
    return words.get(request.args.get("said", ""), "")
