"""Claims and mandates; the private share, the consent and the trip of an expense; money shifted between budgets."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _add("budget", (sa.Column("shifted", sa.Integer(), nullable=False, server_default="0"),))
    op.create_index("ix_budget_shifted", "budget", ["shifted"], unique=False)
    _add(
        "expense",
        (
            sa.Column("private_percent", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("prior_consent", sa.String(), nullable=False, server_default=""),
            sa.Column("trip_from", sa.String(), nullable=False, server_default=""),
            sa.Column("trip_to", sa.String(), nullable=False, server_default=""),
            sa.Column("trip_return", sa.Boolean(), nullable=False, server_default="0"),
            sa.Column("trip_km", sa.Integer(), nullable=True),
            sa.Column("trip_rate", sa.Integer(), nullable=True),
        ),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("claimant", sa.String(), nullable=False),
        sa.Column("claimant_key", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("account_holder", sa.String(), nullable=False),
        sa.Column("iban", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("advance", sa.Integer(), nullable=False),
        sa.Column("decision_note", sa.String(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["issued"], ["attachment.id"], name="fk_claim_issued"),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
        sa.UniqueConstraint("uid", name="uq_claim_uid"),
        sqlite_autoincrement=True,
    )
    _index("claim", "claimant_key", "issued", "number_key", "status", "title_key", "year")
    op.create_table(
        "claim_lines",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("expense", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.Integer(), nullable=False),
        sa.Column("approved", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["claim.id"], name="fk_claim_lines_owner_id"),
        sa.ForeignKeyConstraint(["expense"], ["expense.id"], name="fk_claim_lines_expense"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_claim_lines"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("function_key", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("resolution", sa.Integer(), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("account_holder", sa.String(), nullable=False),
        sa.Column("iban", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_mandate_person"),
        sa.ForeignKeyConstraint(["resolution"], ["paper.id"], name="fk_mandate_resolution"),
        sa.PrimaryKeyConstraint("id", name="pk_mandate"),
        sa.UniqueConstraint("uid", name="uq_mandate_uid"),
        sqlite_autoincrement=True,
    )
    _index("mandate", "function_key", "person", "resolution", "title_key", "valid_from", "valid_until")


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def _add(table: str, columns: tuple[sa.Column[Any], ...]) -> None:
    """New columns: filled by a default, which then goes again, so that a later writer cannot forget them."""
    ids = op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}).scalar()
    for column in columns:
        op.add_column(table, column)
    with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        for column in columns:
            batch.alter_column(column.name, server_default=None)
    if ids is not None:  # an id that was deleted is not given again
        sequence = sa.text("UPDATE sqlite_sequence SET seq = max(seq, :ids) WHERE name = :name")
        if not op.get_bind().execute(sequence, {"ids": ids, "name": table}).rowcount:
            op.get_bind().execute(
                sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :ids)"), {"ids": ids, "name": table}
            )
