"""The office keeps the page that shows an article, and gives out what is kept."""

from typing import Any, Final

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from campaigns.errors import NotFound, Refused, Stale
from campaigns.queries import proofs
from campaigns.queries import slots as slot_queries
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, SlotState
from scheduler import airtime
from web import access, form_page, forms, proving, refusals
from web.agenda import wording
from web.form_page import Ask
from web.language import gettext as _
from web.slots import page as slot_page
from web.slots.blueprint import bp

HANDS_IN: Final = "slots.hand_in"


@bp.url_value_preprocessor
def _room(_endpoint: str | None, _values: object) -> None:
    proving.room_for_a_page(frozenset({HANDS_IN}))


@bp.get("/<uid>/proof")
@access.roles(*access.PLANNERS)
def proof(uid: str) -> ResponseReturnValue:
    """The form: first as it was booked."""
    slot = _article(uid)
    return _page(slot, forms.Filled(proving.begin(slot), None))


@bp.post("/<uid>/proof")
@access.roles(*access.PLANNERS)
def hand_in(uid: str) -> ResponseReturnValue:
    """Keep what the office holds: the article is proved, or what counted as not published is corrected."""
    slot = _article(uid)
    filled, pages, name = proving.take()
    if (told := filled.value) is not None:
        try:
            with access.deciding() as work:
                proving.hand_in(work, slot, told, pages, name, access.me().name)
        except (NotFound, Stale):
            raise
        except Refused as no:
            if no.code not in proving.FIELDS:
                return slot_page.page(uid, status=refusals.status(no), trouble=refusals.of(no))
            filled = filled.with_error(proving.FIELDS[no.code], no.code, **no.facts)
        else:
            return redirect(url_for("slots.show", uid=uid, said="proof"), code=303)
    return _page(slot, filled)


@bp.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """A file over the limit is refused on the page it was handed in on."""
    if request.endpoint != HANDS_IN or request.view_args is None or not access.may(*access.PLANNERS):
        return error
    try:
        slot = _article(request.view_args["uid"])
        return _page(slot, forms.Filled(proving.begin(slot), None, proving.too_large().errors), status=413)
    except Refused:
        return error


@bp.get("/<uid>/proofs/<proof_uid>")
@access.roles(*access.OFFICE)
def proof_file(uid: str, proof_uid: str) -> Response:
    """What was handed in."""
    with access.reading() as session:
        slot = slot_queries.slot_view(session, uid)
        held, content = proofs.content(session, uid, proof_uid)
    return proving.file(slot, held, content)


def _article(uid: str) -> SlotView:
    """An article that may be proved now; Refused ``proof.not_press`` or ``slot.illegal_move``."""
    with access.reading() as session:
        slot = slot_queries.slot_view(session, uid)
    if slot.channel_kind not in PRESS:
        raise Refused("proof.not_press", uid=uid)
    may = {one.value for one in airtime.allowed(slot, access.me().role.value, access.now())}
    if not may & {"prove", "correct_aired"}:
        raise Refused("slot.illegal_move", state=slot.state)
    return slot


def _page(slot: SlotView, filled: forms.Filled[Any], *, status: int | None = None) -> Response:
    on_paper = proving.is_on_paper(slot)
    place = [Ask("issue", _("Số báo"), optional=True), Ask("page", _("Trang"), optional=True)] if on_paper else []
    asks = [
        Ask("file", _("Ảnh, bản quét hoặc tệp của trang báo"), "file", hint=proving.files_hint(),
            more={"accept": proving.ACCEPTED}),
        Ask("date", _("Ngày đăng"), "date"), *place,
        Ask("url", _("Địa chỉ bài trên mạng"), optional=True, hint=_("Bắt đầu bằng http:// hoặc https://"),
            heading=_("Bài trên mạng")),
        Ask("text", _("Nội dung bài"), "text", optional=True, hint=proving.words_hint(), more={"rows": 6}),
    ]  # fmt: skip
    told = [_("Bài này đang tính là không đăng; gửi bản lưu là đính chính thành đã đăng.")]
    return form_page.page(
        _("Gửi bản lưu"), asks, filled, back=f"/slots/{slot.uid}", submit=_("Lưu bản lưu"), version=slot.version,
        kicker=f"{wording.title(slot)} · {wording.place(slot.date, slot.start_minute)}", status=status,
        told=told if slot.state is SlotState.MISSED else (), enctype="multipart/form-data",
    )  # fmt: skip
