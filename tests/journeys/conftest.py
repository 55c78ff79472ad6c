"""A keyboard for the journeys: keys go where they would go in life, and are counted."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QWidget


class Keyboard:
    """Presses keys on whatever has the focus; never sets the focus, clicks or calls anything else."""

    def __init__(self, qtbot: Any) -> None:
        self._qtbot = qtbot
        self.keys = 0  # a letter, Tab, Enter or a shortcut is one each
        self.letters = 0  # of those, what was written

    def _target(self) -> QWidget:
        if QApplication.activeWindow() is None:  # no window manager hands the keyboard back when a dialog closes
            shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow) and one.isVisible()]
            if len(shown) == 1:
                shown[0].activateWindow()
                self._qtbot.waitUntil(shown[0].isActiveWindow)
        self._qtbot.waitUntil(lambda: bool(QApplication.focusWidget() or QApplication.activePopupWidget()))
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, *names: str) -> "Keyboard":
        """Keys and shortcuts by their English names: „Tab“, „Return“, „Ctrl+K“."""
        for name in names:
            stroke = QKeySequence(name)[0]
            QTest.keyClick(self._target(), stroke.key(), stroke.keyboardModifiers())
            self.keys += 1
            QApplication.processEvents()
        return self

    def write(self, text: str) -> "Keyboard":
        """Text, letter by letter."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # the test library's typing knows no umlauts
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._target(), event)
            self.keys += 1
            self.letters += 1
        QApplication.processEvents()
        return self

    def fill(self, *texts: str) -> "Keyboard":
        """Fields one after the other, with Tab between them; an empty text passes a field over."""
        for at, text in enumerate(texts):
            if at:
                self.press("Tab")
            self.write(text)
        return self

    def accept_file(self) -> None:
        """Press Enter in the file dialog that the next key brings up."""

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QFileDialog) and dialog.focusWidget() is not None:
                QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
                self.keys += 1
            else:
                QTimer.singleShot(20, answer)

        QTimer.singleShot(20, answer)

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for what a key brought about."""
        self._qtbot.waitUntil(lambda: bool(holds()), timeout=20_000)


@pytest.fixture
def keyboard(qtbot: Any) -> Keyboard:
    return Keyboard(qtbot)
