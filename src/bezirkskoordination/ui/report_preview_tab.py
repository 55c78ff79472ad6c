"""The tab with the pages of a report as they will be printed, for whom they are, and how they are handed out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QRadioButton, QVBoxLayout, QWidget

from bezirkskoordination import paths
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import Report
from bezirkskoordination.records.fields import Record
from bezirkskoordination.reports import issuing
from bezirkskoordination.reports.council_gather import Request
from bezirkskoordination.reports.formats import FORMATS, Format
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.progress import work
from bezirkskoordination.ui.record_tab import RecordTab
from bezirkskoordination.ui.report_draft import copy, handed_out, paper
from bezirkskoordination.ui.report_pages import LivePreview
from bezirkskoordination.ui.saying import Saying

if TYPE_CHECKING:
    from bezirkskoordination.ui.report_form import ReportForm
    from bezirkskoordination.ui.window import MainWindow
    from bezirkskoordination.ui.worker import Progress

_SAVE, _COPY = N_("PreviewTab", "Bericht als PDF speichern"), N_("PreviewTab", "Bericht weitergeben: {}")
_WRITING, _WRITTEN = N_("PreviewTab", "Datei wird geschrieben …"), N_("PreviewTab", "Gespeichert: {}")


class PreviewTab(RecordTab):
    """Pages, versions, PDF and copies."""

    title: Text = N_("PreviewTab", "Vorschau")
    name = "preview"

    def __init__(self, frame: "ReportForm") -> None:
        super().__init__()
        self._frame = frame
        self._context = frame.context
        self.public = QRadioButton(str(N_("PreviewTab", "öffentlich (Ö)")))
        self.closed = QRadioButton(str(N_("PreviewTab", "nichtöffentlich (N)")))
        self.public.setChecked(True)
        for made in (self.public, self.closed):
            made.clicked.connect(self._choose)
        self.pdf_button = button(N_("PreviewTab", "PDF speichern …"), self.save_pdf)
        self.copy_button = QPushButton(str(N_("PreviewTab", "Weitergeben")))
        self.copy_button.setToolTip(str(N_("PreviewTab", "Kopien zum Weiterarbeiten; maßgeblich bleibt das PDF")))
        copies = QMenu(self.copy_button)
        for other in FORMATS[1:]:
            copies.addAction(f"{other.label} …", partial(self.save_copy, other))
        self.copy_button.setMenu(copies)
        shelf = QWidget()
        flow = Flow(shelf, gap=10)
        for one in (self.public, self.closed, self.pdf_button, self.copy_button):
            flow.addWidget(one)
        self.preview = LivePreview(frame.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 8, 4)
        column.addWidget(shelf)
        column.addWidget(self.preview, 1)

    def show_for(self, record: Record) -> None:
        self._frame.ask_pages()
        if self._frame.is_written:
            self.preview.follow_words(self._frame.printed(self._frame.sections.current.key))

    def follow(self, changes: list[Change]) -> None:
        """The form asks for the pages anew."""

    def _choose(self) -> None:
        self._frame.public = self.public.isChecked()
        self._frame.ask_pages()

    # --- handing out --------------------------------------------------------------------------

    def _report(self) -> Report | None:
        return self._frame.report if self._frame.leave() else None

    def _ask_where(self, report: Report, title: str, ending: str, kinds: str) -> Path | None:
        proposed = paths.documents() / f"Bericht_{report.reference_date:%Y-%m-%d}{ending}"
        name, _filter = QFileDialog.getSaveFileName(self, title, str(proposed), kinds)
        if not name:
            return None
        return Path(name if name.lower().endswith(ending) else f"{name}{ending}")

    def save_pdf(self) -> None:
        """Write the paper where the person says: what was handed out, byte for byte, or the draft of today."""
        report = self._report()
        if report is None or (path := self._ask_where(report, str(_SAVE), ".pdf", "PDF (*.pdf)")) is None:
            return
        read, request = self._context.desk.office.read, Request.of(report, self._frame.public)
        stored = issuing.stored(read, request)
        if stored is not None:
            self._write(path, stored)
        else:
            self._work(lambda steps: paper(read, request, steps), partial(self._write, path))

    def save_copy(self, other: Format) -> None:
        """Write the report as something to work on with; nothing is kept in the office file."""
        report = self._report()
        if report is None:
            return
        kinds = f"{other.label} (*{other.ending})"
        path = self._ask_where(report, _COPY(other.label), other.ending, kinds)
        if path is not None:
            read, request = self._context.desk.office.read, Request.of(report, self._frame.public)
            self._work(lambda steps: copy(other, read, request, steps), partial(self._write, path))

    def _work(self, make: "Callable[[Progress], bytes]", done: Callable[[bytes], object]) -> None:
        work(cast("MainWindow", self._context), str(_WRITING), make, done)

    def _write(self, path: Path, data: bytes) -> None:
        with Saying(self._frame.refused), handed_out(path, data):
            self._context.say(_WRITTEN(path.name))
