"""What is asked when a report goes a step on: whether doubtful words may stay, the day, what became of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import Consultation
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import DATE, NOTE, Details, Look
from bezirkskoordination.rules.leaks import Leak
from bezirkskoordination.ui.ask_dialog import AskDialog
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.widgets import ListNames, Sources
from bezirkskoordination.ui.widgets.lines import DateWidget

_RELEASE, _CANCEL = N_("ReportSteps", "Freigeben"), N_("ReportSteps", "Abbrechen")
_ENTER = N_("ReportSteps", "Eintragen")
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


def step_dialog(
    title: Text,
    fields: Sequence[tuple[Field, Any]],
    names: ListNames,
    take: Callable[[dict[str, Any]], object],
    parent: QWidget,
) -> AskDialog:
    """Asks for a few fields, each with what stands there to begin with; a day without a year is one that is past."""
    sources = Sources(names, lambda _type, _text: [])
    dialog = AskDialog(str(title), [field for field, _value in fields], sources, take, parent, take=_ENTER)
    for widget in dialog.widgets.values():
        if isinstance(widget, DateWidget):
            widget.look = Look.BACK
    dialog.put(**{field.name: value for field, value in fields})
    return dialog


def day_field(on: date) -> list[tuple[Field, Any]]:
    """Only the day."""
    return [(_ON, on)]


def sitting_fields(on: date, agenda_item: str) -> list[tuple[Field, Any]]:
    """The day of the sitting, what became of the report there, where it stood, and the orders that were given."""
    of = {one.name: one for one in Consultation.rows.fields}
    return [(_SITTING, on), (of["result"], NOTED), (of["agenda_item"], agenda_item), (_ORDERS, "")]
