"""The database and the unit of work: who decides, at which instant, all of it or nothing."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, select

from campaigns.columns import canonical
from campaigns.errors import NotFound, Refused, Stale
from campaigns.keys import Keys
from campaigns.models import CellTouch, History, HistoryHead, Month, Slot
from campaigns.times import ZONE, month_of, month_start

try:
    from pysqlite3 import dbapi2 as sqlite_driver  # bundles a library without the WAL-reset fault
except ImportError:
    sqlite_driver = sqlite3

# WAL-reset fault: 3.7.0 to 3.51.2, mended in 3.51.3, 3.50.7 and 3.44.6 (sqlite.org release notes).
WAL_MENDED: Final = {(3, 44): 6, (3, 50): 7, (3, 51): 3}

RINGS: Final = frozenset({"40P01", "40001"})
"""PostgreSQL's codes for decisions that waited for one another, or that no order of decisions explains."""


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite library may use the write-ahead log without risking the file."""
    branch = version[:2]
    return branch > (3, 51) or version[2] >= WAL_MENDED.get(branch, 1_000)


def open_engine(url: str | URL) -> Engine:
    """An engine set up for safety: SQLite with full sync and immediate writing transactions, PostgreSQL as it comes."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True, pool_size=8, max_overflow=8)
    engine = create_engine(address, module=sqlite_driver, connect_args={"check_same_thread": False})
    journal = "WAL" if wal_is_safe(sqlite_driver.sqlite_version_info) else "DELETE"

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions by itself
        for pragma in (
            f"journal_mode={journal}",
            "busy_timeout=10000",
            "synchronous=FULL",
            "foreign_keys=ON",
            "trusted_schema=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # A read that turns into a write fails at once with "database is locked": writers begin as writers.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


@dataclass(frozen=True, slots=True)
class Site:
    """What decisions need to know of where they are taken."""

    base_url: str = "http://127.0.0.1:8000"
    zone: ZoneInfo = ZONE


@dataclass(slots=True)
class UnitOfWork:
    """One decision: its session, who takes it, and when. Leaving the block commits; an exception rolls back."""

    session: Session
    actor: str
    now: datetime
    keys: Keys
    site: Site
    _notes: list[dict[str, Any]] = field(default_factory=list)
    _months: dict[str, Month] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The office's zone."""
        return self.site.zone

    def slot(self, uid: str, *, seen_version: int | None) -> Slot:
        """The row of a slot, locked; ``seen_version`` is what the caller last read, None only for the clock.

        Its month is locked before it, as edits of the board do: nobody waits in a ring.

        Raises:
            NotFound: ``slot.unknown``.
            Stale: ``slot.stale`` with ``seen`` and ``current``.
        """
        month = self.session.exec(select(Slot.month).where(Slot.uid == uid)).one_or_none()
        if month is None:
            raise NotFound("slot.unknown", uid=uid[:40])
        self.month(month)
        slot = self.session.exec(select(Slot).where(Slot.uid == uid).with_for_update()).one()
        if seen_version is not None and slot.version != seen_version:
            raise Stale("slot.stale", uid=uid, seen=seen_version, current=slot.version)
        return slot

    def month(self, month: str) -> Month:
        """The month's row, locked for this decision and made if it was not there; its version rises once a decision."""
        if month in self._months:
            return self._months[month]
        month_start(month)
        self.session.connection().execute(
            text("INSERT INTO month (month, version, released) VALUES (:month, 0, 0) ON CONFLICT DO NOTHING"),
            {"month": month},
        )
        row = self.session.exec(select(Month).where(Month.month == month).with_for_update()).one()
        row.version += 1
        self._months[month] = row
        return row

    def touch(self, window_id: int, day: Any) -> int:
        """Mark a cell as changed by this decision; returns the month's version that did it."""
        month = self.month(month_of(day))
        row = self.session.get(CellTouch, (month.month, window_id, day))
        if row is None:
            row = CellTouch(
                month=month.month,
                window_id=window_id,
                date=day,
                version=month.version,
                actor=self.actor,
                at=self.now,
            )
        row.version, row.actor, row.at = month.version, self.actor, self.now
        self.session.add(row)
        return month.version

    def note(
        self,
        subject: str,
        subject_id: str | int,
        what: str,
        *,
        before: Any = None,
        after: Any = None,
        due_at: datetime | None = None,
        actor: str = "",
    ) -> None:
        """Remember one change; the history is written when the decision is complete.

        ``actor`` is who changed it, where that is not who decides: what the clock owed is the clock's.
        """
        self._notes.append(
            {
                "actor": actor or self.actor,
                "subject": subject,
                "subject_id": str(subject_id),
                "what": what,
                "before": before,
                "after": after,
                "due_at": due_at,
            }
        )

    def complete(self) -> None:
        """Write the history. Its chain is taken last, so that nobody waits for it while holding another lock."""
        self.session.flush()
        if not self._notes:
            return
        if self.session.get_bind().dialect.name == "postgresql":
            self.session.connection().execute(text("SELECT pg_advisory_xact_lock(7366712)"))
        seal = self.session.exec(select(History.seal).order_by(History.seq.desc()).limit(1)).first() or ""  # type: ignore[union-attr]
        for told in self._notes:
            row = History(at=self.now, seal="", **told)
            seal = row.seal = self.keys.seal(seal, sealed_text(row))
            self.session.add(row)
            self.session.flush()
        self._notes.clear()
        self.session.merge(HistoryHead(id=1, seq=row.seq or 0, seal=head_seal(self.keys, row.seq or 0, seal)))
        self.session.flush()


def head_seal(keys: Keys, seq: int, seal: str) -> str:
    """What vouches for the history's newest row."""
    return keys.seal(seal, f"head {seq}")


def sealed_text(row: History) -> str:
    """Everything of a history row that its seal covers, spelled one way on both databases."""
    return canonical(
        [
            row.at.isoformat(),
            row.due_at.isoformat() if row.due_at else None,
            row.actor,
            row.subject,
            row.subject_id,
            row.what,
            row.before,
            row.after,
        ]
    )


class Store:
    """A site's database. Views and jobs open its blocks; services only work inside them."""

    def __init__(self, url: str | URL, keys: Keys, site: Site | None = None) -> None:
        self.engine = open_engine(url)
        self.keys = keys
        self.site = site or Site()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view of the record; nothing can be written."""
        level = {"isolation_level": "REPEATABLE READ"} if self.engine.dialect.name == "postgresql" else {}
        with self.engine.connect().execution_options(**level) as connection, Session(connection) as session:
            yield session

    @contextlib.contextmanager
    def deciding(self, *, actor: str, now: datetime) -> Iterator[UnitOfWork]:
        """One decision by ``actor`` at ``now``; all of it is kept or nothing.

        Raises:
            Stale: ``record.stale`` when a row changed under the decision.
        """
        with (
            self.engine.connect().execution_options(writing=True) as connection,
            Session(connection) as session,
        ):
            # In one zone, so that what is sealed now reads the same when it is checked.
            work = UnitOfWork(session, actor, now.astimezone(UTC), self.keys, self.site)
            try:
                yield work
                work.complete()
                session.commit()
                connection.commit()
            except StaleDataError as error:
                raise Stale("record.stale") from error
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) in RINGS:
                    raise Stale("record.stale") from error
                raise

    def close(self) -> None:
        """Fold the log back into the file and let go of every connection."""
        if self.engine.dialect.name == "sqlite":
            with (
                contextlib.suppress(sqlite_driver.DatabaseError),
                contextlib.closing(self.engine.raw_connection()) as raw,
            ):
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.engine.dispose()


__all__ = [
    "Refused", "Site", "Store", "UnitOfWork", "head_seal", "open_engine", "sealed_text", "sqlite_driver", "wal_is_safe",
]  # fmt: skip
