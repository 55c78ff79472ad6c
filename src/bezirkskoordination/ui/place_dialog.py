"""Chooses a figure for a sentence: type a word, arrow down, Enter. It shows what the paper would print."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.rules.report_texts import Place
from bezirkskoordination.store.folding import fold
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.two_lines import TwoLines

_TITLE = N_("PlaceDialog", "Zahl einsetzen")
_HINT = N_(
    "PlaceDialog",
    "Im Text steht der Name in Klammern; gedruckt wird die Zahl, in der öffentlichen Fassung die öffentliche.",
)
_FIND, _LIST = N_("PlaceDialog", "Zahl suchen"), N_("PlaceDialog", "Zahlen dieses Berichts")
_COUNTING = N_("PlaceDialog", "wird gezählt …")


class PlaceDialog(QDialog):
    """`chosen` gives the place."""

    chosen = Signal(object)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places, self.shown = places, list(places)
        self.setWindowTitle(str(_TITLE))
        self.line = QLineEdit()
        self.line.setPlaceholderText(str(_FIND))
        self.line.setAccessibleName(str(_FIND))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list = TwoLines(str(_LIST))
        self.list.itemActivated.connect(lambda _item: self.accept())
        buttons = QDialogButtonBox()
        self.take = buttons.addButton(str(N_("PlaceDialog", "Einsetzen")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("primary", True)
        self.take.setDefault(True)
        buttons.addButton(str(N_("PlaceDialog", "Abbrechen")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(label(_HINT, "muted"))
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self._narrow("")
        self.resize(460, 480)
        self.line.setFocus()

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        self.shown = [one for one in self._places if all(word in fold(one.label) for word in words)]
        self.list.fill([(one.label, one.value or str(_COUNTING)) for one in self.shown])
        if self.shown:
            self.list.setCurrentRow(0)
        self.take.setEnabled(bool(self.shown))

    def accept(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self.shown):
            place = self.shown[at]
            super().accept()
            self.chosen.emit(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while the words are typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.shown:
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, len(self.shown) - 1)))
                return True
        return super().eventFilter(watched, event)
