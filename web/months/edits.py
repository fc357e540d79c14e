"""Laying out the month: edits as JSON and as forms, undo and redo, what others changed, copying a month."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import Denied, Refused, Stale
from campaigns.queries import authors
from campaigns.queries import slots as slot_queries
from campaigns.times import month_of, neighbour_month
from campaigns.values.board import Remedy
from campaigns.values.edits import EditResult, Operation
from scheduler.board import Board, Cell
from scheduler.services import placing
from web import access, errors, formats, names, refusals
from web.language import current, ngettext
from web.language import gettext as _
from web.months import asked as asking
from web.months import card, proposal_words, sheet
from web.months import cells as cell_pages
from web.months.desk import address, back_to, bp, cell_id, checked_month, opened, unfiltered, whole
from web.months.parts import drawn
from web.months.shown import Words
from web.months.wording import remedy_words

Where = tuple[int, date]


def by_script() -> bool:
    """Whether the answer goes to a script or a program."""
    return request.is_json or errors.wants_json()


@bp.post("/<month>/edits")
@access.roles(*access.PLANNERS)
def edit(month: str) -> ResponseReturnValue:
    """Carry out operations, all or none; a refusal comes back with the places that are free."""
    told = asking.from_request()
    planned: list[Operation] = []
    try:
        with access.deciding() as work:
            planned = asking.operations(work.session, checked_month(month), told.operations)
            done = placing.edit(work, month, planned, seen=told.version)
    except Denied:
        raise
    except Refused as refusal:
        return refused(month, refusal, planned)
    return settled(month, done)


@bp.post("/<month>/edits/<int:edit_id>/undo")
@access.roles(*access.PLANNERS)
def undo(month: str, edit_id: int) -> ResponseReturnValue:
    """Take an edit back; undoing an undo is a redo."""
    try:
        with access.deciding() as work:
            done = placing.undo(work, checked_month(month), edit_id)
    except Denied:
        raise
    except Refused as refusal:
        return refused(month, refusal, [])
    return settled(month, done)


@bp.post("/<month>/copy")
@access.roles(*access.PLANNERS)
def copy(month: str) -> ResponseReturnValue:
    """Lay the month before out again, all of it or a ``window``; or a week, ``from`` a Monday ``to`` another."""
    form = request.form
    seen, window_id = whole(form.get("version", "")), whole(form.get("window", ""))
    mondays = [_monday(form[name]) for name in ("from", "to") if name in form]
    try:
        with access.deciding() as work:
            if len(mondays) == 2:
                done = placing.copy_week(work, checked_month(month), *mondays, seen=seen)
            else:
                before = neighbour_month(checked_month(month), -1)
                done = placing.copy_month(work, month, before, seen=seen, window_id=window_id)
    except Denied:
        raise
    except Refused as refusal:
        return refused(month, refusal, [])
    return settled(month, done)


def _monday(typed: str) -> date:
    """A date of a form's field; Refused ``edit.unreadable``."""
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise Refused("edit.unreadable", fields=("from", "to")) from error


@bp.get("/<month>/changes")
@access.roles(*access.OFFICE)
def changes(month: str) -> ResponseReturnValue:
    """Cells that changed after the version ``since``, with who changed them; 304 when none did."""
    since = whole(request.args.get("since", ""))
    if since is None:
        raise Refused("api.invalid", fields=("since",))
    with access.reading() as session:
        version, _released = slot_queries.month_version(session, checked_month(month))
        if version <= since:
            return Response(status=304)
        touched = slot_queries.touched_since(session, month, since)
        called = names.called(session, {one.actor for one in touched})
        board = opened(session, month)
    told = answer(board, {(one.window_id, one.date): None for one in touched})
    by = {cell_id(one.window_id, one.date): called[one.actor] for one in touched if one.actor != access.me().email}
    for cell in told["cells"]:
        if name := by.get(cell["id"]):
            cell |= {"by": name, "initials": authors.initials(name)}
    return jsonify(told)


def answer(board: Board, where: Iterable[Where]) -> dict[str, Any]:
    """What the sheet must replace: these cells, the totals beside and below them, the figures, the warnings."""
    words = Words(board)
    touched = dict.fromkeys(where)
    rows, cells = {}, []
    for group in board.groups:
        here = [row for row in group.rows if any(window_id == row.window.id for window_id, _day in touched)]
        for row in here:
            shown = words.row(row)
            rows[f"w{row.window.id}"] = drawn("total_cells", shown.total)
            for cell, shown_cell in zip(row.cells, shown.cells, strict=True):
                if (cell.window_id, cell.date) in touched:
                    cells.append({"id": shown_cell.id, "html": drawn("cell", shown_cell), "told": _said(board, cell)})
        if here:
            rows[group.key] = drawn("total_cells", words.group(group).total)
    rows["whole"] = drawn("total_cells", words.whole)
    days = {day for _window, day in touched}
    strip = proposal_words.strip(board)
    return {
        "version": board.version,
        "undo": board.undo,
        "redo": board.redo,
        "cells": cells,
        "rows": rows,
        "days": {one.date.isoformat(): drawn("day_total", one) for one in words.totals if one.date in days},
        "figures": drawn("figures", words),
        "money": drawn("money", words),
        "unsent": board.unsent,
        "proposal": render_template("months/proposal_strip.html", strip=strip, board=board, address=address)
        if strip else "",
        "warnings": sheet.warnings_told(words),
        "saved": formats.hour(board.saved_at, access.site().settings.zone, language=current())
        if board.saved_at else "",
    }  # fmt: skip


def _said(board: Board, cell: Cell) -> list[dict[str, Any]]:
    """What the rules say of a cell, each with the moves that would mend it."""
    return [
        {"words": one.words, "blocking": one.blocking, "remedies": _as_json(one.ways)}
        for one in (card.told(board, finding) for finding in cell.findings)
    ]


def _as_json(ways: Iterable[tuple[str, Operation]]) -> list[dict[str, Any]]:
    return [{"words": words, "operation": asking.as_told(way)} for words, way in ways]


def told(month: str, where: Iterable[Where]) -> ResponseReturnValue:
    """The board after something other than an edit, as far as it changed."""
    with access.reading() as session:
        return jsonify(answer(opened(session, month), where))


def settled(month: str, done: EditResult) -> ResponseReturnValue:
    """The month after an edit: what changed of it, or the sheet at the last cell."""
    if not by_script():
        window_id, day = done.cells[-1] if done.cells else (None, None)
        return redirect(back_to(month, window_id, day, edit=done.edit_id, skipped=len(done.skipped) or None), code=303)
    with access.reading() as session:
        board = opened(session, month)
    placed = len(done.uids)
    shown = answer(board, done.cells) | {"edit": done.edit_id, "placed": placed}
    if said := _worth_saying(done, board):
        shown["said"] = said
    return jsonify(shown)


def _worth_saying(done: EditResult, board: Board) -> str:
    """What a person should be told of an edit beside what they see; empty for what is plain to see."""
    count = len(done.uids)
    if done.skipped:
        return ngettext(
            "Đã đặt %(num)d lượt; bỏ qua %(skipped)s ô.", "Đã đặt %(num)d lượt; bỏ qua %(skipped)s ô.", count,
            skipped=len(done.skipped),
        )  # fmt: skip
    if done.withdrawn:
        return ngettext(
            "Đã xoá %(num)d lượt mà đài, báo đã biết. Xin gửi để báo huỷ.",
            "Đã xoá %(num)d lượt mà đài, báo đã biết. Xin gửi để báo huỷ.", done.withdrawn,
        )  # fmt: skip
    if done.unconfirmed:
        return ngettext(
            "%(num)d lượt đã được xác nhận nay lại là dự kiến. Xin gửi lại cho đài, báo.",
            "%(num)d lượt đã được xác nhận nay lại là dự kiến. Xin gửi lại cho đài, báo.", done.unconfirmed,
        )  # fmt: skip
    if count > 1:
        return ngettext("Đã đổi %(num)d lượt.", "Đã đổi %(num)d lượt.", count)
    holidays = {day.date: day.holiday for day in board.days if day.holiday}
    free = next((day for _window_id, day in done.cells[-1:] if day in holidays), None)
    if free is None:
        return ""
    return _("Lưu ý: %(date)s là ngày nghỉ (%(name)s).", date=formats.day_month(free, language=current()),
             name=holidays[free])  # fmt: skip


def refused(month: str, refusal: Refused, planned: list[Operation]) -> ResponseReturnValue:
    """A no, beside its cell, with what can be done instead; after a clash, what stands there now beside the wish."""
    at = refusal.facts.get("operation", 0)
    operation = planned[at] if at < len(planned) else None
    with access.reading() as session:
        if isinstance(refusal, Stale) and "by" in refusal.facts:
            refusal.facts["by"] = names.called(session, [refusal.facts["by"]])[refusal.facts["by"]]
        board = opened(session, month, unfiltered())
        ways = _ways(operation, refusal.facts.get("remedies", ()))
        if isinstance(refusal, Stale) and operation is not None and (same := card.again(board, operation)) is not None:
            ways = [(_("Vẫn làm theo ý tôi"), same)]
        where = _concerned(board, refusal, operation)
        if by_script():
            shown = answer(opened(session, month), where)
            return errors.problem(
                refusals.status(refusal), refusal.code, refusals.of(refusal), **shown, operation=at,
                remedies=_as_json(ways), at=cell_id(*where[0]) if where else None,
            )  # fmt: skip
        return _refused_page(session, month, refusal, where, ways)


def _concerned(board: Board, refusal: Refused, operation: Operation | None) -> list[Where]:
    """Cells whose present look the refused person needs, the one to look at first."""
    found = dict.fromkeys(
        [(refusal.facts["window_id"], refusal.facts["date"])] if {"window_id", "date"} <= refusal.facts.keys() else []
    )
    if operation is not None:
        if (target := asking.target(operation)) is not None:
            found[target] = None
        uid = asking.subject(operation)
        found |= {(c.window_id, c.date): None for c in board.cells() if any(x.slot.uid == uid for x in c.chips)}
    return [where for where in found if month_of(where[1]) == board.month and board.row(where[0]) is not None]


def _refused_page(
    session: Session, month: str, refusal: Refused, where: list[Where], ways: list[tuple[str, Operation]]
) -> ResponseReturnValue:
    told = {
        "words": refusals.of(refusal),
        "remedies": ways,
    }
    status = refusals.status(refusal)
    if where:
        return cell_pages.page(session, month, *where[0], status=status, refusal=told)
    return sheet.page(opened(session, month), status, refusal=told)


def _ways(operation: Operation | None, remedies: Iterable[Remedy]) -> list[tuple[str, Operation]]:
    """What else can be done, in words and as operations."""
    if operation is None:
        return []
    found = [(remedy_words(one), asking.elsewhere(operation, one.window_id, one.date)) for one in remedies]
    return [(words, way) for words, way in found if way is not None]
