"""The table of a list: chosen rows by id, keys, columns that fit. It shows a `RankedModel` and changes nothing."""

import math
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import STATUS
from bezirkskoordination.records.network import Order
from bezirkskoordination.rules.meetings import REPEATED
from bezirkskoordination.ui.chips import ChipDelegate, CountDelegate, Look, RowDelegate, row_height
from bezirkskoordination.ui.ranked import PAGE, RankedModel

#: Numbers that stand out in a list from so many on, by type and field.
_STANDS_OUT = {(Order.type.name, "carried"): REPEATED}
_FLAGS = QItemSelectionModel.SelectionFlag
_SELECT = _FLAGS.ClearAndSelect | _FLAGS.Rows
_HOME_END = frozenset({QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd})
_WALK = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up})
_OPEN_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2})
_LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
_LEAST_ROWS = 5
_HEAD_AIR, _CELL_AIR, _CHIP_AIR, _ARROW = 17, 18, 25, 14
_LEAST_EM, _SHORT_EM, _MOST_EM = 8, 12, 30
_BOLDER = 1.06  # a head is bold, and its metrics are those of the plain font


class RecordTable(QTableView):
    """Rows of records. Selection is told by id and survives sorting, filtering and writing."""

    chosen_changed = Signal()
    opened = Signal()  # Enter, F2, double click
    delete_requested = Signal()
    sort_requested = Signal(str)
    looks_changed = Signal()  # somebody moved or widened a column
    painted = Signal()  # connect it queued, to do something right after

    def __init__(
        self, model: RankedModel, own_widths: dict[str, int] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.ranked = model
        self._delegates: list[RowDelegate] = []
        self._natural: list[tuple[int, int]] = []  # liked, least
        self._fitting = False
        self._hovered = -1
        self._kept: tuple[list[int], int | None] = ([], None)
        self._wanted: int | None = None
        self.own_widths = dict(own_widths or {})
        self._set_up()
        self.setModel(model)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.ordered.connect(self._choose_wanted)
        self.painted.connect(model.read_on, Qt.ConnectionType.QueuedConnection)
        head = self.horizontalHeader()
        head.sectionClicked.connect(self._sort)
        head.sectionMoved.connect(self._moved)
        head.sectionResized.connect(self._resized)
        self.dress()

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(8)
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setSortIndicatorShown(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.nothing = QLabel(self.viewport())
        self.nothing.setProperty("role", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setWordWrap(True)
        self.nothing.setTextInteractionFlags(_LINKS)
        self.nothing.hide()
        over = QVBoxLayout(self.viewport())
        over.setContentsMargins(24, 40, 24, 24)
        over.addWidget(self.nothing)
        over.addStretch(1)

    # --- chosen rows ----------------------------------------------------------------------

    def _spans(self) -> list[QItemSelectionRange]:
        return list(self.selectionModel().selection())  # type: ignore[call-overload]

    def chosen_count(self) -> int:
        """How many rows are chosen."""
        return sum(span.height() for span in self._spans())

    def chosen_ids(self) -> list[int]:
        """The ids of the chosen rows, from the top."""
        rows = sorted({row for span in self._spans() for row in range(span.top(), span.bottom() + 1)})
        return [self.ranked.id_at(row) for row in rows]

    def choose(self, record_id: int) -> bool:
        """Choose one row and bring it into sight; a row that is not there yet is chosen when it comes."""
        row = self.ranked.row_of(record_id)
        self._wanted = None if row >= 0 or self.ranked.complete else record_id
        if row < 0:
            return self._wanted is not None
        index = self.ranked.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _SELECT)
        self.scrollTo(index)
        return True

    def choose_rows(self, ids: Iterable[int], current: int | None = None) -> None:
        """Choose many rows at once."""
        selection = QItemSelection()
        last = len(self.ranked.columns) - 1
        for row in self.ranked.rows_of(ids):
            selection.select(self.ranked.index(row, 0), self.ranked.index(row, last))
        self.selectionModel().select(selection, _SELECT)
        if current is not None and (row := self.ranked.row_of(current)) >= 0:
            self.selectionModel().setCurrentIndex(self.ranked.index(row, 0), _FLAGS.NoUpdate)

    def choose_near(self, row: int) -> None:
        """Choose the row that has come to this place, for example after deleting."""
        if count := self.ranked.rowCount():
            self.choose(self.ranked.id_at(min(max(row, 0), count - 1)))

    def choose_nothing(self) -> None:
        """Choose no row at all."""
        self._wanted = None
        self.selectionModel().clear()

    def _selection_changed(self, *_args: Any) -> None:
        self.chosen_changed.emit()

    def _choose_wanted(self) -> None:
        if self._wanted is not None:
            self.choose(self._wanted)

    def _keep(self) -> None:
        current = self.currentIndex()
        ids = self.chosen_ids()
        self._kept = ids, self.ranked.id_at(current.row()) if current.isValid() else None

    def _restore(self) -> None:
        self._measure()
        ids, current = self._kept
        if ids:
            self.choose_rows(ids, current)
            if self.currentIndex().isValid():
                self.scrollTo(self.currentIndex())

    # --- columns --------------------------------------------------------------------------

    def dress(self) -> None:
        """Take up the columns of the model: how each is painted, and how wide it is."""
        for at in range(len(self._delegates)):
            self.setItemDelegateForColumn(at, None)  # type: ignore[arg-type]
        self._delegates = []
        for at, column in enumerate(self.ranked.columns):
            delegate = self._delegate(column.field, column.right)
            self._delegates.append(delegate)
            self.setItemDelegateForColumn(at, delegate)
        head = self.horizontalHeader()
        for at in range(head.count()):
            head.moveSection(head.visualIndex(at), at)
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self.setMinimumHeight(row_height(self) * _LEAST_ROWS)
        self._measure()
        self.show_sorting()

    def _delegate(self, field: Field | None, right: bool) -> RowDelegate:
        """What paints a column: a state as a chip, a number that may stand out, everything else as it is."""
        if field is None:
            return RowDelegate(self, right)
        if field.kind is STATUS:
            return ChipDelegate.of_field(self, field)
        least = _STANDS_OUT.get((self.ranked.query.view.type.name, field.name))
        return CountDelegate(self, least) if least is not None else RowDelegate(self, right)

    def show_sorting(self) -> None:
        """Put the arrow where the list is sorted."""
        names = [column.name for column in self.ranked.columns]
        query = self.ranked.query
        order = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(names.index(query.sort) if query.sort in names else -1, order)

    def columns_in_order(self) -> list[str]:
        """The names of the columns from left to right, as somebody may have moved them."""
        head = self.horizontalHeader()
        return [self.ranked.columns[head.logicalIndex(at)].name for at in range(head.count())]

    def _sort(self, section: int) -> None:
        column = self.ranked.columns[section]
        if column.sortable:
            self.sort_requested.emit(column.name)
        self.show_sorting()

    def _moved(self, *_args: int) -> None:
        if not self._fitting:
            self.looks_changed.emit()

    def _resized(self, section: int, _old: int, new: int) -> None:
        if not self._fitting and 0 <= section < len(self.ranked.columns):
            self.own_widths[self.ranked.columns[section].name] = new
            self.looks_changed.emit()

    def _measure(self) -> None:
        """How wide each column would like to be, and how narrow it may get, judged by its head and the first rows."""
        look, head_width = self._delegates[0].looks(), self.horizontalHeader().fontMetrics().horizontalAdvance
        width, em = look.advances.of, look.advances["n"]
        shown = [self.ranked.texts_at(row) for row in range(min(self.ranked.rowCount(), PAGE))]
        self._natural = []
        for at, column in enumerate(self.ranked.columns):
            air = _CHIP_AIR if column.field is not None and column.field.kind is STATUS else _CELL_AIR
            widest = max((width(texts[at]) for texts in shown), default=0) + air
            arrow = _ARROW if column.name == self.ranked.query.sort else 0
            head = round(head_width(column.head) * _BOLDER) + _HEAD_AIR + arrow
            natural = max(head, min(widest, em * _MOST_EM))
            whole = column.whole or natural < em * _SHORT_EM
            self._natural.append((natural, natural if whole else min(natural, em * _LEAST_EM)))
        self._fit()

    def _fit(self) -> None:
        """Use the width there is: too little is taken from long texts, what is left over goes to them."""
        columns = self.ranked.columns
        if len(self._natural) != len(columns):
            return
        widths = [self.own_widths.get(c.name, one[0]) for c, one in zip(columns, self._natural, strict=True)]
        free = [at for at, column in enumerate(columns) if column.name not in self.own_widths]
        over = sum(widths) - self.viewport().width()
        if over > 0:
            spare = {at: widths[at] - self._natural[at][1] for at in free}
            share = min(1.0, over / max(1, sum(spare.values())))
            for at in free:
                widths[at] -= math.ceil(spare[at] * share)
        else:
            long = [at for at in free if self._natural[at][0] > self._natural[at][1]] or free
            for at in long:
                widths[at] += -over // len(long)
        self._fitting = True
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        self._fitting = False

    # --- painting -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows in sight in one go. Qt would ask for each cell by itself, which takes three times as long."""
        first, height = self.rowAt(event.rect().top()), self.verticalHeader().defaultSectionSize()
        if first >= 0:
            self._paint_rows(event, first, height)
        self.painted.emit()

    def _paint_rows(self, event: QPaintEvent, first: int, height: int) -> None:
        last = self.rowAt(event.rect().bottom())
        rows = range(first, (last if last >= 0 else self.ranked.rowCount() - 1) + 1)
        top, painter, look = self.rowViewportPosition(first), QPainter(self.viewport()), self._delegates[0].looks()
        self._ground(painter, look, rows, QRect(0, top, self._right_end(), height))
        texts = [self.ranked.texts_at(row) for row in rows]
        for column, delegate in enumerate(self._delegates):
            left, width, y = self.columnViewportPosition(column), self.columnWidth(column), top
            for said in texts:
                if said[column]:
                    delegate.say(painter, look, left, y, width, height, said[column])
                y += height
        painter.end()

    def _right_end(self) -> int:
        head = self.horizontalHeader()
        return head.length() - head.offset()

    def _ground(self, painter: QPainter, look: Look, rows: range, place: QRect) -> None:
        """Who is chosen, where the mouse is, and a line below each row; `place` is that of the first."""
        spans, focused = [(span.top(), span.bottom()) for span in self._spans()], self.hasFocus()
        for row in rows:
            chosen = any(top <= row <= bottom for top, bottom in spans)
            look.ground(painter, place, chosen, row == self._hovered, focused)
            place.translate(0, place.height())

    def _hover(self, row: int) -> None:
        """The mouse has come to this row; -1 for none."""
        before, self._hovered = self._hovered, row
        height = self.verticalHeader().defaultSectionSize()
        for one in {before, row} if before != row else ():
            self.viewport().update(0, self.rowViewportPosition(one), self.viewport().width(), height)

    # --- keys and events ------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPEN_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.delete_requested.emit()
        elif event.key() in _WALK and not event.modifiers() and not self.chosen_count() and self.ranked.rowCount():
            self.choose(self.ranked.id_at(0))  # Qt would begin with the second row, and never reach an only one
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def mouseDoubleClickEvent(self, event: Any) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if action in _HOME_END:  # Pos1 and Ende go to the first and last row, not column
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, _search: str) -> None:
        """Typing does not jump about; the filter line searches."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._natural:
            self.verticalHeader().setDefaultSectionSize(row_height(self))
            self._measure()

    def say_nothing(self, text: str) -> None:
        """Say why there are no rows; nothing to say while there are."""
        self.nothing.setText(text)
        self.nothing.setVisible(bool(text))
        self.setAccessibleDescription(self.nothing.text() if text else "")


def table_name(label: str) -> str:
    """What a screen reader calls the table of a view."""
    return N_("Table", "Liste: {}")(label)
