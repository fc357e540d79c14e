"""Asking the planner for a month: which figures to reach and what it may use, and the same again with a difference."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from flask import redirect, request
from flask.typing import ResponseReturnValue
from pydantic import Field
from pydantic_core import PydanticCustomError

from campaigns.errors import NotFound, Refused
from campaigns.queries import proposals as queries
from campaigns.queries.plans import CampaignView
from campaigns.values.proposals import Asked, Target
from campaigns.values.words import SlotState, TaskKind
from scheduler import months, stating
from scheduler.months import Facts
from scheduler.services import proposing, tasks
from web import access, form_page, formats, forms
from web.form_page import Ask
from web.language import current
from web.language import gettext as _
from web.months import stretches
from web.months.desk import address, bp, checked_month, wish
from web.months.wording import when

MOST_SPOTS: Final = 9_999
TENTH: Final = 10
"""The part of a budget that the first of the usual questions takes away."""


class AskedForm(forms.Form):
    """What a proposal may use. Figures come in fields of their own, ``spots-<n>``."""

    must: forms.Tick = False
    even_themes: forms.Tick = False
    even_windows: forms.Tick = False
    on_holidays: forms.Tick = False
    movable: forms.Tick = False
    through: forms.Line = ""
    budget_vnd: forms.Amount = None
    left_out: Annotated[list[forms.NeededInt], Field(default_factory=list)]
    preferred: Annotated[list[forms.NeededInt], Field(default_factory=list)]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that the form asks for."""

    target: Target  # as it would be asked without a person's word
    label: str
    agreed: bool
    ordered: int = 0  # slots of the campaign at the outlet, missed ones too; known where nothing was agreed

    @property
    def hint(self) -> str:
        """Where its figure comes from."""
        if self.ordered:
            return _("Chưa có chỉ tiêu trong hồ sơ; đã đặt %(ordered)s lượt, kể cả lượt lỡ", ordered=self.ordered)
        return _("Theo: %(source)s", source=self.target.source) if self.agreed else _("Chưa có chỉ tiêu trong hồ sơ")


@bp.get("/<month>/proposal")
@access.roles(*access.PLANNERS)
def ask_page(month: str) -> ResponseReturnValue:
    """The form, with the agreed figures already in it."""
    facts, campaign = _month(month)
    lines = _lines(facts, campaign)
    typed: dict[str, Any] = {
        f"spots-{n}": str(line.target.spots) if line.agreed else "" for n, line in enumerate(lines)
    }
    again = request.args.get("movable") == "1"
    if again:  # where nothing was agreed, what was ordered is to be had again
        typed |= {f"spots-{n}": str(line.ordered or "") for n, line in enumerate(lines) if not line.agreed}
    typed |= _again(lines)
    typed |= {"even_themes": "1", "even_windows": "1"}
    typed |= {name: "1" if request.args.get(name) == "1" else "" for name in ("movable", "must", "on_holidays")}
    return _page(facts, campaign, lines, forms.Filled(typed, None))


def _again(lines: Sequence[Line]) -> dict[str, str]:
    """Figures that were asked for before, as the address names them: ``ask=outlet.window.theme.spots``, 0 for none."""
    asked = dict(told[:100].rsplit(".", 1) for told in request.args.getlist("ask")[:200] if "." in told[:100])
    names = [f"{t.outlet_id}.{t.window_id or 0}.{t.theme_id or 0}" for t in (line.target for line in lines)]
    return {f"spots-{n}": forms.clean(asked[name])[:9] for n, name in enumerate(names) if name in asked}


@bp.post("/<month>/proposal")
@access.roles(*access.PLANNERS)
def ask(month: str) -> ResponseReturnValue:
    """Put a proposal in line; its page shows how far it is and then leads to the board."""
    facts, campaign = _month(month)
    lines = _lines(facts, campaign)
    filled = _with_figures(forms.take(AskedForm), lines)
    if filled.value is None:
        return _page(facts, campaign, lines, filled)
    told: AskedForm = filled.value
    targets = _targets(lines, filled.typed)
    if not targets:
        return _page(facts, campaign, lines, filled.with_error("spots-0", "proposal.no_target"))
    asked = Asked(
        campaign.id, targets, frozenset(told.left_out), frozenset(told.preferred), told.even_themes, told.on_holidays,
        told.movable, told.budget_vnd, even_windows=told.even_windows, must=told.must,
    )  # fmt: skip
    if told.through in {"", month}:
        return _begin(month, asked)
    try:
        with access.reading() as session:
            whole = proposing.asked_through(session, facts, asked, told.through, who=access.me().name)
    except Refused as refusal:
        return _page(facts, campaign, lines, filled.with_error("through", refusal.code))
    return stretches.begin(whole)


@bp.post("/<month>/proposals/<uid>/what-if")
@access.roles(*access.PLANNERS)
def what_if(month: str, uid: str) -> ResponseReturnValue:
    """The same question with one difference, to be laid beside the first: ``do`` is budget, twice, outlet or again.

    Places that a person refused stay refused.
    """
    facts, _campaign = _month(month)
    with access.reading() as session:
        view = queries.proposal(session, uid)
    do = request.form.get("do", "")
    asked = view.asked
    if do == "budget" and (agreed := budget_of(facts, asked)):
        less = agreed - agreed // TENTH
        asked = replace(asked, budget_vnd=less, label=_("Kinh phí giảm 10 %%") % {})
    elif do == "twice":
        doubled = tuple(replace(one, spots=2 * one.spots) for one in asked.targets)
        asked = replace(asked, targets=doubled, label=_("Gấp đôi chỉ tiêu"))
    elif do == "outlet" and (out := _outlet(facts, request.form.get("outlet", ""))) is not None:
        name = next(one.short_name or one.name for one in facts.outlets if one.id == out)
        asked = replace(asked, left_out=asked.left_out | {out}, label=_("Không đặt thêm ở %(outlet)s", outlet=name))
    elif do == "again" and view.refused:
        asked = replace(asked, label=_("Tìm chỗ khác cho chỗ đã bỏ"))
    else:
        raise NotFound("proposal.unknown_question")
    asked = replace(asked, unwanted=asked.unwanted | view.refused)
    return _begin(month, asked, against=uid)


def budget_of(facts: Facts, asked: Asked) -> int | None:
    """The sum for all outlets that a question holds to; None: none was agreed."""
    if asked.budget_vnd is not None:
        return asked.budget_vnd
    own = [one for one in facts.budgets if one.campaign_id == asked.campaign_id]
    whole = [one.amount_vnd for one in own if one.outlet_id is None]
    return whole[-1] if whole else sum(one.amount_vnd for one in own) or None


def _outlet(facts: Facts, told: str) -> int | None:
    return next((one.id for one in facts.outlets if str(one.id) == told), None)


def _begin(month: str, asked: Asked, *, against: str = "") -> ResponseReturnValue:
    with access.deciding() as work:
        uid = tasks.ask(work, TaskKind.PROPOSE, {"month": month, "asked": asked.as_json(), "against": against})
    return redirect(f"/tasks/{uid}", code=303)


def _month(month: str) -> tuple[Facts, CampaignView]:
    """The month on record and the campaign that the address means; NotFound ``campaign.unknown``."""
    with access.reading() as session:
        facts = months.gather(session, checked_month(month), now=access.now(), zone=access.site().settings.zone)
    if (campaign := facts.campaign(wish().campaign)) is None:
        raise NotFound("campaign.unknown")
    return facts, campaign


def _lines(facts: Facts, campaign: CampaignView) -> tuple[Line, ...]:
    """Every agreed figure, then the outlets that have a window in the month and no figure."""
    names = {one.id: one.short_name or one.name for one in facts.outlets}
    windows = {one.id: one for one in facts.windows}
    themes = {one.id: one for one in facts.themes}
    lines = []
    for target in stating.agreed_targets(facts, campaign.id):
        of = [names.get(target.outlet_id, "")]
        if target.window_id in windows:
            window = windows[target.window_id]
            of.append(f"{when(window)} {window.programme}")
        if target.theme_id in themes:
            of.append(f"{themes[target.theme_id].letter} {themes[target.theme_id].name}")
        lines.append(Line(target, " · ".join(of), agreed=True))
    agreed = {line.target.outlet_id for line in lines}
    ordered = Counter(
        slot.outlet_id for slot in facts.slots
        if slot.campaign_id == campaign.id and slot.state is not SlotState.CANCELLED
    )  # fmt: skip
    used = {window.outlet_id for window in facts.windows}
    lines += [
        Line(Target(one.id, 0, access.me().name), names[one.id], agreed=False, ordered=ordered[one.id])
        for one in facts.outlets if one.id in used - agreed
    ]  # fmt: skip
    return tuple(lines)


def _with_figures(filled: forms.Filled[Any], lines: Sequence[Line]) -> forms.Filled[Any]:
    """The form with its figures as typed, and what is wrong with them."""
    typed = dict(filled.typed)
    for number in range(len(lines)):
        typed[f"spots-{number}"] = request.form.get(f"spots-{number}", "")
    filled = forms.Filled(typed, filled.value, filled.errors)
    for number in range(len(lines)):
        name = f"spots-{number}"
        try:
            spots = forms.read_int(typed[name])
        except PydanticCustomError as error:
            filled = filled.with_error(name, error.type)
            continue
        if spots is not None and not 0 <= spots <= MOST_SPOTS:
            filled = filled.with_error(name, "form.between", low=0, high=MOST_SPOTS)
    return filled


def _targets(lines: Sequence[Line], typed: Mapping[str, Any]) -> tuple[Target, ...]:
    """Figures above nothing; one that a person changed is that person's."""
    found = []
    for number, line in enumerate(lines):
        spots = forms.read_int(typed[f"spots-{number}"]) or 0
        if not spots:
            continue
        source = line.target.source if spots == line.target.spots else access.me().name
        found.append(replace(line.target, spots=spots, source=source))
    return tuple(found)


def _through(campaign: CampaignView, month: str) -> list[Ask]:
    """Up to which month; nothing where the campaign ends with this one."""
    if not (later := stretches.choices(campaign, month)):
        return []
    hint = _("Tháng sau theo chỉ tiêu của tháng đó trong hồ sơ; chưa có thì theo số ở trên")
    return [Ask("through", _("Xếp đến hết tháng"), "select", choices=later, empty=_("Chỉ tháng này"), hint=hint)]


def _page(
    facts: Facts, campaign: CampaignView, lines: Sequence[Line], filled: forms.Filled[Any]
) -> ResponseReturnValue:
    figures = [
        Ask(f"spots-{n}", line.label, "number", hint=line.hint, optional=not line.agreed,
            heading=_("Số lượt cần có trong tháng") if n == 0 else "")
        for n, line in enumerate(lines)
    ]  # fmt: skip
    outlets = [(str(one.id), one.name) for one in facts.outlets if one.id in {w.outlet_id for w in facts.windows}]
    windows = [(str(one.id), f"{when(one)} {one.programme} · {one.channel}") for one in facts.windows]
    asks = [
        *figures,
        Ask("must", _("Phải đủ mọi chỉ tiêu"), "tick",
            hint=_("Nếu không thể, nói rõ những điều mâu thuẫn thay vì xếp thiếu")),
        *_through(campaign, facts.month),
        Ask("even_themes", _("Chia đều các chủ đề"), "tick", heading=_("Cách xếp"),
            hint=_("Khi chỉ tiêu không nêu riêng chủ đề nào")),
        Ask("even_windows", _("Chia đều các khung, chương trình"), "tick",
            hint=_("Khi chỉ tiêu không nêu riêng khung nào")),
        Ask("on_holidays", _("Dùng cả ngày nghỉ lễ"), "tick"),
        Ask("movable", _("Được dời các lượt dự kiến chưa xác nhận"), "tick",
            hint=_("Dời ít nhất có thể; lượt đã xác nhận hoặc đã phát luôn giữ nguyên")),
        Ask("budget_vnd", _("Kinh phí tối đa (đồng)"), "number", optional=True,
            hint=_("Bỏ trống để theo kinh phí đã duyệt; xếp nhiều tháng thì đây là tổng cho cả đợt")),
        Ask("preferred", _("Khung ưu tiên"), "checks", choices=windows,
            hint=_("Dùng trước khi có thể chọn, không đổi chỉ tiêu")),
        Ask("left_out", _("Không đặt thêm ở"), "checks", choices=outlets),
    ]  # fmt: skip
    return form_page.page(
        _("Đề xuất tự động"), asks, filled, back=address(facts.month), submit=_("Tìm cách xếp tốt nhất"),
        kicker=formats.month_long(facts.month, language=current()),
        lead=_("Lịch Sóng tìm cách xếp đạt chỉ tiêu nhiều nhất mà không vi phạm quy tắc nào, và nói rõ chỗ không thể."),
        told=(_("Chưa có gì đổi trên bảng cho đến khi anh/chị nhận đề xuất."),),
    )  # fmt: skip
