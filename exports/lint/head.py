"""The block that opens a paper: state and motto, agency, number and symbol, place and date, name and subject.

Source: Decree 30/2020/NĐ-CP, Annex I, section II; Annex III for the list of types.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from exports.lint.finding import Finding
from exports.lint.lines import Line, Paper

TYPES: Final = {
    "nghị quyết": "NQ", "quyết định": "QĐ", "chỉ thị": "CT", "quy chế": "QC", "quy định": "QyĐ", "thông cáo": "TC",
    "thông báo": "TB", "hướng dẫn": "HD", "chương trình": "CTr", "kế hoạch": "KH", "phương án": "PA", "đề án": "ĐA",
    "dự án": "DA", "báo cáo": "BC", "biên bản": "BB", "tờ trình": "TTr", "hợp đồng": "HĐ", "công điện": "CĐ",
    "bản ghi nhớ": "BGN", "bản thỏa thuận": "BTT", "giấy ủy quyền": "GUQ", "giấy mời": "GM",
    "giấy giới thiệu": "GGT", "giấy nghỉ phép": "GNP", "phiếu gửi": "PG", "phiếu chuyển": "PC", "phiếu báo": "PB",
    "chương trình phối hợp": "CTrPH",
}  # fmt: skip
"""The closed list, with the joint programme that offices agree on."""
_ANNEX: Final = re.compile(r"phụ lục(?: [IVX\d]+)?", re.IGNORECASE)
_STATE: Final = "cộng hòa xã hội chủ nghĩa việt nam"
_MOTTO: Final = re.compile(r"độc lập\s*[-–—]?\s*tự do\s*[-–—]?\s*hạnh phúc", re.IGNORECASE)
_NUMBER: Final = re.compile(r"số\s*:?\s*[\d\s\u00a0.…/]*[/\w]", re.IGNORECASE)
_OPEN: Final = re.compile(r"Số:[\s\u00a0.…_]*/")  # the number is left to the clerk's hand
_GIVEN: Final = re.compile(r"Số: (\d*)/(\S+)")
_DATED: Final = re.compile(r"[^,]{2,60},\s*ngày\b[^,]*\btháng\b[^,]*\bnăm[ \u00a0]+[\d.…]+", re.IGNORECASE)
_SYMBOL: Final = re.compile(r"[A-ZĐ][A-Za-zĐđ0-9]*(?:[-.][A-ZĐ0-9][A-Za-zĐđ0-9&]*)*")
HEAD_LINES: Final = 24
"""How many paragraphs from the top the block may take."""


def check(paper: Paper) -> Iterator[Finding]:
    """Each part of the block, there and well set; an annex opens otherwise."""
    top = paper.said[:HEAD_LINES]
    if is_annex(paper.said):
        yield from _annex(top)
        return
    kind = type_line(top)
    yield from _state(top)
    number = next((line for line in top if _is_number(line.text)), None)
    if number is None:
        yield Finding("head.no_number")
    else:
        yield from _number(number, kind)
    yield from _dated(top, kind)
    if kind is not None:
        if not 13 <= kind.inked[0].size_pt <= 14 or not kind.is_all("bold"):
            yield Finding("head.type_set", kind.place)
    elif number is not None and "/" in number.text and not any(line.text.startswith("V/v") for line in top):
        yield Finding("head.no_subject")


def is_annex(said: Sequence[Line]) -> bool:
    """Whether a file is an annex by itself, which has no state, number or Nơi nhận of its own: Annex III, form 2.1."""
    return bool(said) and _ANNEX.fullmatch(said[0].text.strip()) is not None


def _annex(top: Sequence[Line]) -> Iterator[Finding]:
    """Its name in bold, and in italics the paper that it belongs to."""
    for line in top[:2]:
        if not line.is_all("bold") or abs(line.inked[0].size_pt - 14) > 0.1:
            yield Finding("head.annex_set", line.place)
    attached = next((line for line in top if line.text.strip().startswith("(Kèm theo")), None)
    if attached is None:
        yield Finding("head.annex_alone")
    elif not attached.is_all("italic"):
        yield Finding("head.annex_attached", attached.place)


def type_line(top: list[Line]) -> Line | None:
    """The paragraph with the name of the paper's type, in capitals."""
    return next((line for line in top if line.shouts() and line.text.strip().casefold() in TYPES), None)


def _state(top: list[Line]) -> Iterator[Finding]:
    state = next((line for line in top if _same(line.text) == _STATE), None)
    motto = next((line for line in top if _MOTTO.search(line.text)), None)
    if state is None:
        yield Finding("head.no_state")
    elif not state.shouts() or not state.is_all("bold") or not 12 <= state.inked[0].size_pt <= 13:
        yield Finding("head.state_set", state.place)
    if motto is None:
        yield Finding("head.no_motto")
        return
    if motto.text.strip() != "Độc lập - Tự do - Hạnh phúc":
        yield Finding("head.motto_words", motto.place)
    if not motto.is_all("bold") or not 13 <= motto.inked[0].size_pt <= 14:
        yield Finding("head.motto_set", motto.place)


def _is_number(text: str) -> bool:
    return _NUMBER.match(text.strip()) is not None and len(text) < 80


def _number(line: Line, kind: Line | None) -> Iterator[Finding]:
    text = line.text.strip()
    if "/" not in text:  # a code of the office's own, as slips bear
        return
    text = _OPEN.sub("Số: /", text)
    if re.search(r"[^:\s]\s+[/-]|[/-]\s", text):
        yield Finding("head.number_spaces", line.place, {"found": text})
        text = re.sub(r"\s*([/-])\s*", r"\1", text)
    seen = _GIVEN.fullmatch(text)
    if seen is None:
        yield Finding("head.number_form", line.place, {"found": text[:40]})
        return
    if seen[1].isdigit() and len(seen[1]) == 1:
        yield Finding("head.number_zero", line.place, {"found": seen[1]})
    yield from _symbol(line, seen[2], kind)
    if abs(line.inked[0].size_pt - 13) > 0.1 or line.is_all("bold"):
        yield Finding("head.number_set", line.place)


def _symbol(line: Line, symbol: str, kind: Line | None) -> Iterator[Finding]:
    parts = re.split("[-.]", symbol)
    if "CV" in (part.upper() for part in parts):
        yield Finding("head.symbol_cv", line.place, {"found": symbol[:40]})
    elif not _SYMBOL.fullmatch(symbol):
        yield Finding("head.symbol_form", line.place, {"found": symbol[:40]})
    if kind is not None and (code := TYPES[kind.text.strip().casefold()]) not in {parts[0], f"{parts[0]}PH"}:
        yield Finding("head.symbol_type", line.place, {"found": symbol[:40], "code": code})


def _dated(top: list[Line], kind: Line | None) -> Iterator[Finding]:
    line = next((line for line in top if len(line.text) < 90 and _DATED.fullmatch(line.text.strip())), None)
    minutes = kind is not None and kind.text.strip().casefold() == "biên bản"
    if line is None:
        if not minutes:
            yield Finding("head.no_date")
        return
    if not line.is_all("italic") or not 13 <= line.inked[0].size_pt <= 14:
        yield Finding("head.date_set", line.place)


def _same(text: str) -> str:
    return " ".join(text.split()).casefold().replace("hoà", "hòa")
