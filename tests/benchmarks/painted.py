"""When something was really painted: in windows, without a screen."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

import bezirkskoordination.ui  # noqa: F401 - guards against a reference bug of PySide6

_PAINT, _PAINTED = QEvent.Type.Paint, QEvent.Type(QEvent.registerEventType())
_SOON = Qt.EventPriority.HighEventPriority.value
_PATIENCE = 60.0  # seconds


class Watched(QObject):
    """Notes how often a widget was painted, and each time when.

    That is when the window has done with painting: the word is posted from within, and read right behind it.
    Whatever a program puts off until it is painted comes after that.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.moments: list[float] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == _PAINT:
            QApplication.postEvent(self, QEvent(_PAINTED), _SOON)
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() != _PAINTED:
            return super().event(event)
        self.moments.append(time.perf_counter())
        return True


def until(holds: Callable[[], object]) -> None:
    """Let the program run until something holds."""
    given_up = time.monotonic() + _PATIENCE
    while not holds():
        QApplication.processEvents()
        if time.monotonic() > given_up:
            raise TimeoutError


def settle() -> None:
    """Let everything that was put off be done, so that it is not taken for the outcome of what comes next."""
    for _ in range(5):
        QApplication.processEvents()


def painted_after(watched: Watched, action: Callable[[], object]) -> float:
    """Milliseconds from an action until the widget has been painted again."""
    settle()
    before, begun = len(watched.moments), time.perf_counter()
    action()
    until(lambda: len(watched.moments) > before)
    return (watched.moments[before] - begun) * 1e3
