"""The page of reports: the general page, where a report is written in its own dialog beside its pages."""

from typing import Any

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Report
from bezirkskoordination.records.fields import View
from bezirkskoordination.ui import outings
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage


class ReportsPage(RecordPage):
    """„Neu“ and opening a report lead into the dialog; the form on the right shows what a report is about."""

    def __init__(self, view: View, context: Context) -> None:
        super().__init__(view, context)
        self._in = context
        self.write_button = button(N_("ReportsPage", "Texte und Vorschau …"), self.write, "primary")
        self.table.opened.disconnect()
        self.table.opened.connect(self.write)

    def _connect_form(self, form: RecordForm) -> None:
        super()._connect_form(form)
        form.add_action(self.write_button)

    def new(self, **_preset: Any) -> None:
        """Begin a new report in the dialog."""
        if self.leave():
            outings.show_report(self._in, None)

    def write(self) -> None:
        """Open the chosen report in the dialog."""
        record = self.record
        if isinstance(record, Report) and self.leave():
            outings.show_report(self._in, record)
