"""The calm pieces that pages without a table are made of: labels with a role, links, white cards, rows with a rule.

It knows no record and asks nobody; what stands in a card is the page's business.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.ui import icons, style


def label(text: object = "", role: str = "", wrap: bool = True) -> QLabel:
    """Plain words in one of the roles of the style."""
    made = QLabel(str(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setIndent(0)
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
    made.setAutoDefault(True)  # the Enter key presses it, not only the space bar
    made.clicked.connect(lambda: pressed())
    return made


def icon_button(icon: str, said: str, pressed: Callable[..., object]) -> QToolButton:
    """A small button with a picture only; `said` is its tool tip and its name for screen readers."""
    made = QToolButton()
    made.setIcon(icons.icon(icon, "muted"))
    made.setToolTip(said)
    made.setAccessibleName(said)
    made.setMinimumSize(made.sizeHint())  # never squeezed, not even while a layout settles
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


class Scrolled(QScrollArea):
    """A column that scrolls up and down only. Its words wrap, and what is below them moves down, never on top."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the focus moves it by going to what it holds
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground.setAutoFillBackground(False)
        ground.installEventFilter(self)

    def _fit(self) -> None:
        ground = self.widget()
        layout = ground.layout() if ground is not None else None
        if ground is not None and layout is not None and layout.hasHeightForWidth():
            ground.setMinimumHeight(layout.totalHeightForWidth(self.viewport().width()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def bring(widget: QWidget) -> None:
    """Scroll whatever it stands in so that it is seen; going to it by Tab does so by itself."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
