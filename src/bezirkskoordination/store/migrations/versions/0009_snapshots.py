"""Frozen figures; a report has a kind, a sitting, what it corrects, and both of its PDFs; sections can be left out."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_REFERENCES = {
    "meeting": "meeting", "paper": "paper", "corrects": "report", "snapshot": "snapshot", "internal_pdf": "attachment",
}  # fmt: skip


def _drop_indexes(table: str) -> None:
    """One of them holds the column that goes. Those that are declared are made anew afterwards."""
    made = sa.text("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL")
    for name in op.get_bind().execute(made, {"table": table}).scalars().all():
        op.drop_index(name, table)


def upgrade() -> None:
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("report_key", sa.String(), nullable=False),
        sa.Column("reference_date", sa.Date(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("taken_at", sa.String(), nullable=False),
        sa.Column("taken_at_key", sa.String(), nullable=False),
        sa.Column("rules_version", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot"),
        sa.UniqueConstraint("uid", name="uq_snapshot_uid"),
        sqlite_autoincrement=True,
    )
    ids = op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'report'")).scalar()
    op.add_column("report", sa.Column("kind", sa.String(), nullable=False, server_default="SACHSTAND"))
    for name in _REFERENCES:
        op.add_column("report", sa.Column(name, sa.Integer(), nullable=True))
    # One PDF was kept so far, and not whose eyes it was for; nearly always it was the public one.
    op.add_column("report", sa.Column("public_pdf", sa.Integer(), nullable=True))
    op.execute("UPDATE report SET public_pdf = issued")
    _drop_indexes("report")
    with op.batch_alter_table("report", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("kind", server_default=None)
        batch.drop_constraint("fk_report_issued", type_="foreignkey")
        batch.drop_column("issued")
        for name, target in (_REFERENCES | {"public_pdf": "attachment"}).items():
            batch.create_foreign_key(f"fk_report_{name}", target, [name], ["id"])
    if ids is not None:  # an id that was deleted is not given again
        raised = sa.text("UPDATE sqlite_sequence SET seq = max(seq, :ids) WHERE name = 'report'")
        if not op.get_bind().execute(raised, {"ids": ids}).rowcount:
            op.get_bind().execute(
                sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('report', :ids)"), {"ids": ids}
            )
    op.add_column("report_sections", sa.Column("on", sa.Boolean(), nullable=False, server_default="1"))
    with op.batch_alter_table("report_sections", recreate="always", table_kwargs={"sqlite_with_rowid": False}) as batch:
        batch.alter_column("on", server_default=None)
