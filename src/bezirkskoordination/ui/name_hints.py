"""Warns, while somebody writes, that a text may name somebody who is known: names belong in the fields for people.

It refuses nothing and forgets the names when the form goes; `rules.naming` finds them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bezirkskoordination.actions import known_names
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import RecordType
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.naming import Kind, Names
from bezirkskoordination.store.unit import Change, Reader

#: Texts without names, by type: the fields that are watched, and the one that says who may be named.
_WATCHED: dict[str, tuple[tuple[str, ...], str]] = {
    "contact_note": (("subject", "note"), "person"),
    "support_need": (("subject", "description"), ""),
    "slip": (("text",), ""),
    "referral": (("data_passed", "outcome"), "person"),
    "placement": (("override_reason", "feedback", "feedback_institution"), "person"),
    "time_entry": (("activity",), ""),
}
#: Where nobody in need is named: numbers and addresses count, too, and belong into the vault.
_IN_NEED = frozenset({"support_need", "slip", "referral", "placement", "time_entry"})
_NEED = N_(
    "NameHints", "Vielleicht ein Name oder eine Nummer: {}. Das gehört in den geschützten Kontakt; hier bitte ohne."
)
_NAMED = N_("NameHints", "Vielleicht ein Name: {}. Wer gemeint ist, steht im Feld „Person“; hier bitte ohne Namen.")


class NameHints:
    """What to say beside the fields of a form; the names are read when they are first needed."""

    def __init__(self, of: RecordType, read: Callable[[], Reader]) -> None:
        self._texts, self._person = _WATCHED.get(of.name, ((), ""))
        self._in_need = of.name in _IN_NEED
        self._read = read
        self._names: Names | None = None

    def told(self, stands: Callable[[], Mapping[str, Any]]) -> dict[str, str]:
        """A hint by field; `stands` gives the values in the form, those that can be read."""
        found: dict[str, str] = {}
        values = stands() if self._texts else {}
        for name in self._texts:
            text = values.get(name) or ""
            if words := self._found(text, values.get(self._person)) if text else "":
                found[name] = (_NEED if self._in_need else _NAMED)(words)
        return found

    def _found(self, text: str, about: int | None) -> str:
        if self._names is None:
            self._names = known_names.names(self._read())
        hits = (one for one in self._names.find(text) if self._in_need or one.kind is Kind.NAME)
        return ", ".join(dict.fromkeys(one.text for one in hits if one.person is None or one.person != about))

    def follow(self, changes: list[Change]) -> None:
        """Forget the names when one of them may have changed."""
        if any(isinstance(change.record, Person) for change in changes):
            self._names = None
