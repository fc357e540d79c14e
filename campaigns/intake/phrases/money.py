"""Prices and sums in đồng, with what they are for."""

import re
from collections.abc import Iterator
from typing import Any, Final

from campaigns.intake.phrases.clock import LENGTH, length

_SCALE: Final[dict[str, int]] = {
    "tỷ": 10**9,
    "tỉ": 10**9,
    "triệu": 10**6,
    "trăm nghìn": 10**5,
    "nghìn": 1000,
    "ngàn": 1000,
    "": 1,
}
_AMOUNT: Final = re.compile(
    r"(?<![\d.,])(?P<figures>\d{1,3}(?:[.\s]\d{3}){1,4}(?!\d)|\d{1,12}(?:,\d{1,3})?)\s*"
    r"(?:(?P<scale>tỷ|tỉ|triệu|trăm nghìn|nghìn|ngàn)\s*"
    r"(?:(?P<more>\d{1,3})\s*(?P<more_scale>triệu|nghìn|ngàn)\s*)?(?:đồng|đ\b|vnđ|vnd)?|(?:đồng|đ\b|vnđ|vnd))"
    r"(?=(?P<after>[^.;,]{0,120}))"
)
_PER: Final = (
    ("person_day", r"/\s*(?:01\s+|1\s+)?người\s*/\s*(?:01\s+|1\s+)?ngày"),
    ("airing", r"(?:/|mỗi|một|cho)\s*(?:0?1\s+)?(?:lần|lượt|spot|lần phát(?: sóng)?|suất)\b"),
    ("page", r"(?:/|mỗi|một|cho)\s*(?:0?1\s+)?trang\b"),
    ("issue", r"(?:/|mỗi)\s*(?:0?1\s+)?(?:số|kỳ)\b"),
    ("session", r"(?:/|mỗi)\s*(?:0?1\s+)?buổi\b"),
    ("event", r"(?:/|mỗi)\s*(?:0?1\s+)?(?:cuộc|hội nghị|sự kiện|lớp)\b"),
    ("campaign", r"(?:/|mỗi|cả)\s*(?:0?1\s+)?(?:đợt|chiến dịch)\b"),
    ("half_year", r"(?:/|mỗi)\s*0?6\s+tháng\b"),
    ("day", r"(?:/|mỗi|một)\s*(?:0?1\s+)?ngày\b"),
    ("week", r"(?:/|mỗi|một)\s*(?:0?1\s+)?tuần\b"),
    ("month", r"(?:/|mỗi|hằng|hàng|một)\s*(?:0?1\s+)?tháng\b"),
    ("quarter", r"(?:/|mỗi|hằng|hàng|một)\s*(?:0?1\s+)?quý\b"),
    ("year", r"(?:/|mỗi|hằng|hàng|một)\s*(?:0?1\s+)?năm\b"),
    ("period", r"(?:/|cả)\s*giai đoạn\b"),
)  # fmt: skip
_READ: Final = tuple((per, re.compile(words)) for per, words in _PER)
_LENGTH: Final = re.compile(LENGTH)


def prices(words: str) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Each amount in lower-case words, in đồng, with what it is paid for: told up to the next comma, or before it."""
    for seen in _AMOUNT.finditer(words):
        told: dict[str, Any] = {"kind": "price", "amount_vnd": _vnd(seen)}
        after = seen["after"]
        following = _AMOUNT.search(after)
        after = after[: following.start()] if following else after
        before = re.split(r"[.;,/]", words[max(0, seen.start() - 60) : seen.start()])[-1]
        per = next((per for part in (after, before) for per, form in _READ if form.search(part)), None)
        if per:
            told["per"] = per
        timed = _LENGTH.search(after)
        if timed:
            told |= _seconds(length(timed))
        elif re.match(r"\s*/\s*phút\b", after):
            told["duration_sec"] = 60
        if "duration_sec" in told:
            told.setdefault("per", "airing")
        yield seen.start(), seen.end() + len(after), told


def _seconds(told: dict[str, Any]) -> dict[str, Any]:
    """A price is for seconds."""
    names = {"duration_min": ("duration_sec", 60), "duration_max_min": ("duration_max_sec", 60)}
    return {names.get(name, (name, 1))[0]: value * names.get(name, (name, 1))[1] for name, value in told.items()}


def _vnd(seen: re.Match[str]) -> int:
    figures, scale = seen["figures"], _SCALE[seen["scale"] or ""]
    whole, _, part = figures.partition(",")
    more = int(seen["more"]) * _SCALE[seen["more_scale"]] if seen["more"] else 0
    return more + int(re.sub(r"[.\s]", "", whole)) * scale + (int(part) * scale // 10 ** len(part) if part else 0)
