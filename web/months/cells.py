"""One cell and one row of the month: what stands there, why it is warned of, and everything that can be done."""

from datetime import date
from typing import Any, NamedTuple

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import NotFound, Refused
from campaigns.queries import authors
from campaigns.queries import history as history_queries
from campaigns.queries import outlets as outlet_queries
from campaigns.times import local_day, month_of
from campaigns.values.board import Finding
from campaigns.values.edits import Move
from campaigns.values.outlets import WindowView
from campaigns.values.slots import SlotView
from campaigns.values.words import SlotState
from exports import changes as change_words
from scheduler import airtime
from scheduler.airtime import Happening
from scheduler.board import Board, Chip
from scheduler.services import answers
from web import access, formats
from web.language import N_, current, gettext as _
from web.months import asked as asking
from web.months.desk import SHORT, address, back_to, bp, cell_asked, cell_id, checked_month, named, opened
from web.months.desk import unfiltered, whole, window_asked
from web.months.shown import Words, price_words, sentence, shown_words, when

MOVABLE = frozenset({SlotState.PLANNED, SlotState.CONFIRMED})
WHAT = {
    "placed": N_("đặt"), "edit": N_("sửa"), "undo": N_("hoàn tác"), "redo": N_("làm lại"), "sent": N_("gửi xác nhận"),
    "confirm": N_("xác nhận"), "unconfirm": N_("rút xác nhận"), "asked_to_move": N_("xin đổi"),
    "declined": N_("từ chối"), "request_withdrawn": N_("rút đề nghị"), "agree_move": N_("đồng ý đổi"),
    "offer_refused": N_("giữ chỗ cũ"), "start": N_("đến giờ phát"), "attest": N_("báo đã phát"),
    "miss": N_("báo không phát"), "preempt": N_("báo sẽ không phát"), "signed_off": N_("duyệt nội dung"),
    "described": N_("sửa nội dung"), "presume_aired": N_("coi như đã phát"), "presume_missed": N_("coi như không phát"),
    "cancel": N_("huỷ"), "brief_numbered": N_("lấy số phiếu"),
}  # fmt: skip


class Step(NamedTuple):
    """A line of a slot's history."""

    at: str
    who: str
    what: str


class SlotShown(NamedTuple):
    """A slot in its card."""

    slot: SlotView
    short: str
    state: str
    words: str
    hue: int
    was: str  # the place agreed before, where it has moved since
    may: frozenset[str]
    movable: bool
    history: tuple[Step, ...]


class Told(NamedTuple):
    """A warning in the card, with what one click would do."""

    words: str
    blocking: bool
    ways: list[tuple[str, dict[str, Any]]]


@bp.get("/<month>/cell")
@access.roles(*access.OFFICE)
def show_cell(month: str) -> ResponseReturnValue:
    """A cell with all its forms; ``part=card`` is what the board opens beside it."""
    window_id, day = cell_asked(checked_month(month))
    with access.reading() as session:
        return page(session, month, window_id, day)


def page(
    session: Session, month: str, window_id: int, day: date, *, status: int = 200, refusal: dict[str, Any] | None = None
) -> Response:
    """The cell's page or card; ``refusal`` tells of what was just refused: its words and free places."""
    board = opened(session, month, unfiltered())
    row = board.row(window_id)
    if row is None or month_of(day) != month:
        raise NotFound("window.unknown", id=window_id)
    cell = row.cells[day.day - 1]
    words = Words(board)
    told = {
        "board": board, "words": words, "window": row.window, "cell": cell, "cell_name": cell_id(window_id, day),
        "day": board.days[day.day - 1], "when": when(row.window), "price": price_words(row.window.price_vnd),
        "slots": [_slot(session, board, words, chip) for chip in cell.chips],
        "told": [_told(board, row.window, one) for one in cell.findings],
        "refusal": refusal, "address": address, "off": _why_off(cell.off),
        "rows": [each for group in board.groups for each in group.rows], "when_of": when,
        "hues": words.hues, "room": cell.off is None and _room(row.window, board, cell) > 0,
        "back": back_to(month, window_id, day),
    }  # fmt: skip
    part = request.args.get("part") == "card"
    return make_response(render_template("months/card.html" if part else "months/cell.html", part=part, **told), status)


def _room(window: WindowView, board: Board, cell: Any) -> int:
    held = sum(1 for chip in cell.chips if chip.slot.state not in {SlotState.CANCELLED, SlotState.MISSED})
    return window.capacity_spots - held - cell.hidden


def _why_off(code: str | None) -> str:
    """Why a window does not run on a date."""
    if code is None:
        return ""
    return {
        "day.not_yet": _("Khung này chưa bắt đầu vào ngày này."),
        "day.ended": _("Khung này đã kết thúc trước ngày này."),
        "day.left_out": _("Đài, báo đã báo nghỉ khung này vào ngày này."),
        "day.no_issue": _("Ngày này báo không ra số."),
        "day.skips_holiday": _("Khung này nghỉ vào ngày lễ."),
    }.get(code, _("Chương trình này không phát ngày này."))


def _slot(session: Session, board: Board, words: Words, chip: Chip) -> SlotShown:
    slot = chip.slot
    may = frozenset(h.value for h in airtime.allowed(slot, access.me().role.value, access.now()))
    if slot.sensitive and access.me().email not in slot.signed_off_by:
        may |= {"sign_off"}
    return SlotShown(
        slot, slot.uid[:SHORT], chip.shown.value, shown_words(chip), words.hues.get(slot.theme_id, 0), _was(slot), may,
        slot.state in MOVABLE and Happening.MOVE.value in may, _history(session, slot),
    )  # fmt: skip


def _was(slot: SlotView) -> str:
    """The place that the outlet had agreed, where the slot has moved away from it and waits for a new yes."""
    agreed = slot.last_agreed
    if agreed is None or slot.state is not SlotState.PLANNED or agreed.starts_at == slot.starts_at:
        return ""
    hour = "" if slot.start_minute is None else formats.hour(agreed.starts_at, slot.zone, language=current()) + " "
    return hour + formats.day_month(agreed.date, language=current())


def _history(session: Session, slot: SlotView) -> tuple[Step, ...]:
    """Who did what, newest first."""
    told = history_queries.of(session, "slot", slot.uid)
    called = authors.called(session, {str(one["actor"]) for one in told})
    return tuple(
        Step(str(one["at"]), called[str(one["actor"])], _what(one))
        for one in reversed(told)
        if one["what"] not in {"told_by"}
    )


def _what(step: dict[str, Any]) -> str:
    before, after = step.get("before") or {}, step.get("after") or {}
    if step["what"] in {"edit", "undo", "redo", "agree_move"} and before.get("date") and after.get("date"):
        places = [
            (date.fromisoformat(side["date"]), side.get("start_minute")) for side in (before, after)
        ]
        if places[0] != places[1]:
            return change_words.moved(places[0], places[1]) if current() == "vi" else (
                _("%(what)s: %(before)s → %(after)s", what=_(WHAT[step["what"]]),
                  before=change_words.place_words(*places[0]), after=change_words.place_words(*places[1]))
            )  # fmt: skip
        if after.get("state") == SlotState.CANCELLED.value:
            return _("huỷ")
        if before.get("theme_id") != after.get("theme_id"):
            return _("đổi chủ đề")
    return _(WHAT[step["what"]]) if step["what"] in WHAT else str(step["what"])


def _told(board: Board, window: WindowView, finding: Finding) -> Told:
    """A warning, with moves of its last slot to the free places that the rule offers."""
    from web.months.edits import remedy_words  # noqa: PLC0415 - the two modules serve each other's pages

    held = {chip.slot.uid: chip.slot for cell in board.cells() for chip in cell.chips}
    movable = [held[uid] for uid in finding.uids if uid in held and held[uid].state in MOVABLE]
    ways: list[tuple[str, dict[str, Any]]] = []
    if movable and window is not None:
        slot = movable[-1]
        ways = [
            (f"{slot.theme_letter}: {remedy_words(one)}",
             asking.hidden_fields(Move(slot.uid, slot.version, one.window_id, one.date)))
            for one in finding.remedies
        ]  # fmt: skip
    return Told(sentence(finding), finding.level.value.startswith("block"), ways)


@bp.get("/<month>/row")
@access.roles(*access.OFFICE)
def show_row(month: str) -> ResponseReturnValue:
    """A window through the month: its terms, and filling many of its days at once."""
    window_id = window_asked()
    with access.reading() as session:
        board = opened(session, checked_month(month), unfiltered())
        row = board.row(window_id)
        if row is None:
            raise NotFound("window.unknown", id=window_id)
        outlet = next(one for one in outlet_queries.outlets(session, row.cells[-1].date) if one.id == row.window.outlet_id)
    today = local_day(access.now(), access.site().settings.zone)
    free = [
        (cell, board.days[cell.date.day - 1])
        for cell in row.cells
        if cell.off is None and cell.date >= today and _room(row.window, board, cell) > 0
    ]
    return render_template(
        "months/row.html", board=board, words=Words(board), row=row, outlet=outlet, free=free, address=address,
        when=when(row.window), price=price_words(row.window.price_vnd),
    )  # fmt: skip


@bp.post("/<month>/slots/<uid>")
@access.roles(*access.PLANNERS, *(role for role in access.OFFICE if role.value == "leader"))
def decide(month: str, uid: str) -> ResponseReturnValue:
    """Take or refuse what the outlet asked for, or sign sensitive content off."""
    do, seen = request.form.get("do", ""), whole(request.form.get("slot_version", ""))
    offer_id = whole(request.form.get("offer", ""))
    if seen is None or do not in {"accept", "refuse", "sign_off"} or (do != "sign_off" and offer_id is None):
        raise Refused("edit.unreadable", fields=("do",))
    if do != "sign_off":
        access.need(*access.PLANNERS)
    with access.reading() as session:
        board = opened(session, checked_month(month), unfiltered())
        slot = named(tuple(chip.slot for cell in board.cells() for chip in cell.chips), uid)
    with access.deciding() as work:
        if do == "accept":
            slot = answers.accept(work, slot.uid, offer_id or 0, seen_version=seen)
        elif do == "refuse":
            slot = answers.refuse(work, slot.uid, offer_id or 0, seen_version=seen)
        else:
            slot = answers.sign_off(work, slot.uid, seen_version=seen, by=work.actor)
    return redirect(back_to(slot.month, slot.window_id, slot.date), code=303)
