"""From „Bericht anlegen“ on Heute to a released report, with the keyboard alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bezirkskoordination.actions.meetings import plan_sitting
from bezirkskoordination.actions.settings import begin_office, change_setting, shipped_offices
from bezirkskoordination.records.council import Report, ReportStatus
from bezirkskoordination.records.money import Budget
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.report_step_dialogs import ReleaseDialog
from bezirkskoordination.ui.window import MainWindow
from bezirkskoordination.ui.worker import worker

Key, Mod = Qt.Key, Qt.KeyboardModifier


class Keys:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.pressed = window, 0

    @property
    def focus(self) -> QWidget:
        QApplication.processEvents()  # a window that opens takes the focus in its own time
        if QApplication.focusWidget() is None:  # no window manager here to bring it back after a dialog
            self.window.activateWindow()
            QApplication.processEvents()
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, *with_: Qt.KeyboardModifier) -> None:
        modifiers = Mod.NoModifier
        for one in with_:
            modifiers |= one
        self.pressed += 1
        QTest.keyClick(self.focus, key, modifiers)

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focus, words)

    def tab_to(self, widget: QWidget) -> None:
        for _ in range(60):
            if self.focus is widget:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"{widget.accessibleName()} is not reached")


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Iterator[MainWindow]:
    with office.unit() as unit:
        begin_office(unit, shipped_offices()[0])
        plan_sitting(unit, date(2026, 12, 1))
        change_setting(unit, "coordinator", "Ines Kranichfeld")
        unit.add(Budget(year=2026, amount=65000))
        for number in range(30):
            person = unit.add(Person(last_name=f"Muster{number}"))
            unit.record_status(person, VolunteerStatus.AVAILABLE, date(2026, 6, 1))
    made = MainWindow(office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    worker().rest()
    made.pages.put_away()


def test_from_heute_to_the_release_without_a_mouse(qtbot: Any, window: MainWindow) -> None:
    keys = Keys(window)
    today = window.open_page("today")
    today.entry.setFocus()
    keys.tab_to(today.report.write)
    keys.press(Key.Key_Space)
    form = window.record_page.report_form  # type: ignore[union-attr]
    assert form.is_new
    assert form.current().period_from == date(2026, 5, 1)
    keys.press(Key.Key_S, Mod.ControlModifier)
    assert not form.is_new
    qtbot.waitUntil(lambda: form.told is not None, timeout=15_000)

    keys.press(Key.Key_R, Mod.ControlModifier)  # on to the texts
    keys.type("Es engagieren sich ")
    keys.press(Key.Key_F6)
    keys.type("ehrenamt")
    keys.press(Key.Key_Return)
    keys.type(" Menschen; gefeiert wird am ")
    keys.press(Key.Key_F7)
    keys.type("Tag der Feier")
    assert form.sections.texts()["lage"] == (
        "Es engagieren sich {{Ehrenamtliche}} Menschen; gefeiert wird am <noch offen: Tag der Feier>"
    )

    keys.press(Key.Key_Return, Mod.ControlModifier, Mod.ShiftModifier)
    assert form.report.status is ReportStatus.FROZEN
    keys.press(Key.Key_Return, Mod.ControlModifier, Mod.ShiftModifier)
    assert form.report.status is ReportStatus.FROZEN, "the open spot is in the way"
    keys.press(Key.Key_Return)
    assert form.sections.current.editor.textCursor().selectedText() == "<noch offen: Tag der Feier>"
    keys.type("5. Dezember.")

    keys.press(Key.Key_Return, Mod.ControlModifier, Mod.ShiftModifier)
    qtbot.waitUntil(lambda: isinstance(form.dialog, ReleaseDialog), timeout=30_000)
    qtbot.waitUntil(lambda: form.dialog.isAncestorOf(QApplication.focusWidget()), timeout=5000)
    if not form.dialog.seen.isHidden():
        keys.tab_to(form.dialog.seen)
        keys.press(Key.Key_Space)
    keys.tab_to(form.dialog.take)
    keys.press(Key.Key_Return)

    (report,) = window.desk.office.read.all(Report)
    assert report.status is ReportStatus.RELEASED
    read = window.desk.office.read
    twins = [read.blob(read.get(Attachment, one).sha256) for one in (report.public_pdf, report.internal_pdf)]
    assert all(data.startswith(b"%PDF") for data in twins)
    assert keys.pressed < 40, "so many keys besides the words"
    window.open_page("today")
    assert "Eingereicht?" in today.report.open_texts.text()
