"""Meetings as verbs: planning one, the next one after it, inviting, answering; what a recommendation becomes."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.network import COUNCIL, ROUND_TABLE, Body, Meeting, MeetingStatus, Order
from bezirkskoordination.rules import meetings
from bezirkskoordination.rules.sittings import council_body, sittings
from bezirkskoordination.store.unit import Reader, Unit

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


# --- the next one -------------------------------------------------------------------------


def last_meeting(reader: Reader, body: Body) -> Meeting | None:
    """The latest meeting of a body that was not cancelled."""
    held = (one for one in reader.where(Meeting, body=body.id) if one.status is not MeetingStatus.CANCELLED)
    return max(held, key=lambda one: (one.on_date, one.id or 0), default=None)


def waiting_orders(reader: Reader, body: Body) -> dict[int, Order]:
    """The orders out of a body's meetings that wait, by id, in the order in which they were given."""
    own = {one.id for one in reader.where(Meeting, body=body.id)}
    waiting = [one for one in reader.all(Order) if one.meeting in own and one.status in meetings.WAITING]
    return {one.id or 0: one for one in sorted(waiting, key=lambda one: (one.given_on, one.id or 0))}


def following(reader: Reader, body: Body, day: date | None, today: date) -> Meeting:
    """The next meeting of a body as it begins: its members, its own agenda, what the last one left open.

    It is not kept; without a day the form asks for one.
    """
    last = last_meeting(reader, body)
    usual = last or Meeting(body=body.id or 0, on_date=today)
    return Meeting(
        body=body.id or 0, on_date=day, time_from=body.time_from or usual.time_from,  # type: ignore[arg-type]
        time_until=body.time_until or usual.time_until, place=body.place or usual.place, accessible=usual.accessible,
        interpreting=usual.interpreting, childcare=usual.childcare, chair=body.chair or usual.chair,
        minutes_by=usual.minutes_by, invitation=usual.invitation,
        agenda=meetings.next_agenda(body.agenda, last.agenda if last else (), waiting_orders(reader, body)),
        attendance=meetings.invited_on(body, day or today), previous=last.id if last else None,
    )  # fmt: skip
