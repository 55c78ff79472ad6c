"""Meetings as calendar entries: read back by the library that others use, with time zones, deadlines and no names."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from click.testing import CliRunner
from tests.conftest import TODAY

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.meetings import found_bodies, plan_sitting
from bezirkskoordination.cli import main
from bezirkskoordination.exchange.calendars import calendar
from bezirkskoordination.records import Body, Meeting, Person
from bezirkskoordination.records.network import AgendaLine, Attendance, LineKind, MeetingStatus
from bezirkskoordination.store.office import OfficeFile

NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def desk(office: OfficeFile) -> Desk:
    made = Desk(office)
    made.do("Gremien", found_bodies)
    made.do("Person", lambda unit: unit.add(Person(last_name="Al-Sayed")))
    return made


def plan(desk: Desk, **values: Any) -> Meeting:
    body = desk.office.read.where(Body, kind="RUNDER_TISCH")[0]
    return desk.do("Plan", lambda unit: editing.save(unit, None, Meeting(body=body.id or 0, **values)))


def events(desk: Desk, *found: Meeting) -> list[Any]:
    read = icalendar.Calendar.from_ical(calendar(desk.office.read, found, NOW))
    assert read["prodid"]
    assert read["version"] == "2.0"
    return list(read.walk("VEVENT"))


@pytest.mark.parametrize("day", [date(2026, 7, 9), date(2026, 12, 10)])  # summer and winter
def test_an_entry_has_the_moment_in_the_district(desk: Desk, day: date) -> None:
    (event,) = events(desk, plan(desk, on_date=day, time_from="18:00", time_until="20:15", place="Saal; „Alte Schule“"))
    assert event.decoded("dtstart").astimezone(BERLIN) == datetime(day.year, day.month, day.day, 18, tzinfo=BERLIN)
    assert event.decoded("dtend").astimezone(BERLIN) == datetime(day.year, day.month, day.day, 20, 15, tzinfo=BERLIN)
    assert str(event["summary"]) == "Runder Tisch"
    assert str(event["location"]) == "Saal; „Alte Schule“"
    assert str(event["status"]) == "CONFIRMED"


def test_without_a_time_it_is_the_whole_day(desk: Desk) -> None:
    (event,) = events(desk, plan(desk, on_date=date(2026, 12, 10)))
    assert event.decoded("dtstart") == date(2026, 12, 10)
    assert "dtend" not in event


def test_the_agenda_goes_along_and_nobodys_name_does(desk: Desk) -> None:
    agenda = (
        AgendaLine(text="Begrüßung", presenter="Al-Sayed"), AgendaLine(text="Verschiedenes"),
        AgendaLine(kind=LineKind.ORDER, text="Frau Al-Sayed ruft an", person=1),
    )  # fmt: skip
    meeting = plan(desk, on_date=date(2026, 12, 10), agenda=agenda, attendance=(Attendance(person=1),), chair=1)
    (event,) = events(desk, meeting)
    assert str(event["description"]) == "Tagesordnung:\n1 Begrüßung\n2 Verschiedenes"
    assert b"Sayed" not in calendar(desk.office.read, [meeting], NOW)


def test_a_sitting_of_the_council_brings_its_deadline(desk: Desk) -> None:
    usual = desk.do("Sitzung", lambda unit: plan_sitting(unit, date(2026, 12, 1)))
    own = desk.do("Sitzung", lambda unit: plan_sitting(unit, date(2027, 2, 2), date(2027, 1, 20)))
    found = events(desk, usual, own)
    assert [(str(one["summary"]), one.decoded("dtstart")) for one in found] == [
        ("Stadtbezirksrat", date(2026, 12, 1)), ("Abgabefrist: Stadtbezirksrat am 01.12.2026", date(2026, 11, 17)),
        ("Stadtbezirksrat", date(2027, 2, 2)), ("Abgabefrist: Stadtbezirksrat am 02.02.2027", date(2027, 1, 20)),
    ]  # fmt: skip
    assert len({str(one["uid"]) for one in found}) == 4


def test_a_cancelled_meeting_says_so_under_its_old_name(desk: Desk) -> None:
    meeting = plan(desk, on_date=date(2026, 12, 10))
    (before,) = events(desk, meeting)
    cancelled = desk.do("Fällt aus", lambda unit: editing.take(unit, meeting, Step(MeetingStatus.CANCELLED, TODAY)))
    (after,) = events(desk, cancelled)
    assert str(after["status"]) == "CANCELLED"
    assert after["uid"] == before["uid"]


def test_on_the_command_line_meetings_are_a_calendar_and_nothing_else_is(desk: Desk, tmp_path: Path) -> None:
    plan(desk, on_date=date(2026, 12, 10))
    path = desk.office.path
    desk.office.close()
    out = tmp_path / "treffen.ics"
    done = CliRunner().invoke(main, ["export", str(path), "meeting", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert len(list(icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT"))) == 1
    refused = CliRunner().invoke(main, ["export", str(path), "person", "-o", str(tmp_path / "leute.ics")])
    assert refused.exit_code == 1
    assert "nur Treffen" in refused.stderr
    assert not (tmp_path / "leute.ics").exists()
