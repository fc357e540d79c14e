"""Tables of figures as files that a spreadsheet opens: the same figures, the same bytes."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import xlsxwriter

Cell = str | int
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WIDEST: Final = 48


def as_csv(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Semicolons and a byte order mark, as a spreadsheet with Vietnamese settings opens them; no text is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([[_plain(cell) for cell in row] for row in (heads, *rows)])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def as_workbook(name: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], *, made_at: datetime) -> bytes:
    """One sheet with its head frozen and filters on it; ``made_at`` is what the file says of its making."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": name, "created": made_at.replace(tzinfo=None, microsecond=0)})
    sheet = book.add_worksheet(name[:31].translate({ord(sign): " " for sign in "[]:*?/\\"}))
    head, number = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "#,##0"})
    for column, words in enumerate(heads):
        sheet.write_string(0, column, words, head)
        longest = max([len(words), *(len(str(row[column])) for row in rows)])
        sheet.set_column(column, column, min(longest + 2, _WIDEST))
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(line, column, cell, number)
            else:
                sheet.write_string(line, column, cell)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    book.close()
    return out.getvalue()
