"""How often something is to be reported, where no day is named."""

import re
from collections.abc import Iterator
from typing import Any, Final

_NAMES: Final = (
    ("half_year", r"(?:0?6|sáu)\s+tháng(?:\s+đầu\s+năm)?"), ("week", r"tuần"), ("month", r"tháng"), ("quarter", r"quý"),
    ("year", r"(?:cả\s+)?năm"), ("day", r"ngày"),
)  # fmt: skip
_NAME: Final = "|".join(words for _, words in _NAMES)
_ONE: Final = rf"(?:(?:hằng|hàng|mỗi|một)\s+)?(?:{_NAME})\b(?!\s*\d)"
_LIST: Final = rf"{_ONE}(?:\s*(?:,|và|;)\s*{_ONE})*"
_PERIODIC: Final = re.compile(
    rf"(?:định kỳ|báo cáo(?!\s+viên)|sơ kết|tổng kết|đánh giá)\s*(?:\(\s*)?(?:định kỳ\s+)?(?P<list>{_LIST})"
    rf"|(?:hằng|hàng|mỗi)\s+(?P<alone>(?:{_NAME})\b(?:\s*(?:,|và)\s*(?:{_NAME})\b)*)"
    r"(?=[^.;]{0,200}\bbáo cáo(?!\s+viên))"
)


def periods(words: str) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """The periods of reporting in lower-case words, all in one, shortest first."""
    found = list(_PERIODIC.finditer(words))
    every: set[str] = set()
    for seen in found:
        listed = seen["list"] or seen["alone"]
        for name, form in _NAMES:
            listed, count = re.subn(rf"\b(?:{form})\b", " ", listed)
            every |= {name} if count else set()
    if found:
        order = ("day", "week", "month", "quarter", "half_year", "year")
        yield found[0].start(), found[-1].end(), {"kind": "periodic", "every": sorted(every, key=order.index)}
