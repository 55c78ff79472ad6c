"""The page of reports: the list, and beside it the report assistant, which is the report's own form."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from bezirkskoordination.records.council import Report, ReportStatus
from bezirkskoordination.rules.report_sections import on_its_way
from bezirkskoordination.ui import drafts
from bezirkskoordination.ui.beginnings import begun
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.report_draft import proposal
from bezirkskoordination.ui.report_form import ReportForm

#: Where the report stands below its list, the list is so many lines high: there are few, and the report needs the room.
_LINES, _ANY = 5, 16_777_215


class ReportsPage(RecordPage):
    """A new report begins with the next period, the next sitting and the office's signature."""

    form_class = ReportForm
    widths = (270, 766)  # a report needs more room than its line in the list

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        below = self.splitter.orientation() is Qt.Orientation.Vertical
        self.table.setMaximumHeight(self.fontMetrics().height() * _LINES if below else _ANY)

    @property
    def report_form(self) -> ReportForm:
        """The assistant."""
        form = self.form
        assert isinstance(form, ReportForm)
        return form

    def new(self, **_preset: Any) -> None:
        """Begin the next report, with the input that was kept for it if there is any."""
        begins = proposal(self._office.read, self._context.today())
        if drafts.find(self._office, self.view, None) is None:
            self.begin_with(begins)
        elif self.form.leave():
            self._begin(partial(self.form.begin, begun(self.view, begins)))

    def duplicate(self) -> None:
        """A report is never copied: its figures are of its period. The next one is begun."""
        self.new()

    def write(self) -> None:
        """Go on with the report that is on its way, or begin the next one."""
        latest = on_its_way(self._office.read.all(Report))
        if latest is None:
            if not self.report_form.is_new:
                self.new()
            return
        self.show_id(latest.id or 0)
        if self.report_form.record_id != latest.id:
            return  # what stands in the form cannot be left
        if latest.status is ReportStatus.DRAFT:
            self.report_form.run_on_texts("begin")
        else:
            self.report_form.show_tab("check")
            self.report_form.steps.buttons[0].setFocus()

    @property
    def step_words(self) -> str:
        """What the step is called that usually comes now."""
        return self.report_form.steps.words

    def next_step(self) -> None:
        """Take the step of the report that usually comes now."""
        self.report_form.steps.next_step()
