"""Tables of data: headings that repeat, rows that stay whole, numbers that count on, sums that are right."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from exports.lint.finding import Finding, Place
from exports.lint.lines import Grid, Paper
from exports.lint.package import W, whole

_TOTAL: Final = re.compile(r"(tổng cộng|tổng số|cộng|tổng)\b", re.IGNORECASE)
_FIGURE: Final = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")
_LENGTH: Final = re.compile(r"(?:([\d.]+) giờ)?\s*(?:([\d.]+) phút)?\s*(?:([\d.]+) giây)?")
_RATIO: Final = re.compile(r"%|tỷ lệ|tỉ lệ|đơn giá", re.IGNORECASE)
_OFF: Final = frozenset({"0", "false", "off"})
_LONGEST: Final = 32  # letters; sums of longer figures would be rounded
_SWAPPED: Final = str.maketrans(",.", ".,")


def check(paper: Paper) -> Iterator[Finding]:
    """Every table with lines between its cells."""
    for grid in paper.grids:
        if grid.framed and len(grid.rows) > 1:
            yield from _shape(grid)
            yield from _counted(grid)
            yield from _sums(grid)


def _shape(grid: Grid) -> Iterator[Finding]:
    place = Place("table", grid.number)
    if not _marked(grid.rows[0], "tblHeader"):
        yield Finding("table.no_repeat", place)
    split = [number for number, row in enumerate(grid.rows, 1) if not _marked(row, "cantSplit")]
    if split:
        yield Finding("table.row_splits", Place("table", grid.number, split[0]), {"rows": len(split)})
    if grid.element.find(f"{W}tblPr/{W}tblCaption") is None:
        yield Finding("table.no_caption", place)


def _marked(row: object, name: str) -> bool:
    told = row.find(f"{W}trPr/{W}{name}")  # type: ignore[attr-defined]
    return told is not None and (told.get(f"{W}val") or "on").lower() not in _OFF


def _counted(grid: Grid) -> Iterator[Finding]:
    """STT from 1, none left out."""
    heading = grid.cells[0][0][1].strip().upper() if grid.cells[0] else ""
    if heading not in {"STT", "TT", "SỐ TT"}:
        return
    seen = [(row, cells[0][1].strip()) for row, cells in enumerate(grid.cells, 1) if cells]
    numbers = [(row, number) for row, text in seen if (number := whole(text)) is not None]
    for wanted, (row, number) in enumerate(numbers, 1):
        if number not in {wanted, 1}:  # 1 begins a group anew
            yield Finding("table.numbering", Place("table", grid.number, row), {"is": number, "right": wanted})
            return
        if number == 1 and wanted > 1:
            return


def _sums(grid: Grid) -> Iterator[Finding]:
    """Each figure of the last row named Tổng cộng against what stands over it."""
    named = [
        row for row, cells in enumerate(grid.cells) if any(_TOTAL.match(text.strip()) for _column, text in cells[:2])
    ]
    if not named or named[-1] == 0:
        return
    last = named[-1]
    headings = dict(grid.cells[0])
    body = [(row, dict(grid.cells[row])) for row in range(1, last)]
    for column, text in grid.cells[last]:
        told = value(text)
        if told is None or _RATIO.search(headings.get(column, "")):
            continue
        given = [(row, cells, found) for row, cells in body if (found := value(cells.get(column, ""))) is not None]
        if given and told not in _sums_of(given, set(named)):
            place = Place("table", grid.number, last + 1, headings.get(column, "")[:40])
            right = sum((found for row, _cells, found in given if row not in named), Decimal())
            yield Finding("table.sum", place, {"is": text.strip()[:40], "right": written(right, text)})


def _sums_of(given: Sequence[tuple[int, dict[int, str], Decimal]], subtotals: set[int]) -> set[Decimal]:
    """What the total may be: of all lines, of the numbered ones, of groups, of subtotals."""
    plain = [one for one in given if one[0] not in subtotals]
    counted = [one for one in plain if one[1].get(0, "").strip().isdigit()]
    groups = [one for one in plain if re.fullmatch(r"[IVXLC]+|[A-ZĐ]", one[1].get(0, "").strip())]
    under = [one for one in given if one[0] in subtotals]
    return {sum((found for _row, _cells, found in some), Decimal()) for some in (plain, counted, groups, under) if some}


def value(text: str) -> Decimal | None:
    """A cell as a number: ``1.115``, ``94,4``, ``2 phút 20 giây`` in seconds, never rounded; None if it is none."""
    told = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split()).removesuffix(" đồng")
    if len(told) > _LONGEST:
        return None
    if _FIGURE.fullmatch(told):
        return Decimal(told.replace(".", "").replace(",", "."))
    if told and (seen := _LENGTH.fullmatch(told)) and any(seen.groups()):
        hours, minutes, seconds = (int((part or "0").replace(".", "")) for part in seen.groups())
        return Decimal(hours * 3600 + minutes * 60 + seconds)
    return None


def written(number: Decimal, like: str) -> str:
    """A right sum in the form of the wrong one."""
    if any(word in like for word in ("giờ", "phút", "giây")):
        minutes, seconds = divmod(int(number), 60)
        hours, minutes = divmod(minutes, 60) if "giờ" in like else (0, minutes)
        told = ((hours, "giờ"), (minutes, "phút"), (seconds, "giây"))
        return " ".join(f"{count} {name}" for count, name in told if count)
    return f"{number:,}".translate(_SWAPPED)
