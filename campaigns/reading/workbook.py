"""The first sheet of an Excel workbook as text; what it unpacks to is limited before it is read."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import python_calamine

from campaigns.errors import Refused

MOST_UNPACKED: Final = 60 * 1024 * 1024
_INSIDE: Final = "xl/"
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
)
_HALF: Final = timedelta(milliseconds=500)


def cells(data: bytes, *, most_rows: int) -> Iterator[tuple[str, ...]]:
    """Every row of the first sheet, empty ones too, so that rows keep their numbers.

    Raises:
        Refused: ``log.damaged``, ``log.encrypted``, ``log.wrong_type`` with ``found``, ``log.too_large``,
            ``log.too_many_rows``.
    """
    _check(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except python_calamine.PasswordError as fault:
        raise Refused("log.encrypted") from fault
    except (python_calamine.CalamineError, *_DAMAGE) as fault:
        raise Refused("log.damaged") from fault
    if len(rows) > most_rows:
        raise Refused("log.too_many_rows", most=most_rows)
    for row in rows:
        yield tuple(map(written, row))


def _check(data: bytes) -> None:
    """Sizes are counted while unpacking, since a package may lie about them."""
    room = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if not any(entry.filename.startswith(_INSIDE) for entry in package.infolist()):
                raise Refused("log.wrong_type", found=".zip")
            for entry in package.infolist():
                if entry.flag_bits & 0x1:
                    raise Refused("log.encrypted")
                with package.open(entry) as stream:
                    while part := stream.read(1 << 20):
                        room -= len(part)
                        if room < 0:
                            raise Refused("log.too_large", limit_kb=MOST_UNPACKED // 1024)
    except _DAMAGE as fault:
        raise Refused("log.damaged") from fault


def written(value: Any) -> str:
    """A cell as a person would have typed it: ``12/04/2017``, ``05:30:00``, ``24:10:00``, ``30,5`` as ``30.5``."""
    if isinstance(value, datetime):
        value = value.replace(microsecond=0) + timedelta(seconds=value.microsecond >= _HALF.microseconds)
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return _hours(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second,
                                microseconds=value.microsecond))  # fmt: skip
    if isinstance(value, timedelta):
        return _hours(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _hours(length: timedelta) -> str:
    whole = (length + _HALF) // timedelta(seconds=1)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
