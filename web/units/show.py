"""One unit: its names, parents and duties by date, its reports, its links."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns import reporting
from campaigns.queries import plans as plan_queries
from campaigns.queries import units as queries
from campaigns.values.units import Level, Period, Standing, UnitReportView, UnitView
from web import access, form_page, unit_names
from web.form_page import ID
from web.units.blueprint import bp, period_words


class Duty(NamedTuple):
    """A duty with by whose name the unit has it."""

    held: queries.Held
    through: UnitView | None  # the name for several that the plan uses; None: the unit itself is named
    movable: bool


class Reported(NamedTuple):
    """A period and how the unit stands in it."""

    period: Period
    words: str
    report: UnitReportView | None
    standing: Standing
    owes: bool


@bp.get(f"/<{ID}:unit_id>")
@access.roles(*access.OFFICE)
def show(unit_id: int) -> ResponseReturnValue:
    """The page."""
    today = form_page.today()
    with access.reading() as session:
        row = queries.unit(session, unit_id)
        bodies = queries.institutions(session)
        unit = bodies.on(unit_id, today)
        told: dict[str, Any] = {
            "duties": _duties(session, bodies, unit, today), "reports": _reports(session, bodies, unit_id, today),
            "links": queries.links(session, unit_id),
        }  # fmt: skip
        return render_template(
            "units/show.html", unit=unit, row=row, bodies=bodies, terms=bodies.terms[unit_id],
            parents=bodies.parents.get(unit_id, ()), below=_below(bodies, unit, today), names=unit_names, today=today,
            is_open=bodies.is_open(unit_id, today), one_day=timedelta(days=1), said=form_page.said(), **told,
        )  # fmt: skip


def _below(bodies: queries.Institutions, unit: UnitView, today: date) -> list[UnitView]:
    """Who stands under a unit; of a name for several, whom it means."""
    there = bodies.open_on(today)
    if unit.level is Level.GROUP:
        return [one for one in there if one.level in unit.covers and one.level is not Level.GROUP]
    return [one for one in there if one.parent_id == unit.id]


def _duties(session: Session, bodies: queries.Institutions, unit: UnitView, today: date) -> list[Duty]:
    groups = {one.id: one for one in bodies.open_on(today) if one.level is Level.GROUP and unit.level in one.covers}
    last = {one.obligation_id: one for one in queries.held(session, bodies.rows)}
    return [
        Duty(held, groups.get(held.unit_id), movable=held == last[held.obligation_id])
        for held in queries.held(session, [unit.id, *groups])
        if held.unit_id == unit.id or held.valid_until is None or today < held.valid_until
    ]  # fmt: skip


def _reports(session: Session, bodies: queries.Institutions, unit_id: int, today: date) -> Sequence[Reported]:
    kept = {report.deadline_id: report for report in queries.reports_of(session, unit_id)}
    found = []
    for campaign in plan_queries.campaigns(session):
        for period in queries.periods(session, campaign.id):
            owes = unit_id in {one.unit_id for one in queries.due_to_report(session, period, bodies)}
            report = kept.get(period.deadline_id)
            if owes or report is not None:
                stands = reporting.standing(report, period, today)
                found.append(Reported(period, period_words(period, campaign.reference), report, stands, owes))
    return sorted(found, key=lambda one: one.period.named, reverse=True)
