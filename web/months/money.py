"""What the board says of the month's money: the same figures as the page of estimates, against the cap."""

from collections.abc import Iterator

from scheduler.board import Board
from scheduler.spending import Spending
from web import formats
from web.language import current
from web.language import gettext as _
from web.months import wording
from web.months.shapes import MoneyShown


def lines(board: Board) -> Iterator[MoneyShown]:
    """The month's whole, then the outlet that the sheet is narrowed to and those beyond their caps.

    Further outlets stand on the page of estimates: the sheet's room is the days'. Nothing is told of a month without
    a cap in which nothing that has a price was agreed.
    """
    if all(one.cap_vnd is None and not one.line.ordered.vnd for one in board.money):
        return
    called = {one.id: one for one in board.outlets}
    for one in sorted(board.money, key=lambda row: row.outlet_id is not None):
        outlet = None if one.outlet_id is None else called.get(one.outlet_id)
        asked = outlet is not None and outlet.slug == board.wish.outlet
        if one.outlet_id is None or one.over_vnd or asked:
            yield _shown("" if outlet is None else outlet.short_name or outlet.name, one)


def _shown(name: str, told: Spending) -> MoneyShown:
    least = "≥\N{NO-BREAK SPACE}" if told.line.unpriced else ""  # what has no price is not in the sum
    return MoneyShown(
        name,
        (
            (_("Trần"), _("chưa có") if told.cap_vnd is None else wording.round_millions(told.cap_vnd)),
            (_("Đã cam kết"), least + wording.round_millions(told.committed_vnd)),
            (_("Đã thực hiện"), wording.round_millions(told.delivered_vnd)),
            (_("Phải trả"), wording.round_millions(told.payable_vnd)),
        ),
        formats.vnd(told.over_vnd, language=current()) if told.over_vnd else "",
    )
