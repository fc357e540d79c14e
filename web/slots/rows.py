"""Tables of a brief's form: rows of fields that are read together, blank ones left out, everything typed kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from flask import request
from pydantic_core import PydanticCustomError

from campaigns.values.papers import FromForm, Passage, Photo, Segment, Step
from web import formats, forms
from web.language import N_, current

MOST: Final = 40
"""Rows of a table."""
LONGEST: Final = 2_000
"""Characters of a field."""
SPARE: Final = 3
"""Blank rows under those that are filled in."""
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One field of each row; ``kind``: line, text, length, words, date or spoken."""

    name: str
    label: str
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the form."""

    name: str
    title: str
    hint: str
    columns: tuple[Column, ...]
    made: Callable[[Mapping[str, str]], FromForm]


class Unread(Exception):
    """A row that cannot be read: the code of its sentence."""


def _length(text: str) -> int:
    try:
        return forms.read_length(text) or 0
    except PydanticCustomError as error:
        raise Unread("brief.row_length") from error


def _words(text: str) -> int:
    try:
        return forms.read_int(text) or 0
    except PydanticCustomError as error:
        raise Unread("brief.row_words") from error


def _segment(row: Mapping[str, str]) -> Segment:
    return Segment(
        row["part"], min(_length(row["length"]), forms.BIGGEST), row["content"], row["picture"], row["spoken"] != "0"
    )


def _passage(row: Mapping[str, str]) -> Passage:
    return Passage(row["part"], min(_words(row["words"]), forms.BIGGEST), row["content"])


def _photo(row: Mapping[str, str]) -> Photo:
    return Photo(row["picture"], row["caption"])


def _step(row: Mapping[str, str]) -> Step:
    try:
        due = forms.read_date(row["due"])
    except PydanticCustomError as error:
        raise Unread("brief.row_date") from error
    if due is None:
        raise Unread("brief.row_date")
    return Step(row["work"], row["unit"], due)


_PART: Final = Column("part", N_("Phần"))
_CONTENT: Final = Column("content", N_("Nội dung"), "text")
RUNNING_ORDER: Final = Table(
    "running_order", N_("Khung kịch bản"), N_("Theo thứ tự phát; các phần cộng lại bằng thời lượng của lượt."),
    (_PART, Column("length", N_("Thời lượng"), "length"), Column("spoken", N_("Lời"), "spoken"), _CONTENT,
     Column("picture", N_("Hình ảnh, âm thanh"), "text")),
    _segment,
)  # fmt: skip
PASSAGES: Final = Table(
    "passages", N_("Bố cục bài"), N_("Các phần cộng lại bằng số chữ của bài."),
    (_PART, Column("words", N_("Số chữ"), "words"), _CONTENT), _passage,
)  # fmt: skip
PHOTOS: Final = Table(
    "photos", N_("Ảnh và chú thích"), "", (Column("picture", N_("Ảnh")), Column("caption", N_("Chú thích"))), _photo
)
STEPS: Final = Table(
    "steps", N_("Công việc khác"), N_("Ngoài các hạn đã thoả thuận của khung; ngày cuối cùng phải xong."),
    (Column("work", N_("Công việc")), Column("unit", N_("Đơn vị")), Column("due", N_("Thời hạn"), "date")), _step,
)  # fmt: skip


def tables(*, press: bool) -> tuple[Table, ...]:
    """The tables of an article's or a programme's form."""
    return (PASSAGES, PHOTOS, STEPS) if press else (RUNNING_ORDER, STEPS)


def typed(table: Table) -> list[Row]:
    """The rows that the request carries, clean, without blank ones."""
    given = [request.form.getlist(f"{table.name}.{column.name}") for column in table.columns]
    rows = [
        {
            column.name: forms.clean(value, lines=column.kind == "text")
            for column, value in zip(table.columns, values, strict=True)
        }
        for values in zip_longest(*given, fillvalue="")
    ]
    return [row for row in rows if any(text for name, text in row.items() if name != "spoken")]


def read(table: Table, rows: Sequence[Row]) -> tuple[FromForm, ...]:
    """The rows as values.

    Raises:
        Unread: with its code and, as a second argument, the row's number from 1.
    """
    found = []
    for number, row in enumerate(rows, 1):
        try:
            found.append(table.made(_fitting(row, number)))
        except Unread as unread:
            raise Unread(*unread.args, number) from unread
    return tuple(found)


def _fitting(row: Row, number: int) -> Row:
    if number > MOST or any(len(text) > LONGEST for text in row.values()):
        raise Unread("brief.row_too_much")
    return row


def kept(table: Table, values: Sequence[Any]) -> list[Row]:
    """Values as rows of the form."""
    return [_row(table.name, value) for value in values]


def _row(name: str, value: Any) -> Row:
    match name:
        case "running_order":
            length = formats.duration(value.duration_s, language=current()) if value.duration_s else ""
            return {"part": value.part, "length": length, "content": value.content,
                    "picture": value.picture_and_sound, "spoken": "1" if value.spoken else "0"}  # fmt: skip
        case "passages":
            return {"part": value.part, "words": str(value.words or ""), "content": value.content}
        case "photos":
            return {"picture": value.picture, "caption": value.caption}
        case _:
            return {"work": value.work, "unit": value.unit, "due": value.due.isoformat()}


def told(rows: Sequence[Row]) -> str:
    """Rows as lines of text, for two versions side by side."""
    return "\n".join(" | ".join(text for name, text in row.items() if name != "spoken") for row in rows)
