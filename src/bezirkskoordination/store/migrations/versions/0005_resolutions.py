"""Resolutions with their votes; a mandate rests on one. What a paper told of its resolution becomes one of its own."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("agenda_item", sa.String(), nullable=False),
        sa.Column("publicity", sa.String(), nullable=False),
        sa.Column("paper", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("competence", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("vote_kind", sa.String(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("basis", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["paper"], ["paper.id"], name="fk_resolution_paper"),
        sa.PrimaryKeyConstraint("id", name="pk_resolution"),
        sa.UniqueConstraint("uid", name="uq_resolution_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "resolution_candidates",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.Column("runoff", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["resolution.id"], name="fk_resolution_candidates_owner_id"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_resolution_candidates"),
        sqlite_with_rowid=False,
    )
    _take_over()
    kept = _ids("paper"), _ids("mandate")
    with op.batch_alter_table("paper", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_column("resolution")
    for column in (
        sa.Column("instructed_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False, server_default=""),
    ):
        op.add_column("mandate", column)
    with op.batch_alter_table("mandate", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("end_reason", server_default=None)
        batch.drop_constraint("fk_mandate_resolution", type_="foreignkey")
        batch.create_foreign_key("fk_mandate_resolution", "resolution", ["resolution"], ["id"])
        batch.create_foreign_key("fk_mandate_ended_by", "resolution", ["ended_by"], ["id"])
    for table, ids in zip(("paper", "mandate"), kept, strict=True):
        _keep_ids(table, ids)


def _take_over() -> None:
    """A resolution for every paper that told the text of one or that a mandate rested on."""
    run = op.get_bind().execute
    papers = run(
        sa.text(
            "SELECT id, subject, subject_key, title_key, resolution, on_date FROM paper WHERE resolution <> ''"
            " OR id IN (SELECT resolution FROM mandate)"
        )
    ).all()
    for paper in papers:
        sitting = run(
            sa.text(
                "SELECT body, on_date, agenda_item, publicity, result FROM paper_consultations"
                " WHERE owner_id = :id AND on_date IS NOT NULL ORDER BY on_date DESC, pos DESC LIMIT 1"
            ),
            {"id": paper.id},
        ).first()
        day = sitting.on_date if sitting else paper.on_date
        begun = run(sa.text("SELECT min(valid_from) FROM mandate WHERE resolution = :id"), {"id": paper.id}).scalar()
        run(
            sa.text(
                "INSERT INTO resolution (uid, subject, subject_key, title_key, on_date, body, agenda_item, publicity,"
                " paper, result, competence, wording, vote_kind, basis, notes) VALUES (:uid, :subject, :subject_key,"
                " :title_key, :day, :body, :item, :publicity, :paper, :result, '', :wording, 'BESCHLUSS', 0, :notes)"
            ),
            {
                "uid": uuid.uuid4().hex, "subject": paper.subject, "subject_key": paper.subject_key,
                "title_key": paper.title_key, "paper": paper.id, "wording": paper.resolution,
                "day": day or begun or "1900-01-01", "notes": "" if day else "Der Tag ist nachzutragen.",
                "body": sitting.body if sitting else "Stadtbezirksrat", "item": sitting.agenda_item if sitting else "",
                "publicity": sitting.publicity if sitting else "OE", "result": sitting.result if sitting else "",
            },
        )  # fmt: skip
    run(
        sa.text(
            "UPDATE mandate SET resolution = (SELECT id FROM resolution WHERE resolution.paper = mandate.resolution)"
            " WHERE resolution IS NOT NULL"
        )
    )


def _ids(table: str) -> int | None:
    found = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return op.get_bind().execute(found, {"name": table}).scalar()


def _keep_ids(table: str, ids: int | None) -> None:
    """An id that was deleted is not given again."""
    if ids is None:
        return
    values = {"ids": ids, "name": table}
    raised = sa.text("UPDATE sqlite_sequence SET seq = max(seq, :ids) WHERE name = :name")
    if not op.get_bind().execute(raised, values).rowcount:
        op.get_bind().execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :ids)"), values)
