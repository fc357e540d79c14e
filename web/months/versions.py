"""Released versions of a month: what each changed, who released it, and a leader's approval."""

from datetime import date
from typing import Any, NamedTuple

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from campaigns.queries import releases as release_queries
from campaigns.times import minute_words
from campaigns.values.words import Role
from scheduler.services import releasing
from web import access, formats, names
from web.language import N_, current, gettext
from web.months.desk import address, bp, checked_month

KINDS = {
    "new": N_("thêm"),
    "moved": N_("dời chỗ"),
    "changed": N_("đổi nội dung"),
    "cancelled": N_("bỏ"),
}


class Line(NamedTuple):
    """One change between two versions."""

    kind: str
    words: str
    outlet: str
    programme: str
    theme: str
    before: str
    after: str


@bp.get("/<month>/versions")
@access.roles(*access.OFFICE)
def versions(month: str) -> ResponseReturnValue:
    """Every version, newest first, each with its changelog."""
    with access.reading() as session:
        rows = release_queries.of_month(session, checked_month(month))
        named = names.called(session, {who for row in rows for who in (row.by, row.approved_by) if who})
    shown = [(row, tuple(map(_line, row.changelog)), named) for row in rows]
    return render_template("months/versions.html", month=month, shown=shown, address=address)


@bp.post("/<month>/versions/<int:number>/approve")
@access.roles(Role.LEADER, Role.ADMIN)
def approve(month: str, number: int) -> ResponseReturnValue:
    """A leader's approval."""
    with access.deciding() as work:
        releasing.approve(work, checked_month(month), number)
    return redirect(f"{address(month, 'versions', keep=False)}#v{number}", code=303)


def _line(told: dict[str, Any]) -> Line:
    """A line of the changelog as it was frozen; nothing of it is looked up again."""
    side = told["after"] or told["before"] or {}
    return Line(
        told["kind"], gettext(KINDS.get(told["kind"], told["kind"])), side.get("outlet", ""),
        side.get("programme", ""), side.get("theme", ""), _place(told["before"]), _place(told["after"]),
    )  # fmt: skip


def _place(side: dict[str, Any] | None) -> str:
    if not side:
        return ""
    minute = side.get("start_minute")
    hour = "" if minute is None else minute_words(minute) + " "
    return hour + formats.day_month(date.fromisoformat(side["date"]), language=current())
