"""How often standing programmes must appear."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.create_table(
        "rhythm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("from_day", columns.Day(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=True),
        sa.Column("set_at", columns.UtcDateTime(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.CheckConstraint("unit IN ('days', 'week', 'month')", name=op.f("ck_rhythm_unit_known")),
        sa.CheckConstraint(
            "number IS NULL OR number BETWEEN 1 AND 366", name=op.f("ck_rhythm_number_within_a_year")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_rhythm_campaign_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_rhythm_programme_id")),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_rhythm_obligation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rhythm")),
        sqlite_strict=True,
    )
    op.create_index("ix_rhythm_of", "rhythm", ["campaign_id", "programme_id"], unique=False)


def downgrade() -> None:
    """Down."""
    op.drop_index("ix_rhythm_of", table_name="rhythm")
    op.drop_table("rhythm")
