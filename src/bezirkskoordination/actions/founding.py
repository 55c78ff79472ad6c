"""What is asked at the first start, and kept as one step with the new office file."""

from dataclasses import dataclass, replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.meetings import plan_sitting
from bezirkskoordination.actions.settings import ShippedOffice, begin_office, change_setting
from bezirkskoordination.records.council import Mandate
from bezirkskoordination.records.people import Person
from bezirkskoordination.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Founding:
    """The answers. Without a person there is no mandate; whose it is, is filled in when she is kept."""

    office: ShippedOffice
    next_sitting: date | None = None
    deadline_days: int | None = None
    person: Person | None = None
    mandate: Mandate | None = None


def found(unit: Unit, told: Founding) -> None:
    """Begin the office: lists, district, next sitting, coordinator and her mandate."""
    begin_office(unit, told.office)
    if told.next_sitting is not None:
        plan_sitting(unit, told.next_sitting)
    if told.deadline_days is not None:
        change_setting(unit, "deadline_days", str(told.deadline_days))
    if told.person is None:
        return
    person = editing.save(unit, None, told.person)
    change_setting(unit, "coordinator", f"{person.first_name} {person.last_name}".strip())
    if told.mandate is not None:
        editing.save(unit, None, replace(told.mandate, person=person.id or 0))
