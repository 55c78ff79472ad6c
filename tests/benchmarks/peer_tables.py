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
from bezirkskoordination.records import RECORD_TYPES, VOLUNTEERS
from bezirkskoordination.records.kinds import REF
from bezirkskoordination.store.schema import MAPPINGS
from bezirkskoordination.ui.cells import columns_of

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SCREENS = 40


def _selected() -> tuple[str, dict[str, str]]:
    """The product's columns as raw ones of the same tables, and what to sort by for each that can be sorted by.

    Stored sort keys and indexes are there for the peer, too. In the place of owned rows it shows another text of the
    row: asked for them, SQLite would put them together for all rows before it sorts.
    """
    cells, orders, joins = [], {"title": "p.title_key"}, []
    for column in columns_of(VOLUNTEERS):
        field, name = column.field, column.name
        if field is None:
            cells.append("p.last_name || ', ' || p.first_name")
        elif field.kind.owned:
            cells.append("p.street")
        elif field.kind is REF:
            joins.append(f"LEFT JOIN {field.details.to} {name} ON {name}.id = p.{name}")
            cells.append(f"{name}.{RECORD_TYPES[field.details.to].title_fields[0].name}")
            orders[name] = f"{name}.title_key"
        else:
            cells.append(f"p.{name}")
            keyed = f"{name}_key" in MAPPINGS["person"].table.c
            orders[name] = f"p.{name}_key" if keyed else f"p.{name}"
    shown = f"SELECT {', '.join(cells)} FROM person p {' '.join(joins)} WHERE p.volunteering <> 'KEIN'"
    return shown, {column.name: orders[column.name] for column in columns_of(VOLUNTEERS) if column.sortable}


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
        until(lambda: self._painted.moments)
        return view

    def constants(self, count: int, columns: int) -> float:
        """Milliseconds until a list of constants is painted."""
        begun = time.perf_counter()
        self._show(_Rows(count, columns, lambda _row, _column: "Schulstraße 12"))
        return (self._painted.moments[0] - begun) * 1e3

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
        model, (shown, orders) = QSqlQueryModel(), _selected()
        model.setQuery(f"{shown} ORDER BY p.title_key, p.id", base)
        self._show(model)
        taken = {}
        for name, key in orders.items():
            for way in ("asc", "desc"):
                order = f"{shown} ORDER BY {key} {way}, p.title_key, p.id"
                taken[f"{name} {way}"] = painted_after(self._painted, lambda order=order: model.setQuery(order, base))
        assert not model.lastError().isValid(), model.lastError().text()
        model.clear()
        base.close()
        return taken

    def orm(self) -> float:
        """MiB of this process once every volunteer is an ORM object in a list behind a proxy, and painted."""
        from sqlalchemy import create_engine, select
        from sqlalchemy.orm import Session, registry

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
