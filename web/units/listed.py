"""All units with how each stands in a period: who owes, who has reported, in time, late or not at all."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue

from campaigns import reporting
from campaigns.queries import units as queries
from campaigns.values.units import Level, Receipt, Standing, UnitReportView, UnitView
from web import access, form_page, tables, unit_names
from web.forms import clean
from web.language import gettext as _
from web.units.blueprint import bp, chosen, periods

ON_A_PAGE: Final = 100
OWES, FREE = "owes", "free"


class Row(NamedTuple):
    """One unit in the list."""

    unit: UnitView
    parent: UnitView | None
    receipt: Receipt | None  # None: owes none and sent none
    report: UnitReportView | None


class Group(NamedTuple):
    """A name for several units, and how many it means."""

    unit: UnitView
    means: int


@bp.get("")
@access.roles(*access.OFFICE)
def listed() -> ResponseReturnValue:
    """The list; ``?period=``, ``?level=``, ``?standing=``, ``?owing=1``, ``?q=``, ``?sort=``, ``?page=`` narrow it."""
    today = form_page.today()
    with access.reading() as session:
        known = periods(session)
        choice = chosen(known, today)
        bodies = queries.institutions(session)
        day = choice.period.last_day if choice is not None else today
        found: tuple[Receipt, ...] = ()
        kept: Any = {}
        if choice is not None:
            found = queries.receipts(session, choice.period, today, bodies)
            kept = queries.reports(session, choice.period.deadline_id)
    units = bodies.open_on(day)
    by_unit = {one.unit_id: one for one in found}
    rows = [
        Row(unit, bodies.on(unit.parent_id, day) if unit.parent_id else None, by_unit.get(unit.id), kept.get(unit.id))
        for unit in units if unit.level is not Level.GROUP
    ]  # fmt: skip
    shown, sort = tables.in_order(_wanted(rows), _keys())
    pages = max(1, -(-len(shown) // ON_A_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    return render_template(
        "units/list.html", rows=shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], all=len(rows), found=len(shown),
        groups=_groups(units), choice=choice, periods=known, tally=reporting.tally(found), names=unit_names, sort=sort,
        page=page, pages=pages, address=_address, asked=_asked(), standings=_standing_choices(), said=_said(),
    )  # fmt: skip


def _groups(units: Sequence[UnitView]) -> list[Group]:
    real = [unit for unit in units if unit.level is not Level.GROUP]
    return [Group(unit, sum(one.level in unit.covers for one in real)) for unit in units if unit.level is Level.GROUP]


def _asked() -> dict[str, str]:
    return {
        name: clean(request.args.get(name, ""))[:100] for name in ("period", "level", "standing", "owing", "q", "sort")
    }


def _wanted(rows: Sequence[Row]) -> Iterator[Row]:
    asked = _asked()
    for row in rows:
        if asked["level"] in set(Level) and row.unit.level != asked["level"]:
            continue
        if asked["owing"] and not _stands(row, OWES):
            continue
        if asked["standing"] and not _stands(row, asked["standing"]):
            continue
        words = f"{row.unit.name} {row.parent.name if row.parent else ''}".casefold()
        if asked["q"].casefold() in words:
            yield row


def _stands(row: Row, wanted: str) -> bool:
    if wanted in set(Standing):
        return row.receipt is not None and row.receipt.standing == wanted
    if wanted == OWES:
        return row.receipt is not None and row.receipt.expected
    return wanted != FREE or row.receipt is None or not row.receipt.expected


def _keys() -> dict[str, Any]:
    return {
        "name": lambda row: row.unit.name.casefold(),
        "level": lambda row: row.unit.rank,
        "standing": lambda row: list(Standing).index(row.receipt.standing) if row.receipt else 99,
        "handed": lambda row: str(row.receipt.handed_on or "") if row.receipt else "",
    }


def _said() -> str:
    """What was just done: of a list, how many units it brought."""
    told = [request.args.get(name, "") for name in ("taken", "known")]
    if not all(one.isascii() and one.isdigit() and len(one) < 6 for one in told):
        return form_page.said()
    return _("Đã thêm %(added)s đơn vị; %(known)s đơn vị đã có sẵn.", added=int(told[0]), known=int(told[1]))


def _standing_choices() -> list[tuple[str, str]]:
    told = [(member.value, unit_names.of(unit_names.STANDINGS, member)) for member in Standing]
    return [(OWES, _("phải báo cáo")), *told, (FREE, _("không bắt buộc"))]


def _address(**more: Any) -> str:
    """The list's address with something else asked; a new order begins at the first page."""
    told = {name: value for name, value in {**_asked(), **more}.items() if value not in ("", None)}
    return f"/units?{urlencode(told)}" if told else "/units"
