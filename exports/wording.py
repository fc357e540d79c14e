"""The vocabulary of papers: dates, hours, lengths, numbers, money and citations in administrative Vietnamese.

Pure functions of their arguments. Text that people typed passes ``tidy`` on its way to paper.
"""

import re
import unicodedata
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from campaigns.values.papers import PlanCitation
from campaigns.values.slots import SlotView
from campaigns.values.words import ContentForm

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
FORMS: Final = {
    ContentForm.NEWS: "Tin",
    ContentForm.ARTICLE: "Bài",
    ContentForm.FEATURE: "Phóng sự",
    ContentForm.INTERVIEW: "Phỏng vấn",
    ContentForm.TALK: "Tọa đàm",
    ContentForm.SKETCH: "Tiểu phẩm",
    ContentForm.MESSAGE: "Thông điệp",
    ContentForm.STRAND: "Chuyên mục",
}
_WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BLANK: Final = NO_BREAK * 6
_ALWAYS_CAPITAL: Final = frozenset({"Đảng", "Nhân", "Nhà"})  # Đảng, Nhân dân, Nhà nước: Decree 30/2020, Annex II

_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufffe\uffff]")
_SPACES: Final = re.compile("[ \t\u2000-\u200a\u202f\u205f\u3000]+")
_LINES: Final = re.compile(" ?\n[ \n]*")
_OPENS: Final = re.compile(r'(^|[\s(\[{“/-])"')


def tidy(text: str) -> str:
    """Text as paper takes it: NFC, one space between words, no blank lines, curly quotes.

    Line and paragraph separators become line feeds; what XML 1.0 forbids (most control characters, lone
    surrogates, U+FFFE, U+FFFF) is left out, so no text can stop a paper. Tidying twice changes nothing.
    """
    # Most text needs nothing, and papers tidy every piece: the question is asked in the cheapest words.
    if not text.isprintable() or '"' in text or "  " in f" {text} ":
        text = _FORBIDDEN.sub("", _BREAKS.sub("\n", text))
        text = _LINES.sub("\n", _SPACES.sub(" ", text)).strip(" \n")
        text = _OPENS.sub("\\1“", text).replace('"', "”")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def says(text: str) -> bool:
    """Whether anything is left of a text once it is tidied."""
    return text[:1].isalnum() or tidy(text) != ""  # letters and digits always stay


def weekday(day: date) -> str:
    """``thứ Hai`` to ``Chủ nhật``, capitals by Decree 30/2020, Annex II."""
    return _WEEKDAYS[day.weekday()]


def date_full(day: date, *, day_open: bool = False) -> str:
    """``ngày 06 tháng 3 năm 2017``; ``day_open`` leaves the day blank for the clerk.

    Source: Decree 30/2020, Annex I, II.4: days below 10 and the months 1 and 2 take a zero.
    """
    return f"ngày {_BLANK if day_open else f'{day.day:02d}'} {month(day.month)} năm {day.year}"


def month(number: int) -> str:
    """``tháng 4``, ``tháng 02``: 1 to 12, zeros as in full dates."""
    return f"tháng {number:02d}" if number < 3 else f"tháng {number}"


def month_full(text: str) -> str:
    """``tháng 4 năm 2017`` of ``2017-04``."""
    return f"{month(int(text[5:]))} năm {text[:4]}"


def date_short(day: date) -> str:
    """``06/3/2017``, zeros as in full dates."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"


@lru_cache(maxsize=1024)  # a month's papers tell the same days, lengths and plans
def date_weekday(day: date) -> str:
    """``thứ Hai, 06/3/2017``."""
    return f"{weekday(day)}, {date_short(day)}"


def clock(minute: int) -> str:
    """``19 giờ 45 phút`` of 1,185 minutes after midnight, 0 to 1,439."""
    return f"{minute // 60} giờ {minute % 60:02d} phút"


def air_time(slot: SlotView) -> str:
    """When a slot goes out: ``19 giờ 45 phút, thứ Năm, 16/3/2017``; an article without an hour has its day alone.

    A broadcast day may run past midnight; then the calendar date is told and the broadcast day beside it.
    """
    if slot.start_minute is None:
        return date_weekday(slot.date)
    over, minute = divmod(slot.start_minute, 24 * 60)
    told = f"{clock(minute)}, {date_weekday(slot.date + timedelta(days=over))}"
    return f"{told} (thuộc ngày phát sóng {date_short(slot.date)})" if over else told


@lru_cache(maxsize=1024)
def duration(length_s: int) -> str:
    """``5 phút``, ``2 phút 20 giây``, ``1 giờ 5 phút``; seconds, >= 0, none lost."""
    minutes, seconds = divmod(length_s, 60)
    hours, minutes = divmod(minutes, 60)
    told = ((hours, "giờ"), (minutes, "phút"), (seconds, "giây"))
    return " ".join(f"{grouped(count)} {name}" for count, name in told if count) or "0 giây"


def syllables(length_s: int, rate: int) -> int:
    """Words that can be spoken in ``length_s`` seconds at ``rate`` syllables a minute, rounded down."""
    return length_s * rate // 60


def grouped(number: int) -> str:
    """``1.115``. Source: Law on Accounting 2003, art. 12."""
    return f"{number:,}".replace(",", ".")


def decimal(value: Fraction | Decimal, places: int) -> str:
    """``94,4`` with exactly ``places`` decimals, >= 1, rounded half away from zero."""
    exact = value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)
    whole, _, rest = str(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)).partition(".")
    return f"{'-' if whole.startswith('-') else ''}{grouped(abs(int(whole)))},{rest}"


def money(amount_vnd: int) -> str:
    """``4.500.000 đồng``."""
    return f"{grouped(amount_vnd)}{NO_BREAK}đồng"


def money_in_words(amount_vnd: int) -> str:
    """``Bốn triệu năm trăm nghìn đồng``, for the brackets after a total."""
    return capital(f"{number_in_words(amount_vnd)} đồng")


def number_in_words(number: int | Decimal) -> str:
    """Any number read out, in the house form: nghìn, linh, tư, tỷ.

    After the first group every group is read in full: 1.005.000 is *một triệu không trăm linh năm nghìn*.
    From a thousand tỷ on the number before *tỷ* is itself read so: 10^15 is *một triệu tỷ*. Decimals are read digit by
    digit after *phẩy*: 1,05 is *một phẩy không năm*.
    """
    if number < 0:
        return f"âm {number_in_words(-number)}"
    if isinstance(number, Decimal):
        whole, _, decimals = f"{number:f}".partition(".")
        told = " ".join(_DIGITS[int(digit)] for digit in decimals.rstrip("0"))
        return number_in_words(int(whole)) + (f" phẩy {told}" if told else "")
    billions, below = divmod(number, 10**9)
    read = [f"{number_in_words(billions)} tỷ"] if billions else []
    for size, name in ((10**6, " triệu"), (10**3, " nghìn"), (1, "")):
        group = below // size % 1000
        if group:
            read.append(_group(group, in_full=bool(read)) + name)
    return " ".join(read) or _DIGITS[0]


def _group(group: int, *, in_full: bool) -> str:
    """One to 999; ``in_full`` names the hundreds even when there are none."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    told = [f"{_DIGITS[hundreds]} trăm"] if hundreds or in_full else []
    if tens > 1:
        told.append(f"{_DIGITS[tens]} mươi")
    elif tens:
        told.append("mười")
    elif told and units:
        told.append("linh")
    if units:
        told.append(_unit(units, tens))
    return " ".join(told)


def _unit(units: int, tens: int) -> str:
    if units == 5 and tens:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(units, _DIGITS[units])
    return _DIGITS[units]


def capital(sentence: str) -> str:
    """With its first letter in capitals, the rest as it was."""
    return sentence[:1].upper() + sentence[1:]


def mid_sentence(title: str) -> str:
    """A title as it reads inside a sentence: the first letter small, unless a name or an abbreviation begins it."""
    first, _, rest = title.partition(" ")
    if first in _ALWAYS_CAPITAL or first[1:] != first[1:].lower() or rest[:1] != rest[:1].lower() or len(first) < 2:
        return title
    return first[:1].lower() + title[1:]


def cite(plan: PlanCitation) -> str:
    """``Kế hoạch số 36/KH-UBND``: how a paper names the plan after the first time."""
    return f"{plan.doc_type} số {plan.number}/{plan.symbol}"


@lru_cache(maxsize=64)
def cite_in_full(plan: PlanCitation) -> str:
    """Type, number, date, issuing body and subject: a paper's first mention. Decree 30/2020, Annex I, II.6."""
    dated = f" {date_full(plan.signed_on)}" if plan.signed_on else ""
    subject = mid_sentence(plan.title)
    about = subject if subject.startswith("về ") else f"về {subject}"
    return f"{cite(plan)}{dated} của {plan.issuing_body} {about}"


def number_line(number: int | None, symbol: str) -> str:
    """``Số: 05/TB-STP``; below 10 a leading zero, and None leaves room for the clerk's hand."""
    return f"Số: {_BLANK if number is None else f'{number:02d}'}/{symbol}"


def ascii_slug(text: str, at_most: int = 40) -> str:
    """``cai-cach-tthc`` of *Cải cách TTHC*: ASCII, lower case, cut at a word; empty if nothing is left."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "d")).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    slug = words[0][:at_most] if words else ""
    for word in words[1:]:
        if len(slug) + 1 + len(word) > at_most:
            break
        slug += f"-{word}"
    return slug


def issue_and_page(issue: str, page: str) -> str:
    """``số 1204, trang 3``; what is not known is left out."""
    return ", ".join(filter(None, (f"số {issue}" if issue else "", f"trang {page}" if page else "")))
