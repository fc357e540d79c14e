"""What every page of the month shares: its blueprint, the board as asked for in the address, and addresses."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, request
from sqlmodel import Session

from campaigns.errors import NotFound, Refused
from campaigns.queries.plans import ThemeView
from campaigns.times import month_of, month_start
from campaigns.values.board import ShownState
from campaigns.values.slots import SlotView
from scheduler import board
from scheduler.board import Board, Wish
from web import access
from web.forms import clean, read_date

bp = Blueprint("months", __name__, url_prefix="/months")
ASKED: Final = ("campaign", "outlet", "theme", "state", "brush", "proposal", "beside")
SLOT_NAME: Final = r"(?:s\d{1,9}|[0-9a-f-]{8,36})"
"""How the sheet and programs name a slot of a month: by its row, by its public name or the beginning of that."""
_AT: Final = re.compile(r"(\d{1,9})-(\d{1,2})", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
_NAME: Final = re.compile(SLOT_NAME, re.ASCII)


def wish() -> Wish:
    """What the address asks to see; what it cannot mean is passed over."""
    told = {name: clean(request.args.get(name, ""))[:80] or None for name in ASKED}
    state = told["state"]
    return Wish(
        campaign=told["campaign"], outlet=told["outlet"], theme=told["theme"],
        state=ShownState(state) if state in set(ShownState) else None, proposal=told["proposal"],
        beside=told["beside"],
    )  # fmt: skip


def opened(session: Session, month: str, wished: Wish | None = None) -> Board:
    """The board as the address asks for it, or as ``wished``; undo and redo are the signed-in person's."""
    return board.load(
        session,
        month,
        actor=access.me().email,
        now=access.now(),
        zone=access.site().settings.zone,
        wish=wish() if wished is None else wished,
    )


def unfiltered() -> Wish:
    """The campaign that the address asks for, all of it."""
    return replace(wish(), outlet=None, theme=None, state=None)


def address(month: str, *parts: str | int, keep: bool = True, **more: Any) -> str:
    """``/months/2017-04/cell?window=3&outlet=bptv``; ``keep`` carries the campaign and the filters along."""
    kept = {name: request.args[name] for name in ASKED if name in request.args} if keep else {}
    asked = {name: value for name, value in {**kept, **more}.items() if value not in {None, ""}}
    path = "/".join(("/months", month, *map(str, parts)))
    return f"{path}?{urlencode(asked)}" if asked else path


def brush(shown: Board) -> ThemeView | None:
    """The theme that the address asks to place with; None where there is none or this person lays nothing out."""
    letter = clean(request.args.get("brush", ""))
    if not letter or not access.may(*access.PLANNERS):
        return None
    return next((theme for theme in shown.themes if theme.letter == letter), None)


def cell_id(window_id: int, day: date) -> str:
    """The cell's name in the page: ``c3-05``."""
    return f"c{window_id}-{day.day:02d}"


def back_to(month: str, window_id: int | None = None, day: date | None = None, **more: Any) -> str:
    """The sheet, at a cell; or the list, at a day, for whoever came from there."""
    if request.values.get("back") == "agenda":
        return address(month, "agenda", **more) + (f"#d{day.day}" if day else "")
    if window_id is None or day is None:
        return address(month, **more)
    return f"{address(month, **more)}#{cell_id(window_id, day)}"


def cell_asked(month: str) -> tuple[int, date]:
    """Window and date named in the address: ``?at=3-20``, or in full ``?window=3&date=2017-04-20``.

    Raises:
        NotFound: ``window.unknown`` when either is missing or the date lies in another month.
    """
    window, date_told = request.args.get("window", ""), request.args.get("date", "")
    if at := _AT.fullmatch(request.args.get("at", "")):
        window, date_told = at[1], f"{month}-{int(at[2]):02d}"
    try:
        day = read_date(date_told)
    except ValueError as error:
        raise NotFound("window.unknown") from error
    if not _WHOLE.fullmatch(window) or day is None or month_of(day) != month:
        raise NotFound("window.unknown")
    return int(window), day


def window_asked() -> int:
    """Window named in the address; NotFound ``window.unknown``."""
    window = request.args.get("window", "")
    if not _WHOLE.fullmatch(window):
        raise NotFound("window.unknown")
    return int(window)


def whole(text: str) -> int | None:
    """A whole number as it stands in an address or a hidden field; None for anything else."""
    return int(text) if _WHOLE.fullmatch(text) else None


def named(slots: tuple[SlotView, ...], name: str) -> SlotView:
    """The slot of a month that a public name, its first eight characters or more, or ``short`` means.

    Raises:
        NotFound: ``slot.unknown``. Refused: ``slot.ambiguous`` when several names begin so.
    """
    uid = meant({slot.uid: slot.number for slot in slots}, name)
    return next(slot for slot in slots if slot.uid == uid)


def meant(known: Mapping[str, int], name: str) -> str:
    """The public name, of those that are known with their rows' numbers, that a name stands for; see ``named``."""
    if not _NAME.fullmatch(name):
        raise NotFound("slot.unknown", uid=name[:40])
    found = [uid for uid, number in known.items() if name == short(number) or uid.startswith(name)]
    if not found:
        raise NotFound("slot.unknown", uid=name[:40])
    if len(found) > 1:
        raise Refused("slot.ambiguous", uid=name)
    return found[0]


def short(number: int) -> str:
    """How the sheet names a slot: a fifth of the page would be public names, which nothing can compress."""
    return f"s{number}"


def checked_month(month: str) -> str:
    """The month of the address; Refused ``month.unreadable``, as a page that is not there."""
    try:
        month_start(month)
    except Refused as refusal:
        raise NotFound(refusal.code, **refusal.facts) from refusal
    return month
