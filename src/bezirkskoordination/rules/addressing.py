"""How people and institutions are addressed in writing: the lines in the window of an envelope, and the first words.

Nothing is guessed from a first name: who gave no form of address is greeted by the whole name (domain model 5.4).
"""

from dataclasses import dataclass

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.people import Person

_FORMAL: dict[str, Text] = {
    "FRAU": N_("Letter", "Sehr geehrte Frau {},"),
    "HERR": N_("Letter", "Sehr geehrter Herr {},"),
    "FAMILIE": N_("Letter", "Sehr geehrte Familie {},"),
}
_WHOLE_NAME, _ANYBODY = N_("Letter", "Guten Tag {},"), N_("Letter", "Sehr geehrte Damen und Herren,")
#: The word before a name in an address, by the code of the form of address.
_BEFORE: dict[str, Text] = {
    "FRAU": N_("Letter", "Frau"),
    "HERR": N_("Letter", "Herrn"),
    "FAMILIE": N_("Letter", "Familie"),
}


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a letter goes: a person, an institution, or a person at an institution (then to its house)."""

    person: Person | None = None
    institution: Institution | None = None

    @property
    def name(self) -> str:
        """How a list calls it: the institution, else the person."""
        if self.institution is not None:
            return self.institution.name
        return whole_name(self.person) if self.person is not None else ""

    @property
    def has_address(self) -> bool:
        """Whether a letter would arrive: street (or a post box) and place are known."""
        house = self.institution or self.person
        return house is not None and bool(house.street.strip()) and bool(house.city.strip())


def whole_name(person: Person) -> str:
    """„Dr. Rima Al-Sayed“."""
    return _joined(person.academic_title, person.first_name, person.last_name)


def greeting(person: Person | None) -> str:
    """The words that begin a letter; without a person those for an institution."""
    if person is None or person.salutation == "FIRMA":
        return str(_ANYBODY)
    formal = _FORMAL.get(person.salutation)
    if formal is None:
        return _WHOLE_NAME(whole_name(person))
    title = "" if person.salutation == "FAMILIE" else person.academic_title
    return formal(_joined(title, person.last_name))


def address(to: Addressee) -> tuple[str, ...]:
    """The lines of an address, the house of the institution before that of the person."""
    house = to.institution or to.person
    if house is None:
        return ()
    lines = [
        to.institution.name if to.institution else "",
        _named(to.person) if to.person else "",
        house.street,
        _joined(house.postal_code, house.city),
    ]
    return tuple(line.strip() for line in lines if line.strip())


def _named(person: Person) -> str:
    """„Frau Dr. Rima Al-Sayed“; an institution that was entered as a person keeps its name."""
    before = _BEFORE.get(person.salutation)
    if person.salutation == "FAMILIE":
        return _joined(str(before), person.last_name)
    return _joined(str(before) if before else "", whole_name(person))


def _joined(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())
