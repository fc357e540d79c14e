"""Phrases that state figures: quotas, airtimes, deadlines, windows, periods of reporting and prices."""

import re
import unicodedata
from typing import Any, Final

from campaigns.intake.phrases.airing import airings
from campaigns.intake.phrases.deadlines import deadlines
from campaigns.intake.phrases.money import prices
from campaigns.intake.phrases.periods import periods
from campaigns.intake.phrases.tokens import lower, tokens
from campaigns.intake.phrases.windows import windows

__all__ = ["read_phrases"]
_FIGURE: Final = re.compile(
    r"\d|\b(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|nửa|mỗi|hằng|hàng|thứ|chủ nhật|tuần|tháng|quý|ngày)\b"
)
"""Nothing is counted in words without one of these; most sentences of a plan are without."""


def read_phrases(text: str) -> list[dict[str, Any]]:
    """What a phrase states, in its order; nothing where it states no figure.

    Each item has ``kind``: ``quota``, ``airtime``, ``deadline``, ``window``, ``periodic`` or ``price``, and the
    fields that the phrase itself states: counts, minutes, weekdays ``mon`` to ``sun``, hours ``18:30``, dates as ISO
    text, days without a year as ``06-30``, amounts in đồng. What it does not say has no field.
    """
    written = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    words = lower(written)
    found: list[tuple[int, dict[str, Any]]] = []
    for reader in (prices, deadlines, windows):
        for start, end, told in reader(words):
            found.append((start, told))
            words = words[:start] + " " * (end - start) + words[end:]
            written = written[:start] + " " * (end - start) + written[end:]
    told_airings = list(airings(list(tokens(written)))) if _FIGURE.search(words) else []
    found = _joined(found, told_airings)
    if not any(told["kind"] == "deadline" for _, told in found):
        found += [(start, told) for start, _end, told in periods(words)]
    return [told for _start, told in sorted(found, key=lambda one: one[0])]


def _joined(
    found: list[tuple[int, dict[str, Any]]], told_airings: list[tuple[int, dict[str, Any]]]
) -> list[tuple[int, dict[str, Any]]]:
    """A start without an end belongs to the airtime that it stands beside."""
    kept = []
    for start, told in found:
        if told["kind"] == "window" and set(told) == {"kind", "start_md"} and told_airings:
            told_airings[-1][1]["start_md"] = told["start_md"]
        else:
            kept.append((start, told))
    return kept + told_airings
