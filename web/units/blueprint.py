"""The blueprint of the pages about units, and which period they speak of."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from flask import Blueprint, request
from sqlmodel import Session

from campaigns.queries import plans as plan_queries
from campaigns.queries import units as queries
from campaigns.values.units import Level, Period, UnitView
from web import form_page, formats
from web.language import current, gettext

bp = Blueprint("units", __name__, url_prefix="/units")
STILL: Final = timedelta(days=30)
"""How long after its last day a period is still the one at hand: reports that are late come in."""


class Choice(NamedTuple):
    """A period that may be chosen."""

    period: Period
    words: str


def periods(session: Session) -> tuple[Choice, ...]:
    """Every period of every plan, earliest first."""
    found = [
        Choice(one, period_words(one, campaign.reference))
        for campaign in plan_queries.campaigns(session) for one in queries.periods(session, campaign.id)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda choice: (choice.period.named, choice.period.deadline_id)))


def period_words(period: Period, plan: str) -> str:
    """``trước 15/06/2017, KH 36/KH-UBND``."""
    day = formats.date_short(period.named, language=current())
    until = gettext("Đến %(date)s", date=day) if period.inclusive else gettext("Trước %(date)s", date=day)
    return gettext("%(until)s, KH %(plan)s", until=until, plan=plan)


def chosen(found: Sequence[Choice], today: date) -> Choice | None:
    """The period of ``?period=``, else the one at hand, else the last; None: no plan asks for reports."""
    wanted = request.args.get("period", "")
    named = [one for one in found if str(one.period.deadline_id) == wanted]
    near = [one for one in found if today <= one.period.last_day + STILL]
    return next(iter((*named, *near, *found[::-1])), None)


def choices(
    bodies: queries.Institutions, day: date, *, without: int = 0, groups: bool = False
) -> list[tuple[str, str]]:
    """Units that exist on a date, for a select; each with its parent, as two may have one name."""
    return [
        (str(unit.id), called(bodies, unit, day)) for unit in bodies.open_on(day)
        if unit.id != without and (groups or unit.level is not Level.GROUP)
    ]  # fmt: skip


def called(bodies: queries.Institutions, unit: UnitView, day: date) -> str:
    """``Xã Lộc An (UBND huyện Lộc Ninh)``."""
    return f"{unit.name} ({bodies.on(unit.parent_id, day).name})" if unit.parent_id is not None else unit.name


def today() -> date:
    """The date in the office's zone."""
    return form_page.today()
