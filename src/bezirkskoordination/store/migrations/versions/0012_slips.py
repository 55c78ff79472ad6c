"""A slip may keep a file that came with a mail."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    ids = op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'slip'")).scalar()
    op.add_column("slip", sa.Column("attachment", sa.Integer(), nullable=True))
    with op.batch_alter_table("slip", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.create_foreign_key("fk_slip_attachment", "attachment", ["attachment"], ["id"])
    if ids is not None:  # an id that was deleted is not given again
        raised = sa.text("UPDATE sqlite_sequence SET seq = max(seq, :ids) WHERE name = 'slip'")
        if not op.get_bind().execute(raised, {"ids": ids}).rowcount:
            op.get_bind().execute(
                sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('slip', :ids)"), {"ids": ids}
            )
