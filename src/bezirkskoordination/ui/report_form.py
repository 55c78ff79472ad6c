"""A report to the council beside its list: its head, and on tabs its texts, figures, pages and what is in the way.

No figure can be typed; the paper counts them. Whoever goes on to another tab has saved, as one step that Ctrl+Z takes
back. A report that is no longer a draft can be read, not changed.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from bezirkskoordination.actions import leaking
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Report, ReportStatus
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.reports import issuing, report_places
from bezirkskoordination.reports.council_figures import Comparison
from bezirkskoordination.reports.council_gather import Request, facts_of
from bezirkskoordination.reports.council_report import collect
from bezirkskoordination.reports.passages import passages
from bezirkskoordination.rules import report_texts, sentences, validity
from bezirkskoordination.rules.leaks import Leak
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.report_texts import Places
from bezirkskoordination.rules.sentences import Finding
from bezirkskoordination.store.unit import Change, Reader
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.report_draft import last_texts, subject
from bezirkskoordination.ui.report_figures_tab import FiguresTab
from bezirkskoordination.ui.report_pages import ReportPages
from bezirkskoordination.ui.report_preview_tab import PreviewTab
from bezirkskoordination.ui.report_texts_tab import TextsTab
from bezirkskoordination.ui.widgets.sections import SectionsWidget
from bezirkskoordination.ui.worker import worker

_TEXTS = N_("ReportForm", "Texte")
TEXTS_AT = 1
_RECOUNT_AFTER = 300  # ms
_WAITING = N_("ReportForm", "Die Vorschau zeigt den letzten Stand; unter „Bericht“ fehlt noch etwas.")


class ReportForm(RecordForm):
    """A report. Its tabs share the pages and the count of the figures, made by the worker."""

    sections: SectionsWidget
    texts: TextsTab

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.told: Comparison | None = None  # the figures of the report that is shown, once they are counted
        self.found: dict[str, list[Finding]] = {}  # doubtful figures by section
        self.public = True
        self.marked = True  # whether a draft says that it is one
        self._counting: object = None
        self.leaks: list[Leak] | None = None  # what the public paper gives away, once somebody has looked
        self._proposed_subject = ""
        self.pages = ReportPages(context.desk.office.read)
        self._recount = QTimer(singleShot=True, interval=_RECOUNT_AFTER)  # once for many changes
        super().__init__(view, context, parent)
        self.pages.setParent(self)
        self._recount.setParent(self)
        self._recount.timeout.connect(self.count)
        self._recount.timeout.connect(self.ask_pages)
        self.form.edited.connect(self._field_edited)
        self.sections.stepped.connect(self._step)
        self.sections.paused.connect(self._look_through)
        self.sections.entered.connect(lambda _key: self.texts.follow_cursor())

    def _fill_tabs(self) -> None:
        super()._fill_tabs()
        widget = self.form.make(self.view.type.field("sections"))
        assert isinstance(widget, SectionsWidget)
        self.sections = widget
        self.texts = TextsTab(self, widget)
        self.tabs.insertTab(TEXTS_AT, self.texts, str(_TEXTS))

    def show_tabs(self, shown: bool) -> None:
        """The texts belong to a new report, too."""
        super().show_tabs(shown)
        self.tabs.setTabVisible(TEXTS_AT, True)
        self.tabs.tabBar().show()

    def show_tab(self, name: str) -> None:
        if name == "texts":
            self.tabs.setCurrentIndex(TEXTS_AT)
        else:
            super().show_tab(name)

    @property
    def report(self) -> Report | None:
        """The report as the file has it."""
        record = self.record
        return record if isinstance(record, Report) else None

    @property
    def is_draft(self) -> bool:
        """Whether it can be written."""
        return isinstance(self._shown, Report) and self._shown.status is ReportStatus.DRAFT

    # --- what is shown ------------------------------------------------------------------------

    def _fill(self, record: Record, steps: list[Any]) -> None:
        assert isinstance(record, Report)
        before = self._shown
        other = not isinstance(before, Report) or before.uid != record.uid
        period = Period(record.period_from, record.reference_date)
        self.sections.name_places(report_places.named(period, self._office.names))
        self._proposed_subject = subject(self._office.read, record.period_from, record.reference_date)
        if other:
            self.pages.clear()
            self.told = None
        self.leaks = None
        super()._fill(record, steps)
        self.form.set_read_only(record.status is not ReportStatus.DRAFT)
        self.sections.show_last(last_texts(self._office.read, record))
        self.texts.tell()
        self.count()
        self.ask_pages()

    def show_nothing(self) -> None:
        super().show_nothing()
        self.pages.clear()
        self.told = self._counting = self.leaks = None

    def current(self) -> Report | None:
        """The report as it stands, or None while something is missing or contradicts itself."""
        shown, values = self._shown, self.form.readable()
        if not isinstance(shown, Report) or len(values) < len(self.form.widgets):
            return None
        report = replace(shown, **values)
        return None if validity.problems(report, self._context.today()) else report

    # --- writing --------------------------------------------------------------------------------

    def _field_edited(self, name: str) -> None:
        if name in ("period_from", "reference_date"):
            self._follow_period()
        self.ask_pages()

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
        self.count()

    def _step(self) -> None:
        """From one section to the next: what is written is kept, if all of it is valid."""
        if self.unsaved and self.current() is not None:
            self.save()

    def _fill_tab(self, *args: int) -> None:
        """Whoever goes to another tab has saved; what is not valid stays, and the tabs show what is stored."""
        if self.unsaved and self._shown is not None and self.tabs.currentIndex() > TEXTS_AT:
            current = self.tabs.currentWidget()
            if self.current() is not None and self.save():
                self.tabs.setCurrentWidget(current)
        super()._fill_tab(*args)

    def follow(self, changes: list[Change]) -> None:
        super().follow(changes)
        self.leaks = None
        if self._shown is not None:
            self.pages.forget()
            self._recount.start()

    # --- figures --------------------------------------------------------------------------------

    @property
    def places(self) -> Places:
        """What can be put into a text, with its values as soon as they are counted."""
        return report_places.of(self.told) if self.told is not None else self.sections.places

    def count(self) -> None:
        """Let the worker count the figures of the period; the tabs are told when they are there."""
        report = self.current()
        if report is None or not self._office.is_open:
            return
        read, token = self._office.read, object()
        self._counting = token

        def counted(told: Comparison) -> None:
            if token is self._counting:
                self._counted(told)

        worker().run(
            _comparison, read, Request.of(report), done=counted,
            failed=lambda refusal: self._context.say(str(refusal)), receiver=self,
        )  # fmt: skip

    def _counted(self, told: Comparison) -> None:
        self.told = told
        self._look_through()
        self.refresh_tab()

    def look_for_leaks(self) -> None:
        """Let the worker read the public paper for what must not be public; the check is told."""
        report = self.report
        if report is None or self.leaks is not None:
            return

        def looked(found: list[Leak]) -> None:
            if self.report == report:
                self.leaks = found
                self.refresh_tab()

        worker().run(
            _leaks, self._office.read, Request.of(report), self._context.today(), done=looked,
            failed=lambda refusal: self._context.say(str(refusal)), receiver=self,
        )  # fmt: skip

    def refresh_tab(self) -> None:
        """Show again what stands on the tab in front."""
        super()._fill_tab()

    def _look_through(self) -> None:
        """Look for doubtful figures in the sentences as they stand."""
        told = self.told
        if told is None:
            return
        now = {code: one.figure for code, one in told.now.items()}
        before = {code: one.figure for code, one in told.then.items()}
        hidden = {code: isinstance(one.value, str) for code, one in told.now.items()}
        texts = self.sections.texts()
        self.found = {key: sentences.check(text, now, before, hidden) for key, text in texts.items()}
        self.sections.mark_doubtful({key: [(one.start, one.end) for one in found] for key, found in self.found.items()})
        self.texts.tell()

    # --- pages ----------------------------------------------------------------------------------

    def ask_pages(self) -> None:
        """Have the pages made of what stands there; a report that was handed out shows what was handed out."""
        shown = self._shown
        if not isinstance(shown, Report):
            return
        if (data := issuing.stored(self._office.read, Request.of(shown, self.public))) is not None:
            self.pages.give(data)
            return
        report = self.current()
        if report is None:
            self.pages.told.emit(str(_WAITING), False)
        else:
            self.pages.ask(self.request(report))

    def request(self, report: Report) -> Request:
        """How the paper of a report is asked for here."""
        shown = report if self.marked or not self.is_draft else replace(report, status=ReportStatus.SUBMITTED)
        return Request.of(shown, self.public)

    def printed(self, key: str) -> str:
        """The words of a section as they stand on the page, around the cursor; else the section's name."""
        row = self.sections.rows[key]
        line = row.editor.textCursor().block().text() or row.editor.toPlainText()
        told = report_texts.filled(report_texts.in_codes(line, self.places), self.places)
        return " ".join(told.lstrip("-–• ").split()[:6]) or row.title

    # --- going somewhere ------------------------------------------------------------------------

    def go_to_section(self, key: str, span: tuple[int, int] = (0, 0)) -> None:
        """Go to a text, and to a place in it."""
        self.tabs.setCurrentIndex(TEXTS_AT)
        self.sections.go_to(key, *span)

    def go_to_figure(self, code: str) -> None:
        """Go to a figure in their table."""
        self.show_tab("figures")
        if (tab := self.tab_of(FiguresTab)) is not None:
            tab.choose(code)
            tab.tree.setFocus()

    def go_to_page(self, words: str) -> None:
        """Go to the page on which these words stand."""
        self.show_tab("preview")
        if (tab := self.tab_of(PreviewTab)) is not None:
            tab.preview.follow_words(words)

    def go_to_field(self, name: str) -> None:
        """Go to a field of the head."""
        self.tabs.setCurrentIndex(0)
        self.form.focus_field(name)

    def run_on_texts(self, verb: str) -> None:
        """A command of the window about the texts."""
        self.tabs.setCurrentIndex(TEXTS_AT)
        getattr(self.texts, verb)()


def _leaks(reader: Reader, request: Request, today: date) -> list[Leak]:
    """What the public paper says that must not be public. Runs in the worker."""
    return leaking.leaks_in(reader, passages(collect(reader, request)), today)


def _comparison(reader: Reader, request: Request) -> Comparison:
    """The figures as the public paper has them; those it hides are in it, too. Runs in the worker."""
    return Comparison.of(facts_of(reader, request), public=True)
