"""Urging units to report: the office's days, what was done about whom, and the list of the silent as a paper."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BEFORE = ("brief", "outline", "schedule", "programme", "estimate", "submission", "report", "urging", "minutes")
KINDS = ("brief", "outline", "schedule", "programme", "estimate", "submission", "report", "urging", "silent", "minutes")


def upgrade() -> None:
    """Up. What was set up before is looked at by the clock at once."""
    op.create_table(
        "urging_ladder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("reminder_days", sa.Integer(), nullable=False),
        sa.Column("letter_days", sa.Integer(), nullable=False),
        sa.Column("synthesis_days", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "notice_days >= reminder_days AND reminder_days >= 0", name=op.f("ck_urging_ladder_mails_in_order")
        ),
        sa.CheckConstraint(
            "synthesis_days >= letter_days AND letter_days >= 1", name=op.f("ck_urging_ladder_papers_in_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urging_ladder")),
        sqlite_strict=True,
    )
    op.create_table(
        "urging_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.Text(), nullable=False),
        sa.Column("taken_at", columns.UtcDateTime(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "rung IN ('notice', 'reminder', 'letter', 'list')", name=op.f("ck_urging_step_rung_known")
        ),
        sa.CheckConstraint("reminded >= 0", name=op.f("ck_urging_step_reminded_not_negative")),
        sa.ForeignKeyConstraint(["deadline_id"], ["report_deadline.id"], name=op.f("fk_urging_step_deadline_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_urging_step_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urging_step")),
        sa.UniqueConstraint("deadline_id", "unit_id", "rung", name=op.f("uq_urging_step_deadline_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_urging_step_deadline_id"), "urging_step", ["deadline_id"], unique=False)
    op.create_index(op.f("ix_urging_step_unit_id"), "urging_step", ["unit_id"], unique=False)
    _allow(KINDS)
    op.execute(
        "INSERT INTO reminder (kind, subject_id, generation, due_at, next_at) "
        "SELECT 'urging', d.subject_id, 0, r.due_at, d.created_at FROM reminder r JOIN deadline d "
        "ON d.uid = r.subject_id AND d.kind = 'report' WHERE r.kind = 'report'"
    )


def downgrade() -> None:
    """Down."""
    op.execute("DELETE FROM reminder WHERE kind = 'urging'")
    op.execute("DELETE FROM issued_paper WHERE kind = 'silent'")
    op.execute("DELETE FROM paper_habit WHERE kind = 'silent'")
    _allow(BEFORE)
    for column in ("unit_id", "deadline_id"):
        op.drop_index(op.f(f"ix_urging_step_{column}"), table_name="urging_step")
    op.drop_table("urging_step")
    op.drop_table("urging_ladder")


def _allow(kinds: Sequence[str]) -> None:
    """Let these kinds of paper be; SQLite has to make the tables anew for it."""
    allowed = f"kind IN ({', '.join(map(repr, kinds))})"
    if op.get_bind().dialect.name == "postgresql":
        for table in ("issued_paper", "paper_habit"):
            op.drop_constraint(op.f(f"ck_{table}_kind_known"), table, type_="check")
            op.create_check_constraint(op.f(f"ck_{table}_kind_known"), table, allowed)
        return
    op.drop_index("ix_issued_paper_month", table_name="issued_paper")
    for table, create in (("issued_paper", _issued_paper), ("paper_habit", _paper_habit)):
        op.rename_table(table, f"{table}_before")
        create(allowed)
        op.execute(f"INSERT INTO {table} SELECT * FROM {table}_before")
        op.drop_table(f"{table}_before")
    op.create_index("ix_issued_paper_month", "issued_paper", ["month", "kind"], unique=False)


def _issued_paper(allowed: str) -> None:
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
        sa.CheckConstraint(allowed, name=op.f("ck_issued_paper_kind_known")),
        sa.CheckConstraint(
            "version >= 1 AND (number IS NULL OR number >= 1)", name=op.f("ck_issued_paper_counted_from_one")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_issued_paper_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint("kind", "key", "version", name=op.f("uq_issued_paper_kind")),
        sa.UniqueConstraint("uid", name=op.f("uq_issued_paper_uid")),
        sqlite_strict=True,
    )


def _paper_habit(allowed: str) -> None:
    op.create_table(
        "paper_habit",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("recipients", columns.Json(), nullable=True),
        sa.CheckConstraint(allowed, name=op.f("ck_paper_habit_kind_known")),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_paper_habit")),
        sqlite_strict=True,
    )
