"""What the joint programme with an outlet says beside what was agreed: filled in by the officer."""

from typing import Any, Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.values.issued import Stationery
from campaigns.values.papers import FromForm
from campaigns.values.programme import ProgrammeDetails, WindowRepeat
from campaigns.values.words import PaperKind
from exports import programme as paper
from scheduler.papers import programmes
from scheduler.services import issuing
from web import access, form_page, forms
from web.form_page import Ask
from web.language import gettext as _
from web.papers.blueprint import bp
from web.papers.review import proper

LISTS: Final = ("purposes", "office_duties", "outlet_duties", "funding", "carrying_out")
"""Fields that take one entry a line."""


class ProgrammeForm(forms.Form):
    """The texts; when each strand is repeated is read beside them."""

    version: forms.NeededInt
    signatory_title: forms.Line = ""
    signatory_name: forms.Line = ""
    purposes: forms.Lines = ""
    office_duties: forms.Lines = ""
    outlet_duties: forms.Lines = ""
    funding: forms.Lines = ""
    carrying_out: forms.Lines = ""


@bp.route("/programme/<key>/edit", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def joint(key: str) -> ResponseReturnValue:
    """The form; what reads as usual is kept as nothing, so that it follows when the usual is reworded."""
    proper(key)
    with access.reading() as session:
        campaign, outlet = programmes.outlet_of(session, key)
        view = programmes.view(session, campaign, outlet, Stationery(form_page.today()))
        kept, version = programmes.details(session, key)
    usual = _usual(view)
    now = _typed(kept, usual, view)
    filled: forms.Filled[Any] = forms.Filled(now, None)
    stale = False
    if request.method == "POST":
        filled = forms.take(ProgrammeForm)
        repeats = {f"repeat_{one.window}": request.form.get(f"repeat_{one.window}", "") for one in view.strands}
        filled = forms.Filled({**filled.typed, **repeats}, filled.value, filled.errors)
        filled = _long_ones(filled, repeats)

        def keep(told: ProgrammeForm) -> bool:
            value = _details(told, repeats, usual)
            with access.deciding() as work:
                issuing.describe(work, PaperKind.PROGRAMME, key, value.as_json(), seen_version=told.version)
            return True

        filled, stale, done = form_page.settle(filled, keep, {})
        if done:
            return redirect(url_for("papers.show", kind="programme", key=key), code=303)
    return form_page.page(
        _("Nội dung chương trình phối hợp"), _asks(view), filled, back=f"/papers/programme/{key}", submit=_("Lưu"),
        kicker=view.outlet, version=version, current=now if stale else None,
    )  # fmt: skip


def _usual(view: paper.ProgrammeView) -> dict[str, str]:
    told = {
        "purposes": paper.usual_purposes, "office_duties": paper.usual_office_duties,
        "outlet_duties": paper.usual_outlet_duties,
    }  # fmt: skip
    fixed = {"funding": "\n".join(paper.USUAL_FUNDING), "carrying_out": "\n".join(paper.USUAL_CARRYING_OUT)}
    return {name: "\n".join(write(view)) for name, write in told.items()} | fixed


def _typed(kept: FromForm, usual: dict[str, str], view: paper.ProgrammeView) -> dict[str, Any]:
    told = kept.as_json()
    repeats = {one["window"]: one["words"] for one in told["repeats"]}
    return {
        "signatory_title": told["signatory_title"], "signatory_name": told["signatory_name"],
        **{name: "\n".join(told[name]) or usual[name] for name in LISTS},
        **{f"repeat_{one.window}": repeats.get(one.window, "") for one in view.strands},
    }  # fmt: skip


def _details(told: ProgrammeForm, repeats: dict[str, str], usual: dict[str, str]) -> ProgrammeDetails:
    lists = {name: () if getattr(told, name) == usual[name] else _lines(getattr(told, name)) for name in LISTS}
    again = tuple(
        WindowRepeat(int(name.removeprefix("repeat_")), words)
        for name, text in repeats.items() if (words := forms.clean(text))
    )  # fmt: skip
    return ProgrammeDetails(told.signatory_title, told.signatory_name, **lists, repeats=again)


def _long_ones(filled: forms.Filled[Any], repeats: dict[str, str]) -> forms.Filled[Any]:
    for name, text in repeats.items():
        if len(text) > 300:
            filled = filled.with_error(name, "form.too_long", most=300)
    return filled


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _asks(view: paper.ProgrammeView) -> list[Ask]:
    one_a_line = _("Mỗi mục một dòng.")
    repeats = [
        Ask(f"repeat_{one.window}", _("Phát lại của %(name)s", name=one.name.replace("\n", ", ")), optional=True)
        for one in view.strands
    ]
    return [
        Ask("signatory_title", _("Chức vụ người ký của đài, báo"), heading=_("Người ký của đài, báo"),
            hint=_("Ví dụ: Giám đốc, Tổng Biên tập")),
        Ask("signatory_name", _("Họ tên người ký của đài, báo")),
        Ask("purposes", _("Mục đích, yêu cầu"), "text", heading=_("Nội dung"), hint=one_a_line),
        *repeats,
        Ask("office_duties", _("Trách nhiệm của cơ quan"), "text", hint=one_a_line),
        Ask("outlet_duties", _("Trách nhiệm của đài, báo"), "text", hint=one_a_line),
        Ask("funding", _("Kinh phí"), "text", hint=one_a_line),
        Ask("carrying_out", _("Tổ chức thực hiện"), "text", hint=one_a_line),
    ]  # fmt: skip
