"""Which columns a list shows, in what order and how wide: chosen by the user, remembered on this machine.

What is remembered are names of fields, never what stands in them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import View
from bezirkskoordination.store.query import is_sortable
from bezirkskoordination.ui.cells import columns_of

_NAME = Qt.ItemDataRole.UserRole


@dataclass(slots=True)
class Layout:
    """How a list looks: columns in order, widths that somebody chose, what it is sorted by."""

    columns: list[str]
    sort: str
    descending: bool
    widths: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, view: View) -> "Layout":
        """How a list looks as declared."""
        return cls(list(view.columns) or ["title"], view.sort, view.descending)

    @classmethod
    def remembered(cls, view: View, memory: QSettings) -> "Layout":
        """How it was left here; what no longer exists is passed over."""
        layout, group = cls.of(view), f"lists/{view.name}"
        known = {column.name for column in columns_of(view)}
        names = [name for name in str(memory.value(f"{group}/columns", "")).split(",") if name in known]
        layout.columns = list(dict.fromkeys(names)) or layout.columns
        sort, _, direction = str(memory.value(f"{group}/sort", "")).partition(" ")
        if sort in known and is_sortable(view, sort):
            layout.sort, layout.descending = sort, direction == "desc"
        for entry in str(memory.value(f"{group}/widths", "")).split(","):
            name, _, width = entry.partition("=")
            if name in known and width.isdigit():
                layout.widths[name] = int(width)
        return layout

    def remember(self, view: View, memory: QSettings) -> None:
        """Keep it for the next time."""
        group = f"lists/{view.name}"
        memory.setValue(f"{group}/columns", ",".join(self.columns))
        memory.setValue(f"{group}/sort", f"{self.sort} {'desc' if self.descending else 'asc'}")
        memory.setValue(f"{group}/widths", ",".join(f"{name}={width}" for name, width in self.widths.items()))


class ColumnsDialog(QDialog):
    """Choose columns and their order, by mouse or keyboard. `chosen` gives the names, at least one."""

    chosen = Signal(list)

    def __init__(self, view: View, shown: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(str(N_("Columns", "Spalten")))
        self._view = view
        self._labels = {column.name: column.label for column in columns_of(view)}
        self.list = QListWidget()
        self.list.setAccessibleName(str(N_("Columns", "Spalten")))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        hint = QLabel(str(N_("Columns", "Angekreuzte Spalten zeigt die Liste, von links nach rechts in dieser Folge.")))
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        arrows = QVBoxLayout()
        for text, step in ((N_("Columns", "Nach oben"), -1), (N_("Columns", "Nach unten"), 1)):
            button = QPushButton(str(text))
            button.clicked.connect(lambda _checked=False, step=step: self.move_chosen(step))
            arrows.addWidget(button)
        reset = QPushButton(str(N_("Columns", "Wie am Anfang")))
        reset.clicked.connect(self.reset)
        arrows.addStretch(1)
        arrows.addWidget(reset)
        buttons = QDialogButtonBox()
        take = buttons.addButton(str(N_("Columns", "Übernehmen")), QDialogButtonBox.ButtonRole.AcceptRole)
        take.setProperty("primary", True)
        buttons.addButton(str(N_("Columns", "Abbrechen")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._take = take
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(arrows)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addLayout(middle)
        column.addWidget(buttons)
        self.list.itemChanged.connect(self._tell)
        self._fill(shown)

    def _fill(self, shown: Iterable[str]) -> None:
        self.list.clear()
        ticked = list(shown)
        for name in dict.fromkeys([*ticked, *self._labels]):
            item = QListWidgetItem(self._labels[name])
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._tell()

    def _tell(self) -> None:
        self._take.setEnabled(bool(self.names()))

    def names(self) -> list[str]:
        """The ticked columns in their order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_NAME) for item in items if item.checkState() == Qt.CheckState.Checked]

    def move_chosen(self, step: int) -> None:
        """Move the current line up or down."""
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)

    def reset(self) -> None:
        """Tick what the view opens with."""
        self._fill(Layout.of(self._view).columns)

    def accept(self) -> None:
        self.chosen.emit(self.names())
        super().accept()
