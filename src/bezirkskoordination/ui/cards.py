"""The calm pieces that pages without a table are made of: labels with a role, links, white cards, rows with a rule.

It knows no record and asks nobody; what stands in a card is the page's business.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bezirkskoordination.ui import style


def label(text: object = "", role: str = "", wrap: bool = True) -> QLabel:
    """Plain words in one of the roles of the style."""
    made = QLabel(str(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def button(text: object, pressed: Callable[..., object], look: str = "", name: str = "") -> QPushButton:
    """A button; `look` is primary, link, danger or nothing, `name` what a screen reader says instead of the text."""
    made = QPushButton(str(text))
    if look:
        made.setProperty(look, True)
    if name:
        made.setAccessibleName(name)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.clicked.connect(lambda: pressed())
    return made


def side_by_side(*parts: QWidget) -> QHBoxLayout:
    """Widgets in a row, from the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, for good."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)


class Card(QFrame):
    """A white panel with a heading; `body` takes what stands in it."""

    def __init__(self, title: object) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.title = label(title, "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 14, 14)
        column.setSpacing(8)
        column.addWidget(self.title)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        column.addLayout(self.body)
        column.addStretch(1)
        self.setAccessibleName(str(title))

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self.title.setText(title)
        self.setAccessibleName(title)


class RuledRow(QWidget):
    """A row with a thin rule above it."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 5, 0, 4)
        self.line.setSpacing(8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(style.colour("row_line"))
        painter.drawLine(0, 0, self.width(), 0)
