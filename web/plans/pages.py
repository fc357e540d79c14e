"""All plans, a new one from a file, and one plan: its draft under review, or what it ordered."""

from contextlib import closing
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from campaigns import intake, reading
from campaigns.errors import Refused
from campaigns.models import Plan
from campaigns.queries import plans as queries
from campaigns.services import plans as services
from campaigns.values.words import PlanState, TaskKind
from scheduler.services import tasks
from web import access, form_page, forms, names
from web.form_page import ID, Ask
from web.language import gettext as _
from web.plans import adopted, review
from web.plans.blueprint import AT_ONCE, LARGEST, bp

MIB = 1024 * 1024


class YearForm(forms.Form):
    """The year a plan is for, where its text does not say it."""

    year: forms.Int = None


class VersionForm(forms.Form):
    """The version of a plan that a button was shown with."""

    version: forms.NeededInt


@bp.get("")
@access.roles(*access.OFFICE)
def listed() -> ResponseReturnValue:
    """Every plan, newest first, with its campaign where it has one."""
    with access.reading() as session:
        rows = queries.plans(session)
        campaigns = {campaign.plan_id: campaign for campaign in queries.campaigns(session)}
    return render_template("plans/list.html", rows=rows, campaigns=campaigns, names=names, said=form_page.said())


@bp.get("/new")
@access.roles(*access.PLANNERS)
def new() -> ResponseReturnValue:
    """Where a plan's file is handed in."""
    return _upload_page(forms.Filled({"year": forms.clean(request.args.get("year", ""))[:20]}, None))


@bp.post("/new")
@access.roles(*access.PLANNERS)
def upload() -> ResponseReturnValue:
    """Read a plan from its file and keep it as a draft; what cannot be read is refused and nothing is kept.

    A large one is read in outside of the request, and its page tells how far that is.
    """
    filled: forms.Filled[Any] = forms.take(YearForm)
    file = request.files.get("file")
    if file is None or not file.filename:
        filled = filled.with_error("file", "upload.none")
    if filled.value is not None and filled.value.year is not None and not 2000 <= filled.value.year <= 2099:
        filled = filled.with_error("year", "form.between", low=2000, high=2099)
    if filled.value is None or file is None:
        return _upload_page(filled)
    name = forms.clean(file.filename or "")[:200]
    with closing(file):
        content = file.read()
    try:
        if reading.bulk(content, name) > AT_ONCE:
            with access.deciding() as work:
                asked = {"name": name, "year": filled.value.year}
                uid = tasks.ask(work, TaskKind.READ_PLAN, asked, content)
            return redirect(url_for("tasks.show", uid=uid), code=303)
        text = reading.read_plan(content, name)
        draft = intake.read(text, year=filled.value.year).as_json()
    except Refused as refusal:
        return _upload_page(filled.with_error("file", refusal.code, **refusal.facts))
    with access.deciding() as work:
        plan_id = services.save_draft(work, draft, text=text, file_name=name).id
    return redirect(url_for("plans.show", plan_id=plan_id), code=303)


@bp.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """A file over the limit is refused on the page it was handed in on."""
    if request.endpoint != "plans.upload":
        return error
    filled: forms.Filled[Any] = forms.Filled({}, None)
    return _upload_page(filled.with_error("file", "upload.request_too_large", most_mb=LARGEST // MIB), 413)


def _upload_page(filled: forms.Filled[Any], status: int | None = None) -> Response:
    asks = [
        Ask("file", _("Tệp kế hoạch"), "file", hint=_("Tệp .docx dưới 5 MB hoặc .txt dưới 1 MB, mã Unicode")),
        Ask("year", _("Năm thực hiện"), "number", optional=True, hint=_("Chỉ cần khi văn bản không ghi năm")),
    ]
    return form_page.page(
        _("Đọc kế hoạch mới"), asks, filled, back="/plans", submit=_("Đọc kế hoạch"), status=status,
        lead=_("Lịch Sóng đọc các mục trong văn bản và hỏi lại chỗ chưa rõ."),
        told=(_("Chưa có gì áp dụng cho đến khi anh/chị duyệt."),),
        enctype="multipart/form-data",
    )  # fmt: skip


@bp.get(f"/<{ID}:plan_id>")
@access.roles(*access.OFFICE)
def show(plan_id: int) -> ResponseReturnValue:
    """A draft under review, or what an adopted plan ordered."""
    with access.reading() as session:
        plan = queries.plan(session, plan_id)
    if plan.state is PlanState.ADOPTED:
        return adopted.page(plan)
    return review.page(plan, forms.Filled(review.typed_of(plan.draft), None))


@bp.post(f"/<{ID}:plan_id>")
@access.roles(*access.PLANNERS)
def correct(plan_id: int) -> ResponseReturnValue:
    """Keep the corrections of a draft; then, if asked, go on to adopting it."""
    with access.reading() as session:
        plan = queries.plan(session, plan_id)
    filled = review.checked(forms.take(review.ReviewForm))

    def save(told: review.ReviewForm) -> bool:
        draft = review.corrected(plan.draft, told)
        with access.deciding() as work:
            services.correct(work, plan_id, draft, seen_version=told.version)
        return True

    filled, stale, done = form_page.settle(filled, save, {"plan.adopted": "main"})
    if done:
        onward = "plans.adopt" if filled.value and filled.value.then == "adopt" else "plans.show"
        return redirect(url_for(onward, plan_id=plan_id, said="saved"), code=303)
    return review.page(plan, filled, stale=stale)


@bp.route(f"/<{ID}:plan_id>/discard", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def discard(plan_id: int) -> ResponseReturnValue:
    """Throw a draft away, after asking once; whoever asked before someone saved is asked again."""
    with access.reading() as session:
        plan = queries.plan(session, plan_id)
    if plan.state is PlanState.ADOPTED:
        return redirect(url_for("plans.show", plan_id=plan_id), code=303)
    filled: forms.Filled[Any] = forms.Filled({}, None)
    stale = False
    if request.method == "POST":

        def drop(told: VersionForm) -> bool:
            with access.deciding() as work:
                services.discard(work, plan_id, seen_version=told.version)
            return True

        filled, stale, done = form_page.settle(forms.take(VersionForm), drop, {})
        if done:
            return redirect(url_for("plans.listed", said="discarded"), code=303)
    told = [_("Lịch sử vẫn ghi là đã có bản đọc này; tệp gốc của anh/chị không đổi.")]
    if stale:
        told = [_("Người khác vừa sửa bản đọc này. Xin xem lại trước khi bỏ."), *told]
    return form_page.page(
        _("Bỏ bản đọc này?"), [], forms.Filled({}, None), back=url_for("plans.show", plan_id=plan_id),
        submit=_("Bỏ bản đọc này"), version=plan.version, kicker=plan.title or plan.file_name, told=told,
        status=409 if stale else 422 if filled.errors else 200,
    )  # fmt: skip


@bp.get(f"/<{ID}:plan_id>/text")
@access.roles(*access.OFFICE)
def text(plan_id: int) -> ResponseReturnValue:
    """The plan's text as it was read."""
    with access.reading() as session:
        plan: Plan = queries.plan(session, plan_id)
    return make_response(render_template("plans/text.html", plan=plan))
