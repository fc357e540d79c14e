"""Numbers as Vietnamese plans write them: 05, 1.000, hai, mười lăm, 2-3, 02 (hai)."""

import re
from typing import Final

_ONES: Final = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
_ONE: Final = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín"
_AFTER_TEN: Final = f"{_ONE}|mốt|tư|lăm"
# "năm" is also "year": it counts only where no word before it makes it a year.
_NOT_YEAR: Final = (
    r"(?<!cả )(?<!mỗi )(?<!một )(?<!hằng )(?<!hàng )(?<!trong )(?<!của )(?<!cuối )(?<!đầu )(?<!thứ )(?<!/)(?<!theo )"
    r"(?<!giữa )(?<!tháng, )(?<!quý, )(?<!quý và )(?<!tháng và )(?<!1 )(?<!01 )"
)
WORDS: Final = (
    rf"(?:(?:{_ONE}) mươi(?: (?:{_AFTER_TEN}))?|mười(?: (?:{_AFTER_TEN}))?|một|hai|ba|bốn|{_NOT_YEAR}năm|sáu|bảy|bẩy|"
    r"tám|chín)\b"
)
DIGITS: Final = r"\d{1,3}(?:\.\d{3})+(?!\d)|\d{1,6}(?!\d)"
NUMBER: Final = rf"(?:{DIGITS}|{WORDS})(?:\s*\([^)\d]{{1,20}}\))?"
RANGE: Final = rf"(?:từ\s+)?(?P<low>{NUMBER})(?:\s*(?:-|–|đến|tới|hoặc)\s*(?P<high>{NUMBER}))?"


def value(written: str) -> int:
    """The number that was written; words up to 99."""
    told = re.sub(r"\s*\(.*\)$", "", written.strip())
    if told[:1].isdigit():
        return int(told.replace(".", ""))
    tens, ten, ones = told.partition("mươi") if "mươi" in told else ("", *told.partition("mười")[1:])
    if ten:
        return (_ONES.get(tens.strip(), 1)) * 10 + _ONES.get(ones.strip(), 0)
    return _ONES[told]
