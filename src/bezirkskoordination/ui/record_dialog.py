"""A new record in a window of its own, for example a contact person of the institution that is shown."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import View
from bezirkskoordination.ui.beginnings import blank
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_form import RecordForm


class RecordDialog(QDialog):
    """Holds a record form; closes when it is saved or discarded, and stays when what stands there is not valid."""

    def __init__(self, view: View, context: Context, preset: dict[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(N_("RecordDialog", "Neu: {}")(view.singular))
        self.panel = RecordForm(view, context, self)
        self.panel.saved.connect(self.accept)
        self.panel.discarded.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(self.panel)
        self.resize(520, min(720, self.panel.sizeHint().height() + 60))
        self.panel.begin(blank(view, preset))

    def reject(self) -> None:
        self.panel.escape()
