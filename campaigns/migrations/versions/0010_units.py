"""Levels, parents and holders of duties by date; links and reports of units."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

from campaigns import columns

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

LEVELS = "'province', 'department', 'district', 'commune', 'other', 'group'"


def upgrade() -> None:
    """Up."""
    if op.get_bind().dialect.name == "postgresql":
        _widen()
    else:
        _remake()
    _name_units()
    _create_dated()
    _create_reports()
    op.execute(
        "INSERT INTO duty_term (obligation_id, unit_id, valid_from) SELECT o.id, o.unit_id, c.starts_on "
        "FROM obligation o JOIN campaign c ON c.plan_id = o.plan_id"
    )


def downgrade() -> None:
    """Down."""
    for table in ("unit_hand_in", "unit_report", "unit_link", "duty_term", "unit_parent"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for column in ("level", "covers", "reports", "merged_into_id"):
            op.drop_column("unit_term", column)
        op.add_column("unit", sa.Column("parent_id", sa.Integer(), nullable=True))
        op.create_foreign_key(op.f("fk_unit_parent_id"), "unit", "unit", ["parent_id"], ["id"])
        for column in ("version", "slug", "contact_name", "contact_email", "contact_phone", "sample", "order"):
            op.drop_column("unit", column)
        return
    op.drop_index("ix_unit_term_unit_id", table_name="unit_term")
    op.create_table(
        "unit_before",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sqlite_strict=True,
    )
    op.execute("INSERT INTO unit_before (id) SELECT id FROM unit")
    op.drop_table("unit")
    op.rename_table("unit_before", "unit")
    op.create_table("unit_term_before", *_term_columns(), sqlite_strict=True)
    op.execute(
        "INSERT INTO unit_term_before SELECT id, unit_id, name, valid_from, valid_until FROM unit_term"
    )
    op.drop_table("unit_term")
    op.rename_table("unit_term_before", "unit_term")
    op.create_index("ix_unit_term_unit_id", "unit_term", ["unit_id"], unique=False)


def _widen() -> None:
    """New columns, where the database can add them with their rules."""
    for column in _unit_columns():
        op.add_column("unit", column)
    op.execute("UPDATE unit SET slug = 'don-vi-' || id")
    op.create_unique_constraint(op.f("uq_unit_slug"), "unit", ["slug"])
    op.drop_column("unit", "parent_id")
    for column in _more_of_terms():
        op.add_column("unit_term", column)
    op.create_foreign_key(op.f("fk_unit_term_merged_into_id"), "unit_term", "unit", ["merged_into_id"], ["id"])
    op.create_check_constraint(op.f("ck_unit_term_level_known"), "unit_term", f"level IN ({LEVELS})")


def _remake() -> None:
    """SQLite has to make tables anew to take a column with a rule away, or to add one."""
    op.create_table(
        "unit_after",
        sa.Column("id", sa.Integer(), nullable=False),
        *_unit_columns(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("slug", name=op.f("uq_unit_slug")),
        sqlite_strict=True,
    )
    op.execute("INSERT INTO unit_after (id, slug) SELECT id, 'don-vi-' || id FROM unit")
    op.drop_table("unit")
    op.rename_table("unit_after", "unit")
    op.drop_index("ix_unit_term_unit_id", table_name="unit_term")
    op.create_table(
        "unit_term_after",
        *_term_columns(),
        *_more_of_terms(),
        sa.ForeignKeyConstraint(["merged_into_id"], ["unit.id"], name=op.f("fk_unit_term_merged_into_id")),
        sa.CheckConstraint(f"level IN ({LEVELS})", name=op.f("ck_unit_term_level_known")),
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO unit_term_after (id, unit_id, name, valid_from, valid_until) "
        "SELECT id, unit_id, name, valid_from, valid_until FROM unit_term"
    )
    op.drop_table("unit_term")
    op.rename_table("unit_term_after", "unit_term")
    op.create_index("ix_unit_term_unit_id", "unit_term", ["unit_id"], unique=False)


def _unit_columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("slug", sa.Text(), nullable=False, server_default=""),
        sa.Column("contact_name", sa.Text(), nullable=False, server_default=""),
        sa.Column("contact_email", sa.Text(), nullable=False, server_default=""),
        sa.Column("contact_phone", sa.Text(), nullable=False, server_default=""),
        sa.Column("sample", columns.YesNo(), nullable=False, server_default="0"),
        sa.Column("order", sa.Integer(), nullable=False, server_default="0"),
    )


def _term_columns() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", columns.Day(), nullable=False),
        sa.Column("valid_until", columns.Day(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_term_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_term")),
        sa.UniqueConstraint("unit_id", "valid_from", name=op.f("uq_unit_term_unit_id")),
    )


def _more_of_terms() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("level", sa.Text(), nullable=False, server_default="department"),
        sa.Column("covers", columns.Json(), nullable=False, server_default="[]"),
        sa.Column("reports", columns.YesNo(), nullable=False, server_default="1"),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
    )


def _name_units() -> None:
    """Give every unit a name for addresses, and take bodies that a plan names together for what they are."""
    bind = op.get_bind()
    taken: set[str] = set()
    terms = bind.execute(sa.text("SELECT id, unit_id, name FROM unit_term ORDER BY unit_id, valid_from")).all()
    for term_id, unit_id, name in terms:
        if re.search(r"\b(?:[Cc]ác|[Nn]hững|[Mm]ọi)\b", name):
            covers = '["district"]' if re.search(r"huyện|thị xã", name) else '["department"]'
            told = {"id": term_id, "covers": covers}
            bind.execute(sa.text("UPDATE unit_term SET level = 'group', covers = :covers WHERE id = :id"), told)
        slug = _slug(name) or "don-vi"
        slug = slug if slug not in taken else f"{slug}-{unit_id}"
        taken.add(slug)
        bind.execute(sa.text("UPDATE unit SET slug = :slug WHERE id = :id"), {"slug": slug, "id": unit_id})


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower())[:60].strip("-")


def _create_dated() -> None:
    op.create_table(
        "unit_parent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", columns.Day(), nullable=False),
        sa.Column("valid_until", columns.Day(), nullable=True),
        sa.CheckConstraint("parent_id <> unit_id", name=op.f("ck_unit_parent_parent_is_another")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_parent_unit_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_parent")),
        sa.UniqueConstraint("unit_id", "valid_from", name=op.f("uq_unit_parent_unit_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_unit_parent_unit_id"), "unit_parent", ["unit_id"], unique=False)
    op.create_index(op.f("ix_unit_parent_parent_id"), "unit_parent", ["parent_id"], unique=False)
    op.create_table(
        "duty_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", columns.Day(), nullable=False),
        sa.Column("valid_until", columns.Day(), nullable=True),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_duty_term_obligation_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_duty_term_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_term")),
        sa.UniqueConstraint("obligation_id", "valid_from", name=op.f("uq_duty_term_obligation_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_duty_term_obligation_id"), "duty_term", ["obligation_id"], unique=False)
    op.create_index(op.f("ix_duty_term_unit_id"), "duty_term", ["unit_id"], unique=False)


def _create_reports() -> None:
    op.create_table(
        "unit_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("revoked_at", columns.UtcDateTime(), nullable=True),
        sa.Column("seen_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_link_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_link")),
        sa.UniqueConstraint("nonce", name=op.f("uq_unit_link_nonce")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_unit_link_token_hash")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_unit_link_unit_id"), "unit_link", ["unit_id"], unique=False)
    op.create_table(
        "unit_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("draft", columns.Json(), nullable=True),
        sa.Column("drafted_at", columns.UtcDateTime(), nullable=True),
        sa.Column("judged_at", columns.UtcDateTime(), nullable=True),
        sa.Column("judged_by", sa.Text(), nullable=False),
        sa.Column("returned_why", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'received')", name=op.f("ck_unit_report_state_known")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_report_unit_id")),
        sa.ForeignKeyConstraint(["deadline_id"], ["report_deadline.id"], name=op.f("fk_unit_report_deadline_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_report")),
        sa.UniqueConstraint("unit_id", "deadline_id", name=op.f("uq_unit_report_unit_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_unit_report_unit_id"), "unit_report", ["unit_id"], unique=False)
    op.create_index(op.f("ix_unit_report_deadline_id"), "unit_report", ["deadline_id"], unique=False)
    op.create_table(
        "unit_hand_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("figures", columns.Json(), nullable=False),
        sa.Column("texts", columns.Json(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("handed_on", columns.Day(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("submitted_at", columns.UtcDateTime(), nullable=False),
        sa.Column("submitted_by", sa.Text(), nullable=False),
        sa.CheckConstraint("way IN ('link', 'paper')", name=op.f("ck_unit_hand_in_way_known")),
        sa.ForeignKeyConstraint(["report_id"], ["unit_report.id"], name=op.f("fk_unit_hand_in_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_hand_in")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_unit_hand_in_report_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_unit_hand_in_report_id"), "unit_hand_in", ["report_id"], unique=False)
