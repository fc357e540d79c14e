"""A log handed in: shown as it would be read, its columns corrected, then taken in."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import Any, Final, NamedTuple

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from campaigns.errors import Denied, NotFound, Refused, Stale
from campaigns.models import AsRunLog
from campaigns.queries import logs as queries
from campaigns.queries import programmes as programme_queries
from campaigns.reading import tables
from campaigns.values.logs import Column, Columns, Log, Unread
from campaigns.values.words import TaskKind
from scheduler.services import as_run_logs, reconciling, tasks
from web import access, form_page, forms, refusals
from web.form_page import Ask
from web.language import gettext as _
from web.logs import wording
from web.logs.blueprint import LARGEST, bp

SHOWN: Final = 12
AT_ONCE: Final = 60
"""Lines that are taken in within a request: about a second of work."""
MIB: Final = 1024 * 1024


class UploadForm(forms.Form):
    """A log as text, where no file is handed in, and the date of lines that name none."""

    text: str = ""
    day: forms.DateOf = None


class TakeForm(forms.Form):
    """What the columns tell, and of which days."""

    day: forms.DateOf = None
    whole_day: forms.Tick = False
    do: str = "look"


class Preview(NamedTuple):
    """A log as it would be read."""

    log: Log
    choices: list[tuple[str, str]]  # place of a column, and its heading or its first cell
    unread: list[tuple[Unread, str]]


@bp.route("/<slug>/as-run/new", methods=["GET", "POST"], endpoint="upload")
@access.roles(*access.PLANNERS)
def upload(slug: str) -> ResponseReturnValue:
    """Hand in a log: a file, or a table pasted from a spreadsheet."""
    if request.method == "GET":
        return _upload_page(slug, forms.Filled({}, None))
    filled: forms.Filled[Any] = forms.take(UploadForm)
    content, name = _handed_in(filled)
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


def _handed_in(filled: forms.Filled[Any]) -> tuple[bytes, str]:
    """The file's bytes and name; else the pasted text."""
    file = request.files.get("file")
    if file is not None and file.filename:
        with closing(file):
            return file.read(), forms.clean(file.filename)[:200]
    return str(filled.typed.get("text", "")).encode("utf-8", "replace"), _("Bảng đã dán")


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
    asks = [
        Ask("file", _("Tệp nhật ký"), "file", hint=_("CSV, Excel .xlsx hoặc văn bản có cột; dưới 5 MB")),
        Ask("text", _("Hoặc dán bảng vào đây"), "text", optional=True, hint=_("Chép thẳng từ Excel hoặc từ thư")),
        Ask("day", _("Ngày phát sóng"), "date", hint=_("Chỉ cần khi các dòng không ghi ngày; dd/mm/yyyy")),
    ]
    return form_page.page(
        _("Đưa nhật ký phát sóng vào"), asks, filled, back=f"/outlets/{slug}/as-run", submit=_("Đọc thử"),
        status=status, lead=_("Lịch Sóng đọc thử và cho xem trước; chưa có gì ghi vào sổ."),
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
            unread = [(one, _why(one.trouble)) for one in lines if one.trouble]
            return render_template("logs/taken.html", slug=slug, log=row, unread=unread)
        preview = _preview(session, row, None, None)
    typed = {"day": row.day.isoformat() if row.day else "", **_typed(preview.log.columns)}
    return _preview_page(slug, row, preview, forms.Filled(typed, None))


@bp.post("/<slug>/as-run/<uid>")
@access.roles(*access.PLANNERS)
def take(slug: str, uid: str) -> ResponseReturnValue:
    """Read it again by other columns, or take it in: its airings count as evidence at once."""
    filled: forms.Filled[Any] = forms.take(TakeForm)
    columns = _columns()
    typed = {**filled.typed, **{column.value: request.form.get(column.value, "") for column in Column}}
    told = filled.value
    if told is not None and told.do == "take":
        try:
            return redirect(_taken(slug, uid, columns, told), code=303)
        except (Denied, NotFound):
            raise
        except Stale:
            return redirect(f"/outlets/{slug}/as-run/{uid}", code=303)
        except Refused as refusal:
            filled = filled.with_error(Column.START.value, refusal.code, **refusal.facts)
    with access.reading() as session:
        row = _row(session, slug, uid)
        preview = _preview(session, row, columns, told.day if told else None)
    return _preview_page(slug, row, preview, forms.Filled(typed, None, filled.errors))


def _taken(slug: str, uid: str, columns: Columns, told: TakeForm) -> str:
    """Take a log in and say where to go on; a long one is taken in outside of the request."""
    with access.deciding() as work:
        row = _row(work.session, slug, uid)
        if row.taken_at is None and len(as_run_logs.readable(work.session, row, columns, told.day).entries) > AT_ONCE:
            asked = {
                "log": uid, "outlet": slug, "name": row.file_name, "by": work.actor, "whole_day": told.whole_day,
                "day": told.day.isoformat() if told.day else None,
                "columns": {column.value: place for column, place in columns.items()},
            }  # fmt: skip
            return f"/tasks/{tasks.ask(work, TaskKind.TAKE_LOG, asked)}"
        taken = as_run_logs.take_in(work, uid, columns, day=told.day, whole_day=told.whole_day)
        reconciling.look(work, row.outlet_id, taken.days)
    return f"/outlets/{slug}/as-run/{uid}"


def _columns() -> Columns:
    """What a person says of the columns; what is no place of one is passed over."""
    told = {column: request.form.get(column.value, "") for column in Column}
    return {
        column: int(text) for column, text in told.items() if text.isascii() and text.isdecimal() and len(text) < 3
    }  # fmt: skip


def _typed(columns: Columns) -> dict[str, str]:
    return {column.value: str(place) for column, place in columns.items()}


def _row(session: Any, slug: str, uid: str) -> AsRunLog:
    row = queries.log(session, uid)
    if row.outlet_id != programme_queries.outlet_row(session, slug).id:
        raise NotFound("log.unknown", uid=uid[:40])
    return row


def _preview(session: Any, row: AsRunLog, columns: Columns | None, day: date | None) -> Preview:
    log = as_run_logs.read_again(session, row, columns, day)
    cells = tables.read_table(row.content, row.file_name)
    widest = max((one.cells for one in cells), key=len)
    heads = log.heads or widest
    choices = [(str(place), f"{place + 1}. {head}"[:60]) for place, head in enumerate(heads)]
    return Preview(log, choices, [(one, _why({"code": one.code, "facts": one.facts})) for one in log.unread])


def _why(trouble: Mapping[str, Any]) -> str:
    return refusals.sentence(trouble["code"], trouble["facts"])


def _preview_page(slug: str, row: AsRunLog, preview: Preview, filled: forms.Filled[Any]) -> Response:
    asks: Sequence[Ask] = [
        Ask(column.value, words, "select", choices=preview.choices, empty=_("không có"))
        for column, words in ((column, _words(column)) for column in Column)
    ]
    page = render_template(
        "logs/preview.html", slug=slug, log=row, read=preview.log, unread=preview.unread, asks=asks, form=filled,
        shown=preview.log.entries[:SHOWN], spoken=form_page.spoken,
    )  # fmt: skip
    return make_response(page, 422 if filled.errors else 200)


def _words(column: Column) -> str:
    return _(wording.COLUMNS[column])
