"""The page of a view, by keyboard and mouse: saving, leaving, discarding, deleting, narrowing, remembering."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.settings import found_district
from bezirkskoordination.records import EXPENSES, INSTITUTIONS, VOLUNTEERS
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.money import Expense, ExpenseStatus
from bezirkskoordination.records.office import Attachment, District, SubArea
from bezirkskoordination.records.people import LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.rules.status import VOLUNTEERING
from bezirkskoordination.store.unit import Unit
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage

TODAY = date(2026, 11, 12)


class Window:
    """What a page asks of its window, noted down."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.said: list[str] = []
        self.opened: list[tuple[str, int]] = []

    def say(self, message: str) -> None:
        self.said.append(message)

    def open_record(self, type_name: str, record_id: int) -> None:
        self.opened.append((type_name, record_id))

    def open_page(self, name: str) -> None:
        self.opened.append((name, 0))

    def today(self) -> date:
        return TODAY

    def run(self, command: str) -> None:
        self.said.append(command)


@pytest.fixture
def window(desk: Desk, tmp_path: Path) -> Window:
    return Window(desk, tmp_path)


@pytest.fixture
def open_page(qtbot: Any, window: Window) -> Callable[[View], RecordPage]:
    def open_(view: View) -> RecordPage:
        page = RecordPage(view, window)
        qtbot.addWidget(page)
        page.resize(1100, 720)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return open_


@pytest.fixture
def people(desk: Desk) -> list[Person]:
    def fill(unit: Unit) -> list[Person]:
        found_district(
            unit,
            District(number="111", name="A", city="B", council_name="C", valid_from=date(2021, 11, 1)),
            ("Hondelage",),
        )
        area = unit.all(SubArea)[0].id
        made = [
            Person(last_name="Adeyemi", first_name="Folake", languages=(LanguageSkill(language="en"),), available=1),
            Person(last_name="Al-Sayed", first_name="Rima", languages=(LanguageSkill(language="ar"),), sub_area=area),
            Person(last_name="Müller", first_name="Jörn", informed_on=date(2026, 1, 2)),
        ]
        return [
            unit.record_status(unit.add(person), VolunteerStatus.AVAILABLE, date(2026, 1, n + 1))
            for n, person in enumerate(made)
        ]

    return desk.do("füllen", fill)


def field(page: RecordPage, name: str) -> QLineEdit:
    control = page.form.form.widgets[name].control
    assert isinstance(control, QLineEdit)
    return control


def type_into(qtbot: Any, page: RecordPage, name: str, text: str) -> None:
    line = field(page, name)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def stored(window: Window, person: Person) -> Person:
    return window.desk.office.read.get(Person, person.id or 0)


def titles(page: RecordPage) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


class TestSaving:
    def test_new_type_enter_is_saved(self, qtbot: Any, open_page: Any, window: Window) -> None:
        page = open_page(VOLUNTEERS)
        assert (
            page.table.nothing.text() == "Hier steht noch nichts. „+ Neu: Ehrenamtliche/r“ legt den ersten Eintrag an."
        )
        page.new()
        first = page.focusWidget()
        assert first is field(page, "first_name")
        qtbot.keyClicks(first, "Rima")
        type_into(qtbot, page, "last_name", "Al-Sayed")
        qtbot.keyClick(field(page, "last_name"), Qt.Key.Key_Return)
        (person,) = window.desk.office.read.all(Person)
        assert (person.title(window.desk.office.names), person.volunteering) == (
            "Al-Sayed, Rima",
            VolunteerStatus.INTERESTED,
        )
        assert [event.effective_on for event in window.desk.office.read.history(person)] == [TODAY]
        assert window.desk.undo_label == "Ehrenamtliche/r „Al-Sayed, Rima“ angelegt"
        assert titles(page) == ["Al-Sayed, Rima"]
        assert page.table.chosen_ids() == [person.id]
        assert page.form.state.text() == "Gespeichert"
        assert page.subtitle.text() == "1 Ehrenamtliche/r"
        window.desk.undo()
        assert titles(page) == []
        assert page.form.record_id is None

    def test_a_change_is_one_step_and_undo_shows_it(
        self, qtbot: Any, open_page: Any, window: Window, people: list[Person]
    ) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[0].id)
        type_into(qtbot, page, "last_name", "Zweig")
        assert page.form.unsaved
        assert page.form.state.text() == "Noch nicht gespeichert"
        assert page.save()
        assert stored(window, people[0]).last_name == "Zweig"
        assert window.desk.undo_label == "Ehrenamtliche/r „Zweig, Folake“ geändert"
        assert titles(page)[-1] == "Zweig, Folake"
        assert page.table.chosen_ids() == [people[0].id]
        window.desk.undo()
        assert field(page, "last_name").text() == "Adeyemi"
        assert page.form.title.text() == titles(page)[0] == "Adeyemi, Folake"

    def test_choosing_another_row_saves(self, qtbot: Any, open_page: Any, window: Window, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[0].id)
        type_into(qtbot, page, "last_name", "Zweig")
        page.table.choose(people[1].id)
        assert stored(window, people[0]).last_name == "Zweig"
        assert page.form.record_id == people[1].id
        assert page.table.chosen_ids() == [people[1].id]

    def test_what_is_not_valid_cannot_be_left(
        self, qtbot: Any, open_page: Any, window: Window, people: list[Person]
    ) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[0].id)
        label = window.desk.undo_label
        type_into(qtbot, page, "phone", "abc")
        page.table.setFocus()
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: page.table.chosen_ids() == [people[0].id])
        assert page.form.record_id == people[0].id
        assert "keine Telefonnummer" in page.form.form.widgets["phone"].problem
        assert page.focusWidget() is field(page, "phone")
        assert field(page, "phone").text() == "abc"
        assert page.form.state.text() == "Nicht gespeichert – bitte die markierten Angaben prüfen"
        assert not page.leave()
        assert window.desk.undo_label == label
        qtbot.keyClick(field(page, "phone"), Qt.Key.Key_Escape)
        assert field(page, "phone").text() == ""
        assert page.form.form.widgets["phone"].problem == ""
        assert window.said[-1] == "Eingaben verworfen"
        assert page.leave()

    def test_rules_speak_beside_their_fields(
        self, qtbot: Any, open_page: Any, window: Window, people: list[Person]
    ) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[0].id)
        type_into(qtbot, page, "minutes_per_week", "90")
        assert not page.save()
        assert "80 Stunden" in page.form.form.widgets["minutes_per_week"].problem
        assert "noch nicht ausgehändigt" in page.form._hints["informed_on"].text()
        page.form.discard()
        page.show_id(people[2].id)
        assert page.form._hints["informed_on"].isHidden()

    def test_an_untouched_new_record_is_left_without_a_word(
        self, open_page: Any, window: Window, people: list[Person]
    ) -> None:
        page = open_page(VOLUNTEERS)
        page.new()
        assert page.leave()
        page.table.choose(people[1].id)
        assert page.form.record_id == people[1].id
        assert window.desk.office.read.count(Person.type) == 3

    def test_a_new_record_that_is_not_valid_holds_fast(self, qtbot: Any, open_page: Any, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        page.new()
        type_into(qtbot, page, "first_name", "Ida")
        page.table.choose(people[1].id)
        qtbot.waitUntil(lambda: page.table.chosen_count() == 0)
        assert page.form.is_new
        assert "fehlt noch" in page.form.form.widgets["last_name"].problem

    def test_what_changed_meanwhile_is_said_and_both_are_reachable(
        self, qtbot: Any, open_page: Any, window: Window, people: list[Person]
    ) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[0].id)
        type_into(qtbot, page, "first_name", "Ida")
        before = stored(window, people[0])
        window.desk.do("anders", lambda unit: unit.change(before, replace(before, phone="030 23125-001")))
        assert "Telefon: 030 23125-001" in page.form.notice.text
        assert field(page, "first_name").text() == "Ida"
        assert not page.save()
        mine, _theirs = page.form.notice.offers()
        mine.click()
        assert (stored(window, people[0]).first_name, stored(window, people[0]).phone) == ("Ida", "030 23125-001")
        assert page.form.notice.text == ""

    def test_undo_key_is_for_the_text_first(self, qtbot: Any, open_page: Any, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[0].id)
        type_into(qtbot, page, "first_name", "Ida")
        line = field(page, "first_name")
        while line.isUndoAvailable():
            qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert line.text() == "Folake"
        assert not page.form.unsaved


class TestDrafts:
    def test_outlive_closing_the_page(self, qtbot: Any, open_page: Any, window: Window, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[0].id)
        type_into(qtbot, page, "phone", "abc")
        page.lock_draft()
        again = open_page(VOLUNTEERS)
        again.show_id(people[0].id)
        assert field(again, "phone").text() == "abc"
        assert again.form.unsaved
        assert "sind wieder da" in again.form.notice.text
        type_into(qtbot, again, "phone", "030 23125-007")
        assert again.save()
        assert window.desk.office.draft(f"volunteer:{people[0].id}") == ""

    def test_a_new_one_is_taken_up_when_the_page_opens(self, qtbot: Any, open_page: Any, window: Window) -> None:
        page = open_page(VOLUNTEERS)
        page.new()
        page.form.take_step(Step(VolunteerStatus.AVAILABLE, date(2026, 3, 1)))
        type_into(qtbot, page, "first_name", "Ida")
        qtbot.waitUntil(lambda: bool(window.desk.office.draft("volunteer:neu")))
        again = open_page(VOLUNTEERS)
        assert again.form.is_new
        assert field(again, "first_name").text() == "Ida"
        type_into(qtbot, again, "last_name", "Zweig")
        assert again.save()
        (person,) = window.desk.office.read.all(Person)
        assert person.volunteering is VolunteerStatus.AVAILABLE
        assert window.desk.office.draft("volunteer:neu") == ""

    def test_locking_saves_what_is_valid(
        self, qtbot: Any, open_page: Any, window: Window, people: list[Person]
    ) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[0].id)
        type_into(qtbot, page, "phone", "030 23125-009")
        page.lock_draft()
        assert stored(window, people[0]).phone == "030 23125-009"


class TestDeleting:
    def test_names_who_still_needs_it(self, open_page: Any, window: Window, people: list[Person]) -> None:
        house = window.desk.do("Haus", lambda unit: unit.add(Institution(name="Kirche", kind="SCHULE")))
        window.desk.do(
            "Kontakt",
            lambda unit: unit.add(ContactPerson(institution=house.id, person=people[1].id, function="Küster")),
        )
        page = open_page(VOLUNTEERS)
        page.show_id(people[1].id)
        page.delete()
        assert "Ansprechperson Al-Sayed, Rima · Küster" in page.form.notice.text
        assert stored(window, people[1])

    def test_says_how_to_undo_and_goes_on(
        self, qtbot: Any, open_page: Any, window: Window, people: list[Person]
    ) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[0].id)
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
        assert window.said[-1] == "Ehrenamtliche/r „Adeyemi, Folake“ gelöscht – Rückgängig mit Strg+Z"
        assert page.table.chosen_ids() == [people[1].id] == [page.form.record_id]
        window.desk.undo()
        assert titles(page)[0] == "Adeyemi, Folake"

    def test_many_are_one_step(self, qtbot: Any, open_page: Any, window: Window, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        page.table.setFocus()
        qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert page.several.title.text() == "3 ausgewählt"
        assert page.subtitle.text() == "3 Ehrenamtliche · 3 ausgewählt"
        assert page.several.export.isHidden()  # nobody takes them out
        page.several.delete.click()
        assert window.desk.undo_label == "3 Einträge gelöscht"
        assert titles(page) == []
        window.desk.undo()
        assert len(titles(page)) == 3


class TestMany:
    def test_status_where_it_may_follow(self, qtbot: Any, open_page: Any, window: Window, people: list[Person]) -> None:
        ended = Step(VolunteerStatus.ENDED, date(2026, 5, 1))
        page = open_page(VOLUNTEERS)
        page.show_id(people[2].id)
        page.form.take_step(ended)
        page.table.selectAll()
        page.several.change_status()
        dialog = page.several.dialog
        assert VolunteerStatus.PLACED in dialog.steps
        dialog.choose(VolunteerStatus.PAUSED)
        dialog.accept()
        states = [stored(window, person).volunteering for person in people]
        assert states == [VolunteerStatus.PAUSED, VolunteerStatus.PAUSED, VolunteerStatus.ENDED]
        assert "1 ausgelassen" in window.said[-1]
        window.desk.undo()
        assert stored(window, people[0]).volunteering is VolunteerStatus.AVAILABLE

    def test_duplicate_begins_with_the_same_values(
        self, qtbot: Any, open_page: Any, window: Window, people: list[Person]
    ) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[1].id)
        page.duplicate()
        assert page.form.is_new
        assert page.form.unsaved
        type_into(qtbot, page, "first_name", "Ida")
        assert page.save()
        assert window.desk.undo_label == "Ehrenamtliche/r „Al-Sayed, Ida“ kopiert"
        copy = stored(window, replace(people[0], id=page.form.record_id))
        assert copy.languages == people[1].languages
        assert copy.volunteering is VOLUNTEERS.begins


class TestNarrowing:
    def test_filter_line_and_its_keys(self, qtbot: Any, open_page: Any, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        page.focus_filter()
        assert page.focusWidget() is page.filters.line
        qtbot.keyClicks(page.filters.line, "Mueller")
        assert titles(page) == ["Müller, Jörn"]
        assert page.subtitle.text() == "3 Ehrenamtliche · 1 Treffer"
        qtbot.keyClick(page.filters.line, Qt.Key.Key_Down)
        assert page.form.record_id == people[2].id
        assert page.focusWidget() is page.table
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
        assert page.focusWidget() is field(page, "first_name")
        qtbot.keyClick(field(page, "first_name"), Qt.Key.Key_Escape)
        assert page.focusWidget() is page.table
        page.filters.line.setFocus()
        qtbot.keyClick(page.filters.line, Qt.Key.Key_Escape)
        assert len(titles(page)) == 3
        assert page.table.chosen_ids() == [people[2].id]

    def test_no_hit_offers_what_was_meant(self, qtbot: Any, open_page: Any, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        page.filters.line.setText("Adeymi")
        assert page.table.nothing.text() == "Kein Treffer für „Adeymi“."
        qtbot.waitUntil(lambda: "Meinten Sie" in page.table.nothing.text())
        page.table.nothing.linkActivated.emit("#")
        assert titles(page) == ["Adeyemi, Folake"]

    def test_facets(self, qtbot: Any, open_page: Any, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        facets = page.filters.facets
        assert [label for _value, label in facets["languages"].options()] == ["Englisch", "Arabisch"]
        assert {value for value, _label in facets["volunteering"].options()} >= VOLUNTEERING
        assert VolunteerStatus.NONE not in dict(facets["volunteering"].options())
        assert facets["available"].text() == "verfügbar am …"
        facets["languages"].tick("ar")
        assert titles(page) == ["Al-Sayed, Rima"]
        assert facets["languages"].text() == "Sprachen: Arabisch"
        facets["available"].tick(1)
        assert titles(page) == []
        assert page.table.nothing.text() == "Kein Treffer mit diesen Filtern."
        assert not page.filters._reset.isHidden()
        page.filters._reset.click()
        assert len(titles(page)) == 3
        assert page.filters._reset.isHidden()
        facets["volunteering"].tick(VolunteerStatus.AVAILABLE)
        assert facets["volunteering"].text() == "Status: vermittelbar"
        assert len(titles(page)) == 3

    def test_a_facet_menu_stays_open_and_ticks(self, qtbot: Any, open_page: Any, people: list[Person]) -> None:
        page = open_page(INSTITUTIONS)
        button = page.filters.facets["sub_area"]
        button._fill()
        assert [action.text() for action in button._menu.actions()] == ["nichts erfasst"]
        page = open_page(VOLUNTEERS)
        button = page.filters.facets["volunteering"]
        button._menu.popup(page.mapToGlobal(page.rect().center()))
        button._menu.setActiveAction(button._actions[2])
        qtbot.keyClick(button._menu, Qt.Key.Key_Space)
        assert button.values == (VolunteerStatus.AVAILABLE,)
        assert button._menu.isVisible()
        button._menu.close()

    def test_show_id_lifts_the_filter(self, open_page: Any, window: Window, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        page.filters.line.setText("Mueller")
        page.show_id(people[0].id)
        assert page.filters.text == ""
        assert page.form.record_id == people[0].id
        other = window.desk.do("Person", lambda unit: unit.add(Person(last_name="Kein Ehrenamt")))
        page.show_id(other.id)
        assert window.said[-1] == "Dieser Eintrag steht nicht unter „Ehrenamtliche“."


class TestLooks:
    def test_columns_sorting_and_widths_are_remembered(
        self, open_page: Any, window: Window, people: list[Person]
    ) -> None:
        page = open_page(VOLUNTEERS)
        page.set_columns(["title", "phone", "volunteering"])
        page.sort_by("volunteering")
        page.sort_by("volunteering")
        page.table.setColumnWidth(1, 177)
        page.table.horizontalHeader().moveSection(2, 0)
        again = open_page(VOLUNTEERS)
        assert again.table.columns_in_order() == ["volunteering", "title", "phone"]
        assert (again.query.sort, again.query.descending) == ("volunteering", True)
        assert again.table.columnWidth(2) == 177
        memory = Path(window.memory.fileName()).read_text() if window.memory.sync() is None else ""
        assert "Rima" not in memory
        assert "Al-Sayed" not in memory

    def test_choosing_columns_by_keyboard(self, qtbot: Any, open_page: Any, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        page.columns_button.click()
        dialog = page.dialog
        dialog.list.setCurrentRow(1)
        dialog.move_chosen(-1)
        dialog.list.item(2).setCheckState(Qt.CheckState.Unchecked)
        dialog.accept()
        assert page.table.columns_in_order()[:2] == ["sub_area", "title"]
        assert "languages" not in page.table.columns_in_order()

    def test_a_click_sorts_only_where_it_can(self, open_page: Any, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        head = page.table.horizontalHeader()
        names = page.table.columns_in_order()
        head.sectionClicked.emit(names.index("languages"))
        assert page.query.sort == "title"
        head.sectionClicked.emit(names.index("volunteering"))
        assert page.query.sort == "volunteering"
        assert head.sortIndicatorSection() == names.index("volunteering")

    def test_home_and_end_go_to_the_first_and_last_row(self, qtbot: Any, open_page: Any, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        page.table.setFocus()
        qtbot.keyClick(page.table, Qt.Key.Key_End)
        assert page.table.chosen_ids() == [people[2].id]
        qtbot.keyClick(page.table, Qt.Key.Key_Home)
        assert page.table.chosen_ids() == [people[0].id]

    def test_a_page_that_is_gone_hears_nothing(self, qtbot: Any, window: Window, people: list[Person]) -> None:
        page = RecordPage(VOLUNTEERS, window)
        page.deleteLater()
        qtbot.wait(1)
        window.desk.undo()


class TestTabs:
    def test_history_and_the_way_back(self, open_page: Any, window: Window, people: list[Person]) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[0].id)
        page.form.take_step(Step(VolunteerStatus.ENDED, date(2026, 6, 1), "ZEIT", "bis auf Weiteres"))
        page.form.tabs.setCurrentWidget(page.form.history)
        table = page.form.history.table
        row = [table.item(0, at).text() for at in range(3)]
        assert row == ["01.06.2026", "beendet", "Zeitmangel · bis auf Weiteres"]
        assert page.form.chip.text() == "beendet"
        page.form.history.back.click()
        assert stored(window, people[0]).volunteering is VolunteerStatus.AVAILABLE
        assert table.rowCount() == 1

    def test_related_records(self, qtbot: Any, open_page: Any, window: Window, people: list[Person]) -> None:
        house = window.desk.do("Haus", lambda unit: unit.add(Institution(name="Kirche", kind="SCHULE")))
        page = open_page(INSTITUTIONS)
        page.show_id(house.id)
        volunteers = next(tab for tab in page.form.related if tab.view is VOLUNTEERS)
        page.form.tabs.setCurrentWidget(volunteers)
        assert volunteers.table.ranked.rowCount() == 0
        volunteers.begin_new()
        panel: RecordForm = volunteers.dialog.panel
        assert panel.form.widgets["institution"].value() == house.id
        panel.form.put("last_name", "Zander")
        assert panel.save()
        assert volunteers.table.ranked.rowCount() == 1
        volunteers.table.choose(volunteers.table.ranked.id_at(0))
        volunteers.open.click()
        person = window.desk.office.read.where(Person, last_name="Zander")[0]
        assert window.opened == [("person", person.id)]
        contacts = page.form.related[0]
        page.form.tabs.setCurrentWidget(contacts)
        assert contacts.rows == []
        assert contacts.empty.isVisible()

    def test_a_status_that_the_form_does_not_show_is_changed_beside_the_title(
        self, open_page: Any, window: Window, people: list[Person]
    ) -> None:
        page = open_page(VOLUNTEERS)
        page.show_id(people[0].id)
        assert page.form.step_button.isVisible()
        page.form.step_button.click()
        page.form.dialog.chosen.emit(Step(VolunteerStatus.PLACED, TODAY))
        assert stored(window, people[0]).volunteering is VolunteerStatus.PLACED


class TestReceipts:
    @pytest.fixture
    def receipt(self, qtbot: Any, tmp_path: Path) -> Path:
        path = tmp_path / "bon.png"
        image = QImage(40, 60, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        image.save(str(path))
        return path

    def new_expense(self, page: RecordPage) -> None:
        page.new()
        values = {"on_date": TODAY, "category": "PORTO", "payee": "Post", "purpose": "Briefe", "amount": 480}
        for name, value in values.items():
            page.form.form.put(name, value)

    def test_a_receipt_is_kept_with_its_expense(
        self, qtbot: Any, open_page: Any, window: Window, receipt: Path
    ) -> None:
        page = open_page(EXPENSES)
        self.new_expense(page)
        page.form.form.widgets["receipt"].offer(receipt)
        assert window.desk.office.read.count(Attachment.type) == 0
        assert page.save()
        (expense,) = window.desk.office.read.all(Expense)
        assert expense.number == "K-2026-0001"
        page.form.view_file(expense.receipt)
        assert page.form.dialog.windowTitle() == "bon.png"
        page.form.dialog.close()
        window.desk.undo()
        assert window.desk.office.read.count(Attachment.type) == window.desk.office.read.count(Expense.type) == 0

    def test_a_file_that_cannot_be_read_is_said(self, open_page: Any, window: Window, tmp_path: Path) -> None:
        page = open_page(EXPENSES)
        self.new_expense(page)
        assert page.save()
        page.form.form.widgets["receipt"].offer(tmp_path / "fehlt.pdf")
        assert "fehlt.pdf" in page.form.notice.text
        assert not page.form.unsaved

    def test_a_pdf_is_shown_and_saved_without_a_temporary_file(
        self, qtbot: Any, open_page: Any, window: Window, tmp_path: Path
    ) -> None:
        from bezirkskoordination.ui.viewer import Viewer

        broken = Viewer("kaputt.pdf", b"%PDF-1.7 nichts", window.say)
        qtbot.addWidget(broken)
        words = broken.shown.widget().text()
        assert words.startswith("„kaputt.pdf“ ist beschädigt")
        broken.save_as(tmp_path / "aus.pdf")
        assert (tmp_path / "aus.pdf").read_bytes() == b"%PDF-1.7 nichts"
        other = Viewer("tabelle.ods", b"PK\x03\x04", window.say)
        qtbot.addWidget(other)
        assert "lässt sich hier nicht anzeigen" in other.shown.widget().text()

    def test_expenses_have_their_states(self, open_page: Any, window: Window) -> None:
        page = open_page(EXPENSES)
        self.new_expense(page)
        assert page.save()
        assert page.form.chip.text() == "erfasst"
        page.form.take_step(Step(ExpenseStatus.CLAIMED, TODAY))
        assert page.form.chip.text() == "eingereicht"
        assert window.desk.undo_label == "Auslage „K-2026-0001 · Post“: Status „eingereicht“"
