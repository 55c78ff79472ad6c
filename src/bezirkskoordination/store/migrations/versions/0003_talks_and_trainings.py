"""Talks and trainings; absences and qualifications of a person; the lists that they choose from."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

#: By list: code, its sort key, label, its sort key, note, whether the program counts by it.
_LISTS = {
    "contact_kind": (
        ("ERSTGESPRAECH", "erstgespraech", "Erstgespräch", "erstgespraech", "", 1),
        ("BERATUNG", "beratung", "Beratung", "beratung", "", 1),
        ("BEGLEITUNG", "begleitung", "Begleitung im Einsatz", "begleitung im einsatz", "", 1),
        ("KONFLIKT", "konflikt", "Konfliktklärung", "konfliktklaerung", "", 1),
        ("INFO", "info", "Information", "information", "", 1),
        ("NETZWERK", "netzwerk", "Netzwerkkontakt", "netzwerkkontakt", "", 1),
        ("POLITIK", "politik", "Politik/Verwaltung", "politik verwaltung", "", 1),
        ("WIRTSCHAFT", "wirtschaft", "Wirtschaft", "wirtschaft", "", 1),
    ),
    "qualification": (
        ("ILO_BASIS", "ilo_basis", "Integrationslotsen: Basismodul", "integrationslotsen basismodul", "", 1),
        (
            "ILO_NACH",
            "ilo_nach",
            "Integrationslotsen: Nachhaltigkeitsmodul",
            "integrationslotsen nachhaltigkeitsmodul",
            "erst nach mindestens 6 Monaten aktiver Tätigkeit",
            1,
        ),
        (
            "ILO_SPEZ",
            "ilo_spez",
            "Integrationslotsen: Spezialisierungsmodul",
            "integrationslotsen spezialisierungsmodul",
            "erst nach mindestens 6 Monaten aktiver Tätigkeit",
            1,
        ),
        (
            "ASYL_GRUND",
            "asyl_grund",
            "Grundlagen Asyl- und Aufenthaltsverfahren",
            "grundlagen asyl und aufenthaltsverfahren",
            "",
            0,
        ),
        ("INTERKULT", "interkult", "Interkulturelle Kompetenz", "interkulturelle kompetenz", "", 0),
        ("KINDERSCHUTZ", "kinderschutz", "Kinderschutz", "kinderschutz", "", 0),
        ("TRAUMA", "trauma", "Umgang mit belasteten Menschen", "umgang mit belasteten menschen", "", 0),
        ("DATENSCHUTZ", "datenschutz", "Datenschutz im Ehrenamt", "datenschutz im ehrenamt", "", 0),
        ("SPRACHBEGL", "sprachbegl", "Ehrenamtliche Sprachbegleitung", "ehrenamtliche sprachbegleitung", "", 0),
        ("DOLM", "dolm", "Sprachmittlung", "sprachmittlung", "", 0),
        ("ERSTE_HILFE", "erste_hilfe", "Erste Hilfe", "erste hilfe", "", 0),
        ("JULEICA", "juleica", "Juleica", "juleica", "", 0),
        ("FS_B", "fs_b", "Führerschein Klasse B", "fuehrerschein klasse b", "", 0),
        ("SONST", "sonst", "Sonstige", "sonstige", "", 0),
    ),
}


def upgrade() -> None:
    _add_lists()
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


def _add_lists() -> None:
    insert = sa.text(
        'INSERT INTO list_item (uid, "values", values_key, code, code_key, label, label_key, note, position, system,'
        " active, title_key) VALUES (:uid, :values, :values_key, :code, :code_key, :label, :label_key, :note,"
        " :position, :system, 1, :label_key)"
    )
    for values, items in _LISTS.items():
        for position, (code, code_key, label, label_key, note, system) in enumerate(items):
            row = {
                "uid": uuid.uuid4().hex, "values": values, "values_key": values, "code": code,
                "code_key": code_key, "label": label, "label_key": label_key, "note": note, "position": position,
                "system": system,
            }  # fmt: skip
            op.get_bind().execute(insert, row)
