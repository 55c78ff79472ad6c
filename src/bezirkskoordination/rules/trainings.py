"""Seats of a training, who moves up, and what attending it gives. Decides; changes nothing."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.records.people import Person, Qualification
from bezirkskoordination.records.trainings import Participant, Participation, Training, TrainingStatus

_P, _S = Participation, TrainingStatus
#: Who holds a seat.
SEATED = frozenset({_P.SIGNED_UP, _P.ATTENDED, _P.MISSED})
#: Trainings whose list lives: others move nobody up any more.
LIVING = frozenset({_S.PLANNED, _S.OPEN, _S.FULL})


def last_day(training: Training) -> date:
    """The day on which it ends."""
    return training.end_on or training.start_on


def count(training: Training, *statuses: Participation) -> int:
    """How many stand on its list like this."""
    return sum(one.status in statuses for one in training.participants)


def free_seats(training: Training) -> int | None:
    """How many seats are left; None where there is no limit. Below zero, more hold a seat than there are."""
    return None if training.places is None else training.places - count(training, *SEATED)


def joins_as(training: Training) -> Participation:
    """How somebody new stands on the list: with a seat, or waiting behind those who wait already."""
    free = free_seats(training)
    waits = training.status in LIVING and (count(training, _P.WAITING) > 0 or (free is not None and free <= 0))
    return _P.WAITING if waits else _P.SIGNED_UP


def settled(training: Training) -> Training:
    """The training with everybody moved up from the waiting list for whom there is a seat, in their order."""
    if training.status not in LIVING:
        return training
    free, rows = free_seats(training), list(training.participants)
    for at, one in enumerate(rows):
        if one.status is _P.WAITING and (free is None or free > 0):
            rows[at] = replace(one, status=_P.SIGNED_UP)
            free = None if free is None else free - 1
    return replace(training, participants=tuple(rows))


def booked(training: Training) -> TrainingStatus:
    """The status that the seats ask for: open while registration is, full when no seat is left."""
    if training.status not in (_S.OPEN, _S.FULL):
        return training.status
    free = free_seats(training)
    return _S.FULL if free is not None and free <= 0 else _S.OPEN


def moved_up(before: Training, after: Training) -> tuple[int, ...]:
    """The persons who waited and now have a seat."""
    waited = {one.person for one in before.participants if one.status is _P.WAITING}
    return tuple(one.person for one in after.participants if one.person in waited and one.status is _P.SIGNED_UP)


def has_passed(training: Training, one: Participant, percent: int) -> bool:
    """Whether somebody attended at least this share of the lessons; where their number is unknown, nobody has."""
    if one.status is not _P.ATTENDED or not training.units or one.units is None:
        return False
    return one.units * 100 >= percent * training.units


def earned(training: Training, one: Participant, percent: int, provider: str) -> Qualification | None:
    """The qualification that this training gives to somebody, if it gives one."""
    if not training.qualification or not has_passed(training, one, percent):
        return None
    return Qualification(
        qualification=training.qualification, acquired_on=last_day(training), units=one.units, provider=provider,
        training=training.id,
    )  # fmt: skip


def with_earned(person: Person, training: Training, row: Qualification | None) -> Person:
    """The person with exactly what this training gave: a row that is there keeps what was noted on it by hand."""
    old = next((one for one in person.qualifications if one.training == training.id), None)
    if row is not None and old is not None:
        row = replace(row, valid_until=old.valid_until, proof=old.proof)
        rows = tuple(row if one is old else one for one in person.qualifications)
    elif row is not None:
        rows = (*person.qualifications, row)
    else:
        rows = tuple(one for one in person.qualifications if one is not old)
    return replace(person, qualifications=rows)
