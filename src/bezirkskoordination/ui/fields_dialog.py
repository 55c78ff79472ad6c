"""A few fields of a record type, asked for in a small window; what is given is kept by whoever opens it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.widgets import FieldWidget, Sources, widget_for

#: Keeps what was given, by field. May refuse.
Keep = Callable[[dict[str, Any]], object]


class FieldsDialog(QDialog):
    """Asks for `fields`, filled with `values`. What `keep` refuses is said beside its field, and nothing is lost."""

    def __init__(
        self, title: str, hint: str, fields: Sequence[Field], values: Mapping[str, Any], sources: Sources, keep: Keep,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(title)
        self._keep = keep
        self.widgets: dict[str, FieldWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(label(title, "heading"))
        if hint:
            column.addWidget(label(hint, "muted"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(fields):
            widget = self.widgets[field.name] = widget_for(field, sources)
            widget.set_value(values.get(field.name, field.kind.empty))
            name = label(field.label, "label")
            name.setBuddy(widget.control)
            grid.addWidget(name, row, 0)
            grid.addWidget(widget, row, 1)
        column.addLayout(grid)
        self.problem = label(role="problem")
        self.problem.hide()
        column.addWidget(self.problem)
        buttons = QDialogButtonBox()
        take = buttons.addButton(str(N_("FieldsDialog", "Übernehmen")), QDialogButtonBox.ButtonRole.AcceptRole)
        take.setProperty("primary", True)
        buttons.addButton(str(N_("FieldsDialog", "Abbrechen")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(58 * self.fontMetrics().horizontalAdvance("n"), self.sizeHint().height())

    def accept(self) -> None:
        self.problem.hide()
        given: dict[str, Any] = {}
        for name, widget in self.widgets.items():
            try:
                given[name] = widget.value()
                widget.set_problem("")
            except BadValue as refusal:
                self._refuse(name, str(refusal))
                return
        try:
            self._keep(given)
        except BadValue as refusal:
            self._refuse(refusal.field, str(refusal))
        except Refused as refusal:
            self._refuse("", str(refusal))
        else:
            super().accept()

    def _refuse(self, name: str, text: str) -> None:
        if name in self.widgets:
            self.widgets[name].set_problem(text)
            self.widgets[name].control.setFocus()
        else:
            self.problem.setText(text)
            self.problem.show()
