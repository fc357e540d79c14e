"""Lists of units as offices keep them: which lines can be taken, and what is wrong with the rest."""

import csv
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from campaigns.intake.units import level_of
from campaigns.values.letters import toneless
from campaigns.values.units import Level

MOST_LINES: Final = 2_000
LONGEST: Final = 300
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("ten", "ten don vi", "don vi", "ten xa", "xa", "ten co quan", "co quan"),
    "parent": ("truc thuoc", "cap tren", "thuoc", "huyen", "thuoc huyen", "don vi cap tren"),
    "level": ("cap",),
    "contact_name": ("nguoi lien he", "dau moi", "nguoi dau moi", "lien he", "ho ten"),
    "contact_email": ("thu dien tu", "email", "e-mail"),
    "contact_phone": ("dien thoai", "so dien thoai", "dt"),
}
_LEVELS: Final[Mapping[str, Level]] = {
    "tinh": Level.PROVINCE, "so": Level.DEPARTMENT, "so, ban, nganh": Level.DEPARTMENT, "so nganh": Level.DEPARTMENT,
    "huyen": Level.DISTRICT, "thi xa": Level.DISTRICT, "thanh pho": Level.DISTRICT, "xa": Level.COMMUNE,
    "phuong": Level.COMMUNE, "thi tran": Level.COMMUNE, "khac": Level.OTHER, "co quan khac": Level.OTHER,
    "don vi khac": Level.OTHER, "xa, phuong, thi tran": Level.COMMUNE, "huyen, thi xa, thanh pho": Level.DISTRICT,
}  # fmt: skip
_USUAL: Final = ("name", "parent", "contact_name", "contact_email", "contact_phone")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list; ``trouble`` is a refusal's code where it cannot be taken as it stands."""

    number: int  # of the text, from 1
    text: str
    name: str = ""
    parent: str = ""  # its name; empty: none said
    level: Level = Level.COMMUNE
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    trouble: str = ""


def read(text: str) -> tuple[Line, ...]:
    """Every line that says something, in order.

    Columns stand apart by tabs, semicolons or commas. A first line of known headings names them in any order;
    otherwise they are name, parent, contact, e-mail, telephone. A level that is not given is taken from the name.
    Lines beyond the two thousandth are told as one line too many.
    """
    rows = list(_rows(text))
    columns = _headings(rows[0][2]) if rows else None
    taken = rows[1:] if columns else rows
    found = [_line(number, raw, cells, columns or _USUAL) for number, raw, cells in taken[:MOST_LINES]]
    if len(taken) > MOST_LINES:
        found.append(Line(taken[MOST_LINES][0], taken[MOST_LINES][1][:LONGEST], trouble="unit_list.too_long"))
    return tuple(_without_twins(found))


def _rows(text: str) -> Iterator[tuple[int, str, list[str]]]:
    lines = unicodedata.normalize("NFC", text.lstrip("\ufeff")).splitlines()
    filled = [line for line in lines if line.strip()]
    apart = next((mark for mark in "\t;," if any(mark in line for line in filled)), "\t")
    for number, raw in enumerate(lines, 1):
        if raw.strip():
            cells = next(csv.reader([raw[: LONGEST * 10]], delimiter=apart))
            yield number, raw.strip()[:LONGEST], [" ".join(cell.split()) for cell in cells]


def _headings(cells: Sequence[str]) -> tuple[str, ...] | None:
    """What each column tells, by its heading; None where the line is no line of headings."""
    told = tuple(next((key for key, names in _COLUMNS.items() if toneless(cell) in names), "") for cell in cells)
    return told if "name" in told else None


def _line(number: int, raw: str, cells: Sequence[str], columns: Sequence[str]) -> Line:
    told = {key: cell for key, cell in zip(columns, cells, strict=False) if key}
    name, trouble = told.get("name", ""), ""
    guessed, _covers = level_of(name)
    level = _LEVELS.get(toneless(told.get("level", "")), None) if told.get("level") else guessed
    if not name:
        trouble = "unit_list.no_name"
    elif any(len(cell) > LONGEST for cell in told.values()):
        trouble = "unit_list.long_cell"
    elif level is None:
        trouble = "unit_list.no_level"
    elif level is Level.GROUP:
        trouble = "unit_list.group"
    elif (email := told.get("contact_email", "")) and ("@" not in email[1:-1] or " " in email):
        trouble = "unit_list.email"
    return Line(
        number, raw, name, told.get("parent", ""), level or Level.OTHER, told.get("contact_name", ""),
        told.get("contact_email", ""), told.get("contact_phone", ""), trouble,
    )  # fmt: skip


def _without_twins(lines: Sequence[Line]) -> Iterator[Line]:
    seen: set[tuple[str, str]] = set()
    for line in lines:
        place = line.name.casefold(), line.parent.casefold()
        if not line.trouble and place in seen:
            yield Line(line.number, line.text, line.name, line.parent, line.level, trouble="unit_list.twice")
        else:
            seen.add(place)
            yield line
