"""Meetings: what is carried on, who counts as there, which step may be taken."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.network import (
    AgendaLine,
    Answer,
    Attendance,
    Body,
    LineKind,
    Meeting,
    MeetingStatus,
    Member,
    Order,
    OrderStatus,
    Presence,
)
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import meetings

K = LineKind
DAY = date(2026, 10, 15)


def topic(text: str) -> AgendaLine:
    return AgendaLine(text=text)


def line(kind: LineKind, text: str = "etwas", **values: object) -> AgendaLine:
    return AgendaLine(kind=kind, text=text, **values)


def order(number: int, text: str = "Raum anfragen", carried: int = 0) -> Order:
    return Order(id=number, uid=f"o{number}", text=text, given_on=DAY, person=7, due_on=DAY, carried=carried)


# --- agenda -------------------------------------------------------------------------------


def test_lines_stand_under_their_point_and_points_are_numbered() -> None:
    lines = (
        line(K.INFORMATION, "vorweg"),
        topic("A"),
        line(K.ORDER, "a1"),
        topic("B"),
        topic("C"),
        line(K.STORE, "c1"),
    )
    told = [
        (one.number, one.line.text if one.line else "", [i.text for i in one.items]) for one in meetings.topics(lines)
    ]
    assert told == [(0, "", ["vorweg"]), (1, "A", ["a1"]), (2, "B", []), (3, "C", ["c1"])]
    assert [one.number for one in meetings.topics(lines[1:])] == [1, 2, 3]
    assert meetings.topics(()) == []


lines = st.lists(st.builds(AgendaLine, kind=st.sampled_from(LineKind), text=st.text(min_size=1, max_size=5)))


@given(lines)
def test_no_line_is_lost_between_points(given_: list[AgendaLine]) -> None:
    again = [one for t in meetings.topics(given_) for one in ((t.line, *t.items) if t.line else t.items)]
    assert again == given_


def test_the_next_agenda_is_the_bodys_own_with_what_was_left_open() -> None:
    previous = (
        topic("Begrüßung"), line(K.INFORMATION, "neu dabei"),
        topic("Sommerfest"), line(K.ORDER, "alt", order=1), line(K.STORE, "Bänke"), line(K.AGREEMENT, "am 3. Juli"),
        topic("Verschiedenes"), line(K.ORDER, "erledigt", order=2),
    )  # fmt: skip
    waiting = {1: order(1, "Raum anfragen", carried=2), 5: order(5, "Brief schreiben")}
    made = meetings.next_agenda("Begrüßung\n\n  Berichte\nVerschiedenes\n", previous, waiting)
    assert [(one.kind, one.text, one.order, one.carried) for one in made] == [
        (K.TOPIC, "Begrüßung", None, None),
        (K.TOPIC, "Berichte", None, None),
        (K.TOPIC, "Sommerfest", None, None),
        (K.ORDER, "Raum anfragen", 1, 3),
        (K.STORE, "Bänke", None, None),
        (K.TOPIC, "Offene Aufträge", None, None),
        (K.ORDER, "Brief schreiben", 5, 1),
        (K.TOPIC, "Verschiedenes", None, None),
    ]
    assert (made[3].person, made[3].due_on) == (7, DAY)


def test_an_agenda_without_anything_before_is_the_bodys_own() -> None:
    assert [one.text for one in meetings.next_agenda("A\nB", (), {})] == ["A", "B"]
    assert meetings.next_agenda("", (), {}) == ()


@given(
    st.lists(st.sampled_from(["A", "B", "C", "Offene Aufträge"]), max_size=4), lines,
    st.sets(st.integers(1, 6)), st.data(),
)  # fmt: skip
def test_every_waiting_order_is_carried_once(own: list[str], earlier: list[AgendaLine], ids: set[int], data) -> None:  # type: ignore[no-untyped-def]
    waiting = {one: order(one, carried=data.draw(st.integers(0, 4))) for one in ids}
    linked = [
        AgendaLine(kind=one.kind, text=one.text, order=at) if one.kind is K.ORDER else one
        for at, one in enumerate(earlier, 1)
    ]
    made = meetings.next_agenda("\n".join(own), linked, waiting)
    carried = Counter(one.order for one in made if one.order is not None)
    assert carried == Counter(ids)
    assert all(one.carried == waiting[one.order].carried + 1 for one in made if one.order is not None)
    assert Counter(one.text for one in made if one.kind is K.STORE) == Counter(
        one.text for one in earlier if one.kind is K.STORE
    )
    assert not any(one.kind in (K.INFORMATION, K.AGREEMENT, K.RECOMMENDATION) for one in made)


@pytest.mark.parametrize(
    ("carried", "said"),
    [(0, ""), (1, "übertragen"), (2, "zum 2. Mal übertragen"), (12, "zum 12. Mal übertragen")],
)  # fmt: skip
def test_how_often_an_order_was_carried_is_said(carried: int, said: str) -> None:
    assert meetings.carried_words(carried) == said


# --- people -------------------------------------------------------------------------------


def test_whoever_is_a_member_that_day_is_asked_once() -> None:
    members = (
        Member(institution=1), Member(institution=1), Member(person=2, institution=1),
        Member(person=3, valid_from=DAY + timedelta(1)), Member(person=4, valid_until=DAY - timedelta(1)),
        Member(person=5, valid_from=DAY, valid_until=DAY),
    )  # fmt: skip
    asked = meetings.invited_on(Body(name="RT", members=members), DAY)
    assert [(one.institution, one.person) for one in asked] == [(1, None), (1, 2), (None, 5)]
    assert all(one.invited and one.answer is Answer.OPEN for one in asked)


def test_answers_count_only_those_who_were_asked() -> None:
    rows = (
        Attendance(person=1, answer=Answer.YES), Attendance(person=2, answer=Answer.YES, invited=False),
        Attendance(person=3, answer=Answer.NO),
    )  # fmt: skip
    assert meetings.answers(rows) == {Answer.YES: 1, Answer.NO: 1}


def test_organisations_count_once_and_only_when_somebody_was_there() -> None:
    rows = (
        Attendance(institution=1, presence=Presence.PRESENT),
        Attendance(institution=1, person=2, presence=Presence.GUEST),
        Attendance(institution=3, presence=Presence.EXCUSED), Attendance(person=4, presence=Presence.PRESENT),
        Attendance(institution=5, answer=Answer.YES),
    )  # fmt: skip
    assert meetings.organisations(rows) == 1
    assert len(meetings.present(rows)) == 3


def test_what_was_answered_is_taken_for_what_came_until_somebody_notes_otherwise() -> None:
    rows = (
        Attendance(person=1, answer=Answer.YES), Attendance(person=2, answer=Answer.NO),
        Attendance(person=3, answer=Answer.MAYBE), Attendance(person=4, answer=Answer.YES, presence=Presence.ABSENT),
    )  # fmt: skip
    assert [one.presence for one in meetings.taken_as_present(rows)] == [
        Presence.PRESENT, Presence.EXCUSED, Presence.OPEN, Presence.ABSENT,
    ]  # fmt: skip


# --- steps --------------------------------------------------------------------------------


def test_a_meeting_is_not_held_before_its_day() -> None:
    meeting = Meeting(body=1, on_date=DAY)
    with pytest.raises(BadValue, match=r"erst am 15.10.2026"):
        meetings.check_step(meeting, MeetingStatus.HELD, DAY - timedelta(1))
    meetings.check_step(meeting, MeetingStatus.HELD, DAY)
    meetings.check_step(meeting, MeetingStatus.INVITED, DAY - timedelta(30))


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({}, True), ({"person": 1}, True), ({"due_on": DAY}, True), ({"person": 1, "due_on": DAY}, False),
        ({"institution": 1, "due_on": DAY}, False),
    ],
)  # fmt: skip
def test_minutes_are_approved_when_every_order_says_who_and_when(values: dict[str, object], refused: bool) -> None:
    meeting = Meeting(body=1, on_date=DAY, agenda=(topic("A"), line(K.ORDER, "Raum", **values)))
    if not refused:
        meetings.check_step(meeting, MeetingStatus.APPROVED, DAY)
        return
    with pytest.raises(Refused, match="Raum"):
        meetings.check_step(meeting, MeetingStatus.APPROVED, DAY)


def test_orders_wait_until_they_are_done_or_dropped() -> None:
    assert {one for one in OrderStatus if one in meetings.WAITING} == {OrderStatus.OPEN, OrderStatus.PARTLY}
