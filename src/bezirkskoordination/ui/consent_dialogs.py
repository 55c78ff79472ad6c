"""Taking down a consent sheet, and its withdrawal: ticks by number as on the paper, one day, Enter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.consents import Consent, ConsentPurpose, Permission
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.reports.consent_texts import SHEET
from bezirkskoordination.rules import consents
from bezirkskoordination.rules.consents import Standing, State
from bezirkskoordination.ui.ask_dialog import AskDialog
from bezirkskoordination.ui.cards import Scrolled, label
from bezirkskoordination.ui.form import Fold
from bezirkskoordination.ui.widgets import Sources

#: The numbers on the sheet, and what is not on it behind them.
NUMBERED = (*SHEET, *(purpose for purpose in ConsentPurpose if purpose not in SHEET))
_TICK = N_("ConsentDialog", "{}  {}")
_KEYS = N_("ConsentDialog", "Die Ziffern 1 bis {} setzen und lösen die Kreuze wie auf dem Bogen.")
_ALREADY, _SINCE = N_("ConsentDialog", "gilt schon seit {}"), N_("ConsentDialog", "gilt seit {}")
_TITLE = N_("ConsentDialog", "Einwilligung eintragen: {}")
_INFORMED = N_("ConsentDialog", "Informationsblatt zum Datenschutz ausgehändigt")
_NOTHING = N_("ConsentDialog", "Bitte mindestens ein Kreuz setzen, wie es auf dem Bogen steht.")
_WITHDRAW = N_("ConsentDialog", "Widerruf eintragen: {}")
_STOPS, _GOES_ON = N_("ConsentDialog", "Endet sofort"), N_("ConsentDialog", "Läuft weiter")
_NONE_STOPS, _NONE_RUNS = N_("ConsentDialog", "noch nichts gewählt"), N_("ConsentDialog", "nichts")
_LINE = N_("ConsentDialog", "{}: {}")

_field = Consent.type.field
_MORE = ("language", "version", "form", "expires_on", "guardian", "sheet")
_MORE_LINES = 13  # of text; the rest of the fold is scrolled to
_RECIPIENT = replace(
    next(one for one in Permission.rows.fields if one.name == "recipient"),
    label=N_("ConsentDialog", "Weitergabe nur an"),
)  # fmt: skip
_WITHDRAWN_ON = replace(
    next(one for one in Permission.rows.fields if one.name == "withdrawn_on"), required=True, default=None
)


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Ticks(QWidget):
    """A box for each purpose; its number sets and clears it, wherever among the boxes the focus is.

    For Tab all boxes are one stop; the arrow keys go from one to the next.
    """

    changed = Signal()

    def __init__(self, purposes: Sequence[ConsentPurpose], notes: dict[ConsentPurpose, str]) -> None:
        super().__init__()
        self.boxes: dict[ConsentPurpose, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for purpose in purposes:
            box = self.boxes[purpose] = QCheckBox(_TICK(NUMBERED.index(purpose) + 1, purpose.label))
            note = notes.get(purpose, "")
            box.setAccessibleDescription(note)
            box.toggled.connect(self.changed)
            column.addWidget(box)
            if note:
                said = label(note, "muted")
                said.setContentsMargins(26, 0, 0, 2)
                column.addWidget(said)
        column.addWidget(label(_KEYS(len(NUMBERED)), "muted"))

    @property
    def chosen(self) -> tuple[ConsentPurpose, ...]:
        """What is ticked, in the order of the sheet."""
        return tuple(purpose for purpose, box in self.boxes.items() if box.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        boxes = list(self.boxes.values())
        if (step := _STEPS.get(Qt.Key(event.key()))) and (focused := self.focusWidget()) in boxes:
            self._go_to(boxes[max(0, min(len(boxes) - 1, boxes.index(focused) + step))])
            return
        at = int(event.text()) if event.text().isdecimal() and event.text().isascii() else 0
        box = self.boxes.get(NUMBERED[at - 1]) if 1 <= at <= len(NUMBERED) else None
        if box is None:
            super().keyPressEvent(event)
            return
        box.toggle()
        self._go_to(box)

    def _go_to(self, box: QCheckBox) -> None:
        for one in self.boxes.values():
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is box else Qt.FocusPolicy.ClickFocus)
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self) -> None:
        """Go to the first box."""
        self._go_to(next(iter(self.boxes.values())))


class ConsentDialog(AskDialog):
    """Asks what somebody ticked and when. `keep(sheet, informed, files)` keeps it; it may refuse."""

    def __init__(
        self, title: str, blank: Consent, running: Sequence[Standing], informed: bool, sources: Sources, keep: Any,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_TITLE(title), (_field("given_on"),), sources, self._collect, parent)
        self._blank, self._kept, self._files = blank, keep, dict[str, Path]()
        notes = {one.purpose: _ALREADY(show_date(one.since)) for one in running if one.state is State.GIVEN}
        self.ticks = Ticks(NUMBERED, notes)
        self.ticks.changed.connect(lambda: self.say(""))
        self.informed = QCheckBox(str(_INFORMED))
        self.informed.setChecked(not informed)
        self.informed.setVisible(not informed)
        self.body.addWidget(self.ticks)
        self.body.addWidget(self.informed)
        self.fold = Fold()
        ground = QWidget()
        grid = self.grid((*map(_field, _MORE), _RECIPIENT))
        grid.setContentsMargins(0, 0, 0, 0)
        ground.setLayout(grid)
        shelf = Scrolled(ground)  # all of it open would be higher than a small screen
        shelf.setFixedHeight(_MORE_LINES * self.fontMetrics().lineSpacing())
        self.fold.hold(shelf)
        self.fold.toggled.connect(self._fit)
        self.more.addWidget(self.fold)
        self.more.addWidget(shelf)
        self.widgets["sheet"].file_chosen.connect(lambda path: self._files.__setitem__("sheet", path))
        self.put(given_on=blank.given_on, **{name: getattr(blank, name) for name in _MORE})

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ticks.begin()

    def _collect(self, values: dict[str, Any]) -> None:
        recipient = values.pop("recipient")
        if not self.ticks.chosen:
            raise BadValue(_NOTHING).at("purposes")
        ticks = tuple(
            Permission(purpose=one, recipient=recipient if one is ConsentPurpose.INSTITUTION else None)
            for one in self.ticks.chosen
        )
        self._kept(replace(self._blank, **values, purposes=ticks), self.informed.isChecked(), self._files)


class WithdrawDialog(AskDialog):
    """Asks which purposes somebody takes back and says what stops and what goes on. `keep(purposes, on)` keeps it."""

    def __init__(
        self, title: str, running: Sequence[Standing], today: date, sources: Sources, keep: Any,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            _WITHDRAW(title), (_WITHDRAWN_ON,), sources,
            lambda values: keep(self.ticks.chosen, values["withdrawn_on"]), parent,
        )  # fmt: skip
        self._given = [one.purpose for one in running if one.state is State.GIVEN]
        notes = {one.purpose: _SINCE(show_date(one.since)) for one in running}
        self.ticks = Ticks([one for one in NUMBERED if one in self._given], notes)
        self.stops, self.runs = label(), label()
        self.body.addWidget(self.ticks)
        for head, words in ((_STOPS, self.stops), (_GOES_ON, self.runs)):
            self.body.addWidget(label(head, "section"))
            self.body.addWidget(words)
        self.put(withdrawn_on=today)
        self.ticks.changed.connect(self._tell)
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ticks.begin()

    def _tell(self) -> None:
        chosen = self.ticks.chosen
        stopped = [_LINE(one.label, consents.STOPS[one]) for one in chosen]
        left = [str(consents.RUNS[one]) for one in NUMBERED if one in self._given and one not in chosen]
        self.stops.setText("\n".join(stopped) or str(_NONE_STOPS))
        self.runs.setText("\n".join(left) or str(_NONE_RUNS))
        self.say("")
