"""A check of everything around a site: what is well, what needs a hand and which one."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text

from campaigns import clock, schema
from campaigns.queries import clock as clock_queries
from campaigns.queries import history, offices
from campaigns.settings import Settings
from campaigns.store import Store, sqlite_driver, wal_is_safe

FRESH: Final = timedelta(seconds=30)
RECENT: Final = timedelta(days=2)
LATE: Final = timedelta(minutes=10)
ROOM_MB: Final = 200


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; its sentence is chosen at the edge by ``code``."""

    ok: bool
    code: str
    facts: dict[str, Any] = field(default_factory=dict)


def diagnose(settings: Settings, store: Store) -> tuple[Check, ...]:
    """Look at schema, database, scheduler, mail, backups, disk and office; a site without a schema is only told so."""
    stands = schema.state(store.engine)
    facts = {"current": stands.current or "-", "newest": stands.newest}
    if not stands.is_present:
        return (Check(False, "check.schema_behind", facts),)
    checks = [Check(True, "check.schema", facts)]
    if stands.missing_triggers:
        checks.append(Check(False, "check.triggers", {"missing": list(stands.missing_triggers)}))
    checks += [_database(store), *_record(settings, store), _backups(settings.data / "backups"), _disk(settings.data)]
    return tuple(checks)


def _database(store: Store) -> Check:
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "postgresql":
            version = str(connection.execute(text("SHOW server_version")).scalar_one())
            return Check(True, "check.postgresql", {"version": version})
        journal = str(connection.execute(text("PRAGMA journal_mode")).scalar_one())
        full = connection.execute(text("PRAGMA synchronous")).scalar_one() >= 2
    safe = full and (journal != "wal" or wal_is_safe(sqlite_driver.sqlite_version_info))
    return Check(safe, "check.journal" if safe else "check.journal_unsafe",
                 {"version": sqlite_driver.sqlite_version, "journal": journal})  # fmt: skip


def _record(settings: Settings, store: Store) -> Iterator[Check]:
    with store.reading() as session:
        seen = clock_queries.last_heartbeat(session)
        waiting = clock_queries.waiting_messages(session, settings.clock())
        office = offices.office(session)
        rows, _seal = history.head(session)
    beating = seen is not None and clock.system() - seen < FRESH
    yield Check(beating, "check.heartbeat" if beating else "check.no_heartbeat", {"at": seen or "-"})
    yield _mail(settings, waiting)
    yield Check(True, "check.history", {"rows": rows})
    if office is None:
        yield Check(False, "check.no_office")
    else:
        yield Check(True, "check.office", {"agency": office.profile.get("agency", "")})


def _mail(settings: Settings, waiting: clock_queries.Waiting) -> Check:
    facts = {"waiting": waiting.count, "trouble": waiting.trouble or "-", "way": settings.smtp_url.partition(":")[0]}
    if not settings.smtp_url:
        return Check(waiting.count == 0, "check.no_mail", facts)
    late = waiting.since is not None and settings.clock() - waiting.since > LATE
    return Check(not late, "check.mail_late" if late else "check.mail", facts)


def _backups(folder: Path) -> Check:
    newest = max((file.stat().st_mtime for file in folder.glob("*.zip")), default=None) if folder.is_dir() else None
    recent = newest is not None and clock.system().timestamp() - newest < RECENT.total_seconds()
    at = clock.instant(newest) if newest is not None else "-"
    return Check(recent, "check.backup" if recent else "check.no_backup", {"at": at})


def _disk(folder: Path) -> Check:
    free_mb = shutil.disk_usage(folder).free // 2**20
    return Check(
        free_mb >= ROOM_MB, "check.space" if free_mb >= ROOM_MB else "check.little_space", {"free_mb": free_mb}
    )
