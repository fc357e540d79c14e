"""What every table shares, and what several do."""

from datetime import datetime
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from campaigns.columns import UtcDateTime, name_constraints

name_constraints(SQLModel.metadata)


class Row(SQLModel):
    """A record. It holds; it does not decide, send or read the clock."""


class VersionedRow(Row):
    """A record that two people may edit: the second to save is told, not obeyed."""

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        """Let every UPDATE name the version that was read."""
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


class KeyRow(Row):
    """Someone's key to pages without an account. Its token is derived from ``nonce`` and the site's key, not kept."""

    nonce: str = Field(sa_type=Text, unique=True)
    token_hash: str = Field(sa_type=Text, unique=True)
    holder: str = Field(default="", sa_type=Text)  # who it was given to
    created_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
