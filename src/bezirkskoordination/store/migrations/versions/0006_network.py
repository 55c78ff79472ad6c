"""Bodies, their meetings and orders; a paper knows the meeting it came from. The next sitting becomes a meeting."""

import re
import secrets
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("rhythm_key", sa.String(), nullable=False),
        sa.Column("chair", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("place_key", sa.String(), nullable=False),
        sa.Column("time_from", sa.String(), nullable=False),
        sa.Column("time_until", sa.String(), nullable=False),
        sa.Column("agenda", sa.String(), nullable=False),
        sa.Column("rules_title", sa.String(), nullable=False),
        sa.Column("rules_on", sa.Date(), nullable=True),
        sa.Column("rules_text", sa.String(), nullable=False),
        sa.Column("rules_file", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["chair"], ["person.id"], name="fk_body_chair"),
        sa.ForeignKeyConstraint(["rules_file"], ["attachment.id"], name="fk_body_rules_file"),
        sa.PrimaryKeyConstraint("id", name="pk_body"),
        sa.UniqueConstraint("uid", name="uq_body_uid"),
        sqlite_autoincrement=True,
    )
    _index("body", "chair", "kind", "place_key", "rhythm_key", "rules_file", "title_key")
    op.create_table(
        "body_members",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=True),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["body.id"], name="fk_body_members_owner_id"),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_body_members_institution"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_body_members_person"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_body_members"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("body", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("time_from", sa.String(), nullable=False),
        sa.Column("time_until", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("place_key", sa.String(), nullable=False),
        sa.Column("accessible", sa.Boolean(), nullable=False),
        sa.Column("interpreting", sa.String(), nullable=False),
        sa.Column("childcare", sa.Boolean(), nullable=False),
        sa.Column("room_cost", sa.Integer(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("submission_deadline", sa.Date(), nullable=True),
        sa.Column("chair", sa.Integer(), nullable=True),
        sa.Column("minutes_by", sa.Integer(), nullable=True),
        sa.Column("invitation", sa.String(), nullable=False),
        sa.Column("previous", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["body"], ["body.id"], name="fk_meeting_body"),
        sa.ForeignKeyConstraint(["chair"], ["person.id"], name="fk_meeting_chair"),
        sa.ForeignKeyConstraint(["minutes_by"], ["person.id"], name="fk_meeting_minutes_by"),
        sa.ForeignKeyConstraint(["previous"], ["meeting.id"], name="fk_meeting_previous"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sa.UniqueConstraint("uid", name="uq_meeting_uid"),
        sqlite_autoincrement=True,
    )
    _index(
        "meeting",
        "body",
        "chair",
        "minutes_by",
        "on_date",
        "place_key",
        "previous",
        "room_cost",
        "status",
        "submission_deadline",
        "time_from",
        "title_key",
    )
    op.create_table(
        "meeting_agenda",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("presenter", sa.String(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=True),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("order", sa.Integer(), nullable=True),
        sa.Column("carried", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["meeting.id"], name="fk_meeting_agenda_owner_id"),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_meeting_agenda_institution"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_meeting_agenda_person"),
        sa.ForeignKeyConstraint(["order"], ["order.id"], name="fk_meeting_agenda_order"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_meeting_agenda"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meeting_attendance",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=True),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["meeting.id"], name="fk_meeting_attendance_owner_id"),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_meeting_attendance_institution"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_meeting_attendance_person"),
        sa.PrimaryKeyConstraint("owner_id", "pos", name="pk_meeting_attendance"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("text_key", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("meeting", sa.Integer(), nullable=True),
        sa.Column("resolution", sa.Integer(), nullable=True),
        sa.Column("institution", sa.Integer(), nullable=True),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name="fk_order_meeting"),
        sa.ForeignKeyConstraint(["resolution"], ["resolution.id"], name="fk_order_resolution"),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_order_institution"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_order_person"),
        sa.PrimaryKeyConstraint("id", name="pk_order"),
        sa.UniqueConstraint("uid", name="uq_order_uid"),
        sqlite_autoincrement=True,
    )
    _index(
        "order",
        "carried",
        "due_on",
        "given_on",
        "institution",
        "meeting",
        "person",
        "resolution",
        "status",
        "text_key",
        "title_key",
    )
    _add(
        "paper",
        (
            sa.Column("meeting", sa.Integer(), nullable=True),
            sa.Column("recommendation", sa.String(), nullable=False, server_default=""),
        ),
        {"meeting": "meeting"},
    )
    _index("paper", "meeting")
    council = _body("Stadtbezirksrat", "stadtbezirksrat", "STBEZRAT")
    _body("Runder Tisch", "runder tisch", "RUNDER_TISCH")
    _move_next_sitting(council)


def _body(name: str, key: str, kind: str) -> int:
    """A body as a new office file has it."""
    empty = ("rhythm", "rhythm_key", "place", "place_key", "time_from", "time_until", "agenda", "rules_title",
             "rules_text", "notes")  # fmt: skip
    row = {"uid": secrets.token_hex(16), "name": name, "kind": kind, "title_key": key, **dict.fromkeys(empty, "")}
    return _insert("body", row)


def _move_next_sitting(council: int) -> None:
    """What stood in the settings is a planned sitting of the council; a text that is no day is dropped."""
    bind = op.get_bind()
    typed = bind.execute(sa.text("SELECT value FROM setting WHERE name = 'next_sitting'")).scalar()
    day = _day(str(typed or ""))
    if day is not None:
        empty = ("time_from", "time_until", "place", "place_key", "interpreting", "invitation", "notes")
        row = {
            "uid": secrets.token_hex(16), "body": council, "on_date": day.isoformat(), "status": "GEPLANT",
            "accessible": 0, "childcare": 0, "room_cost": 0, "title_key": f"{day:%d %m %Y}",
            **dict.fromkeys(empty, ""),
        }  # fmt: skip
        _insert("meeting", row)
    bind.execute(sa.text("DELETE FROM setting WHERE name = 'next_sitting'"))


def _day(text: str) -> date | None:
    german = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})", text.strip())
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip())
    try:
        if german:
            day, month, year = (int(part) for part in german.groups())
            return date(year + 2000 if year < 100 else year, month, day)
        return date(*(int(part) for part in iso.groups())) if iso else None
    except ValueError:
        return None


def _insert(table: str, row: dict[str, Any]) -> int:
    names = ", ".join(row)
    places = ", ".join(f":{name}" for name in row)
    op.get_bind().execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({places})"), row)
    return int(op.get_bind().execute(sa.text("SELECT last_insert_rowid()")).scalar_one())


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def _add(table: str, columns: tuple[sa.Column[Any], ...], references: dict[str, str]) -> None:
    """New columns: filled by a default, which then goes again, so that a later writer cannot forget them."""
    ids = op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}).scalar()
    for column in columns:
        op.add_column(table, column)
    with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        for column in columns:
            batch.alter_column(column.name, server_default=None)
        for name, target in references.items():
            batch.create_foreign_key(f"fk_{table}_{name}", target, [name], ["id"])
    if ids is not None:  # an id that was deleted is not given again
        sequence = sa.text("UPDATE sqlite_sequence SET seq = max(seq, :ids) WHERE name = :name")
        if not op.get_bind().execute(sequence, {"ids": ids, "name": table}).rowcount:
            op.get_bind().execute(
                sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :ids)"), {"ids": ids, "name": table}
            )
