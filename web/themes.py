"""Themes: letters, colours, names, which are sensitive, and how much of a month each has."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.errors import Refused
from campaigns.queries import plans as queries
from campaigns.queries import themes as theme_queries
from campaigns.times import month_days, month_of
from web import access, form_page

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
        "themes/list.html", rows=rows, counts=counts, month=month, campaigns=everything, wanted=wanted
    )


def _asked() -> tuple[str, tuple[date, ...]]:
    """The month asked for with its dates, or the present one where the address names none."""
    present = month_of(form_page.today())
    month = request.args.get("month") or present
    try:
        return month, month_days(month)
    except Refused:
        return present, month_days(present)
