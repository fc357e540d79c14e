"""Which column of a price list tells what, and what its cells mean."""

import enum
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from campaigns.values.letters import toneless
from campaigns.values.rates import Measure, Service


class Column(enum.StrEnum):
    """What a column of a price list tells."""

    NAME = "name"
    CHANNEL = "channel"
    HOURS = "hours"
    DAYS = "days"
    UNIT = "unit"
    PRICE = "price"
    LEAST = "least"
    OVER = "over"
    SERVICE = "service"


_WORDS: Final[Mapping[Column, tuple[str, ...]]] = {
    Column.OVER: ("vuot", "phan vuot", "gia vuot", "them", "moi giay them", "moi tu them", "over"),
    Column.LEAST: ("toi thieu", "thoi luong toi thieu", "minimum", "least"),
    Column.PRICE: ("don gia", "gia", "muc gia", "thanh tien", "price", "rate"),
    Column.UNIT: ("don vi tinh", "dvt", "don vi", "unit", "quy cach"),
    Column.HOURS: ("khung gio", "gio", "gio phat", "gio phat song", "thoi gian", "thoi diem", "time", "daypart"),
    Column.DAYS: ("thu", "ngay", "ngay phat", "days"),
    Column.CHANNEL: ("kenh", "song", "an pham", "channel"),
    Column.SERVICE: ("loai", "loai dich vu", "service", "nhom"),
    Column.NAME: (
        "noi dung", "chuong trinh", "ten chuong trinh", "dich vu", "chuyen muc", "noi dung chi", "vi tri",
        "chuong trinh quang cao", "programme", "name", "hang muc",
    ),
}  # fmt: skip
_LENGTH: Final = re.compile(r"(\d{1,4})\s*(giay|phut|s|\"|''|″|”)?")
_HOURS: Final = re.compile(
    r"(\d{1,2})\s*(?:h|g|:|giờ)\s*(\d{2})?\s*['’′]?\s*(?:-|–|—|đến)\s*(?:trước\s*)?(\d{1,2})\s*(?:h|g|:|giờ)\s*(\d{2})?\s*['’′]?",
    re.IGNORECASE,
)
_SHARES: Final = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_UNIT: Final = re.compile(r"(?:(\d{1,4}(?:/\d{1,3})?)\s*)?(giay|s|phut|tu|chu|trang|bai|tin|luot|lan|spot|\S.*)")
_ITEMS: Final = ("bai", "tin", "tac pham", "phong su", "chuong trinh", "phim", "clip", "san pham", "so", "ky", "cai")
_DAY_NAMES: Final = {"t2": 0, "t3": 1, "t4": 2, "t5": 3, "t6": 4, "t7": 5, "cn": 6}
_ROWS: Final = 30


@lru_cache(maxsize=4096)
def head_length(head: str) -> int | None:
    """Seconds of a heading that is a length: ``30 giây``, ``45"``, ``1 phút``; None for another."""
    seen = _LENGTH.fullmatch(toneless(head))
    if not seen or not seen[2]:
        return None
    return int(seen[1]) * (60 if seen[2] == "phut" else 1) or None


def heading(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows holds the headings: the first that names a price, or lengths; None: none does."""
    for place, row in enumerate(rows[:_ROWS]):
        if sum(bool(cell) for cell in row) > 1 and (
            Column.PRICE in by_heads(row) or any(head_length(cell) for cell in row)
        ):
            return place
    return None


def by_heads(heads: Sequence[str]) -> dict[Column, int]:
    """What the headings say; a heading that is one of the words beats one that only begins so."""
    found: dict[Column, int] = {}
    told = ["".join(c if c.isalnum() or c == " " else " " for c in toneless(head)).split("  ")[0] for head in heads]
    told = [" ".join(one.split()) for one in told]
    for exactly in (True, False):
        for column, words in _WORDS.items():
            for place, head in enumerate(told):
                fits = head in words if exactly else any(head.startswith(f"{word} ") for word in words)
                if fits and column not in found and place not in found.values() and not head_length(heads[place]):
                    found[column] = place
    return found


def read_hours(text: str) -> tuple[int, int] | None:
    """``5h30-11h00``, ``06:00 – 08:00`` as minutes, the second outside; None for anything else."""
    seen = _HOURS.search(text)
    if not seen:
        return None
    first, last = (int(seen[1]) * 60 + int(seen[2] or 0), int(seen[3]) * 60 + int(seen[4] or 0))
    return (first, last) if first < 1_440 and last <= 1_440 and first != last else None


def read_days(text: str) -> frozenset[int]:
    """``T2-T6``, ``Thứ 2 đến thứ 6``, ``T7, CN``; empty where nothing narrows the week."""
    told = toneless(text).replace("chu nhat", "cn").replace("thu ", "t").replace("den", "-")
    names = re.findall(r"t[2-7]|cn|-", told)
    found: set[int] = set()
    for place, name in enumerate(names):
        if name == "-":
            if 0 < place < len(names) - 1 and "-" not in {names[place - 1], names[place + 1]}:
                found.update(range(_DAY_NAMES[names[place - 1]], _DAY_NAMES[names[place + 1]] + 1))
        else:
            found.add(_DAY_NAMES[name])
    return frozenset() if len(found) == 7 else frozenset(found)


def read_unit(text: str) -> tuple[Measure, Fraction] | None:
    """``60 giây``, ``phút``, ``120 từ``, ``½ trang``, ``bài``, ``lượt`` as what is counted and how many of it at once.

    None where the words are no unit.
    """
    told = toneless("".join(_SHARES.get(c, c) for c in text).replace('"', " giây").replace("″", " giây"))
    told = told.split(" phat song")[0].removeprefix("dong/").strip(" /")
    seen = _UNIT.fullmatch(told)
    if not seen:
        return None
    try:
        count = Fraction(seen[1] or 1)
    except ZeroDivisionError:
        return None
    word = seen[2].split("/")[0].strip()
    if count <= 0:
        return None
    if word in {"giay", "s", "phut"}:
        return Measure.SECOND, count * (60 if word == "phut" else 1)
    measure = {"tu": Measure.WORD, "chu": Measure.WORD, "trang": Measure.PAGE, "luot": Measure.SPOT,
               "lan": Measure.SPOT, "spot": Measure.SPOT}.get(word)  # fmt: skip
    if measure is not None:
        return measure, count
    return (Measure.ITEM, count) if word.startswith(_ITEMS) else None


def service_of(words: str, measure: Measure, *, press: bool) -> Service:
    """What is priced, by what stands beside it: production where it is called so."""
    told = toneless(words)
    if "san xuat" in told or "dan dung" in told:
        return Service.PRODUCTION
    if measure in {Measure.SECOND, Measure.SPOT}:
        return Service.AIRTIME
    if measure is Measure.PAGE or press:
        return Service.ARTICLE
    return Service.AIRTIME if measure is Measure.WORD else Service.PRODUCTION
