"""A unit's report before the office: looked at, received, returned with a reason, or entered from paper."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns import reporting
from campaigns.errors import NotFound, Refused, Stale
from campaigns.queries import plans as plan_queries
from campaigns.queries import units as queries
from campaigns.services import unit_reports
from campaigns.values.units import ReportState, Standing, Step, UnitReportView
from web import access, figure_forms, form_page, forms, refusals, unit_names
from web.form_page import ID, Ask
from web.language import gettext as _
from web.units.blueprint import bp, period_words

BESIDE = {
    "unit_report.empty": "training_classes", "unit_report.ahead": "handed_on", "unit_report.needs_paper": "paper",
    "unit_report.not_yet": "handed_on", "unit_report.illegal_move": "handed_on", "unit_report.not_a_unit": "handed_on",
}  # fmt: skip


class JudgeForm(forms.Form):
    """The version that was looked at, and why the report goes back."""

    version: forms.NeededInt
    why: forms.Lines = ""


@bp.get(f"/<{ID}:unit_id>/reports/<{ID}:deadline_id>")
@access.roles(*access.OFFICE)
def report(unit_id: int, deadline_id: int) -> ResponseReturnValue:
    """The report of a period as it stands."""
    return _page(unit_id, deadline_id)


@bp.post(f"/<{ID}:unit_id>/reports/<{ID}:deadline_id>/receive")
@access.roles(*access.PLANNERS)
def receive(unit_id: int, deadline_id: int) -> ResponseReturnValue:
    """Take the report as it is."""
    return _judge(unit_id, deadline_id, Step.RECEIVE)


@bp.post(f"/<{ID}:unit_id>/reports/<{ID}:deadline_id>/return")
@access.roles(*access.PLANNERS)
def send_back(unit_id: int, deadline_id: int) -> ResponseReturnValue:
    """Return it with a reason."""
    return _judge(unit_id, deadline_id, Step.RETURN)


def _judge(unit_id: int, deadline_id: int, step: Step) -> ResponseReturnValue:
    filled = forms.take(JudgeForm)
    refusal: Refused | None = None
    if (told := filled.value) is not None:
        try:
            with access.deciding() as work:
                if step is Step.RECEIVE:
                    unit_reports.receive(work, unit_id, deadline_id, seen_version=told.version)
                else:
                    unit_reports.send_back(work, unit_id, deadline_id, why=told.why, seen_version=told.version)
        except NotFound:
            raise
        except Refused as no:
            refusal = no
            if no.code == "unit_report.no_reason":
                filled = filled.with_error("why", no.code)
        else:
            here = url_for("units.report", unit_id=unit_id, deadline_id=deadline_id, said="saved")
            return redirect(here, code=303)
    return _page(unit_id, deadline_id, filled, refusal)


@bp.route(f"/<{ID}:unit_id>/reports/<{ID}:deadline_id>/enter", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def enter(unit_id: int, deadline_id: int) -> ResponseReturnValue:
    """Enter what came on paper, on the day on which it came."""
    with access.reading() as session:
        queries.unit(session, unit_id)
        period = queries.period(session, deadline_id)
        name = queries.institutions(session).on(unit_id, period.last_day).name
        kept = queries.report(session, unit_id, deadline_id)
    now = figure_forms.typed_of(kept.last.figures, kept.last.texts) if kept is not None and kept.last else {}
    first = now | {"handed_on": form_page.today().isoformat()}
    filled: forms.Filled[Any] = forms.Filled(first, None)
    stale = False
    if request.method == "POST":
        filled = forms.take(figure_forms.PaperForm)
        filled, stale, done = form_page.settle(filled, lambda told: _enter(unit_id, deadline_id, told), BESIDE)
        if done:
            here = url_for("units.report", unit_id=unit_id, deadline_id=deadline_id, said="saved")
            return redirect(here, code=303)
    came = [Ask("handed_on", _("Ngày nhận được"), "date", heading=_("Báo cáo giấy")),
            Ask("paper", _("Số, ký hiệu"), more={"required": True})]  # fmt: skip
    return form_page.page(
        _("Nhập báo cáo giấy"), [*came, *figure_forms.asks()], filled, kicker=name, submit=_("Ghi báo cáo"),
        back=url_for("units.report", unit_id=unit_id, deadline_id=deadline_id),
        version=kept.version if kept is not None else 0, current=now if stale else None,
        lead=_("Đúng hạn hay muộn tính theo ngày nhận được báo cáo."),
    )  # fmt: skip


def _enter(unit_id: int, deadline_id: int, form: forms.Form) -> bool:
    figures, texts = figure_forms.told(form)
    told = form.model_dump()
    with access.deciding() as work:
        unit_reports.enter(
            work, unit_id, deadline_id, figures, texts, handed_on=told["handed_on"], paper=told["paper"],
            seen_version=told["version"],
        )  # fmt: skip
    return True


def _page(
    unit_id: int, deadline_id: int, filled: forms.Filled[Any] | None = None, refusal: Refused | None = None
) -> Response:
    today = form_page.today()
    with access.reading() as session:
        queries.unit(session, unit_id)
        period = queries.period(session, deadline_id)
        campaign = plan_queries.campaign(session, period.campaign_id)
        bodies = queries.institutions(session)
        kept = queries.report(session, unit_id, deadline_id)
        branch = reporting.branch_of(queries.figures(session, period, bodies=bodies).branches, unit_id)
        previous = queries.previous(session, unit_id, period)
        opens = reporting.opens_on(period, queries.periods(session, campaign.id))
    words = render_template(
        "units/report.html", unit=bodies.on(unit_id, period.last_day), period=period, report=kept,
        words=period_words(period, campaign.reference), standing=reporting.standing(kept, period, today),
        previous=previous[1] if previous else None, below=_below(branch), steps=_steps(kept), open=opens <= today,
        form=filled or forms.Filled({}, None), trouble=refusals.of(refusal) if refusal is not None else "",
        groups=unit_names.groups(), texts=unit_names.texts(), names=unit_names, waiting=Standing.WAITING,
        said=form_page.said(),
    )  # fmt: skip
    status = refusals.status(refusal) if refusal is not None else 422 if filled is not None and filled.errors else 200
    return make_response(words, 409 if isinstance(refusal, Stale) else status)


def _below(branch: Any) -> Any:
    if branch is None or not branch.under:
        return None
    return reporting.summed(one.total for one in branch.under)


def _steps(kept: UnitReportView | None) -> frozenset[str]:
    """What the office may do now, by the steps' values."""
    state = kept.state if kept is not None else ReportState.DRAFT
    return frozenset(step.value for step in reporting.steps(state))
