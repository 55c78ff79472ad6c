"""„ohne Angebot“, „ohne Bedarf“: one click narrows a list to what has no counterpart."""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bezirkskoordination.i18n import Text
from bezirkskoordination.records.fields import Where
from bezirkskoordination.ui.facets import Question


class CounterpartQuestion(Question):
    """A button that is on or off; `conditions` follow from other records, and are asked for when it is turned on."""

    def __init__(
        self, text: Text, said: Text, conditions: Callable[[], Iterable[Where]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conditions = conditions
        self._where: tuple[Where, ...] = ()
        self.button = QPushButton(str(text))
        self.button.setCheckable(True)
        self.button.setAccessibleName(str(said))
        self.button.setToolTip(str(said))
        self.button.clicked.connect(lambda on: self.ask() if on else self._stop())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)

    @property
    def on(self) -> bool:
        """Whether it narrows the list."""
        return self.button.isChecked()

    def where(self) -> Iterator[Where]:
        yield from self._where

    def clear(self) -> None:
        self.button.setChecked(False)
        self._where = ()

    def _stop(self) -> None:
        self.clear()
        self.changed.emit()

    def ask(self) -> None:
        """Narrow the list by how it is now."""
        self.button.setChecked(True)
        self._where = tuple(self._conditions())
        self.changed.emit()
