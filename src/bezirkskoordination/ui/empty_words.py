"""The words in the place of rows: that there is nothing yet, that nothing was found, what may have been meant."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from bezirkskoordination.i18n import N_
from bezirkskoordination.store.search import Hit
from bezirkskoordination.ui.facets import FilterBar
from bezirkskoordination.ui.record_table import RecordTable

_SUGGEST_AFTER = 350  # ms: the table of typos is made when somebody has stopped typing

NEW = N_("RecordPage", "+ Neu: {}")
_EMPTY = N_("RecordPage", "Hier steht noch nichts. „{}“ legt den ersten Eintrag an.")
_NO_HIT = N_("RecordPage", "Kein Treffer für „{}“.")
_NO_HIT_HERE = N_("RecordPage", "Kein Treffer mit diesen Filtern.")
_MEANT = N_("RecordPage", '{} Meinten Sie <a href="#">„{}“</a>?')


class EmptyWords(QTimer):
    """Speaks in the table of a page while it has no rows."""

    def __init__(self, table: RecordTable, filters: FilterBar, search: Callable[[str], list[Hit]], new: str) -> None:
        super().__init__(table)
        self._table, self._filters, self._search, self._new = table, filters, search, new
        self._meant = ""
        self.setSingleShot(True)
        self.setInterval(_SUGGEST_AFTER)
        self.timeout.connect(self.suggest)
        table.nothing.linkActivated.connect(self._take)

    def tell(self, total: int, hits: int) -> None:
        """Say what there is to say for so many records and so many hits."""
        self.stop()
        text, typed = "", self._filters.text
        if not total and not self._filters.narrows:
            text = _EMPTY(self._new)
        elif not hits and typed:
            text = _NO_HIT(typed)
            self.start()
        elif not hits and self._filters.narrows:
            text = str(_NO_HIT_HERE)
        self._table.say_nothing(_escaped(text))

    def suggest(self) -> None:
        """Offer what may have been meant, if it would be found in this list."""
        of, typed = self._table.ranked.view.type, self._filters.text
        self._meant = next((hit.meant for hit in self._search(typed) if hit.type is of and hit.meant), "")
        if self._meant and self._table.ranked.would_hit(self._meant):
            self._table.say_nothing(_MEANT(_escaped(_NO_HIT(typed)), _escaped(self._meant)))

    def _take(self, _link: str) -> None:
        self._filters.line.setText(self._meant)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
