"""Copies of a site in use, each with a manifest, and bringing one back into an empty folder.

A copy is one zip file: the database and ``manifest.json``. The site's key is not in it: whoever holds a copy can
read the record but not seal history anew. ``restore`` takes the key from the site it is called for.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import func, select, text
from sqlmodel import SQLModel

from campaigns import schema
from campaigns.errors import Refused
from campaigns.keys import Keys
from campaigns.queries import history
from campaigns.store import Store

RAISED_BY: Final = 100
"""How much a restore raises every revision: calendars have perhaps seen later ones than the copy knows."""
_MANIFEST: Final = "manifest.json"
_SQLITE: Final = "lichsong.db"
_POSTGRESQL: Final = "lichsong.dump"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy holds."""

    made_at: str  # ISO 8601, UTC
    database: str  # sqlite, postgresql
    schema: str
    sha256: str  # of the database inside
    rows: dict[str, int]  # by table
    history_seq: int  # number of the newest row of history
    history_seal: str


def backup(store: Store, file: Path, *, now: datetime) -> Manifest:
    """A sound copy of a site in use, under a name that is not taken; half a copy is never left under it.

    Raises:
        Refused: ``backup.exists``, ``backup.failed``, ``backup.no_program``.
    """
    if file.exists():
        raise Refused("backup.exists", file=str(file))
    file.parent.mkdir(parents=True, exist_ok=True)
    on_sqlite = store.engine.dialect.name == "sqlite"
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        inner = Path(folder) / (_SQLITE if on_sqlite else _POSTGRESQL)
        if on_sqlite:
            schema.copy_file(store.engine, inner)
            manifest = _of_sqlite(inner, now)
        else:
            manifest = _of_postgresql(store, inner, now)
        whole = Path(folder) / "whole.zip"
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
            package.write(inner, inner.name)
            package.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        _settle(whole, file)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """What a copy says of itself; Refused ``backup.unreadable``."""
    try:
        with zipfile.ZipFile(file) as package:
            return Manifest(**json.loads(package.read(_MANIFEST)))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise Refused("backup.unreadable", file=str(file)) from error


def restore(file: Path, data: Path, *, secret_key: str = "") -> Manifest:
    """Bring a copy back into an empty folder, checked against its manifest, revisions raised.

    Args:
        data: a folder that is empty or not there.
        secret_key: the site's key, kept beside the restored database; empty: it must be put there by hand.

    Raises:
        Refused: ``restore.not_empty``, ``backup.unreadable``, ``backup.damaged``, ``backup.other_database``.
    """
    manifest = read_manifest(file)
    if manifest.database != "sqlite":
        raise Refused("backup.other_database")
    if data.exists() and any(data.iterdir()):
        raise Refused("restore.not_empty", folder=str(data))
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = data / _SQLITE
    part = data / f"{_SQLITE}.part"
    try:
        with zipfile.ZipFile(file) as package, package.open(_SQLITE) as source, part.open("wb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        part.unlink(missing_ok=True)
        raise Refused("backup.damaged", file=str(file)) from error
    if _sha256(part) != manifest.sha256:
        part.unlink()
        raise Refused("backup.damaged", file=str(file))
    part.chmod(0o600)
    part.replace(target)
    _raise_revisions(target)
    if secret_key:
        with os.fdopen(os.open(data / "secret.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as key:
            key.write(secret_key + "\n")
    return manifest


def _raise_revisions(file: Path) -> None:
    """Let calendars take what was restored: their copies may be of later revisions than the file knows."""
    with closing(Store(f"sqlite:///{file}", Keys(""))) as store, store.engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        for raise_all in (
            "UPDATE slot SET revision = revision + :by",
            "UPDATE deadline SET revision = revision + :by",
            "UPDATE feed SET generation = generation + 1, revision = revision + :by",
        ):
            connection.execute(text(raise_all), {"by": RAISED_BY})
        again = text(
            "UPDATE feed_item SET block = :block, revision = revision + :by WHERE feed_id = :feed AND uid = :uid"
        )
        for feed_id, uid, block in connection.execute(text("SELECT feed_id, uid, block FROM feed_item")).all():
            connection.execute(again, {"block": _raised(block), "by": RAISED_BY, "feed": feed_id, "uid": uid})
        connection.commit()


def _raised(block: bytes) -> bytes:
    """An entry with its SEQUENCE raised as its slot's revision is."""
    lines = block.split(b"\r\n")
    name = b"SEQUENCE:"
    return b"\r\n".join(
        name + str(int(line.removeprefix(name)) + RAISED_BY).encode() if line.startswith(name) else line
        for line in lines
    )


def _of_sqlite(copy: Path, now: datetime) -> Manifest:
    """Check the copy, not the original, and count what is in it."""
    with closing(Store(f"sqlite:///{copy}", Keys(""))) as store:
        with store.reading() as session:
            said = session.connection().execute(text("PRAGMA integrity_check")).scalar_one()
        if said != "ok":
            raise Refused("backup.failed", said=str(said)[:200])
        counted = _counts(store)
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")  # no log beside the file that is packed
    return Manifest(now.isoformat(), "sqlite", counted[0], _sha256(copy), *counted[1:])


def _of_postgresql(store: Store, target: Path, now: datetime) -> Manifest:
    program, lister = shutil.which("pg_dump"), shutil.which("pg_restore")
    if program is None or lister is None:
        raise Refused("backup.no_program", program="pg_dump")
    url = store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    counted = _counts(store)
    for command in ([program, "-Fc", "-f", str(target), url], [lister, "--list", str(target)]):
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            raise Refused("backup.failed", said=done.stderr.strip()[:200])
    return Manifest(now.isoformat(), "postgresql", counted[0], _sha256(target), *counted[1:])


def _counts(store: Store) -> tuple[str, dict[str, int], int, str]:
    """Schema, rows by table, and the head of history."""
    stands = schema.state(store.engine)
    with store.reading() as session:
        rows = {
            name: session.connection().execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in sorted(SQLModel.metadata.tables.items())
        }
        seq, seal = history.head(session)
    return stands.current or "", rows, seq, seal


def _sha256(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _settle(whole: Path, file: Path) -> None:
    """On the disk first, then under its name, then the name on the disk."""
    with whole.open("rb") as written:
        os.fsync(written.fileno())
    whole.chmod(0o600)
    whole.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


__all__ = ["Manifest", "backup", "read_manifest", "restore"]
