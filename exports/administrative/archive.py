"""The ZIP container of a Word file, the same bytes for the same parts in any process on any day."""

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

SHELF_LEVEL: Final = 9  # paid once a process
LEVEL: Final = 1  # on a brief's main part two fifths of the time of level 6, for a sixth more bytes
STORED_BELOW: Final = 1_500  # octets: setting the compressor up takes longer than so little is worth
_NEW_YEAR_1980: Final = 0x21  # DOS date of 1980-01-01; its time is 0
_NAME_IN_UTF_8: Final = 0x800
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Members compressed once and for all: the records that open an archive, and their directory entries."""

    records: bytes
    directory: bytes
    count: int

    @classmethod
    def of(cls, parts: Mapping[str, bytes]) -> Self:
        """Members in the order of ``parts``."""
        records, directory = bytearray(), bytearray()
        for name, data in parts.items():
            record, entry = _member(name, data, len(records), SHELF_LEVEL)
            records += record
            directory += entry
        return cls(bytes(records), bytes(directory), len(parts))

    def archive(self, parts: Iterable[tuple[str, bytes]], *, packed: bool = False) -> bytes:
        """A whole archive: these members, then ``parts`` in their order, stored if they are ``packed`` already.

        Source: APPNOTE 6.3.10, 4.3. No clock, creator system 0, no attributes; under 4 GB.
        """
        pieces, directory, at, count = [self.records], [self.directory], len(self.records), self.count
        for name, data in parts:
            record, entry = _member(name, data, at, None if packed or len(data) < STORED_BELOW else LEVEL)
            pieces.append(record)
            directory.append(entry)
            at += len(record)
            count += 1
        central = b"".join(directory)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(central), at, 0)
        return b"".join((*pieces, central, end))


def digest(archive: bytes) -> str:
    """SHA-256, hex, over the uncompressed members in name order: equal content, equal digest, whichever zlib."""
    told = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(archive)) as members:
        for name in sorted(members.namelist()):
            data = members.read(name)
            told.update(f"{name}\0{len(data)}\0".encode())
            told.update(data)
    return told.hexdigest()


def _member(name: str, data: bytes, at: int, level: int | None) -> tuple[bytes, bytes]:
    """Local record and directory entry of one member that begins at byte ``at``; without a level it is stored."""
    method, packed = (0, data) if level is None else (8, zlib.compress(data, level, -15))
    flags, called = 0 if name.isascii() else _NAME_IN_UTF_8, name.encode()
    facts = (flags, method, 0, _NEW_YEAR_1980, zlib.crc32(data), len(packed), len(data), len(called), 0)
    record = _LOCAL.pack(b"PK\3\4", 20, *facts) + called + packed
    return record, _CENTRAL.pack(b"PK\1\2", 20, 20, *facts, 0, 0, 0, 0, at) + called
