"""Hours of the day and lengths of time as plans write them: 18h30, 6 giờ sáng, 19g45, 15 phút, 30″."""

import re
from typing import Any, Final

TIME: Final = (
    r"(?<![\d.,/])(?:[01]?\d|2[0-4])"
    r"(?:\s*(?:giờ|g|h)\s*(?:[0-5]\d(?!\d)(?:\s*(?:phút|p)\b|[′’'])?)?|:[0-5]\d(?!\d))(?!\w)"
    r"(?:\s*(?:buổi\s+)?(?:sáng|trưa|chiều|tối|đêm))?"
)
_BARE_HOUR: Final = r"(?:[01]?\d|2[0-4])(?=\s*(?:-|–|đến)\s*\d{1,2}\s*(?:giờ|h|g))"  # "18-20 giờ"
HOURS: Final = (
    rf"(?:(?:trong|khung giờ|từ|khoảng)\s+){{0,3}}(?P<from>{TIME}|{_BARE_HOUR})\s*(?:-|–|đến|tới)\s*(?:hết\s+)?"
    rf"(?P<to>{TIME})"
)
_READ: Final = re.compile(r"(\d{1,2})\s*(?:giờ|g|h|:)\s*(\d{2})?")
_LATE: Final = re.compile(r"chiều|tối|đêm")


def clock(words: str) -> str:
    """``18:30``; an hour of the afternoon or evening is counted on from noon."""
    seen = _READ.match(words)
    if seen is None:
        raise ValueError(words)
    hour, minute = int(seen[1]), int(seen[2] or 0)
    if hour < 12 and (_LATE.search(words) or ("trưa" in words and hour < 4)):
        hour += 12
    return f"{hour:02d}:{minute:02d}"


_FIGURES: Final = r"\d{1,4}(?:[.,]\d)?"
_WORDS: Final = {
    "mười lăm": 15.0, "hai mươi": 20.0, "ba mươi": 30.0, "một": 1.0, "hai": 2.0, "ba": 3.0, "bốn": 4.0, "năm": 5.0,
    "mười": 10.0, "nửa": 0.5,
}  # fmt: skip
_SECONDS: Final = {
    "phút": 60, "′": 60, "’": 60, "'": 60, "giây": 1, "″": 1, "”": 1, '"': 1, "tiếng": 3600, "giờ": 3600,
}  # fmt: skip
LENGTH: Final = (
    rf"(?:từ\s+)?(?P<low>{_FIGURES}|{'|'.join(_WORDS)})(?:\s*(?:phút|giây|′|'|″|\")?\s*(?:-|–|đến|tới)\s*(?P<high>{_FIGURES}))?"
    r"\s*(?P<length>phút|giây|tiếng|giờ(?=\s*/|\s+(?:phát sóng|phát thanh|truyền hình))|[′’'″”\"])"
    r"(?:\s*(?P<rest>[0-5]?\d)\s*(?:giây|″|\"))?"
)


def length(seen: re.Match[str]) -> dict[str, Any]:
    """``duration_min`` where it is whole minutes, else ``duration_sec``; the longer end of a range as ``_max_``."""
    unit = _SECONDS[seen["length"]]
    low = round(_amount(seen["low"]) * unit) + int(seen["rest"] or 0)
    high = round(_amount(seen["high"]) * unit) if seen["high"] else None
    if unit == 1 or low % 60 or (high or 0) % 60:
        return {"duration_sec": low, **({"duration_max_sec": high} if high else {})}
    return {"duration_min": low // 60, **({"duration_max_min": high // 60} if high else {})}


def _amount(written: str) -> float:
    return _WORDS[written] if written in _WORDS else float(written.replace(",", "."))
