"""Everybody who is known by name, and the refusal of their names where nobody may be named: needs and slips."""

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from bezirkskoordination import paths
from bezirkskoordination.actions.binding import Binding
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.needs import BoundaryCheck, NeedContact
from bezirkskoordination.records.office import ListItem, Slip
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules.discretion import free_texts
from bezirkskoordination.rules.naming import Names
from bezirkskoordination.store.folding import fold
from bezirkskoordination.store.unit import Reader, Unit

_NAMED = N_(
    "KnownNames", "Hier steht „{}“. Namen, Telefonnummern und E-Mail-Adressen gehören in den geschützten Kontakt."
)
#: Lists whose words may be names, too („Sommer“), and ordinary nouns that follow a name („Frau Kaya Sohn …“).
_LISTS = ("need_category", "target_group", "field_of_action", "language")


@cache
def _nouns() -> str:
    told = tomllib.loads(paths.resource("slip_words.toml").read_text(encoding="utf-8"))
    return " ".join((*told["nouns"], *(word for said in told["categories"].values() for word in said)))


def names(read: Reader, ordinary: Iterable[str] = ()) -> Names:
    """Everybody who is known by name, in whatever script, people in need among them.

    `ordinary` are further words in which a name may mean something else.
    """
    people = []
    for one, first, last, native in read.cells(Person.type, "id", "first_name", "last_name", "native_name"):
        people += [(one, first, last), *([(one, "", native)] if native else [])]
    hidden = [(-one, "", name) for one, name in read.cells(NeedContact.type, "id", "name") if name]
    labels = [one.label for values in _LISTS for one in read.where(ListItem, values=values)]
    return Names(fold, (*people, *hidden), (*labels, _nouns(), *ordinary))


class Nameless(Binding):
    """Texts in which nobody is named; what may also be an ordinary word is not refused, the window asks about it."""

    def __init__(self, *fields: str) -> None:
        self._fields = fields

    def refuse_changed(self, unit: Unit, before: Any | None, after: Any) -> None:
        """Refuse (BadValue) a text that names somebody; texts that were there before may stay, and a record that is
        about a known person may name that one."""
        old = set(free_texts(before)) if before is not None else set()
        told = [one for one in free_texts(after) if one[0] in self._fields and one not in old]
        known = names(unit) if told else None
        for name, text in told:
            self._refuse(known, name, text, getattr(after, "person", None))

    def refuse_note(self, unit: Unit, _record: Record, note: str) -> None:
        """Refuse (BadValue) a note that names somebody."""
        if note:
            self._refuse(names(unit), "note", note)

    @staticmethod
    def _refuse(known: Names | None, name: str, text: str, about: int | None = None) -> None:
        for hit in known.find(text) if known else ():
            if not hit.doubtful and (hit.person is None or hit.person != about):
                raise BadValue(_NAMED, hit.text.strip()).at(name)


BINDINGS: dict[type[Record], Binding] = {Slip: Nameless("text"), BoundaryCheck: Nameless("reason", "candidates")}
NEED_TEXTS = Nameless("subject", "description")
REFERRAL_TEXTS = Nameless("data_passed", "outcome")
PLACEMENT_TEXTS = Nameless("override_reason", "feedback", "feedback_institution")
