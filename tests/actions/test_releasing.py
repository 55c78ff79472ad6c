"""Three facts of a Führungszeugnis and nothing else: every way in is tried, and erased means erased."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bezirkskoordination.actions import editing, releasing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.exchange import importing, reading, tables
from bezirkskoordination.exchange.heads import knows
from bezirkskoordination.records import TYPES, Clearance, Institution, Person, Task, VolunteerStatus, view
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.consents import ReleasedBy
from bezirkskoordination.records.fields import Record, field, record_type
from bezirkskoordination.records.office import AttachmentKind, StatusEvent
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules.clearances import Activity
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store import schema
from bezirkskoordination.store.query import Query

TODAY = date(2026, 11, 12)
SEEN, MADE = date(2026, 11, 3), date(2026, 10, 19)


@pytest.fixture
def anna(desk: Desk) -> Person:
    return desk.do("Anna", lambda unit: unit.add(Person(last_name="Anna")))


def seen(desk: Desk, person: Person, made: date = MADE, on: date = SEEN) -> Clearance:
    return desk.do("Einsicht", lambda unit: releasing.inspect(unit, person, made, on, ReleasedBy.CARRIER))


# --- asked for, seen, seen again ----------------------------------------------------------


def test_one_note_goes_from_the_request_to_the_next_inspection(desk: Desk, anna: Person) -> None:
    desk.do("Aufforderung", lambda unit: releasing.request(unit, anna, date(2026, 10, 1)))
    note = seen(desk, anna)
    assert (note.requested_on, note.certificate_of, note.inspected_on) == (date(2026, 10, 1), MADE, SEEN)
    seen(desk, anna, made=date(2026, 11, 10), on=TODAY)
    assert [one.inspected_on for one in releasing.notes_of(desk.office.read, anna)] == [TODAY]


def test_a_certificate_that_is_too_old_is_refused(desk: Desk, anna: Person) -> None:
    with pytest.raises(BadValue, match="älter als 3 Monate") as refused:
        seen(desk, anna, made=date(2026, 1, 12), on=date(2026, 4, 20))
    assert refused.value.field == "certificate_of"
    assert desk.office.read.all(Clearance) == []


def test_the_periods_of_the_office_say_when_it_goes(desk: Desk, anna: Person) -> None:
    note = seen(desk, anna)
    ended = Activity(((SEEN, date(2027, 8, 31)),), date(2027, 8, 31))
    assert releasing.delete_on(desk.office.read, note, ended) == date(2028, 2, 29)
    assert releasing.delete_on(desk.office.read, note, Activity(over_on=TODAY)) == TODAY


# --- no place for a result ----------------------------------------------------------------


def test_no_field_can_hold_words(office: office_store.OfficeFile) -> None:
    assert {one.kind for one in Clearance.type.fields} <= {k.REF, k.DATE, k.CHOICE}
    assert Clearance.type.status is None
    assert not Clearance.type.is_searched
    said = [str(one.label) for one in ReleasedBy] + [str(one.label) for one in Clearance.type.fields]
    for word in ("kein", "nicht", "negativ", "eintrag", "abgelehnt", "abgelaufen", "gesperrt"):
        assert not [label for label in said if word in label.casefold()]


def test_a_strict_type_with_room_for_words_cannot_be_declared() -> None:
    with pytest.raises(TypeError, match="note"):

        @record_type(label="", plural="", title="{note}", strict=True)  # type: ignore[arg-type]
        class Loose(Record):
            note: str = field(k.NOTE, "", default="")  # type: ignore[arg-type]


def test_nothing_refers_to_it() -> None:
    """No file, no task, no row can be declared to lead there."""
    names = {cls.type.name for cls in TYPES if cls.type.strict}
    assert names == {"clearance"}
    for cls in TYPES:
        for one in cls.type.fields:
            inner = one.details.row.rows.fields if one.kind is k.ROWS else ()
            assert not names & {one.details.to, *(cell.details.to for cell in inner)}


def test_nothing_can_be_put_beside_it(desk: Desk, anna: Person) -> None:
    note = seen(desk, anna)
    about = ("clearance", note.uid)
    beside = (
        Task(subject="Eintrag besprechen", about=about),
        StatusEvent(about=about, status="NEGATIV", effective_on=TODAY, recorded_at="", reason="Eintrag"),
    )
    for record in beside:
        with pytest.raises(Refused, match="darf nichts weiter festgehalten werden"):
            desk.do("daneben", lambda unit, record=record: unit.add(record))
    with pytest.raises(AssertionError):
        desk.do("Status", lambda unit: unit.record_status(note, VolunteerStatus.UNSUITED, TODAY))
    assert desk.office.read.all(Task) == []
    assert desk.office.read.all(StatusEvent) == []


def test_no_file_of_it_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Führungszeugnis Anna.pdf"
    path.write_bytes(b"%PDF-1.4")
    with pytest.raises(Refused, match="Ein Führungszeugnis wird nicht aufgenommen"):
        desk.do("Anlage", lambda unit: editing.attach(unit, path, AttachmentKind.OTHER))


def test_no_note_and_no_step_says_what_it_says(desk: Desk, anna: Person) -> None:
    text = "Führungszeugnis: Eintrag"
    for record in (replace(anna, notes=text), Institution(name="A", kind="VEREIN", notes=text), Task(subject=text)):
        before = anna if isinstance(record, Person) else None
        with pytest.raises(BadValue, match="dürfen nicht festgehalten werden"):
            desk.do("Notiz", lambda unit, record=record, before=before: editing.save(unit, before, record))
    step = Step(VolunteerStatus.INTERESTED, TODAY, note=text)
    with pytest.raises(BadValue, match="dürfen nicht festgehalten werden") as refused:
        desk.do("Schritt", lambda unit: editing.take(unit, anna, step))
    assert refused.value.field == "note"


def _read(desk: Desk, path: Path) -> importing.Preview:
    of = view("clearance")
    return importing.preview(desk.office.read, of, reading.read(path, knows(of.type, {})), {}, TODAY)


def test_a_list_with_another_column_is_refused_whole(desk: Desk, anna: Person, tmp_path: Path) -> None:
    head = "Person;Führungszeugnis vom;Einsicht am;Freigabe durch"
    row = "Anna;19.10.2026;03.11.2026;Träger"
    path = tmp_path / "liste.csv"
    for column in ("Ergebnis", "Bemerkung", "Status", "Eintrag"):
        path.write_text(f"{head};{column}\n{row};ja\n", encoding="utf-8")
        with pytest.raises(Refused, match=f"„{column}“"):
            _read(desk, path)
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    (plan,) = _read(desk, path).plans
    assert isinstance(plan.after, Clearance)
    assert (plan.after.certificate_of, plan.after.released_by) == (MADE, ReleasedBy.CARRIER)
    path.write_text(f"{head}\nAnna;19.10.2026;03.11.2026;nein, Eintrag\n", encoding="utf-8")
    assert not _read(desk, path).plans


def test_it_leaves_the_file_in_no_list(desk: Desk, anna: Person, tmp_path: Path) -> None:
    seen(desk, anna)
    of = view("clearance")
    for ending in ("csv", "xlsx"):
        target = tmp_path / f"v.{ending}"
        table = tables.Table(of, tables.chosen(of), desk.office.lists.order(Query.of(of)))
        with pytest.raises(Refused, match="verlassen die Datei nicht"):
            tables.write(desk.office.read, table, target)
        assert not target.exists()


def test_the_journal_names_fields_and_says_nothing_of_them(desk: Desk, anna: Person) -> None:
    note = seen(desk, anna)
    desk.do("wieder", lambda unit: releasing.inspect(unit, anna, date(2026, 11, 9), TODAY, ReleasedBy.CITY))
    rows = desk.office.read.connection.execute(schema.journal.select().where(schema.journal.c.uid == note.uid)).all()
    assert [(row.verb, row.fields) for row in rows] == [
        ("added", ""),
        ("changed", "certificate_of inspected_on released_by"),
    ]


# --- gone is gone -------------------------------------------------------------------------


def test_erased_is_erased_in_every_byte(make_office: Callable[..., office_store.OfficeFile]) -> None:
    office = make_office("leer.bezirk")
    desk = Desk(office)
    anna = desk.do("Anna", lambda unit: unit.add(Person(last_name="Anna")))
    made, on = date(2009, 3, 17), date(2009, 4, 23)  # days that stand nowhere else
    seen(desk, anna, made, on)

    def bytes_of() -> bytes:
        beside = office.path.parent.glob(office.path.name + "*")
        return b"".join(path.read_bytes() for path in beside if path.suffix != ".lock")

    assert b"2009-03-17" in bytes_of()
    (note,) = office.read.all(Clearance)
    desk.do("Vermerk gelöscht", lambda unit: releasing.erase(unit, note))
    assert office.read.all(Clearance) == []
    assert desk.undo_label == desk.redo_label == ""
    assert b"2009-03-17" not in bytes_of()
    assert b"2009-04-23" not in bytes_of()


def test_taking_back_the_note_cannot_be_taken_back(desk: Desk, anna: Person) -> None:
    seen(desk, anna)
    desk.undo()
    assert desk.office.read.all(Clearance) == []
    assert desk.undo_label == desk.redo_label == ""


def test_deleting_it_like_any_record_is_final_too(desk: Desk, anna: Person) -> None:
    note = seen(desk, anna)
    desk.do("gelöscht", lambda unit: editing.delete(unit, [note]))
    with pytest.raises(Refused):
        desk.undo()
