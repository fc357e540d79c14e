"""How a migration runs: one transaction, foreign keys off on SQLite, triggers laid again, checks before it counts.

Rebuilding a table with foreign keys on deletes the rows that point to it, and its triggers go either way.
"""

from alembic import context
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from campaigns.errors import Refused
from campaigns.migrations import triggers
from campaigns.models import __all__ as _every_table

assert _every_table


def _run(connection: Connection) -> None:
    """Run what the command asks for on this connection; the caller commits."""
    on_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection, target_metadata=SQLModel.metadata, render_as_batch=on_sqlite,
        transaction_per_migration=False,
    )  # fmt: skip
    triggers.drop(connection)
    context.run_migrations()
    triggers.create(connection)
    if on_sqlite:
        _check(connection)


def _check(connection: Connection) -> None:
    """Nothing dangles and the file is sound, or the migration did not happen."""
    dangling = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    sound = connection.execute(text("PRAGMA integrity_check")).scalar_one()
    if dangling or sound != "ok":
        raise Refused("schema.unsound", dangling=len(dangling), integrity=str(sound)[:200])


_run(context.config.attributes["connection"])
