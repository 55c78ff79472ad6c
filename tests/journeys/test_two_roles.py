"""One human, two roles, by keyboard only: a volunteer becomes contact person; one role ends, the other goes on."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from tests.journeys.helping import opened

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records import ContactPerson, Institution, Person, VolunteerStatus
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.network_tabs import ContactsTab
from bezirkskoordination.ui.two_lines import TwoLines
from bezirkskoordination.ui.window import MainWindow

K = Qt.Key


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Iterator[MainWindow]:
    def begin(unit: Any) -> None:
        unit.add(Institution(name="Ev. Kirchengemeinde", kind="KIRCHE", phone="030 23125-101"))
        person = unit.add(Person(last_name="Sander", first_name="Mia", phone="030 23125-200"))
        unit.record_status(person, VolunteerStatus.AVAILABLE, unit.today)

    Desk(office).do("Anfang", begin)
    with opened(qtbot, office, tmp_path) as made:
        yield made


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Any, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        for one in key if isinstance(key, str) else (key,):
            QTest.keyClick(QApplication.activePopupWidget() or focus(), one, with_)
        QApplication.processEvents()


def tab_to(wanted: Callable[[QWidget], bool]) -> None:
    """Press Tab until the keyboard is where it is wanted."""
    for _ in range(120):
        if wanted(focus()):
            return
        press(K.Key_Tab)
    raise AssertionError(f"the keyboard does not come there, it is at {focus()} {focus().accessibleName()}")


def first_record(qtbot: Any, window: MainWindow, number: Qt.Key) -> None:
    """Go to a page by its key, and into the list: the first record is shown beside it."""
    press(number, with_=Qt.KeyboardModifier.AltModifier)
    page = window.record_page
    assert page is not None
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    press(K.Key_Down)
    if page.record is None:  # there is no second one to go to
        press(K.Key_Space)
    qtbot.waitUntil(lambda: page.record is not None)


def to_tab(window: MainWindow, kind: type[QWidget]) -> Any:
    """Go to the strip of tabs of the record, and along it until a tab of this kind is shown."""
    tabs = window.record_page.form.tabs  # type: ignore[union-attr]
    tab_to(lambda widget: widget is tabs.tabBar())
    for _ in range(tabs.count()):
        if isinstance(tabs.currentWidget(), kind):
            return tabs.currentWidget()
        press(K.Key_Right)
    raise AssertionError("there is no such tab")


def back(qtbot: Any, window: MainWindow) -> None:
    """As a window manager does when a dialog has closed; without one the test does it."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None and focus().window() is window)


def button(text: str) -> Callable[[QWidget], bool]:
    return lambda widget: isinstance(widget, QPushButton) and widget.text() == text


def lines(tab: ContactsTab) -> list[str]:
    return [tab.list.item(row).toolTip() for row in range(tab.list.count())]


def test_a_volunteer_speaks_for_an_institution_and_each_role_ends_by_itself(qtbot: Any, window: MainWindow) -> None:
    office = window.desk.office

    # From the institution: a new contact person, who is a volunteer.
    first_record(qtbot, window, K.Key_3)
    tab = to_tab(window, ContactsTab)
    tab_to(button("Neu …"))
    press(K.Key_Space)
    qtbot.waitUntil(lambda: focus().window() is tab.dialog)
    assert focus().accessibleName() == "Person, Pflichtangabe"
    press("Sander", K.Key_Return)
    tab_to(lambda widget: widget.accessibleName() == "Funktion")
    press("Leitung", K.Key_Return)
    (contact,) = office.read.all(ContactPerson)
    (person,) = office.read.all(Person)
    assert (contact.person, contact.function, contact.valid_until) == (person.id, "Leitung", None)
    assert lines(tab) == ["Sander, Mia · Leitung, 030 23125-200 · Ehrenamt: vermittelbar"]

    # From the volunteer: the same entry, seen from the other side, and ended there.
    back(qtbot, window)
    first_record(qtbot, window, K.Key_2)
    other = to_tab(window, ContactsTab)
    assert lines(other) == ["Ev. Kirchengemeinde · Leitung, 030 23125-101"]
    tab_to(lambda widget: isinstance(widget, TwoLines))
    tab_to(button("Beenden …"))
    press(K.Key_Space)
    qtbot.waitUntil(lambda: focus().window() is other.dialog)
    assert focus().accessibleName() == "bis"  # today stands there already
    press(K.Key_Return)
    (ended,) = office.read.all(ContactPerson)
    assert ended.valid_until == window.today()
    (still,) = office.read.all(Person)
    assert still.volunteering is VolunteerStatus.AVAILABLE
    assert len(office.read.history(still)) == 1

    # Taken back, and the other role ended instead: she still speaks for the parish.
    back(qtbot, window)
    press(K.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    assert office.read.all(ContactPerson) == [contact]
    tab_to(button("Status ändern …"))
    press(K.Key_Space)
    dialog = window.record_page.form.dialog  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: focus().window() is dialog)
    states = [str(step.label) for step in dialog.steps]
    tab_to(lambda widget: getattr(widget, "text", str)() in states)
    for _ in range(len(states)):
        if focus().text() == "beendet":  # type: ignore[attr-defined]
            break
        press(K.Key_Down)
    press(K.Key_Space, K.Key_Return)
    (gone,) = office.read.all(Person)
    assert gone.volunteering is VolunteerStatus.ENDED
    assert office.read.all(ContactPerson) == [contact]
    back(qtbot, window)
    press(K.Key_3, with_=Qt.KeyboardModifier.AltModifier)
    assert lines(to_tab(window, ContactsTab)) == ["Sander, Mia · Leitung, 030 23125-200 · Ehrenamt: beendet"]
