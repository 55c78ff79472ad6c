"""The trainings of the sample with their lists, and what volunteers had learnt before."""

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from bezirkskoordination.actions.editing import Step, save
from bezirkskoordination.records.people import Person, Qualification, VolunteerStatus
from bezirkskoordination.records.trainings import Participant, Participation, Training, TrainingStatus
from bezirkskoordination.sample.making import Sample
from bezirkskoordination.store.unit import Unit

_P, _S = Participation, TrainingStatus
_STEPS = {"opened": _S.OPEN, "held": _S.HELD, "off": _S.CANCELLED}
#: How many stand how on a list, in its order; „partly“ attended less than is needed.
_LISTED = {
    "attended": _P.ATTENDED, "partly": _P.ATTENDED, "missed": _P.MISSED, "signed_up": _P.SIGNED_UP,
    "cancelled": _P.CANCELLED, "waiting": _P.WAITING,
}  # fmt: skip
#: What some had learnt before they came; the module of 2024 is due to be refreshed.
_BROUGHT_ALONG = (
    Qualification(
        qualification="ILO_BASIS", acquired_on=date(2024, 10, 19), units=3000, provider="Kreisvolkshochschule",
        proof="Kopie im Ordner „Nachweise“",
    ),
    Qualification(qualification="JULEICA", acquired_on=date(2025, 4, 12), valid_until=date(2028, 4, 30)),
    Qualification(qualification="ERSTE_HILFE", acquired_on=date(2025, 9, 6), units=900),
    Qualification(qualification="FS_B"),
)  # fmt: skip


def write(sample: Sample) -> None:
    """What volunteers brought along, then the trainings, the oldest first."""
    sample.do("Qualifikationen eintragen", partial(_qualifications, sample))
    sample.do("Schulungen anlegen", partial(_trainings, sample))


def _active(unit: Unit) -> list[Person]:
    return [one for status in (VolunteerStatus.AVAILABLE, VolunteerStatus.PLACED)
            for one in unit.where(Person, volunteering=status)]  # fmt: skip


def _qualifications(sample: Sample, unit: Unit) -> None:
    active = _active(unit)
    for person, row in zip(sample.chance.sample(active, len(active)), _BROUGHT_ALONG, strict=False):
        save(unit, person, replace(person, qualifications=(row,)))


def _trainings(sample: Sample, unit: Unit) -> None:
    known = {one.name: one.id for one in sample.institutions}
    for given in sorted(sample.told("trainings")["training"], key=lambda one: one["start_on"]):
        steps = [Step(status, given.pop(word)) for word, status in _STEPS.items() if word in given]
        rows = _list(sample, unit, given)
        values = {name: value for name, value in given.items() if name not in _LISTED and name != "only"}
        values["provider"] = known[values["provider"]]
        save(unit, None, Training(**values, participants=rows), steps)


def _list(sample: Sample, unit: Unit, given: dict[str, Any]) -> tuple[Participant, ...]:
    """As many volunteers as are told, in the order of their standing; fewer where there are not so many."""
    people = _active(unit)
    if "only" in given:
        people = [one for one in people if any(row.qualification == given["only"] for row in one.qualifications)]
    chosen = iter(sample.chance.sample(people, len(people)))
    rows: list[Participant] = []
    for word, status in _LISTED.items():
        units = {"attended": given["units"], "partly": given["units"] // 2}.get(word)
        for person in islice(chosen, given.get(word, 0)):
            rows.append(Participant(person=person.id or 0, status=status, units=units))
    return tuple(rows)
