"""„Wer ist zuständig?“: one line to ask, and who is meant, with the number to call; over institutions and people."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QVBoxLayout, QWidget

from bezirkskoordination.actions import asking
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.responsibility import Responsible
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui.cards import button, label, side_by_side
from bezirkskoordination.ui.listening import listen
from bezirkskoordination.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_WIDE, _OWN = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.ResizeToContents
_SHOWN = (Institution, ContactPerson, Person, ListItem)
_NAME = N_("ResponsiblePage", "Wer ist zuständig?")
_ASK = N_("ResponsiblePage", "Wofür? Zum Beispiel Wohngeld, Kita-Platz, Räume …")
_HEADS = (
    N_("ResponsiblePage", "zuständig für"), N_("ResponsiblePage", "Ansprechperson"),
    N_("ResponsiblePage", "Institution"), N_("ResponsiblePage", "Telefon"),
)  # fmt: skip
_FOUND, _ONE = N_("ResponsiblePage", "{} Antworten"), N_("ResponsiblePage", "1 Antwort")
_NOBODY = N_("ResponsiblePage", "Niemand gefunden. Ein kürzeres Wort findet oft mehr.")
_EMPTY = N_(
    "ResponsiblePage",
    "Noch steht nirgends eine Zuständigkeit. Tragen Sie sie bei einer Institution unter „zuständig für“"
    " oder bei einer Ansprechperson unter „Zuständigkeit“ ein.",
)


class _Line(QLineEdit):
    """Asks while it is typed; Escape empties it, arrow down and Enter go to the answers."""

    def __init__(self, page: "ResponsiblePage") -> None:
        super().__init__()
        self._page = page
        self.setPlaceholderText(str(_ASK))
        self.setAccessibleName(str(_NAME))
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._page.to_answers()
        else:
            super().keyPressEvent(event)


class ResponsiblePage(QWidget):
    """Everybody who may be asked is read once and anew after a change; each letter asks them."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._stale = True
        self._everybody: list[Responsible] = []
        self.answers: list[Responsible] = []
        self.line = self.entry = _Line(self)
        self.line.textChanged.connect(lambda _text: self.ask())
        self.table = PlainTable(_HEADS, str(N_("ResponsiblePage", "Antworten")))
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        for at, mode in enumerate((_WIDE, _WIDE, _WIDE, _OWN)):
            head.setSectionResizeMode(at, mode)
        self.table.itemActivated.connect(lambda _item: self.open_chosen())
        self.said = label(role="muted")
        self.open_button = button(N_("ResponsiblePage", "Institution öffnen"), self.open_chosen)
        self.call_button = button(N_("ResponsiblePage", "Nummer kopieren"), self.copy_number)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 14)
        column.setSpacing(8)
        for widget in (self.line, self.said, self.table):
            column.addWidget(widget, int(widget is self.table))
        column.addLayout(side_by_side(self.open_button, self.call_button))
        listen(window.desk, self, self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _changed(self, changes: list[Change]) -> None:
        if any(isinstance(change.record, _SHOWN) for change in changes):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def refresh(self) -> None:
        """Read everybody anew, and ask again."""
        self._stale = False
        self._everybody = asking.everybody(self._window.desk.office.read, self._window.today())
        self.ask()

    def ask(self) -> None:
        """Show who is meant by what is typed; without a word, everybody who is responsible for something."""
        query, names = self.line.text(), self._window.desk.office.names
        self.answers = asking.meant(self._everybody, query)
        self.table.fill([(one.what, one.who, one.institution.title(names), one.number) for one in self.answers])
        count = len(self.answers)
        nothing = _NOBODY if query.strip() else _EMPTY
        self.said.setText(str(_ONE if count == 1 else nothing) if count < 2 else _FOUND(count))
        for one in (self.open_button, self.call_button):
            one.setEnabled(count > 0)

    def to_answers(self) -> None:
        """Go to the first answer."""
        if self.answers:
            self.table.setCurrentCell(0, 0)
            self.table.setFocus()

    @property
    def chosen(self) -> Responsible | None:
        """The answer that is chosen."""
        at = self.table.currentRow()
        return self.answers[at] if 0 <= at < len(self.answers) else None

    def open_chosen(self) -> None:
        """Go to the institution of the chosen answer."""
        if self.chosen is not None:
            self._window.open_record("institution", self.chosen.institution.id or 0)

    def copy_number(self) -> None:
        """Put the number of the chosen answer where other programs find it."""
        if self.chosen is not None and self.chosen.number:
            QGuiApplication.clipboard().setText(self.chosen.number)
            self._window.say(N_("ResponsiblePage", "Kopiert: {}")(self.chosen.number))
