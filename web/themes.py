"""Themes: letters, colours, names, which are sensitive, and how much of a month each has."""

from datetime import date
from typing import Annotated, Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import StringConstraints

from campaigns.errors import NotFound, Refused
from campaigns.queries import plans as queries
from campaigns.queries import themes as theme_queries
from campaigns.times import month_days, month_of
from scheduler.services import renaming
from web import access, form_page, forms
from web.form_page import ID, Ask
from web.language import gettext as _

LONGEST_NAME: Final = 60
bp = Blueprint("themes", __name__, url_prefix="/themes")


@bp.get("")
@access.roles(*access.OFFICE)
def listed() -> ResponseReturnValue:
    """The themes of each campaign that runs in the month, or of the one asked for; ``?month=YYYY-MM &campaign=``."""
    month, days = _asked()
    wanted = request.args.get("campaign", "")
    with access.reading() as session:
        everything = queries.campaigns(session)
        running = queries.campaigns_on(session, days[0], days[-1])
        chosen = [campaign for campaign in everything if str(campaign.id) == wanted] or list(running)
        counts = theme_queries.slots_by_theme(session, month)
        rows = [(campaign, queries.themes(session, campaign.id)) for campaign in chosen]
    return render_template(
        "themes/list.html", rows=rows, counts=counts, month=month, campaigns=everything, wanted=wanted,
        said=form_page.said(),
    )  # fmt: skip


class ThemeForm(forms.Form):
    """A theme's short name and mark, and both as they were seen."""

    version: str = ""
    name: Annotated[forms.NeededLine, StringConstraints(max_length=LONGEST_NAME)]
    sensitive: forms.Tick = False


@bp.route(f"/<{ID}:theme_id>", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def theme(theme_id: int) -> ResponseReturnValue:
    """A theme's short name and whether what is placed from now on needs a second sign-off."""
    with access.reading() as session:
        found = next((row for row in queries.themes(session) if row.id == theme_id), None)
        if found is None:
            raise NotFound("theme.unknown", id=theme_id)
        campaign = queries.campaign(session, found.campaign_id)
    seen = {"name": found.name, "sensitive": "1" if found.sensitive else ""}
    back = url_for("themes.listed", campaign=campaign.id)
    filled: forms.Filled[Any] = forms.Filled(seen, None)
    stale = False
    if request.method == "POST":
        filled = forms.take(ThemeForm)

        def change(told: ThemeForm) -> bool:
            mark, _colon, name = told.version.partition(":")
            with access.deciding() as work:
                renaming.change_theme(
                    work, theme_id, name=told.name, sensitive=told.sensitive, seen=(name, mark == "1")
                )
            return True

        filled, stale, done = form_page.settle(filled, change, {"theme.name_taken": "name"})
        if done:
            return redirect(f"{back}&said=saved", code=303)
    asks = [
        Ask("name", _("Tên ngắn"), hint=_("Trên bảng tháng và trong tin nhắn")),
        Ask("sensitive", _("Nhạy cảm: cần hai người duyệt"), "tick",
            hint=_("Áp dụng cho lượt đặt từ nay; lượt đã đặt giữ như cũ.")),
    ]  # fmt: skip
    return form_page.page(
        _("Chủ đề %(letter)s", letter=found.letter), asks, filled, back=back, submit=_("Lưu"), kicker=campaign.name,
        version=f"{seen['sensitive']}:{found.name}", current=seen if stale else None, lead=found.text,
    )  # fmt: skip


def _asked() -> tuple[str, tuple[date, ...]]:
    """The month asked for with its dates, or the present one where the address names none."""
    present = month_of(form_page.today())
    month = request.args.get("month") or present
    try:
        return month, month_days(month)
    except Refused:
        return present, month_days(present)
