"""A report to the council beside its list: its head, and on tabs its texts, figures, pages and what is in the way.

No figure can be typed; the paper counts them. Whoever goes on to another tab has saved, as one step that Ctrl+Z takes
back. A report that is no longer a draft can be read, not changed.
"""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bezirkskoordination.actions import leaking
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import ISSUED, Report, ReportStatus
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.reports import issuing, report_places
from bezirkskoordination.reports.council_figures import Comparison
from bezirkskoordination.reports.council_gather import Request, facts_of, frozen, late_entries
from bezirkskoordination.reports.council_report import collect
from bezirkskoordination.reports.passages import passages
from bezirkskoordination.rules import report_checks, report_texts, sentences, validity
from bezirkskoordination.rules.late import Late
from bezirkskoordination.rules.leaks import Leak
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.report_checks import Obstacle
from bezirkskoordination.rules.report_texts import Places
from bezirkskoordination.rules.sentences import Finding
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Change, Reader
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.report_check_tab import CheckTab
from bezirkskoordination.ui.report_draft import last_texts, subject
from bezirkskoordination.ui.report_figures_tab import FiguresTab
from bezirkskoordination.ui.report_pages import ReportPages
from bezirkskoordination.ui.report_preview_tab import PreviewTab
from bezirkskoordination.ui.report_steps import ReportSteps
from bezirkskoordination.ui.report_texts_tab import TextsTab
from bezirkskoordination.ui.widgets.sections import SectionsWidget
from bezirkskoordination.ui.worker import worker

_TEXTS = N_("ReportForm", "Texte")
TEXTS_AT = 1
#: What stands still as soon as the figures are frozen.
_PERIOD = ("period_from", "reference_date")
_FROZEN = ("number", *_PERIOD)
_RECOUNT_AFTER = 300  # ms
_WAITING = N_("ReportForm", "Die Vorschau zeigt den letzten Stand; unter „Bericht“ fehlt noch etwas.")


class Seen(NamedTuple):
    """What the public paper gives away, and what was entered with effect by the Stichtag since it was frozen."""

    leaks: list[Leak]
    late: tuple[Late, ...]


class ReportForm(RecordForm):
    """A report. Its tabs share the pages and the count of the figures, made by the worker."""

    steps_elsewhere = True
    sections: SectionsWidget
    texts: TextsTab
    steps: ReportSteps

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.told: Comparison | None = None  # the figures of the report that is shown, once they are counted
        self.found: dict[str, list[Finding]] = {}  # doubtful figures by section
        self._checked: dict[str, tuple[str, list[Finding]]] = {}  # the texts that were read, and what was found
        self._checked_for: Comparison | None = None
        self.public = True
        self._counting: object = None
        self.seen: Seen | None = None  # what was found in the public paper and in the records, once somebody looked
        self._proposed_subject = ""
        self.pages = ReportPages(context.desk.office.read)
        self._recount = QTimer(singleShot=True, interval=_RECOUNT_AFTER)  # once for many changes
        self.steps = ReportSteps(self, context)
        super().__init__(view, context, parent)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.steps)
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
    def is_written(self) -> bool:
        """Whether its words can still be changed."""
        return isinstance(self._shown, Report) and self._shown.status not in ISSUED

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
            self.told = self._counting = None
        self.seen = None
        super()._fill(record, steps)
        self.form.set_read_only(record.status in ISSUED)
        if record.status is not ReportStatus.DRAFT:
            for name in _FROZEN:
                self.form.widgets[name].set_read_only(True)
        elif record.corrects is not None:
            for name in _PERIOD:  # that of what it corrects
                self.form.widgets[name].set_read_only(True)
        self.sections.show_kind(record.kind)
        self.sections.show_last(last_texts(self._office.read, record))
        self.texts.tell()
        self.count()
        self.ask_pages()

    def _dress(self) -> None:
        super()._dress()
        self.steps.tell()

    def show_nothing(self) -> None:
        super().show_nothing()
        self.pages.clear()
        self.told = self._counting = self.seen = None

    def current(self) -> Report | None:
        """The report as it stands, or None while something is missing or contradicts itself."""
        shown, values = self._shown, self.form.readable()
        if not isinstance(shown, Report) or len(values) < len(self.form.widgets):
            return None
        report = replace(shown, **values)
        return None if validity.problems(report, self._context.today()) else report

    # --- writing --------------------------------------------------------------------------------

    def _field_edited(self, name: str) -> None:
        if name in _PERIOD:
            self._follow_period()
        if name == "kind":
            self.sections.show_kind(self.form.widgets["kind"].value())
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
        self.seen = None
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

    def look(self) -> None:
        """Let the worker look for what must not be public and for what came late; the check is told."""
        report = self.report
        if report is None or self.seen is not None:
            return

        def looked(found: Seen) -> None:
            if self.report == report:
                self.seen = found
                self.refresh_tab()

        worker().run(
            _seen, self._office.read, Request.of(report), self._context.today(), done=looked,
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
        if self._checked_for is not told:
            self._checked, self._checked_for = {}, told
        texts = self.sections.texts()
        for key, text in texts.items():  # only what was written since is read again
            if key not in self._checked or self._checked[key][0] != text:
                self._checked[key] = (text, sentences.check(text, now, before, hidden))
        self.found = {key: self._checked[key][1] for key in texts}
        self.sections.mark_doubtful({key: [(one.start, one.end) for one in found] for key, found in self.found.items()})
        self.texts.tell()

    # --- pages ----------------------------------------------------------------------------------

    def ask_pages(self) -> None:
        """Have the pages made of what stands there; a report that was handed out shows what was handed out."""
        shown = self._shown
        if not isinstance(shown, Report):
            return
        stored = issuing.stored(self._office.read, Request.of(shown, self.public))
        if stored is not None:
            self.pages.give(stored)
            return
        report = self.current()
        if report is None:
            self.pages.told.emit(str(_WAITING), False)
        else:
            self.pages.ask(Request.of(report, self.public))

    def printed(self, key: str) -> str:
        """The words of a section as they stand on the page, around the cursor; else the section's name."""
        row = self.sections.rows[key]
        line = row.editor.textCursor().block().text() or row.editor.toPlainText()
        told = report_texts.filled(report_texts.in_codes(line, self.places), self.places)
        return " ".join(told.lstrip("-–• ").split()[:6]) or row.title

    def obstacles(self) -> list[Obstacle]:
        """What stands in the way of the release, and what should be looked at, as far as it is known now."""
        report = self.report
        if report is None:
            return []
        texts = self.sections.texts()
        known = [name for one in self.sections.places.values() for name in (one.label, one.code)]
        titles = {key: row.title for key, row in self.sections.rows.items()}
        signs = setting(self._office.read, "coordinator")
        found = [*report_checks.of_fields(report, self._context.today(), signs)]
        if report.status not in ISSUED:
            found += report_checks.of_period(report, self._office.read.all(Report))
        found += report_checks.of_texts(texts, titles, known, self.found)
        if self.seen is not None:
            found += report_checks.of_leaks(self.seen.leaks, texts)
            found += report_checks.of_late(self.seen.late)
        if self.told is not None:
            now, then = ({code: one.figure for code, one in of.items()} for of in (self.told.now, self.told.then))
            found += report_checks.of_figures(now, then)
        return sorted(found, key=lambda one: not one.blocks)

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

    def show_obstacles(self) -> None:
        """Show what is in the way; Enter leads to the first of it."""
        self.show_tab("check")
        if (tab := self.tab_of(CheckTab)) is not None:
            tab.list.setCurrentRow(0)
            tab.list.setFocus()

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


def _seen(reader: Reader, request: Request, today: date) -> Seen:
    """What the public paper says that must not be public, and what came late. Runs in the worker."""
    leaks = leaking.leaks_in(reader, passages(collect(reader, request)), today)
    since = frozen(reader, request.report)
    return Seen(leaks, late_entries(reader, since) if since is not None else ())


def _comparison(reader: Reader, request: Request) -> Comparison:
    """The figures as the public paper has them; those it hides are in it, too. Runs in the worker."""
    return Comparison.of(facts_of(reader, request), public=True)
