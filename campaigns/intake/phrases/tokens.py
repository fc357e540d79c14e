"""The words in which quotas and airtimes are stated, one token each; all other words are passed over."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from campaigns.intake.phrases.calendar import weekday
from campaigns.intake.phrases.clock import LENGTH, TIME, clock, length
from campaigns.intake.phrases.numbers import RANGE, WORDS, value

_UNITS: Final = (
    ("tin_bai", r"tin\s*(?:,|/|-|–|và|hoặc|\s)\s*bài|tin,? bài"),
    ("chuyen_muc", r"chuyên mục"), ("chuyen_trang", r"chuyên trang|trang chuyên đề"),
    ("phong_su", r"phóng sự|ký sự"), ("chuong_trinh", r"chương trình|bản tin"),
    ("to_roi", r"tờ (?:rơi|gấp|bướm)|tờ"), ("bang_ron", r"băng[ -]?rôn|khẩu hiệu|biểu ngữ"),
    ("pa_no", r"pa[ -]?nô|panô|pano"), ("chuong_co", r"chuông cờ|chuồng cờ|chuông cổ"), ("co", r"cờ"),
    ("hoi_nghi", r"hội nghị|hội thảo"), ("cuoc_thi", r"cuộc thi|hội thi"),
    ("tai_lieu", r"(?:bộ |cuốn |quyển |bản )?(?:tài liệu|sổ tay|cẩm nang)|cuốn|quyển"),
    ("bang_dia", r"băng đĩa|đĩa|băng cassette"), ("trang", r"trang"), ("tin", r"tin"), ("bai", r"bài"),
    ("so", r"số"), ("ky", r"kỳ|kì"), ("lan", r"lần"), ("luot", r"lượt"), ("buoi", r"buổi"), ("giai", r"giải"),
    ("ban", r"bản"),
)  # fmt: skip
_UNIT: Final = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS)
_PLAIN_UNIT: Final = "|".join(words for _name, words in _UNITS)
_CLASSIFIER: Final = r"(?:cái|tấm|chiếc|lá|bộ|loại)\s+"
_ONE_N: Final = r"(?:0?1\s+|một\s+)?"
_SPAN_WORDS: Final = (
    ("2weeks", r"(?:0?2|hai)\s+tuần"), ("half_year", r"(?:0?6|sáu)\s+tháng|nửa\s+năm"),
    ("day", rf"{_ONE_N}ngày(?: đêm)?"), ("week", rf"{_ONE_N}tuần"), ("month", rf"{_ONE_N}tháng"),
    ("quarter", rf"{_ONE_N}quý"), ("year", rf"{_ONE_N}năm"), ("issue", rf"{_ONE_N}(?:số(?: báo)?|kỳ báo)"),
    ("session", rf"{_ONE_N}buổi"), ("event", rf"{_ONE_N}(?:sự kiện|cuộc|hội nghị)"),
    ("campaign", rf"{_ONE_N}(?:đợt|chiến dịch)"), ("period", r"giai đoạn"),
)  # fmt: skip
_SPANS: Final = "|".join(f"(?P<{'w2' if n == '2weeks' else n}>{words})" for n, words in _SPAN_WORDS)
_NOT_A_DATE: Final = r"(?!\s*\d)(?!\s+(?:cuối|đầu|sau|trước|thứ|nay|học|ký|qua|làm việc)\b)"
_DAY: Final = r"(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|t[2-7](?!\w)|chủ\s+nhật|cn(?!\w))"
_BARE_DAY: Final = (
    rf"(?:[2-7]|hai|ba|tư|năm|sáu|bảy)(?=\s*(?:,|;|\.|\)|và|&|hằng|hàng|mỗi|trong|/|$))(?!\s*,?\s*(?:{_PLAIN_UNIT})\b)"
)
_ORDER: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NTH: Final = {"nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "cuối": -1}
_NTH_WORD: Final = r"(?:nhất|hai|ba|tư|bốn|đầu|cuối|[1-5])(?:\s+(?:tiên|cùng))?"


@dataclass(frozen=True, slots=True)
class Token:
    """One stated thing: its kind, where it stands, and what it says."""

    kind: str
    start: int
    end: int
    told: dict[str, Any] = field(default_factory=dict)


Reader = Callable[[re.Match[str]], dict[str, Any]]


def _unit(seen: re.Match[str]) -> str:
    return next(name for name, _ in _UNITS if seen[name])


def _per(seen: re.Match[str]) -> dict[str, Any]:
    return {"per": next(n for n, _ in _SPAN_WORDS if seen["w2" if n == "2weeks" else n])}


def _count(seen: re.Match[str]) -> dict[str, Any]:
    low, high = value(seen["low"]), value(seen["high"]) if seen["high"] else None
    told = {"count": low, "unit": _unit(seen), "word": not seen["low"][:1].isdigit()}
    return told | ({"count_max": high} if high and high > low else {})


def _days(seen: re.Match[str]) -> dict[str, Any]:
    words = re.sub(r"\bt(?=[2-7])", "thứ ", seen[0]).replace("cn", "chủ nhật")
    named = [weekday(f"thứ {day}") if not day.startswith(("thứ", "chủ")) else weekday(re.sub(r"thứ\s*", "thứ ", day))
             for day in re.findall(r"thứ\s*\w+|chủ\s+nhật|\b(?:[2-7]|hai|ba|tư|năm|sáu|bảy)\b", words)]  # fmt: skip
    if seen["through"] and len(named) == 2:
        first, last = _ORDER.index(named[0]), _ORDER.index(named[1])
        named = list(_ORDER[first : last + 1]) if first < last else named
    return {"weekdays": sorted(set(named), key=_ORDER.index)}


def _nth(seen: re.Match[str]) -> dict[str, Any]:
    found = [int(n) if n.isdigit() else _NTH[n] for n in re.findall(r"nhất|hai|ba|tư|bốn|đầu|cuối|[1-5]", seen["nth"])]
    return {"week_of_month": found[0] if len(found) == 1 else found}


def _day_and_nth(seen: re.Match[str]) -> dict[str, Any]:
    return {"weekdays": [weekday(re.sub(r"thứ\s*", "thứ ", seen["day"]))], **_nth(seen)}


_THROUGH: Final = rf"(?P<through>\s*(?:-|–|đến|tới)\s*(?:hết\s+)?(?:{_DAY}|[3-7](?!\w)))?"
_SOME_NUMBER: Final = RANGE.replace("?P<low>", "?:").replace("?P<high>", "?:")
_BOUND_MIN: Final = (
    r"ít nhất|tối thiểu|không dưới|không ít hơn|từ(?=\s+\S+\s+\S+(?:\s+\S+){0,3}\s+trở lên)|trên(?=\s+\d)|hơn(?=\s+\d)"
)
_BOUND_MAX: Final = r"tối đa|không (?:vượt )?quá|nhiều nhất|dưới(?=\s+\d)"
_FORMS: Final[tuple[tuple[str, str, Reader | None], ...]] = (
    ("ordinal", rf"(?:lần|buổi|lượt|kỳ|đợt|số)\s+(?:thứ\s+)?(?:nhất|hai|ba|tư|\d{{1,2}})(?=\s*(?:,|:|lúc|vào|phát|từ|\())(?!\s*(?:,\s*)?(?:{_PLAIN_UNIT}|phút|/)\b)", None),
    ("passed", r"(?:trang|số|mục|điều|khoản|điểm|phụ lục|chương|phần|khu vực|cấp|hạng|nhóm|lớp|bước)\s+(?:thứ\s+)?\d+(?:/\S+)?", None),
    ("passed", r"(?:năm|giai đoạn)\s+(?:19|20)\d\d(?:\s*(?:-|–|đến)\s*(?:năm\s+)?(?:19|20)\d\d)?", None),
    ("passed", r"một số\b|định kỳ|thời kỳ|tin học|tin cậy|tin tưởng|niềm tin|thông tin|bản thân|số lượng|văn bản|cơ bản|địa bàn", None),
    ("days_a_week", r"(?P<n>[1-7]|một|hai|ba|bốn|năm|sáu|bảy)\s+ngày\s*(?:/|trong|mỗi|một|trong một)\s*tuần", lambda m: {"days_per_week": value(m["n"])}),
    ("days_a_week", r"tất cả các ngày(?: trong tuần)?", lambda _: {"days_per_week": 7}),
    ("nth_day", rf"(?P<day>{_DAY})\s*(?:,\s*)?(?:(?:của\s+|trong\s+|thuộc\s+)?tuần\s+(?:lễ\s+)?)?(?:thứ\s+)?(?P<nth>{_NTH_WORD})(?=\s+(?:(?:của|trong|hằng|hàng|mỗi)\s+)*tháng)", _day_and_nth),
    ("nth", rf"tuần\s+(?:lễ\s+)?(?:thứ\s+)?(?P<nth>{_NTH_WORD}(?:\s*(?:,|và)\s*(?:tuần\s+)?(?:thứ\s+)?{_NTH_WORD})*)(?=\s*,?\s+(?:(?:của|trong|hằng|hàng|mỗi)\s+)*tháng)", _nth),
    ("days", rf"(?:từ\s+)?(?:các\s+)?(?:ngày\s+)?{_DAY}{_THROUGH}(?:\s*(?:,|và|&|;)\s*(?:{_DAY}|{_BARE_DAY}))*", _days),
    ("hours", rf"(?:(?:trong|khung giờ|từ|khoảng)\s+)*(?P<from>{TIME}|(?:[01]?\d|2[0-4])(?=\s*(?:-|–|đến)\s*\d{{1,2}}\s*(?:giờ|h|g)))\s*(?:-|–|đến|tới)\s*(?P<to>{TIME})", None),
    ("time", rf"{TIME}", lambda m: {"time": clock(m[0])}),
    ("long", rf"{LENGTH}(?!\w)", length),
    ("times_in_span", rf"(?:(?:mỗi|cứ|định kỳ)\s+)*(?:{_SPANS})\s*(?:/\s*|một\s+|0?1\s+)(?:{_UNIT})\b", lambda m: {**_per(m), "count": 1, "unit": _unit(m)}),
    ("per_slash", rf"/\s*(?:{_SPANS})\b", _per),
    ("per", rf"(?:mỗi|hằng|hàng|cả|trong(?:\s+cả)?(?=\s+(?:một|01|1|tuần|tháng|quý|năm|ngày|đợt|giai đoạn))|một(?=\s+(?:ngày|tuần|tháng|quý|năm|buổi|số báo)))\s+(?:{_SPANS})\b{_NOT_A_DATE}", _per),
    ("per", rf"(?:(?P<week>tuần)|(?P<month>tháng)|(?P<quarter>quý)|(?P<day>ngày))(?=\s+(?:phát\s+(?:sóng\s+)?)?(?:{_SOME_NUMBER})\s+(?:{_PLAIN_UNIT})\b)", lambda m: {"per": m.lastgroup}),
    ("count", rf"{RANGE}\s+(?:{_CLASSIFIER})?(?:{_UNIT})\b", _count),
    ("each", rf"(?:mỗi|/|từng)\s*(?:0?1\s+)?(?:{_UNIT})\b", lambda m: {"unit": _unit(m)}),
    ("repeat", r"phát\s+(?:sóng\s+)?lại|tái phát(?: sóng)?", None),
    ("min", _BOUND_MIN, None), ("max", _BOUND_MAX, None),
    ("length_label", r"thời lượng|dài", None),
    ("out", r"báo\s+(?:ra|phát hành|xuất bản)|phát hành|xuất bản|ra báo", lambda _: {"unit": "so"}),
    ("product", rf"(?:{_UNIT})\b", lambda m: {"unit": _unit(m)}),
    ("and", r",|và\b|hoặc\b|\+", None), ("stop", r"[;.](?=\s|$)", None), ("colon", r":", None),
)  # fmt: skip
_READ: Final = tuple(
    (kind, re.compile(rf"(?<!\w){form}" if form[0] not in ",/[:" else form), reader) for kind, form, reader in _FORMS
)
_CHANNEL: Final = re.compile(
    r"(?:(?:trên|kênh|sóng|đài)\s+)+(?P<name>[A-ZĐ]{2,}\d+|[A-ZĐ]*TV\d*|VO[VH]\d*|FM\s*\d+(?:[.,]\d+)?(?:\s*MHz)?)(?!\w)"
)
_WORD: Final = re.compile(r"\w+|\W")


def lower(written: str) -> str:
    """In small letters, each where it was: the few that would become two letters stay as they are."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in written)


def tokens(written: str) -> Iterator[Token]:
    """The tokens of a phrase in its order, longest reading first where several begin together."""
    words = lower(written)
    channels = {seen.start(): seen for seen in _CHANNEL.finditer(written)}
    at = 0
    while at < len(words):
        if at in channels:
            seen = channels[at]
            yield Token("channel", at, seen.end(), {"channel": seen["name"]})
            at = seen.end()
            continue
        token = next((t for t in (_at(words, at, *form) for form in _READ) if t), None)
        if token:
            yield token
            at = token.end
        else:
            at = _WORD.match(words, at).end()  # type: ignore[union-attr]


def _at(words: str, at: int, kind: str, form: re.Pattern[str], reader: Reader | None) -> Token | None:
    seen = form.match(words, at)
    if seen is None or seen.end() == at:
        return None
    if kind == "hours":
        told = _hours(seen)
        return Token(kind, at, seen.end(), told)
    return Token(kind, at, seen.end(), reader(seen) if reader else {})


def _hours(seen: re.Match[str]) -> dict[str, Any]:
    first = seen["from"]
    return {"window": [clock(first if not first.isdigit() else f"{first}h"), clock(seen["to"])]}
