"""How dates, hours, lengths and money are written, in Vietnamese and in English.

Every function takes the value and ``language`` ("vi" or "en"); as a template filter (``web.language``) it
speaks the page's own. Nothing here knows the present. Figures round half away from zero, as people do.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from campaigns.times import ZONE, minute_words, month_start

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
ABSENT: Final = "–"
"""Stands where there is no figure; an absent figure is never written as zero."""
_WEEKDAYS: Final = {
    "vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}

_LENGTHS: Final = {  # one and many; the locale data of Vietnamese has no names for lengths of time
    "vi": (("giờ", "giờ"), ("phút", "phút"), ("giây", "giây")),
    "en": (("hour", "hours"), ("minute", "minutes"), ("second", "seconds")),
}


class LunarDay(Protocol):
    """What a date carries of its lunar twin; ``campaigns.values.outlets.DayView`` does."""

    @property
    def date(self) -> date: ...  # noqa: D102
    @property
    def lunar_day(self) -> int: ...  # noqa: D102
    @property
    def lunar_month(self) -> int: ...  # noqa: D102
    @property
    def lunar_leap(self) -> bool: ...  # noqa: D102


def date_short(day: date, *, language: str) -> str:
    """``06/04/2017`` · ``6 Apr 2017``; of an instant, pass ``local_day`` of it."""
    return format_date(day, "dd/MM/yyyy" if language == "vi" else "d MMM y", locale=language)


def date_long(day: date, *, language: str) -> str:
    """``Thứ Năm, 06/04/2017`` · ``Thu 6 Apr 2017``."""
    return format_date(day, "EEEE, dd/MM/yyyy" if language == "vi" else "EEE d MMM y", locale=language)


def day_month(day: date, *, language: str) -> str:
    """``Thứ Năm, 6/4`` · ``Thu 6 Apr``: the heading of a day inside a known year."""
    return format_date(day, "EEEE, d/M" if language == "vi" else "EEE d MMM", locale=language)


def day_bare(day: date, *, language: str) -> str:
    """``06/04`` · ``6 Apr``: one of several days told in a sentence."""
    return format_date(day, "dd/MM" if language == "vi" else "d MMM", locale=language)


def month_long(month: date | str, *, language: str) -> str:
    """``Tháng 4, 2017`` · ``April 2017``, of a date or of ``2017-04``."""
    first = month_start(month) if isinstance(month, str) else month
    return format_date(first, "LLLL, y" if language == "vi" else "LLLL y", locale=language)


def month_short(month: date | str, *, language: str) -> str:
    """``T4`` in Vietnamese, ``Apr`` in English: under a chart."""
    first = month_start(month) if isinstance(month, str) else month
    return f"T{first.month}" if language == "vi" else first.strftime("%b")


def in_sentence(words: str, *, language: str) -> str:
    """A name such as a month's within a sentence: Vietnamese writes it small, English as it is."""
    return words[:1].lower() + words[1:] if language == "vi" else words


def weekday_short(day: date, *, language: str) -> str:
    """``T2`` to ``CN`` · ``Mon`` to ``Sun``."""
    return _WEEKDAYS[language][day.weekday()]


def weekday_full(day: date, *, language: str) -> str:
    """``Thứ Năm`` · ``Thursday``: what a screen reader should say."""
    return format_date(day, "EEEE", locale=language)


def hour(instant: datetime, zone: ZoneInfo | str = ZONE, *, language: str) -> str:  # noqa: ARG001
    """``19:45`` in ``zone``, of an aware instant; a naive one is a ValueError."""
    if instant.tzinfo is None:
        raise ValueError("an hour is asked of an aware instant")
    return f"{instant.astimezone(_zone(zone)):%H:%M}"


def moment(instant: datetime, zone: ZoneInfo | str = ZONE, *, language: str) -> str:
    """``19:45 06/04/2017`` · ``19:45, 6 Apr 2017`` in ``zone``."""
    day = date_short(instant.astimezone(_zone(zone)).date(), language=language)
    return f"{hour(instant, zone, language=language)}{'' if language == 'vi' else ','} {day}"


def wall(minute: int, *, language: str) -> str:  # noqa: ARG001
    """``19:45`` of 1,185 minutes after the local midnight."""
    return minute_words(minute)


def number(value: float | Decimal | None, places: int | None = None, *, language: str) -> str:
    """``1.234.567,5`` · ``1,234,567.5``; at most three decimals, or exactly ``places``; ``–`` for None."""
    if value is None:
        return ABSENT
    exact = _rounded(value, 3 if places is None else places)
    return format_decimal(exact, "#,##0.###" if places is None else _pattern(places), locale=language)


def vnd(amount: int | None, *, language: str) -> str:
    """``1.200.000 ₫`` · ``1,200,000 ₫``, of whole đồng; ``–`` for None."""
    return ABSENT if amount is None else f"{number(amount, language=language)}{NO_BREAK}₫"


def millions(amount: int | None, unit: bool = False, *, language: str) -> str:
    """``309,9`` of 309,900,000 đồng, one decimal; with ``unit`` ``309,9 triệu ₫`` · ``309.9 million ₫``."""
    if amount is None:
        return ABSENT
    figure = number(Decimal(amount) / 1_000_000, 1, language=language)
    words = "triệu" if language == "vi" else "million"
    return f"{figure}{NO_BREAK}{words}{NO_BREAK}₫" if unit else figure


def minutes(length_s: int | None, *, language: str) -> str:
    """``205,8`` of 12,345 seconds: minutes for a sheet, one decimal where needed; ``–`` for None."""
    return ABSENT if length_s is None else number(_rounded(Fraction(length_s, 60), 1), language=language)


def duration(length_s: int, *, language: str) -> str:
    """``30″``, ``90″``, ``15′``, ``2′30″``, and from an hour on ``12 giờ 55 phút`` · ``12 h 55 min``.

    Seconds, >= 0. Up to 119 it stays in seconds, as spots are sold. No second is lost.
    """
    in_minutes, seconds = divmod(length_s, 60)
    if length_s < 120:
        return f"{length_s}″"
    if length_s < 3600:
        return f"{in_minutes}′" + (f"{seconds}″" if seconds else "")
    hours, in_minutes = divmod(in_minutes, 60)
    names = ("giờ", "phút", "giây") if language == "vi" else ("h", "min", "s")
    figures = (number(hours, language=language), str(in_minutes), str(seconds))
    parts = zip(figures, names, strict=True)
    return " ".join(f"{figure}{NO_BREAK}{name}" for figure, name in parts if figure != "0")


def duration_words(length_s: int, *, language: str) -> str:
    """``45 giây``, ``15 phút``, ``2 phút 30 giây`` · ``45 seconds``: for phones and screen readers."""
    in_minutes, seconds = divmod(length_s, 60)
    hours, in_minutes = divmod(in_minutes, 60)
    parts = list(zip((hours, in_minutes, seconds), _LENGTHS[language], strict=True))
    told = [part for part in parts if part[0]] or parts[-1:]
    return " ".join(
        f"{number(count, language=language)}{NO_BREAK}{one if count == 1 else many}" for count, (one, many) in told
    )


def percent(share: Fraction | Decimal | float | None, places: int = 0, *, language: str) -> str:
    """``66%``, or with one place ``84,5%`` · ``84.5%``, of a share of one; ``–`` for None."""
    if share is None:
        return ABSENT
    exact = share if isinstance(share, Fraction) else Fraction(str(share))
    return f"{number(_rounded(exact * 100, places), places, language=language)}%"


def lunar(day: LunarDay, *, language: str) -> str:
    """``17/3 âm lịch``, in a leap month ``17/6 nhuận âm lịch`` · ``lunar 17/3``, ``lunar 17/6 leap``."""
    words = f"{day.lunar_day}/{day.lunar_month}"
    if language == "vi":
        return f"{words}{' nhuận' if day.lunar_leap else ''} âm lịch"
    return f"lunar {words}{' leap' if day.lunar_leap else ''}"


def lunar_short(day: LunarDay, *, language: str) -> str:  # noqa: ARG001
    """``16`` under a day of the sheet; ``5/3`` under the 1st, ``1/4`` under the first of a lunar month."""
    if day.date.day == 1 or day.lunar_day == 1:
        return f"{day.lunar_day}/{day.lunar_month}"
    return str(day.lunar_day)


def _zone(zone: ZoneInfo | str) -> ZoneInfo:
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def _rounded(value: Fraction | Decimal | float, places: int) -> Decimal:
    step = Decimal(1).scaleb(-places)
    if isinstance(value, Fraction):
        scaled = value * 10**places
        whole = (abs(scaled) + Fraction(1, 2)) // 1
        return Decimal(whole if scaled >= 0 else -whole) * step
    return Decimal(str(value)).quantize(step, ROUND_HALF_UP)


def _pattern(places: int) -> str:
    return "#,##0" + ("." + "0" * places if places else "")


FILTERS: Final[Mapping[str, Callable[..., str]]] = {
    write.__name__: write
    for write in (
        date_short, date_long, day_month, month_long, month_short, in_sentence, weekday_short, weekday_full, hour,
        moment, wall, number, vnd, millions, minutes, duration, duration_words, percent, lunar, lunar_short,
    )
}  # fmt: skip
