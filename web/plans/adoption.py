"""Making a draft binding: what will be made is said before it is made."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.deadlines import last_good_day
from campaigns.errors import Refused
from campaigns.models import Plan
from campaigns.queries import plans as queries
from campaigns.services import plans as services
from campaigns.values.words import PlanState
from scheduler.services import adopting
from web import access, form_page, forms
from web.form_page import ID, Ask
from web.language import gettext
from web.language import gettext as _
from web.plans import wording
from web.plans.blueprint import bp
from web.plans.review import LONGEST_NAME

REFUSED_AT: Mapping[str, str] = {
    "plan.incomplete": "will-make",
    "plan.no_themes": "will-make",
    "plan.too_many_themes": "will-make",
    "plan.theme_names": "theme_name-0",
    "plan.dates": "last_day",
}
"""A rule's no -> the field, or the part of the page, to say it beside."""


LAST_YEAR: Final = 2099
"""Of the months that a board can show."""


class AdoptForm(forms.Form):
    """The campaign that a plan opens: the last day is one on which it still runs."""

    version: forms.NeededInt
    name: forms.NeededLine
    starts_on: forms.NeededDate
    last_day: forms.NeededDate
    theme_name: list[str]


@bp.route(f"/<{ID}:plan_id>/adopt", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def adopt(plan_id: int) -> ResponseReturnValue:
    """What will be made, and the form that makes it."""
    with access.reading() as session:
        plan = queries.plan(session, plan_id)
    if plan.state is PlanState.ADOPTED:
        return redirect(url_for("plans.show", plan_id=plan_id), code=303)
    filled: forms.Filled[Any] = forms.Filled(_proposed(plan), None)
    stale = False
    if request.method == "POST":
        filled = _checked(forms.take(AdoptForm))

        def decide(told: AdoptForm) -> bool:
            with access.deciding() as work:
                marked = services.correct(work, plan_id, wording.marked(plan.draft), seen_version=told.version)
                adopting.adopt(
                    work, plan_id, seen_version=marked.version, name=told.name,
                    theme_names=[forms.clean(short) for short in told.theme_name],
                    starts_on=told.starts_on, ends_before=told.last_day + timedelta(days=1),
                )  # fmt: skip
            return True

        filled, stale, done = form_page.settle(filled, decide, REFUSED_AT)
        filled = _with_labels(filled)
        if done:
            return redirect(url_for("plans.show", plan_id=plan_id, said="adopted"), code=303)
    return form_page.page(
        _("Áp dụng kế hoạch"), _asks(), filled, back=url_for("plans.show", plan_id=plan_id), version=plan.version,
        submit=_("Áp dụng kế hoạch"), kicker=_reference(plan), template="plans/adopt.html", plan=plan,
        current=_proposed(plan) if stale else None, themes=_themes(plan, filled), due=_due(plan.draft),
        duties=plan.draft["duties"], units=len({duty["unit"] for duty in plan.draft["duties"]}),
        quotas=[wording.quota_words(quota) for quota in plan.draft.get("quotas") or ()],
    )  # fmt: skip


def _asks() -> list[Ask]:
    return [
        Ask("name", _("Tên chiến dịch"), hint=_("Như mọi người sẽ gọi, ví dụ: Truyền thông CCHC 2017")),
        Ask("starts_on", _("Ngày đầu tiên"), "date"),
        Ask("last_day", _("Ngày cuối cùng"), "date"),
    ]


def _proposed(plan: Plan) -> dict[str, Any]:
    """What the form starts from; the officer confirms or changes it."""
    year = plan.year or (plan.signed_on.year if plan.signed_on else None)
    return {
        "name": plan.title[:120].rstrip(),
        "starts_on": plan.signed_on.isoformat() if plan.signed_on else "",
        "last_day": date(year, 12, 31).isoformat() if year else "",
        "theme_name": [theme.get("name") or wording.short_name(theme["text"]) for theme in plan.draft["themes"]],
    }


def _themes(plan: Plan, filled: forms.Filled[Any]) -> list[dict[str, Any]]:
    typed = filled.typed.get("theme_name") or []
    return [
        {"n": n, "letter": services.LETTERS[n] if n < len(services.LETTERS) else "?", "text": theme["text"],
         "name": typed[n] if n < len(typed) else "", "sensitive": wording.is_sensitive(theme),
         "section": wording.section_of(plan.draft, theme)}
        for n, theme in enumerate(plan.draft["themes"])
    ]  # fmt: skip


def _due(draft: Mapping[str, Any]) -> list[wording.Due]:
    try:
        named = services.due_dates(draft)
    except Refused:
        return []
    return [
        wording.Due(day, last_good_day(day, inclusive=bool(deadline.get("inclusive"))))
        for day, deadline in named.items()
    ]


def _checked(filled: forms.Filled[Any]) -> forms.Filled[Any]:
    told = filled.value
    if told is None:
        return filled
    for name in ("starts_on", "last_day"):
        if getattr(told, name).year > LAST_YEAR:
            filled = filled.with_error(name, "form.date_out_of_range")
    for n, words in enumerate(told.theme_name):
        short = forms.clean(words)
        if not short or len(short) > LONGEST_NAME:
            code, facts = ("form.too_long", {"most": LONGEST_NAME}) if short else ("form.required", {})
            filled = filled.with_error(f"theme_name-{n}", code, **facts)
    return filled


def _with_labels(filled: forms.Filled[Any]) -> forms.Filled[Any]:
    """A refusal that names fields names them as the page does."""
    code, facts = filled.errors.get("will-make", ("", {}))
    if code != "plan.incomplete":
        return filled
    labels = tuple(gettext(wording.HEADER.get(name, name)) for name in facts["fields"])
    return filled.with_error("will-make", code, fields=labels)


def _reference(plan: Plan) -> str:
    return f"{plan.number}/{plan.symbol}" if plan.number or plan.symbol else plan.file_name
