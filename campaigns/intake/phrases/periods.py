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
    """The periods of reporting in lower-case words, shortest first."""
    for seen in _PERIODIC.finditer(words):
        listed = seen["list"] or seen["alone"]
        every = []
        for name, form in _NAMES:
            listed, count = re.subn(rf"\b(?:{form})\b", " ", listed)
            if count:
                every.append(name)
        order = ("day", "week", "month", "quarter", "half_year", "year")
        yield seen.start(), seen.end(), {"kind": "periodic", "every": sorted(every, key=order.index)}
