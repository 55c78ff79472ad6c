"""The line for slips on „Heute“: type or paste, Enter, done; names are gone from it before it is kept."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from bezirkskoordination.actions import slipping
from bezirkskoordination.i18n import N_
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.saying import Saying

_PLACE = N_(
    "Today", "Eingangszettel: tippen oder einfügen – „Grundschule, Sohn 10 J., Di/Do Hilfe in Mathe“ …   Strg+N"
)
_TAKEN = N_("Today", "Zettel abgelegt; Namen und Nummern stehen im geschützten Kontakt")


class SlipLine(QWidget):
    """One line and its button."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.line = QLineEdit()
        self.line.setPlaceholderText(str(_PLACE))
        self.line.setAccessibleName(str(N_("Today", "Eingangszettel, Eingabetaste legt ab")))
        self.line.returnPressed.connect(self.take_down)
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
