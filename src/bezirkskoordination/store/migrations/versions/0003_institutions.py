"""Units, fax, postal address, responsibility and agreements of institutions; how they work together."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _add(
        "institution",
        (
            *(_text(name) for name in ("unit", "legal_form", "post_line", "post_code", "post_city", "fax")),
            sa.Column("by_appointment", sa.Boolean(), nullable=False, server_default="0"),
            _text("responsibility"),
            _text("insurance_route", "OFFEN"),
            _text("child_protection", "UNBEKANNT"),
            sa.Column("child_protection_on", sa.Date(), nullable=True),
            _text("data_regime", "UNBEKANNT"),
        ),
    )
    op.create_table(
        "cooperation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("partner", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_cooperation_institution"),
        sa.ForeignKeyConstraint(["partner"], ["institution.id"], name="fk_cooperation_partner"),
        sa.PrimaryKeyConstraint("id", name="pk_cooperation"),
        sa.UniqueConstraint("uid", name="uq_cooperation_uid"),
        sqlite_autoincrement=True,
    )
    for column in ("institution", "kind", "partner", "since", "title_key", "until"):
        op.create_index(f"ix_cooperation_{column}", "cooperation", [column], unique=False)


def _text(name: str, default: str = "") -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


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
