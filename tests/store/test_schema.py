"""The schema of all steps is the schema of the declarations, and there is one chain."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from bezirkskoordination.records import RECORD_TYPES, VOLUNTEERS, Body, Budget, Expense, ListItem, Person, Setting
from bezirkskoordination.records.council import (
    Mandate,
    MandateRole,
    MandateStatus,
    Paper,
    Report,
    Resolution,
    Section,
)
from bezirkskoordination.records.people import LanguageSkill
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules.sittings import sittings
from bezirkskoordination.store import disk, migrate, office, schema
from bezirkskoordination.store.query import Query


def _tables(path: Path) -> set[tuple[str, str]]:
    connection = disk.connector(path, None, read_only=True)()
    rows = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master").fetchall()
    connection.close()
    return {(name, " ".join(sql.split()).replace('"', "")) for name, sql in rows if not name.startswith("sqlite_")}


def _columns(path: Path) -> dict[str, list[str]]:
    connection = disk.connector(path, None, read_only=True)()
    names = [name for name, _sql in _tables(path) if not name.startswith("ix_") and "_fts" not in name]
    found = {
        name: sorted(
            repr(row[1:] if pragma == "table_info" else row[2:])
            for pragma in ("table_info", "foreign_key_list")
            for row in connection.execute(f'PRAGMA {pragma}("{name}")')
        )
        for name in names
        if "_vocab" not in name
    }
    connection.close()
    return found


def test_migrating_an_empty_file_gives_the_declared_schema(tmp_path: Path) -> None:
    with office.create(tmp_path / "declared.bezirk", ""):
        pass
    migrated = tmp_path / "migrated.bezirk"
    engine = disk.engine(migrated, None)
    with engine.connect() as connection:
        migrate.upgrade(connection, 0)
    engine.dispose()
    declared = tmp_path / "declared.bezirk"
    assert {name for name, _ in _tables(migrated)} == {name for name, _ in _tables(declared)}
    assert _columns(migrated) == _columns(declared)
    without_rowid = [
        {name for name, sql in _tables(path) if sql.upper().endswith("WITHOUT ROWID")} for path in (migrated, declared)
    ]
    assert without_rowid[0] == without_rowid[1]


@contextmanager
def _of_version(number: int, path: Path) -> Iterator[Connection]:
    """A file as that version of the schema knew it, to be filled; afterwards it is brought up to the newest."""
    engine = disk.engine(path, None)
    with engine.connect() as connection:
        disk.outside_transaction(connection, "PRAGMA foreign_keys=OFF")
        operations = Operations(MigrationContext.configure(connection, opts={"render_as_batch": True}))
        with connection.begin(), Operations.context(operations.migration_context):
            for script in migrate.chain()[:number]:
                script.module.upgrade()
            _index_as_files_do(connection)
            yield connection
        migrate.upgrade(connection, number)
        connection.exec_driver_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
        connection.commit()
    engine.dispose()


def _index_as_files_do(connection: Connection) -> None:
    """A real file has the declared indexes, one or more for each column, and not those of the revisions."""
    made = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    for (name,) in connection.exec_driver_sql(made).all():
        connection.exec_driver_sql(f"DROP INDEX {name}")
    for (table,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").all():
        columns = [row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")').all()]
        for column in columns if "title_key" in columns else ():
            if column not in ("id", "uid", "title_key"):
                connection.exec_driver_sql(
                    f'CREATE INDEX "ix_{table}_{column}_title_key" ON "{table}" ("{column}", title_key)'
                )


def test_one_chain_up_to_the_version() -> None:
    revisions = [int(script.revision) for script in migrate.chain()]
    assert revisions == list(range(1, schema.VERSION + 1))


def test_revisions_are_frozen_text() -> None:
    for script in migrate.chain():
        assert "bezirkskoordination" not in Path(script.path).read_text(encoding="utf-8")


def test_an_older_file_is_migrated_on_a_copy_and_keeps_its_records(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "alt.bezirk"
    with office.create(path, "geheim") as old, old.unit() as unit:
        unit.add(Person(last_name="Müller"))
    newer = schema.VERSION + 1
    monkeypatch.setattr(office, "VERSION", newer)
    monkeypatch.setattr(migrate, "VERSION", newer)
    ran = []

    class Step:
        revision = f"{newer:04d}"

        class module:  # noqa: N801
            @staticmethod
            def upgrade() -> None:
                from alembic import op

                ran.append(True)
                op.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY)")

    monkeypatch.setattr(migrate, "chain", lambda: [Step])
    with office.open_(path, "geheim") as new:
        assert ran == [True]
        assert [person.last_name for person in new.read.all(Person)] == ["Müller"]
        assert len(new.search("Mueller")) == 1
        assert new.check() == []
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "home") == ["alt.bezirk"]


def test_a_file_of_the_first_version_keeps_its_money_and_its_ids(tmp_path: Path) -> None:
    """0002 rebuilds two tables: what stood there stays, what is new is empty, no id is given twice."""
    path = tmp_path / "alt.bezirk"
    with _of_version(1, path) as connection:
        for number in (1, 2):
            connection.exec_driver_sql(
                "INSERT INTO expense VALUES (?, ?, '', '', '2026-03-01', 'PORTO', 'P', 'p', 'Z', 'z', 855,"
                " 'KASSENBON', NULL, '', 'ERFASST', '', 'p')",
                (number, f"e{number}"),
            )
        connection.exec_driver_sql("DELETE FROM expense WHERE id = 2")
        connection.exec_driver_sql("INSERT INTO budget VALUES (1, 'b', 2026, 'STBEZRAT', '', '', 500, 0, '', '')")
    assert "AUTOINCREMENT" in dict(_tables(path))["expense"]
    with office.open_(path, "") as kept:
        (expense,) = kept.read.all(Expense)
        assert (expense.amount, expense.private_percent, expense.trip_return, expense.trip_km) == (855, 0, False, None)
        assert [one.shifted for one in kept.read.all(Budget)] == [0]
        with kept.unit() as unit:
            assert unit.add(replace(expense, id=None, uid="")).id == 3


def test_a_file_of_an_earlier_version_keeps_its_people(tmp_path: Path) -> None:
    """0004 rebuilds the table of people and that of their languages: what stood there stays, no id is given twice."""
    path = tmp_path / "alt.bezirk"
    with _of_version(2, path) as connection:
        known = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(person)")]
        empty = {"id": 7, "uid": "p", "last_name": "Müller", "volunteering": "KEIN", "title_key": "muller"}
        numbers = dict.fromkeys(("contact_block", "available"), 0)
        optional = ("sub_area", "informed_on", "institution", "minutes_per_week")
        values = {name: None if name in optional else "" for name in known} | numbers | empty
        connection.execute(text(f"INSERT INTO person VALUES ({', '.join(f':{name}' for name in known)})"), values)
        connection.exec_driver_sql("INSERT INTO person_languages VALUES (7, 0, 'ti', 'M', 1)")
    with office.open_(path, "") as kept:
        (person,) = kept.read.all(Person)
        assert (person.id, person.last_name, person.mobility, person.reported_by) == (7, "Müller", "", None)
        assert person.languages == (LanguageSkill(language="ti", level="M", interprets=True, proven=False),)
        with kept.unit() as unit:
            unit.remove(person)
            assert unit.add(Person(last_name="Tesfay")).id == 8
        assert kept.check() == []


def test_an_older_file_gets_the_lists_that_are_new(tmp_path: Path, monkeypatch) -> None:
    """What a later version brings is added; what somebody renamed stays."""
    path = tmp_path / "alt.bezirk"
    with office.create(path, "") as old, old.unit() as unit:
        unit.add(ListItem(values="org_type", code="KIRCHE", label="Pfarrei"))
    newer = schema.VERSION + 1
    monkeypatch.setattr(office, "VERSION", newer)
    monkeypatch.setattr(migrate, "VERSION", newer)
    monkeypatch.setattr(migrate, "chain", list)
    with office.open_(path, "") as kept:
        assert kept.names.label("org_type", "KIRCHE") == "Pfarrei"
        assert kept.names.label("org_type", "KITA") == "Kindertagesstätte"
        assert kept.names.label("insurance_route", "OFFEN") == "nicht geklärt"
        codes = [(one.values, one.code) for one in kept.read.all(ListItem)]
        assert len(codes) == len(set(codes))


def _insert(connection: Connection, table: str, **values: object) -> None:
    """A row with these cells; the others are nothing, in the type that the column has."""
    empty = {"INTEGER": 0, "BOOLEAN": 0}
    row: dict[str, object] = {}
    for _, name, kind, required, *_rest in connection.exec_driver_sql(f'PRAGMA table_info("{table}")'):
        if name == "uid":
            row[name] = f"{table}{values['id']}"
        elif required:
            row[name] = empty.get(kind, "")
    row |= values
    marks = ", ".join("?" * len(row))
    connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def test_the_text_of_a_resolution_and_its_mandate_are_taken_over(tmp_path: Path) -> None:
    """0005: what a paper told of its resolution becomes one of its own, and the mandate rests on that."""
    path = tmp_path / "alt.bezirk"
    with _of_version(4, path) as connection:
        for number, text, day in ((1, "", "2016-02-24"), (2, "So sei es.", None), (3, "", None)):
            _insert(connection, "paper", id=number, kind="ANTRAG", subject="S", on_date=day, resolution=text)
        _insert(
            connection, "paper_consultations", owner_id=1, body="Rat", role="ENTSCHEIDUNG", on_date="2016-03-07",
            publicity="OE", agenda_item="Ö 6.1", result="GEAENDERT",
        )  # fmt: skip
        _insert(connection, "person", id=1, last_name="M", legal_basis="OFFEN", volunteering="KEIN")
        _insert(connection, "mandate", id=1, person=1, valid_from="2016-05-01", resolution=1)
    with office.open_(path, "") as kept:
        first, second = kept.read.all(Resolution)
        assert (first.paper, first.on_date, first.body, first.result) == (1, date(2016, 3, 7), "Rat", "GEAENDERT")
        assert (second.paper, second.wording, second.notes) == (2, "So sei es.", "Der Tag ist nachzutragen.")
        assert [one.resolution for one in kept.read.all(Mandate)] == [first.id]
        assert [one.id for one in kept.read.all(Paper)] == [1, 2, 3]
        assert len(kept.search("So sei es")) == 1
        assert kept.check() == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [("01.12.2026", "2026-12-01"), ("1.12.26", "2026-12-01"), ("2026-12-01", "2026-12-01"), ("bald", "")],
)  # fmt: skip
def test_the_next_sitting_of_an_older_file_becomes_a_meeting(tmp_path: Path, typed: str, day: str) -> None:
    """0006: what stood in a setting is a planned sitting of the council; the setting is gone."""
    path = tmp_path / "alt.bezirk"
    with _of_version(5, path) as connection:
        connection.exec_driver_sql(
            "INSERT INTO setting (uid, name, name_key, value, title_key) VALUES ('s', 'next_sitting', '', ?, '')",
            (typed,),
        )
    with office.open_(path, "") as kept:
        assert [one.on_date.isoformat() for one in sittings(kept.read)] == ([day] if day else [])
        assert kept.read.all(Setting) == []
        assert [one.name for one in kept.read.all(Body)] == ["Stadtbezirksrat", "Runder Tisch"]
        assert kept.check() == []


def test_a_statement_of_an_older_file_keeps_its_words(tmp_path: Path) -> None:
    """What a Stellungnahme had as facts and proposal is its statement and its Beschlussempfehlung; others stay."""
    path = tmp_path / "alt.bezirk"
    with _of_version(8, path) as connection:
        for number, kind in ((1, "ANTRAG"), (2, "STELLUNGNAHME"), (4, "ANTRAG")):
            _insert(connection, "paper", id=number, kind=kind, subject="S", facts="F", proposal="P")
        connection.exec_driver_sql("DELETE FROM paper WHERE id = 4")
        _insert(connection, "paper_consultations", owner_id=1, body="Rat", role="KENNTNIS", publicity="N")
        _insert(
            connection, "resolution", id=3, subject="S", on_date="2026-03-07", body="Rat", publicity="OE",
            vote_kind="WAHL",
        )  # fmt: skip
    with office.open_(path, "") as kept:
        motion, statement = kept.read.all(Paper)
        assert (motion.facts, motion.proposal, motion.statement, motion.advice) == ("F", "P", "", "")
        assert (statement.facts, statement.proposal, statement.statement, statement.advice) == ("", "", "F", "P")
        assert [(one.body, one.recommendation) for one in motion.consultations] == [("Rat", "")]
        assert [(one.id, one.lot) for one in kept.read.all(Resolution)] == [(3, "")]
        with kept.unit() as unit:
            assert unit.add(Paper(kind="ANTRAG", subject="Neu")).id == 5
        assert kept.check() == []


def test_reports_of_an_older_file_keep_their_words_and_their_paper(tmp_path: Path) -> None:
    """0009: the PDF that was handed out is the public one, each section is in the report, no id is given twice."""
    path = tmp_path / "alt.bezirk"
    with _of_version(8, path) as connection:
        sha256 = hashlib.sha256(b"%PDF").hexdigest()
        connection.exec_driver_sql("INSERT INTO blob VALUES (?, ?)", (sha256, b"%PDF"))
        _insert(connection, "attachment", id=1, name="B.pdf", kind="BERICHT", size=4, sha256=sha256)
        days = {"period_from": "2026-01-01", "reference_date": "2026-06-30", "dated_on": "2026-07-01"}
        for number, issued in ((1, 1), (2, None)):
            values = {"number": f"BER-2026-000{number}", "subject": "S", "status": "ENTWURF", "issued": issued}
            _insert(connection, "report", id=number, **values, **days)
        connection.exec_driver_sql("DELETE FROM report WHERE id = 2")
        connection.exec_driver_sql("INSERT INTO report_sections VALUES (1, 0, 'lage', 'Gut.')")
    with office.open_(path, "") as kept:
        (report,) = kept.read.all(Report)
        assert (report.public_pdf, report.internal_pdf, report.snapshot, report.kind) == (1, None, None, "SACHSTAND")
        assert report.sections == (Section(key="lage", text="Gut.", on=True),)
        assert kept.names.label("report_type", "BERICHTIGUNG") == "Berichtigung"
        with kept.unit() as unit:
            assert unit.add(replace(report, id=None, uid="", number="", public_pdf=None)).id == 3
        assert kept.check() == []


def test_a_failing_migration_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "alt.bezirk"
    with office.create(path, ""):
        pass
    before = path.read_bytes()
    monkeypatch.setattr(office, "VERSION", schema.VERSION + 1)

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrate, "upgrade", fail)
    with pytest.raises(Refused, match="nichts geändert"):
        office.open_(path, "")
    assert path.read_bytes() == before
    assert not list(tmp_path.glob(".alt*"))


def test_every_type_can_be_listed(office) -> None:
    for name in RECORD_TYPES:
        from bezirkskoordination.records import view

        assert list(office.lists.order(Query.of(view(name)))) == [] or name == "list_item"
    assert office.lists.count(Query.of(VOLUNTEERS)) == 0


def test_an_appointment_that_had_ended_says_so(tmp_path: Path) -> None:
    """0010: whose end was noted is ended, with its event; all others are appointed, for coordination."""
    path = tmp_path / "alt.bezirk"
    with _of_version(9, path) as connection:
        _insert(connection, "person", id=1, last_name="Muster", volunteering="KEIN")
        over = {"person": 1, "function": "F", "valid_from": "2016-05-01"}
        _insert(connection, "mandate", id=1, **over, valid_until="2024-04-30", end_reason="VERZICHT")
        _insert(connection, "mandate", id=2, **(over | {"valid_from": "2024-05-01"}))
        _insert(connection, "mandate", id=3, **over, valid_until="2099-12-31", end_reason="ZEITABLAUF")
        connection.exec_driver_sql("DELETE FROM mandate WHERE id = 3")
    with office.open_(path, "") as kept:
        ended, held = kept.read.all(Mandate)
        assert (ended.status, held.status) == (MandateStatus.ENDED, MandateStatus.APPOINTED)
        assert {ended.role, held.role} == {MandateRole.COORDINATION}
        (event,) = kept.read.history(ended)
        assert (event.effective_on, event.reason) == (date(2024, 4, 30), "VERZICHT")
        assert kept.check() == []
        with kept.unit() as unit:
            assert unit.add(replace(held, id=None, uid="")).id == 4
