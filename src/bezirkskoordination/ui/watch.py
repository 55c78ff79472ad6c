"""What concerns every key and click of the program: rest is noticed, and Strg+Z reaches the window from anywhere.

The window's undo asks the text field that has the focus before it takes back a step.
"""

from typing import Literal, cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})
_OVERRIDE = QEvent.Type.ShortcutOverride
_TURNS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Watch(QTimer):
    """Runs out when nobody has typed or clicked for as long as `wait_for` says.

    It looks at the window that has the focus, where all input arrives, and at the widget that has it, which is asked
    for shortcuts. Looking at every event of the program would slow down each of them.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self._looked_at: dict[str, QObject | None] = {"window": None, "widget": None}
        program = cast(QApplication, QApplication.instance())
        self._connections = [
            program.focusWindowChanged.connect(self._follow_window),
            program.focusChanged.connect(self._follow_widget),
        ]
        self._follow_window(program.focusWindow())
        self._follow_widget(None, program.focusWidget())

    def _follow_window(self, window: QWindow | None) -> None:
        self._look_at("window", window)

    def _follow_widget(self, _before: QWidget | None, widget: QWidget | None) -> None:
        self._look_at("widget", widget)

    def _look_at(self, what: str, now: QObject | None) -> None:
        before, self._looked_at[what] = self._looked_at[what], now
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    def wait_for(self, minutes: int) -> None:
        """Run out after so many minutes of rest; 0 for never."""
        if minutes:
            self.start(minutes * 60_000)
        else:
            self.stop()

    def end(self) -> None:
        """Notice nothing any more."""
        self.stop()
        while self._connections:
            QObject.disconnect(self._connections.pop())
        self._look_at("window", None)
        self._look_at("widget", None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _INPUT and self.isActive():
            self.start()
        if kind == _OVERRIDE and any(map(cast(QKeyEvent, event).matches, _TURNS)):
            # Text fields would keep these keys even with nothing to take back; see `text_undo`.
            event.ignore()
            return True
        return False


def text_undo(widget: QWidget | None, verb: Literal["undo", "redo"]) -> bool:
    """Undo or redo in the text field that has the focus; whether there was anything to do."""
    if isinstance(widget, QLineEdit):
        able = widget.isUndoAvailable() if verb == "undo" else widget.isRedoAvailable()
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        document = widget.document()
        able = document.isUndoAvailable() if verb == "undo" else document.isRedoAvailable()
    else:
        return False
    if able:
        getattr(widget, verb)()
    return able
