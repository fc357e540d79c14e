"""The words in which quotas and airtimes are stated, one token each; all other words are passed over."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from campaigns.intake.phrases import weekdays
from campaigns.intake.phrases.clock import HOURS, LENGTH, TIME, clock, length
from campaigns.intake.phrases.numbers import NUMBER, RANGE, value
from campaigns.intake.phrases.units import ANY_UNIT, NO_UNIT, SPAN, UNIT, span_of, unit_of


@dataclass(frozen=True, slots=True)
class Token:
    """One stated thing: its kind, where it stands, and what it says."""

    kind: str
    start: int
    end: int
    told: dict[str, Any] = field(default_factory=dict)


Reader = Callable[[re.Match[str]], dict[str, Any]]


def _nothing(_seen: re.Match[str]) -> dict[str, Any]:
    return {}


def _count(seen: re.Match[str]) -> dict[str, Any]:
    low, high = value(seen["low"]), value(seen["high"]) if seen["high"] else None
    told = {"count": low, "unit": unit_of(seen), "word": not seen["low"][:1].isdigit()}
    return told | ({"count_max": high} if high and high > low else {})


def _unit(seen: re.Match[str]) -> dict[str, Any]:
    return {"unit": unit_of(seen)}


def _once_in_span(seen: re.Match[str]) -> dict[str, Any]:
    return {**span_of(seen), "count": 1, "unit": unit_of(seen)}


def _hours(seen: re.Match[str]) -> dict[str, Any]:
    first = seen["from"]
    return {"window": [clock(f"{first}h" if first.isdigit() else first), clock(seen["to"])]}


def _month_day(seen: re.Match[str]) -> dict[str, Any]:
    return {"date_md": f"{int(seen['month']):02d}-{int(seen['day']):02d}"}


_MIN: Final = "ít nhất|tối thiểu|không dưới|không ít hơn"
_MAX: Final = "tối đa|không (?:vượt )?quá|nhiều nhất"
_SOME: Final = rf"(?:{NUMBER})(?:\s*(?:-|–|đến|tới|hoặc)\s*(?:{NUMBER}))?"
_CLASSIFIER: Final = r"(?:cái|tấm|chiếc|lá|bộ|loại|cụm|bảng)\s+"
_NOT_MEANT: Final = r"(?!\s+(?:cuối|đầu|sau|trước|thứ|nay|học|ký|qua|làm việc)\b)"
_LONG_SPAN: Final = "ngày|tuần|tháng|quý|năm|buổi|số báo"
_PLACE: Final = r"(?:trang|(?<!tổng )số|mục|điều|khoản|điểm|phụ lục|chương|phần|khu vực|cấp|hạng|nhóm|lớp|bước)"
_OCCURRENCE: Final = r"(?:lần|buổi|lượt|kỳ|đợt|số)\s+(?:thứ\s+)?(?:nhất|hai|ba|tư|\d{1,2})"
_FORMS: Final[tuple[tuple[str, str, Reader], ...]] = (
    (
        "ordinal",  # "lần 1 lúc 21 giờ": which airing, not how many
        rf"{_OCCURRENCE}(?=\s*(?:,|:|\(|lúc|vào|phát|từ))(?!\s*(?:,\s*)?(?:{ANY_UNIT}|phút|/)\b)",
        _nothing,
    ),
    (
        "passed",  # "trang 10", "mục 3": where something stands
        rf"{_PLACE}\s+(?:thứ )?\d+(?:/\S+)?",
        _nothing,
    ),
    (
        "passed",
        r"(?:năm|giai đoạn)\s+(?:19|20)\d\d(?:\s*(?:-|–|đến)\s*(?:năm\s+)?(?:19|20)\d\d)?",
        _nothing,
    ),
    ("passed", NO_UNIT, _nothing),
    (
        "days_a_week",
        r"(?P<n>[1-7]|một|hai|ba|bốn|năm|sáu|bảy)\s+ngày\s*(?:/|trong|mỗi|một|trong một)\s*tuần",
        lambda seen: {"days_per_week": value(seen["n"])},
    ),
    ("days_a_week", r"tất cả các ngày(?: trong tuần)?", lambda _: {"days_per_week": 7}),
    ("nth", weekdays.DAY_OF_NTH_WEEK, weekdays.day_of_nth_week),
    ("nth", weekdays.NTH_WEEK, weekdays.nth_week),
    ("but", rf"trừ\s+{weekdays.DAYS}", weekdays.all_but),
    ("days", weekdays.DAYS, weekdays.days),
    ("days", weekdays.BARE_DAYS, weekdays.bare_days),
    ("date", r"(?:vào\s+)?ngày\s+(?P<day>[0-3]?\d)(?:/|-|\s+tháng\s+)(?P<month>1[0-2]|0?[1-9])(?![\d/-])", _month_day),
    ("hours", HOURS, _hours),
    ("long", rf"{LENGTH}(?!\w)", length),
    ("time", TIME, lambda seen: {"time": clock(seen[0])}),
    (
        "once",  # "hai tuần một số"
        rf"(?:(?:mỗi|cứ|định kỳ)\s+){{0,2}}(?<!\d\s)(?:{SPAN})\s*(?:/\s*|một\s+|0?1\s+)(?:{UNIT})\b",
        _once_in_span,
    ),
    ("per_slash", rf"/\s*(?:{SPAN})\b", span_of),
    (
        "per",
        rf"(?:mỗi|hằng|hàng|từng|một(?= (?:{_LONG_SPAN}))) (?:{SPAN})\b{_NOT_MEANT}",
        span_of,
    ),
    ("per", rf"(?:cả|trong(?: cả)?) (?:{SPAN})\b(?!\s*\d){_NOT_MEANT}", span_of),
    (
        "per",  # "tuần 2 lần", but not "15 ngày 2 lần"
        rf"(?<!\d\s)(?:{SPAN})(?=\s+(?:phát\s+(?:sóng\s+)?)?(?:(?:{_MIN}|{_MAX})\s+)?{_SOME}\s+(?:{_CLASSIFIER})?(?:{ANY_UNIT})\b)",
        span_of,
    ),
    ("count", rf"{RANGE}\s+(?:{_CLASSIFIER})?(?:{UNIT})\b", _count),
    ("each", rf"(?:mỗi|/|từng)\s*(?:0?1\s+)?(?:{UNIT})\b", _unit),
    ("repeated", r"\(?phát\s+(?:sóng\s+)?lại(?=\s*(?:[,;.)]|$|và\b))", _nothing),
    (
        "repeat_of",  # "phát lại chương trình 18h30 vào 6 giờ"
        rf"phát\s+(?:sóng\s+)?lại\s+(?:[^\W\d]+\s+){{0,4}}?(?P<of>{TIME})\s+(?:[^\W\d]+\s+){{0,3}}?(?:vào|lúc)\b",
        lambda seen: {"repeat_of": clock(seen["of"])},
    ),
    ("repeat", r"phát\s+(?:sóng\s+)?lại|tái phát(?: sóng)?", _nothing),
    ("min", rf"{_MIN}|từ(?=\s+\S+\s+\S+(?:\s+\S+){{0,3}}\s+trở lên)|(?:trên|hơn)(?=\s+\d)", _nothing),
    ("max", rf"{_MAX}|dưới(?=\s+\d)", _nothing),
    ("length_label", r"thời lượng|dài", _nothing),
    ("out", r"báo\s+(?:ra|phát hành|xuất bản)|phát hành|xuất bản|ra báo", lambda _: {"unit": "so"}),
    ("product", rf"(?:{UNIT})\b", _unit),
    ("aired", r"phát(?: sóng)?\b|lên sóng", _nothing),
    ("and", r",|và\b|\+", _nothing),
    ("either", r"hoặc\b", _nothing),
    ("stop", r"[;.](?=\s|$)", _nothing),
)
_READ: Final = tuple(
    (kind, re.compile(form if form[0] in ",/[\\" else rf"(?<!\w)(?:{form})"), reader) for kind, form, reader in _FORMS
)
_CHANNEL: Final = re.compile(
    r"(?<!\w)(?:(?i:(?:(?:trên|kênh|sóng|đài)\s+){1,3}(?:(?:truyền hình|phát thanh)\s+)?)"
    r"(?P<name>[A-ZĐ]{2,}\d+|[A-ZĐ]*TV\d*|VO[VH]\d*|FM\s*\d+(?:[.,]\d+)?(?:\s*MHz)?)"
    r"|(?P<known>[A-ZĐ]*TV\d+|VO[VH]\d+))(?!\w)"
)
_WORD: Final = re.compile(r"\w+|\W")


def lower(written: str) -> str:
    """In small letters, each where it was: the few that would become two letters stay as they are."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in written)


def tokens(written: str) -> Iterator[Token]:
    """The tokens of a phrase in its order; where several could begin together, the first of the forms above."""
    words = lower(written)
    at = 0
    while at < len(words):
        channel = _CHANNEL.match(written, at)
        token = _named(channel) if channel else _first(words, at)
        if token:
            yield token
        word = _WORD.match(words, at)
        at = token.end if token else word.end() if word else len(words)


def _named(seen: re.Match[str]) -> Token:
    return Token("channel", seen.start(), seen.end(), {"channel": seen["name"] or seen["known"]})


def _first(words: str, at: int) -> Token | None:
    for kind, form, reader in _READ:
        seen = form.match(words, at)
        if seen is not None and seen.end() > at:
            return Token(kind, at, seen.end(), reader(seen))
    return None
