"""The yardstick of every start: PySide6, a window with a table of constants, painted once. Nothing less is a window.

Of ours it carries the guard against PySide6's reference bug alone (about 2 % of its time).
"""

import os

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

import bezirkskoordination.ui  # noqa: F401 - guards against a reference bug of PySide6

_PAINT, _DISPLAY = QEvent.Type.Paint, int(Qt.ItemDataRole.DisplayRole)


class _Constants(QAbstractTableModel):
    def rowCount(self, _parent: QModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        return 40

    def columnCount(self, _parent: QModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        return 12

    def data(self, index: QModelIndex, role: int = _DISPLAY) -> str | None:
        return "Schulstraße 12" if role == _DISPLAY else None


class _Leave(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == _PAINT:
            QApplication.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            os._exit(0)
        return super().event(event)


application = QApplication([])
window, table, model, leave = QMainWindow(), QTableView(), _Constants(), _Leave()
table.setModel(model)
window.setCentralWidget(table)
window.resize(1280, 800)
table.viewport().installEventFilter(leave)
window.show()
application.exec()
