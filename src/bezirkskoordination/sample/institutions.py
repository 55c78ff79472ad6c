"""The institutions of the sample, who speaks for them, and what they have to do with each other."""

from datetime import timedelta
from functools import partial
from typing import Any

from bezirkskoordination.actions.editing import save
from bezirkskoordination.records.institutions import (
    ChildProtection,
    ContactPerson,
    Cooperation,
    CooperationKind,
    Institution,
)
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.sample.making import TODAY, Sample
from bezirkskoordination.store.unit import Unit


def write(sample: Sample) -> None:
    """The institutions, without anybody who speaks for them."""
    sample.do("Institutionen anlegen", partial(_institutions, sample))


def write_contacts(sample: Sample) -> None:
    """Who speaks for the institutions; some of them are volunteers, too."""
    sample.do("Ansprechpersonen anlegen", partial(_contacts, sample))


def write_cooperations(sample: Sample) -> None:
    """The ties that follow from nothing else; those of responsible bodies and units stand with the institutions."""
    sample.do("Zusammenarbeit anlegen", partial(_cooperations, sample))


def _institutions(sample: Sample, unit: Unit) -> None:
    for number, given in enumerate(sample.told("institutions")["institution"], 1):
        known = {one.title(unit.names): one.id for one in sample.institutions}
        refers: dict[str, Any] = {
            "sub_area": sample.area(given.pop("sub_area", "")),
            "parent": known.get(given.pop("parent", "")),
        }
        if agreed := given.pop("child_protection", ""):
            given["child_protection"] = ChildProtection.of(agreed)
        for of_contact in ("contact", "contact_for"):
            given.pop(of_contact, None)
        one = Institution(
            **given, **refers, **sample.people.address(), phone=f"030 23125-{100 + number}",
            email=f"kontakt{number}@example.org",
            confirmed_on=TODAY - timedelta(days=2 * sample.chance.randrange(20, 500) // 5),
        )  # fmt: skip
        sample.institutions.append(save(unit, None, one))


def _contacts(sample: Sample, unit: Unit) -> None:
    helpers = unit.where(Person, volunteering=VolunteerStatus.PLACED)[:3]
    told = sample.told("institutions")["institution"]
    for number, (given, institution) in enumerate(zip(told, sample.institutions, strict=True)):
        if "contact" not in given:
            continue
        person = helpers.pop() if helpers and number % 5 == 4 else save(unit, None, sample.people.next("de"))
        contact = ContactPerson(
            institution=institution.id or 0, person=person.id or 0, function=given["contact"], primary=True,
            valid_from=given["network_from"], responsibility=given.get("contact_for", ""),
        )  # fmt: skip
        save(unit, None, contact)


def _cooperations(sample: Sample, unit: Unit) -> None:
    known = {one.title(unit.names): one.id or 0 for one in sample.institutions}
    for source, kind, target, *days in sample.told("cooperations")["cooperation"]:
        since, until = (*days, None)[:2]
        tie = Cooperation(
            institution=known[source], kind=CooperationKind.of(kind), partner=known[target], since=since, until=until
        )
        save(unit, None, tie)
