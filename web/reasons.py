"""Why the planner could not, in words: one sentence for each rule that stands against it, and what would help."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from scheduler.planner.reasons.facts import RuleFacts
from web import formats
from web.language import N_, current, gettext, ngettext

RULES: Final[Mapping[str, str]] = {
    "budget": N_("Kinh phí%(owner)s là %(money)s, không đủ cho số lượt đã thống nhất."),
    "producer": N_("%(name)s làm được %(limit_scripts)s mỗi tuần."),
    "gap": N_("Hai lượt “%(name)s” trên cùng một đài, báo phải cách nhau ít nhất %(limit_days)s."),
    "leadday": N_("“%(name)s” chỉ phát mới %(limit_spots)s mỗi ngày trên tất cả các đài."),
    "lead": N_("Kịch bản “%(name)s” phải xong trước ngày phát %(limit_days)s, nên sớm nhất là phát ngày %(dates)s."),
    "rerun": N_("Mỗi kịch bản “%(name)s” được phát lại %(limit_times)s, sau lượt phát đầu ít nhất %(after_days)s."),
    "conflict": N_("“%(name)s” và “%(other)s” không cùng phát trên một đài, báo trong một ngày."),
    "neighbour": N_("%(name)s và %(other)s phát liền nhau, nên một nội dung chỉ ở một trong hai khung."),
    "capacity": N_("Khung %(name)s%(where)s chỉ nhận %(limit_spots)s mỗi lần phát%(when)s."),
    "outletday": N_("%(name)s nhận tối đa %(limit_spots)s mỗi ngày."),
    "booking": N_("Khung %(name)s%(where)s đã hết hạn đăng ký%(when)s."),
    "blackout": N_("Ngày %(dates)s%(called)s%(where)s không phát tuyên truyền."),
    "pin": N_("“%(theme)s” đã được chọn cho khung %(name)s%(where)s ngày %(dates)s."),
    "forbidden": N_("“%(theme)s” đã được bỏ khỏi khung %(name)s%(where)s ngày %(dates)s."),
    "quotamax": N_("%(quota)s đã thống nhất nhiều nhất là %(units)s."),
    "quota": N_("%(quota)s phải đạt %(units)s."),
    "keep": N_("%(quota)s giữ nguyên số đã xếp."),
}
"""By the rule's kind."""
RELIEFS: Final[Mapping[str, str]] = {
    "budget": N_("thêm %(by_money)s kinh phí"),
    "producer": N_("%(name)s thêm %(by_scripts)s mỗi tuần"),
    "gap": N_("khoảng cách rút xuống %(less_days)s"),
    "leadday": N_("thêm %(by_spots)s phát mới mỗi ngày"),
    "lead": N_("thời gian chuẩn bị rút xuống %(less_days)s"),
    "rerun": N_("mỗi kịch bản được phát lại thêm %(by_times)s"),
    "conflict": N_("hai nội dung này được phát cùng ngày"),
    "neighbour": N_("hai khung này được phát cùng nội dung"),
    "capacity": N_("khung này nhận thêm %(by_spots)s mỗi lần phát"),
    "outletday": N_("mỗi ngày nhận thêm %(by_spots)s"),
    "booking": N_("đài, báo vẫn nhận đăng ký"),
    "blackout": N_("ngày này được phát"),
    "pin": N_("không giữ lựa chọn này"),
    "forbidden": N_("được xếp lại chỗ này"),
    "quotamax": N_("mức nhiều nhất tăng thêm %(by_units)s"),
    "quota": N_("chỉ tiêu này bớt %(by_units)s"),
}
"""What a rule's giving way means, as the first half of a sentence."""
_SHOWN: Final = 4


def sentence(facts: RuleFacts) -> str:
    """A rule as it stands, and a second sentence where its giving way would help, in the reader's language."""
    words = _facts(facts)
    said = gettext(RULES[facts.kind], **words)
    if (gives := facts.relaxation) is None:
        return _capital(said)
    change = gettext(RELIEFS[facts.kind], **words)
    if not gives.gains:
        helps = gettext("Nếu %(change)s thì xếp được lịch.", change=change)
    else:
        helps = gettext(
            "Nếu %(change)s thì được thêm %(units)s.", change=change, units=_units(gives.gains, facts.gains_length)
        )
    return f"{_capital(said)} {helps}"


def sentences(told: Sequence[RuleFacts]) -> list[str]:
    """Each rule of a reason; quotas that are only kept are counted together where there are many."""
    kept = [one for one in told if one.kind == "keep"]
    rules = [sentence(one) for one in told if one.kind != "keep"]
    if len(kept) <= _SHOWN:
        return rules + [sentence(one) for one in kept]
    count = formats.number(len(kept), language=current())
    return [*rules, gettext("%(count)s chỉ tiêu khác giữ nguyên số đã xếp.", count=count)]


def _facts(facts: RuleFacts) -> dict[str, Any]:
    by = facts.relaxation.by if facts.relaxation else 0
    language = current()
    return {
        "name": facts.name,
        "other": facts.other,
        "limit_days": _days(facts.limit),
        "less_days": _days(facts.limit - by),
        "after_days": _days(facts.days),
        "limit_scripts": _scripts(facts.limit),
        "by_scripts": _scripts(by),
        "limit_times": _times(facts.limit),
        "by_times": _times(by),
        "limit_spots": _spots(facts.limit),
        "by_spots": _spots(by),
        "money": formats.vnd(facts.limit, language=language),
        "by_money": formats.vnd(by, language=language),
        "units": _units(facts.limit, facts.counts_length),
        "by_units": _units(by, facts.counts_length),
        "dates": _listed([formats.day_bare(day, language=language) for day in facts.dates[:_SHOWN]]),
        "when": _when(facts.dates),
        "where": _where(facts.outlets),
        "theme": _listed(facts.themes),
        "owner": _owner(facts),
        "called": f" ({facts.name})" if facts.name else "",
        "quota": _quota(facts),
    }


def _units(count: int, length: bool) -> str:
    return formats.duration(count, language=current()) if length else _spots(count)


def _spots(count: int) -> str:
    return ngettext("%(count)s lượt", "%(count)s lượt", count, count=formats.number(count, language=current()))


def _days(count: int) -> str:
    return ngettext("%(count)s ngày", "%(count)s ngày", count, count=formats.number(count, language=current()))


def _times(count: int) -> str:
    return ngettext("%(count)s lần", "%(count)s lần", count, count=formats.number(count, language=current()))


def _scripts(count: int) -> str:
    return ngettext("%(count)s kịch bản", "%(count)s kịch bản", count, count=formats.number(count, language=current()))


def _when(dates: Sequence[date]) -> str:
    if not dates:
        return ""
    if len(dates) > _SHOWN:
        return f" ({_days(len(dates))})"
    days = _listed([formats.day_bare(day, language=current()) for day in dates])
    return gettext(" (ngày %(days)s)", days=days)


def _where(outlets: Sequence[str]) -> str:
    return f" ({_listed(outlets)})" if outlets else ""


def _owner(facts: RuleFacts) -> str:
    names = [name for name in (facts.name or _listed(facts.campaigns), _listed(facts.outlets)) if name]
    return f" {' – '.join(names)}" if names else ""


def _quota(facts: RuleFacts) -> str:
    themes, outlets = _listed(facts.themes), _listed(facts.outlets)
    if themes:
        return gettext("Chỉ tiêu “%(themes)s” trên %(outlets)s", themes=themes, outlets=outlets)
    return gettext("Chỉ tiêu của %(outlets)s", outlets=outlets)


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return gettext("%(first)s và %(last)s", first=", ".join(words[:-1]), last=words[-1])


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
