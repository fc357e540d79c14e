"""A draft under review: each item beside the clause it quotes; what was corrected becomes the next draft."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final

from flask import Response, make_response, render_template
from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from campaigns.models import Plan
from campaigns.services.plans import LETTERS
from web import access, form_page, formats, forms, language
from web.form_page import Apart, within
from web.language import gettext
from web.language import gettext as _
from web.plans import questions, wording

MOST_ROWS: Final = 300
LONGEST: Final = 10_000
LONGEST_NAME: Final = 60
Long = Annotated[
    str,
    BeforeValidator(lambda value: forms.clean(value) if isinstance(value, str) else ""),
    StringConstraints(max_length=1_000),
]


class ReviewForm(forms.Form):
    """A draft's corrections. Rows of one kind come as lists of equal length; ticks name rows by number."""

    version: forms.NeededInt
    number: forms.Line = ""
    symbol: forms.Line = ""
    date: forms.DateOf = None
    year: Annotated[forms.Int, within(2000, 2099)] = None
    place: forms.Line = ""
    doc_type: forms.Line = ""
    issuing_body: forms.Line = ""
    title: Long = ""
    theme_text: list[str]
    theme_name: list[str]
    theme_order: list[str]
    theme_sensitive: list[str]
    theme_drop: list[str]
    duty_unit: list[str]
    duty_text: list[str]
    duty_drop: list[str]
    channel: list[str]
    deadline_text: list[str]
    deadline_dates: list[str]
    deadline_inclusive: list[str]
    deadline_drop: list[str]
    recipients: forms.Lines = ""
    signatory_title: forms.Line = ""
    signatory_name: forms.Line = ""
    then: forms.Line = ""


def typed_of(draft: Mapping[str, Any]) -> dict[str, Any]:
    """A draft as its form shows it."""
    header, themes, duties = draft["header"], draft["themes"], draft["duties"]
    deadlines = draft["report_deadlines"]
    signatory = draft.get("signatory") or {}
    return {
        **{name: _plain(header.get(name)) for name in wording.HEADER},
        "theme_text": [theme["text"] for theme in themes],
        "theme_name": [theme.get("name") or wording.short_name(theme["text"]) for theme in themes],
        "theme_order": [str(n) for n in range(1, len(themes) + 1)],
        "theme_sensitive": [str(n) for n, theme in enumerate(themes) if wording.is_sensitive(theme)],
        "theme_drop": [],
        "duty_unit": [duty["unit"] for duty in duties],
        "duty_text": [duty["text"] for duty in duties],
        "duty_drop": [],
        "channel": sorted({channel["kind"] for channel in draft.get("channels") or ()}),
        "deadline_text": [deadline["text"] for deadline in deadlines],
        "deadline_dates": [_dates_typed(deadline.get("dates") or ()) for deadline in deadlines],
        "deadline_inclusive": [str(n) for n, deadline in enumerate(deadlines) if deadline.get("inclusive")],
        "deadline_drop": [],
        "recipients": "\n".join(draft.get("recipients") or ()),
        "signatory_title": signatory.get("title") or "",
        "signatory_name": signatory.get("name") or "",
    }


def checked(filled: forms.Filled[Any]) -> forms.Filled[Any]:
    """The form, refused where a row cannot be kept: texts too long, dates that are none, too many rows."""
    typed = filled.typed
    for n, words in enumerate(typed["theme_name"]):
        if len(forms.clean(words)) > LONGEST_NAME:
            filled = filled.with_error(f"theme_name-{n}", "form.too_long", most=LONGEST_NAME)
    for n, words in enumerate(typed["deadline_dates"]):
        try:
            _dates(words)
        except PydanticCustomError as fault:
            filled = filled.with_error(f"deadline_dates-{n}", fault.type)
    for name in ("theme_text", "duty_text", "deadline_text"):
        if len(typed[name]) > MOST_ROWS or any(len(words) > LONGEST for words in typed[name]):
            filled = filled.with_error(f"{name}-0", "form.too_long", most=LONGEST)
    return filled


def corrected(draft: Mapping[str, Any], told: ReviewForm) -> dict[str, Any]:
    """The next draft: what was read and left alone stays word for word, with the clause it came from."""
    header = {**draft["header"], **{name: getattr(told, name) or None for name in wording.HEADER}}
    header["date"] = told.date.isoformat() if told.date else None
    return {
        **draft,
        "header": header,
        "themes": _themes(draft, told),
        "duties": _duties(draft, told),
        "channels": _channels(draft, told.channel),
        "report_deadlines": _deadlines(draft, told),
        "recipients": [line for line in told.recipients.splitlines() if line.strip()],
        "signatory": {"title": told.signatory_title, "name": told.signatory_name},
    }


def _themes(draft: Mapping[str, Any], told: ReviewForm) -> list[dict[str, Any]]:
    read, kept = _by_text(draft["themes"]), []
    for n, typed in enumerate(told.theme_text):
        text = forms.clean(typed, lines=True)
        if not text or str(n) in told.theme_drop:
            continue
        name = forms.clean(_at(told.theme_name, n)) or wording.short_name(text)
        theme = {**read.get(text, {"text": text}), "name": name, "sensitive": str(n) in told.theme_sensitive}
        place = forms.clean(_at(told.theme_order, n))
        kept.append((int(place) if place.isascii() and place.isdigit() and len(place) < 6 else n + 1, n, theme))
    return [theme for _place, _n, theme in sorted(kept, key=lambda row: row[:2])]


def _duties(draft: Mapping[str, Any], told: ReviewForm) -> list[dict[str, Any]]:
    """Duties are matched by text and unit first: several units may share one sentence."""
    by_both = {(forms.clean(d["text"], lines=True), forms.clean(d["unit"])): d for d in draft["duties"]}
    by_text = _by_text(draft["duties"])
    kept = []
    for n, typed in enumerate(told.duty_text):
        text, unit = forms.clean(typed, lines=True), forms.clean(_at(told.duty_unit, n))[:300]
        if text and unit and str(n) not in told.duty_drop:
            kept.append({**by_both.get((text, unit), by_text.get(text, {"text": text})), "unit": unit})
    return kept


def _deadlines(draft: Mapping[str, Any], told: ReviewForm) -> list[dict[str, Any]]:
    read, kept = _by_text(draft["report_deadlines"]), []
    for n, typed in enumerate(told.deadline_text):
        text = forms.clean(typed, lines=True)
        if not text or str(n) in told.deadline_drop:
            continue
        dates = [day.isoformat() for day in _dates(_at(told.deadline_dates, n))]
        kept.append({**read.get(text, {"text": text}), "dates": dates, "inclusive": str(n) in told.deadline_inclusive})
    return kept


def _channels(draft: Mapping[str, Any], chosen: list[str]) -> list[dict[str, Any]]:
    kept = [channel for channel in draft.get("channels") or () if channel["kind"] in chosen]
    there = {channel["kind"] for channel in kept}
    return [*kept, *({"kind": kind} for kind in wording.KINDS if kind in chosen and kind not in there)]


def page(plan: Plan, filled: forms.Filled[Any], *, stale: bool = False) -> Response:
    """The review as a page: 422 with what is wrong, 409 with both versions."""
    version: Any = plan.version
    if filled.errors:
        version = filled.typed.get("version", version)
    draft = plan.draft
    words = render_template(
        "plans/review.html", plan=plan, draft=draft, form=filled, version=version, wording=wording,
        open_question=questions.asked,
        rows=_rows(filled, draft),
        stale=stale, apart=_apart(filled.typed, typed_of(draft)) if stale else (), letters=LETTERS,
        spoken=form_page.spoken, said=form_page.said(), editable=access.may(*access.PLANNERS),
        kinds=[(gettext(heading), [(k, gettext(w)) for k, w in kinds]) for heading, kinds in wording.GROUPS],
    )  # fmt: skip
    return make_response(words, 409 if stale else 422 if filled.errors else 200)


def _rows(filled: forms.Filled[Any], draft: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows of the form as typed, each with the clause that its text stands in, and blank ones to add more."""
    typed = filled.typed
    read = {kind: _by_text(draft[kind]) for kind in ("themes", "duties", "report_deadlines")}

    def item(kind: str, text: str) -> Mapping[str, Any]:
        return read[kind].get(forms.clean(text, lines=True), {})

    themes = [
        {"n": n, "text": text, "name": _at(typed["theme_name"], n), "order": _at(typed["theme_order"], n),
         "sensitive": str(n) in typed["theme_sensitive"], "drop": str(n) in typed["theme_drop"],
         "section": _section(draft, item("themes", text)), "new": not item("themes", text)}
        for n, text in enumerate(typed["theme_text"]) if (text + _at(typed["theme_name"], n)).strip()
    ]  # fmt: skip
    duties = [
        {"n": n, "text": text, "unit": _at(typed["duty_unit"], n), "drop": str(n) in typed["duty_drop"],
         "section": _section(draft, item("duties", text)), "new": not item("duties", text)}
        for n, text in enumerate(typed["duty_text"]) if (text + _at(typed["duty_unit"], n)).strip()
    ]  # fmt: skip
    deadlines = [
        {"n": n, "text": text, "dates": _at(typed["deadline_dates"], n), "drop": str(n) in typed["deadline_drop"],
         "inclusive": str(n) in typed["deadline_inclusive"], "section": _section(draft, item("report_deadlines", text)),
         "rule": wording.rule_words(item("report_deadlines", text).get("rule")),
         "dues": _dues(_at(typed["deadline_dates"], n), inclusive=str(n) in typed["deadline_inclusive"]),
         "new": not item("report_deadlines", text)}
        for n, text in enumerate(typed["deadline_text"]) if (text + _at(typed["deadline_dates"], n)).strip()
    ]  # fmt: skip
    return {"themes": themes, "duties": duties, "deadlines": deadlines}


def _dues(words: str, *, inclusive: bool) -> list[wording.Due]:
    try:
        dates = [day.isoformat() for day in _dates(words)]
    except PydanticCustomError:
        return []
    return wording.dues({"dates": dates, "inclusive": inclusive})


def _section(draft: Mapping[str, Any], item: Mapping[str, Any]) -> str:
    return wording.section_of(draft, item) if item else ""


def _by_text(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {forms.clean(item["text"], lines=True): item for item in reversed(items)}


def _at(listed: list[str], n: int) -> str:
    return listed[n] if n < len(listed) else ""


def _dates(words: str) -> list[date]:
    """``15/06/2017, 15/12/2017`` as dates, each once, earliest first."""
    found = {forms.read_date(part) for part in re.split(r"[,;\n]+", words) if part.strip()}
    return sorted(day for day in found if day is not None)


def _dates_typed(dates: Any) -> str:
    return ", ".join(formats.date_short(date.fromisoformat(day), language="vi") for day in dates)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _apart(typed: Mapping[str, Any], current: Mapping[str, Any]) -> list[Apart]:
    labels = {
        **{name: gettext(words) for name, words in wording.HEADER.items()},
        "theme_text": _("Nội dung tuyên truyền"), "theme_name": _("Tên ngắn"), "theme_sensitive": _("Nhạy cảm"),
        "duty_unit": _("Đơn vị"), "duty_text": _("Nhiệm vụ"), "channel": _("Hình thức, kênh"),
        "deadline_text": _("Hạn báo cáo"), "deadline_dates": _("Ngày nêu trong kế hoạch"),
        "recipients": _("Nơi nhận"), "signatory_title": _("Chức vụ người ký"), "signatory_name": _("Người ký"),
    }  # fmt: skip
    found = []
    for name, label in labels.items():
        theirs, mine = _shown(name, current.get(name, "")), _shown(name, typed.get(name, ""))
        if theirs != mine:
            found.append(Apart(label, theirs, mine))
    return found


def _shown(name: str, value: Any) -> str:
    if name == "channel":
        return ", ".join(wording.kind_words(kind) for kind in sorted(value))
    if name == "date" and form_page.spoken(value)[0]:
        return formats.date_short(date.fromisoformat(form_page.spoken(value)[0]), language=language.current())
    if isinstance(value, list):
        if name == "theme_sensitive":
            value = [str(int(n) + 1) for n in value if n.isascii() and n.isdigit() and len(n) < 6]
        return " · ".join(words for part in value if (words := forms.clean(part)))
    return forms.clean(str(value), lines=True)
