"""How people and institutions are addressed in writing: the lines in the window of an envelope, and the first words.

Nothing is guessed from a first name: who gave no form of address is greeted by the whole name (domain model 5.4).
"""

from dataclasses import dataclass

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules import addresses
from bezirkskoordination.rules.addresses import Address

_FORMAL: dict[str, Text] = {
    "FRAU": N_("Letter", "Sehr geehrte Frau {},"),
    "HERR": N_("Letter", "Sehr geehrter Herr {},"),
    "FAMILIE": N_("Letter", "Sehr geehrte Familie {},"),
}
_FORMS: dict[str, Text] = {"FRAU": N_("Letter", "Frau"), "HERR": N_("Letter", "Herr")}
_WHOLE_NAME, _ANYBODY = N_("Letter", "Guten Tag {},"), N_("Letter", "Sehr geehrte Damen und Herren,")


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a letter goes: a person, an institution, or a person at an institution (then to its house).

    `parts_of` are the institutions that a unit is part of, the nearest first (`addresses.above`).
    """

    person: Person | None = None
    institution: Institution | None = None
    parts_of: tuple[Institution, ...] = ()

    @property
    def name(self) -> str:
        """How a list calls it: the institution, else the person."""
        if self.institution is not None:
            return self.institution.name
        return whole_name(self.person) if self.person is not None else ""

    @property
    def address(self) -> Address:
        """Where it goes: to the house of the institution before that of the person."""
        if self.institution is not None:
            return addresses.of_institution(self.institution, self.parts_of, self.person)
        return addresses.of_person(self.person) if self.person is not None else Address((), ())

    @property
    def has_address(self) -> bool:
        """Whether a letter would arrive: street or post box, and place are known."""
        return self.address.complete


def whole_name(person: Person) -> str:
    """„Dr. Rima Al-Sayed“."""
    return _joined(person.academic_title, person.first_name, person.last_name)


def formal_name(person: Person) -> str:
    """„Frau Dr. Rima Al-Sayed“; without a form of address the whole name alone."""
    form = _FORMS.get(person.salutation)
    return _joined(str(form) if form else "", whole_name(person))


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
    """The lines of an address."""
    return to.address.lines


def _joined(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())
