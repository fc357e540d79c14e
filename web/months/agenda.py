"""The month as a list, day by day: the same slots for narrow screens and for reading through."""

from typing import NamedTuple

from flask import render_template, request
from flask.typing import ResponseReturnValue

from campaigns.times import neighbour_month
from campaigns.values.outlets import DayView
from campaigns.values.slots import SlotView
from scheduler.board import Row
from web import access, states
from web.months import proposal_words
from web.months.desk import address, bp, checked_month, opened, whole
from web.months.shown import Words
from web.months.wording import shown_words, when


class Line(NamedTuple):
    """A slot in the list."""

    href: str
    when: str
    slot: SlotView
    state: str
    words: str
    hue: int


class DayLines(NamedTuple):
    """A day with its slots, by hour."""

    day: DayView
    lines: tuple[Line, ...]


@bp.get("/<month>/agenda")
@access.roles(*access.OFFICE)
def agenda(month: str) -> ResponseReturnValue:
    """Every slot that the filters let through, under its day."""
    with access.reading() as session:
        board = opened(session, checked_month(month))
    words = Words(board)
    rows = [row for group in board.groups for row in group.rows]
    days = tuple(DayLines(day, _lines(words, rows, day)) for day in board.days)
    return render_template(
        "months/agenda.html", board=board, words=words, days=[one for one in days if one.lines], rows=rows,
        address=address, when=when, state_choices=states.choices(), before=neighbour_month(month, -1),
        after=neighbour_month(month, 1), done=whole(request.args.get("edit", "")),
        strip=proposal_words.strip(board),
    )  # fmt: skip


def _lines(words: Words, rows: list[Row], day: DayView) -> tuple[Line, ...]:
    lines = []
    for row in rows:
        cell = row.cells[day.date.day - 1]
        href = address(words.board.month, "cell", at=f"{row.window.id}-{day.date.day}", back="agenda")
        for chip in cell.chips:
            slot = chip.slot
            hour = when(row.window, slot.start_minute)
            lines.append(Line(href, hour, slot, chip.shown.value, shown_words(chip), words.hues.get(slot.theme_id, 0)))
    return tuple(sorted(lines, key=lambda line: (line.slot.start_minute is None, line.slot.start_minute or 0)))
