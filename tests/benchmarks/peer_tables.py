"""What lists are measured against: constants, Qt's own models, and a list of ORM objects behind a proxy.

Each is shown in a bare window without our style, with rows as high as the product's.
Arguments: the office file without passphrase, width and height of the window, height of a row.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtSql import QSqlDatabase, QSqlQueryModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
from tests.benchmarks.measure import answer, milliseconds, resident_mib
from tests.benchmarks.painted import Watched, painted_after, until

import bezirkskoordination.ui  # noqa: F401 - guards against a reference bug of PySide6

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SCREENS = 40

#: Raw columns of the same tables in the same order as the product's, its stored sort keys and indexes included.
_ROWS = (
    "SELECT p.last_name || ', ' || p.first_name, s.name, '', p.minutes_per_week, p.volunteering, p.phone,"
    " p.email, i.name, '', p.available FROM person p"
    " LEFT JOIN sub_area s ON s.id = p.sub_area LEFT JOIN institution i ON i.id = p.institution"
    " WHERE p.volunteering <> 'KEIN' ORDER BY {} {}, p.title_key, p.id"
)
_ORDERS = {
    "title": "p.title_key", "phone": "p.phone_key", "email": "p.email_key", "sub_area": "s.title_key",
    "volunteering": "p.volunteering", "institution": "i.title_key", "minutes_per_week": "p.minutes_per_week",
}  # fmt: skip


class _Rows(QAbstractTableModel):
    """So many rows and columns; what a cell says is told by a function."""

    def __init__(self, count: int, columns: int, text: Callable[[int, int], str]) -> None:
        super().__init__()
        self._count, self._columns, self._text = count, columns, text

    def rowCount(self, _parent: QModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        return self._count

    def columnCount(self, _parent: QModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        return self._columns

    def data(self, index: QModelIndex, role: int = _DISPLAY) -> str | None:
        return self._text(index.row(), index.column()) if role == _DISPLAY else None


class _Bare:
    """One bare window."""

    def __init__(self, file: str, width: int, height: int, row_height: int) -> None:
        self._application = QApplication([])
        self._file, self._row_height = file, row_height
        self.window = QMainWindow()
        self.window.resize(width, height)
        self.window.show()
        QApplication.processEvents()
        self._kept: list[Any] = []
        self._painted: Watched

    def _show(self, model: Any) -> QTableView:
        view = QTableView()
        view.verticalHeader().setDefaultSectionSize(self._row_height)
        view.setModel(model)
        self._kept = [model]
        self._painted = Watched(view.viewport())
        self.window.setCentralWidget(view)
        until(lambda: self._painted.times)
        return view

    def constants(self, count: int, columns: int) -> float:
        """Milliseconds until a list of constants is painted."""
        begun = time.perf_counter()
        self._show(_Rows(count, columns, lambda _row, _column: "Schulstraße 12"))
        return (self._painted.at - begun) * 1e3

    def items(self, texts: list[list[str]]) -> list[float]:
        """Milliseconds of each full repaint of Qt's own model holding these texts."""
        model = QStandardItemModel(len(texts), len(texts[0]))
        for row, cells in enumerate(texts):
            for column, cell in enumerate(cells):
                model.setItem(row, column, QStandardItem(cell))
        view = self._show(model)
        bar, taken = view.verticalScrollBar(), []
        for number in range(2 * _SCREENS):
            bar.setValue(number % 4 * 40)
            taken.append(milliseconds(view.viewport().repaint))
        return taken[_SCREENS:]

    def sql(self) -> dict[str, float]:
        """Milliseconds until Qt's SQL model has painted the first rows in each order."""
        base = QSqlDatabase.addDatabase("QSQLITE")
        base.setDatabaseName(self._file)
        assert base.open(), base.lastError().text()
        model = QSqlQueryModel()
        model.setQuery(_ROWS.format("p.title_key", "ASC"), base)
        self._show(model)
        taken = {}
        for name, key in _ORDERS.items():
            for way in ("asc", "desc"):
                order = _ROWS.format(key, way)
                taken[f"{name} {way}"] = painted_after(self._painted, lambda order=order: model.setQuery(order, base))
        assert not model.lastError().isValid(), model.lastError().text()
        model.clear()
        base.close()
        return taken

    def orm(self) -> float:
        """MiB of this process once every volunteer is an ORM object in a list behind a proxy, and painted."""
        from sqlalchemy import create_engine, select
        from sqlalchemy.orm import Session, registry

        from bezirkskoordination.store.schema import MAPPINGS

        table = MAPPINGS["person"].table
        mapped: Any = type("Mapped", (), {})
        registry().map_imperatively(mapped, table, properties={"own_key": table.c.id}, exclude_properties=["id"])
        session = Session(create_engine(f"sqlite:///{self._file}"))
        people = session.scalars(select(mapped).order_by(table.c.title_key)).all()
        names = ("last_name", "first_name", "email", "city", "volunteering")
        proxy = QSortFilterProxyModel()
        rows = _Rows(len(people), len(names), lambda row, column: str(getattr(people[row], names[column])))
        proxy.setSourceModel(rows)
        self._show(proxy).scrollToBottom()
        QApplication.processEvents()
        self._kept += [rows, session]
        return resident_mib()


bare = _Bare(sys.argv[1], *map(int, sys.argv[2:5]))
answer(constants=bare.constants, items=bare.items, sql=bare.sql, orm=bare.orm)
