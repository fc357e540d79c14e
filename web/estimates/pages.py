"""All estimates with the money of their months, and one estimate with its lines and papers."""

from datetime import date
from typing import Any, Final, NamedTuple

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import NotFound, Refused
from campaigns.queries import estimates as queries
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries.plans import CampaignView
from campaigns.rates import keeping
from campaigns.times import month_start, months_of
from campaigns.values.estimates import EstimateMove, EstimateState, EstimateView, moves_of
from exports import estimate_book, wording
from scheduler import spending
from scheduler.services import costing
from scheduler.spending import Spending
from web import access, form_page, forms, names, papers, rate_words, refusals
from web.estimates import wording as words
from web.estimates.blueprint import bp
from web.form_page import Ask
from web.language import gettext as _

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTHING: Final[forms.Filled[Any]] = forms.Filled({}, None)


class Row(NamedTuple):
    """A line of the money of the months."""

    month: str
    name: str  # empty: all outlets
    told: Spending


def campaign_at_hand(session: Session) -> CampaignView | None:
    """The campaign that ``?campaign=`` names, else the newest; None where there is none.

    Raises:
        NotFound: ``campaign.unknown``.
    """
    listed, wanted = plan_queries.campaigns(session), forms.clean(request.args.get("campaign", ""))
    if not wanted:
        return listed[-1] if listed else None
    found = next((one for one in listed if one.slug == wanted), None)
    if found is None:
        raise NotFound("campaign.unknown", id=wanted[:40])
    return found


@bp.get("")
@access.roles(*access.OFFICE)
def listed() -> ResponseReturnValue:
    """A campaign's estimates, and month by month what may be spent, is committed, was delivered and is payable."""
    with access.reading() as session:
        campaign = campaign_at_hand(session)
        if campaign is None:
            return render_template("estimates/list.html", campaign=None)
        found = queries.estimates(session, campaign.id)
        rows = money(session, campaign, tuple(months_of(campaign.starts_on, campaign.ends_before)))
        return render_template(
            "estimates/list.html", campaign=campaign, campaigns=plan_queries.campaigns(session), estimates=found,
            rows=rows, words=words,
        )  # fmt: skip


@bp.get("/<uid>")
@access.roles(*access.OFFICE)
def show(uid: str) -> ResponseReturnValue:
    """An estimate: its lines, what it cannot say, what befell it, its papers."""
    return page(uid)


@bp.get("/<uid>.xlsx")
@access.roles(*access.OFFICE)
def as_workbook(uid: str) -> Response:
    """The estimate for a spreadsheet, its sums as formulas."""
    with access.reading() as session:
        view = queries.estimate(session, uid)
    dated = view.events[-1].dated if view.events else month_start(view.first_month)
    name = wording.ascii_slug(view.title) or "kinh-phi"
    return papers.file(
        estimate_book.workbook(view, dated=dated), XLSX, plain=f"{view.first_month}_du-toan_{name}.xlsx",
        full=f"Dự toán {view.title[:150].replace('/', '-')}.xlsx",
    )  # fmt: skip


def page(
    uid: str, *, line: forms.Filled[Any] = NOTHING, step: forms.Filled[Any] = NOTHING, trouble: Refused | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    """One estimate's page; ``line`` and ``step`` are its forms as they came, ``trouble`` a rule's no."""
    with access.reading() as session:
        view = queries.estimate(session, uid)
        campaign = plan_queries.campaign(session, view.campaign_id)
        months = costing.months_between(view.first_month, view.last_month)
        questions: list[Any] = []
        if view.state is EstimateState.DRAFTED:
            questions = costing.proposed(session, view.campaign_id, view.first_month, view.last_month)[1]
        rows = money(session, campaign, months) if view.binds else []
        outlets = outlet_queries.outlets(session, form_page.today())
        told = render_template(
            "estimates/show.html", estimate=view, campaign=campaign, words=words, questions=questions, rows=rows,
            asked=[(refusals.sentence(one.code, one.facts), one.facts.get("at", "")) for one in questions],
            reckoned=_reckoned(view), bills=costing.bills(session, view), rate_words=rate_words,
            moves=moves_of(view.state),
            line=line, step=step, line_asks=line_asks(outlets, months), step_asks=step_asks(view),
            called=names.called(session, {event.actor for event in view.events}), spoken=form_page.spoken,
            steps=_steps(view), drafted=view.state is EstimateState.DRAFTED, appraise=EstimateMove.APPRAISE,
            trouble="" if trouble is None else refusals.of(trouble), said=form_page.said(),
        )  # fmt: skip
    return make_response(told, status)


def money(session: Session, campaign: CampaignView, months: tuple[str, ...]) -> list[Row]:
    """Caps and what became of them, in the names of the months."""
    zone = access.site().settings.zone
    called = outlet_queries.names(session)
    found = spending.spending(session, campaign, months, today=form_page.today(), zone=zone)
    return [
        Row(one.month, "" if one.outlet_id is None else called.on(one.outlet_id, month_start(one.month))[0], one)
        for one in found
    ]


def line_asks(outlets: Any, months: tuple[str, ...]) -> list[Ask]:
    """What a line by hand asks for."""
    return [
        Ask("kind", _("Loại chi"), "select", choices=names.choices(words.KINDS)),
        Ask("text", _("Nội dung chi"), hint=_("Thí dụ: tập huấn cán bộ một cửa cấp xã")),
        Ask("unit", _("Đơn vị tính"), hint=_("Thí dụ: lớp, cuộc, tấm"), more={"kind": "short"}),
        Ask("quantity", _("Số lượng"), "number"),
        Ask("price_vnd", _("Đơn giá (đồng)"), "number"),
        Ask("source", _("Đơn giá theo văn bản nào, do ai báo")),
        Ask("outlet", _("Chi cho đài, báo"), "select", empty=_("không thuộc đài, báo nào"), optional=True,
            choices=[(str(one.id), one.short_name) for one in outlets]),
        Ask("month", _("Tháng"), "select", empty=_("không thuộc riêng tháng nào"), optional=True,
            choices=[(month, month) for month in months]),
    ]  # fmt: skip


def step_asks(view: EstimateView) -> list[Ask]:
    """What the next step asks for: its paper, by what it is."""
    moves = [move for move in moves_of(view.state) if move is not EstimateMove.APPRAISE]
    label = _(words.PAPERS[moves[0]]) if len(moves) == 1 else _("Số văn bản")
    return [Ask("paper", label, hint=_("Thí dụ 12/TTr-STP")), Ask("dated", _("Ngày văn bản"), "date")]


def _reckoned(view: EstimateView) -> dict[int, list[str]]:
    """How each price that a price list's line gave came about."""
    return {
        line.id: rate_words.steps(keeping.quote_of_json(line.quote)) for line in view.lines if line.quote is not None
    }


def _steps(view: EstimateView) -> list[tuple[EstimateState, bool, date | None]]:
    """Every state in order, whether it is reached, and since when."""
    listed = list(EstimateState)
    moved = {
        EstimateState.SENT: EstimateMove.SEND, EstimateState.APPRAISED: EstimateMove.APPRAISE,
        EstimateState.APPROVED: EstimateMove.APPROVE, EstimateState.ALLOCATED: EstimateMove.ALLOCATE,
    }  # fmt: skip
    at = listed.index(view.state)
    found = []
    for place, state in enumerate(listed):
        event = view.last(moved[state]) if state in moved and place <= at else None
        found.append((state, place <= at, event.dated if event else None))
    return found
