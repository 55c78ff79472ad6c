"""„Wer kann heute Nachmittag?“: one click narrows the list to those who can be asked now; a menu has the next times."""

from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Where
from bezirkskoordination.rules import availability
from bezirkskoordination.rules.availability import Slot
from bezirkskoordination.ui.facets import Question

_WHO = N_("SlotQuestion", "Wer kann {}?")
_CAN = N_("SlotQuestion", "kann {}")
_OTHER = N_("SlotQuestion", "andere Zeit")
#: So many times are offered after the present one: two days.
_NEXT = 6


def words(now: datetime) -> str:
    """The question of this moment."""
    return _WHO(Slot.at(now).words(now.date()))


class SlotQuestion(Question):
    """A button that asks, and one with the next times. `now` tells the moment."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.slot: Slot | None = None
        self.ask_button = QPushButton()
        self.ask_button.setCheckable(True)
        self.ask_button.clicked.connect(self._turn)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.other_button = QPushButton(str(_OTHER))
        self.other_button.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.ask_button)
        row.addWidget(self.other_button)
        self._say()

    def where(self) -> Iterator[Where]:
        if self.slot is not None:
            yield from availability.conditions(self.slot)

    def clear(self) -> None:
        self.slot = None
        self._say()

    def ask(self, slot: Slot | None = None) -> None:
        """Narrow the list to who can be asked then; without a slot, now."""
        self.slot = slot or Slot.at(self._now())
        self._say()
        self.changed.emit()

    def _turn(self, on: bool) -> None:
        if on:
            self.ask()
        else:
            self.clear()
            self.changed.emit()

    def _say(self) -> None:
        now = self._now()
        self.ask_button.setChecked(self.slot is not None)
        said = _CAN(self.slot.words(now.date())) if self.slot else words(now)
        self.ask_button.setText(said)
        self.ask_button.setAccessibleName(words(now) if self.slot is None else said)
        self.other_button.setAccessibleName(_WHO(_OTHER))

    def _fill(self) -> None:
        self.menu.clear()
        now = self._now()
        present = Slot.at(now)
        for slot in (present, *present.following(_NEXT)):
            action = self.menu.addAction(slot.words(now.date()))
            action.setCheckable(True)
            action.setChecked(slot == self.slot)
            action.triggered.connect(lambda _checked=False, slot=slot: self.ask(slot))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say()  # the day goes on
