"""An outlet's price lists: handed in, read on trial, their doubtful figures answered, adopted by a decision."""

from contextlib import closing
from typing import Any, Final

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session
from werkzeug.exceptions import RequestEntityTooLarge

from campaigns.errors import Denied, NotFound, Refused, Stale
from campaigns.models import RateCard
from campaigns.queries import cards as queries
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import programmes
from campaigns.rates.sheet import Sheet
from campaigns.services import cards as services
from campaigns.values.rates import CardState, RateCardView
from scheduler.services import pricing
from web import access, form_page, forms, rate_words
from web.form_page import ID, Ask
from web.language import gettext as _
from web.outlets import rate_form
from web.outlets.blueprint import bp
from web.outlets.rate_form import CardForm

LARGEST: Final = 6 * 1024 * 1024
"""Bytes of one upload, its form included."""
MIB: Final = 1024 * 1024
UPLOAD: Final = "outlets.new_rates"


@bp.url_value_preprocessor
def _room_for_a_file(_endpoint: str | None, _values: object) -> None:
    """A price list may be larger than other requests; said before anything reads the request."""
    if request.endpoint == UPLOAD:
        request.max_content_length = LARGEST


@bp.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """A file over the limit is refused on the page it was handed in on."""
    if request.endpoint != UPLOAD:
        return error
    filled: forms.Filled[Any] = forms.Filled({}, None)
    slug = str((request.view_args or {}).get("slug", ""))
    return _upload_page(slug, filled.with_error("file", "upload.request_too_large", most_mb=LARGEST // MIB), 413)


@bp.get("/<slug>/rates")
@access.roles(*access.OFFICE)
def rates(slug: str) -> ResponseReturnValue:
    """An outlet's price lists by date: those in force, those to come, former ones, and those still read on trial."""
    today = form_page.today()
    with access.reading() as session:
        row = programmes.outlet_row(session, slug)
        outlet = outlet_queries.names(session).on(row.id or 0, today)[0]
        listed = queries.cards_of(session, row.id or 0)
        houses = {one.id: one for one in programmes.all_outlets(session, today)}
        taken = [(houses[one.outlet_id], one) for one in queries.in_force(session, row.id or 0, today)
                 if one.outlet_id != row.id]  # fmt: skip
        return render_template("outlets/rates.html", slug=slug, outlet=outlet, cards=listed, taken=taken, today=today,
                               states=CardState, words=rate_words, said=form_page.said())  # fmt: skip


@bp.route("/<slug>/rates/new", methods=["GET", "POST"], endpoint="new_rates")
@access.roles(*access.PLANNERS)
def new_rates(slug: str) -> ResponseReturnValue:
    """Hand in a price list."""
    filled: forms.Filled[Any] = forms.Filled({}, None)
    if request.method == "GET":
        return _upload_page(slug, filled)
    file = request.files.get("file")
    if file is None or not file.filename:
        return _upload_page(slug, filled.with_error("file", "upload.none"))
    with closing(file):
        content, name = file.read(), forms.clean(file.filename)[:200]
    try:
        with access.deciding() as work:
            uid = services.receive(work, slug, content, name).uid
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        return _upload_page(slug, filled.with_error("file", refusal.code, **refusal.facts))
    return redirect(f"/outlets/{slug}/rates/{uid}", code=303)


def _upload_page(slug: str, filled: forms.Filled[Any], status: int | None = None) -> Response:
    with access.reading() as session:
        programmes.outlet_row(session, slug)
    ask = Ask("file", _("Tệp bảng giá"), "file", hint=_("Excel .xlsx hoặc CSV, có dòng tiêu đề; dưới 5 MB"))
    return form_page.page(
        _("Đưa bảng giá vào"), [ask], filled, back=f"/outlets/{slug}/rates", submit=_("Đọc thử"), status=status,
        lead=_("Lịch Sóng đọc thử, hỏi lại số đáng ngờ; chưa có giá nào được dùng."), enctype="multipart/form-data",
    )  # fmt: skip


@bp.get("/<slug>/rates/<uid>")
@access.roles(*access.OFFICE)
def rate_card(slug: str, uid: str) -> ResponseReturnValue:
    """A price list: its lines, what is asked about it, the rows that are no line."""
    with access.reading() as session:
        card = _row(session, slug, uid)
        return _card_page(session, slug, card, forms.Filled(rate_form.typed_of(card), None))


@bp.post("/<slug>/rates/<uid>")
@access.roles(*access.PLANNERS)
def answer(slug: str, uid: str) -> ResponseReturnValue:
    """Answer what is asked, adopt the list, or put it aside."""
    filled: forms.Filled[Any] = forms.take(CardForm)
    with access.reading() as session:
        card = _row(session, slug, uid)
        sheet = None if card.state is not CardState.DRAFT else _sheet(session, card)
    filled, answers = rate_form.answers(filled, sheet.doubts if sheet else ())
    if filled.value is not None:
        told: CardForm = filled.value
        try:
            return redirect(_decide(slug, uid, card.outlet_id, told, answers), code=303)
        except (Denied, NotFound):
            raise
        except Refused as refusal:
            filled = filled.with_error(rate_form.BESIDE.get(refusal.code, "do"), refusal.code, **refusal.facts)
            stale = isinstance(refusal, Stale)
            with access.reading() as session:
                return _card_page(session, slug, _row(session, slug, uid), filled, 409 if stale else 422)
    with access.reading() as session:
        return _card_page(session, slug, _row(session, slug, uid), filled, 422)


def _decide(slug: str, uid: str, outlet_id: int, told: CardForm, answers: dict[str, str]) -> str:
    with access.deciding() as work:
        if told.do == "discard":
            services.discard(work, outlet_id, uid, seen_version=told.version)
            return f"/outlets/{slug}/rates?said=removed"
        row = services.say(work, outlet_id, uid, rate_form.said(told, answers), seen_version=told.version)
        if told.do == "adopt":
            services.adopt(work, outlet_id, uid, replaces=told.replaces, seen_version=row.version)
            return f"/outlets/{slug}/rates/{uid}?said=saved"
    return f"/outlets/{slug}/rates/{uid}?said=saved"


@bp.post(f"/<slug>/windows/<{ID}:window_id>/price")
@access.roles(*access.PLANNERS)
def take_price(slug: str, window_id: int) -> ResponseReturnValue:
    """Let a window cost what a line of a list in force says."""
    form = request.form
    version, line = form.get("version", ""), form.get("line", "")
    if not (version.isascii() and version.isdecimal() and line.isascii() and line.isdecimal()) or len(version) > 9:
        raise Refused("form.not_understood")
    with access.deciding() as work:
        outlet = programmes.outlet_row(work.session, slug)
        pricing.take_price(
            work, outlet.id or 0, window_id, card=form.get("card", "")[:40], line=int(line[:9]), on=form_page.today(),
            seen_version=int(version),
        )  # fmt: skip
    return redirect(f"/outlets/{slug}/windows/{window_id}?said=saved", code=303)


def _row(session: Session, slug: str, uid: str) -> RateCard:
    return queries.row(session, programmes.outlet_row(session, slug).id or 0, uid)


def _sheet(session: Session, card: RateCard) -> Sheet:
    return queries.sheet(card, press=services.is_press(session, card.outlet_id))


def _card_page(
    session: Session, slug: str, card: RateCard, filled: forms.Filled[Any], status: int = 200
) -> ResponseReturnValue:
    view: RateCardView = queries.view(card)
    sheet = _sheet(session, card)
    draft = card.state is CardState.DRAFT
    others = [one for one in queries.cards_of(session, card.outlet_id) if one.state is CardState.ADOPTED]
    page = render_template(
        "outlets/rate_card.html", slug=slug, card=card, view=view, sheet=sheet, draft=draft, words=rate_words,
        lines=sheet.lines if draft else view.lines, form=filled, spoken=form_page.spoken, said=form_page.said(),
        asks=rate_form.asks(sheet, others), doubts=rate_form.doubt_asks(sheet.doubts), unread=rate_form.why(sheet),
        cannot=not access.may(*access.PLANNERS),
    )  # fmt: skip
    return make_response(page, status)
