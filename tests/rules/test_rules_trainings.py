"""Seats of a training: nobody is passed over, nobody sits twice, and 80 % are 80 %."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.people import Person, Qualification
from bezirkskoordination.records.trainings import Participant, Participation, Training, TrainingStatus
from bezirkskoordination.rules import trainings

P, S = Participation, TrainingStatus
SEATED = {P.SIGNED_UP, P.ATTENDED, P.MISSED}


def training(*statuses: Participation, **values) -> Training:
    usual = {"name": "Erste Hilfe", "start_on": date(2026, 5, 5), "status": S.OPEN}
    rows = tuple(Participant(person=at, status=one) for at, one in enumerate(statuses, 1))
    return Training(**usual | {"participants": rows} | values)


@given(st.lists(st.sampled_from(list(P)), max_size=12), st.none() | st.integers(1, 8), st.sampled_from(list(S)))
def test_whoever_waits_longest_gets_the_free_seat(
    statuses: list[Participation], places: int | None, status: TrainingStatus
) -> None:
    before = training(*statuses, places=places, status=status)
    after = trainings.settled(before)
    assert [one.person for one in after.participants] == [one.person for one in before.participants]
    moved = trainings.moved_up(before, after)
    if status in (S.HELD, S.CANCELLED):
        assert after == before
        assert moved == ()
        return
    seated = sum(one in SEATED for one in statuses)
    waiting = [at for at, one in enumerate(statuses, 1) if one is P.WAITING]
    seats = len(waiting) if places is None else max(0, places - seated)
    assert list(moved) == waiting[:seats]
    for old, new in zip(before.participants, after.participants, strict=True):
        assert new == old or (old.person in moved and new.status is P.SIGNED_UP)
    assert trainings.settled(after) == after
    if status in (S.OPEN, S.FULL):
        full = places is not None and seated + len(moved) >= places
        assert trainings.booked(after) is (S.FULL if full else S.OPEN)
    else:
        assert trainings.booked(after) is status


def test_somebody_new_waits_behind_those_who_wait() -> None:
    assert trainings.joins_as(training(P.SIGNED_UP, places=2)) is P.SIGNED_UP
    assert trainings.joins_as(training(P.SIGNED_UP, P.MISSED, places=2)) is P.WAITING
    assert trainings.joins_as(training(P.SIGNED_UP, P.CANCELLED, places=2)) is P.SIGNED_UP
    assert trainings.joins_as(training(P.WAITING)) is P.WAITING
    assert trainings.joins_as(training(P.ATTENDED, places=1, status=S.HELD)) is P.SIGNED_UP  # came unannounced


@pytest.mark.parametrize(
    ("units", "attended", "percent", "passed"),
    [
        (800, 640, 80, True), (800, 639, 80, False), (300, 240, 80, True), (250, 200, 80, True), (250, 199, 80, False),
        (None, 500, 80, False), (800, None, 80, False), (800, 800, 100, True), (800, 799, 100, False),
    ],
)  # fmt: skip
def test_enough_is_enough_to_the_hundredth(units: int | None, attended: int | None, percent: int, passed: bool) -> None:
    one = Participant(person=1, status=P.ATTENDED, units=attended)
    assert trainings.has_passed(training(units=units), one, percent) is passed
    missed = Participant(person=1, status=P.MISSED, units=attended)
    assert not trainings.has_passed(training(units=units), missed, percent)


def test_what_a_training_gave_follows_it_and_what_was_noted_by_hand_stays() -> None:
    own = Qualification(qualification="ERSTE_HILFE", acquired_on=date(2020, 1, 1))
    person = Person(last_name="A", qualifications=(own,))
    held = training(id=7, units=800, qualification="DATENSCHUTZ", end_on=date(2026, 5, 6))
    row = trainings.earned(held, Participant(person=1, status=P.ATTENDED, units=700), 80, "VHS")
    assert row is not None
    assert (row.acquired_on, row.units, row.provider, row.training) == (date(2026, 5, 6), 700, "VHS", 7)
    taught = trainings.with_earned(person, held, row)
    assert taught.qualifications == (own, row)
    noted = Person(last_name="A", qualifications=(own, Qualification(**{**vars(row), "proof": "Ordner 3"})))
    again = trainings.with_earned(noted, held, Qualification(**{**vars(row), "units": 800}))
    assert (again.qualifications[1].proof, again.qualifications[1].units) == ("Ordner 3", 800)
    assert trainings.with_earned(taught, held, None) == person
    assert trainings.earned(training(units=800), Participant(person=1, status=P.ATTENDED, units=800), 80, "") is None
