"""The tab that says what stands in the way of a report's release; each line leads to its place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.fields import Record
from bezirkskoordination.rules.report_checks import Obstacle
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui import icons
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.record_tab import RecordTab

if TYPE_CHECKING:
    from bezirkskoordination.ui.report_form import ReportForm

_LIST = N_("CheckTab", "Was der Freigabe im Weg steht")
_HINT = N_("CheckTab", "Eingabetaste führt zur Stelle. Was ansteht, steht oben; darunter, was Sie ansehen sollten.")
_CLEAR = N_("CheckTab", "Nichts steht der Freigabe im Weg.")
_CLEAR_BUT = N_("CheckTab", "Nichts steht der Freigabe im Weg. Bitte noch ansehen:")
_BLOCKED_ONE, _BLOCKED_MANY = (
    N_("CheckTab", "Eine Sache steht der Freigabe im Weg."),
    N_("CheckTab", "{} Dinge stehen der Freigabe im Weg."),
)
_COUNTING = N_("CheckTab", "Es wird noch gezählt und gelesen …")
_BLOCKS, _LOOK = N_("CheckTab", "fehlt: {}"), N_("CheckTab", "ansehen: {}")


class _Lines(QListWidget):
    """Lines of which one is opened with Enter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


class CheckTab(RecordTab):
    """What is missing first, then what should be looked at."""

    title: Text = N_("CheckTab", "Prüfung")
    name = "check"

    def __init__(self, frame: "ReportForm") -> None:
        super().__init__()
        self._frame = frame
        self._context = frame.context
        self.obstacles: list[Obstacle] = []
        self.result = label(role="section")
        self.hint = label(_HINT, "muted")
        self.list = _Lines()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(str(_LIST))
        self.list.itemActivated.connect(lambda _item: self.go())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 8, 4)
        column.addWidget(self.result)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)

    def show_for(self, record: Record) -> None:
        self._frame.look()
        self.obstacles = self._frame.obstacles()
        blocking = sum(one.blocks for one in self.obstacles)
        if blocking:
            words = str(_BLOCKED_ONE) if blocking == 1 else _BLOCKED_MANY(blocking)
        else:
            words = str(_CLEAR_BUT if self.obstacles else _CLEAR)
        done = self._frame.told is not None and self._frame.seen is not None
        self.result.setText(words if done else f"{words} {_COUNTING}")
        chosen = self.list.currentRow()
        self.list.clear()
        for one in self.obstacles:
            item = QListWidgetItem(
                icons.icon("warning" if one.blocks else "info", "problem" if one.blocks else "muted"), one.text
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, (_BLOCKS if one.blocks else _LOOK)(one.text))
            self.list.addItem(item)
        self.list.setVisible(bool(self.obstacles))
        self.hint.setVisible(bool(self.obstacles))
        if self.obstacles:
            self.list.setCurrentRow(min(max(chosen, 0), len(self.obstacles) - 1))

    def follow(self, changes: list[Change]) -> None:
        """The form counts anew and tells."""

    def go(self) -> None:
        """Go to the place of the chosen line."""
        at = self.list.currentRow()
        if not 0 <= at < len(self.obstacles):
            return
        one, frame = self.obstacles[at], self._frame
        if one.section:
            frame.go_to_section(one.section, one.span)
        elif one.figure:
            frame.go_to_figure(one.figure)
        elif one.record[0]:
            self._open(*one.record)
        elif one.words:
            frame.go_to_page(one.words)
        elif one.field in frame.form.widgets:
            frame.go_to_field(one.field)

    def _open(self, type_name: str, uid: str) -> None:
        found = self._context.desk.office.read.by_uid(RECORD_TYPES[type_name], uid)
        if found is not None:
            self._context.open_record(type_name, found.id or 0)
