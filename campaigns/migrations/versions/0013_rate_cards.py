"""Outlets' price lists."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns
from campaigns.values.rates import CardState, MoneyUnit, Vat

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.create_table(
        "rate_card",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.Column("state", columns.Words(CardState), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", columns.UtcDateTime(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("answers", columns.Json(), nullable=False),
        sa.Column("several", sa.Text(), nullable=False),
        sa.Column("single", sa.Text(), nullable=False),
        sa.Column("unit", columns.Words(MoneyUnit), nullable=True),
        sa.Column("vat", columns.Words(Vat), nullable=True),
        sa.Column("vat_percent", sa.Text(), nullable=True),
        sa.Column("discounts", columns.Json(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("issued_on", columns.Day(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("valid_from", columns.Day(), nullable=True),
        sa.Column("valid_until", columns.Day(), nullable=True),
        sa.Column("lines", columns.Json(), nullable=True),
        sa.Column("adopted_at", columns.UtcDateTime(), nullable=True),
        sa.Column("adopted_by", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'adopted', 'discarded')", name=op.f("ck_rate_card_state_known")),
        sa.CheckConstraint(
            "state <> 'adopted' OR (decision <> '' AND source <> '' AND valid_from IS NOT NULL AND unit IS NOT NULL "
            "AND vat IS NOT NULL AND lines IS NOT NULL AND adopted_at IS NOT NULL)",
            name=op.f("ck_rate_card_adopted_is_whole"),
        ),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until > valid_from", name=op.f("ck_rate_card_ends_after_it_begins")
        ),
        sa.CheckConstraint("vat <> 'excluded' OR vat_percent IS NOT NULL", name=op.f("ck_rate_card_tax_to_add_is_known")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_rate_card_outlet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_card")),
        sa.UniqueConstraint("uid", name=op.f("uq_rate_card_uid")),
        sqlite_strict=True,
    )
    op.create_index("ix_rate_card_outlet", "rate_card", ["outlet_id", "valid_from"], unique=False)


def downgrade() -> None:
    """Down."""
    op.drop_index("ix_rate_card_outlet", table_name="rate_card")
    op.drop_table("rate_card")
