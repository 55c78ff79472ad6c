"""The talks of the sample: with volunteers along their way, with institutions; and who is away for some days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from bezirkskoordination.actions.editing import save
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.people import Absence, Person, VolunteerStatus
from bezirkskoordination.sample.making import TODAY, Sample
from bezirkskoordination.store.unit import Unit

#: However many volunteers there are, one coordinator talks with so many of them.
_MOST = 60
_FIRST_TALK = "Wünsche, Zeiten, Handlungsfelder"
#: First day, from today on, and last day of those who are away.
_AWAY = ((-3, 10), (0, 6), (18, 33), (40, None))


def write(sample: Sample) -> None:
    """The talks, the oldest first, and the absences."""
    sample.do("Gespräche anlegen", partial(_talks, sample))
    sample.do("Abwesenheiten eintragen", partial(_absences, sample))


def _talks(sample: Sample, unit: Unit) -> None:
    told, known = sample.told("talks"), {one.name: one.id for one in sample.institutions}
    made = [ContactNote(**{**given, "institution": known[given["institution"]]}) for given in told["talk"]]
    volunteers = [one for one in unit.all(Person) if one.volunteering is not VolunteerStatus.NONE]
    for person in sample.chance.sample(volunteers, min(_MOST, len(volunteers))):
        made += _along_the_way(sample, unit, person, told["with_volunteers"])
    for note in sorted(made, key=lambda one: one.on_date):
        save(unit, None, note)


def _along_the_way(sample: Sample, unit: Unit, person: Person, kinds: list[dict[str, Any]]) -> Iterator[ContactNote]:
    """A first talk, and now and then another; some are to be followed up."""
    first, *later = (event.effective_on for event in unit.history(person))
    yield ContactNote(
        on_date=first + timedelta(days=sample.chance.randrange(3)), kind="ERSTGESPRAECH", channel="PERSOENLICH",
        minutes=sample.chance.choice((30, 45, 45, 60)), subject=_FIRST_TALK, person=person.id,
    )  # fmt: skip
    for day in later:
        on = day + timedelta(days=sample.chance.randrange(60))
        if on > TODAY or sample.chance.random() < 0.4:
            continue
        kind = sample.chance.choices(kinds, (5, 4, 3, 1))[0]
        again = _again(sample, on)
        yield ContactNote(
            on_date=on, kind=kind["kind"], channel=kind["channel"], minutes=sample.chance.choice(kind["minutes"]),
            subject=sample.chance.choice(kind["subjects"]), person=person.id, follow_up_on=again,
            followed_up=again is not None and again < TODAY - timedelta(days=5),
        )  # fmt: skip


def _again(sample: Sample, on: date) -> date | None:
    return on + timedelta(days=sample.chance.choice((7, 14, 28))) if sample.chance.random() < 0.4 else None


def _absences(sample: Sample, unit: Unit) -> None:
    ready = unit.where(Person, volunteering=VolunteerStatus.AVAILABLE)
    for person, (start, end) in zip(sample.chance.sample(ready, min(len(_AWAY), len(ready))), _AWAY, strict=False):
        last = None if end is None else TODAY + timedelta(days=end)
        away = Absence(first=TODAY + timedelta(days=start), last=last)
        save(unit, person, replace(person, absences=(away,)))
