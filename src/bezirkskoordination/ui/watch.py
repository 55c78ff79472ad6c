"""What concerns every key and click of the program: rest is noticed, and Strg+Z reaches the window from anywhere.

The window's undo asks the text field that has the focus before it takes back a step.
"""

from typing import Literal, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})
_TURNS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Watch(QTimer):
    """Runs out when nobody has typed or clicked for as long as `wait_for` says."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self._program().installEventFilter(self)

    @staticmethod
    def _program() -> QCoreApplication:
        program = QCoreApplication.instance()
        assert program is not None
        return program

    def wait_for(self, minutes: int) -> None:
        """Run out after so many minutes of rest; 0 for never."""
        if minutes:
            self.start(minutes * 60_000)
        else:
            self.stop()

    def end(self) -> None:
        """Notice nothing any more."""
        self.stop()
        self._program().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and self.isActive():
            self.start()
        if event.type() == QEvent.Type.ShortcutOverride and any(map(cast(QKeyEvent, event).matches, _TURNS)):
            # Text fields would keep these keys even with nothing to take back; see `text_undo`.
            event.ignore()
            return True
        return super().eventFilter(watched, event)


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
