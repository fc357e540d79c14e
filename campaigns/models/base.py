"""What every table shares."""

from typing import Any

from sqlalchemy.orm import declared_attr
from sqlmodel import SQLModel

from campaigns.columns import name_constraints

name_constraints(SQLModel.metadata)


class Row(SQLModel):
    """A record. It holds; it does not decide, send or read the clock."""


class VersionedRow(Row):
    """A record that two people may edit: the second to save is told, not obeyed."""

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        """Let every UPDATE name the version that was read."""
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]
