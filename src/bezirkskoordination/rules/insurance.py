"""By which way a volunteer is insured, and who stands on the list for the city. It names no insurer and no sum."""

from collections.abc import Iterable
from datetime import date

from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.clearances import activity

OPEN, CITY = "OFFEN", "KOMMUNE"


def route(person: Person, institution: Institution | None) -> str:
    """The code of the way: the person's own, else that of their institution, else „not settled“."""
    return person.insurance_route or (institution.insurance_route if institution else "") or OPEN


def span(person: Person, history: Iterable[StatusEvent], day: date) -> tuple[date, date | None] | None:
    """From when to when somebody works on the city's behalf, as known on a day; None if there was no placement yet.

    It begins with the city's order, where one is noted and later than the placement.
    """
    spans = [one for one in activity(history).spans if one[0] <= day]
    if not spans:
        return None
    start, end = spans[0][0], spans[-1][1]
    return max(start, person.commissioned_on or start), end
