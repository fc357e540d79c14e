"""Signed acceptance minutes."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.create_table(
        "acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("signed_at", columns.UtcDateTime(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("told", columns.Json(), nullable=False),
        sa.Column("entries", columns.Json(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_acceptance_campaign_id")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_acceptance_outlet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance")),
        sa.UniqueConstraint(
            "campaign_id", "outlet_id", "number", name=op.f("uq_acceptance_campaign_id")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_acceptance_uid")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Down."""
    op.drop_table("acceptance")
