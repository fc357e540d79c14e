"""The month's list in Word: out to the outlet, which writes in what really went out, and back."""

from contextlib import closing
from typing import Any, Final

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import Denied, NotFound, Refused
from campaigns.queries import programmes as programme_queries
from campaigns.queries import slots as slot_queries
from campaigns.reading import child
from campaigns.times import month_of, neighbour_month
from exports.airings import airing_list, file_name
from scheduler.services import returning
from web import access, form_page, forms, papers, refusals
from web.agenda import wording as places
from web.form_page import Ask
from web.language import gettext as _
from web.logs.blueprint import bp

NONE: Final[forms.Filled[Any]] = forms.Filled({}, None)


@bp.get("/<slug>/airings/<month>.docx")
@access.roles(*access.OFFICE)
def airings(slug: str, month: str) -> Response:
    """A month's list, ready to be sent."""
    with access.reading() as session:
        outlet = programme_queries.outlet_row(session, slug)
        keys = access.site().store.keys
        view = returning.drawn(session, keys, outlet.id or 0, month, dated=form_page.today())
    return papers.file(
        airing_list(view), papers.WORD, plain=file_name(view), full=f"Danh sách lượt phát {view.outlet} {month}.docx"
    )


@bp.route("/<slug>/airings", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def returned(slug: str) -> ResponseReturnValue:
    """Hand in a list that came back: what it told, and each row that could not be taken, by its number."""
    if request.method == "GET":
        return _page(slug, NONE)
    file = request.files.get("file")
    if file is None or not file.filename:
        return _page(slug, NONE.with_error("file", "upload.none"))
    with closing(file):
        content = file.read()
    try:
        rows = child.read_rows(content)
        with access.deciding() as work:
            outlet = programme_queries.outlet_row(work.session, slug)
            by = _("%(outlet)s, danh sách gửi lại", outlet=outlet.slug)
            told = returning.take(work, outlet.id or 0, rows, by=by)
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        return _page(slug, NONE.with_error("file", refusal.code, **refusal.facts))
    with access.reading() as session:
        named = {uid: slot_queries.slot_view(session, uid) for uid in (*told.attested, *told.missed)}
    lines = [
        (uid, f"{places.place(slot.date, slot.start_minute)} {slot.programme}", uid in told.missed)
        for uid, slot in named.items()
    ]
    unread = [(one.number, refusals.sentence(one.code, one.facts)) for one in told.unread]
    return make_response(render_template("logs/returned.html", slug=slug, told=told, lines=lines, unread=unread))


def months_shown(session: Session, outlet_id: int) -> tuple[str, ...]:
    """Months of which a list can be had, of this one and the one before."""
    month = month_of(form_page.today())
    return returning.months_listed(session, outlet_id, (neighbour_month(month, -1), month))


def _page(slug: str, filled: forms.Filled[Any]) -> Response:
    with access.reading() as session:
        programme_queries.outlet_row(session, slug)
    ask = Ask("file", _("Tệp Word đài gửi lại"), "file", hint=_("Chính tệp danh sách lượt phát đã tải từ đây"))
    return form_page.page(
        _("Nhận danh sách phát gửi lại"), [ask], filled, back=f"/outlets/{slug}/as-run", submit=_("Ghi nhận"),
        status=None, lead=_("Mỗi ô đài đã điền thành một minh chứng; ô để trống thì không đổi gì."),
        enctype="multipart/form-data",
    )  # fmt: skip
