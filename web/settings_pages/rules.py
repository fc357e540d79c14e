"""How strongly each rule of the month speaks: the office's own choice."""

from collections.abc import Mapping
from typing import Any, Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.errors import Refused, Stale
from campaigns.values.words import RuleLevel
from scheduler.conflicts.levels import SETTABLE, level_of
from scheduler.services import ruling
from web import access, form_page, forms
from web.form_page import Ask
from web.language import N_, gettext
from web.language import gettext as _
from web.settings_pages.blueprint import bp

NAMES: Final[Mapping[str, str]] = {
    "day.over_limit": N_("Quá số lượt mỗi ngày đã thống nhất với đài, báo"),
    "theme.twice": N_("Một chủ đề hai lần trong một ô"),
    "theme.adjacent": N_("Một chủ đề trong hai mục liền nhau của một kênh"),
    "theme.same_day": N_("Một chủ đề hai lần một ngày ở một đài, báo"),
    "day.holiday": N_("Đặt vào ngày nghỉ"),
    "lead.booking_passed": N_("Đặt khi đã quá hạn đăng ký"),
    "lead.unsent": N_("Quá hạn đăng ký mà chưa gửi"),
    "lead.unanswered": N_("Đến giờ mà chưa được xác nhận"),
    "quota.above": N_("Vượt chỉ tiêu"),
    "quota.below": N_("Không còn đủ chỗ để đạt chỉ tiêu"),
    "rhythm.gap": N_("Chuyên mục vắng lâu hơn đã thống nhất"),
    "rhythm.short": N_("Chuyên mục ít kỳ hơn đã thống nhất trong tuần, tháng"),
    "budget.over": N_("Vượt kinh phí"),
    "price.missing": N_("Lượt chưa có giá"),
}
LEVELS: Final[Mapping[RuleLevel, str]] = {
    RuleLevel.BLOCK: N_("Không cho đặt"),
    RuleLevel.BLOCK_RELEASE: N_("Cho đặt, không cho gửi"),
    RuleLevel.WARN: N_("Cảnh báo"),
    RuleLevel.IGNORE: N_("Không nhắc"),
}


@bp.get("/rules")
@access.roles(*access.PLANNERS)
def rules() -> ResponseReturnValue:
    """Every rule that the office may set; places that are full or not there block always."""
    now = _now()
    return _page(now, forms.Filled(now, None))


@bp.post("/rules")
@access.roles(*access.PLANNERS)
def set_rules() -> ResponseReturnValue:
    """Let rules speak as was chosen."""
    typed = {code: request.form.get(code, "") for code in SETTABLE} | {"version": request.form.get("version", "")}
    filled: forms.Filled[forms.Form] = forms.Filled(typed, None)
    for code, allowed in SETTABLE.items():
        if typed[code] not in {level.value for level in allowed}:
            filled = filled.with_error(code, "form.not_in_list")
    if filled.errors:
        return _page(_now(), filled)
    seen = _seen(typed["version"])
    try:
        with access.deciding() as work:
            changed = ruling.set_levels(work, {code: RuleLevel(typed[code]) for code in SETTABLE}, seen=seen)
    except Stale:
        return _page(_now(), filled, stale=True)
    return redirect(url_for("settings.rules", said="saved" if changed else "same"), code=303)


def _now() -> dict[str, str]:
    with access.reading() as session:
        return {code: level.value for code, level in ruling.as_set(session).items()}


def _page(now: Mapping[str, str], filled: forms.Filled[Any], *, stale: bool = False) -> ResponseReturnValue:
    lead = _(
        "Ô hết chỗ, khung không phát và giờ đã qua thì không bao giờ đặt được. Các quy tắc dưới đây do cơ quan chọn."
    )
    return form_page.page(
        _("Quy tắc và cảnh báo"), _asks(), filled, back=url_for("settings.start"), submit=_("Lưu quy tắc"),
        kicker=_("Thiết đặt"), version=" ".join(f"{code}={level}" for code, level in now.items()),
        current=now if stale else None, lead=lead,
    )  # fmt: skip


def _seen(version: str) -> dict[str, RuleLevel]:
    """What the page showed, from its hidden field; Refused ``edit.unreadable``."""
    pairs = (part.partition("=") for part in version.split())
    try:
        return {code: RuleLevel(level) for code, _is, level in pairs}
    except ValueError as error:
        raise Refused("edit.unreadable", fields=("version",)) from error


def _asks() -> list[Ask]:
    return [
        Ask(
            code, gettext(NAMES[code]), "select", choices=[(level.value, gettext(LEVELS[level])) for level in allowed],
            hint=_("Thường là: %(usual)s", usual=gettext(LEVELS[level_of(code, None)])),
        )
        for code, allowed in SETTABLE.items()
    ]  # fmt: skip
