"""Prices as they stand in a printed list: what a cell says, and where what it says cannot be taken on trust."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

_MONEY_WORDS: Final = re.compile(r"(?:đồng|vnđ|vnd|₫|đ)\.?\s*$", re.IGNORECASE)
_GROUPED: Final = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,15}", re.ASCII)
_DECIMALS: Final = re.compile(r"(\d{1,3}(?:[.,]\d{3})*|\d{1,15})[.,](\d{1,2})", re.ASCII)
_MARKED: Final = re.compile(r"\d[\d., ]*\d", re.ASCII)
BIGGEST: Final = 10**13
"""Printed units; a larger one is no price."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says: its value where there is no doubt, else what it may mean."""

    value: Fraction | None
    doubt: str = ""  # code of what is the matter; with a value: only to be confirmed
    choices: tuple[Fraction, ...] = ()


def read_price(text: str) -> Figure | None:
    """``1.500.000``, ``1,150,000``, ``2000000 đ`` as a figure; None for a cell that is none.

    Marks that part anything but threes are doubted, with everything the figure may mean: ``1.0000`` may be a slip for
    10.000 or for 1.000. Decimals are doubted too, since lists print whole figures.
    """
    bare = _MONEY_WORDS.sub("", " ".join(text.split())).strip()
    if _GROUPED.fullmatch(bare):
        return _sound(Fraction(re.sub(r"[., ]", "", bare)))
    if seen := _DECIMALS.fullmatch(bare):
        whole = re.sub(r"[.,]", "", seen[1])
        return Figure(None, "figure.decimals", (Fraction(f"{whole}.{seen[2]}"), Fraction(whole + seen[2])))
    if _MARKED.fullmatch(bare):
        return Figure(None, "figure.grouping", _meanings(bare))
    return None


def _sound(value: Fraction) -> Figure | None:
    if value > BIGGEST:
        return None
    return Figure(value, "figure.zero") if value == 0 else Figure(value)


def _meanings(bare: str) -> tuple[Fraction, ...]:
    """Without its marks; and, where only its last group is not of three, with that group cut or filled to three."""
    first, *groups = re.split(r"[., ]+", bare)
    told = {Fraction(first + "".join(groups))}
    if groups and len(first) <= 3 and all(len(group) == 3 for group in groups[:-1]):
        told.add(Fraction(first + "".join(groups[:-1]) + groups[-1][:3].ljust(3, "0")))
    return tuple(sorted(one for one in told if one <= BIGGEST))


def mark_of(text: str) -> str:
    """The sign by which a figure parts its thousands; empty where it has none."""
    seen = re.search(r"\d([.,])\d{3}(?!\d)", text)
    return seen[1] if seen else ""
