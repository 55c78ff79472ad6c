"""The program from its start to the first paint, of the unlock window or of the rows behind it; then it ends at once.

It goes the way of a person who types nothing but the passphrase: the real first window, the real second one.
Arguments: „unlock“ or „rows“, and the office file.
"""

import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

import bezirkskoordination.ui  # noqa: F401 - guards against a reference bug of PySide6
from bezirkskoordination import app

_PAINT, _THEN = QEvent.Type.Paint, QEvent.Type(QEvent.registerEventType())


class _OncePainted(QObject):
    """Does something as soon as a widget has been painted."""

    def __init__(self, widget: QWidget, then: Any) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == _PAINT:
            watched.removeEventFilter(self)
            QApplication.postEvent(self, QEvent(_THEN))
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == _THEN:
            self._then()
        return super().event(event)


class _ToUnlock(app.Program):
    def unlock(self, path: Path | None = None, note: str = "") -> Any:
        first = super().unlock(path, note)
        _OncePainted(first, lambda: self.unlocking(first))
        return first

    def unlocking(self, first: QWidget) -> None:
        os._exit(0)


class _ToRows(_ToUnlock):
    def unlocking(self, first: QWidget) -> None:
        from tests.benchmarks.passphrase import PASSPHRASE

        line = next(one for one in first.findChildren(QLineEdit) if one.echoMode() is QLineEdit.EchoMode.Password)
        line.setText(PASSPHRASE)
        line.returnPressed.emit()

    def work(self, office: Any, note: str = "") -> Any:
        window = super().work(office, note)
        page = window.open_page("volunteer")
        assert page.model.rowCount()
        _OncePainted(page.table.viewport(), lambda: os._exit(0))
        return window


app.Program = {"unlock": _ToUnlock, "rows": _ToRows}[sys.argv[1]]  # type: ignore[misc]
app.main([sys.argv[2]])
