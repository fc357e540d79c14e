"""What a person does to an estimate: starts it, adds and removes lines, sends it on by a paper."""

from collections.abc import Callable
from typing import Annotated, Any

from flask import redirect, request
from flask.typing import ResponseReturnValue

from campaigns.errors import Denied, NotFound, Refused, Stale
from campaigns.store import UnitOfWork
from campaigns.times import months_of
from campaigns.values.estimates import MOST_VND, CostKind, EstimateMove
from scheduler.services import estimating
from scheduler.services.estimating import Typed
from web import access, form_page, forms
from web.estimates import pages
from web.estimates.blueprint import bp
from web.form_page import ID, Ask, within
from web.language import gettext as _

Money = Annotated[forms.NeededAmount, within(0, MOST_VND)]
Count = Annotated[forms.NeededInt, within(1, 1_000_000)]


class NewForm(forms.Form):
    """What a new estimate asks for."""

    title: forms.NeededLine
    first_month: forms.NeededLine
    last_month: forms.NeededLine
    funding: forms.Line = ""


class DescribeForm(forms.Form):
    """What an estimate is called and where its money is to come from."""

    version: forms.NeededInt
    title: forms.NeededLine
    funding: forms.Line = ""


class LineForm(forms.Form):
    """A line by hand."""

    version: forms.NeededInt
    kind: CostKind
    text: forms.NeededLine
    unit: forms.NeededLine
    quantity: Count
    price_vnd: Money
    source: forms.NeededLine
    outlet: Annotated[forms.Int, within(1, 2**31 - 1)] = None
    month: forms.Line = ""


class StepForm(forms.Form):
    """A step by a paper."""

    version: forms.NeededInt
    move: EstimateMove
    paper: forms.NeededLine
    dated: forms.NeededDate


class VersionForm(forms.Form):
    """A step that asks for nothing else."""

    version: forms.NeededInt


@bp.route("/new", methods=["GET", "POST"], endpoint="new")
@access.roles(*access.PLANNERS)
def new() -> ResponseReturnValue:
    """A new estimate for some months of a campaign, filled from its quotas and prices."""
    with access.reading() as session:
        campaign = pages.campaign_at_hand(session)
    if campaign is None:
        raise NotFound("campaign.unknown", id="")
    months = months_of(campaign.starts_on, campaign.ends_before)
    filled: forms.Filled[Any] = forms.Filled({"first_month": months[0], "last_month": months[-1]}, None)
    if request.method == "POST":
        filled = forms.take(NewForm)

        def start(told: NewForm) -> str:
            with access.deciding() as work:
                return estimating.start(
                    work, campaign.id, title=told.title, first_month=told.first_month, last_month=told.last_month,
                    funding=told.funding,
                )  # fmt: skip

        beside = {"estimate.months": "last_month", "month.unreadable": "first_month"}
        filled, _stale, uid = form_page.settle(filled, start, beside)
        if uid:
            return redirect(f"/estimates/{uid}", code=303)
    choices = [(month, month) for month in months]
    asks = [
        Ask("title", _("Tên dự toán"), hint=_("Thí dụ: Dự toán kinh phí truyền thông quý II năm 2017")),
        Ask("first_month", _("Từ tháng"), "select", choices=choices),
        Ask("last_month", _("Đến hết tháng"), "select", choices=choices),
        Ask("funding", _("Nguồn kinh phí"), optional=True, hint=_("Ghi như trong kế hoạch; bỏ trống nếu chưa rõ")),
    ]
    return form_page.page(
        _("Lập dự toán"), asks, filled, back=f"/estimates?campaign={campaign.slug}", submit=_("Lập dự toán"),
        kicker=campaign.name,
        lead=_("Dòng phát sóng, đăng bài lấy từ chỉ tiêu và giá đã thống nhất; chỗ nào thiếu thì hỏi, không tự điền."),
    )  # fmt: skip


@bp.post("/<uid>/describe")
@access.roles(*access.PLANNERS)
def describe(uid: str) -> ResponseReturnValue:
    """Another title or source of money."""
    filled = forms.take(DescribeForm)
    if (told := filled.value) is None:
        return pages.page(uid, trouble=Refused("form.required"), status=422)
    return _done(uid, lambda work: estimating.describe(
        work, uid, title=told.title, funding=told.funding, seen_version=told.version,
    ))  # fmt: skip


@bp.post("/<uid>/refill")
@access.roles(*access.PLANNERS)
def refill(uid: str) -> ResponseReturnValue:
    """Lines from quotas and prices as they now stand."""
    filled = forms.take(VersionForm)
    if (told := filled.value) is None:
        return pages.page(uid, trouble=Refused("form.not_understood"), status=422)
    return _done(uid, lambda work: estimating.refill(work, uid, seen_version=told.version))


@bp.post("/<uid>/lines")
@access.roles(*access.PLANNERS)
def add_line(uid: str) -> ResponseReturnValue:
    """A line by hand."""
    filled = forms.take(LineForm)
    if (told := filled.value) is None:
        return pages.page(uid, line=filled, status=422)
    typed = Typed(told.kind, told.text, told.unit, told.quantity, told.price_vnd, told.source, told.outlet,
                  told.month or None)  # fmt: skip
    return _done(uid, lambda work: estimating.add_line(work, uid, typed, seen_version=told.version), line=filled)


@bp.post(f"/<uid>/lines/<{ID}:line_id>/remove")
@access.roles(*access.PLANNERS)
def remove_line(uid: str, line_id: int) -> ResponseReturnValue:
    """Take a line away."""
    filled = forms.take(VersionForm)
    if (told := filled.value) is None:
        return pages.page(uid, trouble=Refused("form.not_understood"), status=422)
    return _done(uid, lambda work: estimating.remove_line(work, uid, line_id, seen_version=told.version))


@bp.post("/<uid>/moves")
@access.roles(*access.PLANNERS)
def move(uid: str) -> ResponseReturnValue:
    """A step further by a paper; the appraisal has a page of its own."""
    filled = forms.take(StepForm)
    told = filled.value
    if told is None or told.move is EstimateMove.APPRAISE:
        return pages.page(uid, step=filled, status=422)
    return _done(uid, lambda work: estimating.move(
        work, uid, told.move, paper=told.paper, dated=told.dated, seen_version=told.version,
    ), step=filled)  # fmt: skip


def _done(uid: str, decide: Callable[[UnitOfWork], object], **kept: Any) -> ResponseReturnValue:
    """Decide, and show the estimate; refused, it says why and keeps what was typed."""
    try:
        with access.deciding() as work:
            decide(work)
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        status = 409 if isinstance(refusal, Stale) else 422
        return pages.page(uid, trouble=refusal, status=status, **kept)
    return redirect(f"/estimates/{uid}?said=saved", code=303)
