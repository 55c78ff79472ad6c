"""„Diese Woche“, as a card of „Heute“: what takes place in the coming days, and how many said yes; nobody is named."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import WEEKDAYS
from bezirkskoordination.records.network import Answer, Body, Meeting
from bezirkskoordination.records.trainings import Training
from bezirkskoordination.rules import meetings, week
from bezirkskoordination.store.unit import Reader
from bezirkskoordination.ui.cards import Card, RuledRow, empty, icon_button, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.today_due import OPEN

_AT = N_("Today", "{} {}, {}")
_ON = N_("Today", "{} {}")
_WITH = N_("Today", "{} – {}")
_ONE_YES, _YES = N_("Today", "eine Zusage"), N_("Today", "{} Zusagen")


class WeekCard(Card):
    """Meetings and trainings of today and the six days after it; hidden while there are none."""

    def __init__(self, context: Context) -> None:
        super().__init__(N_("Today", "Diese Woche"))
        self._context = context
        self.lines: list[Meeting | Training] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)

    def refresh(self, reader: Reader, today: date) -> None:
        """Find what takes place."""
        self.lines = week.ahead(reader, today)
        empty(self._rows)
        for one in self.lines:
            self._rows.addWidget(self._row(one, today))
        self.setVisible(bool(self.lines))

    def _row(self, one: Meeting | Training, today: date) -> QWidget:
        text = self._what(one)
        when = label(_when(one, today), wrap=False)
        when.setMinimumWidth(when.fontMetrics().horizontalAdvance("Mo 00.00., 00:00"))
        row = RuledRow()
        row.line.addWidget(when)
        row.line.addWidget(label(text), 1)
        row.line.addWidget(icon_button("arrow-right", OPEN(text), partial(self.open_line, one)))
        return row

    def _what(self, one: Meeting | Training) -> str:
        names = self._context.desk.office.names
        name = one.name if isinstance(one, Training) else names.title(Body.type.name, one.body)
        where = ", ".join(part for part in (name, one.place) if part)
        if isinstance(one, Training):
            return where
        agreed = meetings.answers(one.attendance)[Answer.YES]
        return _WITH(where, str(_ONE_YES) if agreed == 1 else _YES(agreed)) if agreed else where

    def open_line(self, one: Meeting | Training) -> None:
        """Go to the meeting or the training."""
        self._context.open_record(one.type.name, one.id or 0)


def _when(one: Meeting | Training, today: date) -> str:
    """„Fr 13.11., 18:00“."""
    day = week.day_of(one, today)
    said = WEEKDAYS[day.weekday()], f"{day:%d.%m.}"
    return _AT(*said, one.time_from) if isinstance(one, Meeting) and one.time_from else _ON(*said)
