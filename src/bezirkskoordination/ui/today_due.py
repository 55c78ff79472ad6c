"""What is due, as a card of „Heute“: a line for each rule, without names; it leads to the record, or to a choice.

The names stand in the choice, which nobody sees before asking for it.
"""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.rules import due
from bezirkskoordination.rules.due import Due, Line, Rule
from bezirkskoordination.rules.due_rules import RULES
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader
from bezirkskoordination.ui.cards import Card, RuledRow, button, empty, icon_button, label
from bezirkskoordination.ui.context import Context

_SINCE, _TODAY = N_("Today", "seit {}"), N_("Today", "heute")
OPEN = N_("Today", "Öffnen: {}")
_CHOOSE = N_("Today", "Eingabetaste öffnet den Eintrag.")


#: Lines in the card; the others are one link away.
_MOST_LINES = 7
_MORE = N_("Today", "{} weitere zeigen")


class DueCard(Card):
    """The lines that are due; hidden while there are none."""

    def __init__(self, context: Context) -> None:
        super().__init__(N_("Today", "Fällig"))
        self._context = context
        self.lines: list[Line] = []
        self._today = context.today()
        self.dialog: DueDialog | None = None
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
        """Find what is due by today."""
        told = due.lines(RULES, reader, today, partial(setting, reader))
        self.lines = [now for line in told if (now := due.split(line, today)[0])]
        self._today = today
        self._fill()
        self.setVisible(bool(self.lines))

    def _fill(self) -> None:
        empty(self._rows)
        for line in self.lines[: None if self._all else _MOST_LINES]:
            self._rows.addWidget(self._row(line, self._today))
        self.more.setText(_MORE(len(self.lines) - _MOST_LINES))
        self.more.setVisible(len(self.lines) > _MOST_LINES and not self._all)

    def _row(self, line: Line, today: date) -> QWidget:
        row = RuledRow()
        row.line.addWidget(since(line.on, today, late=line.on < today))
        row.line.addWidget(label(line.text), 1)
        row.line.addWidget(icon_button("arrow-right", OPEN(line.text), partial(self.open_line, line)))
        return row

    def open_line(self, line: Line) -> None:
        """Go to the record, or let one be chosen, or to the page where all of it is done."""
        if line.rule.page:
            self._context.open_page(line.rule.page)
        elif len(line.found) == 1:
            open_due(self._context, line.rule, line.found[0])
        else:
            self.dialog = DueDialog(line, self._context, self)
            self.dialog.open()


def open_due(context: Context, rule: Rule, one: Due) -> None:
    """Go to the record that something is due about, and to the tab that says what."""
    context.open_record(one.record.type.name, one.record.id or 0, rule.tab)


def since(day: date, today: date, *, late: bool) -> QLabel:
    """„seit 09.11.“, marked when that is too long ago; as wide as every such word on the page."""
    when = label(_SINCE(_short(day, today)) if day < today else _TODAY, "warn" if late else "", wrap=False)
    when.setMinimumWidth(when.fontMetrics().horizontalAdvance("überfällig00"))
    return when


def _short(day: date, today: date) -> str:
    """A day without its year while that is this one."""
    return f"{day:%d.%m.}" if day.year == today.year else f"{day:%d.%m.%y}"


class DueDialog(QDialog):
    """The records of a line; one of them is opened."""

    def __init__(self, line: Line, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._context = line, context
        names = context.desk.office.names
        self.setWindowTitle(str(N_("Today", "Fällig")))
        self.list = QListWidget()
        self.list.setAccessibleName(line.text)
        for one in line.found:
            QListWidgetItem(f"{one.record.title(names)}  ·  {show_date(one.on)}", self.list)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._take)
        hint = QLabel(str(_CHOOSE))
        hint.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.addWidget(label(line.text, "section"))
        column.addWidget(self.list, 1)
        column.addWidget(hint)
        self.resize(480, 360)

    def _take(self, *_args: object) -> None:
        one = self._line.found[self.list.currentRow()]
        self.accept()
        open_due(self._context, self._line.rule, one)
