"""Meetings as verbs: planning one, the next one after it, inviting, answering; what a recommendation becomes."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.network import COUNCIL, ROUND_TABLE, Body, Meeting
from bezirkskoordination.store.sittings import council_body, sittings
from bezirkskoordination.store.unit import Unit

_COUNCIL = N_("Meetings", "Stadtbezirksrat")
_ROUND_TABLE = N_("Meetings", "Runder Tisch")
_AGENDA = N_(
    "Meetings", "Begrüßung und Vorstellung\nProtokoll des letzten Treffens\nOffene Aufträge\nBerichte\nVerschiedenes"
)


def found_bodies(unit: Unit) -> None:
    """The bodies that a new office begins with: the council it answers to, and the round table it is to hold."""
    unit.add(Body(name=str(_COUNCIL), kind=COUNCIL))
    unit.add(Body(name=str(_ROUND_TABLE), kind=ROUND_TABLE, agenda=str(_AGENDA)))


def plan_sitting(unit: Unit, day: date, deadline: date | None = None) -> Meeting:
    """Plan a sitting of the council; one that is planned for the same day takes this deadline.

    Refuses (BadValue) a deadline behind it. Without one the setting „deadline_days“ holds.
    """
    council = council_body(unit) or unit.add(Body(name=str(_COUNCIL), kind=COUNCIL))
    known = next((one for one in sittings(unit) if one.on_date == day), None)
    if known is not None:
        return editing.save(unit, known, replace(known, submission_deadline=deadline or known.submission_deadline))
    return editing.save(unit, None, Meeting(body=council.id or 0, on_date=day, submission_deadline=deadline))
