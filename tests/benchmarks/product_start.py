"""The program from its start to the first paint, of the unlock window or of the rows behind it; then it ends at once.

Arguments: what to do, and the office file.
„unlock“: to the painted unlock window.
„typed“: on from there as a person who types nothing but the passphrase, to the painted rows.
„given“: with the passphrase given at the start, as `start.open_window` goes; no unlock window.
„leave“: opens the list and closes the window there, so that both come back to it as they would the same day.
"""

import gc
import os
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.passphrase import PASSPHRASE

gc.disable()  # as `start.open_window` does
mode, file = sys.argv[1], Path(sys.argv[2])
opening: Any = None
if mode != "unlock":
    from bezirkskoordination.store.opening import Opening

    opening = Opening(file, PASSPHRASE) if mode != "typed" else None

from PySide6.QtCore import QEvent, QObject  # noqa: E402 - the key is being derived
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget  # noqa: E402

import bezirkskoordination.ui  # noqa: E402, F401 - guards against a reference bug of PySide6
from bezirkskoordination import app  # noqa: E402

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


class _Program(app.Program):
    def unlock(self, path: Path | None = None, note: str = "") -> Any:
        first = super().unlock(path, note)
        _OncePainted(first, lambda: self.unlocking(first))
        return first

    def unlocking(self, first: QWidget) -> None:
        if mode == "unlock":
            os._exit(0)
        line = next(one for one in first.findChildren(QLineEdit) if one.echoMode() is QLineEdit.EchoMode.Password)
        line.setText(PASSPHRASE)
        line.returnPressed.emit()

    def work(self, office: Any, note: str = "") -> Any:
        window = super().work(office, note)
        if mode == "leave":
            window.open_page("volunteer")
            window.close()
            self.memory.sync()
            os._exit(0)
        table = window.pages.present.table
        assert table.ranked.rowCount()
        _OncePainted(table.viewport(), lambda: os._exit(0))
        return window


app.Program = _Program  # type: ignore[misc]
app._report = lambda *_error: os._exit(1)
app.run(lambda program: program.open(opening) if opening else program.unlock(file))
