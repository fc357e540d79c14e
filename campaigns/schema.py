"""The database's shape: which step it stands at, up, down, and whether this release can work with it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from campaigns.errors import Refused
from campaigns.migrations import triggers
from campaigns.settings import Settings

FOLDER: Final = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class State:
    """Where a database stands."""

    current: str | None  # revision; None: nothing is there yet
    newest: str  # that this release knows
    known: bool  # whether this release knows ``current``
    missing_triggers: tuple[str, ...]

    @property
    def is_present(self) -> bool:
        """Whether the schema is exactly this release's."""
        return self.current == self.newest


def state(engine: Engine) -> State:
    """Where a database stands."""
    script = ScriptDirectory.from_config(_config())
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        missing = triggers.missing(connection) if current else ()
    revisions = {step.revision for step in script.walk_revisions()}
    return State(current, script.get_current_head() or "", current is None or current in revisions, missing)


def check(engine: Engine) -> None:
    """Refused ``schema.behind`` or ``schema.newer`` unless the schema is this release's."""
    stands = state(engine)
    if not stands.known:
        raise Refused("schema.newer", current=stands.current)
    if not stands.is_present:
        raise Refused("schema.behind", current=stands.current or "-", newest=stands.newest)


def upgrade(engine: Engine, to: str = "head") -> None:
    """Every step up to ``to``, in one transaction; an error leaves the old schema."""
    _run(engine, "upgrade", to)


def downgrade(engine: Engine, to: str = "base") -> None:
    """Every step down to ``to``, in one transaction."""
    _run(engine, "downgrade", to)


def migrate(engine: Engine, settings: Settings) -> tuple[str | None, str]:
    """The schema up, after a copy of a SQLite file that holds anything.

    Returns:
        Revision before and after.

    Raises:
        Refused: ``schema.newer``.
    """
    before = state(engine)
    if not before.known:
        raise Refused("schema.newer", current=before.current)
    if before.current is not None and not before.is_present and engine.dialect.name == "sqlite":
        copy_file(engine, settings.data / "backups" / f"before-{before.newest}.db")
    if not before.is_present:
        upgrade(engine)
    return before.current, before.newest


def ready(engine: Engine, settings: Settings) -> None:
    """What starting a server needs: on SQLite an older schema is brought up, elsewhere that is for ``migrate``.

    Raises:
        Refused: ``schema.behind``, ``schema.newer``, ``schema.none`` for a site that was never set up.
    """
    stands = state(engine)
    if stands.current is None:
        raise Refused("schema.none")
    if engine.dialect.name == "sqlite" and stands.known:
        migrate(engine, settings)
    check(engine)


def copy_file(engine: Engine, target: Path) -> None:
    """A sound copy of a SQLite database that is in use, under ``target``; an older copy of that name gives way."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ROLLBACK")  # VACUUM runs outside of a transaction
        connection.exec_driver_sql("VACUUM INTO ?", (str(part),))
    part.chmod(0o600)
    part.replace(target)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def _run(engine: Engine, act: str, to: str) -> None:
    config = _config()
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            _step(config, connection, act, to)
        return
    with engine.connect().execution_options(writing=True) as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")  # before the transaction begins; within one it is ignored
        try:
            _step(config, connection, act, to)
            connection.commit()
        finally:
            connection.rollback()
            driver.execute("PRAGMA foreign_keys=ON")


def _step(config: Config, connection: Connection, act: str, to: str) -> None:
    config.attributes["connection"] = connection
    getattr(command, act)(config, to)
