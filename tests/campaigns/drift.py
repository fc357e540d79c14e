"""Tables as they are against the models."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine
from sqlmodel import SQLModel


def drift(engine: Engine) -> list[object]:
    """Differences between the tables there and the models; a new member of a closed list is not seen."""
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), SQLModel.metadata))
