"""Said before a meeting is planned whose room the Etat does not carry: what is missing, and three ways on."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.rules.rooms import RoomCheck
from bezirkskoordination.ui.cards import label

_TITLE = N_("RoomDialog", "Raumkosten über dem Etat")
_PLAN = N_("RoomDialog", "Termin trotzdem planen")
_PAPER = N_("RoomDialog", "Antrag an den Bezirksrat entwerfen")
_OTHER = N_("RoomDialog", "Anderen Raum wählen")
_WHICH = N_(
    "RoomDialog",
    "Der Termin ist noch nicht gespeichert."
    " Mit einem Antrag wird er gespeichert, und der Entwurf steht unter „Vorlagen“.",
)


class RoomDialog(QDialog):
    """Three buttons; whichever is pressed, the dialog is closed first."""

    def __init__(
        self,
        check: RoomCheck,
        plan: Callable[[], object],
        draft: Callable[[], object],
        other: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(str(_TITLE))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(label(_TITLE, "heading"))
        column.addWidget(label(check.words))
        column.addWidget(label(_WHICH, "muted"))
        self.plan, self.draft, self.other = (
            self._button(*one) for one in ((_PLAN, plan), (_PAPER, draft), (_OTHER, other))
        )
        self.other.setDefault(True)
        self.other.setFocus()
        self.setMinimumWidth(56 * self.fontMetrics().horizontalAdvance("n"))

    def _button(self, words: Text, way: Callable[[], object]) -> QPushButton:
        made = QPushButton(str(words))
        made.setAutoDefault(True)

        def pressed() -> None:
            self.accept()
            way()

        made.clicked.connect(pressed)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need; a dialog does not ask wrapped words by itself."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
