"""The next step of a status: to what, from which day, why. Which steps there are, the rules say; it takes none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import LISTED, Choice, Details
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import NOTE_HINT
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules.status import REASONS, check_reason, check_step, following
from bezirkskoordination.ui.widgets import FieldWidget, Sources, widget_for
from bezirkskoordination.ui.widgets.contract import ListNames

_TITLE = N_("StatusDialog", "Status ändern")
_NOW = N_("StatusDialog", "Jetzt: {}")
_FROM = N_("StatusDialog", "Wirksam ab")
_REASON = N_("StatusDialog", "Grund")
_NOTE = N_("StatusDialog", "Bemerkung")
_FINAL = N_("StatusDialog", "Auf „{}“ folgt kein weiterer Schritt.")
_CHOOSE = N_("StatusDialog", "Bitte den neuen Status wählen.")

_event = StatusEvent.type.field
_ON = replace(_event("effective_on"), label=_FROM, required=True)
_WHY = replace(_event("reason"), kind=LISTED, label=_REASON)
_WORDS = replace(_event("note"), label=_NOTE, hint=NOTE_HINT)


class StatusDialog(QDialog):
    """Asks for a step. `chosen` gives it when it may be taken; otherwise the dialog stays and says why not.

    `now` are the states that it may be taken from: one, or several when several records are meant.
    """

    chosen = Signal(object)  # Step

    def __init__(
        self,
        field: Field,
        now: Sequence[Choice],
        history: Sequence[StatusEvent],
        today: date,
        names: ListNames,
        begins: Step | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(str(_TITLE))
        self._now, self._history, self._today = tuple(dict.fromkeys(now)), history, today
        self._reason_fields: dict[str, FieldWidget] = {}
        self._sources = Sources(names, lambda _type_name, _text: [])
        self.on = widget_for(_ON, self._sources)
        self.on.set_value(begins.on if begins else today)
        self.note = widget_for(_WORDS, self._sources)
        self.note.set_value(begins.note if begins else "")
        self._states = QButtonGroup(self)
        self.steps = [one for one in field.closed if any(one in following(state) for state in self._now)]
        self._grid = QGridLayout()
        self._reason_rows: list[tuple[QLabel, FieldWidget]] = []
        self._build(field)
        if begins is not None:
            self.choose(begins.to)
            if reason := self.reason:
                reason.set_value(begins.reason)

    def _build(self, field: Field) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.setContentsMargins(18, 16, 18, 14)
        head = QLabel(_NOW(", ".join(str(state.label) for state in self._now)))
        head.setProperty("role", "heading")
        head.setWordWrap(True)
        column.addWidget(head)
        states = QFrame()
        states.setAccessibleName(str(field.label))
        rows = QVBoxLayout(states)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for at, state in enumerate(self.steps):
            button = QRadioButton(str(state.label))
            self._states.addButton(button, at)
            rows.addWidget(button)
        if not self.steps:
            rows.addWidget(QLabel(_FINAL(str(self._now[0].label))))
        column.addWidget(states)
        self._problem = QLabel()
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        column.addWidget(self._problem)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._add_row(0, self.on)
        for state in self.steps:
            if values := REASONS.get(state):
                why = replace(_WHY, details=Details(values=values))
                widget = self._reason_fields[values] = widget_for(why, self._sources)
                widget.clear()
        for at, widget in enumerate(self._reason_fields.values()):
            self._reason_rows.append((self._add_row(1 + at, widget), widget))
        self._add_row(9, self.note)
        column.addLayout(self._grid)
        column.addStretch(1)
        buttons = QDialogButtonBox()
        self.take = buttons.addButton(str(N_("StatusDialog", "Übernehmen")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("primary", True)
        self.take.setEnabled(bool(self.steps))
        buttons.addButton(str(N_("StatusDialog", "Abbrechen")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._states.idToggled.connect(self._show_reason)
        if len(self.steps) == 1:
            self.choose(self.steps[0])
        self._show_reason()
        self.setMinimumWidth(44 * self.fontMetrics().horizontalAdvance("n"))

    def _fit(self) -> None:
        """Be as high as the words need; a dialog does not ask wrapped words by itself."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _add_row(self, row: int, widget: FieldWidget) -> QLabel:
        label = QLabel(str(widget.field.label))
        label.setProperty("role", "label")
        label.setBuddy(widget.control)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, row, 1)
        return label

    # --- what is chosen -------------------------------------------------------------------

    @property
    def state(self) -> Choice | None:
        """The new status, once one is chosen."""
        at = self._states.checkedId()
        return self.steps[at] if at >= 0 else None

    @property
    def reason(self) -> FieldWidget | None:
        """Where the reason is chosen, if the new status has reasons."""
        return self._reason_fields.get(REASONS.get(self.state, "")) if self.state else None

    def choose(self, state: Choice) -> None:
        """Choose the new status."""
        if state in self.steps:
            self._states.button(self.steps.index(state)).setChecked(True)

    def _show_reason(self, *_args: object) -> None:
        for label, widget in self._reason_rows:
            label.setVisible(widget is self.reason)
            widget.setVisible(widget is self.reason)
        self._say("")
        self._fit()

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def accept(self) -> None:
        if self.state is None:
            self._say(str(_CHOOSE))
            return
        try:
            step = Step(self.state, self.on.value(), self.reason.value() if self.reason else "", self.note.value())
            origin = next((one for one in self._now if step.to in following(one)), self._now[0])
            check_step(self._history, origin, step.to, step.on, self._today)
            check_reason(step.to, step.reason)
        except BadValue as refusal:
            widget = {"reason": self.reason, "note": self.note}.get(refusal.field) or self.on
            widget.set_problem(str(refusal))
            widget.control.setFocus()
            self._fit()
        except Refused as refusal:
            self._say(str(refusal))
        else:
            super().accept()
            self.chosen.emit(step)
