"""An outlet hands its own logs in by its personal link: read on trial, taken in, and a receipt of what they show."""

from typing import Any, Final

from flask import Response, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session
from werkzeug.exceptions import RequestEntityTooLarge

from campaigns.errors import Denied, NotFound, Refused, Stale
from campaigns.models import AsRunLog
from campaigns.queries import hand_ins
from campaigns.queries import tasks as task_queries
from campaigns.values.logs import Column
from campaigns.values.tasks import TaskView
from campaigns.values.words import TaskState
from scheduler.services import handing_in
from web import access, form_page, forms, tasks
from web.agenda import bp
from web.agenda.blueprint import Visit, visit
from web.logs import reading, receipts
from web.logs.reading import LARGEST, MIB, TakeForm, UploadForm

SHOWN: Final = 6
NONE: Final[forms.Filled[Any]] = forms.Filled({}, None)


@bp.url_value_preprocessor
def _room_for_a_file(_endpoint: str | None, _values: object) -> None:
    """A log may be larger than other requests; said before anything reads the request."""
    if request.endpoint == "agenda.upload_log":
        request.max_content_length = LARGEST


@bp.get("/o/<token>/logs")
@access.by_link
def handed(token: str) -> ResponseReturnValue:
    """What can be handed in, and what was."""
    with access.reading() as session:
        guest = visit(session, token)
        listed = hand_ins.of_outlet(session, guest.outlet.id or 0)
    return render_template("handed_in/list.html", guest=guest, listed=listed)


@bp.route("/o/<token>/logs/new", methods=["GET", "POST"], endpoint="upload_log")
@access.by_link
def upload(token: str) -> ResponseReturnValue:
    """A file, or a table pasted from a spreadsheet."""
    with access.reading() as session:
        guest = visit(session, token)
    if request.method == "GET":
        return _upload_page(guest, NONE)
    filled: forms.Filled[Any] = forms.take(UploadForm)
    content, name = reading.handed_in(filled)
    if not content:
        filled = filled.with_error("file", "upload.none")
    if (told := filled.value) is None:
        return _upload_page(guest, filled)
    try:
        with access.deciding(guest.who) as work:
            handing_in.count(work, guest.link)
        with access.deciding(guest.who) as work:
            row = handing_in.receive_log(work, guest.link, guest.outlet.slug, content, name, day=told.day)
            uid = row.uid
    except Refused as refusal:
        status = 429 if refusal.code == "rate.too_many" else None
        return _upload_page(guest, filled.with_error("file", refusal.code, **refusal.facts), status)
    return redirect(f"/o/{token}/logs/{uid}", code=303)


@bp.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """A file over the limit is refused on the page it was handed in on."""
    if request.endpoint != "agenda.upload_log":
        return error
    with access.reading() as session:
        guest = visit(session, str((request.view_args or {}).get("token", "")))
    return _upload_page(guest, NONE.with_error("file", "upload.request_too_large", most_mb=LARGEST // MIB), 413)


def _upload_page(guest: Visit, filled: forms.Filled[Any], status: int | None = None) -> Response:
    words = render_template(
        "handed_in/upload.html", guest=guest, form=filled, asks=reading.upload_asks(), spoken=form_page.spoken
    )
    return make_response(words, status or (422 if filled.errors else 200))


@bp.get("/o/<token>/logs/<uid>")
@access.by_link
def log(token: str, uid: str) -> ResponseReturnValue:
    """A log as it would be read, how far its taking in is, or what it has shown."""
    with access.reading() as session:
        guest = visit(session, token)
        row, kept = hand_ins.log_of(session, guest.outlet.id or 0, uid)
        task = task_queries.of_log(session, uid)
        if task is not None and not task.is_over:
            told = tasks.told(session, task)
            return render_template("handed_in/progress.html", guest=guest, log=row, told=told)
        if row.taken_at is not None:
            receipt = receipts.of_log(session, row)
            return render_template("handed_in/receipt.html", guest=guest, log=row, kept=kept, receipt=receipt)
        seen = reading.preview(session, row, None, None)
    filled: forms.Filled[Any] = forms.Filled(reading.typed_of(row, seen.log.columns), None)
    return _preview_page(guest, row, seen, _with_trouble(filled, task))


@bp.get("/o/<token>/logs/<uid>/progress")
@access.by_link
def log_progress(token: str, uid: str) -> Response:
    """As the office's progress of a task, for the page's script."""
    with access.reading() as session:
        guest = visit(session, token)
        hand_ins.log_of(session, guest.outlet.id or 0, uid)
        task = task_queries.of_log(session, uid)
        return jsonify({"look": "over", "percent": None, "words": ""} if task is None else tasks.told(session, task))


@bp.post("/o/<token>/logs/<uid>")
@access.by_link
def take_log(token: str, uid: str) -> ResponseReturnValue:
    """Read it again by other columns, or take it in: what it shows without doubt is evidence at once."""
    with access.reading() as session:
        guest = visit(session, token)
        hand_ins.log_of(session, guest.outlet.id or 0, uid)
    filled: forms.Filled[Any] = forms.take(TakeForm)
    told = filled.value
    if told is not None and told.do == "take":
        try:
            _take(guest, uid, told)
        except (Denied, NotFound):
            raise
        except Stale:
            return redirect(f"/o/{token}/logs/{uid}", code=303)
        except Refused as refusal:
            filled = filled.with_error(Column.START.value, refusal.code, **refusal.facts)
        else:
            return redirect(f"/o/{token}/logs/{uid}", code=303)
    with access.reading() as session:
        row, _kept = hand_ins.log_of(session, guest.outlet.id or 0, uid)
        seen = reading.preview(session, row, reading.columns(), told.day if told else None)
    return _preview_page(guest, row, seen, forms.Filled(reading.typed_again(filled), None, filled.errors))


def _take(guest: Visit, uid: str, told: TakeForm) -> None:
    """Take it in, here or by a task; one that a task is at already is left to it."""
    with access.deciding(guest.who) as work:
        row, kept = hand_ins.log_of(work.session, guest.outlet.id or 0, uid)
        if not _under_way(work.session, uid):
            reading.take_in(work, row, guest.outlet.slug, told)
            handing_in.hand_log_in(work, kept)


def _under_way(session: Session, uid: str) -> bool:
    task = task_queries.of_log(session, uid)
    return task is not None and not task.is_over


def _with_trouble(filled: forms.Filled[Any], task: TaskView | None) -> forms.Filled[Any]:
    """The form again with why a task could not take the log in."""
    if task is None or task.state is not TaskState.REFUSED or task.refusal is None:
        return filled
    return filled.with_error(Column.START.value, task.refusal.code, **task.refusal.facts)


def _preview_page(guest: Visit, row: AsRunLog, seen: reading.Preview, filled: forms.Filled[Any]) -> Response:
    words = render_template(
        "handed_in/preview.html", guest=guest, log=row, read=seen.log, unread=seen.unread, form=filled,
        asks=reading.column_asks(seen), shown=seen.log.entries[:SHOWN], spoken=form_page.spoken,
    )  # fmt: skip
    return make_response(words, 422 if filled.errors and request.method == "POST" else 200)
