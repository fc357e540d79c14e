"""What an adopted plan ordered: duties by unit, themes, deadlines, agreed figures, aims, clauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response, make_response, render_template, request
from sqlmodel import Session

from campaigns.deadlines import last_good_day
from campaigns.models import Plan
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as queries
from campaigns.times import month_of, month_start, months_of, shift_month
from campaigns.values.outlets import OutletView, WindowView
from campaigns.values.slots import BudgetView, QuotaView
from web import access, form_page
from web.outlets import wording as window_wording
from web.plans import wording


@dataclass(frozen=True, slots=True)
class Due:
    """A report's date as the plan names it, the last good day, and how many days are left until then."""

    text: str
    named: date
    last: date
    left: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """An outlet's figures in a month: in all, by window, by theme; None where nothing is agreed."""

    outlet: OutletView
    whole: QuotaView | None
    budget: BudgetView | None
    windows: tuple[tuple[WindowView, QuotaView | None], ...]
    themes: tuple[QuotaView, ...]


def page(plan: Plan) -> Response:
    """The plan as a page; ``?month=`` chooses whose figures are shown."""
    today = form_page.today()
    plan_id = plan.id or 0
    with access.reading() as session:
        campaign = next(c for c in queries.campaigns(session) if c.plan_id == plan_id)
        duties = queries.obligations(session, plan_id, today)
        deadlines = [
            Due(row.text, row.named_date, last := last_good_day(row.named_date, inclusive=row.inclusive),
                (last - today).days)
            for row in queries.report_deadlines(session, plan_id)
        ]  # fmt: skip
        months = months_of(campaign.starts_on, campaign.ends_before)
        month = chosen_month(months, today)
        figures = _figures(session, campaign.id, month)
        whole_budget = next((b for b in queries.budgets(session, month) if _is_whole(b, campaign.id)), None)
        themes = queries.themes(session, campaign.id)
    return make_response(
        render_template(
            "plans/adopted.html", plan=plan, draft=plan.draft, campaign=campaign,
            by_unit=_by_unit(duties), themes=themes,
            themes_by_id={theme.id: theme for theme in themes}, deadlines=deadlines, months=months, month=month,
            figures=figures, whole_budget=whole_budget, aims=wording.aims(plan.draft), wording=wording,
            in_a_line=window_wording.in_a_line, said=form_page.said(), one_day=timedelta(days=1),
        )
    )  # fmt: skip


def chosen_month(months: Sequence[str], today: date) -> str:
    """The month asked for, else the present one where the campaign runs now, else the campaign's nearest."""
    wanted = request.args.get("month", "")
    if wanted in months:
        return wanted
    now = month_of(today)
    return now if now in months else months[0] if now < months[0] else months[-1]


def _figures(session: Session, campaign_id: int, month: str) -> list[Agreed]:
    quotas = [quota for quota in queries.quotas(session, month) if quota.campaign_id == campaign_id]
    budgets = {b.outlet_id: b for b in queries.budgets(session, month) if b.campaign_id == campaign_id}
    first = month_start(month)
    last = shift_month(first, 1) - timedelta(days=1)
    windows = [
        window for window in outlet_queries.windows(session)
        if window.valid_from <= last and (window.valid_until is None or first < window.valid_until)
    ]  # fmt: skip
    return [
        Agreed(
            outlet,
            next((q for q in quotas if q.outlet_id == outlet.id and q.window_id is None and q.theme_id is None), None),
            budgets.get(outlet.id),
            tuple(
                (w, next((q for q in quotas if q.window_id == w.id and q.theme_id is None), None))
                for w in windows if w.outlet_id == outlet.id
            ),
            tuple(q for q in quotas if q.outlet_id == outlet.id and q.theme_id is not None),
        )
        for outlet in outlet_queries.outlets(session, last, since=first)
    ]  # fmt: skip


def _is_whole(budget: BudgetView, campaign_id: int) -> bool:
    return budget.campaign_id == campaign_id and budget.outlet_id is None


def _by_unit(duties: Sequence[queries.ObligationView]) -> list[list[queries.ObligationView]]:
    """The duties of each unit together, units in the order in which the plan first names them."""
    found: dict[int, list[queries.ObligationView]] = {}
    for duty in duties:
        found.setdefault(duty.unit_id, []).append(duty)
    return list(found.values())
