"""The line for slips on „Heute“: type, Enter, done; names are gone from it before it is kept.

What is longer than a line (a mail that is pasted or dropped) goes into the box.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from bezirkskoordination.actions import slipping
from bezirkskoordination.i18n import N_
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.dropping import files_of
from bezirkskoordination.ui.saying import Saying

if TYPE_CHECKING:
    from bezirkskoordination.ui.slip_dialog import SlipDialog

_PLACE = N_(
    "Today", "Eingangszettel: tippen oder einfügen – „Grundschule, Sohn 10 J., Di/Do Hilfe in Mathe“ …   Strg+N"
)
_TAKEN = N_("Today", "Zettel abgelegt; Namen und Nummern stehen im geschützten Kontakt")


class SlipLine(QWidget):
    """One line and its button; an e-mail may be dropped on both."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.dialog: SlipDialog | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(str(_PLACE))
        self.line.setAccessibleName(str(N_("Today", "Eingangszettel, Eingabetaste legt ab")))
        self.line.returnPressed.connect(self.take_down)
        self.line.textChanged.connect(self._lines)
        self.line.setAcceptDrops(False)  # a file is no text
        self.setAcceptDrops(True)
        self.keep = button(N_("Today", "Ablegen"), self.take_down)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.keep)

    def take_down(self) -> None:
        """Keep what is typed; it stays there if it cannot be kept."""
        text = self.line.text()
        if not text.strip():
            return
        with Saying(self._context.say):
            self._context.desk.do(str(_TAKEN), lambda unit: slipping.take_down(unit, text))
            self.line.clear()
            self._context.say(str(_TAKEN))

    def _lines(self, text: str) -> None:
        """Text of several lines was pasted: it is read as such in the box."""
        if len(text.strip().splitlines()) > 1:
            self.line.clear()
            self._open_box(text=text.strip())

    def _open_box(self, files: list[Path] | None = None, text: str = "") -> None:
        from bezirkskoordination.ui.slip_dialog import take_down  # late: reading mails is no part of the start

        self.dialog = take_down(self._context, self.window(), files, text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = files_of(event.mimeData())
        self._open_box(files, "" if files else event.mimeData().text())

    def lock_draft(self) -> None:
        """Before the office is closed: what stands there is a slip, and not lost."""
        self.take_down()
