"""„Wartet auf Antwort“, as a card of „Heute“: for what volunteers were asked, and since when; without their names."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.rules.awaited import Awaited, awaited
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader
from bezirkskoordination.ui.cards import Card, RuledRow, button, empty, icon_button, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.today_due import OPEN, since

#: Lines in the card; the others are one link away.
_MOST_LINES = 5
_MORE = N_("Today", "{} weitere zeigen")
_ONE, _MANY = N_("Today", "Eine Person angefragt für {}"), N_("Today", "{} Ehrenamtliche angefragt für {}")


class AwaitedCard(Card):
    """What answers are awaited for, the longest first; hidden while there is nothing."""

    def __init__(self, context: Context) -> None:
        super().__init__(N_("Today", "Wartet auf Antwort"))
        self._context = context
        self.lines: list[Awaited] = []
        self._today = self._late = context.today()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self._all = False
        self.more = button("", self._show_all, "link")
        self.body.addWidget(self.more)

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def refresh(self, reader: Reader, today: date) -> None:
        """Find what is waited for; who was asked longer ago than the setting allows is marked."""
        self.lines = awaited(reader)
        self._late = today - timedelta(days=setting(reader, "asked_days") or 0)
        self._today = today
        self._fill()
        self.setVisible(bool(self.lines))

    def _fill(self) -> None:
        empty(self._rows)
        for one in self.lines[: None if self._all else _MOST_LINES]:
            self._rows.addWidget(self._row(one))
        self.more.setText(_MORE(len(self.lines) - _MOST_LINES))
        self.more.setVisible(len(self.lines) > _MOST_LINES and not self._all)

    def _row(self, one: Awaited) -> QWidget:
        title = one.about.title(self._context.desk.office.names)
        text = _ONE(title) if one.people == 1 else _MANY(one.people, title)
        row = RuledRow()
        row.line.addWidget(since(one.since, self._today, late=one.since <= self._late))
        row.line.addWidget(label(text), 1)
        row.line.addWidget(icon_button("arrow-right", OPEN(text), partial(self.open_line, one)))
        return row

    def open_line(self, one: Awaited) -> None:
        """Go to the need or the profile; there the answers are noted."""
        self._context.open_record(one.about.type.name, one.about.id)
