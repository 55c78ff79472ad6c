"""The page of expenses: receipts taken in one after the other, one as last month, one over two kinds of cost."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from bezirkskoordination.actions import claiming
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.money import Expense, ExpenseStatus
from bezirkskoordination.rules import money
from bezirkskoordination.ui import icons
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.dropping import files_of
from bezirkskoordination.ui.expense_form import TRIP, ExpenseForm
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.split_dialog import SplitDialog
from bezirkskoordination.ui.today_money import position
from bezirkskoordination.ui.widgets.states import FileWidget

#: What a receipt comes as: papers and photographs.
_RECEIPTS = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".heic"})

_TAKE = N_("ExpensesPage", "Belege aufnehmen …")
_LIKE = N_("ExpensesPage", "{} „{}“ wie letzten Monat")
_AT = N_("ExpensesPage", "Beleg {}: Bitte Datum und Betrag eintragen. Noch {} Belege warten.")
_AT_LAST = N_("ExpensesPage", "Beleg {}: Bitte Datum und Betrag eintragen.")
_NO_RECEIPTS = N_("ExpensesPage", "Darin ist kein Beleg (PDF oder Bild).")
_CHOOSE = N_("ExpensesPage", "Bitte zuerst eine Auslage wählen.")
_SPLIT = N_("ExpensesPage", "Beleg „{}“ aufgeteilt")


class ExpensesPage(RecordPage):
    """Takes receipts that are dropped on it, and folders of them."""

    form_class = ExpenseForm

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self._waiting: list[Path] = []
        super().__init__(view, context, parent)
        self.setAcceptDrops(True)
        self.repeat_button = button(N_("ExpensesPage", "Wie letzten Monat"), self.as_last_month)
        self.split_button = button(N_("ExpensesPage", "Beleg aufteilen …"), self.split)
        self.receipts_button = QPushButton(icons.icon("attachment"), "")
        self.receipts_button.setToolTip(str(_TAKE))
        self.receipts_button.setAccessibleName(str(_TAKE))
        self.receipts_button.setMinimumHeight(self.filters.line.sizeHint().height())
        self.receipts_button.clicked.connect(self.choose_receipts)
        self._buttons.insertWidget(2, self.receipts_button)

    def _connect_form(self, form: RecordForm) -> None:
        super()._connect_form(form)
        assert isinstance(form, ExpenseForm)
        flow = Flow(form.verbs, gap=6)
        flow.addWidget(self.repeat_button)
        flow.addWidget(self.split_button)
        form.add_above(form.verbs)
        form.saved.connect(self._after_saving)
        form.discarded.connect(self._next_soon)

    # --- one as another -------------------------------------------------------------------

    def _shown(self) -> Expense | None:
        """The expense that is shown, saved; None, and said, without one."""
        if self.form.record_id is None:
            self._context.say(str(_CHOOSE))
            return None
        if not self.form.leave():
            return None
        return self._office.read.get(Expense, self.form.record_id)

    def as_last_month(self) -> None:
        """Begin the shown expense once more, a month later."""
        expense = self._shown()
        if expense is not None:
            like = claiming.as_last_month(expense, self._context.today())
            self._begin(partial(self.form.begin, like, _LIKE, True))

    def new_trip(self) -> None:
        """Begin a trip: its kind of cost is known, and that there is no till receipt."""
        self.new(**TRIP)

    def split(self) -> None:
        """Ask how a receipt is shared between two kinds of cost."""
        expense = self._shown()
        if expense is None:
            return

        def keep(part: int, category: str, purpose: str) -> None:
            label = _SPLIT(expense.title(self._office.names))
            self._desk.do(label, lambda unit: claiming.split(unit, expense, part, category, purpose))
            self._context.say(label)

        self.form.open_dialog(SplitDialog(expense, self._office.names, keep, self))

    def _after_saving(self, record_id: int) -> None:
        expense = self._office.read.get(Expense, record_id)
        if expense.status is ExpenseStatus.RECORDED:
            said = money.overrun(position(self._office.read, expense.on_date.year, self._context.today()))
            if said:
                self._context.say(said)
        self._next_soon()

    # --- receipts -------------------------------------------------------------------------

    def choose_receipts(self) -> None:
        """Ask for receipts and take them in."""
        names, _filter = QFileDialog.getOpenFileNames(self, str(_TAKE))
        if names:
            self.take_receipts([Path(name) for name in names])

    def take_receipts(self, files: Sequence[Path]) -> None:
        """Begin a new expense for each receipt, one after the other; of a folder, for each receipt in it."""
        found = receipts(files)
        if not found:
            self._context.say(str(_NO_RECEIPTS))
            return
        self._waiting += found
        if not self.form.is_new:
            self._next()
        elif self.form.form.widgets["receipt"].value() is None and not self.form.has_file("receipt"):
            self._offer()

    def _next_soon(self, *_args: object) -> None:
        QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        if not self._waiting or self.form.is_new:
            return
        self.new()
        if self.form.is_new:
            self._offer()

    def _offer(self) -> None:
        """Put the next receipt into the expense that is being begun."""
        file = self._waiting.pop(0)
        receipt = self.form.form.widgets["receipt"]
        assert isinstance(receipt, FileWidget)
        receipt.offer(file)
        self._context.say(_AT_LAST(file.name) if not self._waiting else _AT(file.name, len(self._waiting)))

    def lock_draft(self) -> None:
        self._waiting.clear()
        super().lock_draft()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_receipts(files_of(event.mimeData()))


def receipts(files: Sequence[Path]) -> list[Path]:
    """The receipts among these files, and in these folders, by name."""
    inside = [one for file in files for one in (sorted(file.iterdir()) if file.is_dir() else (file,))]
    return [one for one in inside if one.is_file() and one.suffix.lower() in _RECEIPTS]
