"""The hours of a month on one sheet: everybody who helped, hours, Enter, the next. Every line is kept at once.

Enter on an empty line takes last month's hours, which stand there in grey.
"""

from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bezirkskoordination.actions import hours
from bezirkskoordination.actions.hours import Line, Told
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import Placement, TimeEntry
from bezirkskoordination.records.kinds import parse_minutes, show_minutes
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.reports.papers import BY_CODE
from bezirkskoordination.rules.hours import doubt
from bezirkskoordination.rules.periods import month_words
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import Card, Scrolled, button, empty, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.listening import listen
from bezirkskoordination.ui.printing import command_name

_MONTHS = 12
_TITLE = N_("Hours", "Stunden")
_HINT = N_("Hours", "Stunden eintippen, Eingabetaste; leer gelassen übernimmt sie die Stunden des Vormonats.")
_HEADS = (
    N_("Hours", "Ehrenamtliche/r"), N_("Hours", "Telefon"), N_("Hours", "Vormonat"), N_("Hours", "Stunden"),
    N_("Hours", "geschätzt"), N_("Hours", ""),
)  # fmt: skip
_LEFT = N_("Hours", "{} von {} fehlen noch")
_ALL = N_("Hours", "Alle {} eingetragen")
_NOBODY = N_("Hours", "In diesem Monat lief kein Einsatz.")
_KEPT = N_("Hours", "Stunden {} für {}")
_AS_LAST = N_("Hours", "Alle offenen wie im Vormonat")
_AS_LAST_KEPT = N_("Hours", "Stunden {} wie im Vormonat")
_CALLS = N_("Hours", "Anrufliste drucken …")
_SINGLE = N_("Hours", "{} (einzelne Tage)")


class HoursPage(QWidget):
    """One month; the month before this one to begin with."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines: list[Line] = []
        self.edits: dict[int, QLineEdit] = {}
        self.guesses: dict[int, QCheckBox] = {}
        self._said: dict[int, Any] = {}
        self.month = QComboBox()
        self.month.setAccessibleName(str(N_("Hours", "Monat")))
        self._fill_months()
        self.month.currentIndexChanged.connect(self.refresh)
        self.as_last = button(_AS_LAST, self.take_last)
        self.calls = button(_CALLS, partial(context.run, command_name(BY_CODE["hours_calls"])))
        self.state = label(role="muted", wrap=False)
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (self.month, self.as_last, self.calls):
            head.addWidget(part)
        head.addWidget(self.state)
        head.addStretch(1)
        card = Card("")
        card.title.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(5, 2)
        card.body.addLayout(self._grid)
        ground = QWidget()
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(card)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 14)
        column.setSpacing(8)
        column.addWidget(label(_HINT, "muted"))
        column.addLayout(head)
        column.addWidget(Scrolled(ground), 1)
        self.setAccessibleName(str(_TITLE))
        self._keeping = False
        listen(context.desk, self, self._changed)

    def _fill_months(self) -> None:
        day = self._context.today().replace(day=1)
        for _at in range(_MONTHS):
            self.month.addItem(month_words(day), day)
            day = (day - timedelta(days=1)).replace(day=1)
        self.month.setCurrentIndex(1)

    @property
    def day(self) -> date:
        """The first day of the month that is shown."""
        day: date = self.month.currentData()
        return day

    @property
    def entry(self) -> QWidget:
        """Where the keyboard begins: on the first line that is open."""
        left = (self.edits[key] for one in self._lines if one.minutes is None and (key := one.placement.id or 0))
        return next(left, self.month)

    # --- showing --------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _changed(self, changes: list[Change]) -> None:
        shown = {Placement.type.name, TimeEntry.type.name}
        if self.isVisible() and not self._keeping and any(one.record.type.name in shown for one in changes):
            self.refresh()

    def refresh(self, *_args: int) -> None:
        """Read the month anew."""
        empty(self._grid)
        self.edits, self.guesses, self._said = {}, {}, {}
        self._lines = hours.sheet(self._context.desk.office.read, self.day)
        for at, text in enumerate(_HEADS if self._lines else ()):
            self._grid.addWidget(label(text, "label", wrap=False), 0, at)
        if not self._lines:
            self._grid.addWidget(label(_NOBODY, "muted"), 0, 0)
        for row, line in enumerate(self._lines, 1):
            self._put(row, line)
        self._order()
        self._tell()

    def _put(self, row: int, line: Line) -> None:
        names, key = self._context.desk.office.names, line.placement.id or 0
        name = line.person.title(names)
        self._grid.addWidget(label(f"{name} · {line.placement.number}"), row, 0)
        self._grid.addWidget(label(line.phone, "muted", wrap=False), row, 1)
        self._grid.addWidget(label(show_minutes(line.last) or "–", "muted", wrap=False), row, 2)
        if line.single:
            self._grid.addWidget(label(_SINGLE(show_minutes(line.single)), wrap=False), row, 3)
            return
        edit = self.edits[key] = QLineEdit(show_minutes(line.minutes))
        edit.setAccessibleName(N_("Hours", "Stunden von {}")(name))
        edit.setMaximumWidth(edit.fontMetrics().horizontalAdvance("0") * 10)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setPlaceholderText(show_minutes(line.last))
        edit.returnPressed.connect(partial(self._next, key))
        edit.editingFinished.connect(partial(self._keep, key))
        guess = self.guesses[key] = QCheckBox()
        guess.setAccessibleName(N_("Hours", "Stunden von {} sind geschätzt, noch nicht bestätigt")(name))
        guess.setChecked(line.entry is not None and line.entry.estimated)
        guess.clicked.connect(partial(self._keep, key))
        said = self._said[key] = label()
        self._say(key, doubt(line), "warn")
        self._grid.addWidget(edit, row, 3)
        self._grid.addWidget(guess, row, 4)
        self._grid.addWidget(said, row, 5)

    def _order(self) -> None:
        last: QWidget = self.as_last
        for edit in self.edits.values():
            QWidget.setTabOrder(last, edit)
            last = edit

    def _tell(self) -> None:
        missing = sum(line.minutes is None for line in self._lines)
        self.state.setText(_LEFT(missing, len(self._lines)) if missing else _ALL(len(self._lines)))
        self.state.setVisible(bool(self._lines))
        self.calls.setVisible(missing > 0 and self.month.currentIndex() == 1)  # the paper is about the month before
        self.as_last.setEnabled(any(line.minutes is None and line.last for line in self._lines))

    # --- keeping --------------------------------------------------------------------------

    def _line(self, key: int) -> Line:
        return next(one for one in self._lines if one.placement.id == key)

    def _next(self, key: int) -> None:
        """Enter: last month's hours where nothing stands, and on to the next line."""
        edit = self.edits[key]
        if not edit.text().strip() and self._line(key).last:
            edit.setText(show_minutes(self._line(key).last))
        if not self._keep(key):
            return
        keys = list(self.edits)
        at = keys.index(key) + 1
        if at < len(keys):
            self.edits[keys[at]].setFocus(Qt.FocusReason.TabFocusReason)
            self.edits[keys[at]].selectAll()

    def _keep(self, key: int, *_args: bool) -> bool:
        """Keep one line; False, and said beside it, if it cannot be kept."""
        text, line = self.edits[key].text().strip(), self._line(key)
        guess = self.guesses[key].isChecked()
        try:
            told = Told(parse_minutes(text), not guess, guess) if text else None
            if told is None and line.entry is None:
                return True
            if line.entry and told and (told.minutes, guess) == (line.entry.minutes, line.entry.estimated):
                return True
            self._do(_KEPT(self.month.currentText(), line.person.title(self._context.desk.office.names)), {key: told})
        except (BadValue, Refused) as refusal:
            self._say(key, str(refusal), "problem")
            return False
        self._say(key, doubt(self._line(key)), "warn")
        return True

    def _say(self, key: int, text: str, role: str) -> None:
        """What is to be said beside a line: a refusal, or a question that refuses nothing."""
        said, edit = self._said[key], self.edits[key]
        said.setText(text)
        style.mark(said, "role", role)
        style.mark(edit, "problem", bool(text) and role == "problem")
        edit.setAccessibleDescription(text)

    def _do(self, label_: str, told: dict[int, Told | None]) -> None:
        self._keeping = True
        try:
            self._context.desk.do(label_, lambda unit: hours.keep(unit, self.day, told))
        finally:
            self._keeping = False
        self._lines = hours.sheet(self._context.desk.office.read, self.day)
        self._tell()
        self._context.say(label_)

    def take_last(self) -> None:
        """Fill every line that is empty with last month's hours, as one step; they are estimates until confirmed."""
        told: dict[int, Told | None] = {
            line.placement.id or 0: Told(line.last, confirmed=False, estimated=True)
            for line in self._lines
            if line.minutes is None and line.last
        }
        if told:
            self._do(_AS_LAST_KEPT(self.month.currentText()), told)
            self.refresh()
