"""The lines of an address in the order of DIN 5008: who, which part of it, for whom, and where it goes.

Pure: whoever asks brings the records. It knows no paper and no window envelope.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.people import Person

#: The address field of a letter has six lines (DIN 5008, Anschriftzone).
MOST_LINES = 6
#: Several levels of a unit in one line.
_LEVELS = " / "

_BEFORE_NAME = {"FRAU": N_("Address", "Frau"), "HERR": N_("Address", "Herrn"), "FAMILIE": N_("Address", "Familie")}


@dataclass(frozen=True, slots=True)
class Address:
    """`who` from the whole to the part and the person, `where` the two lines of delivery; empty if not known."""

    who: tuple[str, ...]
    where: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether a letter would arrive."""
        return bool(self.who and self.where)

    @property
    def lines(self) -> tuple[str, ...]:
        """At most six lines. Where they do not fit, levels between the whole and the innermost part give way."""
        room = MOST_LINES - len(self.where)
        if len(self.who) <= room:
            return (*self.who, *self.where)
        return (self.who[0], *self.who[len(self.who) - room + 1 :], *self.where)


def above(institution: Institution, known: Mapping[int, Institution]) -> tuple[Institution, ...]:
    """The institutions that a unit is part of, the nearest first. What is no unit is part of none.

    `known` are institutions by id; a ring of units, which nobody should have entered, ends where it began.
    """
    found: list[Institution] = []
    here = institution
    while here.unit and here.parent is not None and here.parent in known:
        here = known[here.parent]
        if here == institution or here in found:
            break
        found.append(here)
    return tuple(found)


def of_institution(
    institution: Institution, parts_of: Sequence[Institution] = (), person: Person | None = None, visit: bool = False
) -> Address:
    """The address of an institution or a unit, for letters or (`visit`) for going there; `person` speaks for it.

    `parts_of` is what `above` gives. A unit without an address of its own has that of the nearest part above.
    """
    who: list[str] = []
    for one in (*reversed(parts_of), institution):
        levels = (level.strip() for level in one.unit.split(_LEVELS))
        who += [line for line in (one.name, *levels) if line and line not in who]
    if person is not None:
        who.append(addressed(person))
    delivered = (_visited(one) if visit else _posted(one) or _visited(one) for one in (institution, *parts_of))
    return Address(tuple(who), next(filter(None, delivered), ()))


def of_person(person: Person) -> Address:
    """The private address of a person."""
    return Address((addressed(person),), _house(person.street, person.postal_code, person.city))


def addressed(person: Person) -> str:
    """„Herrn Dr. Jan Beispiel“: a person as the line of an address names them."""
    before = str(_BEFORE_NAME.get(person.salutation, ""))
    if person.salutation == "FAMILIE":
        return f"{before} {person.last_name}"
    parts = (before, person.academic_title, person.first_name, person.last_name)
    return " ".join(part.strip() for part in parts if part.strip())


def _posted(one: Institution) -> tuple[str, ...]:
    """Post box or street, and place; a great receiver's own postal code needs no line above it."""
    known = one.post_city and (one.post_line or one.post_code)
    return tuple(filter(None, (one.post_line, f"{one.post_code} {one.post_city}".strip()))) if known else ()


def _visited(one: Institution) -> tuple[str, ...]:
    return _house(one.street, one.postal_code, one.city)


def _house(street: str, code: str, city: str) -> tuple[str, ...]:
    """Street and place; without both nothing arrives."""
    street, city = street.strip(), city.strip()
    return (street, f"{code} {city}".strip()) if street and city else ()
