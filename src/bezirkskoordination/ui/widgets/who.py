"""Somebody or some institution, found in one line by typing: who takes care of an order, who comes to a meeting."""

import unicodedata
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.ui.widgets.contract import Sources
from bezirkskoordination.ui.widgets.picks import PickLine

_INSTITUTION, _PERSON = "institution", "person"
_UNKNOWN = N_("Who", "„{}“ gibt es nicht oder mehrfach. Bitte aus der Liste wählen.")
_MOST = 8  # of each


class Who(NamedTuple):
    """An institution, a person, or a person for an institution, by their ids."""

    institution: int | None = None
    person: int | None = None


class WhoLine(PickLine):
    """One line for both, or for one of them. What names nobody stays and is refused; nothing is guessed."""

    chosen = Signal()

    def __init__(self, sources: Sources, parent: QWidget, of: tuple[str, ...] = (_INSTITUTION, _PERSON)) -> None:
        super().__init__(self._find, parent, opens_on_click=False, arrow=False)
        self._of = of
        self._sources = sources
        self._who = Who()
        self._shown = ""
        self.picked.connect(self._pick)

    def _find(self, text: str) -> list[tuple[Any, str]]:
        """Institutions before persons, the best of each first."""
        return [(Who(**{of: key}), title) for of in self._of for key, title in self._sources.suggest(of, text)[:_MOST]]

    def _pick(self, who: Who) -> None:
        self._who, self._shown = who, self.text()
        self.chosen.emit()

    def show_who(self, who: Who) -> None:
        """Show them by their titles; nothing is signalled."""
        keys = ((_INSTITUTION, who.institution), (_PERSON, who.person))
        titles = [self._sources.names.title(of, key) for of, key in keys if key is not None]
        self._who, self._shown = who, " · ".join(titles)
        self.setText(self._shown)
        self.setToolTip(self._shown)  # a long name may be cut off
        self.setCursorPosition(0)

    def who(self) -> Who:
        """Who stands there; raises BadValue for a text that names nobody or several."""
        text = unicodedata.normalize("NFC", self.text()).strip()
        if text == self._shown.strip():
            return self._who
        if not text:
            return Who()
        folded = text.casefold()
        found = [(who, title) for who, title in self._find(text) if folded in title.casefold()]
        same = [one for one in found if one[1].casefold() == folded]
        if len(same or found) != 1:
            raise BadValue(_UNKNOWN, text)
        return (same or found)[0][0]

    def complete(self) -> None:
        """Show in full whom a part of a name means."""
        try:
            who = self.who()
        except BadValue:
            return
        if who != self._who:
            self.show_who(who)

    def raw(self) -> dict[str, Any]:
        """What stands there, right or wrong, as JSON can hold it."""
        return {"who": list(self._who), "shown": self._shown, "text": self.text()}

    def set_raw(self, raw: dict[str, Any]) -> None:
        """Show again what `raw` gave."""
        self._who, self._shown = Who(*raw["who"]), raw["shown"]
        self.setText(raw["text"])
        self.setCursorPosition(0)
