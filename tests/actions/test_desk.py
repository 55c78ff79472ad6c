"""Do, undo, redo: any sequence of verbs can be taken back to the very start and done again, and nothing rots."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records import Expense, Institution, Person, SubArea, Task, VolunteerStatus
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import ContactPerson
from bezirkskoordination.records.people import LanguageSkill
from bezirkskoordination.records.refusal import Refused, Stale
from bezirkskoordination.store import disk, search
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.schema import MAPPINGS
from bezirkskoordination.store.unit import Change, Unit

DAY = date(2026, 3, 4)
#: What undoing does not touch: who did what, numbers once given, and SQLite's own.
_NOT_UNDONE = ("journal", "counter", "sqlite_sequence")


def at_nine() -> datetime:
    return datetime(2026, 11, 12, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def tables(office: OfficeFile) -> dict[str, list[Any]]:
    """Every row of every table."""
    ask = office.read.connection.exec_driver_sql
    names = ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
                " AND name NOT LIKE '%\\_vocab' ESCAPE '\\'").scalars().all()  # fmt: skip
    found = {name: sorted(map(repr, ask(f'SELECT * FROM "{name}"'))) for name in names if name not in _NOT_UNDONE}
    return found | {"search": indexed(office)}


def indexed(office: OfficeFile) -> list[Any]:
    """What the search index holds."""
    ask = office.read.connection.exec_driver_sql
    return [
        (name, *row)
        for name, mapping in MAPPINGS.items()
        if mapping.type.is_searched
        for row in ask(f"SELECT rowid, title, body FROM {name}_fts ORDER BY rowid")
    ]


def stored(office: OfficeFile) -> dict[tuple[str, str], Record]:
    """Every record that is worked on here, by type and uid."""
    used = (SubArea, Person, Institution, ContactPerson, Expense, Task)
    return {(cls.type.name, record.uid): record for cls in used for record in office.read.all(cls)}


NAMES = st.sampled_from(["Müller", "Großmann", "Łukasiewicz", "Nguyễn", "محمد", "O’Brien", "von der Heide"])
LANGUAGES = st.lists(st.builds(LanguageSkill, language=st.sampled_from(["de", "ar"])), max_size=2).map(tuple)


class Office(RuleBasedStateMachine):
    """Random work at the desk, beside a plain dict of records by (type, uid)."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.office = office_store.create(Path(self.folder.name) / "amt.bezirk", "", at_nine)
        self.desk = Desk(self.office)
        self.model: dict[tuple[str, str], Record] = {}
        self.done: list[tuple[dict[tuple[str, str], Record], dict[str, list[Any]]]] = []
        self.undone = list(self.done)
        self.numbers: list[str] = []

    def teardown(self) -> None:
        self.the_file_is_sound()
        while self.desk.undo_label:
            self.undo()
        self.the_file_is_sound()
        assert self.model == {}
        assert not any(rows for name, rows in tables(self.office).items())
        self.office.close()
        self.folder.cleanup()

    # --- what is done ---

    def do(self, verb: Callable[[Unit], Any]) -> Any:
        before = (dict(self.model), tables(self.office))
        result = self.desk.do("Schritt", verb)
        self.done.append(before)
        self.undone.clear()
        return result

    def keep(self, record: Record) -> None:
        kept = self.do(lambda unit: unit.add(record))
        self.model[record.type.name, kept.uid] = kept

    def pick(self, data: st.DataObject, cls: type[Record]) -> Any:
        return data.draw(st.sampled_from([one for one in self.model.values() if isinstance(one, cls)]), cls.__name__)

    def has(self, *classes: type[Record]) -> bool:
        return all(any(isinstance(one, cls) for one in self.model.values()) for cls in classes)

    def users(self, record: Record) -> list[Record]:
        about = (record.type.name, record.uid)

        def uses(one: Record) -> bool:
            if isinstance(one, ContactPerson):
                return record.id == {"person": one.person, "institution": one.institution}.get(about[0])
            if isinstance(one, Person):
                return isinstance(record, SubArea) and one.sub_area == record.id
            return isinstance(one, Task) and one.about == about

        return [one for one in self.model.values() if uses(one)]

    @initialize()
    def begin(self) -> None:
        self.keep(SubArea(name="Nord"))

    @rule(name=NAMES, languages=LANGUAGES, data=st.data(), here=st.booleans())
    def add_person(self, name: str, languages: Any, data: st.DataObject, here: bool) -> None:
        area = self.pick(data, SubArea).id if here and self.has(SubArea) else None
        self.keep(Person(last_name=name, languages=languages, sub_area=area))

    @rule(name=NAMES)
    def add_institution(self, name: str) -> None:
        self.keep(Institution(name=name, kind="VEREIN"))

    @rule()
    def add_expense(self) -> None:
        self.keep(Expense(on_date=DAY, category="PORTO", payee="Post", purpose="Briefe", amount=160))
        number = next(reversed(self.model.values())).number  # type: ignore[attr-defined]
        assert number not in self.numbers
        self.numbers.append(number)

    @precondition(lambda self: self.has(Person, Institution))
    @rule(data=st.data())
    def add_contact(self, data: st.DataObject) -> None:
        person, institution = self.pick(data, Person), self.pick(data, Institution)
        self.keep(ContactPerson(person=person.id, institution=institution.id, function="Vorsitz"))

    @precondition(lambda self: self.has(Person))
    @rule(data=st.data())
    def add_task(self, data: st.DataObject) -> None:
        self.keep(Task(subject="Anrufen", about=("person", self.pick(data, Person).uid)))

    @precondition(lambda self: self.has(Person))
    @rule(data=st.data(), name=NAMES, languages=LANGUAGES)
    def change_person(self, data: st.DataObject, name: str, languages: Any) -> None:
        person = self.pick(data, Person)
        after = replace(person, last_name=name, languages=languages, notes="geändert")
        if after != person:
            self.do(lambda unit: unit.change(person, after))
            self.model["person", person.uid] = after

    @precondition(lambda self: self.has(Person))
    @rule(data=st.data(), days=st.integers(-3, 3))
    def take_status(self, data: st.DataObject, days: int) -> None:
        person, status = self.pick(data, Person), data.draw(st.sampled_from(VolunteerStatus))
        events = [*self.office.read.history(person)]
        after = self.do(lambda unit: unit.record_status(person, status, DAY + timedelta(days)))
        late = [event for event in events if event.effective_on > DAY + timedelta(days)]
        assert after == replace(person, volunteering=VolunteerStatus.of(late[-1].status) if late else status)
        self.model["person", person.uid] = after

    @precondition(lambda self: self.has(Person))
    @rule(data=st.data())
    def take_status_back(self, data: st.DataObject) -> None:
        person = self.pick(data, Person)
        events = self.office.read.history(person)
        if events:
            after = self.do(lambda unit: unit.take_back_status(person))
            status = VolunteerStatus.of(events[-2].status) if events[1:] else VolunteerStatus.NONE
            assert after == replace(person, volunteering=status)
            self.model["person", person.uid] = after

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        record = self.pick(data, Record)
        if self.users(record):
            before = tables(self.office)
            with pytest.raises(Refused, match="wird noch gebraucht"):
                self.desk.do("Löschen", lambda unit: unit.remove(record))
            assert tables(self.office) == before
        else:
            self.do(lambda unit: unit.remove(record))
            del self.model[record.type.name, record.uid]

    @precondition(lambda self: self.has(Person))
    @rule(data=st.data())
    def fail(self, data: st.DataObject) -> None:
        person, before, labels = self.pick(data, Person), tables(self.office), self.labels()

        def verb(unit: Unit) -> None:
            unit.change(person, replace(person, city="Nirgendwo"))
            unit.add(Person(last_name="Niemand"))
            raise RuntimeError("mittendrin")

        with pytest.raises(RuntimeError):
            self.desk.do("Fehlschlag", verb)
        assert tables(self.office) == before
        assert self.labels() == labels

    def labels(self) -> tuple[str, str]:
        return self.desk.undo_label, self.desk.redo_label

    # --- back and forth ---

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        after = (dict(self.model), tables(self.office))
        assert self.desk.undo() == "Schritt"
        self.model, before = self.done.pop()
        assert tables(self.office) == before
        self.undone.append(after)

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        before = (dict(self.model), tables(self.office))
        assert self.desk.redo() == "Schritt"
        self.model, after = self.undone.pop()
        assert tables(self.office) == after
        self.done.append(before)

    # --- what always holds ---

    @invariant()
    def the_model_is_what_is_stored_and_searched(self) -> None:
        kept = stored(self.office)
        assert kept == self.model
        made_anew = [
            (of, record.id, *search.indexed(record, self.office.names))
            for (of, _uid), record in kept.items()
            if record.type.is_searched
        ]
        assert sorted(indexed(self.office)) == sorted(made_anew)

    def the_file_is_sound(self) -> None:
        assert self.office.check() == []
        for name, mapping in MAPPINGS.items():
            if mapping.type.is_searched:
                disk.outside_transaction(
                    self.office._writer, f"INSERT INTO {name}_fts({name}_fts) VALUES ('integrity-check')"
                )


TestRandomWork = Office.TestCase
TestRandomWork.settings = settings(max_examples=12, stateful_step_count=24)


# --- one rule at a time ---


@pytest.fixture
def desk(make_office: Callable[..., OfficeFile]) -> Desk:
    """A desk on a file without value lists: quicker to make."""
    return Desk(make_office())


def a_person(desk: Desk, name: str = "Muster") -> Person:
    return desk.do("Anlegen", lambda unit: unit.add(Person(last_name=name)))


def test_every_listener_hears_each_step_once_as_it_was_done(desk: Desk) -> None:
    heard: list[list[Change]] = []
    desk.subscribe(heard.append)
    person = a_person(desk)
    desk.undo()
    desk.redo()
    assert heard == [[Change(None, person)], [Change(person, None)], [Change(None, person)]]


def test_nothing_done_is_no_step_and_tells_nobody(desk: Desk) -> None:
    heard: list[list[Change]] = []
    desk.subscribe(heard.append)
    assert desk.do("Nur lesen", lambda unit: unit.count(Person.type)) == 0
    assert (desk.undo_label, heard) == ("", [])


def test_a_new_step_ends_redoing_but_a_failed_one_does_not(desk: Desk) -> None:
    person = a_person(desk)
    desk.undo()
    with pytest.raises(Stale):
        desk.do("Ändern", lambda unit: unit.change(person, replace(person, city="Oelde")))
    assert desk.redo_label == "Anlegen"
    a_person(desk, "Andere")
    assert desk.redo_label == ""


def test_nothing_to_undo_is_said(desk: Desk) -> None:
    for turn in (desk.undo, desk.redo):
        with pytest.raises(Refused, match="nichts"):
            turn()


def test_what_cannot_be_undone_clears_the_steps(desk: Desk) -> None:
    person = a_person(desk)
    desk.do("Einfrieren", lambda unit: unit.change(person, replace(person, city="Oelde")), undoable=False)
    assert (desk.undo_label, desk.redo_label) == ("", "")


def test_after_locking_nothing_can_be_undone(desk: Desk) -> None:
    person = a_person(desk)
    desk.clear()
    with pytest.raises(Refused, match="nichts"):
        desk.undo()
    assert desk.office.read.get(Person, person.id) == person


def test_a_step_that_no_longer_fits_is_refused_and_stays(desk: Desk) -> None:
    person = a_person(desk)
    with desk.office.unit() as unit:  # past the desk, as a second window would
        unit.change(person, replace(person, city="Oelde"))
    with pytest.raises(Stale, match="Muster"):
        desk.undo()
    assert desk.undo_label == "Anlegen"
    assert desk.office.read.get(Person, person.id).city == "Oelde"


def test_while_something_long_runs_nothing_else_changes(desk: Desk) -> None:
    a_person(desk)
    desk.undo()
    a_person(desk, "Andere")
    with desk.while_busy("Sicherung"):
        with desk.while_busy("darin"):
            pass
        for verb in (lambda: a_person(desk), desk.undo, desk.redo):
            with pytest.raises(Refused, match="„Sicherung“ läuft noch"):
                verb()
    assert desk.undo() == "Anlegen"


def test_busy_ends_with_an_error_too(desk: Desk) -> None:
    with pytest.raises(RuntimeError), desk.while_busy("Sicherung"):
        raise RuntimeError
    assert a_person(desk).id == 1


def test_a_listener_may_do_something_itself(desk: Desk) -> None:
    def tidy(changes: list[Change]) -> None:
        if isinstance(changes[0].after, Person):
            desk.do("Aufgabe", lambda unit: unit.add(Task(subject="Begrüßen")))

    desk.subscribe(tidy)
    a_person(desk)
    assert desk.undo_label == "Aufgabe"
    assert desk.office.read.count(Task.type) == 1
