"""A list of entries with two lines each: what it is, and below it, quieter, what else is to be known. Fits a narrow
panel where a table would be cut. It knows no record."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bezirkskoordination.ui import style

_SECOND = Qt.ItemDataRole.UserRole
_PAD, _BAR = 8, 3
_CHOSEN, _OVER = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver


class TwoLines(QListWidget):
    """Entries as (first line, second line); Enter opens the chosen one (`itemActivated`)."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._delegate = _TwoLines(self)
        self.setItemDelegate(self._delegate)

    def fill(self, entries: Sequence[tuple[str, str]]) -> None:
        """Show these entries; the chosen one stays chosen by its place."""
        chosen = self.currentRow()
        self.clear()
        for first, second in entries:
            item = QListWidgetItem(first, self)
            item.setData(_SECOND, second)
            said = f"{first}, {second}" if second else first
            item.setToolTip(said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        if entries:
            self.setCurrentRow(min(max(chosen, 0), len(entries) - 1))


class _TwoLines(QStyledItemDelegate):
    def __init__(self, parent: QListWidget) -> None:
        super().__init__(parent)
        self._list = parent

    def _lines(self) -> tuple[QFont, QFontMetrics, QFontMetrics]:
        first, second = QFont(self._list.font()), QFont(self._list.font())
        first.setBold(True)
        return first, QFontMetrics(first), QFontMetrics(second)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        _font, above, below = self._lines()
        return QSize(0, above.height() + below.height() + _PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: QRect = option.rect
        chosen = bool(option.state & _CHOSEN)
        if chosen or option.state & _OVER:
            painter.fillRect(cell, style.colour("selection" if chosen else "hover"))
        if chosen and self._list.hasFocus():
            painter.fillRect(cell.x(), cell.y(), _BAR, cell.height(), style.colour("accent"))
        painter.setPen(style.colour("row_line"))
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        font, above, below = self._lines()
        room, x, y = cell.width() - 2 * _PAD, cell.x() + _PAD, cell.y() + _PAD // 2
        painter.setFont(font)
        painter.setPen(style.colour("selection_text" if chosen else "text"))
        painter.drawText(x, y + above.ascent(), _fitted(above, index.data(), room))
        painter.setFont(self._list.font())
        painter.setPen(style.colour("text" if chosen else "muted"))
        painter.drawText(x, y + above.height() + below.ascent(), _fitted(below, index.data(_SECOND), room))


def _fitted(metrics: QFontMetrics, text: str, room: int) -> str:
    return metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
