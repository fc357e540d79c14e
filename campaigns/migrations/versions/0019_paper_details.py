"""What officers fill in for papers."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KINDS = ("brief", "outline", "schedule", "programme", "estimate", "submission", "report", "urging", "minutes")


def upgrade() -> None:
    """Up."""
    op.create_table(
        "paper_details",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("told", columns.Json(), nullable=False),
        sa.CheckConstraint(f"kind IN ({', '.join(map(repr, KINDS))})", name=op.f("ck_paper_details_kind_known")),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_paper_details")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Down."""
    op.drop_table("paper_details")
