"""The time grid: seven days by three parts of the day, by mouse (also drawn across) and by keyboard."""

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QSizePolicy, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import DAY_PARTS, WEEKDAYS, grid_bit
from bezirkskoordination.ui import style
from bezirkskoordination.ui.widgets.contract import DAYS, FieldWidget, Sources

_PARTS = (N_("Grid", "vormittags"), N_("Grid", "nachmittags"), N_("Grid", "abends"))
_ON = N_("Grid", "{} {}, verfügbar")
_OFF = N_("Grid", "{} {}, nicht verfügbar")
_GRID = N_("Grid", "{}: Zeitraster, Pfeiltasten und Leertaste")
_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class Cell(QAbstractButton):
    """One part of one day."""

    walked = Signal(int, int)

    def __init__(self, day: int, part: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.day, self.part = day, part
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # the grid draws across cells
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._tell)
        self._tell(False)

    def _tell(self, on: bool) -> None:
        self.setAccessibleName((_ON if on else _OFF)(DAYS[self.day], _PARTS[self.part]))

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        return QSize(height + 4, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(style.colour("text"), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("accent" if self.isChecked() else "off"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.walked.emit(*_STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # Enter saves the record
        else:
            super().keyPressEvent(event)


class _Week(QWidget):
    """Hears the mouse for all cells: the first cell says on or off, the others follow."""

    drawn = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells: list[Cell] = []
        self._drawing: bool | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for day, name in enumerate(WEEKDAYS):
            head = QLabel(name, self)
            head.setProperty("role", "muted")
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            head.setToolTip(str(DAYS[day]))
            grid.addWidget(head, 0, day + 1)
            grid.setColumnStretch(day + 1, 1)
        for part, name in enumerate(DAY_PARTS):
            head = QLabel(name, self)
            head.setProperty("role", "muted")
            head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(head, part + 1, 0)
            for day in range(len(WEEKDAYS)):
                cell = Cell(day, part, self)
                grid.addWidget(cell, part + 1, day + 1)
                self.cells.append(cell)

    def at(self, day: int, part: int) -> Cell:
        """The cell of a day and a part of the day."""
        return self.cells[part * len(WEEKDAYS) + day]

    def _draw(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        for cell in self.cells:
            if cell.geometry().contains(place):
                if self._drawing is None:
                    self._drawing = not cell.isChecked()
                    cell.setFocus(Qt.FocusReason.MouseFocusReason)
                cell.setChecked(self._drawing)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._draw(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing is not None:
            self._draw(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._drawing is not None:
            self._drawing = None
            self.drawn.emit()


class GridWidget(FieldWidget):
    """When somebody has time: a 21-bit grid. Tab enters it once; arrow keys walk, the space bar ticks."""

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(field, sources)
        self.week = _Week(self)
        self._hold(self.week)
        self.week.setAccessibleName(_GRID(str(field.label)))
        self.week.drawn.connect(self._changed)
        for cell in self.week.cells:
            cell.walked.connect(self._walk)
            cell.clicked.connect(self._changed)
        self._enter_at(self.week.at(0, 0))

    def cell(self, day: int, part: int) -> Cell:
        """The cell of a day (0 Monday) and a part of the day (0 morning)."""
        return self.week.at(day, part)

    def _enter_at(self, entry: Cell) -> None:
        """Tab leads to this cell; to the others only the arrow keys and the mouse do."""
        for cell in self.week.cells:
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cell is entry else Qt.FocusPolicy.ClickFocus)
        self.week.setFocusProxy(entry)

    def _walk(self, days: int, parts: int) -> None:
        cell = self.sender()
        assert isinstance(cell, Cell)
        day, part = cell.day + days, cell.part + parts
        if 0 <= day < len(WEEKDAYS) and 0 <= part < len(DAY_PARTS):
            target = self.week.at(day, part)
            self._enter_at(target)
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _read(self) -> Any:
        return sum(grid_bit(cell.day, cell.part) for cell in self.week.cells if cell.isChecked())

    def set_value(self, value: Any) -> None:
        for cell in self.week.cells:
            cell.setChecked(bool(value & grid_bit(cell.day, cell.part)))
        self.set_problem("")

    def raw(self) -> Any:
        return self._read()

    def set_raw(self, raw: Any) -> None:
        self.set_value(raw)
