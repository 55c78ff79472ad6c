"""Meetings as verbs: the next one, how one was held, and what a recommendation or a room becomes."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.conftest import TODAY

from bezirkskoordination.actions import editing, meetings
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records import Body, Budget, Institution, Meeting, Order, Paper, Person
from bezirkskoordination.records.network import (
    AgendaLine,
    Answer,
    Attendance,
    LineKind,
    MeetingStatus,
    Member,
    OrderStatus,
    Presence,
)
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store.office import OfficeFile

K, M = LineKind, MeetingStatus
DAY = date(2026, 10, 15)


@pytest.fixture
def desk(make_office: Any) -> Desk:
    made: OfficeFile = make_office()
    desk = Desk(made)

    def begin(unit: Any) -> None:
        begin_office(unit, shipped_offices()[0])
        unit.add(Institution(name="Sportverein", kind="VEREIN_SPORT"))
        unit.add(Institution(name="Kirche", kind="KIRCHE"))
        unit.add(Person(last_name="Kranichfeld"))
        table = unit.where(Body, kind="RUNDER_TISCH")[0]
        body = Body(**{**vars(table), "place": "Saal", "time_from": "18:00", "chair": 1, "members": (
            Member(institution=1), Member(institution=2), Member(person=1),
        )})  # fmt: skip
        unit.change(table, body)

    desk.do("Anfang", begin)
    return desk


def table(desk: Desk) -> Body:
    return desk.office.read.where(Body, kind="RUNDER_TISCH")[0]


def held(desk: Desk, *lines: AgendaLine) -> Meeting:
    def hold(unit: Any) -> Meeting:
        begun = meetings.following(unit, table(desk), DAY)
        rows = tuple(
            Attendance(institution=one.institution, person=one.person, answer=Answer.YES) for one in begun.attendance
        )
        last = begun.agenda[-1]
        agenda = (*begun.agenda[:-1], last, *lines)
        kept = editing.save(unit, None, Meeting(**{**vars(begun), "agenda": agenda, "attendance": rows}))
        return meetings.hold(unit, kept, DAY)

    return desk.do("Treffen", hold)


def test_the_first_meeting_of_a_body_begins_with_what_it_usually_has(desk: Desk) -> None:
    begun = meetings.following(desk.office.read, table(desk), DAY)
    assert (begun.place, begun.time_from, begun.chair, begun.previous) == ("Saal", "18:00", 1, None)
    assert begun.agenda[0].text == "Begrüßung und Vorstellung"
    assert [(one.institution, one.person) for one in begun.attendance] == [(1, None), (2, None), (None, 1)]


def test_an_order_is_carried_from_meeting_to_meeting_until_it_is_done(desk: Desk) -> None:
    first = held(desk, AgendaLine(kind=K.ORDER, text="Raum anfragen", institution=1, due_on=DAY))
    counts = []
    for weeks in (2, 3, 4):
        begun = meetings.following(desk.office.read, table(desk), DAY + timedelta(weeks=weeks))
        (line,) = (one for one in begun.agenda if one.kind is K.ORDER)
        assert begun.previous is not None
        counts.append(line.carried)
        desk.do("Nächstes", lambda unit, begun=begun: editing.save(unit, None, begun))
    (order,) = desk.office.read.all(Order)
    assert counts == [1, 2, 3]
    assert order.carried == 3
    assert order.meeting == first.id
    desk.do("Erledigt", lambda unit: editing.take(unit, order, Step(OrderStatus.DONE, TODAY)))
    begun = meetings.following(desk.office.read, table(desk), TODAY)
    assert not [one for one in begun.agenda if one.kind is K.ORDER]


def test_holding_takes_the_answers_for_what_came_as_one_step(desk: Desk) -> None:
    meeting = held(desk)
    assert meeting.status is M.HELD
    assert {one.presence for one in meeting.attendance} == {Presence.PRESENT}
    desk.undo()
    assert desk.office.read.count(Meeting.type) == 0


def test_a_recommendation_becomes_a_draft_on_its_way_to_the_council(desk: Desk) -> None:
    desk.do("Sitzung", lambda unit: meetings.plan_sitting(unit, date(2026, 12, 1)))
    line = AgendaLine(kind=K.RECOMMENDATION, text="Der Stadtbezirksrat möge den Raum prüfen.")
    meeting = held(desk, line)
    paper = desk.do("Vorlage", lambda unit: meetings.draft_recommendation(unit, meeting, line))
    assert (paper.kind, paper.own, paper.reference, paper.meeting) == ("ANTRAG", True, "", meeting.id)
    assert paper.proposal == paper.recommendation == line.text
    assert paper.originator == ""  # whoever files it, it is not the coordinator
    (route,) = paper.consultations
    assert (route.body, route.role, route.on_date) == (
        "Stadtbezirksrat im Stadtbezirk 111 Hondelage-Volkmarode", "ENTSCHEIDUNG", date(2026, 12, 1),
    )  # fmt: skip
    assert "„Runder Tisch“" in paper.facts
    assert "15.10.2026" in paper.facts
    assert "2 Institutionen" in paper.facts
    assert meetings.drafted(desk.office.read, meeting, line) == paper
    with pytest.raises(Refused, match="schon eine Vorlage"):
        desk.do("Noch einmal", lambda unit: meetings.draft_recommendation(unit, meeting, line))
    desk.undo()
    assert desk.office.read.all(Paper) == []


def test_a_recommendation_is_drafted_also_after_its_minutes_are_approved(desk: Desk) -> None:
    line = AgendaLine(kind=K.RECOMMENDATION, text="Prüfen.")
    meeting = held(desk, line)

    def approve(unit: Any) -> Meeting:
        kept = editing.take(unit, meeting, Step(M.DRAFTED, TODAY))
        return editing.take(unit, kept, Step(M.APPROVED, TODAY))

    sealed = desk.do("Genehmigt", approve)
    desk.do("Vorlage", lambda unit: meetings.draft_recommendation(unit, sealed, line))
    assert desk.office.read.all(Meeting)[-1] == sealed


def test_the_antrag_for_a_room_asks_for_what_is_missing(desk: Desk) -> None:
    desk.do("Etat", lambda unit: unit.add(Budget(year=2026, amount=4_520)))
    planned = Meeting(body=table(desk).id or 0, on_date=date(2026, 12, 10), room_cost=12_000, place="Saal")
    kept = desk.do("Plan", lambda unit: editing.save(unit, None, planned))
    check = meetings.room_check(desk.office.read, kept, TODAY)
    assert (check.planned, check.free, check.missing) == (12_000, 4_520, 7_480)
    paper = desk.do("Antrag", lambda unit: meetings.draft_room_paper(unit, kept, check))
    assert paper.kind == "ANTRAG"
    assert "74,80" in paper.proposal
    for said in ("10.12.2026", "„Saal“", "120,00", "45,20", "74,80"):
        assert said in paper.facts
    assert paper.consultations[0].role == "ENTSCHEIDUNG"
