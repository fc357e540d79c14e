"""Who has fetched which revision of a calendar: written after the answer, never in its way."""

from datetime import datetime
from typing import Any, Final

from campaigns.columns import UtcDateTime
from campaigns.store import Store

PATIENCE_MS: Final = 200
"""How long a receipt waits for a busy database before it is let go; the next fetch brings another."""
_WRITE: Final = (
    "UPDATE feed_token SET fetched_at = {0}, fetched_revision = {0}, fetched_by = {0} "
    "WHERE id = {0} AND (fetched_at IS NULL OR fetched_at <= {0})"
)


def record(store: Store, link_id: int, *, revision: int, family: str, at: datetime) -> bool:
    """Write down that a link's program has a revision of its calendar; returns whether the database had time for it.

    No history: nothing was decided. One that comes late does not undo a later one.
    """
    told = UtcDateTime().process_bind_param(at, store.engine.dialect)
    values = (told, revision, family, link_id, told)
    raw = store.engine.raw_connection()
    try:
        if store.engine.dialect.name == "postgresql":
            _write_there(raw, values)
        else:
            _write_here(raw, values)
    except store.engine.dialect.loaded_dbapi.OperationalError:
        return False
    finally:
        raw.close()
    return True


def _write_there(raw: Any, values: tuple[Any, ...]) -> None:
    cursor = raw.cursor()
    cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE_MS}ms'")
    cursor.execute(_WRITE.format("%s"), values)
    raw.commit()


def _write_here(raw: Any, values: tuple[Any, ...]) -> None:
    cursor = raw.cursor()
    (patience_ms,) = cursor.execute("PRAGMA busy_timeout").fetchone()
    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    try:
        cursor.execute(_WRITE.format("?"), values)
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {int(patience_ms)}")
