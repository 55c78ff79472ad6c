"""What a record that follows from another begins with: the resolution of a paper, an order, a talk of today.

Only a beginning: it stands in the form, to be seen and changed before anything is kept.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.council import STATEMENT, Consultation, Mandate, Paper, Resolution
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.network import Order
from bezirkskoordination.records.people import Person

_DECIDES, _UNCHANGED, _NOTED = "ENTSCHEIDUNG", "UNGEAENDERT", "KENNTNIS"
_WE_SAY = N_("Following", "Die Koordinierungsstelle nimmt wie folgt Stellung:\n\n")


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


def _statement_on(paper: Paper, today: date) -> dict[str, Any]:
    """What answers a paper goes to the sitting that the paper goes to next, under the same TOP (seed 003)."""
    values: dict[str, Any] = {
        "kind": STATEMENT, "subject": paper.subject, "on_date": today, "own": True, "answers": paper.id,
        "publicity": paper.publicity, "statement": str(_WE_SAY),
    }  # fmt: skip
    sitting = consulted(paper, today)
    if sitting is not None:
        values["consultations"] = (
            Consultation(
                body=sitting.body, role=_NOTED, on_date=sitting.on_date, publicity=sitting.publicity,
                agenda_item=sitting.agenda_item,
            ),
        )  # fmt: skip
    return values


def consulted(paper: Paper, today: date) -> Consultation | None:
    """The sitting at which a paper is dealt with next, one without a day before none; else the last that was."""
    ahead = [row for row in paper.consultations if row.on_date is not None and row.on_date >= today]
    if ahead:
        return min(ahead, key=lambda row: row.on_date or today)
    undated = next((row for row in paper.consultations if row.on_date is None), None)
    return undated or max(paper.consultations, key=lambda row: row.on_date or today, default=None)


def _order_of(resolution: Resolution, _today: date) -> dict[str, Any]:
    return {"given_on": resolution.on_date}


def _mandate_of(resolution: Resolution, _today: date) -> dict[str, Any]:
    votes = {name: getattr(resolution, name) for name in ("votes_for", "votes_against", "abstained")}
    return {"valid_from": resolution.on_date, **votes}


def _talk_today(_about: Record, today: date) -> dict[str, Any]:
    return {"on_date": today}


_FROM: dict[tuple[str, str], Callable[[Any, date], dict[str, Any]]] = {
    (Paper.type.name, Resolution.type.name): _resolution_of,
    (Paper.type.name, Paper.type.name): _statement_on,
    (Resolution.type.name, Mandate.type.name): _mandate_of,
    (Resolution.type.name, Order.type.name): _order_of,
    (Person.type.name, ContactNote.type.name): _talk_today,
    (Institution.type.name, ContactNote.type.name): _talk_today,
}
