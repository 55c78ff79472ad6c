"""A short table of texts beside a record: rows are chosen whole, Enter opens one. It knows no record."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.ui.chips import ChipDelegate, RowDelegate, row_height


class PlainTable(QTableWidget):
    """As many rows as `fill` is given; the last column takes what room is left."""

    def __init__(self, heads: Sequence[object], name: str, parent: QWidget | None = None) -> None:
        super().__init__(0, len(heads), parent)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([str(text) for text in heads])
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        self._rows = RowDelegate(self)
        self._chips: list[ChipDelegate] = []  # Qt does not keep them
        self.setItemDelegate(self._rows)

    def show_chips(self, column: int, states: Sequence[Choice]) -> None:
        """Show the words of a column as chips in the tone of their state."""
        self._chips.append(ChipDelegate(self, states))
        self.setItemDelegateForColumn(column, self._chips[-1])

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows; the chosen one stays chosen by its place."""
        chosen = self.currentRow()
        self.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for at, text in enumerate(cells):
                item = QTableWidgetItem(text.replace("\n", " "))
                item.setToolTip(text)
                self.setItem(row, at, item)
        if rows:
            self.setCurrentCell(min(max(chosen, 0), len(rows) - 1), 0)
