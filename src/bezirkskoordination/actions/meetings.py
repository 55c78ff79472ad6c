"""Meetings as verbs: planning one, the next one after it, inviting, answering; what a recommendation becomes."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Consultation, Paper
from bezirkskoordination.records.kinds import show_cents, show_date
from bezirkskoordination.records.network import (
    COUNCIL,
    ROUND_TABLE,
    AgendaLine,
    Body,
    LineKind,
    Meeting,
    MeetingStatus,
    Order,
)
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules import meetings
from bezirkskoordination.rules.figures import Ledger, position_of
from bezirkskoordination.rules.rooms import RoomCheck
from bezirkskoordination.rules.sittings import council_body, next_sitting, sittings
from bezirkskoordination.store.settings import district_on, setting
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


def following(reader: Reader, body: Body, day: date) -> Meeting:
    """The next meeting of a body as it begins: its members on that day, its own agenda, what the last one left open.

    It is not kept.
    """
    last = last_meeting(reader, body)
    usual = last or Meeting(body=body.id or 0, on_date=day)
    return Meeting(
        body=body.id or 0, on_date=day, time_from=body.time_from or usual.time_from,
        time_until=body.time_until or usual.time_until, place=body.place or usual.place, accessible=usual.accessible,
        interpreting=usual.interpreting, childcare=usual.childcare, chair=body.chair or usual.chair,
        minutes_by=usual.minutes_by, invitation=usual.invitation,
        agenda=meetings.next_agenda(body.agenda, last.agenda if last else (), waiting_orders(reader, body)),
        attendance=meetings.invited_on(body, day), previous=last.id if last else None,
    )  # fmt: skip


# --- held, and what came of it ----------------------------------------------------------------


def hold(unit: Unit, meeting: Meeting, on: date) -> Meeting:
    """Record that a meeting took place; whoever had accepted was there, until somebody notes otherwise."""
    there = replace(meeting, attendance=meetings.taken_as_present(meeting.attendance))
    kept = editing.save(unit, meeting, there)
    return editing.take(unit, kept, Step(MeetingStatus.HELD, on))


def drafted(reader: Reader, meeting: Meeting, line: AgendaLine) -> Paper | None:
    """The paper that a recommendation has become, if it has."""
    papers = reader.where(Paper, meeting=meeting.id)
    return next((one for one in papers if one.recommendation == line.text), None)


_RECOMMENDED = N_("Meetings", "Empfehlung vom {}: {}")
_RECOMMENDATION = N_("Meetings", "Das Gremium „{}“ hat dem {} am {} unter TOP {} „{}“ empfohlen:\n\n„{}“{}")
_THERE = N_("Meetings", "\n\nAn dem Treffen nahmen {} Institutionen teil.")
_NO_TOPIC = N_("Meetings", "Allgemeines")


def draft_recommendation(unit: Unit, meeting: Meeting, line: AgendaLine) -> Paper:
    """Begin the paper that brings a recommendation before the council; refuses a line that is none, or is drafted.

    It is a draft for whoever may file it: the coordinator is no member of the council (domain facts 0, trap 4).
    """
    if line.kind is not LineKind.RECOMMENDATION:
        raise ValueError("only a recommendation becomes a paper")
    if known := drafted(unit, meeting, line):
        raise Refused(N_("Meetings", "Dazu gibt es schon eine Vorlage: „{}“."), known.title(unit.names))
    topic = next(one for one in meetings.topics(meeting.agenda) if line in one.items)
    title = " ".join((topic.line.text if topic.line else str(_NO_TOPIC)).split())
    day = show_date(meeting.on_date)
    body = unit.get(Body, meeting.body)
    organisations = meetings.organisations(meeting.attendance)
    facts = _RECOMMENDATION(
        body.name, _COUNCIL, day, topic.number, title, line.text, _THERE(organisations) if organisations > 1 else ""
    )
    return _draft(unit, meeting, _RECOMMENDED(day, title), line.text, facts, line.text)


def room_check(reader: Reader, meeting: Meeting, today: date) -> RoomCheck:
    """The rooms of the meeting's Haushaltsjahr against what is free of its Etat."""
    position = position_of(Ledger.of_money(reader), meeting.on_date.year, today)
    return RoomCheck.of(meeting, reader.all(Meeting), position)


_ROOM = N_("Meetings", "Raumkosten für das Treffen „{}“ am {}")
_ROOM_PROPOSAL = N_("Meetings", "Für den Raum des Treffens „{}“ am {} werden {} bereitgestellt.")
_ROOM_FACTS = N_("Meetings", "Das Treffen „{}“ soll am {}{}{} stattfinden. Der Raum kostet {}. {}")
_AT, _IN = N_("Meetings", " um {} Uhr"), N_("Meetings", " („{}“)")


def draft_room_paper(unit: Unit, meeting: Meeting, check: RoomCheck) -> Paper:
    """Begin the Antrag for the room of a meeting: what is missing, why, and for when."""
    name, day = unit.get(Body, meeting.body).name, show_date(meeting.on_date)
    facts = _ROOM_FACTS(
        name, day, _AT(meeting.time_from) if meeting.time_from else "", _IN(meeting.place) if meeting.place else "",
        show_cents(meeting.room_cost), check.words,
    )  # fmt: skip
    proposal = _ROOM_PROPOSAL(name, day, show_cents(check.missing))
    return _draft(unit, meeting, _ROOM(name, day), proposal, facts)


def _draft(
    unit: Unit, meeting: Meeting, subject: str, proposal: str, facts: str, recommendation: str = ""
) -> Paper:  # fmt: skip
    """An Antrag to the council, on the way to its next sitting."""
    recipient, route = to_the_council(unit, unit.today)
    paper = Paper(
        kind="ANTRAG", subject=subject, on_date=unit.today, recipient=recipient, proposal=proposal, facts=facts,
        own=True, meeting=meeting.id, recommendation=recommendation, consultations=(route,),
    )  # fmt: skip
    return editing.save(unit, None, paper)


def to_the_council(reader: Reader, today: date) -> tuple[str, Consultation]:
    """Whom an Antrag is addressed to, and the first line of its Beratungsfolge: the council's next sitting."""
    sitting = next_sitting(reader, setting(reader, "deadline_days") or 0, today)
    district = district_on(reader, sitting.on if sitting else today)
    route = Consultation(
        body=district.council_name if district else str(_COUNCIL), role="ENTSCHEIDUNG",
        on_date=sitting.on if sitting else None,
    )  # fmt: skip
    return district.recipient if district else "", route
