"""The page of reports: the list, and beside it the report assistant, which is the report's own form."""

from typing import Any

from bezirkskoordination.records.council import Report, ReportStatus
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.report_draft import proposal
from bezirkskoordination.ui.report_form import ReportForm


class ReportsPage(RecordPage):
    """A new report begins with the next period, the next sitting and the office's signature."""

    form_class = ReportForm
    widths = (270, 766)  # a report needs more room than its line in the list

    @property
    def report_form(self) -> ReportForm:
        """The assistant."""
        form = self.form
        assert isinstance(form, ReportForm)
        return form

    def new(self, **_preset: Any) -> None:
        """Begin the next report."""
        self.begin_with(proposal(self._office.read, self._context.today()))

    def duplicate(self) -> None:
        """A report is never copied: its figures are of its period. The next one is begun."""
        self.new()

    def write(self) -> None:
        """Go on with the latest draft, or begin the next report."""
        drafts = self._office.read.where(Report, status=ReportStatus.DRAFT)
        latest = max(drafts, key=lambda one: (one.reference_date, one.id or 0), default=None)
        if latest is None:
            if not self.report_form.is_new:
                self.new()
            return
        self.show_id(latest.id or 0)
        if self.report_form.record_id == latest.id:
            self.report_form.run_on_texts("begin")

    def check(self) -> None:
        """Show what stands in the way of the chosen report."""
        self.report_form.show_tab("check")
