"""What the tabs of a person share: one column of sections and rows that scrolls, and its buttons by their name.

What stands in the column, and which changes concern it, is the tab's own business.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bezirkskoordination.i18n import Text
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.people import Person
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui.cards import RuledRow, Scrolled, button, empty, label
from bezirkskoordination.ui.chips import Chip
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.record_tab import RecordTab

if TYPE_CHECKING:
    from bezirkskoordination.ui.record_form import RecordForm


class PersonTab(RecordTab):
    """A column about one person."""

    #: The types whose changes alter what is shown.
    shown: ClassVar[tuple[type[Record], ...]] = ()

    def __init__(self, frame: "RecordForm") -> None:
        super().__init__()
        self._frame, self._context = frame, frame.context
        self._desk = frame.context.desk
        self._person: Person | None = None
        ground = QWidget()
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(0, 6, 8, 8)
        self._column.setSpacing(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolled(ground))
        self.buttons: dict[str, QWidget] = {}

    def _fill(self, person: Person) -> None:
        """Put into the empty column what is to be said of this person."""
        raise NotImplementedError

    def show_for(self, record: Record) -> None:
        assert isinstance(record, Person)
        self._person = record
        focused = next((name for name, made in self.buttons.items() if made.hasFocus()), "")
        self.buttons = {}
        empty(self._column)
        self._fill(record)
        self._column.addStretch(1)
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def follow(self, changes: list[Change]) -> None:
        if self._person is not None and any(isinstance(change.record, self.shown) for change in changes):
            found = self._desk.office.read.page(Person.type, [self._person.id or 0])
            if found:
                self.show_for(found[0])

    def _title(self) -> str:
        return self._person.title(self._desk.office.names) if self._person else ""

    def _section(self, title: Text, chip: Chip | None = None) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 10, 0, 2)
        row.addWidget(label(title, "section"), 1)
        if chip is not None:
            row.addWidget(chip, 0, Qt.AlignmentFlag.AlignBottom)
        self._column.addWidget(line)

    def _row(self, words: str, *beside: QWidget, role: str = "", muted: str = "") -> None:
        row = RuledRow()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(words, role))
        if muted:
            column.addWidget(label(muted, "muted"))
        row.line.addLayout(column, 1)
        for widget in beside:
            row.line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addWidget(row)

    def _shelf(self, *verbs: tuple[str, Text, Callable[[], object]]) -> None:
        shelf = QWidget()
        flow = Flow(shelf, gap=6)
        for name, text, pressed in verbs:
            made = self.buttons[name] = button(text, pressed)
            flow.addWidget(made)
        self._column.addSpacing(6)
        self._column.addWidget(shelf)

    def _to_field(self, name: str) -> None:
        self._frame.tabs.setCurrentIndex(0)
        self._frame.form.focus_field(name)
