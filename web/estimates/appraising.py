"""What the finance body left of an estimate: each line with its quantity, price and the reason of a cut."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from pydantic_core import PydanticCustomError

from campaigns.errors import Denied, NotFound, Refused, Stale
from campaigns.queries import estimates as queries
from campaigns.values.estimates import EstimateMove, EstimateState, EstimateView, advance
from scheduler.services import estimating
from scheduler.services.estimating import Cut
from web import access, form_page, forms, refusals
from web.estimates.blueprint import bp
from web.form_page import Ask
from web.language import gettext as _


class PaperForm(forms.Form):
    """The finance body's paper."""

    version: forms.NeededInt
    paper: forms.NeededLine
    dated: forms.NeededDate


@bp.route("/<uid>/appraise", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def appraise(uid: str) -> ResponseReturnValue:
    """Line by line what is left, by the finance body's paper."""
    with access.reading() as session:
        view = queries.estimate(session, uid)
    if view.state is not EstimateState.SENT and request.method == "GET":
        return redirect(f"/estimates/{uid}", code=303)
    if request.method == "GET":
        return _page(view, forms.Filled(_typed(view), None))
    advance(view.state, EstimateMove.APPRAISE)
    filled, cuts = _cuts(view, forms.take(PaperForm))
    if (told := filled.value) is None:
        return _page(view, filled, status=422)
    try:
        with access.deciding() as work:
            estimating.appraise(work, uid, cuts, paper=told.paper, dated=told.dated, seen_version=told.version)
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        status = 409 if isinstance(refusal, Stale) else 422
        return _page(view, filled, trouble=refusals.of(refusal), status=status)
    return redirect(f"/estimates/{uid}?said=saved", code=303)


def _typed(view: EstimateView) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for line in view.lines:
        told |= {
            f"quantity-{line.id}": str(line.quantity),
            f"price-{line.id}": str(line.price_vnd),
            f"why-{line.id}": "",
        }
    return told


def _cuts(view: EstimateView, filled: forms.Filled[Any]) -> tuple[forms.Filled[Any], dict[int, Cut]]:
    """What is typed of each line; what is no figure is said beside its field."""
    typed = {name: request.form.get(name, "") for name in _typed(view)}
    kept: forms.Filled[Any] = forms.Filled({**filled.typed, **typed}, filled.value, filled.errors)
    found: dict[int, Cut] = {}
    for line in view.lines:
        figures = []
        for name, usual in ((f"quantity-{line.id}", line.quantity), (f"price-{line.id}", line.price_vnd)):
            try:
                figure = forms.read_int(typed[name])
            except PydanticCustomError:
                kept = kept.with_error(name, "form.not_a_number")
                figure = None
            figures.append(usual if figure is None else figure)
        found[line.id] = Cut(figures[0], figures[1], forms.clean(typed[f"why-{line.id}"])[:300])
    return kept, found


def _page(view: EstimateView, filled: forms.Filled[Any], *, trouble: str = "", status: int = 200) -> Response:
    asks = [
        Ask("paper", _("Số văn bản thẩm định"), hint=_("Thí dụ 88/STC-HCSN")),
        Ask("dated", _("Ngày văn bản"), "date"),
    ]
    labels = (("quantity", _("Số lượng")), ("price", _("Đơn giá")), ("why", _("Lý do giảm")))
    names = [Ask(f"{name}-{one.id}", f"{label} · {one.place}") for one in view.lines for name, label in labels]
    told = render_template(
        "estimates/appraise.html", estimate=view, form=filled, asks=asks, every=[*asks, *names], trouble=trouble,
        spoken=form_page.spoken, version=filled.typed.get("version", view.version),
    )  # fmt: skip
    return make_response(told, status)
