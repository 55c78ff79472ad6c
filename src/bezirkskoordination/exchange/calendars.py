"""Meetings as calendar entries (iCalendar, RFC 5545), for every calendar program; nobody's name goes along."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.network import COUNCIL, Body, Meeting, MeetingStatus
from bezirkskoordination.rules import meetings
from bezirkskoordination.rules.sittings import Sitting
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_HERE = ZoneInfo("Europe/Berlin")
_MAKER = "-//Bezirkskoordination//DE"
_DEADLINE = N_("Calendar", "Abgabefrist: {} am {}")
_AGENDA = N_("Calendar", "Tagesordnung:")


def calendar(reader: Reader, found: Iterable[Meeting], now: datetime) -> bytes:
    """The meetings as one calendar; a sitting of the council brings its Abgabefrist as an entry of its own."""
    import icalendar  # late: slow to load and needed for this alone

    made = icalendar.Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for meeting in found:
        body = reader.get(Body, meeting.body)
        made.add_component(_event(icalendar.Event(), meeting, body, now))
        if body.kind == COUNCIL and meeting.status is not MeetingStatus.CANCELLED:
            deadline = Sitting.planned(meeting, setting(reader, "deadline_days") or 0).deadline
            made.add_component(_deadline(icalendar.Event(), meeting, body, deadline, now))
    return bytes(made.to_ical())


def _event(event: Any, meeting: Meeting, body: Body, now: datetime) -> Any:
    event.add("uid", f"{meeting.uid}@bezirkskoordination")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", body.name)
    event.add("dtstart", _moment(meeting.on_date, meeting.time_from))
    if meeting.time_from and meeting.time_until:
        event.add("dtend", _moment(meeting.on_date, meeting.time_until))
    if meeting.place:
        event.add("location", meeting.place)
    if agenda := [f"{one.number} {' '.join(one.line.text.split())}" for one in _topics(meeting) if one.line]:
        event.add("description", "\n".join([str(_AGENDA), *agenda]))
    event.add("status", "CANCELLED" if meeting.status is MeetingStatus.CANCELLED else "CONFIRMED")
    return event


def _topics(meeting: Meeting) -> list[meetings.Topic]:
    return meetings.topics(meeting.agenda)


def _deadline(event: Any, meeting: Meeting, body: Body, on: date, now: datetime) -> Any:
    event.add("uid", f"{meeting.uid}-frist@bezirkskoordination")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", _DEADLINE(body.name, f"{meeting.on_date:%d.%m.%Y}"))
    event.add("dtstart", on)
    return event


def _moment(day: date, said: str) -> date | datetime:
    """A moment in universal time, which every program understands alike; without a time the whole day."""
    if not said:
        return day
    hour, minute = (int(part) for part in said.split(":"))
    return datetime.combine(day, time(hour, minute), _HERE).astimezone(UTC)
