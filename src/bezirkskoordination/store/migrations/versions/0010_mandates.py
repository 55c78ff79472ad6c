"""Appointments: for coordination or as a deputy, their status, their terms, and the handover."""

import uuid
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    _add(
        "mandate",
        sa.Column("role", sa.String(), nullable=False, server_default="KOORDINATION"),
        sa.Column("status", sa.String(), nullable=False, server_default="BESTELLT"),
        sa.Column("weekly", sa.Integer(), nullable=True),
        sa.Column("report_months", sa.Integer(), nullable=True),
        sa.Column("provider", sa.String(), nullable=False, server_default=""),
        sa.Column("yearly_cost", sa.Integer(), nullable=True),
        sa.Column("requirements", sa.String(), nullable=False, server_default=""),
        sa.Column("duties", sa.String(), nullable=False, server_default=""),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("handover", sa.Integer(), nullable=True),
    )
    _end_what_has_ended()


def _end_what_has_ended() -> None:
    """Whoever's end was noted with its reason is no longer appointed: the status and its event say so now, too."""
    run = op.get_bind().execute
    over = sa.text(
        "SELECT id, uid, valid_until, end_reason FROM mandate"
        " WHERE end_reason <> '' AND valid_until IS NOT NULL AND valid_until <= date('now')"
    )
    for one in run(over).all():
        run(sa.text("UPDATE mandate SET status = 'ENDE' WHERE id = :id"), {"id": one.id})
        run(
            sa.text(
                "INSERT INTO status_event (uid, about_type, about_uid, status, effective_on, recorded_at, reason, note,"
                " title_key) VALUES (:uid, 'mandate', :about, 'ENDE', :day, :at, :reason, '', 'ende')"
            ),
            {
                "uid": uuid.uuid4().hex, "about": one.uid, "day": one.valid_until, "reason": one.end_reason,
                "at": f"{one.valid_until}T12:00:00.000+00:00",
            },
        )  # fmt: skip


def _add(table: str, *columns: sa.Column[Any]) -> None:
    """New columns: filled by a default, which then goes again, so that a later writer cannot forget them."""
    ids = op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}).scalar()
    for column in columns:
        op.add_column(table, column)
    with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        for column in columns:
            batch.alter_column(column.name, server_default=None)
        batch.create_foreign_key("fk_mandate_handover", "attachment", ["handover"], ["id"])
    if ids is not None:  # an id that was deleted is not given again
        sequence = sa.text("UPDATE sqlite_sequence SET seq = max(seq, :ids) WHERE name = :name")
        if not op.get_bind().execute(sequence, {"ids": ids, "name": table}).rowcount:
            op.get_bind().execute(
                sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :ids)"), {"ids": ids, "name": table}
            )
