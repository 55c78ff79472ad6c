"""What the steps of the first start have in common: questions below each other, and answers checked in place."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from bezirkskoordination.i18n import Text
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import Look
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.widgets import FieldWidget, Sources, widget_for
from bezirkskoordination.ui.widgets.lines import DateWidget


class _NoNames:
    """Before there is a file there is no list and no record to choose from."""

    def label(self, _values: str, code: str) -> str:
        return code

    def code(self, _values: str, _text: str) -> str | None:
        return None

    def title(self, _type_name: str, record_id: int) -> str:
        return str(record_id)

    def find(self, _type_name: str, _text: str) -> int | None:
        return None

    def items(self, _values: str) -> list[Any]:
        return []


NO_SOURCES = Sources(_NoNames(), lambda _type, _text: [])


class Step(QWidget):
    """One step. `check` says in place what is wrong; what stands there stays."""

    changed = Signal()
    #: What the step asks for, in one word and in one sentence.
    called: Text
    title: Text
    #: Days that are still to come.
    ahead: frozenset[str] = frozenset()

    def __init__(self, said: Text) -> None:
        super().__init__()
        self.widgets: dict[str, FieldWidget] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 10, 4)
        self.column.setSpacing(10)
        self.said = label(said)
        self.column.addWidget(self.said)

    def ask(self, name: str, field: Field, make: Callable[..., FieldWidget] = widget_for) -> FieldWidget:
        """A question; whoever asks puts it into a layout."""
        widget = self.widgets[name] = make(field, NO_SOURCES)
        widget.show_label_above(True)
        widget.edited.connect(self.changed)
        if isinstance(widget, DateWidget):
            widget.look = Look.AHEAD if name in self.ahead else Look.BACK
        return widget

    def put(self, *parts: QWidget | QLayout) -> None:
        """Add what stands below all that stands there already."""
        for part in parts:
            if isinstance(part, QWidget):
                self.column.addWidget(part)
            else:
                self.column.addLayout(part)

    def value(self, name: str) -> Any:
        """An answer as it can be read; None for one that cannot."""
        try:
            return self.widgets[name].value()
        except BadValue:
            return None

    def asked(self) -> list[str]:
        """The questions that stand on the page now."""
        return [name for name, widget in self.widgets.items() if not widget.isHidden()]

    def check(self) -> bool:
        """Whether every answer holds; else what is wrong is said, and the keyboard goes there."""
        for name in self.asked():
            widget = self.widgets[name]
            try:
                widget.value()
                widget.set_problem("")
            except BadValue as refusal:
                widget.set_problem(str(refusal))
        for name, said in self.problems():
            if not self.widgets[name].problem:
                self.widgets[name].set_problem(said)
        wrong = next((name for name in self.asked() if self.widgets[name].problem), None)
        if wrong is not None:
            self.widgets[wrong].control.setFocus()
        return wrong is None

    def problems(self) -> list[tuple[str, str]]:
        """What is wrong beyond the single answers, by question."""
        return []

    def focus_first(self) -> None:
        """Go where answering begins."""
        self.widgets[self.asked()[0]].control.setFocus()
