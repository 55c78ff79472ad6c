"""Thanking somebody who was not needed: the text of a mail to copy, or a letter; noted when it is done."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import Enquiry
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports.papers import BY_CODE
from bezirkskoordination.ui.cards import button, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.printing import command_name

_TITLE = N_("Thanks", "{} danken")
_HINT = N_("Thanks", "„Anderweitig besetzt“ zählt nicht als Absage. Der Text lässt sich hier noch ändern.")
_BLOCKED = N_("Thanks", "{} möchte nicht angeschrieben werden (Kontaktsperre).")
_TEXT, _ADDRESS, _LETTER = (
    N_("Thanks", "Text kopieren"), N_("Thanks", "E-Mail-Adresse kopieren"), N_("Thanks", "Als Brief …"),
)  # fmt: skip
_COPIED = N_("Thanks", "Kopiert. Die Zwischenablage und das Mailprogramm behalten, was Sie einfügen.")
_DONE, _CANCEL = N_("Thanks", "Gedankt"), N_("Thanks", "Abbrechen")


class ThankDialog(QDialog):
    """The text, and ways to hand it on; `kept` is called when somebody was thanked."""

    def __init__(self, context: Context, enquiry: Enquiry, kept: Callable[[], object], parent: QWidget) -> None:
        from bezirkskoordination.reports import thanks_paper  # late: it draws papers

        super().__init__(parent)
        read = context.desk.office.read
        person = read.get(Person, enquiry.person)
        name = person.title(read.names)
        self._context, self._enquiry, self._kept, self._email = context, enquiry, kept, person.email
        self.setWindowTitle(_TITLE(name))
        self.text = QPlainTextEdit(thanks_paper.mail(read, enquiry))
        self.text.setAccessibleName(str(_TEXT))
        self.text.setTabChangesFocus(True)
        shelf = QWidget()
        flow = Flow(shelf, gap=6)
        self.copy_text = button(_TEXT, self._copy_text)
        self.copy_address = button(_ADDRESS, self._copy_address)
        self.letter = button(_LETTER, self._print)
        for one in (self.copy_text, self.copy_address, self.letter):
            one.setEnabled(not person.contact_block)
            flow.addWidget(one)
        self.copy_address.setVisible(bool(person.email))
        buttons = QDialogButtonBox()
        self.done_button = buttons.addButton(str(_DONE), QDialogButtonBox.ButtonRole.AcceptRole)
        self.done_button.setProperty("primary", True)
        buttons.addButton(str(_CANCEL), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(label(_TITLE(name), "heading"))
        column.addWidget(label(_BLOCKED(name) if person.contact_block else _HINT, "muted"))
        column.addWidget(self.text, 1)
        column.addWidget(shelf)
        column.addWidget(buttons)
        self.resize(64 * self.fontMetrics().horizontalAdvance("n"), 420)

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self._context.say(str(_COPIED))

    def _copy_text(self) -> None:
        self._copy(self.text.toPlainText())

    def _copy_address(self) -> None:
        self._copy(self._email)

    def _print(self) -> None:
        """The letter is printed from the enquiry's own page, where it stands among its papers."""
        self._context.open_record(Enquiry.type.name, self._enquiry.id or 0)
        self._context.run(command_name(BY_CODE["thanks"]))

    def accept(self) -> None:
        super().accept()
        self._kept()
