"""Narrows a list to certain records, for example those behind a figure of a report, until its button is pressed."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Where
from bezirkskoordination.ui.facets import Question

_ONLY = N_("OnlyThese", "hinter „{}“ ✕")
_NAME = N_("OnlyThese", "Nur die Einträge hinter „{}“; die Taste zeigt wieder alle")


class OnlyThese(Question):
    """Narrows a list to certain records, until its button is pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: tuple[int, ...] = ()
        self.button = QPushButton()
        self.button.clicked.connect(self._all_again)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        self.hide()

    def where(self) -> Iterator[Where]:
        if self.ids:
            yield Where("id", self.ids)

    def clear(self) -> None:
        self.ids = ()
        self.hide()

    def ask(self, ids: Sequence[int], name: str) -> None:
        """Narrow the list to these."""
        self.ids = tuple(ids)
        self.button.setText(_ONLY(name.replace("&", "&&")))
        self.button.setAccessibleName(_NAME(name))
        self.show()
        self.changed.emit()

    def _all_again(self) -> None:
        self.clear()
        self.changed.emit()
