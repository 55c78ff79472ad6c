"""Talks and trainings; absences and qualifications of a person."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "contact_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("institution", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("followed_up", sa.Boolean(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_contact_note_person"),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_contact_note_institution"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_note"),
        sa.UniqueConstraint("uid", name="uq_contact_note_uid"),
        sqlite_autoincrement=True,
    )
    _index(
        "contact_note", "channel", "follow_up_on", "followed_up", "institution", "kind", "minutes", "on_date", "person",
        "subject_key", "title_key",
    )  # fmt: skip
    op.create_table(
        "training",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("qualification", sa.String(), nullable=False),
        sa.Column("provider", sa.Integer(), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("place_key", sa.String(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("contents", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["provider"], ["institution.id"], name="fk_training_provider"),
        sa.PrimaryKeyConstraint("id", name="pk_training"),
        sa.UniqueConstraint("uid", name="uq_training_uid"),
        sqlite_autoincrement=True,
    )
    _index(
        "training", "cost", "end_on", "name_key", "place_key", "places", "provider", "qualification", "start_on",
        "status", "title_key", "units",
    )  # fmt: skip
    _rows(
        "training_participants", "training",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_training_participants_person"),
    )  # fmt: skip
    _rows(
        "person_absences", "person",
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
    )  # fmt: skip
    _rows(
        "person_qualifications", "person",
        sa.Column("qualification", sa.String(), nullable=False),
        sa.Column("acquired_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("training", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["training"], ["training.id"], name="fk_person_qualifications_training"),
    )  # fmt: skip


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def _rows(table: str, owner: str, *cells: sa.schema.SchemaItem) -> None:
    """The table of the rows that a record owns."""
    op.create_table(
        table,
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        *cells,
        sa.ForeignKeyConstraint(["owner_id"], [f"{owner}.id"], name=f"fk_{table}_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name=f"pk_{table}"),
        sqlite_with_rowid=False,
    )
