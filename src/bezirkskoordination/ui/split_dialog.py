"""One receipt over two kinds of cost: asks for the second part; whoever opens it keeps both."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_cents
from bezirkskoordination.records.money import Expense
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import money
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.widgets import Sources, widget_for
from bezirkskoordination.ui.widgets.contract import ListNames

#: Keeps the split: cents of the second part, its kind of cost, its purpose. May refuse.
Keep = Callable[[int, str, str], None]

_TITLE = N_("SplitDialog", "Beleg aufteilen")
_WHOLE = N_("SplitDialog", "{}: {} insgesamt. Beide Teile behalten denselben Beleg.")
_LEFT = N_("SplitDialog", "Für „{}“ bleiben {}.")
_field = Expense.type.field
_PART = replace(_field("amount"), label=N_("SplitDialog", "davon"))
_KIND = replace(_field("category"), label=N_("SplitDialog", "für die Kostenart"))


class SplitDialog(QDialog):
    """How much of the receipt is for another kind of cost."""

    def __init__(self, expense: Expense, names: ListNames, keep: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(str(_TITLE))
        self._expense, self._keep = expense, keep
        self._kind = names.label("expense_category", expense.category)
        sources = Sources(names, lambda _type_name, _text: [])
        self.part, self.category, self.purpose = (widget_for(of, sources) for of in (_PART, _KIND, _field("purpose")))
        self.purpose.set_value(expense.purpose)
        self.left = label(role="muted")
        self.problem = label(role="problem")
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(label(_TITLE, "heading"))
        column.addWidget(label(_WHOLE(expense.title(names), show_cents(expense.amount)), "muted"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, widget in enumerate((self.part, self.category, self.purpose)):
            name = label(widget.field.label, "label")
            name.setBuddy(widget.control)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, row, 1)
        column.addLayout(grid)
        column.addWidget(self.left)
        column.addWidget(self.problem)
        buttons = QDialogButtonBox()
        self.take = buttons.addButton(str(N_("SplitDialog", "Aufteilen")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("primary", True)
        buttons.addButton(str(N_("SplitDialog", "Abbrechen")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.part.edited.connect(self._tell)
        self.setMinimumWidth(48 * self.fontMetrics().horizontalAdvance("n"))
        self.part.control.setFocus()

    def _tell(self) -> None:
        try:
            parts = money.split_amounts(self._expense.amount, self.part.value() or 0)
        except BadValue:
            parts = None
        self.left.setText(_LEFT(self._kind, show_cents(parts[0])) if parts else "")

    def accept(self) -> None:
        self.problem.hide()
        values = []
        for widget in (self.part, self.category, self.purpose):
            try:
                values.append(widget.value())
                widget.set_problem("")
            except BadValue as refusal:
                widget.set_problem(str(refusal))
                widget.control.setFocus()
                return
        try:
            self._keep(*values)
        except BadValue as refusal:
            self.part.set_problem(str(refusal))
            self.part.control.setFocus()
        except Refused as refusal:
            self.problem.setText(str(refusal))
            self.problem.show()
        else:
            super().accept()
