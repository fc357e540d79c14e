"""The form for how often a standing programme must appear in a campaign, as agreed with its outlet."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import NotFound
from campaigns.queries import plans as plan_queries
from campaigns.queries import programmes as queries
from campaigns.queries import rhythms
from campaigns.queries.plans import CampaignView, ObligationView
from campaigns.services import outlets as services
from campaigns.values.rhythms import RhythmView
from campaigns.values.words import RhythmUnit
from web import access, continuity, form_page, forms, names
from web.form_page import ID, Ask
from web.language import gettext as _
from web.outlets.blueprint import bp

REFUSED_AT: Final = {"quota.no_source": "source", "rhythm.outside": "from_day", "quota.unknown_subject": "duty"}
LONGEST_DUTY: Final = 110


class RhythmForm(forms.Form):
    """How often, from when, and who or what says so; an empty number takes it away from that day on."""

    unit: RhythmUnit
    number: Annotated[forms.Int, form_page.within(1, 366)] = None
    from_day: forms.NeededDate
    source: forms.Line = ""
    duty: forms.Int = None
    version: forms.NeededInt


def at_hand(session: Session, wanted: str = "") -> CampaignView | None:
    """The campaign whose rhythms are shown: the one asked for, else the one that runs."""
    return plan_queries.at_hand(plan_queries.campaigns(session), form_page.today(), forms.clean(wanted)[:80])


def agreed(session: Session, campaign: CampaignView | None) -> Mapping[int, RhythmView]:
    """By programme the newest entry, as far as something is agreed."""
    entries = rhythms.entries(session, campaign.id) if campaign else {}
    return {programme: told[-1] for programme, told in entries.items() if told[-1].number is not None}


@bp.route(f"/<slug>/programmes/<{ID}:programme_id>/rhythm", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def rhythm(slug: str, programme_id: int) -> ResponseReturnValue:
    """How often a programme must appear; ``?campaign=`` chooses for which campaign."""
    with access.reading() as session:
        row, channel = queries.programme_row(session, queries.outlet_row(session, slug).id or 0, programme_id)
        if (campaign := at_hand(session, request.args.get("campaign", ""))) is None:
            raise NotFound("campaign.unknown")
        told = rhythms.entries(session, campaign.id, programme_id=programme_id).get(programme_id, ())
        duties = plan_queries.obligations(session, campaign.plan_id, form_page.today())
        on = f"{channel.name} · {row.name}"
    seen = _typed(told[-1] if told else None, campaign)
    version = told[-1].id if told else 0
    filled: forms.Filled[Any] = forms.Filled(seen, None)
    stale = False
    if request.method == "POST":
        filled = forms.take(RhythmForm)

        def save(asked: RhythmForm) -> bool:
            with access.deciding() as work:
                services.set_rhythm(
                    work, campaign_id=campaign.id, programme_id=programme_id, unit=asked.unit, number=asked.number,
                    from_day=asked.from_day, source=asked.source, obligation_id=asked.duty, seen=asked.version,
                )  # fmt: skip
            return True

        filled, stale, done = form_page.settle(filled, save, REFUSED_AT)
        if done:
            return redirect(url_for("outlets.show", slug=slug, said="saved", _anchor=f"p{programme_id}"), code=303)
    return form_page.page(
        _("Nhịp của chuyên mục"), _asks(duties), filled, back=url_for("outlets.show", slug=slug), submit=_("Lưu nhịp"),
        kicker=f"{on} · {campaign.name}", version=version, current=seen if stale else None, told=_history(told),
        lead=_("Đã thống nhất với đài, báo bao lâu có một kỳ thì ghi ở đây; sổ phát sóng báo khi đứt quãng. "
               "Chưa thống nhất thì để trống, Lịch Sóng không tự đặt."),
    )  # fmt: skip


def _typed(newest: RhythmView | None, campaign: CampaignView) -> dict[str, Any]:
    """What is on record, as the form shows it; by itself only the campaign's first day is filled in."""
    if newest is None:
        return {"from_day": campaign.starts_on.isoformat()}
    return {
        "unit": newest.unit.value, "number": "" if newest.number is None else str(newest.number),
        "from_day": newest.from_day.isoformat(), "source": newest.source, "duty": str(newest.obligation_id or ""),
    }  # fmt: skip


def _history(told: tuple[RhythmView, ...]) -> list[str]:
    """What held before, where it was changed."""
    lines = [
        continuity.since(one) if one.number is not None
        else _("không còn thống nhất, từ %(day)s", day=one.from_day.strftime("%d/%m/%Y"))
        for one in told
    ]  # fmt: skip
    return [_("Các lần đã ghi: %(entries)s.", entries="; ".join(lines))] if len(lines) > 1 else []


def _asks(duties: tuple[ObligationView, ...]) -> list[Ask]:
    return [
        Ask("unit", _("Tính theo"), "radios", choices=names.choices(names.RHYTHMS)),
        Ask("number", _("Con số đã thống nhất"), "number", optional=True,
            hint=_("Bỏ trống nếu từ ngày dưới đây không còn thống nhất nữa.")),
        Ask("from_day", _("Từ ngày"), "date"),
        Ask("source", _("Theo văn bản nào, do ai thống nhất"), hint=_("Ví dụ: Biên bản làm việc ngày 03/03/2017")),
        Ask("duty", _("Thực hiện nhiệm vụ nào của kế hoạch"), "select", choices=[_duty(one) for one in duties],
            empty=_("Không gắn nhiệm vụ nào"), hint=_("Khi đứt quãng, điều khoản này được dẫn ra.")),
    ]  # fmt: skip


def _duty(one: ObligationView) -> tuple[str, str]:
    text = one.text if len(one.text) <= LONGEST_DUTY else one.text[: LONGEST_DUTY - 1].rsplit(" ", 1)[0] + "…"
    return str(one.id), " · ".join(part for part in (one.clause, one.unit, text) if part)
