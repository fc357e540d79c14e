"""The frame of an administrative paper: its number, date, kind and title before the clauses, its end after them.

Source:
    Nghị định 30/2020/NĐ-CP, Phụ lục I: which parts a paper has and in what form; Phụ lục III: abbreviations.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from campaigns.intake import marks
from campaigns.intake.draft import Header, Signatory
from campaigns.intake.passages import Passage

_MOTTO: Final = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc", re.IGNORECASE
)
_SYMBOL: Final = r"[A-ZĐƯÂÊÔƠĂ][\w&.]*(?:\s*[-–]\s*[A-ZĐƯÂÊÔƠĂ][\w&.]*)*"
_NUMBER: Final = re.compile(rf"\bSố\s*:?\s*(?P<number>\d[\w]*)?[\s.…_]*/\s*(?:\d{{4}}\s*/\s*)?(?P<symbol>{_SYMBOL})")
_DATE: Final = re.compile(
    r"(?:(?P<place>[^\W\d_][^,;:\n]{1,60}?)\s*,\s*)?ngày\s*(?P<day>\d{1,2})?[\s.…_]*tháng\s*(?P<month>\d{1,2})?[\s.…_]*"
    r"năm\s*(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_KINDS: Final = (
    "KẾ HOẠCH PHỐI HỢP", "KẾ HOẠCH", "CHƯƠNG TRÌNH PHỐI HỢP", "CHƯƠNG TRÌNH", "QUYẾT ĐỊNH", "ĐỀ ÁN", "PHƯƠNG ÁN",
    "HƯỚNG DẪN", "THÔNG BÁO", "CHỈ THỊ", "CÔNG VĂN", "DỰ ÁN",
)  # fmt: skip
_GROUNDS: Final = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Nhằm|Để|Thi hành|Theo|Xét|Trên cơ sở|Tiếp tục|Kính gửi)\s|Kính gửi|"
    r"(?:Ủy|Uỷ) ban|UBND"
)
_UPPER: Final = "A-ZÀ-ÝĂĐƠƯẠ-Ỹ"
_ISSUERS: Final = {
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "STP": "Sở Tư pháp", "SNV": "Sở Nội vụ",
    "STTTT": "Sở Thông tin và Truyền thông", "BTP": "Bộ Tư pháp", "BTTTT": "Bộ Thông tin và Truyền thông",
    "BNV": "Bộ Nội vụ", "VPCP": "Văn phòng Chính phủ", "TTg": "Thủ tướng Chính phủ",
}  # fmt: skip
_LEVELS: Final = ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "phường", "xã", "thị trấn")
_RANK: Final = re.compile(
    r"(?:(?:TM|KT|TL|TUQ|Q)\s*\.\s*)?(?:PHÓ\s+)?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG|"
    r"TRƯỞNG\s+\w+|CHÁNH VĂN PHÒNG|CHÁNH\s+\w+|BÍ THƯ|THỦ TRƯỞNG|HIỆU TRƯỞNG|TỔNG BIÊN TẬP|VIỆN TRƯỞNG|"
    rf"CHỦ NHIỆM)(?:[\s,-]+[{_UPPER}]+)*"
)
_ON_BEHALF: Final = re.compile(rf"(?:TM|KT|TL|TUQ)\s*\.\s*[{_UPPER}\s,.-]+")
_NAME: Final = re.compile(rf"(?:(?:PGS|GS|TS|ThS|BS|LS)\.?\s*)*[{_UPPER}][\w]*(?:\s+[{_UPPER}][\w]*){{1,5}}")
_RECIPIENTS: Final = re.compile(r"Nơi nhận\s*:?\s*", re.IGNORECASE)
_CLOSING: Final = re.compile(r"Trên đây là\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """A paper in its three parts: the paragraphs before the first clause, the clauses, and what ends the paper."""

    head: Sequence[Passage]
    body: Sequence[Passage]
    tail: Sequence[Passage]


def divide(paragraphs: Sequence[Passage]) -> Frame:
    """Head, clauses and tail; a paper without clauses is all head."""
    first = next((n for n, p in enumerate(paragraphs) if _opens(p)), len(paragraphs))
    last = next(
        (n for n, p in enumerate(paragraphs) if n >= first and (_RECIPIENTS.match(p.flat) or _CLOSING.match(p.flat))),
        len(paragraphs),
    )
    signed = next((n for n, p in enumerate(paragraphs) if first <= n < last and _ON_BEHALF.fullmatch(p.flat)), last)
    return Frame(paragraphs[:first], paragraphs[first:signed], paragraphs[signed:])


def _opens(paragraph: Passage) -> bool:
    mark = marks.read(paragraph.flat)
    return mark is not None and mark.rank < marks.LETTER


def read_header(frame: Frame, year: int | None) -> Header:
    """What stands before the clauses; the year is the one told, else the title's, else the date's."""
    head = [p for p in frame.head if not _MOTTO.fullmatch(p.flat)]
    words = " \n".join(_MOTTO.sub(" ", p.flat) for p in head)
    number, dated = _NUMBER.search(words), _DATE.search(_NUMBER.sub("\n", words))
    kind, title = _kind_and_title(head)
    place = dated["place"].strip() if dated and dated["place"] else None
    symbol = re.sub(r"\s*[-–]\s*", "-", number["symbol"]).rstrip(".") if number else None
    signed_on = _date(dated)
    return Header(
        issuing_body=_issuer(head, frame, symbol, place),
        number=number["number"] if number else None,
        symbol=symbol,
        place=place,
        date=signed_on,
        doc_type=kind,
        title=title,
        year=year or _year_of(title) or (int(dated["year"]) if dated else None),
    )


def _date(seen: re.Match[str] | None) -> date | None:
    if seen is None or not seen["day"] or not seen["month"]:
        return None
    try:
        return date(int(seen["year"]), int(seen["month"]), int(seen["day"]))
    except ValueError:
        return None


def _year_of(title: str | None) -> int | None:
    seen = re.search(r"\bnăm\s+(20\d\d)\b", title or "", re.IGNORECASE) or re.search(r"\b(20\d\d)\b", title or "")
    return int(seen[1]) if seen else None


def _kind_and_title(head: Sequence[Passage]) -> tuple[str | None, str | None]:
    """The kind of paper, and the paragraphs after it up to its grounds; a title may stand on the kind's own line."""
    for n, paragraph in enumerate(head):
        kind = next((k for k in _KINDS if paragraph.flat.upper().startswith(k)), None)
        if kind is None or not (paragraph.flat.startswith(kind) or paragraph.flat.upper() == kind):
            continue
        told = [paragraph.flat[len(kind) :].strip(" :.")]
        for following in head[n + 1 :]:
            if _GROUNDS.match(following.flat) or _MOTTO.search(following.flat) or _NUMBER.search(following.flat):
                break
            if _DATE.fullmatch(following.flat):
                break
            told.append(following.flat)
        return kind.capitalize(), " ".join(" ".join(told).split()).rstrip(".") or None
    return None, None


def _issuer(head: Sequence[Passage], frame: Frame, symbol: str | None, place: str | None) -> str | None:
    """Who issues: as written above the number; else what the symbol and the place of issue say together."""
    written: list[str] = []
    for paragraph in head:
        seen = _NUMBER.search(paragraph.flat)
        told = _MOTTO.sub("", paragraph.flat[: seen.start()] if seen else paragraph.flat).strip(" -–_")
        if told and told == told.upper() and re.search(rf"[{_UPPER}]{{2}}", told) and not told.startswith(_KINDS):
            written.append(told)
        if seen or paragraph.flat.upper().startswith(_KINDS):
            break
    words = " ".join(p.flat for p in (*frame.head, *frame.body))
    if written:
        told = _in_small(" ".join(written), words)
        return told[:1].upper() + told[1:]
    issuer = _ISSUERS.get((symbol or "").rsplit("-", 1)[-1])
    if issuer is None or not place or issuer.startswith(("Bộ", "Văn phòng", "Thủ tướng")):
        return issuer
    level = next((one for one in _LEVELS if re.search(rf"\b{one} {re.escape(place)}\b", words, re.IGNORECASE)), None)
    return f"{issuer} {level} {place}" if level else issuer


def _in_small(name: str, words: str) -> str:
    """A name in capitals as the paper writes it elsewhere, whole or in pieces; as it is where it does not."""
    parts, found = name.split(), []
    while parts:
        for length in range(len(parts), 0, -1):
            piece = re.escape(" ".join(parts[:length]))
            small = next((s for s in re.findall(rf"\b{piece}\b", words, re.IGNORECASE) if s != s.upper()), None)
            if small:
                break
        else:
            return name
        found.append(small)
        parts = parts[length:]
    return " ".join(found)


def read_recipients(tail: Sequence[Passage]) -> tuple[str, ...]:
    """Who receives the paper, one entry a line, as written."""
    found: list[str] = []
    for n, paragraph in enumerate(tail):
        opened = _RECIPIENTS.match(paragraph.flat)
        if not opened:
            continue
        listed = [paragraph.flat[opened.end() :], *(p.flat for p in tail[n + 1 :])]
        for flat in listed:
            if _RANK.fullmatch(flat) or _ON_BEHALF.fullmatch(flat):
                break
            mark = marks.read(flat)
            if flat and (mark or not _NAME.fullmatch(flat) or flat.endswith(";")):
                found.append(flat[mark.width if mark else 0 :].rstrip(" ;.").strip())
        break
    return tuple(entry for entry in found if entry)


def read_signatory(tail: Sequence[Passage]) -> Signatory | None:
    """Who signed: the last rank written in capitals, and the name after it."""
    title, name = "", ""
    for paragraph in tail:
        flat = paragraph.flat
        if _RANK.fullmatch(flat):
            title, name = flat, ""
        elif title and not name and _NAME.fullmatch(flat) and marks.read(flat) is None:
            name = flat
    return Signatory(title, name) if title else None
