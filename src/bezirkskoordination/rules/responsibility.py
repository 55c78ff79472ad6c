"""„Wer ist wofür zuständig?“: institutions and those who speak for them, found by any word in one search.

Pure: how words are folded and what counts as a slip of the finger is brought by whoever asks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.addressing import whole_name

#: A text as folded words.
Words = Callable[[str], list[str]]
#: Whether a typed word may be meant by another.
Alike = Callable[[str, str], bool]
#: Shorter words are not corrected: too many words are one letter away.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Responsible:
    """Somebody to ask: what for, who, and where. Without `person`, whoever answers at the institution."""

    what: str
    institution: Institution
    kind: str
    contact: ContactPerson | None = None
    person: Person | None = None

    @property
    def who(self) -> str:
        """The person with their function; empty where nobody in particular is named."""
        if self.person is None or self.contact is None:
            return ""
        name = whole_name(self.person)
        return f"{name}, {self.contact.function}" if self.contact.function else name

    @property
    def number(self) -> str:
        """The number to call: that of the person, else that of the institution."""
        own = (self.person.phone or self.person.mobile) if self.person else ""
        return own or self.institution.phone

    @property
    def texts(self) -> tuple[str, ...]:
        """What is searched, the most telling first."""
        of = self.institution
        function = self.contact.function if self.contact else ""
        person = whole_name(self.person) if self.person else ""
        return (self.what, function, f"{of.name} {of.unit} {of.short_name}", self.kind, person)


def speaks_on(contact: ContactPerson, day: date) -> bool:
    """Whether somebody speaks for an institution on a day; first and last day included."""
    begun = contact.valid_from is None or contact.valid_from <= day
    return begun and (contact.valid_until is None or day <= contact.valid_until)


def everybody(
    institutions: Iterable[Institution],
    contacts: Iterable[ContactPerson],
    people: Iterable[Person],
    names: Names,
    day: date,
) -> list[Responsible]:
    """Whom one may ask on a day: every institution that is still there, and everybody who speaks for one."""
    there = {one.id: one for one in institutions if one.network_until is None or day <= one.network_until}
    known = {one.id: one for one in people}
    found = [Responsible(one.responsibility, one, names.label("org_type", one.kind)) for one in there.values()]
    for contact in contacts:
        if contact.institution in there and speaks_on(contact, day):
            of = there[contact.institution]
            kind = names.label("org_type", of.kind)
            found.append(Responsible(contact.responsibility, of, kind, contact, known[contact.person]))
    return found


def found(everyone: Iterable[Responsible], query: str, words: Words, alike: Alike) -> list[Responsible]:
    """Who is meant by a query: each of its words begins a word of theirs; best answers first.

    One wrong letter in a word is forgiven where nobody is found otherwise. Without a word, all who are responsible
    for something.
    """
    typed = words(query)
    folded = [(one, [words(text) for text in one.texts]) for one in everyone]
    if not typed:
        return [one for one, _texts in folded if one.what]
    exact = _ranked(folded, typed, lambda word, known: known.startswith(word))
    return exact or _ranked(folded, typed, lambda word, known: len(word) >= _SHORTEST and alike(word, known))


def _ranked(
    folded: list[tuple[Responsible, list[list[str]]]], typed: list[str], meets: Callable[[str, str], bool]
) -> list[Responsible]:
    hits: list[tuple[int, int, Responsible]] = []
    for at, (one, texts) in enumerate(folded):
        places = [
            next((place for place, text in enumerate(texts) if any(meets(word, known) for known in text)), None)
            for word in typed
        ]
        if None not in places:
            hits.append((sum(place for place in places if place is not None), at, one))
    return [one for _place, _at, one in sorted(hits, key=lambda hit: hit[:2])]
