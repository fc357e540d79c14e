"""By when something is due: "trước" leaves the named day out, "chậm nhất" takes it in."""

import re
from collections.abc import Iterator
from typing import Any, Final

from campaigns.intake.phrases.clock import TIME
from campaigns.intake.phrases.dates import QUARTERS, Found, apart, date, written
from campaigns.intake.phrases.weekdays import DAY, weekday

_QUARTER: Final = r"(?:iv|iii|ii|i|[1-4])\b"
_MONTHS: Final = {
    "last": "last_of_quarter", "after": "first_of_next_quarter", "first": "first_of_quarter", "next": "next",
    "period": "last_of_period",
    "every": "every",
}  # fmt: skip
_LATEST: Final = (
    r"(?P<latest>(?:chậm|muộn|trễ)\s+nhất|không\s+(?:muộn|chậm|trễ|quá)(?:\s+hơn)?"
    r"|(?:thời\s+hạn|hạn(?:\s+chót|\s+cuối(?:\s+cùng)?)?)(?:\s+(?!trước\b)[^\W\d]+){0,6}?"
    r"|(?:nhận|nộp)(?:\s+(?!trước\b|từ\b)[^\W\d]+){0,6}?(?=\s+đến\s))"
    r"\s*(?:(?:là|vào|đến|trong|hết|:)\s*){0,4}"
)
_BEFORE: Final = r"(?P<before>\btrước\s+(?:thời\s+điểm\s+)?)"
_SENT: Final = r"(?P<sent>(?:báo cáo|gửi|nộp)[^.;]{0,80}?\bvào\s+)"  # "gửi báo cáo vào ngày 25 hằng tháng"
_LEAD: Final = rf"(?:(?:{_LATEST})?{_BEFORE}|{_LATEST.replace('latest', 'latest_alone')})(?:(?:{TIME})\s*,?\s*)?"
_OF: Final = r"(?:(?:của|mỗi|từng|các|hằng|hàng|trong|vào)\s+){0,3}"
_RULE: Final = (
    rf"(?:ngày\s+(?:mùng\s+)?)?(?P<day>[0-3]?\d)\s*,?\s*{_OF}(?:"
    rf"(?P<last>tháng\s+cuối(?:\s+cùng)?\s+{_OF}quý(?:\s+(?P<quarters>{_QUARTER}(?:\s*(?:,|và|;)\s*(?:quý\s+)?{_QUARTER})*))?)"
    r"|(?P<after>tháng\s+đầu(?:\s+tiên)?\s+(?:của\s+)?quý\s+(?:sau|tiếp theo|kế tiếp|liền kề))"
    rf"|(?P<first>tháng\s+đầu(?:\s+tiên)?\s+{_OF}quý)"
    r"|(?P<period>tháng\s+cuối\s+kỳ(?:\s+báo\s+cáo)?)"
    r"|(?P<next>tháng\s+(?:sau|tiếp theo|kế tiếp|liền kề|liền sau))"
    r"|(?P<every>tháng)(?!\s*(?:\d|cuối|đầu)))"
)
_AND: Final = r"\s*(?:,|;|và|hoặc)\s*(?:trước\s+)?"
_RULED: Final = re.compile(rf"(?:{_LEAD}|{_SENT}){_RULE}")
_WEEKLY: Final = re.compile(rf"(?:{_LEAD}|{_SENT})(?P<weekday>{DAY})(?:\s*,?\s*(?:hằng|hàng|mỗi|trong)\s+tuần)?")
_DATED: Final = re.compile(rf"{_LEAD}{date('1')}" + "".join(f"(?:{_AND}{date(n)})?" for n in "234"))
_RELATIVE: Final = re.compile(
    r"(?:(?P<after>(?:chậm|muộn|trễ)\s+nhất(?:\s+là)?\s+sau)|(?:chậm|muộn|trễ)\s+nhất(?:\s+là)?|không\s+quá|trong\s+(?:vòng\s+|thời\s+hạn\s+)?)\s*"
    r"(?P<days>\d{1,3})\s*(?:\([^)]*\)\s*)?ngày(?:\s+làm\s+việc)?"
    r"(?(after)|\s*,?\s*(?:sau|kể\s+từ|tính\s+từ|trước|từ|so\s+với)\b)"
)


def deadlines(words: str) -> Iterator[Found]:
    """The deadlines in lower-case words."""
    return apart(words, (_RULED, _WEEKLY, _DATED, _RELATIVE), _stated)


def _stated(seen: re.Match[str]) -> list[dict[str, Any]]:
    named = seen.groupdict()
    if seen.re is _RELATIVE:
        return [{"kind": "deadline", "relative_days": int(named["days"]), "inclusive": True}]
    inclusive = not named["before"]
    if seen.re is _RULED:
        rule = _rule(named)
        return [{"kind": "deadline", "rule": rule, "inclusive": inclusive}] if 1 <= rule["day"] <= 31 else []
    if seen.re is _WEEKLY:
        if "tuần" not in seen.string:
            return []
        return [{"kind": "deadline", "rule": {"weekday": weekday(named["weekday"])}, "inclusive": inclusive}]
    return _dated(named, inclusive=inclusive)


def _rule(named: dict[str, Any]) -> dict[str, Any]:
    rule: dict[str, Any] = {"day": int(named["day"])}
    rule["month"] = next(month for group, month in _MONTHS.items() if named[group])
    if named["quarters"]:
        rule["quarters"] = sorted({QUARTERS[q] for q in re.findall(rf"\b{_QUARTER}", named["quarters"])})
    return rule


def _dated(named: dict[str, Any], *, inclusive: bool) -> list[dict[str, Any]]:
    """One deadline of all dates with a year; one each for days without."""
    told = [(day, bool(named[f"x{n}"])) for n in "1234" if (day := written(named, n))]
    years = [day[:4] for day, _ in told if len(day) > 5]
    if years:  # "trước ngày 15/6 và 15/12/2023": the year stands once, for both
        dates = [day if len(day) > 5 else f"{years[-1]}-{day}" for day, _ in told]
        return [{"kind": "deadline", "dates": dates, "inclusive": inclusive}]
    return [
        {"kind": "deadline", "md": day, "inclusive": inclusive, **({"year_offset": 1} if later else {})}
        for day, later in told
    ]
