"""Taking in a long log is a task too."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KNOWN = "ck_task_kind_known"


def upgrade() -> None:
    """Up."""
    _allow(("read_plan", "propose", "take_log"))


def downgrade() -> None:
    """Down."""
    op.execute("DELETE FROM task WHERE kind = 'take_log'")
    _allow(("read_plan", "propose"))


def _allow(kinds: Sequence[str]) -> None:
    """Let these kinds be; SQLite has to make the table anew for it."""
    allowed = f"kind IN ({', '.join(repr(kind) for kind in kinds)})"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(KNOWN), "task", type_="check")
        op.create_check_constraint(op.f(KNOWN), "task", allowed)
        return
    op.drop_index("ix_task_asked_by", table_name="task")
    op.drop_index("ix_task_waiting", table_name="task")
    op.rename_table("task", "task_before")
    _create(allowed)
    op.execute("INSERT INTO task SELECT * FROM task_before")
    op.drop_table("task_before")
    op.create_index("ix_task_waiting", "task", ["state", "asked_at"], unique=False)
    op.create_index("ix_task_asked_by", "task", ["asked_by", "asked_at"], unique=False)


def _create(allowed: str) -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", columns.UtcDateTime(), nullable=False),
        sa.Column("facts", columns.Json(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("done_steps", sa.Integer(), nullable=False),
        sa.Column("all_steps", sa.Integer(), nullable=True),
        sa.Column("told", columns.Json(), nullable=True),
        sa.Column("kept", columns.Json(), nullable=True),
        sa.Column("result", columns.Json(), nullable=True),
        sa.Column("refusal", columns.Json(), nullable=True),
        sa.Column("stop_asked", columns.YesNo(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("leased_until", columns.UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("started_at", columns.UtcDateTime(), nullable=True),
        sa.Column("ended_at", columns.UtcDateTime(), nullable=True),
        sa.Column("seen_at", columns.UtcDateTime(), nullable=True),
        sa.CheckConstraint(allowed, name=op.f(KNOWN)),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'refused', 'failed', 'stopped')",
            name=op.f("ck_task_state_known"),
        ),
        sa.CheckConstraint(
            "done_steps >= 0 AND (all_steps IS NULL OR done_steps <= all_steps)",
            name=op.f("ck_task_steps_in_order"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (state IN ('waiting', 'running'))", name=op.f("ck_task_over_has_an_end")
        ),
        sa.CheckConstraint("(leased_until IS NULL) = (state <> 'running')", name=op.f("ck_task_running_is_leased")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("uid", name=op.f("uq_task_uid")),
        sqlite_strict=True,
    )
