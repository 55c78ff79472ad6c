"""The search field as somebody uses it who never takes a hand off the keyboard."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records import VIEWS, Mandate, Person, VolunteerStatus
from bezirkskoordination.records.money import Expense
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.commands import COMMANDS
from bezirkskoordination.ui.palette import find
from bezirkskoordination.ui.window import MainWindow

Down, Up, Enter, Escape = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot: Any, make_office: Callable[..., OfficeFile], memory: QSettings) -> Iterator[MainWindow]:
    office = make_office()
    with office.unit() as unit:
        begin_office(unit, shipped_offices()[0])
        person = unit.add(Person(last_name="Sicherle", first_name="Ada", phone="030 23125-171"))
        editing.take(unit, person, Step(VolunteerStatus.INTERESTED, unit.today))
        unit.add(Mandate(person=person.id, valid_from=date(2026, 1, 1), iban="DE89 3704 0044 0532 0130 00"))
        for number in range(1, 18):
            day, payee = date(2026, 3, 1), f"Laden {number}"
            unit.add(Expense(on_date=day, category="PORTO", payee=payee, purpose="Marken", amount=100))
    made = MainWindow(office, memory)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    made.deleteLater()


def ask(qtbot: Any, window: MainWindow, text: str) -> list[str]:
    """Type after Strg+K; what can be chosen, from the top."""
    window.run("search")
    field = window.header.search
    field.clear()
    qtbot.keyClicks(field, text)
    return offered(window)


def offered(window: MainWindow) -> list[str]:
    shown = window.header.search.list
    return [shown.item(row).text() for row in range(shown.count()) if shown.item(row).flags()]


def headings(window: MainWindow) -> list[str]:
    shown = window.header.search.list
    return [shown.item(row).text() for row in range(shown.count()) if not shown.item(row).flags()]


def test_an_empty_field_offers_commands_and_no_name(qtbot: Any, window: MainWindow) -> None:
    assert ask(qtbot, window, "")
    assert headings(window) == ["BEFEHLE"]
    assert not any("Sicherle" in one or "Laden" in one for one in offered(window))
    window.open_record("person", 1)
    assert not any("Sicherle" in one for one in ask(qtbot, window, ""))


def test_what_is_used_most_stands_first_and_is_remembered(qtbot: Any, window: MainWindow, memory: QSettings) -> None:
    for name in ("task", "budget", "task", "expense", "undo"):
        window.run(name)
    assert ask(qtbot, window, "")[:3] == ["Aufgaben  ·  Alt+8", "Auslagen  ·  Alt+6", "Etat  ·  Alt+7"]
    assert headings(window) == ["HÄUFIG BENUTZT", "BEFEHLE"]
    assert str(memory.value("commands/used")) == "task=2;budget=1;expense=1"


def test_nothing_is_chosen_before_somebody_chooses(qtbot: Any, window: MainWindow) -> None:
    before = window.pages.name
    first = ask(qtbot, window, "")[0]
    field = window.header.search
    qtbot.keyClick(field, Enter)
    assert window.pages.name == before
    qtbot.keyClick(field, Down)
    assert field.list.currentItem().text() == first
    qtbot.keyClick(field, Enter)
    assert window.pages.name == "volunteer"


def test_arrows_walk_over_headings(qtbot: Any, window: MainWindow) -> None:
    lines = ask(qtbot, window, "sicher")
    assert len(headings(window)) > 1
    assert headings(window)[0] == "EINTRÄGE"
    field = window.header.search
    walked = [field.list.currentItem().text()]
    for _ in lines[1:]:
        qtbot.keyClick(field, Down)
        walked.append(field.list.currentItem().text())
    assert walked == lines
    assert field.accessibleDescription().endswith(lines[-1])
    for _ in lines:
        qtbot.keyClick(field, Up)
    assert field.list.currentItem().text() == lines[0]


def test_escape_goes_back_to_where_the_keyboard_was(qtbot: Any, window: MainWindow) -> None:
    page = window.open_page("volunteer")
    page.table.setFocus()
    ask(qtbot, window, "sicher")
    qtbot.keyClick(window.header.search, Escape)
    assert QApplication.focusWidget() is page.table
    assert window.header.search.text() == ""
    assert window.header.search.list.isHidden()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ada", "Sicherle, Ada"),
        ("sicherle ada", "Sicherle, Ada"),
        ("03023125171", "Sicherle, Ada"),
        ("030 23125", "Sicherle, Ada"),
        ("17", "K-2026-0017 · Laden 17"),
        ("k-2026-0003", "K-2026-0003 · Laden 3"),
        ("DE89 3704", "Sicherle, Ada · Koordination"),
        ("de8937040044", "Sicherle, Ada · Koordination"),
        ("auslage", "Auslagen"),
        ("neu auslage", "Neu: Auslage"),
        ("einstell", "Einstellungen"),
        ("drucken fragen", "Drucken: Fragen zum Datenschutz"),
        ("fragen", "Drucken: Fragen zum Datenschutz"),
        ("tasten", "Tasten"),
        ("antrag zusammen", "Erstattungsantrag zusammenstellen"),
    ],
)
def test_what_is_typed_is_found(qtbot: Any, window: MainWindow, typed: str, first: str) -> None:
    ask(qtbot, window, typed)
    assert window.header.search.list.currentItem().text().startswith(first)


def test_a_new_record_is_begun_from_anywhere(qtbot: Any, window: MainWindow) -> None:
    window.open_page("today")
    ask(qtbot, window, "neu auslage")
    qtbot.keyClick(window.header.search, Enter)
    page = window.record_page
    assert page is not None
    assert page.view.name == "expense"
    assert page.form.is_new
    assert page.form.isAncestorOf(QApplication.focusWidget())


def test_coming_back_at_once_keeps_the_answer(qtbot: Any, window: MainWindow) -> None:
    ask(qtbot, window, "sicher")
    qtbot.keyClick(window.header.search, Escape)
    assert ask(qtbot, window, "sicher")
    qtbot.wait(250)  # longer than the field waits for a click into the list
    assert window.header.search.list.isVisible()


def test_only_what_can_be_done_is_offered(window: MainWindow) -> None:
    window.open_page("today")
    told = {found.text for section in find(window, "kopieren").sections for found in section.found}
    assert told == set()
    window.open_page("expense")
    told = {found.text for section in find(window, "kopieren").sections for found in section.found}
    assert told == {"Kopieren als neuen Eintrag"}


def test_every_page_and_every_new_record_can_be_found_by_its_name(window: MainWindow) -> None:
    for view in VIEWS:
        told = [found.text for section in find(window, str(view.label)).sections for found in section.found]
        assert str(view.label) in told
        told = [found.text for section in find(window, f"neu {view.singular}").sections for found in section.found]
        assert f"Neu: {view.singular}" in told


def test_every_command_is_found_while_it_can_be_done(window: MainWindow) -> None:
    window.open_page("expense")
    for command in COMMANDS:
        if command.enabled(window):
            told = [found.text for section in find(window, str(command.text)).sections for found in section.found]
            assert any(str(command.text) in one for one in told), command.name


def test_the_answer_fits_into_the_window(qtbot: Any, window: MainWindow) -> None:
    window.resize(700, 420)
    QApplication.processEvents()
    ask(qtbot, window, "a")
    assert window.rect().contains(window.header.search.list.geometry())
