"""A round table by keyboard alone: from the plan over invitation and answers to the minutes, and on to the council."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from tests.journeys.helping import opened

from bezirkskoordination.actions import editing, meetings
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records.council import Paper
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.network import (
    Answer,
    Body,
    LineKind,
    Meeting,
    MeetingStatus,
    Member,
    Order,
    OrderStatus,
    Presence,
)
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.window import MainWindow

K, M = LineKind, MeetingStatus
RETURN, CTRL, SHIFT = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CTRL_SHIFT = CTRL | SHIFT
NAMES = ("Feuerwehr", "Kirchengemeinde", "Sportverein")


class Keys:
    """Presses keys into whatever has the keyboard, and counts those that are no typed text."""

    def __init__(self, qtbot: Any, window: MainWindow) -> None:
        self._qtbot, self._window = qtbot, window
        self.count = 0

    def _target(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
        assert found is not None
        return found

    def type(self, *texts: str) -> None:
        """Texts; the Eingabe that ends each of them belongs to it."""
        for text in texts:
            self.write(text)
            self._qtbot.keyClick(self._target(), RETURN)
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """A text without an end."""
        self._qtbot.keyClicks(self._target(), text)
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key that is no text."""
        self._qtbot.keyClick(self._target(), key, modifier)
        QApplication.processEvents()
        self.count += 1


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Any:
    def begin(unit: Any) -> None:
        begin_office(unit, shipped_offices()[0])
        for number, name in enumerate(NAMES, 1):
            unit.add(
                Institution(name=name, kind="VEREIN_SPORT", street=f"Weg {number}", postal_code="38104",
                            city="Braunschweig")
            )  # fmt: skip
        table = unit.where(Body, kind="RUNDER_TISCH")[0]
        members = tuple(Member(institution=one.id) for one in unit.all(Institution))
        unit.change(table, replace(table, members=members, place="Saal", time_from="18:00"))

    Desk(office).do("Anfang", begin)
    with opened(qtbot, office, tmp_path) as made:
        yield made


@pytest.fixture
def keys(qtbot: Any, window: MainWindow) -> Keys:
    return Keys(qtbot, window)


def _form(window: MainWindow) -> Any:
    assert window.record_page is not None
    return window.record_page.form


def _saving_to(monkeypatch: pytest.MonkeyPatch, path: Path, keys: Keys) -> None:
    """The system's dialog proposes a name; one Eingabe takes it."""

    def chosen(*_args: object, **_more: object) -> tuple[str, str]:
        keys.count += 1
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)


def _last(window: MainWindow) -> Meeting:
    return max(window.desk.office.read.all(Meeting), key=lambda one: one.id or 0)


def test_from_the_invitation_to_the_minutes_in_ten_keys(
    qtbot: Any, window: MainWindow, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = window.desk.office
    table = office.read.where(Body, kind="RUNDER_TISCH")[0]

    def earlier(unit: Any) -> None:
        begun = meetings.following(unit, table, date(2026, 9, 10))
        editing.take(unit, editing.save(unit, None, begun), Step(M.HELD, date(2026, 9, 10)))

    window.desk.do("voriges", earlier)
    window.open_page("meeting").show_id(_last(window).id)
    letters, minutes = tmp_path / "briefe.pdf", tmp_path / "protokoll.pdf"

    keys.press(Qt.Key.Key_D, CTRL)  # the next meeting
    keys.write("12.11.2026")
    _saving_to(monkeypatch, letters, keys)
    keys.press(Qt.Key.Key_I, CTRL_SHIFT)  # invite
    qtbot.waitUntil(lambda: _form(window).dialog is not None and _form(window).dialog.isVisible())
    keys.press(RETURN)  # „Briefe speichern und einladen …“, and one more for the name of the file
    qtbot.waitUntil(lambda: _last(window).status is M.INVITED, timeout=20_000)
    assert letters.read_bytes().startswith(b"%PDF")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    keys.press(Qt.Key.Key_Tab, CTRL)  # who comes
    keys.write("jnj")
    keys.press(RETURN, CTRL_SHIFT)  # it took place
    assert _last(window).status is M.HELD
    keys.type("", "Der Lesetreff beginnt.")
    keys.type("a Liste an die Schule geben", "Sportv", "30.11.2026")
    keys.write("e Ein Raum fehlt.")
    keys.press(RETURN, CTRL_SHIFT)  # the minutes are written
    _saving_to(monkeypatch, minutes, keys)
    keys.press(Qt.Key.Key_K, CTRL)
    keys.write("Drucken: Prot")
    keys.press(RETURN)  # the paper, and one more for the name of the file
    qtbot.waitUntil(minutes.exists, timeout=20_000)

    held = _last(window)
    assert held.status is M.DRAFTED
    assert [one.answer for one in held.attendance] == [Answer.YES, Answer.NO, Answer.YES]
    assert [one.presence for one in held.attendance] == [Presence.PRESENT, Presence.EXCUSED, Presence.PRESENT]
    assert [(one.kind, one.text) for one in held.agenda][:4] == [
        (K.TOPIC, "Begrüßung und Vorstellung"), (K.INFORMATION, "Der Lesetreff beginnt."),
        (K.ORDER, "Liste an die Schule geben"), (K.RECOMMENDATION, "Ein Raum fehlt."),
    ]  # fmt: skip
    (order,) = office.read.all(Order)
    assert (order.institution, order.due_on, order.meeting) == (3, date(2026, 11, 30), held.id)
    assert keys.count <= 10


def _tab_to(keys: Keys, words: str) -> None:
    """Go on with Tab until the button of these words has the keyboard."""
    for _step in range(60):
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and focus.text() == words:
            return
        keys.press(Qt.Key.Key_Tab)
    raise AssertionError(f"{words} is not reached")


def _hold(qtbot: Any, window: MainWindow, keys: Keys, day: str) -> None:
    """Write the day of a new meeting, note the invitation, and go to its minutes."""
    keys.write(day)
    keys.press(RETURN, CTRL_SHIFT)
    qtbot.waitUntil(lambda: _form(window).dialog is not None and _form(window).dialog.isVisible())
    _tab_to(keys, "Als eingeladen vermerken")
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _last(window).status is M.INVITED)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys.press(RETURN, CTRL_SHIFT)
    assert _last(window).status is M.HELD


def test_an_order_carried_twice_becomes_a_paper_for_the_council(qtbot: Any, window: MainWindow, keys: Keys) -> None:
    read = window.desk.office.read
    window.open_page("meeting")
    keys.press(Qt.Key.Key_N, CTRL)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, RETURN):  # „Stadtbezirksrat“, „Runder Tisch“
        keys.press(key)
    _hold(qtbot, window, keys, "5.11.2026")
    keys.type("", "a Aushang an alle Vereine geben", "Sportv", "30.11.2026")
    keys.press(RETURN, CTRL_SHIFT)
    first = _last(window)
    assert first.status is M.DRAFTED
    for day, said in (("9.11.2026", "übertragen"), ("12.11.2026", "zum 2. Mal übertragen")):
        keys.press(Qt.Key.Key_D, CTRL)
        _hold(qtbot, window, keys, day)
        (line,) = [one for one in _form(window).agenda.lines if one.kind is K.ORDER]
        assert line.carried.text() == said
        if day != "12.11.2026":
            keys.press(RETURN, CTRL_SHIFT)
    (order,) = read.all(Order)
    assert (order.carried, order.status, order.meeting) == (2, OrderStatus.OPEN, first.id)

    while QApplication.focusWidget() is not line.words:
        keys.press(Qt.Key.Key_Down)
    keys.type("")
    keys.write("e Der Bezirksrat beschafft einen Schaukasten.")
    keys.press(Qt.Key.Key_S, CTRL)
    _tab_to(keys, "Vorlage entwerfen")
    keys.press(Qt.Key.Key_Space)
    assert window.pages.name == "paper"
    (paper,) = read.all(Paper)
    assert _form(window).record_id == paper.id
    third = _last(window)
    assert (paper.kind, paper.meeting, paper.originator) == ("ANTRAG", third.id, "")
    assert paper.proposal == paper.recommendation == "Der Bezirksrat beschafft einen Schaukasten."
    assert "12.11.2026" in paper.subject
    assert window.desk.office.check() == []
