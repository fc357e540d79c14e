"""One page for one form: what it asks, what was typed, what is wrong, and both versions where someone was faster."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from flask import Response, make_response, render_template, request
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from campaigns import calendar
from campaigns.errors import Refused, Stale
from web import access, formats, forms, language, refusals
from web.language import N_, gettext

F = TypeVar("F", bound=forms.Form)
ID: Final = "int(max=2147483647)"
"""How addresses name a row: larger numbers are nobody's."""
_SAID: Final[Mapping[str, str]] = {
    "saved": N_("Đã lưu."),
    "added": N_("Đã thêm."),
    "removed": N_("Đã bỏ."),
    "revoked": N_("Đã thu hồi liên kết."),
    "discarded": N_("Đã bỏ bản đọc; lịch sử vẫn ghi lại."),
    "adopted": N_("Đã áp dụng kế hoạch."),
    "same": N_("Không có gì thay đổi."),
    "password": N_("Đã đặt mật khẩu mới."),
    "merged": N_("Đã ghi việc sáp nhập."),
    "revoked_token": N_("Đã thu hồi mã."),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a form asks for; words are in the page's language already."""

    name: str
    label: str
    kind: str = "line"  # line text number password email tel select radios checks tick date
    hint: str = ""
    choices: Sequence[tuple[str, str]] = ()
    optional: bool = False
    empty: str = ""  # of a select: the first choice, which says none
    heading: str = ""  # begins a group of fields
    more: Mapping[str, Any] = field(default_factory=dict)  # further attributes of the field


@dataclass(frozen=True, slots=True)
class Apart:
    """A field that two people left differently."""

    label: str
    theirs: str
    mine: str


def within(low: int, high: int) -> AfterValidator:
    """Hold a whole number of a form to a range, both ends included; None passes."""

    def check(value: int | None) -> int | None:
        if value is not None and not low <= value <= high:
            raise PydanticCustomError("form.between", "form.between", {"low": low, "high": high})
        return value

    return AfterValidator(check)


def said() -> str:
    """What the page before has just done, in words; nothing for a page that was simply opened."""
    return gettext(_SAID.get(request.args.get("said", ""), ""))


def spoken(typed: Any) -> tuple[str, str]:
    """A typed date as the native field wants it, with its weekday and lunar day; what is no date stays as typed."""
    if typed in (None, ""):
        return "", ""
    try:
        day = forms.read_date(typed)
    except PydanticCustomError:
        return "", ""
    if day is None:
        return "", ""
    view = calendar.days(day, day, (), today=day)[day]
    told = (
        f"{formats.weekday_full(day, language=language.current())}, {formats.lunar(view, language=language.current())}"
    )
    return day.isoformat(), told


def apart(asks: Sequence[Ask], typed: Mapping[str, Any], current: Mapping[str, Any]) -> tuple[Apart, ...]:
    """The fields in which what was typed differs from what is on record now, each as a reader sees it."""
    found = []
    for ask in asks:
        theirs, mine = _shown(ask, current.get(ask.name, "")), _shown(ask, typed.get(ask.name, ""))
        if ask.kind != "password" and theirs != mine:
            found.append(Apart(ask.label, theirs, mine))
    return tuple(found)


def _shown(ask: Ask, value: Any) -> str:
    if ask.kind == "tick":
        return gettext("có") if value in {"1", "on", "yes", True} else gettext("không")
    words = dict(ask.choices)
    if isinstance(value, list | tuple):
        return ", ".join(words.get(str(part), str(part)) for part in value)
    if ask.kind == "date":
        return spoken(value)[0] and formats.date_short(
            date.fromisoformat(spoken(value)[0]), language=language.current()
        )
    return words.get(str(value), forms.clean(str(value), lines=ask.kind == "text"))


def page(
    title: str,
    asks: Sequence[Ask],
    filled: forms.Filled[Any],
    *,
    back: str,
    submit: str,
    version: Any = None,
    current: Mapping[str, Any] | None = None,
    kicker: str = "",
    lead: str = "",
    told: Sequence[str] = (),
    status: int | None = None,
    template: str = "parts/form_page.html",
    **more: Any,
) -> Response:
    """The form as a page: 422 with what is wrong, 409 with both versions where ``current`` is given, else 200.

    Args:
        back: where to go without saving.
        version: of the record now, None for a form that makes something new. A form with errors goes on carrying
            the version it was opened on, so that correcting it does not hide what someone else saved meanwhile.
        current: what is on record now, when someone else saved first.
        lead: a paragraph under the heading.
        told: further paragraphs above the form: what saving will do.
    """
    if version is not None and filled.errors:
        version = filled.typed.get("version", version)
    answer = status or (409 if current is not None else 422 if filled.errors else 200)
    words = render_template(
        template, title=title, asks=asks, form=filled, back=back, submit=submit, version=version, kicker=kicker,
        lead=lead, told=told, apart=() if current is None else apart(asks, filled.typed, current),
        stale=current is not None, spoken=spoken, said=said(), **more,
    )  # fmt: skip
    return make_response(words, answer)


def settle(
    filled: forms.Filled[F], decide: Callable[[F], Any], fields: Mapping[str, str]
) -> tuple[forms.Filled[F], bool, Any]:
    """Decide on a form: the form again with a rule's no beside its field, whether it is stale, the result.

    Args:
        decide: the decision; run only when the form itself is in order.
        fields: code of a refusal -> the field to say it beside; a code that is not here goes on as it is.
    """
    if filled.value is None:
        return filled, False, None
    try:
        return filled, False, decide(filled.value)
    except Stale:
        return filled, True, None
    except Refused as refusal:
        if refusal.code not in fields:
            raise
        return filled.with_error(fields[refusal.code], refusal.code, **refusal.facts), False, None


def sentence(refusal: Refused) -> str:
    """A refusal in words, for a page that shows it beside other things."""
    return refusals.of(refusal)


def today() -> date:
    """The date in the office's zone, once for each request."""
    return access.now().astimezone(access.site().settings.zone).date()
