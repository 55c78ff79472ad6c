"""What stands beside the list while several records are chosen, and what is done with all of them as one step."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.rules.status import following
from bezirkskoordination.store.unit import Unit
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.notice import Notice
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.status_dialog import StatusDialog

_CHOSEN = N_("Several", "{} ausgewählt")
_HINT = N_("Several", "Was hier geschieht, gilt für alle ausgewählten Einträge und ist ein Schritt.")
_STATUS = N_("Several", "Status „{}“ für {} Einträge")
_LEFT_OUT = N_("Several", "{}; {} ausgelassen, weil der Schritt dort nicht möglich ist")


class Several(QFrame):
    """The verbs for many records at once. `chosen` gives the records when they are needed."""

    export_requested = Signal()
    delete_requested = Signal()

    def __init__(
        self, view: View, context: Context, chosen: Callable[[], list[Record]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._view, self._context, self._chosen = view, context, chosen
        self.dialog: StatusDialog | None = None
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        hint = QLabel(str(_HINT))
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        self.notice = Notice()
        self.status = QPushButton(str(N_("Several", "Status ändern …")))
        self.export = QPushButton(str(N_("Several", "Ausgeben …")))
        self.delete = QPushButton(str(N_("Several", "Löschen")))
        self.delete.setProperty("danger", True)
        if view.type.status is None:
            self.status.hide()
        self.status.clicked.connect(self.change_status)
        self.export.clicked.connect(self.export_requested)
        self.delete.clicked.connect(self.delete_requested)
        shelf = QWidget()
        self._verbs = Flow(shelf, gap=8)
        for button in (self.status, self.export, self.delete):
            self._verbs.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self.title, hint, self.notice, shelf):
            column.addWidget(widget)
        column.addStretch(1)

    def offer(self, text: Text, pressed: Callable[[], object]) -> None:
        """Offer something that a page can do with all of them, before the others."""
        made = QPushButton(str(text))
        made.clicked.connect(lambda: pressed())
        self._verbs.insert(0, made)

    def show_count(self, count: str, export: bool) -> None:
        """Say how many are chosen; `export` whether somebody takes them out."""
        self.title.setText(_CHOSEN(count))
        self.export.setVisible(export)
        self.notice.clear()

    def refused(self, text: str) -> None:
        """Say here what was refused."""
        self.notice.say(text, "bad")
        self._context.say(text)

    def change_status(self) -> None:
        """Ask for the next step of the status of all of them."""
        field, records = self._view.type.status, self._chosen()
        if field is None or not records:
            return
        now = [getattr(record, field.name) for record in records]
        names = self._context.desk.office.names
        self.dialog = StatusDialog(field, now, (), self._context.today(), names, None, self)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.chosen.connect(lambda step: self.take_step(records, step))
        self.dialog.open()

    def take_step(self, records: Sequence[Record], step: Step) -> None:
        """Take a step of the status wherever it may follow, as one."""
        field = self._view.type.status
        assert field is not None
        able = [record for record in records if step.to in following(getattr(record, field.name))]
        label = _STATUS(step.to.label, len(able))

        def action(unit: Unit) -> None:
            for record in able:
                editing.take(unit, record, step)

        with Saying(self.refused):
            self._context.desk.do(label, action)
            out = len(records) - len(able)
            self._context.say(_LEFT_OUT(label, out) if out else label)
