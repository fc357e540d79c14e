"""Triggers that keep history, the clock's steps, agreed rhythms, what was signed and what was issued append-only.

They are laid anew after every migration.
"""

from typing import Final

from sqlalchemy import Connection, inspect, text

APPEND_ONLY: Final = (
    "history", "transition", "acceptance", "unit_hand_in", "issued_paper", "rhythm", "urging_step", "report_draft",
    "report_rule", "estimate_event", "proof",
)  # fmt: skip
_ACTS: Final = ("UPDATE", "DELETE")


def drop(connection: Connection) -> None:
    """Take the triggers off, so that a migration may rebuild their tables."""
    for table, act in _wanted(connection):
        on_table = f" ON {table}" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER IF EXISTS {_name(table, act)}{on_table}"))


def create(connection: Connection) -> None:
    """Lay the triggers on every table that is there and must only grow."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "CREATE OR REPLACE FUNCTION lichsong_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'append-only'; END $$"
            )
        )
    for table, act in _wanted(connection):
        if connection.dialect.name == "postgresql":
            body = "FOR EACH ROW EXECUTE FUNCTION lichsong_append_only()"
        else:
            body = "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        connection.execute(text(f"CREATE TRIGGER {_name(table, act)} BEFORE {act} ON {table} {body}"))


def missing(connection: Connection) -> tuple[str, ...]:
    """Names of triggers that should be there and are not."""
    if connection.dialect.name == "postgresql":
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    there = set(connection.execute(text(asked)).scalars())
    return tuple(_name(table, act) for table in APPEND_ONLY for act in _ACTS if _name(table, act) not in there)


def _wanted(connection: Connection) -> list[tuple[str, str]]:
    tables = set(inspect(connection).get_table_names())
    return [(table, act) for table in APPEND_ONLY if table in tables for act in _ACTS]


def _name(table: str, act: str) -> str:
    return f"{table}_refuses_{act.lower()}"
