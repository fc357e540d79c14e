"""Estimates, their lines and the papers on their way."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns
from campaigns.values.estimates import CostKind, EstimateMove, EstimateState

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.create_table(
        "estimate",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first_month", sa.Text(), nullable=False),
        sa.Column("last_month", sa.Text(), nullable=False),
        sa.Column("funding", sa.Text(), nullable=False),
        sa.Column("state", columns.Words(EstimateState), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('drafted', 'sent', 'appraised', 'approved', 'allocated')", name=op.f("ck_estimate_state_known")
        ),
        sa.CheckConstraint("first_month <= last_month", name=op.f("ck_estimate_runs_forward")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_estimate_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimate")),
        sa.UniqueConstraint("uid", name=op.f("uq_estimate_uid")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_estimate_campaign_id"), "estimate", ["campaign_id"], unique=False)
    op.create_table(
        "estimate_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("estimate_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", columns.Words(CostKind), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("quantity", columns.Amount, nullable=False),
        sa.Column("price_vnd", columns.Amount, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("window_id", sa.Integer(), nullable=True),
        sa.Column("spread", columns.Json(), nullable=False),
        sa.Column("quote", columns.Json(), nullable=True),
        sa.Column("appraised_quantity", columns.Amount, nullable=True),
        sa.Column("appraised_price_vnd", columns.Amount, nullable=True),
        sa.Column("cut_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('airtime', 'article', 'production', 'other')", name=op.f("ck_estimate_line_kind_known")
        ),
        sa.CheckConstraint("quantity > 0 AND price_vnd >= 0", name=op.f("ck_estimate_line_counts_something")),
        sa.CheckConstraint(
            "appraised_quantity IS NULL OR appraised_quantity BETWEEN 0 AND quantity",
            name=op.f("ck_estimate_line_cut_quantity"),
        ),
        sa.CheckConstraint(
            "appraised_price_vnd IS NULL OR appraised_price_vnd BETWEEN 0 AND price_vnd",
            name=op.f("ck_estimate_line_cut_price"),
        ),
        sa.ForeignKeyConstraint(["estimate_id"], ["estimate.id"], name=op.f("fk_estimate_line_estimate_id")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_estimate_line_outlet_id")),
        sa.ForeignKeyConstraint(["window_id"], ["programme_window.id"], name=op.f("fk_estimate_line_window_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimate_line")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_estimate_line_estimate_id"), "estimate_line", ["estimate_id"], unique=False)
    op.create_table(
        "estimate_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("estimate_id", sa.Integer(), nullable=False),
        sa.Column("move", columns.Words(EstimateMove), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("dated", columns.Day(), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("total_vnd", columns.Amount, nullable=False),
        sa.CheckConstraint(
            "move IN ('send', 'return', 'appraise', 'approve', 'allocate')", name=op.f("ck_estimate_event_move_known")
        ),
        sa.ForeignKeyConstraint(["estimate_id"], ["estimate.id"], name=op.f("fk_estimate_event_estimate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimate_event")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_estimate_event_estimate_id"), "estimate_event", ["estimate_id"], unique=False)


def downgrade() -> None:
    """Down."""
    for table in ("estimate_event", "estimate_line"):
        op.drop_index(op.f(f"ix_{table}_estimate_id"), table_name=table)
        op.drop_table(table)
    op.drop_index(op.f("ix_estimate_campaign_id"), table_name="estimate")
    op.drop_table("estimate")
