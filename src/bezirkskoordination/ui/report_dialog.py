"""Writing a report to the council: on the left what a person says, on the right the paper as it will be.

No figure can be typed here; the paper computes them. A report that is no longer a draft can be read, not changed.
"""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination import paths
from bezirkskoordination.actions import editing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Report, ReportStatus
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.reports.council_report import Request
from bezirkskoordination.reports.formats import FORMATS, Format
from bezirkskoordination.rules import validity
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import Scrolled, button, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.form import Form
from bezirkskoordination.ui.preview import Preview
from bezirkskoordination.ui.report_draft import copy, handed_out, issue, last_texts, paper, proposal, subject
from bezirkskoordination.ui.report_texts import OwnTexts
from bezirkskoordination.ui.widgets import Sources
from bezirkskoordination.ui.worker import Progress, worker

#: Milliseconds after the last change until the paper is made anew, and until unfinished input is kept.
_RENDER_AFTER, _KEEP_AFTER = 400, 2000
#: So many digits wide, text and paper stand side by side.
_BOTH = 96
_LAYOUT = View("report_dialog", Report.type, N_("ReportDialog", "Bericht"), N_("ReportDialog", "Bericht"))

_TITLE = N_("ReportDialog", "Bericht an den Stadtbezirksrat")
_WORKING = N_("ReportDialog", "wird gesetzt …")
_WAITING = N_("ReportDialog", "Die Vorschau zeigt den letzten Stand; links fehlt noch etwas.")
_SAVED, _ISSUED = N_("ReportDialog", "Bericht gespeichert"), N_("ReportDialog", "Bericht als PDF ausgegeben")
_WRITING = N_("ReportDialog", "PDF wird geschrieben …")
_WRITTEN = N_("ReportDialog", "Gespeichert: {}")
_COPY, _COPYING = N_("ReportDialog", "Bericht weitergeben: {}"), N_("ReportDialog", "Datei wird geschrieben …")
_RESTORED = N_("ReportDialog", "Ihre nicht gespeicherten Eingaben vom letzten Mal sind wieder da.")
_FROZEN = N_("ReportDialog", "Dieser Bericht ist {}; er lässt sich ansehen und ausgeben, nicht mehr ändern.")


class ReportDialog(QDialog):
    """Shows a report, or with None what a new one begins with. Saving keeps it; „PDF speichern“ also hands it out."""

    def __init__(self, context: Context, report: Report | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent or (context if isinstance(context, QWidget) else None))
        self._context = context
        self._office = context.desk.office
        self._report = report
        self._shown = report or proposal(self._office.read, context.today())
        self._frozen = self._shown.status is not ReportStatus.DRAFT
        self._proposed_subject = self._shown.subject
        self._draft_key = f"report_dialog:{report.uid if report else 'new'}"
        self._progress = Progress(self)
        self._render_soon = self._timer(_RENDER_AFTER, self.remake)
        self._keep_soon = self._timer(_KEEP_AFTER, self._keep_draft)
        self.setWindowTitle(str(_TITLE))
        self._build()
        self._show()
        self._restore()
        self.resize(1200, 760)
        self.remake()

    def _timer(self, after: int, slot: Any) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=after)
        timer.timeout.connect(slot)
        return timer

    # --- building -------------------------------------------------------------------------

    def _build(self) -> None:
        names = self._office.names
        self.form = Form(_LAYOUT, names, lambda _type, _text: [])
        self.form.edited.connect(self._edited)
        self.form.submitted.connect(self.save)
        self.form.abandoned.connect(self.reject)
        self.texts = OwnTexts(Sources(names, lambda _type, _text: []), last_texts(self._office.read, self._shown))
        self.texts.edited.connect(self._later)
        self._put("texts", self.texts)
        self._put("version", self._version())
        ground = QWidget()
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.addWidget(self.form)
        self._left = Scrolled(ground)
        left = QFrame()
        left.setProperty("panel", True)
        frame = QVBoxLayout(left)
        frame.setContentsMargins(1, 1, 1, 1)
        frame.addWidget(self._left)
        self._words = left
        self.preview = Preview(str(N_("ReportDialog", "Vorschau des Berichts")))
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes([560, 620])
        split.setHandleWidth(14)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(split, 1)
        self.said = label()
        self.said.hide()
        column.addWidget(self.said)
        column.addLayout(self._buttons())

    def _put(self, place: str, widget: QWidget) -> None:
        """Put a widget where the layout has left a place for it."""
        ground = self.form.findChild(QWidget, place)
        assert ground is not None
        row = QVBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(widget)

    def _version(self) -> QWidget:
        """For whom the paper is, and whether it says that it is a draft."""
        self.public = QRadioButton(str(N_("ReportDialog", "öffentliche Fassung (Ö)")))
        self.closed = QRadioButton(str(N_("ReportDialog", "nichtöffentliche Fassung (N)")))
        self.public.setChecked(True)
        self.marked = QCheckBox(str(N_("ReportDialog", "als „Entwurf“ kennzeichnen")))
        self.marked.setChecked(True)
        self.marked.setVisible(not self._frozen)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        for button_ in (self.public, self.closed, self.marked):
            button_.clicked.connect(self._render_soon.start)
            column.addWidget(button_)
        return box

    def _buttons(self) -> QHBoxLayout:
        self.only_preview = QPushButton(str(N_("ReportDialog", "Nur Vorschau")))
        self.only_preview.setCheckable(True)
        self.only_preview.toggled.connect(self._arrange)
        self.close_button = button(N_("ReportDialog", "Schließen"), self.reject)
        self.pdf_button = button(N_("ReportDialog", "PDF speichern …"), self.save_pdf)
        self.copy_button = QPushButton(str(N_("ReportDialog", "Weitergeben")))
        self.copy_button.setToolTip(str(N_("ReportDialog", "Kopien zum Weiterarbeiten; maßgeblich bleibt das PDF")))
        copies = QMenu(self.copy_button)
        for other in FORMATS[1:]:
            copies.addAction(f"{other.label} …", partial(self.save_copy, other))
        self.copy_button.setMenu(copies)
        self.save_button = button(N_("ReportDialog", "Speichern"), self.save, "primary")
        self.save_button.setVisible(not self._frozen)
        row = QHBoxLayout()
        row.addWidget(self.only_preview)
        row.addStretch(1)
        for one in (self.close_button, self.copy_button, self.pdf_button, self.save_button):
            row.addWidget(one)
        for one in (self.only_preview, self.close_button, self.copy_button, self.pdf_button, self.save_button):
            one.setAutoDefault(False)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        return row

    def _arrange(self) -> None:
        """Side by side where there is room, else one at a time."""
        alone = self.only_preview.isChecked()
        narrow = self.width() < self.fontMetrics().horizontalAdvance("0") * _BOTH
        self._words.setVisible(not alone)
        self.preview.setVisible(alone or not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    # --- the report -----------------------------------------------------------------------

    def _show(self) -> None:
        self.form.show_record(self._shown)
        self.texts.show_sections(self._shown.sections)
        self._saved_texts = self.texts.raw()
        if self._frozen:
            self.form.set_read_only(True)
            self.texts.set_read_only(True)
            self._say(_FROZEN(self._shown.status.label))

    @property
    def dirty(self) -> bool:
        """Whether something stands there that is not kept."""
        return not self._frozen and (self.form.dirty or self.texts.raw() != self._saved_texts)

    def current(self) -> Report | None:
        """The report as it stands, or None while something is missing. What contradicts itself is said in place."""
        values: dict[str, Any] = {"sections": self.texts.sections()}
        for name, widget in self.form.widgets.items():
            try:
                values[name] = widget.value()
            except BadValue:
                return None
        report = replace(self._shown, **values)
        said = validity.problems(report, self._context.today())
        for name, text in said:
            self.form.set_problem(name, text)
        return None if said else report

    def _edited(self, name: str) -> None:
        if name in ("period_from", "reference_date"):
            self._follow_period()
        self._later()

    def _follow_period(self) -> None:
        """A subject that nobody has changed goes with the period."""
        widgets = self.form.widgets
        try:
            days = widgets["period_from"].value(), widgets["reference_date"].value()
            if widgets["subject"].value() == self._proposed_subject:
                self._proposed_subject = subject(self._office.read, *days)
                widgets["subject"].set_value(self._proposed_subject)
        except BadValue:
            return

    def _later(self) -> None:
        self._say("")
        self._render_soon.start()
        self._keep_soon.start()

    # --- the paper ------------------------------------------------------------------------

    def remake(self) -> None:
        """Make the paper anew; the pages shown stay until it is there."""
        if self._frozen and self._shown.public_pdf is not None:
            self.preview.show_bytes(self._issued_bytes(self._shown.public_pdf))
            return
        report = self.current()
        if report is None:
            self.preview.say(str(_WAITING))
            return
        self._make(report, self.preview.show_bytes, partial(self.preview.say, problem=True))
        self.preview.say(str(_WORKING))

    def _make(self, report: Report, done: Any, failed: Any, make: Any = paper) -> None:
        """Let the worker make the paper of a report; what it was making before is dropped."""
        self._progress.cancel()
        progress = self._progress = Progress(self)
        marked = self.marked.isChecked() or self._frozen
        shown = report if marked else replace(report, status=ReportStatus.SUBMITTED)
        request = Request.of(shown, self.public.isChecked())

        def current_only(then: Any, outcome: Any) -> None:
            if progress is self._progress:
                then(outcome)

        worker().run(
            make, self._office.read, request, progress, done=partial(current_only, done),
            failed=lambda refusal: current_only(failed, str(refusal)), receiver=self,
        )  # fmt: skip

    def _issued_bytes(self, attachment_id: int) -> bytes:
        read = self._office.read
        return read.blob(read.get(Attachment, attachment_id).sha256)

    # --- keeping --------------------------------------------------------------------------

    def _read(self) -> Report | None:
        """The report as it is to be kept; what is wrong or missing is said, and the focus goes there."""
        reading = self.form.read()
        report = self.current() if reading.record is not None else None
        if report is None:
            self.only_preview.setChecked(False)
            self.form.focus_first_problem()
        return report

    def save(self) -> bool:
        """Keep the report as one step; whether it could be kept."""
        report = None if self._frozen else self._read()
        if report is None:
            return False
        before = self._report
        try:
            self._kept(self._context.desk.do(str(_SAVED), lambda unit: editing.save(unit, before, report)))
        except Refused as refusal:
            self._say(str(refusal), problem=True)
            return False
        self._tell(str(_SAVED))
        self.remake()  # „Unser Zeichen“ has its number now
        return True

    def _kept(self, report: Report) -> None:
        self._forget_draft()
        self._report = self._shown = report
        self._draft_key = f"report_dialog:{report.uid}"
        self._show()

    def save_pdf(self) -> None:
        """Write the paper where the person says; a draft is kept with it, in the same step."""
        report = self._shown if self._frozen else self._read()
        if report is None:
            return
        proposed_path = paths.documents() / f"Bericht_{report.reference_date:%Y-%m-%d}.pdf"
        title = str(N_("ReportDialog", "Bericht als PDF speichern"))
        name, _filter = QFileDialog.getSaveFileName(self, title, str(proposed_path), "PDF (*.pdf)")
        if not name:
            return
        path = Path(name if name.lower().endswith(".pdf") else f"{name}.pdf")
        if self._frozen and report.public_pdf is not None:
            self._write(path, report, self._issued_bytes(report.public_pdf))
            return
        if not report.number:  # the number stands in the paper, so it is given before the paper is made
            number = self._context.desk.do(str(_ISSUED), lambda unit: unit.next_number(Report.type.number))
            report = self._shown = replace(report, number=number)
        self._busy(True)
        self._say(str(_WRITING))
        self._make(report, partial(self._write, path, report), self._not_written)

    def _write(self, path: Path, report: Report, data: bytes) -> None:
        before = self._report
        issued = self._frozen and report.public_pdf is not None
        try:
            with handed_out(path, data):
                if not issued:
                    issue_it = partial(issue, before=before, after=report, name=path.name, data=data)
                    self._kept(self._context.desk.do(str(_ISSUED), issue_it))
        except Refused as refusal:
            self._not_written(str(refusal))
            return
        self._busy(False)
        self._tell(_WRITTEN(path.name))
        self.preview.show_bytes(data)

    def save_copy(self, other: Format) -> None:
        """Write the report as something to work on with; nothing is kept in the office file."""
        report = self._shown if self._frozen else self._read()
        if report is None:
            return
        proposed_path = paths.documents() / f"Bericht_{report.reference_date:%Y-%m-%d}{other.ending}"
        name, _filter = QFileDialog.getSaveFileName(
            self, _COPY(other.label), str(proposed_path), f"{other.label} (*{other.ending})"
        )
        if not name:
            return
        path = Path(name if name.lower().endswith(other.ending) else f"{name}{other.ending}")
        self._busy(True)
        self._say(str(_COPYING))
        self._make(report, partial(self._write_copy, path), self._not_written, partial(copy, other))

    def _write_copy(self, path: Path, data: bytes) -> None:
        try:
            with handed_out(path, data):
                pass
        except Refused as refusal:
            self._not_written(str(refusal))
            return
        self._busy(False)
        self._tell(_WRITTEN(path.name))
        self.remake()  # the preview that this pushed aside

    def _not_written(self, text: str) -> None:
        self._busy(False)
        self._say(text, problem=True)

    def _busy(self, busy: bool) -> None:
        """Nothing changes while the paper that is to be handed out is made; closing stops it."""
        self._render_soon.stop()
        for one in (self._words, self.copy_button, self.pdf_button, self.save_button):
            one.setEnabled(not busy)
        (self.close_button if busy else self.pdf_button).setFocus()

    def _say(self, text: str, problem: bool = False) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        style.mark(self.said, "role", "problem" if problem else "muted")

    def _tell(self, text: str) -> None:
        self._say(text)
        self._context.say(text)

    # --- unfinished input, going ----------------------------------------------------------

    def _keep_draft(self) -> None:
        if self.dirty and self._office.is_open:
            payload = {"form": self.form.raw(), "texts": self.texts.raw()}
            self._office.keep_draft(self._draft_key, json.dumps(payload))

    def _forget_draft(self) -> None:
        self._keep_soon.stop()
        if self._office.draft(self._draft_key):
            self._office.keep_draft(self._draft_key, "")

    def _restore(self) -> None:
        if not self._frozen and (payload := self._office.draft(self._draft_key)):
            kept = json.loads(payload)
            self.form.set_raw(kept["form"])
            self.texts.set_raw(kept["texts"])
            self._say(str(_RESTORED))

    def reject(self) -> None:
        """Close, after asking what becomes of unfinished input."""
        if self.dirty and not self._may_leave():
            return
        self._render_soon.stop()
        self._forget_draft()
        self._progress.cancel()
        super().reject()

    def _may_leave(self) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(str(N_("ReportDialog", "Sollen die Änderungen am Bericht gespeichert werden?")))
        save = box.addButton(str(N_("ReportDialog", "Speichern")), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(str(N_("ReportDialog", "Verwerfen")), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(str(N_("ReportDialog", "Weiterschreiben")), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is discard or (box.clickedButton() is save and self.save())
