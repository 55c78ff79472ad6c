"""Consents and clearances; what volunteers wish for, their declarations and insurance; who reported a person."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _add(
        "person",
        sa.Column("reported_by", sa.Integer(), nullable=True),
        sa.Column("reported_by_person", sa.Integer(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("mobility", sa.String(), nullable=False, server_default=""),
        sa.Column("insurance_route", sa.String(), nullable=False, server_default=""),
        sa.Column("commissioned_on", sa.Date(), nullable=True),
        references={"reported_by": "institution", "reported_by_person": "person"},
    )
    op.add_column("person_languages", sa.Column("proven", sa.Boolean(), nullable=False, server_default="0"))
    with op.batch_alter_table(
        "person_languages", recreate="always", table_kwargs={"sqlite_with_rowid": False}
    ) as batch:
        batch.alter_column("proven", server_default=None)
    for name in ("target_groups", "target_groups_excluded"):
        _owned("person", name, sa.Column("code", sa.String(), nullable=False))
    _owned("person", "areas", sa.Column("target", sa.Integer(), nullable=False), target="sub_area")
    _owned(
        "person", "commitments",
        sa.Column("kind", sa.String(), nullable=False), sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.String(), nullable=False), sa.Column("filed", sa.String(), nullable=False),
    )  # fmt: skip
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("version_key", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("guardian", sa.String(), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_consent_person"),
        sa.ForeignKeyConstraint(["sheet"], ["attachment.id"], name="fk_consent_sheet"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
        sa.UniqueConstraint("uid", name="uq_consent_uid"),
        sqlite_autoincrement=True,
    )
    _owned(
        "consent", "purposes",
        sa.Column("purpose", sa.String(), nullable=False), sa.Column("recipient", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True), recipient="institution",
    )  # fmt: skip
    op.create_table(
        "clearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("certificate_of", sa.Date(), nullable=True),
        sa.Column("inspected_on", sa.Date(), nullable=True),
        sa.Column("released_by", sa.String(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_clearance_person"),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_clearance_institution"),
        sa.PrimaryKeyConstraint("id", name="pk_clearance"),
        sa.UniqueConstraint("uid", name="uq_clearance_uid"),
        sqlite_autoincrement=True,
    )


def _owned(owner: str, name: str, *cells: sa.Column[Any], **references: str) -> None:
    """A table of owned rows; `references` name the tables that its cells lead to."""
    table = f"{owner}_{name}"
    op.create_table(
        table,
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        *cells,
        sa.ForeignKeyConstraint(["owner_id"], [f"{owner}.id"], name=f"fk_{table}_owner_id"),
        *(sa.ForeignKeyConstraint([cell], [f"{to}.id"], name=f"fk_{table}_{cell}") for cell, to in references.items()),
        sa.PrimaryKeyConstraint("owner_id", "pos", name=f"pk_{table}"),
        sqlite_with_rowid=False,
    )


def _add(table: str, *columns: sa.Column[Any], references: dict[str, str]) -> None:
    """New columns: filled by a default, which then goes again, so that a later writer cannot forget them."""
    ids = op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}).scalar()
    for column in columns:
        op.add_column(table, column)
    with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        for column in columns:
            batch.alter_column(column.name, server_default=None)
        for column_name, to in references.items():
            batch.create_foreign_key(f"fk_{table}_{column_name}", to, [column_name], ["id"])
    if ids is not None:  # an id that was deleted is not given again
        sequence = sa.text("UPDATE sqlite_sequence SET seq = max(seq, :ids) WHERE name = :name")
        if not op.get_bind().execute(sequence, {"ids": ids, "name": table}).rowcount:
            op.get_bind().execute(
                sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :ids)"), {"ids": ids, "name": table}
            )
