"""What the volunteers of the sample have agreed to, what they signed, and whose Führungszeugnis was seen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from bezirkskoordination.actions import consenting, editing, releasing
from bezirkskoordination.records.consents import Consent, ConsentForm, ConsentPurpose, Permission, ReleasedBy
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import NOT_VOLUNTEERING, Commitment, Person, VolunteerStatus
from bezirkskoordination.reports.consent_texts import DECLARATION_VERSION, sheet_for
from bezirkskoordination.rules import clearances
from bezirkskoordination.sample.making import TODAY, Sample
from bezirkskoordination.store.unit import Unit

#: So many volunteers have their sheets in the file; of very many the others' still lie in the folder.
_MOST = 400
_P = ConsentPurpose
#: How many of a hundred tick what.
_TICKED = ((_P.INSTITUTION, 80), (_P.NEWS, 75), (_P.NAMING, 15), (_P.PHOTO, 25), (_P.SPECIAL, 4))
_TAKEN_BACK = (_P.NEWS, _P.PHOTO, _P.NAMING)
_WITH_CHILDREN = "HF1"
_AGAIN = 1  # the second of them
_GROUPS = ("GEFL", "KIND", "JUGEND", "ERW", "FAMILIE", "FRAUEN", "SENIOR", "ALLE")
_MOBILE = ("", "FUSS", "RAD", "RAD", "OEPNV", "OEPNV", "PKW")


def write(sample: Sample) -> None:
    """Sheets, declarations, releases, and two people whom others reported."""
    sample.do("Einwilligungen anlegen", partial(_all, sample))


def _volunteers(unit: Unit) -> list[Person]:
    first = range(1, 2 * _MOST)
    found = [one for one in unit.page(Person.type, first) if isinstance(one, Person)]
    return [one for one in found if one.volunteering is not VolunteerStatus.NONE][:_MOST]


def _all(sample: Sample, unit: Unit) -> None:
    people, seen = _volunteers(unit), 0
    for person in people:
        history = unit.history(person)
        person = editing.save(unit, person, _wishing(sample, person, history))
        if (sheet := _sheet(sample, person, history[0].effective_on)) is not None:
            kept = consenting.take_down(unit, sheet, informed=False)
            _take_back(sample, unit, unit.get(Person, kept.person), kept)
        seen += _see(sample, unit, person, history, again=seen == _AGAIN)
    _report(sample, unit, [one for one in people if one.volunteering is VolunteerStatus.INTERESTED])


def _wishing(sample: Sample, person: Person, history: Sequence[StatusEvent]) -> Person:
    """The person with what they wish for, and with what they signed when they began."""
    chance = sample.chance
    wished = chance.sample(_GROUPS, chance.choice((0, 1, 1, 2)))
    others = [one for one in _GROUPS if one not in wished]
    placed = next((event.effective_on for event in history if event.status == VolunteerStatus.PLACED.value), None)
    signed = Commitment(kind="VERSCHWIEGENHEIT", signed_on=placed, version=DECLARATION_VERSION, filed="Ordner Ehrenamt")
    on_behalf = placed is not None and chance.random() < 0.3
    return replace(
        person,
        target_groups=tuple(sorted(wished)),
        target_groups_excluded=tuple(chance.sample(others, 1)) if chance.random() < 0.15 else (),
        areas=tuple(sorted({area.id or 0 for area in chance.sample(sample.areas, chance.choice((0, 1, 2)))})),
        mobility=chance.choice(_MOBILE),
        commitments=(signed,) if placed else (),
        insurance_route="KOMMUNE" if on_behalf else "",
        commissioned_on=placed if on_behalf else None,
    )


def _sheet(sample: Sample, person: Person, begun: date) -> Consent | None:
    """The sheet of somebody who signed one; where the data rest on something else, for the rest of its purposes."""
    chance = sample.chance
    by_consent = person.legal_basis == "A6_1_A"
    ticked = [purpose for purpose, share in _TICKED if chance.random() * 100 < share]
    if not by_consent and (not ticked or chance.random() < 0.4):
        return None
    given = min(person.informed_on or begun + timedelta(days=chance.randrange(20)), TODAY)
    return Consent(
        person=person.id or 0, given_on=given, language=sheet_for(person),
        version="2026-1" if given.year == TODAY.year else "2025-1",
        form=chance.choice((ConsentForm.WRITTEN, ConsentForm.WRITTEN, ConsentForm.TEXT)),
        purposes=tuple(Permission(purpose=one) for one in ([_P.STORAGE] if by_consent else []) + ticked),
        expires_on=TODAY + timedelta(days=20) if chance.random() < 0.02 else None,
    )  # fmt: skip


def _take_back(sample: Sample, unit: Unit, person: Person, sheet: Consent) -> None:
    """One in twelve takes something back later."""
    given = [tick.purpose for tick in sheet.purposes if tick.purpose in _TAKEN_BACK]
    days = (TODAY - sheet.given_on).days
    if given and days > 30 and sample.chance.random() < 1 / 12:
        on = sheet.given_on + timedelta(days=sample.chance.randrange(30, days + 1))
        consenting.withdraw(unit, person, [sample.chance.choice(given)], on)


def _see(sample: Sample, unit: Unit, person: Person, history: Sequence[StatusEvent], again: bool) -> bool:
    """The release of those who work with children; most of what was to be erased is gone. Whether one was seen.

    `again`: it was seen years ago, when they worked with a club, and is to be seen again.
    """
    if _WITH_CHILDREN not in person.fields_of_action:
        return False
    active = clearances.activity(history)
    if not active.spans:
        if person.volunteering not in NOT_VOLUNTEERING and sample.chance.random() < 0.2:
            releasing.request(unit, person, max(TODAY - timedelta(days=12), history[-1].effective_on))
        return False
    start, end = active.spans[-1]
    if (end is not None and end < TODAY - timedelta(days=300)) or sample.chance.random() < 0.2:
        return False
    seen = start - timedelta(days=sample.chance.randrange(3, 20))
    if again:
        seen = TODAY - timedelta(days=round(365.25 * 5) - 40)
    made = seen - timedelta(days=sample.chance.randrange(10, 70))
    by = ReleasedBy.CARRIER if person.institution else ReleasedBy.CITY
    releasing.inspect(unit, person, made, seen, by, person.institution)
    return True


def _report(sample: Sample, unit: Unit, interested: Sequence[Person]) -> None:
    """Two people whom an institution reported; one of them has not been told yet."""
    for person, told in zip(interested[-2:], _told(), strict=False):
        person = unit.get(Person, person.id or 0)
        on = max(TODAY - timedelta(days=9), unit.history(person)[0].effective_on)
        reported = replace(
            person, reported_by=sample.institutions[0].id, reported_on=on, informed_on=on if told else None
        )
        editing.save(unit, person, reported)


def _told() -> Iterator[bool]:
    yield from (True, False)
