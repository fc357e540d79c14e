"""A newspaper's page that is none: bars for a head, columns and a picture, so that nobody takes it for a real one."""

import struct
import zlib
from typing import Final

WIDTH: Final = 900
HEIGHT: Final = 1260
_PAPER, _INK, _GREY, _PALE = 244, 40, 120, 205
_COLUMNS: Final = 4
_MARGIN: Final = 50
_GUTTER: Final = 24


def sample_page() -> bytes:
    """The page as a PNG in grey, ``WIDTH`` by ``HEIGHT`` pixels; the same bytes each time."""
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)  # no filter
        rows += _row(y)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + _chunk(b"IEND")
    )


def _chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _row(y: int) -> bytes:
    row = bytearray([_PAPER]) * WIDTH
    inner = WIDTH - 2 * _MARGIN
    if 50 <= y < 130:
        row[_MARGIN : _MARGIN + inner] = bytes([_INK]) * inner
    elif 160 <= y < 164:
        row[_MARGIN : _MARGIN + inner] = bytes([_GREY]) * inner
    elif 200 <= y < HEIGHT - 60:
        width = (inner - (_COLUMNS - 1) * _GUTTER) // _COLUMNS
        for column in range(_COLUMNS):
            shade, length = _mark(column, y - 200)
            begin = _MARGIN + column * (width + _GUTTER)
            row[begin : begin + width * length // 10] = bytes([shade]) * (width * length // 10)
    return bytes(row)


def _mark(column: int, y: int) -> tuple[int, int]:
    """Shade of what a column shows at a height, and how many tenths of its width it fills."""
    if column in {1, 2} and y < 300:
        return _PALE, 10
    line = y // 16
    return (_GREY, 6 if line % 11 == 10 else 10) if y % 16 < 7 else (_PAPER, 0)
