"""What a price list says of itself in a sentence: whether its figures hold the tax, and in what they are printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from campaigns.values.letters import toneless
from campaigns.values.logs import Row
from campaigns.values.rates import MoneyUnit, Vat

_TAX: Final = re.compile(r"\b(?:vat|gtgt|thue)\b")
_PERCENT: Final = re.compile(r"(\d{1,2}(?:[.,]\d)?)\s*%")


@dataclass(frozen=True, slots=True)
class Told:
    """Each as the list says it, with the words that say so; None: it does not."""

    unit: MoneyUnit | None = None
    unit_words: str = ""
    vat: Vat | None = None
    vat_percent: Fraction | None = None
    vat_words: str = ""


def speaks(cell: str) -> bool:
    """Whether a cell is such a sentence, not a line of the list."""
    return _unit(toneless(cell)) is not None or bool(_TAX.search(toneless(cell)))


def read(rows: Sequence[Row]) -> Told:
    """The first word of each; a list that contradicts itself says nothing of it."""
    units, taxes = [], []
    for row in rows:
        for cell in row.cells:
            told = toneless(cell)
            if (unit := _unit(told)) is not None:
                units.append((unit, cell))
            if _TAX.search(told) and (vat := _vat(told)) is not None:
                taxes.append((vat, _percent(told), cell))
    unit_words = units[0][1] if len({unit for unit, _cell in units}) == 1 else ""
    same = len({vat for vat, _percent_, _cell in taxes}) == 1
    percents = [percent for _vat_, percent, _cell in taxes if percent is not None] if same else []
    return Told(
        units[0][0] if unit_words else None, unit_words[:200],
        taxes[0][0] if same else None, percents[0] if percents else None, taxes[0][2][:200] if same else "",
    )  # fmt: skip


def _unit(told: str) -> MoneyUnit | None:
    if re.search(r"(?:nghin|ngan|1[.,]?000)\s*(?:dong|d\b|vnd)", told):
        return MoneyUnit.THOUSAND
    return MoneyUnit.DONG if re.search(r"(?:don vi(?: tinh)?|dvt)\s*:\s*(?:dong|vnd|d\b)", told) else None


def _vat(told: str) -> Vat | None:
    if "khong chiu" in told or "khong thuoc doi tuong chiu" in told:
        return Vat.EXEMPT
    if re.search(r"(?:chua|khong)\s+(?:bao\s+)?gom", told) or "chua co" in told or "chua tinh" in told:
        return Vat.EXCLUDED
    return Vat.INCLUDED if re.search(r"(?:da|bao)\s+(?:bao\s+)?gom|da co", told) else None


def _percent(told: str) -> Fraction | None:
    seen = _PERCENT.search(told)
    return Fraction(seen[1].replace(",", ".")) if seen else None
