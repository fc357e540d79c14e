"""How strongly each rule speaks, where an office has said so."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.create_table(
        "rule_setting",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "level IN ('block', 'block_release', 'warn', 'ignore')", name=op.f("ck_rule_setting_level_known")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_rule_setting")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Down."""
    op.drop_table("rule_setting")
