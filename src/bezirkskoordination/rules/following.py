"""What a record that follows from another begins with: the resolution of a paper, a talk with a person today.

Only a beginning: it stands in the form, to be seen and changed before anything is kept.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.council import Consultation, Mandate, Paper, Resolution
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.people import Person

_DECIDES, _UNCHANGED = "ENTSCHEIDUNG", "UNGEAENDERT"


def beginning(record: Record, of: str, today: date) -> dict[str, Any]:
    """The fields that a new record of type `of` has from the one that it follows from."""
    made = _FROM.get((record.type.name, of))
    return made(record, today) if made else {}


def _resolution_of(paper: Paper, today: date) -> dict[str, Any]:
    """The motion's wording is taken over only where the council changed nothing."""
    values: dict[str, Any] = {"subject": paper.subject}
    decided = _decided(paper, today)
    if decided is not None:
        values |= {
            "on_date": decided.on_date, "body": decided.body, "agenda_item": decided.agenda_item,
            "publicity": decided.publicity, "result": decided.result,
        }  # fmt: skip
        if decided.result == _UNCHANGED:
            values["wording"] = paper.proposal
    return values


def _decided(paper: Paper, today: date) -> Consultation | None:
    """The sitting that decided: the latest of those that could, else the latest that has been."""
    been = [row for row in paper.consultations if row.on_date is not None and row.on_date <= today]
    return max(been, key=lambda row: (row.role == _DECIDES, row.on_date), default=None)


def _mandate_of(resolution: Resolution, _today: date) -> dict[str, Any]:
    votes = {name: getattr(resolution, name) for name in ("votes_for", "votes_against", "abstained")}
    return {"valid_from": resolution.on_date, **votes}


def _talk_today(_about: Record, today: date) -> dict[str, Any]:
    return {"on_date": today}


_FROM: dict[tuple[str, str], Callable[[Any, date], dict[str, Any]]] = {
    (Paper.type.name, Resolution.type.name): _resolution_of,
    (Resolution.type.name, Mandate.type.name): _mandate_of,
    (Person.type.name, ContactNote.type.name): _talk_today,
    (Institution.type.name, ContactNote.type.name): _talk_today,
}
