"""The office's days around a last good day: when to remind, when to write, when to report itself."""

from typing import Annotated, Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.queries import plans as plan_queries
from campaigns.queries import units
from campaigns.queries import urging as queries
from campaigns.values.urging import Ladder
from exports.urging import period_words
from scheduler.services import urging
from scheduler.urging import MOST_DAYS
from web import access, form_page, forms
from web.form_page import Ask, within
from web.language import gettext as _
from web.urging import wording
from web.urging.blueprint import bp

Days = Annotated[forms.NeededInt, within(0, MOST_DAYS)]


class DaysForm(forms.Form):
    """As ``Ladder``."""

    version: forms.NeededInt
    notice_days: Days
    reminder_days: Days
    letter_days: Days
    synthesis_days: Days


@bp.route("/days", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def days() -> ResponseReturnValue:
    """How many days before and after; below it the dates that follow for the periods of the campaign at hand."""
    today = form_page.today()
    with access.reading() as session:
        ladder, version = queries.ladder(session)
        campaign = plan_queries.at_hand(plan_queries.campaigns(session), today)
        periods = units.periods(session, campaign.id) if campaign is not None else ()
        told = [
            _("Kỳ %(period)s: %(days)s.", period=period_words(one.named, [each.named for each in periods]),
              days=wording.ladder(urging.dates_of(session, one, today=today)))
            for one in periods
        ]  # fmt: skip
    seen = {
        "notice_days": str(ladder.notice_days), "reminder_days": str(ladder.reminder_days),
        "letter_days": str(ladder.letter_days), "synthesis_days": str(ladder.synthesis_days),
    }  # fmt: skip
    filled: forms.Filled[Any] = forms.Filled(seen, None)
    stale = False
    if request.method == "POST":
        filled, stale, done = form_page.settle(forms.take(DaysForm), _save, {"urging.order": "notice_days"})
        if done:
            return redirect(url_for("urging.show", said="saved"), code=303)
    return form_page.page(
        _("Ngày nhắc và đôn đốc"), _asks(), filled, back="/units/urging", submit=_("Lưu"), version=version,
        kicker=_("Đôn đốc báo cáo"), lead=wording.source(ladder), told=told, current=seen if stale else None,
    )  # fmt: skip


def _save(told: DaysForm) -> bool:
    ladder = Ladder(told.notice_days, told.reminder_days, told.letter_days, told.synthesis_days)
    with access.deciding() as work:
        urging.set_ladder(work, ladder, seen_version=told.version)
    return True


def _asks() -> list[Ask]:
    before = _("Số ngày trước ngày cuối còn kịp; rơi vào ngày nghỉ thì lùi về ngày làm việc trước đó")
    return [
        Ask("notice_days", _("Thư báo trước"), "number", hint=before, heading=_("Trước hạn")),
        Ask("reminder_days", _("Thư nhắc hạn"), "number", hint=before),
        Ask("letter_days", _("Công văn đôn đốc"), "number", heading=_("Sau hạn"),
            hint=_("Số ngày sau ngày cuối còn kịp, từ 1; rơi vào ngày nghỉ thì sang ngày làm việc sau đó")),
        Ask("synthesis_days", _("Ngày cơ quan tổng hợp"), "number",
            hint=_("Số ngày sau ngày cuối còn kịp; ngày này lập danh sách chưa gửi. Đã đặt hạn phát hành báo cáo ở "
                   "trang Báo cáo 6 tháng, năm thì theo hạn đó")),
    ]  # fmt: skip
