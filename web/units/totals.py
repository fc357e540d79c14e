"""What units reported for a period, summed up their parents and by level."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flask import render_template, request
from flask.typing import ResponseReturnValue

from campaigns import reporting
from campaigns.queries import units as queries
from campaigns.values.units import Branch, Figure
from web import access, form_page, unit_names
from web.units.blueprint import bp, chosen, periods


class Line(NamedTuple):
    """A unit in the tree with something reported in or under it."""

    branch: Branch
    depth: int


@bp.get("/totals")
@access.roles(*access.OFFICE)
def totals() -> ResponseReturnValue:
    """The sums; ``?period=``, or several of them together."""
    today = form_page.today()
    with access.reading() as session:
        known = periods(session)
        choice = chosen(known, today)
        together = [one for one in known if str(one.period.deadline_id) in request.args.getlist("period")]
        if len(together) < 2:
            together = [choice] if choice is not None else []
        whole = queries.figures(session, *(one.period for one in together)) if together else None
        found = queries.receipts(session, choice.period, today) if choice is not None and len(together) == 1 else ()
    columns = [
        (figure, group.words, words)
        for group in unit_names.groups() for figure, words in group.figures if whole and figure in whole.total
    ]  # fmt: skip
    return render_template(
        "units/totals.html", choice=choice, together=together, periods=known, whole=whole, columns=columns,
        lines=list(_lines(whole.branches)) if whole else [], tally=reporting.tally(found), names=unit_names,
        groups=unit_names.groups(), figures=Figure,
    )  # fmt: skip


def _lines(branches: Iterable[Branch], depth: int = 0) -> Iterator[Line]:
    for branch in branches:
        if branch.total:
            yield Line(branch, depth)
            yield from _lines(branch.under, depth + 1)
