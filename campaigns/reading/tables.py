"""A table from a file or pasted text: delimited, in columns of fixed width, or a workbook; every row as received.

Excel's ``.xlsx`` is read by calamine; text may be UTF-8, UTF-16 with its mark or Windows-1258, which stations still
write. Other encodings of before Unicode are named and refused.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from campaigns.errors import Refused
from campaigns.reading import gate, kinds, plain, workbook
from campaigns.reading.syllables import is_syllable
from campaigns.values.logs import Row

LIMIT_BYTES: Final = 5 * 1024 * 1024
MOST_ROWS: Final = 50_000
MOST_CELLS: Final = 60
_DELIMITERS: Final = ("\t", ";", "|", ",")
_LOOKED_AT: Final = 200
_MANY: Final = 20  # lines from which a blank that all of them have is no chance
_GAP: Final = re.compile(r" {2,}")
_WORD: Final = re.compile(r"[^\W\d_]+")


def read_table(data: bytes, filename: str) -> tuple[Row, ...]:
    """The rows of a file that hold anything.

    Raises:
        Refused: with ``name``: ``upload.empty``, ``upload.blank``, ``log.wrong_type`` with ``found``,
            ``log.too_large`` with ``limit_kb``, ``log.too_many_rows`` with ``most``, ``log.damaged``,
            ``log.encrypted``; ``upload.not_text``, ``upload.legacy_encoding``, ``upload.unknown_encoding``.
    """
    name = gate.clean(filename).replace("\n", " ")[:200]
    try:
        return _read(data, name)
    except Refused as refusal:
        raise Refused(refusal.code, **{"name": name, **refusal.facts}) from refusal.__cause__


def _read(data: bytes, name: str) -> tuple[Row, ...]:
    if not data:
        raise Refused("upload.empty")
    if len(data) > LIMIT_BYTES:
        raise Refused("log.too_large", limit_kb=LIMIT_BYTES // 1024)
    found = kinds.kind_of(data, name)
    if found == kinds.ENCRYPTED:
        raise Refused("log.encrypted")
    if found not in kinds.READABLE:
        raise Refused("log.wrong_type", found=found)
    rows = tuple(_sheet(data) if found == kinds.PACKAGE else _of_text(decoded(data)))
    if not rows:
        raise Refused("upload.blank")
    return rows


def decoded(data: bytes) -> str:
    """The text of a log; see ``plain.decoded``, and Windows-1258 where its words become Vietnamese."""
    try:
        return plain.decoded(data)
    except Refused as refusal:
        told = refusal.facts.get("looks_like")
        if refusal.code == "upload.unknown_encoding" or told == "Windows-1258":
            text = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
            words = [word for word in _WORD.findall(text) if not word.isascii()]
            if told or (words and "\ufffd" not in text and all(map(is_syllable, words))):
                return text
        raise


def _sheet(data: bytes) -> Iterator[Row]:
    for number, cells in enumerate(workbook.cells(data, most_rows=MOST_ROWS), 1):
        if any(cells):
            yield _row(number, "\t".join(cells).rstrip("\t"), cells)


def _row(number: int, raw: str, cells: Sequence[str]) -> Row:
    clean = tuple(" ".join(gate.clean(cell).split()) for cell in cells[:MOST_CELLS])
    return Row(number, raw, clean)


def _of_text(text: str) -> Iterator[Row]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_ROWS:
        raise Refused("log.too_many_rows", most=MOST_ROWS)
    told = [line for line in lines if line.strip()]
    mark = _delimiter(told[:_LOOKED_AT])
    if mark is not None:
        yield from _delimited(lines, mark)
        return
    starts = _columns(told) if told else None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(number, line, _cut(line, starts))


def _delimiter(lines: Sequence[str]) -> str | None:
    """The sign that parts the cells: by it most rows have the same number of them. None: columns of fixed width.

    A comma stands in titles too, so it is no sign where wide gaps part most lines.
    """
    gaps = sum(len(_GAP.findall(line.strip())) > 1 for line in lines) > len(lines) / 2
    best, most = None, 0
    for mark in _DELIMITERS[:3] if gaps else _DELIMITERS:
        try:
            counts = Counter(
                len(row) for row in csv.reader((f"{line}\n" for line in lines), delimiter=mark) if any(row)
            )
        except csv.Error:
            continue
        cells, often = max(
            ((n, c) for n, c in counts.items() if n > 1), key=lambda one: (one[1], one[0]), default=(0, 0)
        )
        if often * 2 >= sum(counts.values()) and often * cells > most:
            best, most = mark, often * cells
    return best


def _delimited(lines: Sequence[str], mark: str) -> Iterator[Row]:
    """By the rules of CSV: a cell in quotes may hold the mark and ends of lines."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=mark)
    before = 0
    try:
        for cells in reader:
            first, before = before, reader.line_num
            if any(cell.strip() for cell in cells):
                yield _row(first + 1, "\n".join(lines[first:before]), cells)
    except csv.Error as fault:
        raise Refused("log.damaged") from fault


def _columns(lines: Sequence[str]) -> list[int] | None:
    """Where columns of fixed width begin: after places that are blank in every line. None: parted by wide gaps.

    Lines without a wide gap, such as a title above the table, say nothing of columns. In a short table single blanks
    may stand under each other by chance.
    """
    told = [line for line in lines if len(_GAP.findall(line.strip())) > 1] or list(lines)
    if len({len(_GAP.split(line.strip())) for line in told}) == 1:
        return None
    width = max(map(len, told))
    blank = [all(len(line) <= place or line[place] == " " for line in told) for place in range(width)]
    narrowest = 1 if len(told) > _MANY else 2
    starts = [0]
    run = 0
    for place, is_blank in enumerate(blank):
        if not is_blank and run >= narrowest:
            starts.append(place)
        run = run + 1 if is_blank else 0
    return starts


def _cut(line: str, starts: Sequence[int] | None) -> list[str]:
    if starts is None:
        return _GAP.split(line.strip())
    return [line[first:end].strip() for first, end in pairwise([*starts, max(len(line), starts[-1]) + 1])]
