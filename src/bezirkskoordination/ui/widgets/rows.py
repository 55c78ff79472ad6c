"""Owned rows, edited where they stand: languages of a person, the Beratungsfolge of a report.

Short rows are lines of a small table, long ones little forms. Every cell is the widget of its kind.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QToolButton, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import FLAG, NOTE
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.ui import icons
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.widgets.contract import FieldWidget, Sources, label_text, stop_before
from bezirkskoordination.ui.widgets.states import YES

_ADD = N_("Rows", "+ {} hinzufügen")
_REMOVE = N_("Rows", "Zeile {} entfernen")
_CELL = N_("Rows", "{}, Zeile {}")
_WRONG = N_("Rows", "Zeile {}, {}: {}")
_MOST_IN_A_LINE = 3  # several boxes to tick stand below, with their words


class Row:
    """The cells of one row, and the button that takes it away.

    `card` is its frame where it is no table line, `shelf` holds the boxes below a line.
    """

    def __init__(self, cells: dict[str, FieldWidget], remove: QToolButton) -> None:
        self.cells = cells
        self.remove = remove
        self.card: QFrame | None = None
        self.shelf: QWidget | None = None
        self.blank = self.raw()

    def raw(self) -> dict[str, Any]:
        """What stands in the cells."""
        return {name: cell.raw() for name, cell in self.cells.items()}

    @property
    def is_blank(self) -> bool:
        """Whether nobody has written anything."""
        return self.raw() == self.blank

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """Cells and button, in the order of Tab."""
        return (*self.cells.values(), self.remove)


class RowsWidget(FieldWidget):
    """All rows that belong to a record, with a button that adds one."""

    wide = True

    def __init__(self, field: Field, sources: Sources, widget_for: Callable[[Field, Sources], FieldWidget]) -> None:
        super().__init__(field, sources)
        self._of = field.details.row.rows
        self._widget_for = widget_for
        boxes = tuple(f.name for f in self._of.fields if f.kind is FLAG)
        self._below = boxes if len(boxes) > 1 else ()
        beside = [f for f in self._of.fields if f.name not in self._below]
        self._short = len(beside) <= _MOST_IN_A_LINE and all(f.kind is not NOTE for f in beside)
        self._narrow_column = False
        self._read_only = False
        self.rows: list[Row] = []
        self._ground = QWidget(self)
        self._table = QGridLayout(self._ground)
        self._table.setContentsMargins(0, 0, 0, 0)
        self._table.setHorizontalSpacing(4)
        self._table.setVerticalSpacing(4)
        self._heads = [self._head(at, of) for at, of in enumerate(self._of.fields)] if self._short else []
        self.add = QPushButton(_ADD(self._of.called), self)
        self.add.setProperty("link", True)
        self.add.clicked.connect(self._add_row)
        self._column.addWidget(self._ground)
        self._hold(self.add)
        self._column.setAlignment(self.add, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(str(field.label))
        self.add.setAccessibleName(_ADD(self._of.called).removeprefix("+ "))
        self._show_heads()

    def _head(self, at: int, of: Field) -> QLabel:
        head = QLabel(str(of.label), self._ground)
        head.setProperty("role", "muted")
        head.setWordWrap(True)
        self._table.addWidget(head, 0, at, Qt.AlignmentFlag.AlignBottom)
        return head

    @property
    def _in_lines(self) -> bool:
        return self._short and not self._narrow_column

    def _show_heads(self) -> None:
        for at, (head, of) in enumerate(zip(self._heads, self._of.fields, strict=False)):
            head.setVisible(self._in_lines and of.name not in self._below)
            self._table.setColumnStretch(at, 0 if of.name in self._below else 2 if of.kind is FLAG else 3)
        self._ground.setVisible(bool(self.rows))

    def show_label_above(self, shown: bool) -> None:
        """In a narrow column every row becomes a little form."""
        self._narrow_column = shown
        for row in self.rows:
            self._take_out(row)
        for row in self.rows:
            self._lay(row)
        self._show_heads()

    # --- rows -----------------------------------------------------------------------------

    def _put(self) -> Row:
        """A new row below the others, as a new record has it."""
        remove = QToolButton(self._ground)
        remove.setIcon(icons.icon("close", "muted"))
        remove.clicked.connect(self._remove_sender)
        cells = {of.name: self._widget_for(of, self.sources) for of in self._of.fields}
        for cell in cells.values():
            cell.clear()
            cell.edited.connect(self._changed)
            cell.left.connect(self.left)
        row = Row(cells, remove)
        self.rows.append(row)
        self._name(row, len(self.rows))
        self._lay(row)
        # No focus proxies here: Tab would jump from the field to its proxy, over the rows.
        before = self.rows[-2].remove if len(self.rows) > 1 else stop_before(self.add)
        for widget in (*(cell.control for cell in cells.values()), remove):
            QWidget.setTabOrder(before, widget)
            before = widget
        if self._read_only:
            self._lock(row)
        self._show_heads()
        return row

    def _lay(self, row: Row) -> None:
        (self._line if self._in_lines else self._card)(row)
        for of in self._of.fields:
            cell = row.cells[of.name]
            cell.show_label_above(self._narrow_column)
            cell.control.setProperty("cell", self._in_lines)
            if of.kind is FLAG:
                beside = str(of.label) if of.name in self._below else ""
                cell.control.setProperty("text", beside if self._in_lines else str(YES))
        for part in row.parts:
            part.show()

    def _line(self, row: Row) -> None:
        line = self._table.rowCount()
        for at, (name, cell) in enumerate(row.cells.items()):
            if name not in self._below:
                flag = self._of.fields[at].kind is FLAG
                self._table.addWidget(cell, line, at, Qt.AlignmentFlag.AlignCenter if flag else Qt.AlignmentFlag(0))
        self._table.addWidget(row.remove, line, len(row.cells))
        if self._below:
            row.shelf = QWidget(self._ground)
            flow = Flow(row.shelf, gap=12)
            for name in self._below:
                flow.addWidget(row.cells[name])
            self._table.addWidget(row.shelf, line + 1, 0, 1, len(row.cells) + 1)
            row.shelf.show()

    def _card(self, row: Row) -> None:
        row.card = QFrame(self._ground)
        row.card.setProperty("card", True)
        grid = QGridLayout(row.card)
        grid.setContentsMargins(10, 6, 6, 8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, of in enumerate(self._of.fields):
            if not self._narrow_column:
                label = QLabel(label_text(of), row.card)
                label.setProperty("role", "label")
                label.setBuddy(row.cells[of.name].control)
                grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row.cells[of.name], at, 1)
        grid.addWidget(row.remove, 0, 2, Qt.AlignmentFlag.AlignTop)
        self._table.addWidget(row.card, self._table.rowCount(), 0, 1, max(1, len(self._heads)))
        row.card.show()

    def _take_out(self, row: Row) -> None:
        for part in row.parts:
            part.hide()
            part.setParent(self._ground)
            self._table.removeWidget(part)
        for frame in filter(None, (row.card, row.shelf)):
            self._table.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        row.card = row.shelf = None

    def _name(self, row: Row, number: int) -> None:
        for of in self._of.fields:
            row.cells[of.name].control.setAccessibleName(_CELL(of.label, number))
        row.remove.setAccessibleName(_REMOVE(number))
        row.remove.setToolTip(_REMOVE(number))

    def _drop(self, row: Row) -> None:
        self.rows.remove(row)
        self._take_out(row)
        for part in row.parts:
            part.deleteLater()
        for number, other in enumerate(self.rows, start=1):
            self._name(other, number)
        self._show_heads()

    def _add_row(self) -> None:
        row = self._put()
        next(iter(row.cells.values())).control.setFocus()
        self._changed()

    def _remove_sender(self) -> None:
        button = self.sender()
        row = next(one for one in self.rows if one.remove is button)
        self._drop(row)
        self.add.setFocus()
        self._changed()

    # --- the contract ---------------------------------------------------------------------

    def _read(self) -> Any:
        """The rows; one that nobody has filled in is none."""
        found, first = [], None
        for number, row in enumerate(self.rows, start=1):
            values = {}
            if row.is_blank:
                continue
            for of in self._of.fields:
                cell = row.cells[of.name]
                try:
                    values[of.name] = cell.value()
                    cell.mark(False)
                except BadValue as refusal:
                    cell.mark(True)
                    first = first or BadValue(_WRONG, number, of.label, refusal).at(self.field.name)
            if len(values) == len(self._of.fields):
                found.append(self._of.cls(**values))
        if first:
            raise first
        return tuple(found)

    def set_value(self, value: Any) -> None:
        with self._quietly():
            while len(self.rows) > len(value):
                self._drop(self.rows[-1])
            for at, one in enumerate(value):
                row = self.rows[at] if at < len(self.rows) else self._put()
                for name, cell in row.cells.items():
                    cell.set_value(getattr(one, name))
                    cell.mark(False)
        self.set_problem("")

    def raw(self) -> Any:
        return [row.raw() for row in self.rows]

    def set_raw(self, raw: Any) -> None:
        with self._quietly():
            for row in tuple(self.rows):
                self._drop(row)
            for one in raw:
                row = self._put()
                for name, cell in row.cells.items():
                    cell.set_raw(one[name])
        self.check()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.add.setVisible(not read_only)
        for row in self.rows:
            self._lock(row)

    def _lock(self, row: Row) -> None:
        row.remove.setVisible(not self._read_only)
        for cell in row.cells.values():
            cell.set_read_only(self._read_only)

    def mark(self, wrong: bool) -> None:
        """Cells mark themselves while reading."""
