"""A record in a window of its own, for example a new contact person of the institution that is shown."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.ui.beginnings import blank
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_form import RecordForm

_NEW, _CHANGE = N_("RecordDialog", "Neu: {}"), N_("RecordDialog", "Ändern: {}")


class RecordDialog(QDialog):
    """Holds a record form; closes when it is saved or discarded, and stays when what stands there is not valid.

    With `record` it is that one which is changed, else a new one begins with what is preset.
    """

    def __init__(
        self,
        view: View,
        context: Context,
        preset: dict[str, Any],
        parent: QWidget | None = None,
        record: Record | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle((_CHANGE if record else _NEW)(view.singular))
        self.panel = RecordForm(view, context, self)
        self.panel.saved.connect(self.accept)
        for ended in (self.panel.discarded, self.panel.gone, self.panel.escaped):
            ended.connect(self._close)
        column = QVBoxLayout(self)
        column.addWidget(self.panel)
        self.resize(520, min(720, self.panel.sizeHint().height() + 60))
        if record is None:
            self.panel.begin(blank(view, preset))
        else:
            self.panel.show_record(record)
            for name, value in preset.items():
                self.panel.form.put(name, value)
            self.panel.show_tabs(False)
            self.panel.form.focus_field(next(iter(preset), view.type.fields[0].name))

    def _close(self) -> None:
        super().reject()

    def reject(self) -> None:
        self.panel.escape()
