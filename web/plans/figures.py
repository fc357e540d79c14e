"""Forms for what was agreed under a plan: a number of spots, or an amount, each with who or what gave it."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.errors import NotFound
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as queries
from campaigns.services import outlets as services
from campaigns.store import UnitOfWork
from campaigns.times import months_of
from campaigns.values.slots import BudgetView, QuotaView
from web import access, form_page, formats, forms, language
from web.form_page import ID, Ask
from web.language import gettext as _
from web.plans import adopted
from web.plans.blueprint import bp

F = TypeVar("F", bound=forms.Form)
REFUSED_AT: Final = {"quota.no_source": "source", "month.unreadable": "month", "quota.unknown_subject": "outlet"}


class QuotaForm(forms.Form):
    """A number of spots for a month, or for every month; an empty number takes it away."""

    outlet: forms.NeededInt
    window: forms.Int = None
    theme: forms.Int = None
    month: forms.Line = ""
    spots: forms.Int = None
    source: forms.Line = ""


class BudgetForm(forms.Form):
    """An amount for a month, or for every month; an empty amount takes it away."""

    outlet: forms.Int = None
    month: forms.Line = ""
    amount_vnd: forms.Amount = None
    source: forms.Line = ""


@bp.route(f"/<{ID}:plan_id>/quota", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def quota(plan_id: int) -> ResponseReturnValue:
    """Spots agreed at an outlet; ``?outlet= &window= &theme= &month=`` choose whose, ``spots`` a number."""
    found = _Campaign(plan_id)

    def save(work: UnitOfWork, told: QuotaForm) -> None:
        services.set_quota(
            work, campaign_id=found.id, outlet_id=told.outlet, window_id=told.window, theme_id=told.theme,
            month=told.month or None, spots=told.spots, source=told.source,
        )  # fmt: skip

    filled, done = _taken(_asked(found), QuotaForm, save)
    if done:
        return redirect(_back(plan_id, filled), code=303)
    number = Ask("spots", _("Số lượt đã thống nhất"), "number", hint=_("Bỏ trống để bỏ chỉ tiêu này"))
    return form_page.page(
        _("Chỉ tiêu"), [*found.asks(quota=True), number, _source()], filled, back=_back(plan_id, None),
        submit=_("Lưu chỉ tiêu"), kicker=found.name,
        lead=_("Chỉ tiêu là con số đã thống nhất với đài, báo cho mỗi tháng. Lịch Sóng không tự đặt con số nào."),
    )  # fmt: skip


@bp.route(f"/<{ID}:plan_id>/budget", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def budget(plan_id: int) -> ResponseReturnValue:
    """What may be spent, in all or at an outlet; ``?outlet= &month=`` choose whose figure."""
    found = _Campaign(plan_id)

    def save(work: UnitOfWork, told: BudgetForm) -> None:
        services.set_budget(
            work, campaign_id=found.id, outlet_id=told.outlet, month=told.month or None,
            amount_vnd=told.amount_vnd, source=told.source,
        )  # fmt: skip

    filled, done = _taken(_asked_budget(found), BudgetForm, save)
    if done:
        return redirect(_back(plan_id, filled), code=303)
    amount = Ask("amount_vnd", _("Kinh phí (đồng)"), "number", hint=_("Bỏ trống để bỏ mức kinh phí này"))
    return form_page.page(
        _("Kinh phí"), [*found.asks(quota=False), amount, _source()], filled, back=_back(plan_id, None),
        submit=_("Lưu kinh phí"), kicker=found.name,
    )  # fmt: skip


class _Campaign:
    """What the forms offer: the campaign's outlets, windows, themes and months."""

    def __init__(self, plan_id: int) -> None:
        with access.reading() as session:
            queries.plan(session, plan_id)
            campaign = next((c for c in queries.campaigns(session) if c.plan_id == plan_id), None)
            if campaign is None:
                raise NotFound("campaign.unknown")
            self.id, self.name = campaign.id, campaign.name
            self.themes = queries.themes(session, campaign.id)
            self.windows = outlet_queries.windows(session)
            self.outlets = outlet_queries.outlets(session, form_page.today())
            self.months = months_of(campaign.starts_on, campaign.ends_before)
            wanted = request.args.get("month", "")
            month = wanted if wanted in self.months else adopted.chosen_month(self.months, form_page.today())
            self.month = month
            self.quotas: tuple[QuotaView, ...] = queries.quotas(session, month)
            self.budgets: tuple[BudgetView, ...] = queries.budgets(session, month)

    def asks(self, *, quota: bool) -> list[Ask]:
        """Whose figure it is; a quota needs an outlet, and may be a window's or a theme's."""
        months = [(month, formats.month_long(month, language=language.current())) for month in self.months]
        outlets = [(str(outlet.id), outlet.name) for outlet in self.outlets]
        told = [Ask("outlet", _("Đài, báo"), "select", choices=outlets,
                    empty=_("Chọn đài, báo") if quota else _("Toàn chiến dịch"))]  # fmt: skip
        if quota:
            names = {outlet.id: outlet.short_name for outlet in self.outlets}
            windows = [
                (str(w.id), f"{names.get(w.outlet_id, '')} · {w.channel} · {w.programme}")
                for w in self.windows if w.outlet_id in names
            ]  # fmt: skip
            themes = [(str(theme.id), f"{theme.letter} · {theme.name}") for theme in self.themes]
            told += [
                Ask("window", _("Khung phát sóng"), "select", choices=windows, empty=_("Mọi khung của đài, báo")),
                Ask("theme", _("Chủ đề"), "select", choices=themes, empty=_("Mọi chủ đề")),
            ]
        return [*told, Ask("month", _("Tháng"), "select", choices=months, empty=_("Mỗi tháng của chiến dịch"))]


def _taken(
    asked: dict[str, Any], form: type[F], save: Callable[[UnitOfWork, F], None]
) -> tuple[forms.Filled[Any], bool]:
    """The form as asked for, or as it was sent, and whether what was sent is saved."""
    if request.method != "POST":
        return forms.Filled(asked, None), False

    def decide(told: F) -> bool:
        with access.deciding() as work:
            save(work, told)
        return True

    filled, _stale, done = form_page.settle(forms.take(form), decide, REFUSED_AT)
    return filled, bool(done)


def _source() -> Ask:
    return Ask("source", _("Theo văn bản nào, do ai thống nhất"), hint=_("Ví dụ: Biên bản làm việc ngày 03/03/2017"))


def _asked(found: _Campaign) -> dict[str, Any]:
    """The figure that the address asks for, as it is on record."""
    wanted = {name: _number(name) for name in ("outlet", "window", "theme")}
    typed = {name: str(value or "") for name, value in wanted.items()}
    if (spots := _number("spots")) is not None:  # of whoever asks to keep it; its source is still to be told
        return typed | {"spots": str(spots), "month": found.month}
    for row in found.quotas:
        mine = (row.outlet_id, row.window_id, row.theme_id) == (wanted["outlet"], wanted["window"], wanted["theme"])
        if mine and row.campaign_id == found.id:
            return typed | {"spots": str(row.spots), "source": row.source, "month": row.month or ""}
    return typed | {"month": ""}


def _asked_budget(found: _Campaign) -> dict[str, Any]:
    outlet_id = _number("outlet")
    for row in found.budgets:
        if row.campaign_id == found.id and row.outlet_id == outlet_id:
            amount = f"{row.amount_vnd:,}".replace(",", ".")
            return {"outlet": str(outlet_id or ""), "amount_vnd": amount, "source": row.source,
                    "month": row.month or ""}  # fmt: skip
    return {"outlet": str(outlet_id or ""), "month": ""}


def _number(name: str) -> int | None:
    words = request.args.get(name, "")
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else None


def _back(plan_id: int, filled: forms.Filled[Any] | None) -> str:
    month = (filled.typed.get("month") if filled else request.args.get("month")) or None
    said = "saved" if filled else None
    return url_for("plans.show", plan_id=plan_id, month=month, said=said, _anchor="figures")
