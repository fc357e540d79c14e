"""A log handed in: shown as it would be read, its columns corrected, then taken in."""

from typing import Any, Final

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from campaigns.errors import Denied, NotFound, Refused, Stale
from campaigns.models import AsRunLog
from campaigns.queries import logs as queries
from campaigns.queries import programmes as programme_queries
from campaigns.values.logs import Column
from scheduler.services import as_run_logs
from web import access, form_page, forms
from web.language import gettext as _
from web.logs import reading
from web.logs.blueprint import bp
from web.logs.reading import LARGEST, MIB, TakeForm, UploadForm

SHOWN: Final = 12


@bp.route("/<slug>/as-run/new", methods=["GET", "POST"], endpoint="upload")
@access.roles(*access.PLANNERS)
def upload(slug: str) -> ResponseReturnValue:
    """Hand in a log: a file, or a table pasted from a spreadsheet."""
    if request.method == "GET":
        return _upload_page(slug, forms.Filled({}, None))
    filled: forms.Filled[Any] = forms.take(UploadForm)
    content, name = reading.handed_in(filled)
    if not content:
        filled = filled.with_error("file", "upload.none")
    if filled.value is None:
        return _upload_page(slug, filled)
    try:
        with access.deciding() as work:
            uid = as_run_logs.receive(work, slug, content, name, day=filled.value.day).uid
    except NotFound:
        raise
    except Refused as refusal:
        return _upload_page(slug, filled.with_error("file", refusal.code, **refusal.facts))
    return redirect(f"/outlets/{slug}/as-run/{uid}", code=303)


@bp.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """A file over the limit is refused on the page it was handed in on."""
    if request.endpoint != "logs.upload":
        return error
    filled: forms.Filled[Any] = forms.Filled({}, None)
    slug = str((request.view_args or {}).get("slug", ""))
    return _upload_page(slug, filled.with_error("file", "upload.request_too_large", most_mb=LARGEST // MIB), 413)


def _upload_page(slug: str, filled: forms.Filled[Any], status: int | None = None) -> Response:
    with access.reading() as session:
        programme_queries.outlet_row(session, slug)
    return form_page.page(
        _("Đưa nhật ký phát sóng vào"), reading.upload_asks(), filled, back=f"/outlets/{slug}/as-run",
        submit=_("Đọc thử"), status=status, lead=_("Lịch Sóng đọc thử và cho xem trước; chưa có gì ghi vào sổ."),
        enctype="multipart/form-data",
    )  # fmt: skip


@bp.get("/<slug>/as-run/<uid>")
@access.roles(*access.OFFICE)
def show(slug: str, uid: str) -> ResponseReturnValue:
    """A log as it would be read; one that was taken in, with what it brought."""
    with access.reading() as session:
        row = _row(session, slug, uid)
        if row.taken_at is not None:
            lines = queries.of_log(session, row.id or 0)
            unread = [(one, reading.why(one.trouble)) for one in lines if one.trouble]
            return render_template("logs/taken.html", slug=slug, log=row, unread=unread)
        seen = reading.preview(session, row, None, None)
    return _preview_page(slug, row, seen, forms.Filled(reading.typed_of(row, seen.log.columns), None))


@bp.post("/<slug>/as-run/<uid>")
@access.roles(*access.PLANNERS)
def take(slug: str, uid: str) -> ResponseReturnValue:
    """Read it again by other columns, or take it in: its airings count as evidence at once."""
    filled: forms.Filled[Any] = forms.take(TakeForm)
    told = filled.value
    if told is not None and told.do == "take":
        try:
            with access.deciding() as work:
                task = reading.take_in(work, _row(work.session, slug, uid), slug, told)
            return redirect(f"/tasks/{task}" if task else f"/outlets/{slug}/as-run/{uid}", code=303)
        except (Denied, NotFound):
            raise
        except Stale:
            return redirect(f"/outlets/{slug}/as-run/{uid}", code=303)
        except Refused as refusal:
            filled = filled.with_error(Column.START.value, refusal.code, **refusal.facts)
    with access.reading() as session:
        row = _row(session, slug, uid)
        seen = reading.preview(session, row, reading.columns(), told.day if told else None)
    return _preview_page(slug, row, seen, forms.Filled(reading.typed_again(filled), None, filled.errors))


def _row(session: Any, slug: str, uid: str) -> AsRunLog:
    row = queries.log(session, uid)
    if row.outlet_id != programme_queries.outlet_row(session, slug).id:
        raise NotFound("log.unknown", uid=uid[:40])
    return row


def _preview_page(slug: str, row: AsRunLog, seen: reading.Preview, filled: forms.Filled[Any]) -> Response:
    page = render_template(
        "logs/preview.html", slug=slug, log=row, read=seen.log, unread=seen.unread, asks=reading.column_asks(seen),
        form=filled, shown=seen.log.entries[:SHOWN], spoken=form_page.spoken,
    )  # fmt: skip
    return make_response(page, 422 if filled.errors else 200)
