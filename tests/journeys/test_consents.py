"""With the keyboard only: a volunteer with her sheet, one purpose taken back; a certificate seen, due again, erased."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from bezirkskoordination.actions.editing import Step
from bezirkskoordination.exchange import purposes, tables
from bezirkskoordination.records import Clearance, Consent, Person, VolunteerStatus, view
from bezirkskoordination.records.consents import ConsentPurpose
from bezirkskoordination.rules.consents import may, obstacle
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query
from bezirkskoordination.ui.consents_tab import ConsentsTab
from bezirkskoordination.ui.window import MainWindow

P, Key = ConsentPurpose, Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TODAY = date(2026, 11, 12)


class Keyboard:
    """Sends keys to whatever has the focus, and counts those that are no typed text."""

    def __init__(self) -> None:
        self.pressed = 0
        self.window: Any = None

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.pressed += 1
        QTest.keyClick(self._focus(), key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self._focus(), text)

    def _focus(self) -> Any:
        if QApplication.activeWindow() is None:  # there is no window manager to do it when a dialog closes
            self.window.activateWindow()
            QApplication.processEvents()
        found = QApplication.focusWidget() or QApplication.activeWindow()
        assert found is not None, "nothing has the focus"
        return found


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path, keyboard: Keyboard) -> Any:
    made = keyboard.window = MainWindow(office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    made.open_page("volunteer")
    yield made
    made.close()
    made.deleteLater()


def in_list_for(window: MainWindow, purpose: ConsentPurpose) -> list[str]:
    """Who a list for this purpose names."""
    read, of = window.desk.office.read, view("volunteer")
    table = tables.Table(of, tables.chosen(of), window.desk.office.lists.order(Query.of(of)))
    kept, _out = purposes.sift(read, table, purpose, window.today())
    return [person.last_name for person in read.page(Person.type, kept.ids)]  # type: ignore[attr-defined]


def test_a_new_volunteer_with_her_sheet_takes_nine_keys(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press(Key.Key_N, CTRL)
    keyboard.type("Rima")
    keyboard.press(Key.Key_Tab)
    keyboard.type("Al-Sayed")
    keyboard.press(Key.Key_Tab)
    keyboard.type("030 23125-142")
    keyboard.press(Key.Key_E, CTRL | SHIFT)
    for tick in (Key.Key_1, Key.Key_2, Key.Key_3):
        keyboard.press(tick)
    keyboard.press(Key.Key_Backtab, SHIFT)
    keyboard.type("8.11.26")
    keyboard.press(Key.Key_Return)
    assert keyboard.pressed == 9

    read = window.desk.office.read
    (rima,) = read.all(Person)
    (sheet,) = read.all(Consent)
    assert (rima.first_name, rima.last_name, rima.phone) == ("Rima", "Al-Sayed", "030 23125-142")
    assert rima.volunteering is VolunteerStatus.INTERESTED
    assert (rima.informed_on, rima.legal_basis) == (date(2026, 11, 8), "A6_1_A")
    assert (sheet.given_on, sheet.version) == (date(2026, 11, 8), "2026-1")
    assert [tick.purpose for tick in sheet.purposes] == [P.STORAGE, P.INSTITUTION, P.NEWS]
    assert in_list_for(window, P.NEWS) == ["Al-Sayed"]

    # She no longer wants to be invited: that stops at once, the rest runs on.
    keyboard.press(Key.Key_W, CTRL | SHIFT)
    dialog: Any = window.record_page.form.dialog  # type: ignore[union-attr]
    keyboard.press(Key.Key_3)
    assert "Keine Einladungen" in dialog.stops.text()
    assert "Anfragen, Vorschläge" in dialog.runs.text()
    keyboard.press(Key.Key_Return)
    (sheet,) = read.all(Consent)
    assert [may([sheet], one, window.today()) for one in (P.STORAGE, P.INSTITUTION, P.NEWS)] == [True, True, False]
    assert in_list_for(window, P.NEWS) == []
    assert in_list_for(window, P.STORAGE) == in_list_for(window, P.INSTITUTION) == ["Al-Sayed"]
    assert "widerrufen" in obstacle(rima, [sheet], P.NEWS, window.today())
    window.run("undo")
    assert in_list_for(window, P.NEWS) == ["Al-Sayed"]


def test_a_certificate_is_seen_is_due_again_and_its_note_goes_in_time(
    qtbot: Any, make_office: Any, tmp_path: Path, keyboard: Keyboard
) -> None:
    now = [datetime(2021, 11, 12, 9, tzinfo=ZoneInfo("Europe/Berlin"))]
    office: OfficeFile = make_office()
    office.clock = lambda: now[0]
    with office.unit() as unit:
        rima = unit.add(Person(first_name="Rima", last_name="Al-Sayed"))
        unit.record_status(rima, VolunteerStatus.AVAILABLE, date(2021, 11, 1))
    window = keyboard.window = MainWindow(office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    page: Any = window.open_page("volunteer")
    page.show_id(rima.id)
    tab: Any = page.form.tab_of(ConsentsTab)

    def said() -> str:
        page.form.tabs.setCurrentWidget(tab)
        tab.show_for(office.read.get(Person, rima.id))
        QApplication.processEvents()
        return "\n".join(one.text() for one in tab.findChildren(QLabel) if one.isVisibleTo(tab))

    def choose(words: str) -> None:
        keyboard.press(Key.Key_K, CTRL)
        keyboard.type(words)
        keyboard.press(Key.Key_Return)

    assert "Freigabe fehlt" in said()
    choose("Einsicht")
    keyboard.type("19.10.2021")
    keyboard.press(Key.Key_Return)
    (note,) = office.read.all(Clearance)
    assert (note.certificate_of, note.inspected_on) == (date(2021, 10, 19), date(2021, 11, 12))
    assert "freigegeben" in said()

    page.form.take_step(Step(VolunteerStatus.PLACED, date(2021, 11, 12)))
    now[0] = now[0].replace(year=2026, month=11, day=12)
    assert "Erneute Einsicht fällig" in said()
    choose("Einsicht")
    keyboard.type("2.11.2026")
    keyboard.press(Key.Key_Return)
    assert [one.inspected_on for one in office.read.all(Clearance)] == [TODAY]
    assert "freigegeben" in said()

    now[0] = now[0].replace(year=2027, month=8, day=31)
    page.form.take_step(Step(VolunteerStatus.ENDED, date(2027, 8, 31), "ZEIT"))
    assert "Zu löschen am 29.02.2028" in said()
    now[0] = now[0].replace(year=2028, month=2, day=29)
    assert "Zu löschen seit 29.02.2028" in said()
    tab.buttons["erase"].setFocus()
    keyboard.press(Key.Key_Space)
    keyboard.press(Key.Key_Return)
    assert office.read.all(Clearance) == []
    assert window.desk.undo_label == ""
    assert replace(rima, volunteering=VolunteerStatus.ENDED) == office.read.get(Person, rima.id)
    window.close()
