"""What a unit's page shows of a period: until when, how it stands, its figures beside those of last time and below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session

from campaigns import reporting
from campaigns.queries import plans as plan_queries
from campaigns.queries import units as queries
from campaigns.values.units import Branch, Figures, Period, ReportState, Standing, UnitReportView
from web import form_page
from web.figure_forms import typed_of
from web.unit_link.blueprint import Visit

OPEN_LATE: Final = timedelta(days=90)
"""How long after its last day a period without a report still comes before the next one, and how long before it one
comes to the fore."""
MOST_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Due:
    """A period that a unit may report on."""

    period: Period
    plan: str  # 36/KH-UBND
    report: UnitReportView | None
    standing: Standing
    owes: bool
    left: int  # days until the last good day

    @property
    def wanting(self) -> bool:
        """Whether something is still to be handed in."""
        return self.standing in {Standing.WAITING, Standing.MISSING, Standing.RETURNED}


@dataclass(frozen=True, slots=True)
class Look:
    """One period as the unit's page shows it."""

    due: Due
    previous: tuple[Period, Figures] | None
    below: tuple[Branch, ...]  # units under this one
    below_total: Figures
    reports_below: Mapping[int, UnitReportView]


def dues(session: Session, guest: Visit) -> tuple[Due, ...]:
    """The periods that are open for this unit, newest first."""
    today, unit_id = form_page.today(), guest.unit.id
    kept = {report.deadline_id: report for report in queries.reports_of(session, unit_id)}
    found = []
    for campaign in plan_queries.campaigns(session):
        periods = queries.periods(session, campaign.id)
        for period in periods:
            there = guest.bodies.is_open(unit_id, period.last_day) or period.deadline_id in kept
            if not there or today < reporting.opens_on(period, periods):
                continue
            report = kept.get(period.deadline_id)
            owes = unit_id in {one.unit_id for one in queries.due_to_report(session, period, guest.bodies)}
            stands = reporting.standing(report, period, today)
            found.append(Due(period, campaign.reference, report, stands, owes, (period.last_day - today).days))
    return tuple(sorted(found, key=lambda due: due.period.named, reverse=True))[:MOST_SHOWN]


def at_hand(found: Sequence[Due], today: date) -> Due | None:
    """The period to show first: the oldest of late that still wants something, else the newest that is near."""
    late = [due for due in found if due.wanting and due.period.last_day < today <= due.period.last_day + OPEN_LATE]
    near = [due for due in found if due.left <= OPEN_LATE.days]
    return next(iter([*late[::-1], *near, *found]), None)


def look(session: Session, guest: Visit, due: Due) -> Look:
    """A period with the figures beside which the unit fills in its own."""
    whole = queries.figures(session, due.period, bodies=guest.bodies)
    branch = reporting.branch_of(whole.branches, guest.unit.id)
    below = branch.under if branch is not None else ()
    return Look(
        due, queries.previous(session, guest.unit.id, due.period), below,
        reporting.summed(one.total for one in below), queries.reports(session, due.period.deadline_id),
    )  # fmt: skip


def first_figures(report: UnitReportView | None) -> Mapping[str, object]:
    """What the form holds when it is opened: the draft, else what was handed in last, else nothing."""
    if report is None:
        return {}
    if report.draft_figures is not None:
        return typed_of(report.draft_figures, report.draft_texts)
    return typed_of(report.last.figures, report.last.texts) if report.last is not None else {}


def asks_for_figures(due: Due, *, edit: bool) -> bool:
    """Whether the page is the form, not the receipt."""
    state = due.report.state if due.report is not None else ReportState.DRAFT
    return state in {ReportState.DRAFT, ReportState.RETURNED} or (edit and state is ReportState.SUBMITTED)
