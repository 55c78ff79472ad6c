"""Trainings, talks, Integrationslotsen and „Wer kann …?“ in the window: what each key does, is said and refused."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records import ContactNote, Institution, Person, Training
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.people import Absence, Qualification, VolunteerStatus
from bezirkskoordination.records.trainings import Participant, Participation, TrainingStatus
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.participants_tab import ParticipantsTab, summary
from bezirkskoordination.ui.record_dialog import RecordDialog
from bezirkskoordination.ui.window import MainWindow

TODAY = date(2026, 11, 12)
Key, P, S, V = Qt.Key, Participation, TrainingStatus, VolunteerStatus


@pytest.fixture
def people(office: OfficeFile) -> list[int]:
    with office.unit() as unit:
        return [unit.add(Person(last_name=name)).id or 0 for name in ("Anders", "Berg", "Conrad", "Demir")]


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Any:
    made = MainWindow(office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def course(office: OfficeFile, *steps: Step, **values: Any) -> Training:
    usual = {"name": "Datenschutz", "qualification": "DATENSCHUTZ", "start_on": date(2026, 10, 5), "units": 400}
    with office.unit() as unit:
        return editing.save(unit, None, Training(**usual | values), steps or (Step(S.OPEN, date(2026, 9, 1)),))


def opened(window: MainWindow, one: Training) -> Any:
    """The tab of a training, gone to by Enter in the list."""
    page = window.open_page("training")
    page.show_id(one.id or 0)
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_Return)
    tab = page.form.tab_of(ParticipantsTab)
    assert page.form.tabs.currentWidget() is tab
    return tab


def stored(window: MainWindow, one: Training) -> Training:
    return window.desk.office.read.get(Training, one.id or 0)


def standing(window: MainWindow, one: Training) -> list[str]:
    return [row.status.value for row in stored(window, one).participants]


# --- the list of a training ---------------------------------------------------------------


def test_typing_a_name_signs_up_and_waits_for_the_next(
    window: MainWindow, office: OfficeFile, people: list[int]
) -> None:
    one = course(office, places=2)
    tab = opened(window, one)
    assert tab.who.hasFocus()  # nobody is on the list yet
    for name in ("ander", "Berg", "conr"):
        QTest.keyClicks(tab.who, name)
        assert tab.who.list_shown
        QTest.keyClick(tab.who._popup, Key.Key_Return)
        assert tab.who.text() == ""
    assert standing(window, one) == ["ANGEMELDET", "ANGEMELDET", "WARTELISTE"]
    assert tab.sums.text() == "2 von 2 Plätzen vergeben · 1 auf der Warteliste"
    assert stored(window, one).status is S.FULL
    assert window.desk.undo_label == "„Datenschutz“: Conrad angemeldet"


def test_a_name_that_is_nobody_stays_and_is_said(window: MainWindow, office: OfficeFile, people: list[int]) -> None:
    one = course(office, participants=(Participant(person=people[0]),))
    tab = opened(window, one)
    tab.who.setFocus()
    for typed in ("Niemand", "Anders"):
        tab.who.clear()
        QTest.keyClicks(tab.who, typed)
        QTest.keyClick(tab.who, Key.Key_Return)
        assert typed in tab.said.text()
        assert tab.who.text() == typed
    assert len(stored(window, one).participants) == 1


def test_one_key_a_person_down_the_list(window: MainWindow, office: OfficeFile, people: list[int]) -> None:
    one = course(office, participants=tuple(Participant(person=person) for person in people))
    tab = opened(window, one)
    assert tab.table.hasFocus()
    for key in "tnat":
        QTest.keyClick(tab.table, key)
    assert standing(window, one) == ["TEILGENOMMEN", "NICHT_ERSCHIENEN", "ABGESAGT", "TEILGENOMMEN"]
    assert tab.said.text() == "Qualifikation eingetragen: Demir"
    assert "Demir" in window.foot.message.text()
    assert tab.rows() == [3]
    QTest.keyClick(tab.table, Key.Key_Space)
    assert standing(window, one)[3] == "ANGEMELDET"
    assert tab.said.text() == "Qualifikation zurückgenommen: Demir"
    for _step in range(5):
        window.run("undo")
    assert standing(window, one) == ["ANGEMELDET"] * 4
    assert not any(one.qualifications for one in office.read.all(Person))


def test_who_cancels_makes_room_and_one_undo_takes_both_back(
    window: MainWindow, office: OfficeFile, people: list[int]
) -> None:
    rows = (*(Participant(person=one) for one in people[:2]), Participant(person=people[2], status=P.WAITING))
    one = course(office, places=2, participants=rows)
    tab = opened(window, one)
    QTest.keyClick(tab.table, "a")
    assert tab.said.text() == "nachgerückt: Conrad"
    assert standing(window, one) == ["ABGESAGT", "ANGEMELDET", "ANGEMELDET"]
    window.run("undo")
    assert standing(window, one) == ["ANGEMELDET", "ANGEMELDET", "WARTELISTE"]


def test_more_places_in_the_form_say_who_moved_up(window: MainWindow, office: OfficeFile, people: list[int]) -> None:
    one = course(
        office, places=1, participants=tuple(Participant(person=person, status=P.WAITING) for person in people)
    )
    page = window.open_page("training")
    page.show_id(one.id or 0)
    line = page.form.form.widgets["places"].control
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "3")
    window.run("save")
    assert window.foot.message.text() == "nachgerückt: Berg; Conrad"
    assert not page.form.unsaved


def test_digits_are_lessons(window: MainWindow, office: OfficeFile, people: list[int]) -> None:
    one = course(office, participants=tuple(Participant(person=person) for person in people[:2]))
    tab = opened(window, one)
    QTest.keyClick(tab.table, "3")
    assert tab.units.hasFocus()
    QTest.keyClicks(tab.units, ",25")
    QTest.keyClick(tab.units, Key.Key_Return)
    assert [row.units for row in stored(window, one).participants] == [325, None]
    assert tab.table.hasFocus()
    assert tab.rows() == [1]
    QTest.keyClick(tab.table, "5")
    QTest.keyClick(tab.units, Key.Key_Return)
    assert "mehr Unterrichtsstunden" in tab.said.text()
    assert tab.units.text() == "5"  # nothing typed is lost
    QTest.keyClick(tab.units, Key.Key_Escape)
    assert (tab.units.text(), tab.table.hasFocus()) == ("", True)


def test_several_rows_are_marked_and_struck_at_once(window: MainWindow, office: OfficeFile, people: list[int]) -> None:
    one = course(office, participants=tuple(Participant(person=person) for person in people))
    tab = opened(window, one)
    tab.table.selectAll()
    QTest.keyClick(tab.table, "t")
    assert standing(window, one) == ["TEILGENOMMEN"] * 4
    assert window.desk.undo_label == "„Datenschutz“: 4 Personen teilgenommen"
    assert tab.said.text() == "Qualifikation eingetragen: Anders; Berg; Conrad und 1 weitere"
    QTest.keyClick(tab.table, Key.Key_Delete)
    assert standing(window, one) == []


def test_what_is_too_early_is_refused_in_place(window: MainWindow, office: OfficeFile, people: list[int]) -> None:
    one = course(office, start_on=TODAY + timedelta(9), participants=(Participant(person=people[0]),))
    tab = opened(window, one)
    QTest.keyClick(tab.table, "t")
    assert tab.said.text().startswith("Die Schulung beginnt erst am 21.11.2026")
    assert standing(window, one) == ["ANGEMELDET"]
    assert not tab.held_button.isVisible()


def test_held_proposes_the_last_day(window: MainWindow, office: OfficeFile, people: list[int]) -> None:
    one = course(office, end_on=date(2026, 10, 6))
    tab = opened(window, one)
    tab.held_button.click()
    dialog = tab._frame.dialog
    assert dialog.on.value() == date(2026, 10, 6)
    dialog.accept()
    assert stored(window, one).status is S.HELD
    assert [event.effective_on for event in office.read.history(stored(window, one))][-1] == date(2026, 10, 6)
    assert not tab.held_button.isVisible()


def test_certificates_of_the_chosen(
    qtbot: Any, window: MainWindow, office: OfficeFile, people: list[int], tmp_path: Path, monkeypatch: Any
) -> None:
    rows = tuple(Participant(person=one, status=P.ATTENDED, units=400) for one in people[:2])
    tab = opened(window, course(office, participants=rows))
    target = tmp_path / "b.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    tab.certificate_button.click()
    qtbot.waitUntil(target.exists, timeout=20_000)
    from pypdf import PdfReader

    assert len(PdfReader(target).pages) == 1


def test_a_certificate_says_what_the_form_has_just_saved(
    qtbot: Any, window: MainWindow, office: OfficeFile, people: list[int], tmp_path: Path, monkeypatch: Any
) -> None:
    tab = opened(window, course(office, participants=(Participant(person=people[0], status=P.ATTENDED, units=400),)))
    page = window.open_page("training")
    name = page.form.form.widgets["name"].control
    name.selectAll()
    QTest.keyClicks(name, "Datenschutz am Telefon")
    page.form.tabs.setCurrentWidget(tab)
    tab.table.selectRow(0)
    target = tmp_path / "b.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    tab.certificate_button.click()
    qtbot.waitUntil(target.exists, timeout=20_000)
    from pypdf import PdfReader

    assert "Datenschutz am Telefon" in " ".join(PdfReader(target).pages[0].extract_text().split())


def test_a_summary_tells_who_is_over(people: list[int]) -> None:
    rows = tuple(Participant(person=one, status=P.ATTENDED) for one in people[:3])
    assert summary(Training(name="x", start_on=TODAY, places=2, participants=rows)) == (
        "2 von 2 Plätzen vergeben · 1 mehr als Plätze · 3 teilgenommen"
    )
    assert summary(Training(name="x", start_on=TODAY)) == "0 angemeldet"


# --- talks --------------------------------------------------------------------------------


def test_a_talk_is_taken_down_from_the_person(window: MainWindow, office: OfficeFile, people: list[int]) -> None:
    page = window.open_page("person")
    page.show_id(people[1])
    window.run("talk")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecordDialog)
    fields = dialog.panel.form.widgets
    assert (fields["on_date"].value(), fields["person"].value()) == (TODAY, people[1])
    assert dialog.focusWidget() is fields["kind"].control
    QTest.keyClicks(fields["kind"].control, "Berat")
    QTest.keyClick(fields["kind"].control._popup, Key.Key_Return)
    QTest.keyClicks(fields["minutes"].control, "25")
    QTest.keyClicks(fields["subject"].control, "Neue Zeiten")
    QTest.keyClick(fields["subject"].control, Key.Key_Return)
    (note,) = office.read.all(ContactNote)
    assert (note.kind, note.minutes, note.subject, note.person, note.on_date) == (
        "BERATUNG", 25, "Neue Zeiten", people[1], TODAY,
    )  # fmt: skip


def test_known_names_are_warned_of_while_writing(window: MainWindow, office: OfficeFile, people: list[int]) -> None:
    with office.unit() as unit:
        note = unit.add(ContactNote(on_date=TODAY, kind="BERATUNG", subject="x", person=people[0]))
    page = window.open_page("contact_note")
    page.show_id(note.id or 0)
    form = page.form
    text = form.form.widgets["note"].control
    text.setFocus()
    QTest.keyClicks(text, "Anders will mit Berg reden")
    form.keep_draft()
    assert form._hints["note"].isVisible()
    assert "Berg" in form._hints["note"].text()
    assert "Anders" not in form._hints["note"].text()  # it is about this person
    assert form.save()  # a hint, no obstacle
    text.selectAll()
    QTest.keyClick(text, Key.Key_Delete)
    form.keep_draft()
    assert not form._hints["note"].isVisible()


def test_a_follow_up_is_ticked_off(window: MainWindow, office: OfficeFile, people: list[int]) -> None:
    with office.unit() as unit:
        note = unit.add(
            ContactNote(on_date=TODAY, kind="BERATUNG", subject="Rückruf", person=people[0], follow_up_on=TODAY)
        )
    page = window.open_page("contact_note")
    page.show_id(note.id or 0)
    assert page.form.done_button.isVisible()
    window.run("followed_up")
    assert office.read.get(ContactNote, note.id or 0).followed_up
    assert not page.form.done_button.isVisible()
    window.run("followed_up")
    assert window.foot.message.text() == "Hier ist nichts wieder vorgelegt."
    window.run("undo")
    assert page.form.done_button.isVisible()


def test_a_new_talk_begins_with_today(window: MainWindow) -> None:
    window.open_page("contact_note")
    window.run("new")
    form = window.record_page.form  # type: ignore[union-attr]
    assert form.form.widgets["on_date"].value() == TODAY
    form.discard()


def test_talks_stand_with_person_and_institution(window: MainWindow, office: OfficeFile, people: list[int]) -> None:
    with office.unit() as unit:
        house = unit.add(Institution(name="Kita", kind="KITA"))
        unit.add(ContactNote(on_date=TODAY, kind="NETZWERK", subject="x", person=people[0], institution=house.id))
    for view, key in (("person", people[0]), ("institution", house.id or 0)):
        page = window.open_page(view)
        page.show_id(key)
        tab = next(one for one in page.form.related if one.view.name == "contact_note")
        page.form.tabs.setCurrentWidget(tab)
        assert tab.table.ranked.rowCount() == 1


# --- who can be asked, Integrationslotsen -------------------------------------------------


def test_one_click_tells_who_can_be_asked(window: MainWindow, office: OfficeFile) -> None:
    office.clock = lambda: datetime(2026, 11, 12, 14, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    afternoon, evening = grid_bit(3, 1), grid_bit(3, 2)
    made = (
        ("Ja", V.AVAILABLE, afternoon, {}), ("Abends", V.AVAILABLE, evening, {}), ("Pause", V.PAUSED, afternoon, {}),
        ("Weg", V.PLACED, afternoon, {"absences": (Absence(first=TODAY),)}),
        ("Still", V.AVAILABLE, afternoon, {"contact_block": True}), ("Auch", V.PLACED, afternoon | evening, {}),
    )  # fmt: skip
    with office.unit() as unit:
        for name, status, grid, values in made:
            steps = [Step(V.PLACED, TODAY), *([Step(status, TODAY)] if status is not V.PLACED else [])]
            editing.save(unit, None, Person(last_name=name, available=grid, **values), steps)

    def shown() -> list[str]:
        return [page.model.texts_at(row)[0] for row in range(page.model.rowCount())]

    page = window.open_page("volunteer")
    page.filters.line.setText("Weg")
    window.run("who_can")
    page = window.record_page
    assert shown() == ["Auch", "Ja"]
    assert page.question.ask_button.text() == "kann heute Nachmittag"
    assert page.table.hasFocus()
    page.question.other_button.menu().aboutToShow.emit()
    times = [action.text() for action in page.question.menu.actions()]
    assert times[:4] == ["heute Nachmittag", "heute Abend", "morgen Vormittag", "morgen Nachmittag"]
    page.question.menu.actions()[1].trigger()
    assert shown() == ["Abends", "Auch"]
    QTest.keyClick(page.question.ask_button, Key.Key_Space)
    assert len(shown()) == len(made)
    assert page.question.ask_button.text() == "Wer kann heute Nachmittag?"


def test_guides_show_their_modules(window: MainWindow, office: OfficeFile) -> None:
    row = Qualification(qualification="ILO_BASIS", acquired_on=date(2024, 10, 19), proof="Ordner 3")
    with office.unit() as unit:
        person = Person(last_name="Adam", qualifications=(row,))
        kept = editing.save(unit, None, person, [Step(V.PLACED, TODAY)])
        editing.save(unit, None, Person(last_name="Other"), [Step(V.PLACED, TODAY)])
    page = window.open_page("lotse")
    assert page.model.rowCount() == 1
    page.show_id(kept.id or 0)
    told = [tuple(cell.text() for cell in cells) for cells in page.form.modules.cells]
    assert told == [
        ("Basismodul", "19.10.2024 · Nachweis: Ordner 3"), ("Nachhaltigkeitsmodul", "noch nicht"),
        ("Spezialisierungsmodul", "noch nicht"), ("gehört zu", "keiner Institution zugeordnet"),
        ("Auffrischung bis", "19.10.2026 – fällig"),
    ]  # fmt: skip
