"""Months that were proposed together."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.add_column("proposal", sa.Column("stretch", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_proposal_stretch", "proposal", ["stretch"], unique=False)


def downgrade() -> None:
    """Down."""
    op.drop_index("ix_proposal_stretch", table_name="proposal")
    op.drop_column("proposal", "stretch")
