"""Saying a refusal in the window instead of raising it, and asking a text field first before undoing a step."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from bezirkskoordination.records.refusal import Refused


class Saying:
    """A block in which a refusal is said; anything else passes."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: object, _trace: object) -> bool:
        if isinstance(error, Refused):
            self._say(str(error))
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
