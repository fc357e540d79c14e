"""Closing days of reports: the plan's own, the decree's, or the office's, from a year on."""

from typing import Annotated, Any, Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from campaigns import periods
from campaigns.periods import PROFILES, Closing, Part, Profile, ProfileCode
from campaigns.queries import reports as queries
from campaigns.queries.reports import ChoiceView
from scheduler.services import reporting
from web import access, form_page, forms, names
from web.form_page import Ask, within
from web.language import gettext as _
from web.reports.blueprint import bp

FIELDS: Final = {
    "period.no_such_day": "half_day", "period.half_after_year": "year_day", "period.unknown_year": "from_year",
    "report.needs_source": "source",
}  # fmt: skip
"""Beside which field each no is said."""


class ClosingsForm(forms.Form):
    """From which year on, whose days, and of days of the office's own which and by what paper."""

    version: forms.NeededInt
    from_year: Annotated[forms.NeededInt, within(2001, 2099)]
    profile: ProfileCode
    half_day: Annotated[forms.Int, within(1, 31)] = None
    half_month: Annotated[forms.Int, within(1, 12)] = None
    year_day: Annotated[forms.Int, within(1, 31)] = None
    year_month: Annotated[forms.Int, within(1, 12)] = None
    source: forms.Line = ""

    def chosen(self) -> Profile:
        """As rules take it; Refused ``period.no_such_day``, ``period.half_after_year``."""
        if self.profile in PROFILES:
            return PROFILES[self.profile]
        half, year = (
            Closing(self.half_month or 0, self.half_day or 0),
            Closing(self.year_month or 0, self.year_day or 0),
        )
        return Profile(ProfileCode.OWN, half, year)


@bp.route("/closings", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def closings() -> ResponseReturnValue:
    """What holds, what was chosen before, and another choice."""
    with access.reading() as session:
        made = queries.choices(session)
        called = names.called(session, {one.chosen_by for one in made})
    now = _typed(made)
    filled: forms.Filled[Any] = forms.Filled(now, None)
    stale = False
    if request.method == "POST":
        filled = forms.take(ClosingsForm)

        def choose(told: ClosingsForm) -> bool:
            with access.deciding() as work:
                reporting.choose(work, told.from_year, told.chosen(), source=told.source, seen=told.version)
            return True

        filled, stale, done = form_page.settle(filled, choose, FIELDS)
        if done:
            return redirect(url_for("reports.closings", said="saved"), code=303)
    return form_page.page(
        _("Ngày chốt số liệu báo cáo"), _asks(), filled, back="/reports/papers", submit=_("Lưu"), version=len(made),
        kicker=_("Báo cáo 6 tháng, năm"), current=now if stale else None, template="reports/closings.html",
        lead=_("Cả năm theo một cách chốt, nên hai nửa năm luôn cộng đúng bằng cả năm. Báo cáo của những năm trước năm "
               "bắt đầu áp dụng giữ cách chốt cũ; báo cáo đã phát hành không đổi."),
        made=[(one, _words(one), called.get(one.chosen_by, one.chosen_by)) for one in reversed(made)],
    )  # fmt: skip


def _words(one: ChoiceView) -> tuple[str, str]:
    """What was chosen, and of which days its first year tells."""
    span = periods.period(one.choice.profile, one.choice.from_year, Part.YEAR)
    half = periods.period(one.choice.profile, one.choice.from_year, Part.FIRST_HALF)
    days = _(
        "6 tháng: %(first)s đến %(half)s; năm: đến %(last)s", first=f"{span.starts_on:%d/%m/%Y}",
        half=f"{half.last_day:%d/%m/%Y}", last=f"{span.last_day:%d/%m/%Y}",
    )  # fmt: skip
    return names.of(names.PROFILES, one.choice.profile.code), days


def _typed(made: tuple[ChoiceView, ...]) -> dict[str, Any]:
    """The form as it opens: as it holds this year."""
    year = form_page.today().year
    held = periods.in_force((one.choice for one in made), year)
    profile = held.profile
    return {
        "from_year": year, "profile": profile.code.value, "half_day": profile.half.day,
        "half_month": profile.half.month, "year_day": profile.year.day, "year_month": profile.year.month,
        "source": held.source,
    }  # fmt: skip


def _asks() -> list[Ask]:
    own = _("Chỉ dùng cho ngày chốt riêng")
    return [
        Ask("from_year", _("Áp dụng từ báo cáo của năm"), "number"),
        Ask("profile", _("Cách chốt"), "radios",
            choices=[(code.value, names.of(names.PROFILES, code)) for code in ProfileCode]),
        Ask("half_day", _("6 tháng: đến hết ngày"), "number", heading=_("Ngày chốt riêng"), hint=own),
        Ask("half_month", _("tháng"), "number"),
        Ask("year_day", _("Năm: đến hết ngày"), "number"),
        Ask("year_month", _("tháng"), "number"),
        Ask("source", _("Văn bản làm căn cứ"), hint=_("Ví dụ: Công văn số 12/STP-VP ngày 03/01/2017"), optional=True),
    ]  # fmt: skip
