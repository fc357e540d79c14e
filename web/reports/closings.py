"""Closing days of reports: the plan's own, the decree's, or the office's, from a year on; and by when they are due."""

import re
from typing import Annotated, Any, Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from campaigns import periods
from campaigns.errors import Refused
from campaigns.periods import PROFILES, Choice, Closing, Part, Profile, ProfileCode
from campaigns.queries import reports as queries
from campaigns.queries.reports import ChoiceView
from scheduler.services import recounting
from web import access, form_page, formats, forms, names
from web.form_page import Ask, within
from web.language import current
from web.language import gettext as _
from web.reports.blueprint import bp

FIELDS: Final = {
    "period.no_such_day": "half", "period.half_after_year": "year", "period.unknown_year": "from_year",
    "report.needs_source": "source",
}  # fmt: skip
"""Beside which field each no is said."""
_DAY: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})", re.ASCII)


def _day(value: Any) -> Closing | None:
    """``14/6`` as a day of every year; empty is None."""
    if isinstance(value, Closing) or not (text := forms.clean(str(value or ""))):
        return value or None
    seen = _DAY.fullmatch(text)
    day = Closing(int(seen[2]), int(seen[1])) if seen else None
    if day is None or not periods.exists(day):
        raise PydanticCustomError("form.not_a_day_of_year", "form.not_a_day_of_year")
    return day


DayOfYear = Annotated[Closing | None, BeforeValidator(_day)]


class ClosingsForm(forms.Form):
    """From which year on, whose days, of days of the office's own which and by what paper, and when reports are due."""

    version: forms.NeededInt
    from_year: Annotated[forms.NeededInt, within(2001, 2099)]
    profile: ProfileCode
    half: DayOfYear = None
    year: DayOfYear = None
    source: forms.Line = ""
    half_due: DayOfYear = None
    year_due: DayOfYear = None

    def chosen(self) -> Choice:
        """As rules take it; Refused ``period.no_such_day``, ``period.half_after_year``."""
        profile = PROFILES.get(self.profile)
        if profile is None:
            if self.half is None or self.year is None:
                raise Refused("period.no_such_day")
            profile = Profile(ProfileCode.OWN, self.half, self.year)
        return Choice(self.from_year, profile, self.source, self.half_due, self.year_due)


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
                recounting.choose_closings(work, told.chosen(), seen=told.version)
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
    choice = one.choice
    half, whole = (periods.period(choice.profile, choice.from_year, part) for part in (Part.FIRST_HALF, Part.YEAR))
    days = _(
        "6 tháng: %(first)s đến %(half)s; năm: đến %(last)s",
        **{name: formats.date_short(day, language=current()) for name, day in (
            ("first", half.starts_on), ("half", half.last_day), ("last", whole.last_day))},
    )  # fmt: skip
    return names.of(names.PROFILES, choice.profile.code), days


def _typed(made: tuple[ChoiceView, ...]) -> dict[str, Any]:
    """The form as it opens: as it holds this year."""
    year = form_page.today().year
    held = periods.in_force((one.choice for one in made), year)
    days = {"half": held.profile.half, "year": held.profile.year, "half_due": held.half_due, "year_due": held.year_due}
    return {
        "from_year": year, "profile": held.profile.code.value, "source": held.source,
        **{name: "" if day is None else f"{day.day}/{day.month}" for name, day in days.items()},
    }  # fmt: skip


def _asks() -> list[Ask]:
    own, short = _("Ngày/tháng, thí dụ 20/6; chỉ dùng cho ngày chốt riêng"), {"kind": "short"}
    return [
        Ask("from_year", _("Áp dụng từ báo cáo của năm"), "number"),
        Ask("profile", _("Cách chốt"), "radios",
            choices=[(code.value, names.of(names.PROFILES, code)) for code in ProfileCode]),
        Ask("half", _("Số liệu 6 tháng: đến hết ngày"), heading=_("Ngày chốt riêng"), hint=own, more=short),
        Ask("year", _("Số liệu năm: đến hết ngày"), hint=own, more=short),
        Ask("source", _("Văn bản làm căn cứ"), hint=_("Thí dụ: Công văn số 12/STP-VP ngày 03/01/2017"), optional=True),
        Ask("half_due", _("Phát hành báo cáo 6 tháng chậm nhất ngày"), heading=_("Hạn của chính cơ quan"),
            hint=_("Kế hoạch không định ngày này. Thí dụ 20/6; bỏ trống thì không nhắc hạn."), optional=True,
            more=short),
        Ask("year_due", _("Phát hành báo cáo năm chậm nhất ngày"),
            hint=_("Thí dụ 20/12; ngày đầu năm được hiểu là của năm sau."), optional=True, more=short),
    ]  # fmt: skip
