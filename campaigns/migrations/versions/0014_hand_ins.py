"""What outlets hand in by their links."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.create_table(
        "outlet_hand_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=True),
        sa.Column("told", columns.Json(), nullable=True),
        sa.Column("handed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("handed_by", sa.Text(), nullable=False),
        sa.Column("seen_at", columns.UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('log', 'list')", name=op.f("ck_outlet_hand_in_kind_known")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_outlet_hand_in_outlet_id")),
        sa.ForeignKeyConstraint(["link_id"], ["outlet_link.id"], name=op.f("fk_outlet_hand_in_link_id")),
        sa.ForeignKeyConstraint(["log_id"], ["as_run_log.id"], name=op.f("fk_outlet_hand_in_log_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet_hand_in")),
        sa.UniqueConstraint("log_id", name=op.f("uq_outlet_hand_in_log_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_outlet_hand_in_uid")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_outlet_hand_in_outlet_id"), "outlet_hand_in", ["outlet_id"], unique=False)


def downgrade() -> None:
    """Down."""
    op.drop_index(op.f("ix_outlet_hand_in_outlet_id"), table_name="outlet_hand_in")
    op.drop_table("outlet_hand_in")
