"""What plans count, and the spans of time they count it by."""

import re
from typing import Any, Final

_UNITS: Final = (
    ("tin_bai", r"tin\s*(?:,|/|-|–|và|hoặc|\s)\s*bài"),
    ("chuyen_muc", r"chuyên mục|chuyên đề"),
    ("chuyen_trang", r"chuyên trang|trang chuyên đề"),
    ("phong_su", r"phóng sự|ký sự"),
    ("chuong_trinh", r"chương trình|bản tin"),
    ("to_roi", r"tờ (?:rơi|gấp|bướm)|tờ"),
    ("bang_ron", r"băng[ -]?rôn|khẩu hiệu|biểu ngữ"),
    ("pa_no", r"pa[ -]?nô|panô|pano"),
    ("chuong_co", r"chuông cờ|chuồng cờ|chuông cổ"),
    ("co", r"cờ"),
    ("hoi_nghi", r"hội nghị|hội thảo"),
    ("cuoc_thi", r"cuộc thi|hội thi"),
    ("tai_lieu", r"(?:bộ |cuốn |quyển |bản )?(?:tài liệu|sổ tay|cẩm nang)|cuốn|quyển"),
    ("bang_dia", r"băng đĩa|đĩa|băng cassette"),
    ("trang", r"trang"),
    ("tin", r"tin"),
    ("bai", r"bài"),
    ("so", r"số"),
    ("ky", r"kỳ|kì"),
    ("lan", r"lần"),
    ("luot", r"lượt"),
    ("buoi", r"buổi"),
    ("giai", r"giải"),
    ("ban", r"bản"),
)
UNIT: Final = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS)
ANY_UNIT: Final = "|".join(words for _name, words in _UNITS)
NO_UNIT: Final = (
    r"một số\b|tổng số|định kỳ|thời kỳ|tin học|tin cậy|tin tưởng|niềm tin|thông tin|bản thân|số lượng|văn bản|"
    r"cơ bản|địa bàn"
)
"""Words that hold the name of a unit and count nothing."""
_ONE: Final = r"(?:0?1\s+|một\s+)?"
_SPANS: Final = (
    ("2weeks", "w2", r"(?:0?2|hai)\s+tuần"),
    ("half_year", "half", r"(?:0?6|sáu)\s+tháng|nửa\s+năm"),
    ("quarter", "quarter", rf"{_ONE}quý|(?:0?3|ba)\s+tháng"),
    ("day", "day", rf"{_ONE}ngày(?: đêm)?"),
    ("week", "week", rf"{_ONE}tuần"),
    ("month", "month", rf"{_ONE}tháng"),
    ("year", "year", rf"{_ONE}năm"),
    ("issue", "issue", rf"{_ONE}(?:số(?: báo)?|kỳ báo)"),
    ("session", "session", rf"{_ONE}buổi"),
    ("event", "event", rf"{_ONE}(?:sự kiện|cuộc|hội nghị)"),
    ("campaign", "campaign", rf"{_ONE}(?:đợt|chiến dịch)"),
    ("period", "period", r"giai đoạn"),
)
SPAN: Final = "|".join(f"(?P<{group}>{words})" for _name, group, words in _SPANS)


def unit_of(seen: re.Match[str]) -> str:
    """Which unit a match of ``UNIT`` is."""
    return next(name for name, _ in _UNITS if seen[name])


def span_of(seen: re.Match[str]) -> dict[str, Any]:
    """Which span of time a match of ``SPAN`` is, as ``per``."""
    named = seen.groupdict()
    return {"per": next(name for name, group, _ in _SPANS if named.get(group))}
