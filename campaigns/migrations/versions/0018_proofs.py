"""Proof of what was published, and where in the paper an article is to stand."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.create_table(
        "proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("placed", columns.Json(), nullable=False),
        sa.Column("published_on", columns.Day(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("received_at", columns.UtcDateTime(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('picture', 'pdf', 'text')", name=op.f("ck_proof_kind_known")),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_proof_slot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof")),
        sa.UniqueConstraint("uid", name=op.f("uq_proof_uid")),
        sa.UniqueConstraint("slot_id", "mark", name=op.f("uq_proof_slot_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_proof_slot_id"), "proof", ["slot_id"], unique=False)
    op.add_column("slot", sa.Column("placed", columns.Json(), nullable=True))


def downgrade() -> None:
    """Down."""
    op.drop_column("slot", "placed")
    op.drop_index(op.f("ix_proof_slot_id"), table_name="proof")
    op.drop_table("proof")
