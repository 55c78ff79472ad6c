"""By which way a volunteer is insured, and who stands on the list for the city. It names no insurer and no sum."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import ActivityProfile, Placement
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.clearances import activity
from bezirkskoordination.rules.figures import Records, histories_of

OPEN, CITY = "OFFEN", "KOMMUNE"


def route(person: Person, institution: Institution | None) -> str:
    """The code of the way: the person's own, else that of their institution, else „not settled“."""
    return person.insurance_route or (institution.insurance_route if institution else "") or OPEN


def route_of(
    placement: Placement, profile: ActivityProfile | None, person: Person, institution: Institution | None
) -> str:
    """The code of the way of a placement: its own, its profile's, else that of the person (`route`)."""
    return placement.insurance_route or (profile.insurance_route if profile else "") or route(person, institution)


def span(person: Person, history: Iterable[StatusEvent], day: date) -> tuple[date, date | None] | None:
    """From when to when somebody works on the city's behalf, as known on a day; None if there was no placement yet.

    It begins with the city's order, where one is noted and later than the placement.
    """
    spans = [one for one in activity(history).spans if one[0] <= day]
    if not spans:
        return None
    start, end = spans[0][0], spans[-1][1]
    return max(start, person.commissioned_on or start), end


#: The heads of the list, on paper and as a table.
HEADS = (
    N_("InsuranceList", "Name"), N_("InsuranceList", "Aufgabe"), N_("InsuranceList", "von"),
    N_("InsuranceList", "bis"),
)  # fmt: skip


class Insured(NamedTuple):
    """One line: „Al-Sayed, Rima“, her task, from when, until when (None: still)."""

    name: str
    task: str
    start: date
    end: date | None


def insured(read: Records, names: Names, today: date) -> Iterator[Insured]:
    """Who works on the city's behalf, or did so this year: what the insurance needs, and nothing else."""
    houses = {one.id: one for one in read.all(Institution)}
    histories = histories_of(read.where(StatusEvent, about_type=Person.type.name))
    for person in read.all(Person):
        house = houses.get(person.institution)
        if route(person, house) != CITY:
            continue
        found = span(person, histories.get((Person.type.name, person.uid), ()), today)
        if found is None or (found[1] is not None and found[1].year < today.year):
            continue
        areas = ", ".join(names.label("field_of_action", code) for code in person.fields_of_action)
        yield Insured(person.title(names), areas or (house.name if house else ""), *found)
