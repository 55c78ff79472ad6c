"""The tasks on „Heute“: what is open, the overdue first; ticked and added where they stand."""

import re
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QToolButton, QVBoxLayout, QWidget

from bezirkskoordination.actions import editing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import parse_date, show_date
from bezirkskoordination.records.office import Task, TaskStatus
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.store.unit import Reader
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import Card, RuledRow, button, empty, icon_button, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.widgets.contract import stop_before

#: Tasks in the card; the others are one link away.
_MOST_TASKS = 7
_OVERDUE, _DUE_TODAY = N_("Today", "überfällig"), N_("Today", "heute")
_NO_TASKS = N_("Today", "Keine offenen Aufgaben.")
_NONE_BEFORE = N_("Today", "Keine Aufgabe bis zur Sitzung.")
_LATER, _HIDE = N_("Today", "Später ({})"), N_("Today", "Später ({}) ausblenden")
_NEW_TASK = N_("Today", "Neue Aufgabe, fällig am … („Schlüssel abholen 20.11.“)")
_ADDED = N_("Today", "Aufgabe angelegt: {}")
_TICKED = N_("Today", "Aufgabe erledigt: {}")
_NO_DAY = N_("Today", "Bitte vor das Datum schreiben, was zu tun ist.")


def read_task(text: str, today: date) -> tuple[str, date | None]:
    """What is to be done, and until when if a date stands at the end; „20.11.“ is the next one. Raises BadValue."""
    pattern = r"(.*?)[\s,]*(?:(?:fällig am|bis zum|bis|am)\s+)?(?<!\S)(\d{1,2}\.\s?\d{1,2}\.(?:\d{4}|\d{2})?|heute)$"
    match = re.fullmatch(pattern, text.strip(), re.IGNORECASE)
    if match is None:
        return " ".join(text.split()), None
    subject, said = " ".join(match[1].split()), match[2]
    if not subject:
        raise BadValue(_NO_DAY)
    if said.lower() == "heute":
        return subject, today
    due = parse_date(f"{said}{today.year}" if said.endswith(".") else said)
    if said.endswith(".") and due is not None and due < today:
        due = parse_date(f"{said}{today.year + 1}")
    return subject, due


class Tasks(Card):
    """What is open, the overdue first; ticked here, added here. `unfolded` asks to be read anew."""

    unfolded = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(N_("Today", "Aufgaben"))
        self._context = context
        self.boxes: list[QCheckBox] = []
        self.arrows: list[QToolButton] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self._all = False  # whether what waits behind the sitting is shown, too
        self.later = button("", self._unfold, "link")
        self.body.addWidget(self.later)
        self.more = button("", partial(context.open_page, Task.type.name), "link")
        self.body.addWidget(self.more)
        self.add = QLineEdit()
        self.add.setPlaceholderText(str(_NEW_TASK))
        self.add.setAccessibleName(str(N_("Today", "Neue Aufgabe, Datum am Ende, Eingabetaste legt an")))
        self.add.returnPressed.connect(self._add)
        self.add.textEdited.connect(self._unsay)
        self.said = label(role="problem")
        self.said.hide()
        self.body.addWidget(self.add)
        self.body.addWidget(self.said)

    def refresh(self, reader: Reader, today: date, until: date | None = None) -> None:
        """Show the open tasks; with `until` only those due by then, the others folded."""
        found = reader.where(Task, status=TaskStatus.OPEN)
        found.sort(key=lambda one: (one.due_on is None, one.due_on or today, one.id))
        later = [one for one in found if until is not None and (one.due_on is None or one.due_on > until)]
        self.later.setText((_HIDE if self._all else _LATER)(len(later)))
        self.later.setVisible(bool(later))
        if later and not self._all:
            found = [one for one in found if one not in later]
        at = next((i for i, box in enumerate(self.boxes) if box.hasFocus()), None)
        empty(self._rows)
        self.boxes, self.arrows = [], []
        for task in found[:_MOST_TASKS]:
            self._put(task, today)
        if not found:
            self._rows.addWidget(label(_NONE_BEFORE if later else _NO_TASKS, "muted"))
        self.more.setText(N_("Today", "Alle {} offenen Aufgaben zeigen")(len(found)))
        self.more.setVisible(len(found) > _MOST_TASKS)
        self._order()
        if at is not None:
            (self.boxes[min(at, len(self.boxes) - 1)] if self.boxes else self.add).setFocus()

    def _unfold(self) -> None:
        self._all = not self._all
        self.unfolded.emit()

    def _put(self, task: Task, today: date) -> None:
        row = RuledRow()
        box = QCheckBox()
        box.setAccessibleName(N_("Today", "Erledigt: {}")(_spoken(task, today)))
        box.setToolTip(str(N_("Today", "Als erledigt abhaken (Leertaste)")))
        box.clicked.connect(partial(self._tick, task))
        word, role = _when(task.due_on, today)
        when = label(word, role, wrap=False)
        when.setMinimumWidth(when.fontMetrics().horizontalAdvance("überfällig00"))
        middle = Qt.AlignmentFlag.AlignVCenter
        go = icon_button("arrow-right", N_("Today", "Aufgabe öffnen: {}")(task.subject), partial(self._open, task))
        row.line.addWidget(box, 0, middle)
        row.line.addWidget(when, 0, middle)
        row.line.addWidget(label(task.subject), 1)
        row.line.addWidget(go, 0, middle)
        self._rows.addWidget(row)
        self.boxes.append(box)
        self.arrows.append(go)

    def _open(self, task: Task) -> None:
        self._context.open_record(Task.type.name, task.id or 0)

    def _order(self) -> None:
        """The keyboard walks the boxes, then the line that adds."""
        walked = [widget for pair in zip(self.boxes, self.arrows, strict=True) for widget in pair]
        for one, other in pairwise([stop_before(self.later), *walked, self.later, self.more, self.add]):
            QWidget.setTabOrder(one, other)

    def _tick(self, task: Task) -> None:
        step = editing.Step(TaskStatus.DONE, self._context.today())
        try:
            self._context.desk.do(_TICKED(task.subject), lambda unit: editing.take(unit, task, step))
        except Refused as refusal:
            self._say(str(refusal))
            return
        self._context.say(_TICKED(task.subject))

    def _add(self) -> None:
        if not self.add.text().strip():
            return
        try:
            subject, due = read_task(self.add.text(), self._context.today())
            task = Task(subject=subject, due_on=due)
            self._context.desk.do(_ADDED(subject), lambda unit: editing.save(unit, None, task))
        except Refused as refusal:
            self._say(str(refusal))
            return
        self.add.clear()
        self._context.say(_ADDED(f"{subject}, {show_date(due)}" if due else subject))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        self.add.setAccessibleDescription(text)
        style.mark(self.add, "problem", True)

    def _unsay(self) -> None:
        self.said.hide()
        self.add.setAccessibleDescription("")
        style.mark(self.add, "problem", False)


def _when(due: date | None, today: date) -> tuple[str, str]:
    """The word before a task, and its role."""
    if due is None:
        return "–", "muted"
    if due < today:
        return str(_OVERDUE), "problem"
    if due == today:
        return str(_DUE_TODAY), ""
    return f"{due:%d.%m.}" if due.year == today.year else f"{due:%d.%m.%y}", "muted"


def _spoken(task: Task, today: date) -> str:
    word, _role = _when(task.due_on, today)
    return f"{task.subject}, {word} {show_date(task.due_on)}" if task.due_on else task.subject
