"""The sheet of a month, complete without script; its print; and the whole list of warnings."""

from datetime import date, timedelta
from typing import Any, Final

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.queries import plans as plan_queries
from campaigns.queries import slots as slot_queries
from campaigns.times import local_day, month_of, neighbour_month
from scheduler.board import Board
from web import access, states
from web.language import gettext as _
from web.language import ngettext
from web.months import asked as asking
from web.months import card as cards
from web.months import proposal_words
from web.months.desk import ASKED, address, bp, brush, checked_month, named, opened, unfiltered, whole
from web.months.shown import Words
from web.months.warnings import by_kind

LISTED: Final = 12
"""Warnings that open beside their button; the rest stands on a page of its own."""


@bp.get("")
@bp.get("/today")
@access.roles(*access.OFFICE)
def present() -> ResponseReturnValue:
    """The present month, or the newest campaign's first where it has not begun or is over."""
    today = local_day(access.now(), access.site().settings.zone)
    with access.reading() as session:
        campaigns = plan_queries.campaigns(session)
    runs = any(one.starts_on <= today < one.ends_before for one in campaigns)
    day = today if runs or not campaigns else campaigns[0].starts_on
    return redirect(address(month_of(day), keep=False), code=303)


@bp.get("/<month>")
@access.roles(*access.OFFICE)
def show(month: str) -> ResponseReturnValue:
    """The sheet."""
    with access.reading() as session:
        board = opened(session, checked_month(month))
        card = _card(session, board)
        done = whole(request.args.get("edit", ""))
        touched = () if done is None else slot_queries.touched_by(session, month, done)
        fresh = frozenset((one.window_id, one.date) for one in touched)
    return page(board, card=card, fresh=fresh)


def _card(session: Session, board: Board) -> dict[str, Any]:
    """What the card of the slot draws that the address names by ``slot``; nothing where it names none."""
    if not (name := request.args.get("slot", "")):
        return {}
    everything = opened(session, board.month, unfiltered())
    slot = named(tuple(chip.slot for cell in everything.cells() for chip in cell.chips), name)
    row, cell = cards.found(everything, board.month, slot.window_id, slot.date)
    return cards.context(session, everything, row, cell) | {"part": True, "card": True}


def page(
    board: Board,
    status: int = 200,
    *,
    refusal: dict[str, Any] | None = None,
    card: dict[str, Any] | None = None,
    fresh: frozenset[tuple[int, date]] = frozenset(),
) -> Response:
    """The sheet as a page; ``refusal`` tells of an edit that was just refused, ``card`` of a slot that is open.

    ``fresh`` cells, which an edit has just changed, catch the eye for a while.
    """
    words = Words(board, brush(board), fresh)
    told = {
        "words": words,
        "board": board,
        "before": neighbour_month(board.month, -1),
        "after": neighbour_month(board.month, 1),
        "this_month": month_of(board.today),
        "legend": states.legend(),
        "state_choices": states.choices(),
        "warnings": by_kind(words, most=LISTED),
        "address": address,
        "asked": [(name, request.args[name]) for name in ASKED if name in request.args],
        "done": whole(request.args.get("edit", "")),
        "skipped": whole(request.args.get("skipped", "")),
        "placed": whole(request.args.get("placed", "")),
        "weeks": weeks(board),
        "script_words": script_words(),
        "single_keys": access.me().single_keys,
        "refusal": refusal,
        "fields_of": asking.hidden_fields,
        "strip": proposal_words.strip(board),
    }
    return make_response(render_template("months/sheet.html", **((card or {}) | told)), status)


def weeks(board: Board) -> list[tuple[date, date]]:
    """First and last dates of the weeks that reach into a month, and of the one before them, which can be copied."""
    monday = board.days[0].date - timedelta(days=board.days[0].date.weekday() + 7)
    found = []
    while monday <= board.days[-1].date:
        found.append((monday, monday + timedelta(days=6)))
        monday += timedelta(days=7)
    return found


@bp.get("/<month>/print")
@access.roles(*access.OFFICE)
def paper(month: str) -> ResponseReturnValue:
    """The same sheet for paper: A3, or with ``?paper=a4`` two A4 pages, without controls."""
    with access.reading() as session:
        board = opened(session, checked_month(month))
    words = Words(board)
    stretches = [(0, 15), (15, 31)] if request.args.get("paper") == "a4" else [(0, 31)]
    return render_template(
        "months/print.html", words=words, board=board, halves=[words.part(*one) for one in stretches],
        legend=states.legend(), address=address,
    )  # fmt: skip


@bp.get("/<month>/warnings")
@access.roles(*access.OFFICE)
def warnings(month: str) -> ResponseReturnValue:
    """Every warning of the month."""
    with access.reading() as session:
        board = opened(session, checked_month(month))
    return render_template("months/warnings.html", board=board, kinds=by_kind(Words(board)), address=address)


def warnings_told(words: Words) -> dict[str, Any]:
    """The button's words and the list beside it, for the script."""
    count = len(words.board.findings)
    listed = render_template(
        "months/warning_list.html", warnings=by_kind(words, most=LISTED), board=words.board, address=address
    )
    return {"count": count, "words": ngettext("%(num)d cảnh báo", "%(num)d cảnh báo", count), "html": listed}


def script_words() -> dict[str, str]:
    """Sentences that the board's script says, in the page's language."""
    return {
        "saving": _("Đang lưu…"),
        "saved": _("Đã lưu {time}"),
        "unsaved": _("Chưa lưu được"),
        "offline": _("Mất kết nối. {n} thay đổi đang chờ, sẽ lưu khi có mạng lại."),
        "off": _("Chương trình này không phát ngày này."),
        "undo": _("Hoàn tác"),
        "brush": _("Đang cầm {letter}: nhấp vào ô trống để đặt, Escape để thôi."),
        "placed_but": _("Đã lưu. Xin lưu ý:"),
        "close": _("Đóng"),
        "full": _("Ô này đã đủ lượt."),
        "no_room": _("Dãy này không còn ô nào nhận thêm lượt."),
        "found": _("{n} khung."),
        "nothing_here": _("Ô này chưa có lượt nào."),
        "carrying": _("Đang nhấc {letter}. Mũi tên để chọn ô, Dấu cách để đặt, Escape để trả lại."),
        "put_back": _("Đã trả lại chỗ cũ."),
        "copied": _("Đã chép {n} ô."),
        "selected": _("Đã chọn {n} ô."),
        "nothing_to_paste": _("Chưa có gì để dán."),
        "nothing_to_undo": _("Không còn gì để hoàn tác."),
        "nothing_to_redo": _("Không còn gì để làm lại."),
        "click_target": _("Nhấp vào ô muốn đặt, hoặc Escape để thôi."),
        "reason_needed": _("Đài, báo đã xác nhận lượt này. Xin mở thẻ, ghi lý do rồi huỷ."),
        "failed": _("Chưa lưu được. Xin thử lại."),
        "someone": _("{who} vừa đổi {n} ô."),
    }
