"""What minutes mean for orders, that approved minutes stay as they are, and where a sitting stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.conftest import TODAY

from bezirkskoordination.actions import editing, importing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.meetings import found_bodies, plan_sitting
from bezirkskoordination.actions.settings import change_setting
from bezirkskoordination.records import Body, Meeting, Order, Person
from bezirkskoordination.records.network import COUNCIL, AgendaLine, LineKind, MeetingStatus, OrderStatus
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules.plans import Planned
from bezirkskoordination.rules.sittings import Sitting, next_sitting
from bezirkskoordination.store.settings import setting

K, M = LineKind, MeetingStatus
DAY = date(2026, 10, 15)


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    """A round table of last month, held."""

    def begin(unit) -> Meeting:  # type: ignore[no-untyped-def]
        found_bodies(unit)
        unit.add(Person(last_name="Kranichfeld"))
        body = unit.where(Body, kind="RUNDER_TISCH")[0]
        made = Meeting(body=body.id, on_date=DAY, agenda=(AgendaLine(text="Sommerfest"),))
        return editing.save(unit, None, made, [Step(M.HELD, DAY)])

    return desk.do("Anfang", begin)


def written(desk: Desk, meeting: Meeting, *lines: AgendaLine) -> Meeting:
    (before,) = desk.office.read.page(Meeting.type, [meeting.id or 0])
    after = replace(before, agenda=(AgendaLine(text="Sommerfest"), *lines))
    return desk.do("Protokoll", lambda unit: editing.save(unit, before, after))  # type: ignore[return-value]


def orders(desk: Desk) -> list[Order]:
    return desk.office.read.all(Order)


def test_an_order_in_the_minutes_becomes_a_record_and_follows_its_line(desk: Desk, meeting: Meeting) -> None:
    kept = written(desk, meeting, AgendaLine(kind=K.ORDER, text="Raum\nanfragen", person=1, due_on=DAY))
    (order,) = orders(desk)
    assert (order.text, order.person, order.due_on, order.given_on, order.meeting) == (
        "Raum anfragen", 1, DAY, DAY, meeting.id,
    )  # fmt: skip
    assert kept.agenda[1].order == order.id
    later = DAY + timedelta(30)
    kept = written(desk, meeting, replace(kept.agenda[1], text="Saal anfragen", due_on=later))
    assert [(one.id, one.text, one.due_on) for one in orders(desk)] == [(order.id, "Saal anfragen", later)]
    written(desk, meeting, replace(kept.agenda[1], kind=K.INFORMATION))
    assert orders(desk) == []
    for _step in range(3):
        desk.undo()
    assert orders(desk) == []
    desk.redo()
    assert [one.text for one in orders(desk)] == ["Raum anfragen"]


def test_what_is_changed_at_the_order_itself_is_not_overwritten_by_its_line(desk: Desk, meeting: Meeting) -> None:
    kept = written(desk, meeting, AgendaLine(kind=K.ORDER, text="Raum", person=1, due_on=DAY))
    (order,) = orders(desk)
    desk.do("Frist", lambda unit: editing.save(unit, order, replace(order, due_on=TODAY)))
    written(desk, meeting, kept.agenda[1], AgendaLine(kind=K.INFORMATION, text="noch etwas"))
    assert orders(desk)[0].due_on == TODAY


def test_an_order_that_is_done_stays_when_its_line_goes(desk: Desk, meeting: Meeting) -> None:
    written(desk, meeting, AgendaLine(kind=K.ORDER, text="Raum", person=1, due_on=DAY))
    (order,) = orders(desk)
    desk.do("Erledigt", lambda unit: editing.take(unit, order, Step(OrderStatus.DONE, TODAY)))
    written(desk, meeting)
    assert [one.status for one in orders(desk)] == [OrderStatus.DONE]


def test_carrying_is_counted_by_the_agendas_an_order_stands_on(desk: Desk, meeting: Meeting) -> None:
    kept = written(desk, meeting, AgendaLine(kind=K.ORDER, text="Raum", person=1, due_on=DAY))
    line = replace(kept.agenda[1], carried=1)

    def also(unit) -> Meeting:  # type: ignore[no-untyped-def]
        return editing.save(unit, None, Meeting(body=meeting.body, on_date=TODAY, agenda=(line,)))

    made = [desk.do("Nächstes", also) for _ in range(3)]
    assert [one.carried for one in orders(desk)] == [3]
    desk.do("Löschen", lambda unit: editing.delete(unit, made[:1]))
    assert [one.carried for one in orders(desk)] == [2]
    (left,) = desk.office.read.page(Meeting.type, [made[1].id or 0])
    desk.do("Kürzen", lambda unit: editing.save(unit, left, replace(left, agenda=())))
    assert [one.carried for one in orders(desk)] == [1]
    (last,) = desk.office.read.page(Meeting.type, [made[2].id or 0])
    desk.do("Fällt aus", lambda unit: editing.take(unit, last, Step(M.CANCELLED, TODAY)))
    assert [one.carried for one in orders(desk)] == [0]
    desk.undo()
    assert [one.carried for one in orders(desk)] == [1]


# --- approved minutes ---------------------------------------------------------------------


def approved(desk: Desk, meeting: Meeting) -> Meeting:
    def approve(unit) -> Meeting:  # type: ignore[no-untyped-def]
        kept = unit.get(Meeting, meeting.id)
        for to in (M.DRAFTED, M.APPROVED):
            kept = editing.take(unit, kept, Step(to, TODAY))
        return kept

    return desk.do("Genehmigt", approve)


def test_approved_minutes_stay_as_they_are_whichever_way_one_tries(desk: Desk, meeting: Meeting) -> None:
    sealed = approved(desk, meeting)
    changed = replace(sealed, place="woanders")
    tries = (
        lambda unit: editing.save(unit, sealed, changed),
        lambda unit: editing.save(unit, sealed, replace(sealed, agenda=())),
        lambda unit: editing.save(unit, sealed, replace(sealed, notes="nachgetragen")),
        lambda unit: editing.take_back(unit, sealed),
        lambda unit: editing.take(unit, sealed, Step(M.DRAFTED, TODAY)),
        lambda unit: editing.delete(unit, [sealed]),
        lambda unit: importing.carry_out(unit, [Planned(sealed, changed)]),
    )
    for one in tries:
        with pytest.raises(Refused):
            desk.do("Versuch", one)
    assert desk.office.read.all(Meeting) == [sealed]
    desk.undo()  # the slip of a moment ago is taken back like any other step
    assert desk.office.read.all(Meeting)[0].status is M.HELD


def test_an_order_goes_on_after_its_minutes_are_approved(desk: Desk, meeting: Meeting) -> None:
    written(desk, meeting, AgendaLine(kind=K.ORDER, text="Raum", person=1, due_on=DAY))
    sealed = approved(desk, meeting)
    (order,) = orders(desk)
    desk.do("Frist", lambda unit: editing.save(unit, order, replace(order, due_on=TODAY)))
    assert orders(desk)[0].due_on == TODAY
    assert desk.office.read.all(Meeting) == [sealed]


def test_a_step_that_cannot_be_taken_yet_is_refused_at_the_desk(desk: Desk, meeting: Meeting) -> None:
    desk.do("Auftrag", lambda unit: editing.save(unit, meeting, replace(
        meeting, agenda=(AgendaLine(kind=K.ORDER, text="Raum"),)
    )))  # fmt: skip
    drafted = desk.do("Entwurf", lambda unit: editing.take(unit, unit.get(Meeting, meeting.id), Step(M.DRAFTED, TODAY)))
    with pytest.raises(Refused, match="wer ihn bis wann"):
        desk.do("Genehmigt", lambda unit: editing.take(unit, drafted, Step(M.APPROVED, TODAY)))
    ahead = desk.do("Plan", lambda unit: editing.save(unit, None, Meeting(body=1, on_date=TODAY + timedelta(3))))
    with pytest.raises(BadValue, match="erst am"):
        desk.do("Durchgeführt", lambda unit: editing.take(unit, ahead, Step(M.HELD, TODAY)))


# --- sittings -----------------------------------------------------------------------------


def next_one(desk: Desk) -> Sitting | None:
    return next_sitting(desk.office.read, setting(desk.office.read, "deadline_days"), TODAY)


def test_the_next_sitting_is_a_meeting_of_the_council(desk: Desk) -> None:
    assert next_one(desk) is None
    past = desk.do("Sitzung", lambda unit: plan_sitting(unit, TODAY - timedelta(1)))
    assert next_one(desk) is None
    for ahead in (40, 19):
        desk.do("Sitzung", lambda unit, ahead=ahead: plan_sitting(unit, TODAY + timedelta(ahead)))
    found = next_one(desk)
    assert found is not None
    assert (found.on, found.deadline) == (date(2026, 12, 1), date(2026, 11, 17))
    desk.do("Frist", lambda unit: change_setting(unit, "deadline_days", "10"))
    assert next_one(desk).deadline == date(2026, 11, 21)  # type: ignore[union-attr]
    kept = desk.do("Sitzung", lambda unit: plan_sitting(unit, date(2026, 12, 1), date(2026, 11, 19)))
    assert Sitting.planned(kept, 10).deadline == date(2026, 11, 19)
    assert desk.office.read.count(Meeting.type) == 3
    assert [one.kind for one in desk.office.read.all(Body)] == [COUNCIL]
    desk.do("Fällt aus", lambda unit: editing.take(unit, kept, Step(M.CANCELLED, TODAY)))
    assert next_one(desk).on == TODAY + timedelta(40)  # type: ignore[union-attr]
    assert past.status is M.PLANNED


def test_a_deadline_behind_the_sitting_is_refused(desk: Desk) -> None:
    with pytest.raises(BadValue, match="Abgabefrist"):
        desk.do("Sitzung", lambda unit: plan_sitting(unit, TODAY, TODAY + timedelta(1)))
