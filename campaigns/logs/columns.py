"""Which column of a log tells what: by its heading, by what was said of it before, or by what stands in it."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from campaigns.logs import cells
from campaigns.values.logs import Column, Columns

_WORDS: Final[Mapping[Column, tuple[str, ...]]] = {
    Column.DATE: ("ngay", "date", "ngay phat", "ngay phat song"),
    Column.END: ("ket thuc", "gio ket thuc", "den", "end", "gio kt", "stop"),
    Column.LENGTH: ("thoi luong", "do dai", "duration", "tl", "length", "so giay"),
    Column.START: (
        "gio", "gio phat", "bat dau", "gio bat dau", "start", "time", "thoi gian", "gio phat song", "gio bd", "tu",
    ),
    Column.PROGRAMME: (
        "chuong trinh", "ten chuong trinh", "chuyen muc", "khung", "program", "programme", "khung chuong trinh",
        "block",
    ),
    Column.TITLE: (
        "ten", "noi dung", "tieu de", "title", "ten bang", "clip", "tac pham", "spot", "ten clip", "ten noi dung",
        "event",
    ),
    Column.THEME: ("chu de", "theme", "nhom noi dung"),
    Column.CHANNEL: ("kenh", "song", "channel"),
}  # fmt: skip
_ROWS: Final = 20
_MOSTLY: Final = 0.7


def plain(words: str) -> str:
    """Lower case, without tones and marks: headings are compared so."""
    bare = unicodedata.normalize("NFD", words.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in bare if c.isalnum() or c == " ").split())


def by_heads(heads: Sequence[str]) -> Columns:
    """What the headings say; a heading that is one of the words beats one that only begins so."""
    found: dict[Column, int] = {}
    told = [plain(head) for head in heads]
    for exactly in (True, False):
        for column, words in _WORDS.items():
            for place, head in enumerate(told):
                fits = head in words if exactly else any(head.startswith(f"{word} ") for word in words)
                if fits and column not in found and place not in found.values():
                    found[column] = place
    return found


def heading(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows holds the headings: the first that names a start and something else; None: none does."""
    for place, row in enumerate(rows[:_ROWS]):
        found = by_heads(row)
        if Column.START in found and len(found) > 1:
            return place
    return None


def by_content(rows: Sequence[Sequence[str]]) -> Columns:
    """What stands in the columns: hours and dates are told by their form, of the others the longest is the title."""
    width = max((len(row) for row in rows), default=0)
    columns = [[row[place] for row in rows if place < len(row) and row[place]] for place in range(width)]
    found: dict[Column, int] = {}

    def mostly(place: int, reads: object) -> bool:
        told = columns[place]
        return bool(told) and sum(reads(cell) is not None for cell in told) >= _MOSTLY * len(told)  # type: ignore[operator]

    order = ((Column.DATE, cells.read_date), (Column.START, cells.read_start), (Column.LENGTH, cells.read_length))
    for column, reads in order:
        free = (place for place in range(width) if place not in found.values() and mostly(place, reads))
        if (place := next(free, None)) is not None:
            found[column] = place
    rest = [place for place in range(width) if place not in found.values() and columns[place]]
    rest.sort(key=lambda place: -sum(map(len, columns[place])) / len(columns[place]))
    found.update(zip((Column.TITLE, Column.PROGRAMME), rest, strict=False))
    return found


def remembered(heads: Sequence[str], kept: Mapping[str, str]) -> Columns:
    """Columns by the headings under which they stood before; those whose heading is gone are left out."""
    places = {plain(head): place for place, head in reversed(list(enumerate(heads)))}
    return {Column(name): places[plain(head)] for name, head in kept.items() if plain(head) in places}
