"""What the administration has decided about a claim, line by line: asked for here, kept by whoever opens it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import DATE, show_cents, show_date
from bezirkskoordination.records.money import Claim, ClaimLine, Expense
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import money
from bezirkskoordination.ui.cards import Scrolled, label
from bezirkskoordination.ui.widgets import FieldWidget, Sources, widget_for
from bezirkskoordination.ui.widgets.contract import ListNames

#: Keeps what was decided: approved cents by expense, the day, a remark. May refuse.
Keep = Callable[[dict[int, int], date, str], None]

_TITLE = N_("DecisionDialog", "Entscheidung über {}")
_HINT = N_("DecisionDialog", "Was gekürzt wird, ist im Etat wieder frei. Es wird nicht noch einmal beantragt.")
_LINE = N_("DecisionDialog", "anerkannt von {}")
_ON = replace(StatusEvent.type.field("effective_on"), kind=DATE, label=N_("DecisionDialog", "entschieden am"))
_NOTE = Claim.type.field("decision_note")
_APPROVED = next(one for one in ClaimLine.rows.fields if one.name == "approved")
_SUM = N_("DecisionDialog", "beantragt {} · anerkannt {}")


class DecisionDialog(QDialog):
    """One amount for each line, filled with what was claimed; the status follows from them."""

    def __init__(
        self, claim: Claim, expenses: list[Expense], today: date, names: ListNames, keep: Keep,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(_TITLE(claim.number))
        self._claim, self._keep = claim, keep
        sources = Sources(names, lambda _type_name, _text: [])
        self.on = widget_for(_ON, sources)
        self.on.set_value(today)
        self.note = widget_for(_NOTE, sources)
        self.note.set_value(claim.decision_note)
        self.amounts: dict[int, FieldWidget] = {}
        ground = QWidget()
        grid = QGridLayout(ground)
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(12)
        for row, (line, expense) in enumerate(zip(claim.lines, expenses, strict=True)):
            said = f"{expense.number} · {show_date(expense.on_date)} · {expense.payee}"
            of = replace(_APPROVED, label=N_("DecisionDialog", "{}: anerkannt"), required=True)
            widget = self.amounts[line.expense] = widget_for(of, sources)
            widget.control.setAccessibleName(_LINE(said))
            widget.set_value(line.claimed)
            widget.edited.connect(self._add_up)
            name = label(said)
            name.setBuddy(widget.control)
            grid.addWidget(name, row, 0)
            grid.addWidget(label(show_cents(line.claimed), "muted", wrap=False), row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(widget, row, 2)
        grid.setRowStretch(len(claim.lines), 1)
        self.sum = label(role="label")
        self.problem = label(role="problem")
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(label(_TITLE(claim.number), "heading"))
        column.addWidget(label(_HINT, "muted"))
        column.addWidget(Scrolled(ground), 1)
        column.addWidget(self.sum)
        below = QGridLayout()
        below.setColumnStretch(1, 1)
        for row, widget in enumerate((self.on, self.note)):
            name = label(widget.field.label, "label")
            name.setBuddy(widget.control)
            below.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            below.addWidget(widget, row, 1)
        column.addLayout(below)
        column.addWidget(self.problem)
        buttons = QDialogButtonBox()
        self.take = buttons.addButton(str(N_("DecisionDialog", "Übernehmen")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("primary", True)
        buttons.addButton(str(N_("DecisionDialog", "Abbrechen")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(68 * self.fontMetrics().horizontalAdvance("n"), min(640, 300 + 40 * len(claim.lines)))
        self._add_up()

    def _add_up(self) -> None:
        try:
            approved = sum(widget.value() for widget in self.amounts.values())
        except BadValue:
            return
        self.sum.setText(_SUM(show_cents(money.total_claimed(self._claim)), show_cents(approved)))

    def accept(self) -> None:
        self.problem.hide()
        approved: dict[int, int] = {}
        for expense, widget in self.amounts.items():
            try:
                approved[expense] = widget.value()
                widget.set_problem("")
            except BadValue as refusal:
                self._refuse(widget, str(refusal))
                return
        try:
            self._keep(approved, self.on.value(), self.note.value())
        except BadValue as refusal:
            found = self.amounts.get(int(refusal.field)) if refusal.field.isdigit() else self.on
            self._refuse(found or self.on, str(refusal))
        except Refused as refusal:
            self.problem.setText(str(refusal))
            self.problem.show()
        else:
            super().accept()

    @staticmethod
    def _refuse(widget: FieldWidget, text: str) -> None:
        widget.set_problem(text)
        widget.control.setFocus()
