"""Papers say who signed them, what they answer and recommend, and what stands on their Präsentationsblatt.

A body that was asked beforehand has a recommendation; the lot may decide an election. What a Stellungnahme had as its
facts is its statement now.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_WORDS = ("statement", "advice", "present", "situation", "begun", "to_decide", "signed_by", "attachments")


def upgrade() -> None:
    words = (sa.Column(name, sa.String(), nullable=False, server_default="") for name in _WORDS)
    _add("paper", *words, sa.Column("publicity", sa.String(), nullable=False, server_default="OE"))
    op.create_table(
        "paper_topics",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["paper.id"], name="fk_paper_topics_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_paper_topics"),
        sqlite_with_rowid=False,
    )
    for table in ("paper_consultations", "report_consultations"):
        _add_to_rows(table, sa.Column("recommendation", sa.String(), nullable=False, server_default=""))
    _add("resolution", sa.Column("lot", sa.String(), nullable=False, server_default=""))
    op.execute(
        "UPDATE paper SET statement = facts, advice = proposal, facts = '', proposal = '' WHERE kind = 'STELLUNGNAHME'"
    )


def _add_to_rows(table: str, column: sa.Column[Any]) -> None:
    """A new column of a table of owned rows, which has no ids of its own."""
    op.add_column(table, column)
    with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_with_rowid": False}) as batch:
        batch.alter_column(column.name, server_default=None)


def _add(table: str, *columns: sa.Column[Any]) -> None:
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
