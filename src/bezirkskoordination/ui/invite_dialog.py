"""Before an invitation goes out: who gets a letter, who a mail, who is left out and why; and the ways to send it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.rules.inviting import Asked
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.chips import RowDelegate, row_height
from bezirkskoordination.ui.flow import Flow

_TITLE = N_("InviteDialog", "Einladen")
_LETTERS, _ONE_LETTER, _NO_LETTERS = (
    N_("InviteDialog", "{} Briefe"), N_("InviteDialog", "ein Brief"), N_("InviteDialog", "kein Brief"),
)  # fmt: skip
_MAILS, _ONE_MAIL, _NO_MAILS = (
    N_("InviteDialog", "{} E-Mail-Adressen"), N_("InviteDialog", "eine E-Mail-Adresse"),
    N_("InviteDialog", "keine E-Mail-Adresse"),
)  # fmt: skip
_LEFT_OUT = N_("InviteDialog", "Nicht auf jedem Weg zu erreichen:")
_HEADS = (N_("InviteDialog", "Name"), N_("InviteDialog", "Grund"))
_SAVE, _SAVE_ONLY = N_("InviteDialog", "Briefe speichern und einladen …"), N_("InviteDialog", "Briefe speichern …")
_NOTE = N_("InviteDialog", "Als eingeladen vermerken")
_CALENDAR = N_("InviteDialog", "Kalenderdatei …")
_ADDRESSES, _TEXT = N_("InviteDialog", "E-Mail-Adressen kopieren"), N_("InviteDialog", "Einladungstext kopieren")
_BCC = N_(
    "InviteDialog",
    "{} kopiert. Bitte in das Feld „Bcc“ einfügen, damit niemand die Adressen der anderen sieht."
    " Die Adressen bleiben danach im Mailprogramm, auch wenn sie hier gelöscht werden.",
)
_COPIED = N_("InviteDialog", "Betreff und Text kopiert. Namen stehen nicht darin.")
_MOST = 8  # rows that are shown without scrolling


def _counted(number: int, none: Text, one: Text, many: Text) -> str:
    return many(number) if number > 1 else str(one if number else none)


def reason(one: Asked) -> str:
    """Why somebody gets no letter, no mail, or neither."""
    if one.no_letter == one.no_mail:
        return one.no_letter
    return ", ".join(filter(None, (one.no_letter, one.no_mail)))


class InviteDialog(QDialog):
    """Says and asks; what its buttons do, whoever opens it decides. `hints` are what should be seen to before."""

    def __init__(
        self,
        title: str,
        found: Sequence[Asked],
        hints: Sequence[str],
        text: tuple[str, str],
        ways: dict[str, Callable[[], object]],
        parent: QWidget | None = None,
    ) -> None:
        """`ways` by name: „letters“, „calendar“ and, while nobody is invited yet, „note“."""
        super().__init__(parent)
        self.setWindowTitle(str(_TITLE))
        self._text = text
        self.mails = list(dict.fromkeys(one.email for one in found if not one.no_mail))
        letters = sum(1 for one in found if not one.no_letter)
        out = [one for one in found if one.no_letter or one.no_mail]
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(label(title, "heading"))
        self.counts = label(
            " · ".join(
                (_counted(letters, _NO_LETTERS, _ONE_LETTER, _LETTERS), self._mails(_NO_MAILS, _ONE_MAIL, _MAILS))
            )
        )
        column.addWidget(self.counts)
        self.hints = [label(said, "warn") for said in hints]
        for hint in self.hints:
            column.addWidget(hint)
        self.left_out = self._table(out)
        if out:
            column.addWidget(label(_LEFT_OUT, "label"))
            column.addWidget(self.left_out)
        self.said = label(role="muted")
        self.said.hide()
        shelf = QWidget()
        flow = Flow(shelf, gap=6)
        self.addresses = self._button(_ADDRESSES, self._copy_addresses, bool(self.mails))
        self.text = self._button(_TEXT, self._copy_text)
        self.calendar = self._button(_CALENDAR, ways["calendar"])
        for made in (self.addresses, self.text, self.calendar):
            flow.addWidget(made)
        column.addWidget(shelf)
        column.addWidget(self.said)
        column.addStretch(1)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.letters = self._button(_SAVE if "note" in ways else _SAVE_ONLY, ways["letters"], letters > 0)
        self.letters.setProperty("primary", True)
        buttons.addButton(self.letters, role.ActionRole)
        self.note: QPushButton | None = None
        if "note" in ways:
            self.note = self._button(_NOTE, ways["note"])
            buttons.addButton(self.note, role.ActionRole)
        buttons.addButton(str(N_("InviteDialog", "Schließen")), role.RejectRole).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        begins = self.letters if letters else self.addresses if self.mails else self.text
        begins.setDefault(True)
        begins.setFocus()
        self.setMinimumWidth(76 * self.fontMetrics().horizontalAdvance("n"))

    def _mails(self, none: Text, one: Text, many: Text) -> str:
        return _counted(len(self.mails), none, one, many)

    @staticmethod
    def _button(words: Text, way: Callable[[], object], enabled: bool = True) -> QPushButton:
        made = QPushButton(str(words))
        made.setEnabled(enabled)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: way())
        return made

    def _table(self, out: Sequence[Asked]) -> QTableWidget:
        table = QTableWidget(len(out), len(_HEADS))
        table.setHorizontalHeaderLabels([str(head) for head in _HEADS])
        table.setAccessibleName(str(_LEFT_OUT).rstrip(":"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.setItemDelegate(RowDelegate(table))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, one in enumerate(out):
            for at, said in enumerate((one.name, reason(one))):
                item = QTableWidgetItem(said)
                item.setToolTip(said)
                table.setItem(row, at, item)
            table.setRowHeight(row, row_height(table))
        table.setFixedHeight(head.sizeHint().height() + min(len(out), _MOST) * row_height(table) + 4)
        return table

    def _copy_addresses(self) -> None:
        QGuiApplication.clipboard().setText("; ".join(self.mails))
        self._say(_BCC(self._mails(_NO_MAILS, _ONE_MAIL, _MAILS)))

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(self._text))
        self._say(str(_COPIED))

    def _say(self, text: str) -> None:
        self.said.setText(text[:1].upper() + text[1:])
        self.said.setAccessibleName(self.said.text())
        self.said.show()
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need; a dialog does not ask wrapped words by itself."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
