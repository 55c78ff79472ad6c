"""The box for a slip: typed, pasted, or an e-mail dropped on it; what is found is said below while it is typed."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from bezirkskoordination.actions import slipping
from bezirkskoordination.actions.known_names import names
from bezirkskoordination.exchange import mails
from bezirkskoordination.exchange.mails import Attached
from bezirkskoordination.i18n import N_
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.dropping import files_of
from bezirkskoordination.ui.saying import Saying

_TITLE = N_("Slips", "Eingangszettel")
_HINT = N_(
    "Slips",
    "Anruf, Nachricht, E-Mail: einfach hinschreiben, einfügen oder eine E-Mail (.eml) hierher ziehen. Namen, Telefon"
    " und E-Mail kommen in den geschützten Kontakt.",
)
_PLACE = N_("Slips", "„Grundschule, Sohn 10 J., Di/Do Hilfe in Mathe“")
_TAKEN = N_("Slips", "Zettel abgelegt")
_BECOMES = N_("Slips", "Wird wohl: {}")
_HIDES = N_("Slips", "In den geschützten Kontakt: {}")
_DOUBTFUL = N_("Slips", "Bitte prüfen, ob das ein Name ist: {}")
_MAIL = N_("Slips", "E-Mail öffnen …")
_MAILS = N_("Slips", "E-Mail (*.eml)")
_NO_FILE, _FILE = N_("Slips", "Anlage nicht aufheben"), N_("Slips", "aufheben: {} ({} KB)")


class _Box(QPlainTextEdit):
    """Enter keeps, Umschalt+Enter is a new line; a file that is dropped or pasted is not text."""

    taken = Signal()
    given = Signal(list)  # of Path

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(files_of(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if files := files_of(source):
            self.given.emit(files)
        else:
            super().insertFromMimeData(source)


class SlipDialog(QDialog):
    """One box. Enter keeps; what cannot be kept or read is said, and the text stays."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(str(_TITLE))
        self.setAcceptDrops(True)
        self._names = names(context.desk.office.read)
        self.box = _Box()
        self.box.setTabChangesFocus(True)
        self.box.setPlaceholderText(str(_PLACE))
        self.box.setAccessibleName(str(_TITLE))
        self.box.taken.connect(self.accept)
        self.box.given.connect(self.take_files)
        self.box.textChanged.connect(self._tell)
        self.found = label(role="muted")
        self.doubt = label(role="warn")
        self.problem = label(role="problem")
        self.attached = QComboBox()
        self.attached.setAccessibleName(str(N_("Slips", "Anlage der E-Mail")))
        for one in (self.doubt, self.problem, self.attached):
            one.hide()
        buttons = QDialogButtonBox()
        self.keep = buttons.addButton(str(N_("Slips", "Ablegen")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("primary", True)
        self.open_mail = buttons.addButton(str(_MAIL), QDialogButtonBox.ButtonRole.ActionRole)
        self.open_mail.clicked.connect(self.choose_mail)
        buttons.addButton(str(N_("Slips", "Abbrechen")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        told = (self.found, self.doubt, self.attached, self.problem)
        for part in (label(_TITLE, "heading"), label(_HINT, "muted"), self.box, *told):
            column.addWidget(part)
        column.addWidget(buttons)
        self.resize(64 * self.fontMetrics().horizontalAdvance("n"), 320)
        self.box.setFocus()

    def _tell(self) -> None:
        text = self.box.toPlainText()
        parsed = slipping.parsed(self._names, text, self._context.today())
        hidden = ", ".join(filter(None, (parsed.name, parsed.phone, parsed.email, parsed.address)))
        said = [_BECOMES(parsed.kind.label)] if text.strip() else []
        said += [_HIDES(hidden)] if hidden else []
        self.found.setText(" · ".join(said))
        self.doubt.setText(_DOUBTFUL(", ".join(parsed.doubtful)))
        self.doubt.setVisible(bool(parsed.doubtful))
        self.problem.hide()

    # --- mails ----------------------------------------------------------------------------

    def choose_mail(self) -> None:
        """Ask for an e-mail that was saved as a file."""
        name, _filter = QFileDialog.getOpenFileName(self, str(_MAIL), "", str(_MAILS))
        if name:
            self.take_files([Path(name)])

    def take_files(self, files: list[Path]) -> None:
        """Put the first of these e-mails below what stands there already; what is no e-mail is said."""
        with Saying(self._refuse):
            mail = mails.read(files[0])
            before = self.box.toPlainText().rstrip()
            self.box.setPlainText(f"{before}\n\n{mail.words}" if before else mail.words)
            self._offer(mail.attached)
            self.box.setFocus()

    def _offer(self, attached: tuple[Attached, ...]) -> None:
        self.attached.clear()
        self.attached.addItem(str(_NO_FILE))
        for one in attached:
            self.attached.addItem(_FILE(one.name, -(-len(one.data) // 1024)), one)
        self.attached.setVisible(bool(attached))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_files(files_of(event.mimeData()))

    # --- keeping --------------------------------------------------------------------------

    def accept(self) -> None:
        text, file = self.box.toPlainText(), self.attached.currentData()
        attached = (file.name, file.data) if isinstance(file, Attached) else None
        with Saying(self._refuse):
            self._context.desk.do(str(_TAKEN), lambda unit: slipping.take_down(unit, text, attached))
            self._context.say(str(_TAKEN))
            super().accept()

    def lock_draft(self) -> None:
        """Before the office is closed: what stands there is a slip, and not lost."""
        if self.isVisible() and self.box.toPlainText().strip():
            self.accept()

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()


def take_down(context: Context, parent: QWidget, files: list[Path] | None = None, text: str = "") -> SlipDialog:
    """Open the box for a slip; with files or a text these stand in it."""
    dialog = SlipDialog(context, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.box.setPlainText(text)
    if files:
        dialog.take_files(files)
    return dialog
