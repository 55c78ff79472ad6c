"""The list of a training: seats, moving up, what is learnt; each verb one step that one undo takes back."""

from dataclasses import replace
from datetime import date

import pytest

from bezirkskoordination.actions import editing, training
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.training import Outcome
from bezirkskoordination.records import Institution, Person, Training
from bezirkskoordination.records.people import Qualification
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.records.trainings import Participant, Participation, TrainingStatus
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.unit import Change

P, S = Participation, TrainingStatus
PAST, AHEAD = date(2026, 10, 5), date(2026, 12, 7)


@pytest.fixture
def people(office: OfficeFile) -> list[int]:
    with office.unit() as unit:
        return [unit.add(Person(last_name=name)).id or 0 for name in ("Anders", "Berg", "Conrad", "Demir")]


def course(desk: Desk, steps: tuple[Step, ...] = (Step(S.OPEN, date(2026, 9, 1)),), **values) -> Training:
    usual = {"name": "Datenschutz im Ehrenamt", "qualification": "DATENSCHUTZ", "start_on": PAST, "units": 400}
    return desk.do("Schulung", lambda unit: editing.save(unit, None, Training(**usual | values), steps))


def standing(one: Training) -> list[str]:
    return [row.status.value for row in one.participants]


class Heard:
    def __init__(self, desk: Desk) -> None:
        self.changes: list[Change] = []
        desk.subscribe(lambda changes: setattr(self, "changes", changes))

    def outcome(self, one: Training) -> Outcome:
        return Outcome.of(self.changes, one.id or 0)


def test_seats_are_taken_in_turn_and_a_cancelled_one_goes_to_who_waits(desk: Desk, people: list[int]) -> None:
    heard, one = Heard(desk), course(desk, places=2)
    for person in people:
        one = desk.do("anmelden", lambda unit, one=one, person=person: training.sign_up(unit, one, person))
    assert standing(one) == ["ANGEMELDET", "ANGEMELDET", "WARTELISTE", "WARTELISTE"]
    assert one.status is S.FULL

    before = one
    one = desk.do("absagen", lambda unit: training.mark(unit, before, (people[0],), P.CANCELLED))
    assert standing(one) == ["ABGESAGT", "ANGEMELDET", "ANGEMELDET", "WARTELISTE"]
    assert one.status is S.FULL
    assert heard.outcome(one) == Outcome(moved_up=(people[2],))
    desk.undo()
    assert desk.office.read.get(Training, one.id or 0) == before

    one = desk.do("streichen", lambda unit: training.strike(unit, before, people[:3]))
    assert standing(one) == ["ANGEMELDET"]
    assert one.status is S.OPEN
    assert desk.office.check() == []


def test_more_places_move_up_and_open_again_whoever_changes_them(desk: Desk, people: list[int]) -> None:
    rows = tuple(Participant(person=person, status=P.WAITING) for person in people)
    one = course(desk, places=1, participants=rows)
    assert standing(one) == ["ANGEMELDET", "WARTELISTE", "WARTELISTE", "WARTELISTE"]
    assert one.status is S.FULL
    one = desk.do("ändern", lambda unit: editing.save(unit, one, replace(one, places=3)))
    assert (one.status, standing(one).count("WARTELISTE")) == (S.FULL, 1)
    one = desk.do("ändern", lambda unit: editing.save(unit, one, replace(one, places=None)))
    assert (one.status, standing(one).count("WARTELISTE")) == (S.OPEN, 0)


def test_opening_a_training_that_is_full_already_says_so(desk: Desk, people: list[int]) -> None:
    rows = (Participant(person=people[0]),)
    one = course(desk, (), places=1, participants=rows)
    assert one.status is S.PLANNED
    one = desk.do("öffnen", lambda unit: editing.take(unit, one, Step(S.OPEN, date(2026, 9, 1))))
    assert one.status is S.FULL
    assert [event.effective_on for event in desk.office.read.history(one)] == [date(2026, 9, 1)] * 2
    with pytest.raises(Refused, match="von selbst"):
        desk.do("zurück", lambda unit: editing.take_back(unit, one))


def test_who_comes_back_stands_behind_those_who_waited(desk: Desk, people: list[int]) -> None:
    statuses = (P.CANCELLED, P.SIGNED_UP, P.WAITING)
    rows = tuple(Participant(person=person, status=one) for person, one in zip(people, statuses, strict=False))
    one = course(desk, places=1, participants=rows)
    one = desk.do("wieder", lambda unit: training.mark(unit, one, (people[0],), P.SIGNED_UP))
    assert [(row.person, row.status) for row in one.participants] == [
        (people[1], P.SIGNED_UP), (people[2], P.WAITING), (people[0], P.WAITING),
    ]  # fmt: skip
    assert desk.do("tun", lambda unit: training.mark(unit, one, (people[2],), P.SIGNED_UP)) == one  # no seat: waits on


def test_attending_gives_the_qualification_and_undo_takes_it_back(desk: Desk, people: list[int]) -> None:
    read = desk.office.read
    school = desk.do("VHS", lambda unit: unit.add(Institution(name="Lernhaus Nord", kind="BILDUNG")))
    rows = tuple(Participant(person=person) for person in people[:3])
    heard, one = Heard(desk), course(desk, participants=rows, end_on=date(2026, 10, 6), provider=school.id)
    one = desk.do("da", lambda unit: training.mark(unit, one, people[:2], P.ATTENDED))
    assert heard.outcome(one) == Outcome(earned=tuple(people[:2]))
    assert read.get(Person, people[0]).qualifications == (
        Qualification(
            qualification="DATENSCHUTZ", acquired_on=date(2026, 10, 6), units=400, provider="Lernhaus Nord",
            training=one.id,
        ),
    )  # fmt: skip
    assert read.get(Person, people[2]).qualifications == ()

    enough = desk.do("weniger", lambda unit: training.attend(unit, one, people[0], 320))
    assert read.get(Person, people[0]).qualifications[0].units == 320
    too_little = desk.do("noch weniger", lambda unit: training.attend(unit, enough, people[0], 319))
    assert heard.outcome(one) == Outcome(lost=(people[0],))
    assert read.get(Person, people[0]).qualifications == ()
    assert [row.units for row in too_little.participants] == [319, 400, None]
    for _step in range(3):
        desk.undo()
    assert [read.get(Person, person).qualifications for person in people] == [()] * 4
    for _step in range(3):
        desk.redo()
    assert [len(read.get(Person, person).qualifications) for person in people] == [0, 1, 0, 0]
    assert read.get(Training, one.id or 0) == too_little


def test_what_is_learnt_follows_the_training_and_its_list(desk: Desk, people: list[int]) -> None:
    read = desk.office.read
    rows = tuple(Participant(person=person, status=P.ATTENDED, units=400) for person in people)
    one = course(desk, participants=rows)
    assert all(read.get(Person, person).qualifications for person in people)
    longer = desk.do("länger", lambda unit: editing.save(unit, one, replace(one, units=600)))
    assert not any(read.get(Person, person).qualifications for person in people)  # 4 of 6 lessons are not 80 %
    other = replace(longer, units=400, qualification="KINDERSCHUTZ")
    desk.do("anders", lambda unit: editing.save(unit, longer, other))
    assert {read.get(Person, person).qualifications[0].qualification for person in people} == {"KINDERSCHUTZ"}
    kept = read.get(Training, one.id or 0)
    desk.do("streichen", lambda unit: training.strike(unit, kept, people[:1]))
    assert read.get(Person, people[0]).qualifications == ()
    with pytest.raises(Refused, match="wird noch gebraucht"):  # somebody has learnt there
        desk.do("löschen", lambda unit: editing.delete(unit, [unit.get(Training, one.id or 0)]))


def test_what_cannot_be_is_refused_and_changes_nothing(desk: Desk, people: list[int]) -> None:
    ahead = course(desk, start_on=AHEAD, participants=(Participant(person=people[0]),))
    for status in (P.ATTENDED, P.MISSED):
        with pytest.raises(Refused, match=r"07\.12\.2026"):
            desk.do("da", lambda unit, status=status: training.mark(unit, ahead, people, status))
    with pytest.raises(BadValue, match="Anders steht schon auf der Liste"):
        desk.do("zweimal", lambda unit: training.sign_up(unit, ahead, people[0]))
    held = course(desk, participants=(Participant(person=people[0]),))
    with pytest.raises(BadValue, match="mehr Unterrichtsstunden"):
        desk.do("zu viel", lambda unit: training.attend(unit, held, people[0], 401))
    with pytest.raises(BadValue, match="endet erst am") as refusal:
        desk.do("gehalten", lambda unit: editing.take(unit, held, Step(S.HELD, date(2026, 10, 4))))
    assert refusal.value.field == "effective_on"
    with pytest.raises(Refused, match="von selbst"):
        desk.do("voll", lambda unit: editing.take(unit, held, Step(S.FULL, PAST)))
    off = desk.do("abgesagt", lambda unit: editing.take(unit, held, Step(S.CANCELLED, PAST)))
    with pytest.raises(Refused, match="abgesagt"):
        desk.do("anmelden", lambda unit: training.sign_up(unit, off, people[1]))
    assert desk.office.read.get(Training, off.id or 0) == off
    assert desk.office.read.get(Training, ahead.id or 0) == ahead


def test_whoever_came_to_a_full_training_unannounced_is_on_the_list(desk: Desk, people: list[int]) -> None:
    rows = (Participant(person=people[0], status=P.ATTENDED, units=400),)
    one = course(desk, places=1, participants=rows)
    one = desk.do("gehalten", lambda unit: editing.take(unit, one, Step(S.HELD, PAST)))
    one = desk.do("auch da", lambda unit: training.sign_up(unit, one, people[1]))
    one = desk.do("auch da", lambda unit: training.mark(unit, one, (people[1],), P.ATTENDED))
    assert standing(one) == ["TEILGENOMMEN", "TEILGENOMMEN"]
    assert one.status is S.HELD
    assert desk.office.read.get(Person, people[1]).qualifications


def test_the_share_that_is_enough_is_a_setting(desk: Desk, people: list[int]) -> None:
    from bezirkskoordination.actions.settings import change_setting

    desk.do("Einstellung", lambda unit: change_setting(unit, "attendance_percent", "50"))
    rows = tuple(
        Participant(person=person, status=P.ATTENDED, units=units)
        for person, units in zip(people, (199, 200, 300), strict=False)
    )
    course(desk, participants=rows)
    assert [bool(desk.office.read.get(Person, person).qualifications) for person in people] == [
        False,
        True,
        True,
        False,
    ]
