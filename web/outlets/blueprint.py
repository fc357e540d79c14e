"""The blueprint of the pages about stations and newspapers, and what they share."""

from datetime import date

from flask import Blueprint

from campaigns import calendar
from campaigns.queries import outlets as outlet_queries
from campaigns.values.outlets import DayView
from web import access

bp = Blueprint("outlets", __name__, url_prefix="/outlets")


def office_days(first: date, last: date, today: date) -> dict[date, DayView]:
    """The office's calendar from first to last."""
    with access.reading() as session:
        own = outlet_queries.holidays(session)
    return dict(calendar.days(first, last, own, today=today))
