"""As-run logs, their lines, and what an outlet's columns tell."""

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Up."""
    op.create_table(
        "as_run_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("day", columns.Day(), nullable=True),
        sa.Column("whole_day", columns.YesNo(), nullable=False),
        sa.Column("columns", columns.Json(), nullable=False),
        sa.Column("received_at", columns.UtcDateTime(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("taken_at", columns.UtcDateTime(), nullable=True),
        sa.Column("counts", columns.Json(), nullable=True),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_as_run_log_outlet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_as_run_log")),
        sa.UniqueConstraint("uid", name=op.f("uq_as_run_log_uid")),
        sqlite_strict=True,
    )
    op.create_index("ix_as_run_log_outlet", "as_run_log", ["outlet_id", "received_at"], unique=False)
    op.create_table(
        "as_run_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("date", columns.Day(), nullable=True),
        sa.Column("starts_at", columns.UtcDateTime(), nullable=True),
        sa.Column("length_s", sa.Integer(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("trouble", columns.Json(), nullable=True),
        sa.Column("slot_uid", sa.Text(), nullable=False),
        sa.Column("labels", columns.Json(), nullable=False),
        sa.Column("doubt", columns.Json(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["log_id"], ["as_run_log.id"], name=op.f("fk_as_run_line_log_id")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_as_run_line_outlet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_as_run_line")),
        sa.UniqueConstraint("outlet_id", "mark", name=op.f("uq_as_run_line_outlet_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_as_run_line_date", "as_run_line", ["outlet_id", "date"], unique=False)
    op.create_index("ix_as_run_line_slot", "as_run_line", ["slot_uid"], unique=False)
    op.create_index(op.f("ix_as_run_line_log_id"), "as_run_line", ["log_id"], unique=False)
    op.add_column("outlet", sa.Column("log_columns", columns.Json(), nullable=True))


def downgrade() -> None:
    """Down."""
    op.drop_column("outlet", "log_columns")
    op.drop_table("as_run_line")
    op.drop_table("as_run_log")
