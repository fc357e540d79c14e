"""Papers as they were issued, and how the office is used to issuing them."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KINDS = ("brief", "outline", "schedule", "programme", "estimate", "submission", "report", "urging", "minutes")


def upgrade() -> None:
    """Up."""
    op.create_table(
        "issued_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("issued_on", columns.Day(), nullable=False),
        sa.Column("issued_at", columns.UtcDateTime(), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("recipients", columns.Json(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.CheckConstraint(f"kind IN ({', '.join(map(repr, KINDS))})", name=op.f("ck_issued_paper_kind_known")),
        sa.CheckConstraint(
            "version >= 1 AND (number IS NULL OR number >= 1)", name=op.f("ck_issued_paper_counted_from_one")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_issued_paper_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint("kind", "key", "version", name=op.f("uq_issued_paper_kind")),
        sa.UniqueConstraint("uid", name=op.f("uq_issued_paper_uid")),
        sqlite_strict=True,
    )
    op.create_index("ix_issued_paper_month", "issued_paper", ["month", "kind"], unique=False)
    op.create_table(
        "paper_habit",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("recipients", columns.Json(), nullable=True),
        sa.CheckConstraint(f"kind IN ({', '.join(map(repr, KINDS))})", name=op.f("ck_paper_habit_kind_known")),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_paper_habit")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Down."""
    op.drop_table("paper_habit")
    op.drop_index("ix_issued_paper_month", table_name="issued_paper")
    op.drop_table("issued_paper")
