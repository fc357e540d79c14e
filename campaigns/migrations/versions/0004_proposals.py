"""What the planner proposed for a month."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("asked", columns.Json(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("month_version", sa.Integer(), nullable=False),
        sa.Column("placements", columns.Json(), nullable=False),
        sa.Column("refused", columns.Json(), nullable=False),
        sa.Column("found", columns.Json(), nullable=False),
        sa.Column("dropped_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_proposal_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("uid", name=op.f("uq_proposal_uid")),
        sqlite_strict=True,
    )
    op.create_index("ix_proposal_month", "proposal", ["month", "campaign_id"], unique=False)


def downgrade() -> None:
    """Down."""
    op.drop_index("ix_proposal_month", table_name="proposal")
    op.drop_table("proposal")
