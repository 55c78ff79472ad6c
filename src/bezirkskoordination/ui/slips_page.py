"""Slips: taken down in one box, sorted with one button. Names go to the vault before anything is kept."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from bezirkskoordination.actions import slipping
from bezirkskoordination.actions.known_names import names
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import VOLUNTEERS
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.office import Slip, SlipKind, SlipStatus
from bezirkskoordination.rules.naming import Hit
from bezirkskoordination.ui.cards import button, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.saying import Saying

_TITLE = N_("Slips", "Eingangszettel")
_HINT = N_(
    "Slips",
    "Anruf, Nachricht, E-Mail: einfach hinschreiben. Namen, Telefon und E-Mail kommen in den geschützten Kontakt.",
)
_PLACE = N_("Slips", "„Grundschule, Sohn 10 J., Di/Do Hilfe in Mathe“")
_TAKEN = N_("Slips", "Zettel abgelegt")
_BECOMES = N_("Slips", "Wird wohl: {}")
_HIDES = N_("Slips", "In den geschützten Kontakt: {}")
_DOUBTFUL = N_("Slips", "Bitte prüfen, ob das ein Name ist: {}")
_SORT = {
    SlipKind.NEED: (N_("Slips", "&1 Bedarf"), "support_need"),
    SlipKind.VOLUNTEER: (N_("Slips", "&2 Ehrenamt"), VOLUNTEERS.name),
    SlipKind.EXPENSE: (N_("Slips", "&3 Auslage"), "expense"),
    SlipKind.TASK: (N_("Slips", "&4 Aufgabe"), "task"),
}
_SORTED, _DROPPED = N_("Slips", "Zettel einsortiert"), N_("Slips", "Zettel verworfen")


class _Box(QPlainTextEdit):
    """Enter keeps, Umschalt+Enter is a new line."""

    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class SlipDialog(QDialog):
    """One box; what is found in it is said below while it is typed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(str(_TITLE))
        self._names = names(context.desk.office.read)
        self.box = _Box()
        self.box.setTabChangesFocus(True)
        self.box.setPlaceholderText(str(_PLACE))
        self.box.setAccessibleName(str(_TITLE))
        self.box.taken.connect(self.accept)
        self.box.textChanged.connect(self._tell)
        self.found = label(role="muted")
        self.doubt = label(role="warn")
        self.problem = label(role="problem")
        for one in (self.doubt, self.problem):
            one.hide()
        buttons = QDialogButtonBox()
        self.keep = buttons.addButton(str(N_("Slips", "Ablegen")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("primary", True)
        buttons.addButton(str(N_("Slips", "Abbrechen")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        for part in (label(_TITLE, "heading"), label(_HINT, "muted"), self.box, self.found, self.doubt, self.problem):
            column.addWidget(part)
        column.addWidget(buttons)
        self.resize(64 * self.fontMetrics().horizontalAdvance("n"), 320)
        self.box.setFocus()

    def _tell(self) -> None:
        text = self.box.toPlainText()
        parsed = slipping.parsed(self._names, text, self._context.today())
        hidden = ", ".join(filter(None, (parsed.name, parsed.phone, parsed.email)))
        said = [_BECOMES(parsed.kind.label)] if text.strip() else []
        said += [_HIDES(hidden)] if hidden else []
        self.found.setText(" · ".join(said))
        doubtful: list[Hit] = [hit for hit in self._names.find(text) if hit.doubtful]
        self.doubt.setText(_DOUBTFUL(", ".join(hit.text for hit in doubtful)))
        self.doubt.setVisible(bool(doubtful))

    def accept(self) -> None:
        text = self.box.toPlainText()
        with Saying(self._refuse):
            self._context.desk.do(str(_TAKEN), lambda unit: slipping.take_down(unit, text))
            self._context.say(str(_TAKEN))
            super().accept()

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()


class SlipForm(RecordForm):
    """A slip, and what it becomes: one button each."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.verbs = QWidget()
        flow = Flow(self.verbs, gap=6)
        self.buttons = {}
        for kind, (text, _view) in _SORT.items():
            self.buttons[kind] = button(text, partial(self.sort, kind))
            flow.addWidget(self.buttons[kind])
        self.drop_slip = button(N_("Slips", "Verwerfen"), self.drop, "link")
        flow.addWidget(self.drop_slip)
        super().__init__(view, context, parent)
        self.add_above(self.verbs)

    @property
    def slip(self) -> Slip | None:
        """The slip as the file has it."""
        return self.record if isinstance(self.record, Slip) else None

    def _dress(self) -> None:
        super()._dress()
        slip = self.slip
        self.verbs.setVisible(slip is not None and slip.status is SlipStatus.NEW)
        if slip is not None:
            for kind, one in self.buttons.items():
                one.setProperty("primary", kind is slip.kind)
                one.style().unpolish(one)
                one.style().polish(one)

    def sort(self, kind: SlipKind) -> None:
        """Begin what the slip becomes; it is sorted when that is kept."""
        slip = self.slip
        if slip is None or not self.leave():
            return
        record = slipping.begin(self._office.read, slip, kind, self._context.today())
        page = self._context.open_page(_SORT[kind][1])
        if not isinstance(page, RecordPage) or page is self.parentWidget():
            return
        page.begin_with(record)
        form, desk = page.form, self._desk

        def kept(record_id: int) -> None:
            form.saved.disconnect(kept)
            form.discarded.disconnect(forget)
            made = desk.office.read.get(type(record), record_id)
            with Saying(self._context.say):
                desk.do(str(_SORTED), lambda unit: slipping.sorted_into(unit, slip, made))

        def forget() -> None:
            form.saved.disconnect(kept)
            form.discarded.disconnect(forget)

        form.saved.connect(kept)
        form.discarded.connect(forget)

    def drop(self) -> None:
        """Nothing more is to be done with it."""
        slip = self.slip
        if slip is not None and self.leave():
            with Saying(self.refused):
                self._desk.do(str(_DROPPED), lambda unit: slipping.drop(unit, slip))


class SlipsPage(RecordPage):
    """Slips; a new one is taken down in the box."""

    form_class = SlipForm
    counted = Slip.type.plural

    def new(self, **_preset: Any) -> None:
        """Open the box."""
        if self.form.leave():
            take_down(self._context, self)

    def duplicate(self) -> None:
        """A slip is never copied."""
        self.new()


def take_down(context: Context, parent: QWidget) -> SlipDialog:
    """Open the box for a slip."""
    dialog = SlipDialog(context, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
