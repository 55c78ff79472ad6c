"""Führungszeugnisse: asked for, seen, and their note erased. What a certificate says never comes in here."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.records.consents import Clearance, ReleasedBy
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules import clearances
from bezirkskoordination.rules.clearances import Activity
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader, Unit


def notes_of(reader: Reader, person: Person) -> list[Clearance]:
    """The notes about somebody's Führungszeugnis, oldest first."""
    return reader.where(Clearance, person=person.id)


def request(unit: Unit, person: Person, on: date) -> Clearance:
    """Note that somebody was given the request with which they get the certificate."""
    note = clearances.latest(notes_of(unit, person))
    if note is None:
        return editing.save(unit, None, Clearance(person=person.id or 0, requested_on=on))
    return editing.save(unit, note, replace(note, requested_on=on))


def inspect(
    unit: Unit, person: Person, certificate_of: date, inspected_on: date, released_by: ReleasedBy,
    institution: int | None = None,
) -> Clearance:  # fmt: skip
    """Note that a certificate was seen and the release given. The days of an earlier inspection go: one note is kept.

    Refuses (BadValue) a certificate that was too old, and an inspection without release.
    """
    note = clearances.latest(notes_of(unit, person))
    seen = replace(
        note or Clearance(person=person.id or 0), certificate_of=certificate_of, inspected_on=inspected_on,
        released_by=released_by, institution=institution,
    )  # fmt: skip
    return editing.save(unit, note, seen)


def erase(unit: Unit, note: Clearance) -> None:
    """Remove the note for good; the desk forgets its steps with it."""
    unit.remove(note)


def delete_on(reader: Reader, note: Clearance, active: Activity) -> date | None:
    """The day on which a note must be gone, by the periods of this office; None while the activity runs."""
    after, wait = setting(reader, "clearance_delete_months"), setting(reader, "clearance_wait_months")
    return clearances.delete_on(note, active, after, wait)
