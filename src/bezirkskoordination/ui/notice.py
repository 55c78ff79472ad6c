"""A quiet box above a record that says what happened and offers what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from bezirkskoordination.i18n import Text
from bezirkskoordination.ui import style
from bezirkskoordination.ui.chips import Tone
from bezirkskoordination.ui.flow import Flow

Offer = tuple[Text, Callable[[], object]]
"""A button: its words, and what it does."""


class Notice(QFrame):
    """Words and at most a few buttons; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._shelf = QWidget()
        self._flow = Flow(self._shelf, gap=6)
        self._buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addWidget(self._shelf)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, text: str, tone: Tone = "warn", offers: Sequence[Offer] = ()) -> None:
        """Say something until something else is said."""
        of = style.tokens()
        ground, words = getattr(of, tone), getattr(of, f"{tone}_text")
        self.setStyleSheet(
            f"#notice {{ background: {ground}; border: none; border-radius: 6px; }}#notice QLabel {{ color: {words}; }}"
        )
        self._words.setText(text)
        self.setAccessibleName(text)
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(*offer) for offer in offers]
        self._shelf.setVisible(bool(offers))
        self.show()

    def _button(self, text: Text, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton(str(text))
        button.clicked.connect(lambda: pressed())
        self._flow.addWidget(button)
        return button

    def offers(self) -> list[QPushButton]:
        """The buttons that are shown."""
        return list(self._buttons)

    def clear(self) -> None:
        """Nothing more to say."""
        self.hide()
