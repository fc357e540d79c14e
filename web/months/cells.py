"""One cell and one row of the month, each on a page of its own: everything that the board does, without script."""

from datetime import date
from typing import Any

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import NotFound
from campaigns.queries import outlets as outlet_queries
from campaigns.times import neighbour_month
from web import access
from web.months import card
from web.months.desk import address, bp, cell_asked, checked_month, opened, unfiltered, window_asked
from web.months.wording import price_words, when


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
    told = card.context(session, board, *card.found(board, month, window_id, day), refusal)
    part = request.args.get("part") == "card"
    return make_response(render_template("months/card.html" if part else "months/cell.html", part=part, **told), status)


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
        outlets = outlet_queries.outlets(session, row.cells[-1].date, since=row.cells[0].date)
        outlet = next(one for one in outlets if one.id == row.window.outlet_id)
    free = [(cell, board.days[cell.date.day - 1]) for cell in row.cells if card.takes_more(board, row, cell)]
    return render_template(
        "months/row.html", board=board, row=row, outlet=outlet, free=free, address=address,
        before=neighbour_month(month, -1),
        when=when(row.window), price=price_words(row.window.price_vnd),
    )  # fmt: skip
