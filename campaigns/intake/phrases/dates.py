"""Days and months as plans write them, with a year or without."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from typing import Any, Final

Found = tuple[int, int, dict[str, Any]]
"""Where words begin and end, and what they state."""

QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NEXT_YEAR: Final = r"\s*(?:của\s+)?năm\s+(?:sau|tiếp theo|kế tiếp|liền kề|liền sau)"
_LAST_YEAR: Final = r"\s*(?:của\s+)?năm\s+(?:trước|liền trước)"
_PART: Final = r"\s*(?:/|-|\.|\s+{}\s+)\s*"
_DAY_MONTH: Final = r"\s*(?:/|\s+tháng\s+)\s*|(?<=ngày \d)-|(?<=ngày \d\d)-"
_EFFECT: Final = re.compile(r"hiệu\s+lực")


def date(n: str, *, bare_dash: bool = False) -> str:
    """The pattern of a date; the names of its groups end in ``n``.

    A dash between day and month needs "ngày" before it, else it is a range; ``bare_dash`` lets it pass.
    """
    join = r"\s*(?:/|\.|-|\s+tháng\s+)\s*" if bare_dash else _DAY_MONTH
    return (
        r"(?:ngày\s+|mùng\s+|mồng\s+){0,2}(?:"
        rf"(?P<d{n}>\d{{1,2}}){_PART.format('tháng')}(?P<m{n}>\d{{1,2}}){_PART.format('năm')}(?P<y{n}>20\d\d)(?!\d)"
        rf"|(?P<e{n}>\d{{1,2}})(?:{join})(?P<o{n}>\d{{1,2}})(?![\d/])(?:(?P<x{n}>{_NEXT_YEAR})|(?P<z{n}>{_LAST_YEAR}))?)"
    )


def written(named: dict[str, Any], n: str) -> str:
    """The date of the groups ``n``: ``2017-06-15``, or ``06-15`` where it has no year; nothing where it is none."""
    if named.get(f"d{n}"):
        return _iso(named[f"y{n}"], named[f"m{n}"], named[f"d{n}"])
    return _month_day(named[f"o{n}"], named[f"e{n}"]) if named.get(f"e{n}") else ""


def _iso(year: str, month: str, day: str) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _month_day(month: str, day: str) -> str:
    m, d = int(month), int(day)
    return f"{m:02d}-{d:02d}" if 1 <= m <= 12 and 1 <= d <= monthrange(2024, m)[1] else ""


def apart(
    words: str, forms: tuple[re.Pattern[str], ...], state: Callable[[re.Match[str]], list[dict[str, Any]]]
) -> Iterator[Found]:
    """What several patterns state of words, none twice: the earliest first, of those the longest.

    From when a law has effect is neither a deadline nor a window, and is passed over.
    """
    if _EFFECT.search(words):
        return
    taken = 0
    matches = (seen for form in forms for seen in form.finditer(words))
    for seen in sorted(matches, key=lambda seen: (seen.start(), -seen.end())):
        told = state(seen) if seen.start() >= taken else []
        if told:
            taken = seen.end()
            yield from ((seen.start(), seen.end(), one) for one in told)
