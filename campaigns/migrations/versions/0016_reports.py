"""Closing days of reports, and what officers typed for them."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.create_table(
        "report_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("closings", columns.Json(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("chosen_at", columns.UtcDateTime(), nullable=False),
        sa.Column("chosen_by", sa.Text(), nullable=False),
        sa.CheckConstraint("profile IN ('plan', 'decree_09_2019', 'own')", name=op.f("ck_report_rule_profile_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_rule")),
        sqlite_strict=True,
    )
    op.create_table(
        "report_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("texts", columns.Json(), nullable=False),
        sa.Column("saved_at", columns.UtcDateTime(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.CheckConstraint("part IN ('first_half', 'second_half', 'year')", name=op.f("ck_report_draft_part_known")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_report_draft_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_draft")),
        sa.UniqueConstraint(
            "campaign_id", "year", "part", "number", name=op.f("uq_report_draft_campaign_id")
        ),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Down."""
    op.drop_table("report_draft")
    op.drop_table("report_rule")
