"""What is asked when a report goes a step on: whether doubtful words may stay, the day, what became of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import Consultation
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import DATE, NOTE, Details, Look
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules.leaks import Leak
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.widgets import FieldWidget, ListNames, Sources, label_text, widget_for
from bezirkskoordination.ui.widgets.lines import DateWidget

_RELEASE, _CANCEL = N_("ReportSteps", "Freigeben"), N_("ReportSteps", "Abbrechen")
_FOR_EVER = N_(
    "ReportSteps",
    "Mit der Freigabe werden beide Fassungen gespeichert, wie sie jetzt sind. Danach ändert sich nichts mehr; was"
    " falsch ist, stellt eine Berichtigung richtig.",
)
_DOUBTFUL = N_("ReportSteps", "Diese Stellen der öffentlichen Fassung bitte ansehen:")
_LEAK = N_("ReportSteps", "{} „{}“ ({}): {}")
_MAY_STAY = N_("ReportSteps", "Ich habe diese Stellen angesehen; sie dürfen so bleiben.")
_ON = Field("on", DATE, N_("ReportSteps", "Datum"), None, True, Details())
_SITTING = Field("on", DATE, N_("ReportSteps", "Sitzung am"), None, True, Details())
_ORDERS = Field(
    "orders", NOTE, N_("ReportSteps", "Aufträge aus der Sitzung"), "", False, Details(),
    hint=N_("ReportSteps", "Je Zeile ein Auftrag; er steht dann unter „Aufträge“."),
)  # fmt: skip
#: What usually becomes of a report (code of the list).
NOTED = "KENNTNIS"


class ReleaseDialog(QDialog):
    """Says that a release is for ever; doubtful hits are to be seen first. `release` gets the words that may stay."""

    def __init__(
        self, doubtful: Sequence[Leak], release: Callable[[list[str]], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._doubtful, self._release = doubtful, release
        self.setWindowTitle(str(N_("ReportSteps", "Bericht freigeben")))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(label(_FOR_EVER))
        self.seen = QCheckBox(str(_MAY_STAY))
        if doubtful:
            column.addWidget(label(_DOUBTFUL, "section"))
            for leak in doubtful:
                column.addWidget(label(_LEAK(leak.sort.label, leak.text, ", ".join(leak.places), leak.advice)))
            column.addWidget(self.seen)
        self.seen.setVisible(bool(doubtful))
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton(str(_RELEASE), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("primary", True)
        self.take.setEnabled(not doubtful)
        self.seen.toggled.connect(self.take.setEnabled)
        self.buttons.addButton(str(_CANCEL), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        self.setMinimumWidth(64 * self.fontMetrics().horizontalAdvance("n"))

    def accept(self) -> None:
        if self.take.isEnabled():
            super().accept()
            self._release([leak.text for leak in self._doubtful])


class StepDialog(QDialog):
    """A few fields and a button; `take` gets the values by name and may refuse, which is said in place."""

    def __init__(
        self,
        title: Text,
        verb: Text,
        fields: Sequence[tuple[Field, Any]],
        names: ListNames,
        take: Callable[[dict[str, Any]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._take = take
        self.setWindowTitle(str(title))
        self.widgets: dict[str, FieldWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(label(title, "heading"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for field, value in fields:
            widget = self.widgets[field.name] = widget_for(field, Sources(names, lambda _type, _text: []))
            if isinstance(widget, DateWidget):
                widget.look = Look.BACK
            widget.set_value(value)
            head = label(label_text(field), "label")
            head.setBuddy(widget.control)
            row = grid.rowCount()
            grid.addWidget(head, row, 0)
            grid.addWidget(widget, row, 1)
        column.addLayout(grid)
        self.problem = label(role="problem")
        self.problem.hide()
        column.addWidget(self.problem)
        self.buttons = QDialogButtonBox()
        self.take_button = self.buttons.addButton(str(verb), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take_button.setProperty("primary", True)
        self.take_button.setDefault(True)
        self.buttons.addButton(str(_CANCEL), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        self.setMinimumWidth(56 * self.fontMetrics().horizontalAdvance("n"))

    def accept(self) -> None:
        values: dict[str, Any] = {}
        for name, widget in self.widgets.items():
            try:
                values[name] = widget.value()
                widget.set_problem("")
            except BadValue as refusal:
                widget.set_problem(str(refusal))
        if len(values) < len(self.widgets):
            return
        try:
            self._take(values)
        except Refused as refusal:
            self.problem.setText(str(refusal))
            self.problem.show()
            return
        super().accept()


def day_field(on: date) -> list[tuple[Field, Any]]:
    """Only the day."""
    return [(_ON, on)]


def sitting_fields(on: date, agenda_item: str) -> list[tuple[Field, Any]]:
    """The day of the sitting, what became of the report there, where it stood, and the orders that were given."""
    of = {one.name: one for one in Consultation.rows.fields}
    return [(_SITTING, on), (of["result"], NOTED), (of["agenda_item"], agenda_item), (_ORDERS, "")]
