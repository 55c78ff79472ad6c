"""When something was really painted: in windows, without a screen."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

import bezirkskoordination.ui  # noqa: F401 - guards against a reference bug of PySide6

_PAINT = QEvent.Type.Paint
_PATIENCE = 60.0  # seconds


class Watched(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == _PAINT:
            self.times += 1
        return False


def until(holds: Callable[[], object]) -> None:
    """Let the program run until something holds."""
    given_up = time.monotonic() + _PATIENCE
    while not holds():
        QApplication.processEvents()
        if time.monotonic() > given_up:
            raise TimeoutError


def once_more(watched: Watched) -> None:
    """Let the program run until the widget has been painted again."""
    before = watched.times
    until(lambda: watched.times > before)
