"""„Heute“: what is due, how far the report is, what is left of the money; on the first day three steps to begin with.

It shows no names of people: the page may stand on a wall at the round table. Figures come from the rules.
"""

from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from bezirkskoordination.actions import appointing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Report, ReportStatus
from bezirkskoordination.records.kinds import WEEKDAYS, show_date
from bezirkskoordination.records.money import Budget, Expense
from bezirkskoordination.rules import report_texts
from bezirkskoordination.rules.periods import Period, month_words, proposed
from bezirkskoordination.rules.report_sections import SECTIONS, is_printed, on_its_way
from bezirkskoordination.rules.sittings import Sitting, days_left, next_sitting
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Change, Reader
from bezirkskoordination.ui.cards import Card, Scrolled, button, label, side_by_side
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.listening import listen
from bezirkskoordination.ui.notice import Notice
from bezirkskoordination.ui.today_awaited import AwaitedCard
from bezirkskoordination.ui.today_due import DueCard
from bezirkskoordination.ui.today_money import Money
from bezirkskoordination.ui.today_slip import SlipLine
from bezirkskoordination.ui.today_tasks import Tasks
from bezirkskoordination.ui.today_week import WeekCard
from bezirkskoordination.ui.today_welcome import Beside, Welcome, enter_sitting
from bezirkskoordination.ui.widgets.contract import DAYS

#: So many digits wide, two cards stand side by side.
_TWO_COLUMNS = 84
#: Where the cards stand: name, row, column, rows.
_TWO = (
    ("welcome", 0, 0, 1), ("left", 1, 0, 3), ("beside", 0, 1, 1), ("report", 1, 1, 1), ("week", 2, 1, 1),
    ("money", 3, 1, 1),
)  # fmt: skip
_ONE = (
    ("welcome", 0, 0, 1), ("beside", 1, 0, 1), ("left", 2, 0, 1), ("report", 3, 0, 1), ("week", 4, 0, 1),
    ("money", 5, 0, 1),
)  # fmt: skip
_MINUTE = 60_000  # milliseconds

_DEADLINE = N_("Today", "Abgabefrist für den Bericht: {}, {} – {} · Sitzung {}")
_TALKING = N_("Today", "Sprechzettel …")
_BANNER = N_("Today", "Abgabefrist {} {} – {}; Sitzung {}")
_TO_REPORT = N_("Today", "Zum Bericht")
_NO_SITTING = N_("Today", "Noch keine nächste Sitzung eingetragen.")
_SITTING = N_("Today", "Sitzung: {}, {} – {}")


def long_date(day: date) -> str:
    """„Donnerstag, 12. November 2026“."""
    return f"{DAYS[day.weekday()]}, {day.day}. {month_words(day)}"


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
        self.banner = Notice()
        column.addWidget(self.sitting)
        column.addWidget(self.banner)
        column.addWidget(self.enter_sitting)
        column.addSpacing(6)
        self.welcome, self.beside = Welcome(context), Beside(context)
        self.slip = SlipLine(context)
        column.addWidget(self.slip)
        column.addSpacing(6)
        self.due, self.awaited = DueCard(context), AwaitedCard(context)
        self.tasks = Tasks(context)
        self.tasks.unfolded.connect(self.refresh)
        self.left = QWidget()
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(14)
        left.addWidget(self.due)
        left.addWidget(self.awaited)
        left.addWidget(self.tasks, 1)
        self.report = ReportCard(context)
        self.week, self.money = WeekCard(context), Money(context)
        self._cards = QGridLayout()
        self._cards.setSpacing(14)
        column.addLayout(self._cards)
        column.addStretch(1)
        self._columns = (0, 0)
        self._arrange()
        self.setAccessibleName(str(N_("Today", "Heute")))
        listen(context.desk, self, self._changed)
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self._look_at_the_clock)

    @property
    def entry(self) -> QWidget:
        """Where the keyboard begins: at the first step that is not done, later at a new task."""
        return self.tasks.add if self.welcome.isHidden() else self.welcome.first_open()

    # --- when to read ---------------------------------------------------------------------

    def refresh(self) -> None:
        """Read and show everything."""
        self._stale = False
        today = self._day = self.context.today()
        read = self.context.desk.office.read
        self.welcome.refresh(read, today)
        first = not self.welcome.is_over
        self.title.setText(long_date(today))
        sitting = next_sitting(read, setting(read, "deadline_days") or 0, today)
        self._show_sitting(sitting, today)
        self.enter_sitting.setVisible(not first and sitting is None)
        self.welcome.setVisible(first)
        self.beside.setVisible(first)
        self.report.setVisible(not first)
        self.money.setVisible(not first or read.count(Budget.type) + read.count(Expense.type) > 0)
        self.due.refresh(read, today)
        self.awaited.refresh(read, today)
        self.week.refresh(read, today)
        if not first:
            self.report.refresh(read, today)
        if not self.money.isHidden():
            self.money.refresh(read, today)
        near = setting(read, "deadline_near_days") or 0
        self.tasks.refresh(read, today, sitting.on if sitting and sitting.is_near(today, near) else None)
        self._arrange()

    def _show_sitting(self, sitting: Sitting | None, today: date) -> None:
        """The Abgabefrist in a line; in the week before it as a banner."""
        days = setting(self.context.desk.office.read, "deadline_near_days") or 0
        near = sitting is not None and sitting.is_near(today, days)
        self.sitting.setHidden(near)
        self.banner.setVisible(near)
        if sitting is None:
            self.sitting.setText(str(_NO_SITTING))
            return
        left, weekday = days_left((sitting.deadline - today).days), DAYS[sitting.deadline.weekday()]
        if near:
            short = WEEKDAYS[sitting.deadline.weekday()]
            told = _BANNER(short, f"{sitting.deadline:%d.%m.}", left, f"{sitting.on:%d.%m.}")
            run = self.context.run
            offers = ((_TO_REPORT, partial(run, "write_report")), (_TALKING, partial(run, "print_talking_sheet")))
            self.banner.say(told, offers=offers)
        elif sitting.deadline == sitting.on:
            self.sitting.setText(_SITTING(weekday, show_date(sitting.on), left))
        else:
            self.sitting.setText(_DEADLINE(weekday, f"{sitting.deadline:%d.%m.}", left, show_date(sitting.on)))

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

    def lock_draft(self) -> None:
        """Before the office is closed: keep the slip that is being typed."""
        self.slip.lock_draft()

    # --- one column or two ----------------------------------------------------------------

    def _arrange(self) -> None:
        two = self.width() >= self.fontMetrics().horizontalAdvance("0") * _TWO_COLUMNS
        columns = (5, 4) if two else (1, 0)
        if columns == self._columns:
            return
        self._columns = columns
        for card, row, at, rows in _TWO if two else _ONE:
            self._cards.addWidget(getattr(self, card), row, at, rows, 1)
        self._cards.setRowStretch(max(row + rows for _card, row, _at, rows in (_TWO if two else _ONE)) - 1, 1)
        for at, stretch in enumerate(columns):
            self._cards.setColumnStretch(at, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


class ReportCard(Card):
    """How far the next report to the council is."""

    def __init__(self, context: Context) -> None:
        super().__init__(N_("Today", "Bericht an den Stadtbezirksrat"))
        self._context = context
        self._draft: Report | None = None
        self.period = label()
        self.open_texts = label(role="muted")
        self.write = button("", partial(context.run, "write_report"), "primary")
        self.preview = button(N_("Today", "Vorschau"), partial(self._open, "preview"))
        self.check = button(N_("Today", "Prüfung"), partial(self._open, "check"))
        self.body.addWidget(self.period)
        self.body.addWidget(self.open_texts)
        self.body.addLayout(side_by_side(self.write, self.preview, self.check))

    def refresh(self, reader: Reader, today: date) -> None:
        """Show the report that is on its way, or what to begin with."""
        reports = reader.all(Report)
        draft = self._draft = on_its_way(reports)
        self.preview.setVisible(draft is not None)
        self.check.setVisible(draft is not None)
        if draft is None:
            period = proposed((one.reference_date for one in reports), appointing.report_months(reader, today), today)
            self.period.setText(N_("Today", "Vorgeschlagener Zeitraum: {}")(period))
            self.open_texts.setText(str(N_("Today", "Noch kein Entwurf. Alle Zahlen rechnet das Programm aus.")))
            self.write.setText(str(N_("Today", "Bericht anlegen")))
            return
        period = Period(draft.period_from, draft.reference_date)
        self.period.setText(N_("Today", "{} · Stichtag {}")(period, show_date(period.end)))
        told, verb = _ON_ITS_WAY.get(draft.status, (None, _GO_ON))
        self.open_texts.setText(str(told) if told else _still_empty(draft))
        self.write.setText(str(verb))

    def _open(self, tab: str) -> None:
        if self._draft is not None and self._draft.id is not None:
            self._context.open_record(Report.type.name, self._draft.id, tab)


_GO_ON = N_("Today", "Bericht weiterschreiben")
#: What is said of a report that is on its way, and what the button says.
_ON_ITS_WAY = {
    ReportStatus.FROZEN: (
        N_("Today", "Die Zahlen sind eingefroren; die Freigabe steht noch aus."), N_("Today", "Prüfen und freigeben"),
    ),
    ReportStatus.RELEASED: (
        N_("Today", "Freigegeben. Eingereicht? Dann bitte das Datum eintragen."), N_("Today", "Zum Bericht"),
    ),
}  # fmt: skip
_OPEN_ONE, _OPEN_MANY = N_("Today", "1 offene Textstelle"), N_("Today", "{} offene Textstellen")


def _still_empty(draft: Report) -> str:
    """How many spots are open, and which of the coordinator's own texts have no words yet."""
    written = {section.key for section in draft.sections if section.text.strip()}
    wanted = (one for one in SECTIONS if is_printed(draft.kind, draft.sections, one.key))
    missing = [str(section.label) for section in wanted if section.key not in written]
    printed = (one for one in draft.sections if is_printed(draft.kind, draft.sections, one.key))
    spots = report_texts.count_open(one.text for one in printed)
    told = [str(_OPEN_ONE) if spots == 1 else _OPEN_MANY(spots)] if spots else []
    if missing:
        told.append(N_("Today", "Noch ohne eigenen Text: {}")(", ".join(missing)))
    return " · ".join(told) or str(N_("Today", "Alle eigenen Texte sind geschrieben."))
