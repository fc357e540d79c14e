"""What the office's and the outlets' pages about a log share: what came, how it reads, and taking it in."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import Any, Final, NamedTuple

from flask import request
from sqlmodel import Session

from campaigns.models import AsRunLog
from campaigns.reading import tables
from campaigns.store import UnitOfWork
from campaigns.values.logs import Column, Columns, Log, Unread
from campaigns.values.words import TaskKind
from scheduler.services import as_run_logs, reconciling, tasks
from web import forms, refusals
from web.form_page import Ask
from web.language import gettext as _
from web.logs import wording

LARGEST: Final = 6 * 1024 * 1024
"""Bytes of one upload, its form included."""
MIB: Final = 1024 * 1024
AT_ONCE: Final = 60
"""Lines that are taken in within a request: about a second of work."""


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


def handed_in(filled: forms.Filled[Any]) -> tuple[bytes, str]:
    """The file's bytes and name; else the pasted text."""
    file = request.files.get("file")
    if file is not None and file.filename:
        with closing(file):
            return file.read(), forms.clean(file.filename)[:200]
    return str(filled.typed.get("text", "")).encode("utf-8", "replace"), _("Bảng đã dán")


def upload_asks() -> list[Ask]:
    """What the form for a log asks."""
    return [
        Ask("file", _("Tệp nhật ký"), "file", hint=_("CSV, Excel .xlsx hoặc văn bản có cột; dưới 5 MB")),
        Ask("text", _("Hoặc dán bảng vào đây"), "text", optional=True, hint=_("Chép thẳng từ Excel hoặc từ thư")),
        Ask("day", _("Ngày phát sóng"), "date", hint=_("Chỉ cần khi các dòng không ghi ngày; dd/mm/yyyy")),
    ]


def columns() -> Columns:
    """What a person says of the columns; what is no place of one is passed over."""
    told = {column: request.form.get(column.value, "") for column in Column}
    return {
        column: int(text) for column, text in told.items() if text.isascii() and text.isdecimal() and len(text) < 3
    }  # fmt: skip


def typed_of(row: AsRunLog, told: Columns) -> dict[str, str]:
    """Day and columns of a log, as its form shows them."""
    return {"day": row.day.isoformat() if row.day else "", **{column.value: str(n) for column, n in told.items()}}


def typed_again(filled: forms.Filled[Any]) -> dict[str, Any]:
    """What was typed, columns included."""
    return {**filled.typed, **{column.value: request.form.get(column.value, "") for column in Column}}


def preview(session: Session, row: AsRunLog, told: Columns | None, day: date | None) -> Preview:
    """A log as it would be read by these columns; None: by those that are kept with it."""
    log = as_run_logs.read_again(session, row, told, day)
    cells = tables.read_table(row.content, row.file_name)
    widest = max((one.cells for one in cells), key=len)
    heads = log.heads or widest
    choices = [(str(place), f"{place + 1}. {head}"[:60]) for place, head in enumerate(heads)]
    return Preview(log, choices, [(one, why({"code": one.code, "facts": one.facts})) for one in log.unread])


def column_asks(seen: Preview) -> Sequence[Ask]:
    """Which column tells what."""
    return [
        Ask(column.value, _(wording.COLUMNS[column]), "select", choices=seen.choices, empty=_("không có"))
        for column in Column
    ]


def why(trouble: Mapping[str, Any]) -> str:
    """Why a line could not be read, in a sentence."""
    return refusals.sentence(trouble["code"], trouble["facts"])


def take_in(work: UnitOfWork, row: AsRunLog, slug: str, told: TakeForm) -> str:
    """Take a log in; a long one is taken in outside of the request, by the task whose name is returned.

    Raises:
        Stale: ``log.taken``. Refused: as ``as_run_logs.take_in``.
    """
    chosen = columns()
    if row.taken_at is None and len(as_run_logs.readable(work.session, row, chosen, told.day).entries) > AT_ONCE:
        asked = {
            "log": row.uid, "outlet": slug, "name": row.file_name, "by": work.actor, "whole_day": told.whole_day,
            "day": told.day.isoformat() if told.day else None,
            "columns": {column.value: place for column, place in chosen.items()},
        }  # fmt: skip
        return tasks.ask(work, TaskKind.TAKE_LOG, asked)
    taken = as_run_logs.take_in(work, row.uid, chosen, day=told.day, whole_day=told.whole_day)
    reconciling.look(work, row.outlet_id, taken.days)
    return ""
