"""A window that asks for a few things and keeps them. What is refused is said where it belongs; the window stays."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.widgets import FieldWidget, Sources, label_text, widget_for
from bezirkskoordination.ui.widgets.picks import RefWidget

_TAKE, _CANCEL = N_("AskDialog", "Übernehmen"), N_("AskDialog", "Abbrechen")

#: Keeps what was given, by field; may refuse (Refused, BadValue).
Keep = Callable[[dict[str, Any]], object]


class AskDialog(QDialog):
    """Fields below each other, with room for something of its own above (`body`) and folded below (`more`)."""

    def __init__(
        self, title: str, fields: Iterable[Field], sources: Sources, keep: Keep, parent: QWidget | None = None,
        take: object = _TAKE, hint: object = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(title)
        self._keep, self._sources = keep, sources
        self.widgets: dict[str, FieldWidget] = {}
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        self.more = QVBoxLayout()
        self.problem = label(role="problem")
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(label(title, "heading"))
        if str(hint):
            column.addWidget(label(hint, "muted"))
        column.addLayout(self.grid(fields))
        column.addLayout(self.body)
        column.addLayout(self.more)
        column.addWidget(self.problem)
        column.addStretch(1)
        buttons = QDialogButtonBox()
        self.take = buttons.addButton(str(take), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("primary", True)
        buttons.addButton(str(_CANCEL), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(50 * self.fontMetrics().horizontalAdvance("n"))

    def grid(self, fields: Iterable[Field]) -> QGridLayout:
        """A widget for each field, its label beside it."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(fields):
            widget = self.widgets[field.name] = widget_for(field, self._sources)
            if isinstance(widget, RefWidget):
                widget.leads = False
            widget.clear()
            widget.edited.connect(lambda: self.say(""))
            name = label(label_text(field), "label")
            name.setBuddy(widget.control)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, row, 1)
        return grid

    def put(self, **values: Any) -> None:
        """What stands there to begin with."""
        for name, value in values.items():
            self.widgets[name].set_value(value)

    def say(self, text: str) -> None:
        """Say what does not belong to one field."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words need; a dialog does not ask wrapped words by itself."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for one in self.findChildren(QPushButton):  # those of fields are buttons, too; Enter is for the whole
            one.setAutoDefault(one is self.take)
        self.take.setDefault(True)
        for before, after in pairwise(_stops(self)):
            QWidget.setTabOrder(before, after)
        self._fit()

    def accept(self) -> None:
        self.say("")
        values: dict[str, Any] = {}
        for name, widget in self.widgets.items():
            try:
                values[name] = widget.value()
                widget.set_problem("")
            except BadValue as refusal:
                self._refuse(name, str(refusal))
                return
        try:
            self._keep(values)
        except BadValue as refusal:
            self._refuse(refusal.field, str(refusal))
        except Refused as refusal:
            self.say(str(refusal))
        else:
            super().accept()

    def _refuse(self, name: str, text: str) -> None:
        widget = self.widgets.get(name)
        if widget is None:
            self.say(text)
            return
        widget.set_problem(text)
        widget.control.setFocus()
        self._fit()


def _stops(of: QWidget) -> Iterator[QWidget]:
    """Where the keyboard stops, in the order in which it is laid out; what is folded away belongs to it."""
    if of.focusPolicy() & Qt.FocusPolicy.ClickFocus:
        yield of
    if isinstance(of, QScrollArea):
        if (ground := of.widget()) is not None:
            yield from _stops(ground)
    elif (layout := of.layout()) is not None:
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is not None and (widget := item.widget()) is not None:
            yield from _stops(widget)
        elif item is not None and (inner := item.layout()) is not None:
            yield from _inside(inner)
