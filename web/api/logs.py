"""Stations' logs from programs: a file uploaded, or a table as text; taken in at once by the columns that are known."""

from datetime import date
from typing import Any

from flask import Response, jsonify, make_response, request
from pydantic_core import PydanticCustomError

from campaigns.errors import Refused
from scheduler.services import as_run_logs, reconciling
from web import access
from web.api.blueprint import bp
from web.api.bodies import AsRunText, read
from web.forms import clean, read_date


@bp.post("/v1/outlets/<slug>/as-run")
@access.roles(*access.PLANNERS)
def take_in(slug: str) -> Response:
    """Take a log in: 201 with what was read and what it shows; the same log again changes nothing."""
    content, name, day, whole_day = _handed_in()
    with access.deciding() as work:
        row = as_run_logs.receive(work, slug, content, name, day=day)
        taken = as_run_logs.take_in(work, row.uid, day=day, whole_day=whole_day)
        found = reconciling.look(work, row.outlet_id, taken.days)
        told = _told(taken, found)
    return make_response(jsonify(told), 201)


def _told(taken: as_run_logs.TakenIn, found: reconciling.Outcome) -> dict[str, Any]:
    return {
        "log": taken.uid, "lines": taken.lines, "read": taken.read, "new": taken.new,
        "unread": [{"number": one.number, "code": one.code, "raw": one.raw} for one in taken.unread],
        "aired": found.aired, "missed": found.missed, "doubtful": len(found.doubtful),
        "matches": [
            {"line": found.lines[one.number].number if one.number else None, "slot": one.uid,
             "labels": [label.value for label in one.labels], "doubtful": one.doubtful}
            for one in found.matches
        ],
    }  # fmt: skip


def _handed_in() -> tuple[bytes, str, date | None, bool]:
    if request.mimetype != "multipart/form-data":
        told = read(AsRunText)
        return told.text.encode("utf-8", "replace"), told.file_name, told.day, told.whole_day
    file = request.files.get("file")
    if file is None:
        raise Refused("api.invalid", fields=("file",))
    try:
        day = read_date(request.form.get("day", ""))
    except PydanticCustomError as error:
        raise Refused("api.invalid", fields=("day",)) from error
    return file.read(), clean(file.filename or "")[:200], day, request.form.get("whole_day", "") == "1"
