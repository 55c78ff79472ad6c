"""„Heute“: what is due, how far the report is, what is left of the money; on the first day three steps to begin with.

It shows no names of people: the page may stand on a wall at the round table. Figures come from the rules.
"""

from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import VOLUNTEERS
from bezirkskoordination.records.council import Report, ReportStatus
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.money import Expense
from bezirkskoordination.records.network import Meeting
from bezirkskoordination.records.office import District
from bezirkskoordination.rules.periods import Period, proposed
from bezirkskoordination.store.query import Query
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.sittings import council_body, next_sitting, sittings
from bezirkskoordination.store.unit import Change, Reader
from bezirkskoordination.ui.cards import Card, RuledRow, Scrolled, button, label, side_by_side
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.listening import listen
from bezirkskoordination.ui.today_due import DueCard
from bezirkskoordination.ui.today_money import Money
from bezirkskoordination.ui.today_tasks import Tasks
from bezirkskoordination.ui.widgets.contract import DAYS

#: So many digits wide, two cards stand side by side.
_TWO_COLUMNS = 84
_MINUTE = 60_000  # milliseconds

_MONTHS = (
    N_("Months", "Januar"), N_("Months", "Februar"), N_("Months", "März"), N_("Months", "April"), N_("Months", "Mai"),
    N_("Months", "Juni"), N_("Months", "Juli"), N_("Months", "August"), N_("Months", "September"),
    N_("Months", "Oktober"), N_("Months", "November"), N_("Months", "Dezember"),
)  # fmt: skip

_DEADLINE = N_("Today", "Abgabefrist für den Bericht: {}, {} – {} · Sitzung {}")
_NO_SITTING = N_("Today", "Noch keine nächste Sitzung eingetragen.")
_SITTING = N_("Today", "Sitzung: {}, {} – {}")
_DAYS_LEFT = {0: N_("Today", "heute"), 1: N_("Today", "noch 1 Tag"), -1: N_("Today", "seit gestern vorbei")}
_MANY_LEFT, _LONG_PAST = N_("Today", "noch {} Tage"), N_("Today", "seit {} Tagen vorbei")


def long_date(day: date) -> str:
    """„Donnerstag, 12. November 2026“."""
    return f"{DAYS[day.weekday()]}, {day.day}. {_MONTHS[day.month - 1]} {day.year}"


def days_left(days: int) -> str:
    """How far off a day is, in words."""
    said = _DAYS_LEFT.get(days)
    return str(said) if said else (_MANY_LEFT if days > 0 else _LONG_PAST)(abs(days))


def enter_sitting(context: Context) -> None:
    """Begin the next sitting of the council, on the page of meetings."""
    council = council_body(context.desk.office.read)
    context.open_page(Meeting.type.name).new(**({"body": council.id} if council else {}))


class TodayPage(Scrolled):
    """The first page. `refresh` reads everything anew; it does so by itself when shown and when something changed."""

    def __init__(self, context: Context) -> None:
        ground = QWidget()
        super().__init__(ground)
        self.context = context
        self._stale = True
        self._day = context.today()
        column = QVBoxLayout(ground)
        column.setContentsMargins(18, 16, 18, 18)
        column.setSpacing(6)
        self.title = label(role="title")
        self.sitting = label(role="muted")
        self.enter_sitting = button(N_("Today", "Nächste Sitzung eintragen"), partial(enter_sitting, context), "link")
        column.addWidget(self.title)
        column.addWidget(self.sitting)
        column.addWidget(self.enter_sitting)
        column.addSpacing(6)
        self.welcome = Welcome(context)
        self.due = DueCard(context)
        self.tasks = Tasks(context)
        self.left = QWidget()
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(14)
        left.addWidget(self.due)
        left.addWidget(self.tasks, 1)
        self.report = ReportCard(context)
        self.money = Money(context)
        self._cards = QGridLayout()
        self._cards.setSpacing(14)
        column.addLayout(self._cards)
        column.addStretch(1)
        self._columns = (0, 0)
        self._arrange()
        self.setAccessibleName(str(N_("Today", "Heute")))
        self.entry = self.tasks.add
        listen(context.desk, self, self._changed)
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self._look_at_the_clock)

    # --- when to read ---------------------------------------------------------------------

    def refresh(self) -> None:
        """Read and show everything."""
        self._stale = False
        today = self._day = self.context.today()
        office = self.context.desk.office
        begun = (
            office.lists.count(Query.of(VOLUNTEERS)) > 0
            or office.read.count(Institution.type) > 0
            or office.read.count(Expense.type) > 0
        )
        self.title.setText(long_date(today))
        self._show_sitting(office.read, today)
        self.enter_sitting.setVisible(begun and not self._sitting_known)
        self.welcome.setVisible(not begun)
        self.report.setVisible(begun)
        self.money.setVisible(begun)
        self._arrange()
        if not begun:
            self.welcome.refresh(office.read, today)
            self.due.hide()
        else:
            self.due.refresh(office.read, today)
            self.report.refresh(office.read, today)
            self.money.refresh(office.read, today)
        self.tasks.refresh(office.read, today)

    def _show_sitting(self, reader: Reader, today: date) -> None:
        coming = next_sitting(reader, today)
        self._sitting_known = coming is not None
        if coming is None:
            self.sitting.setText(str(_NO_SITTING))
            return
        left = days_left((coming.deadline - today).days)
        weekday = DAYS[coming.deadline.weekday()]
        if coming.deadline == coming.on:
            self.sitting.setText(_SITTING(weekday, show_date(coming.on), left))
        else:
            self.sitting.setText(_DEADLINE(weekday, f"{coming.deadline:%d.%m.}", left, show_date(coming.on)))

    def _changed(self, _changes: list[Change]) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _look_at_the_clock(self) -> None:
        if self.isVisible() and self.context.today() != self._day:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        if self._stale or self.context.today() != self._day:
            self.refresh()

    # --- one column or two ----------------------------------------------------------------

    def _arrange(self) -> None:
        two = self.width() >= self.fontMetrics().horizontalAdvance("0") * _TWO_COLUMNS
        columns = (5, 4) if two and not self.report.isHidden() else (1, 0)
        if columns == self._columns:
            return
        self._columns = columns
        right = int(columns[1] > 0)
        for card, row, at, rows in (
            (self.welcome, 0, 0, 1), (self.left, 1, 0, 1 + right), (self.report, 2 - right, right, 1),
            (self.money, 3 - right, right, 1),
        ):  # fmt: skip
            self._cards.addWidget(card, row, at, rows, 1)
        for at, stretch in enumerate(columns):
            self._cards.setColumnStretch(at, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


class Welcome(Card):
    """The three steps of the first day."""

    def __init__(self, context: Context) -> None:
        super().__init__(N_("Today", "Guten Tag. In drei Schritten arbeitsfähig:"))
        self._context = context
        self._has_district = False
        steps = (
            (N_("Today", "Stadtbezirk und nächste Sitzung eintragen"), self._enter_office),
            (N_("Today", "Erste Person anlegen"), self._new_person),
            (N_("Today", "Sicherung anlegen"), self._back_up),
        )
        self.steps: list[QPushButton] = []
        self.done: list[QLabel] = []
        for number, (text, pressed) in enumerate(steps, 1):
            step, done = button(text, pressed, "link"), label(N_("Today", "erledigt"), "muted", wrap=False)
            row = RuledRow()
            row.line.addWidget(label(f"{number}.", wrap=False))
            row.line.addWidget(step)
            row.line.addStretch(1)
            row.line.addWidget(done)
            done.hide()
            self.body.addWidget(row)
            self.steps.append(step)
            self.done.append(done)
        self.body.addWidget(label(N_("Today", "F1 öffnet die Hilfe; Strg+Z nimmt jeden Schritt zurück."), "muted"))

    def refresh(self, reader: Reader, _today: date) -> None:
        """Say which steps are done already."""
        self._has_district = reader.count(District.type) > 0
        self.done[0].setVisible(self._has_district and bool(sittings(reader)))

    def _enter_office(self) -> None:
        if self._has_district:
            enter_sitting(self._context)
        else:
            self._context.open_page("settings")

    def _new_person(self) -> None:
        self._context.open_page(VOLUNTEERS.name).new()

    def _back_up(self) -> None:
        self._context.run("backup")


class ReportCard(Card):
    """How far the next report to the council is."""

    def __init__(self, context: Context) -> None:
        super().__init__(N_("Today", "Bericht an den Stadtbezirksrat"))
        self._context = context
        self._draft: Report | None = None
        self._dialog: QDialog | None = None
        self.period = label()
        self.open_texts = label(role="muted")
        self.write = button("", partial(context.run, "write_report"), "primary")
        self.preview = button(N_("Today", "Vorschau"), self._preview)
        self.body.addWidget(self.period)
        self.body.addWidget(self.open_texts)
        self.body.addLayout(side_by_side(self.write, self.preview))

    def refresh(self, reader: Reader, today: date) -> None:
        """Show the draft, or what to begin with."""
        reports = reader.all(Report)
        drafts = [one for one in reports if one.status is ReportStatus.DRAFT]
        draft = self._draft = max(drafts, key=lambda one: (one.reference_date, one.id or 0), default=None)
        self.preview.setVisible(draft is not None)
        if draft is None:
            period = proposed((one.reference_date for one in reports), setting(reader, "report_months") or 6, today)
            self.period.setText(N_("Today", "Vorgeschlagener Zeitraum: {}")(period))
            self.open_texts.setText(str(N_("Today", "Noch kein Entwurf. Alle Zahlen rechnet das Programm aus.")))
            self.write.setText(str(N_("Today", "Bericht anlegen")))
            return
        period = Period(draft.period_from, draft.reference_date)
        self.period.setText(N_("Today", "{} · Stichtag {}")(period, show_date(period.end)))
        self.open_texts.setText(_still_empty(draft))
        self.write.setText(str(N_("Today", "Bericht weiterschreiben")))

    def _preview(self) -> None:
        from bezirkskoordination.ui.report_dialog import ReportDialog  # late: brings QtPdf along

        dialog = ReportDialog(self._context, self._draft, self.window())
        dialog.only_preview.setChecked(True)
        dialog.open()
        self._dialog = dialog


def _still_empty(draft: Report) -> str:
    """Which of the coordinator's own texts have no words yet."""
    from bezirkskoordination.reports.council_report import SECTIONS  # late: papers are no part of the start

    written = {section.key for section in draft.sections if section.text.strip()}
    missing = [str(section.label) for section in SECTIONS if section.key not in written]
    if not missing:
        return str(N_("Today", "Alle eigenen Texte sind geschrieben."))
    return N_("Today", "Noch ohne eigenen Text: {}")(", ".join(missing))
