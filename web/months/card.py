"""What stands in a cell, why it is warned of, and everything that can be done with it."""

from datetime import date
from typing import Any, Final, NamedTuple

from flask import url_for
from sqlmodel import Session

from campaigns.errors import NotFound
from campaigns.models import History
from campaigns.queries import history as history_queries
from campaigns.queries.feeds import Receipt, receipts_of_slot
from campaigns.times import month_of
from campaigns.values.board import Finding
from campaigns.values.edits import Copy, Fill, Move, Operation, Place
from campaigns.values.slots import SlotView
from campaigns.values.words import SlotState
from exports import changes as change_words
from scheduler import airtime, grid
from scheduler.airtime import Happening
from scheduler.board import Board, Cell, Chip, Row
from web import access, formats, names, refusals
from web.language import N_, current
from web.language import gettext as _
from web.months import asked as asking
from web.months.desk import address, back_to, cell_id, short
from web.months.shown import Words
from web.months.wording import move_words, price_words, shown_words, when, why_off

MOVABLE: Final = airtime.OPEN_TO_OFFERS
WHAT: Final = {
    "placed": N_("đặt"), "edit": N_("sửa"), "undo": N_("hoàn tác"), "redo": N_("làm lại"), "sent": N_("gửi xác nhận"),
    "carried_over": N_("chuyển theo sáp nhập"),
    "confirm": N_("xác nhận"), "unconfirm": N_("rút xác nhận"), "asked_to_move": N_("xin đổi"),
    "declined": N_("từ chối"), "request_withdrawn": N_("rút đề nghị"), "agree_move": N_("đồng ý đổi"),
    "offer_refused": N_("giữ chỗ cũ"), "start": N_("đến giờ phát"), "attest": N_("báo đã phát"),
    "miss": N_("báo không phát"), "preempt": N_("báo sẽ không phát"), "signed_off": N_("duyệt nội dung"),
    "described": N_("sửa nội dung"), "presume_aired": N_("coi như đã phát"), "presume_missed": N_("coi như không phát"),
    "cancel": N_("huỷ"), "brief_numbered": N_("lấy số phiếu"),
}  # fmt: skip
"""What befell a slot, in words; what is written for programs only is not told."""
ELSEWHERE: Final = {
    Happening.CONFIRM: N_("Ghi xác nhận bằng văn bản"),
    Happening.ATTEST: N_("Ghi minh chứng"),
    Happening.MISS: N_("Ghi không phát"),
    Happening.CORRECT_AIRED: N_("Sửa thành đã phát"),
    Happening.CORRECT_MISSED: N_("Sửa thành không phát"),
    Happening.WITHDRAW: N_("Đối soát lại nhật ký"),
    Happening.RESOLVE_CREDITED: N_("Phát bù, trừ tiền hoặc cho qua"),
}
"""What may happen by a paper that is to be named: on the slot's own page."""


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
    elsewhere: tuple[tuple[str, str], ...]  # what else may happen now: words and address
    movable: bool
    starts: str  # "11:30": what an airing's form begins with; empty for an article
    brief: str  # address of its brief; empty where it needs none
    history: tuple[Step, ...]
    receipts: tuple[Receipt, ...]  # which calendars have it as it now is


class Told(NamedTuple):
    """A warning in the card, with what one click would do."""

    words: str
    blocking: bool
    ways: tuple[tuple[str, Operation], ...]


def found(board: Board, month: str, window_id: int, day: date) -> tuple[Row, Cell]:
    """A cell of the board with its row; NotFound ``window.unknown``."""
    row = board.row(window_id)
    if row is None or month_of(day) != month:
        raise NotFound("window.unknown", id=window_id)
    return row, row.cells[day.day - 1]


def context(
    session: Session, board: Board, row: Row, cell: Cell, refusal: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What ``months/card.html`` draws; ``refusal`` tells of what was just refused: its words and free places."""
    words, window = Words(board), row.window
    return {
        "board": board, "window": window, "cell": cell, "cell_name": cell_id(window.id, cell.date),
        "day": board.days[cell.date.day - 1], "when": when(window), "price": price_words(window.price_vnd),
        "slots": [_slot(session, words, chip) for chip in cell.chips],
        "told": [told(board, finding) for finding in cell.findings],
        "fields_of": asking.hidden_fields,
        "refusal": refusal, "address": address, "off": why_off(cell.off, window.programme),
        "rows": [each for group in board.groups for each in group.rows], "when_of": when,
        "proposed": [(change, board.theme(change.ref.theme_id)) for change in cell.proposed],
        "elsewise": [board.theme(ref.theme_id) for ref in cell.elsewise],
        "room": takes_more(board, row, cell), "back": back_to(board.month, window.id, cell.date),
    }  # fmt: skip


def takes_more(board: Board, row: Row, cell: Cell) -> bool:
    """Whether one more slot could be placed in a cell, as far as its day and its spots tell."""
    held = sum(1 for chip in cell.chips if chip.slot.state not in grid.HOLDS_NO_PLACE)
    return cell.off is None and cell.date >= board.today and held + cell.hidden < row.window.capacity_spots


def told(board: Board, finding: Finding) -> Told:
    """A warning, with moves of its last slot, or a repeat of a missed one, to the free places that the rule offers."""
    slot = next((one for uid in reversed(finding.uids) if (one := _held(board, uid)) is not None), None)
    ways: tuple[tuple[str, Operation], ...] = ()
    if slot is not None and slot.state in MOVABLE:
        ways = tuple(
            (move_words(slot.theme_letter, one), Move(slot.uid, slot.version, one.window_id, one.date))
            for one in finding.remedies
        )
    return Told(refusals.finding(finding), finding.level.value.startswith("block"), ways)


def _held(board: Board, uid: str) -> SlotView | None:
    return next((chip.slot for cell in board.cells() for chip in cell.chips if chip.slot.uid == uid), None)


def _slot(session: Session, words: Words, chip: Chip) -> SlotShown:
    slot = chip.slot
    may = airtime.allowed(slot, access.me().role.value, access.now())
    page = f"/slots/{slot.uid}"
    return SlotShown(
        slot, short(slot.number), chip.shown.value, shown_words(chip), words.hues.get(slot.theme_id, 0), _was(slot),
        tuple((_(ELSEWHERE[h]), f"{page}#{_part(h)}") for h in may if h in ELSEWHERE),
        slot.state in MOVABLE and Happening.MOVE in may,
        "" if slot.start_minute is None else formats.hour(slot.starts_at, slot.zone, language=current()),
        brief_address(slot), _history(session, slot), receipts_of_slot(session, slot.uid),
    )  # fmt: skip


def _part(happening: Happening) -> str:
    """Where on a slot's page something is done."""
    return "owed" if happening in airtime.RESOLVES else happening.value


def brief_address(slot: SlotView) -> str:
    """Where the slot's brief is downloaded; empty where there is none to be had."""
    return "" if slot.state in grid.HOLDS_NO_PLACE else url_for("papers.brief", uid=slot.uid)


def _was(slot: SlotView) -> str:
    """The place that the outlet had agreed, where the slot has moved away from it and waits for a new yes."""
    agreed = slot.last_agreed
    if agreed is None or slot.state is not SlotState.PLANNED or agreed.starts_at == slot.starts_at:
        return ""
    hour = "" if slot.start_minute is None else formats.hour(agreed.starts_at, slot.zone, language=current()) + " "
    return hour + formats.day_month(agreed.date, language=current())


def _history(session: Session, slot: SlotView) -> tuple[Step, ...]:
    """Who did what, newest first."""
    rows = [row for row in history_queries.of(session, "slot", slot.uid) if row.what in WHAT]
    called = names.called(session, {row.actor for row in rows})
    return tuple(
        Step(formats.moment(row.at, slot.zone, language=current()), called[row.actor], _what(row))
        for row in reversed(rows)
    )


def _what(step: History) -> str:
    before, after = step.before or {}, step.after or {}
    if step.what in {"edit", "undo", "redo", "agree_move"} and before.get("date") and after.get("date"):
        places = [(date.fromisoformat(side["date"]), side.get("start_minute")) for side in (before, after)]
        if places[0] != places[1]:
            return _(
                "%(what)s: %(before)s → %(after)s", what=_(WHAT[step.what]),
                before=change_words.place_words(*places[0]), after=change_words.place_words(*places[1]),
            )  # fmt: skip
        if after.get("state") == SlotState.CANCELLED.value:
            return _("huỷ")
        if before.get("theme_id") != after.get("theme_id"):
            return _("đổi chủ đề")
    return _(WHAT[step.what])


def again(board: Board, operation: Operation) -> Operation | None:
    """The same operation on what is now there; None where its slot is gone."""
    if isinstance(operation, Place | Fill | Copy):
        return operation
    slot = _held(board, operation.uid)
    return None if slot is None else type(operation)(**{**asking.parts(operation), "version": slot.version})
