"""The list of a training: signing up, cancelling, attending; who moves up, and what is learnt. Each verb is one step.

Seats and qualifications follow the list: whatever changes a training, `settle` brings them along.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from bezirkskoordination.actions.binding import Binding
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import Choice, show_date
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.records.trainings import Participant, Participation, Training, TrainingStatus
from bezirkskoordination.rules import trainings, validity
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Change, Unit

_P, _S = Participation, TrainingStatus
#: What can be said only of a training that has begun.
_AFTERWARDS = frozenset({_P.ATTENDED, _P.MISSED})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a training's list beyond what was asked: persons by id."""

    moved_up: tuple[int, ...] = ()
    earned: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()

    @classmethod
    def of(cls, changes: Collection[Change], training_id: int) -> "Outcome":
        """What these changes did for this training."""
        moved: list[int] = []
        earned: list[int] = []
        lost: list[int] = []
        for before, after in ((one.before, one.after) for one in changes):
            if isinstance(before, Training) and isinstance(after, Training) and after.id == training_id:
                moved += trainings.moved_up(before, after)
            if isinstance(before, Person) and isinstance(after, Person) and after.id is not None:
                had, has = (any(row.training == training_id for row in one.qualifications) for one in (before, after))
                earned += [after.id] if has and not had else []
                lost += [after.id] if had and not has else []
        return cls(tuple(moved), tuple(earned), tuple(lost))


def sign_up(unit: Unit, training: Training, person: int) -> Training:
    """Put somebody on the list: with a seat, or waiting when there is none. Refuses somebody who is on it."""
    _refuse_cancelled(training)
    if any(one.person == person for one in training.participants):
        raise BadValue(
            N_("Training", "{} steht schon auf der Liste."), unit.names.title(Person.type.name, person)
        ).at("participants")  # fmt: skip
    row = Participant(person=person, status=trainings.joins_as(training))
    return _keep(unit, training, (*training.participants, row))


def mark(unit: Unit, training: Training, persons: Collection[int], status: Participation) -> Training:
    """Note how these stand to the training. Who attended has attended all of it, until `attend` says otherwise.

    Signing up again gives a seat or a place behind those who wait. Refuses attendance before the first day.
    """
    _refuse_cancelled(training)
    if status in _AFTERWARDS and training.start_on > unit.today:
        raise Refused(
            N_("Training", "Die Schulung beginnt erst am {}. Teilnahme wird danach eingetragen."),
            show_date(training.start_on),
        )  # fmt: skip
    rows = list(training.participants)
    for at, one in enumerate(rows):
        if one.person not in persons or one.status is status:
            continue
        units = training.units if status is _P.ATTENDED else None
        rows[at] = replace(one, status=status, units=units)
        if status is _P.SIGNED_UP and one.status not in trainings.SEATED:
            others = replace(training, participants=(*rows[:at], *rows[at + 1 :]))
            rows[at] = replace(rows[at], status=trainings.joins_as(others))
            if rows[at].status is _P.WAITING and one.status is not _P.WAITING:
                rows.append(rows.pop(at))  # behind those who waited all the time
    return _keep(unit, training, tuple(rows))


def attend(unit: Unit, training: Training, person: int, units: int) -> Training:
    """Note how many lessons (in hundredths) somebody attended."""
    marked = mark(unit, training, (person,), _P.ATTENDED)
    rows = (replace(one, units=units) if one.person == person else one for one in marked.participants)
    return _keep(unit, marked, tuple(rows))


def strike(unit: Unit, training: Training, persons: Collection[int]) -> Training:
    """Take these off the list altogether, as if they had never been on it."""
    return _keep(unit, training, tuple(one for one in training.participants if one.person not in persons))


def _refuse_cancelled(training: Training) -> None:
    if training.status is _S.CANCELLED:
        raise Refused(N_("Training", "Die Schulung ist abgesagt; ihre Liste bleibt, wie sie ist."))


def _keep(unit: Unit, before: Training, rows: tuple[Participant, ...]) -> Training:
    after = replace(before, participants=rows)
    for name, said in validity.problems(after, unit.today):
        raise BadValue(N_("Training", "{}"), said).at(name)
    return settle(unit, unit.change(before, after), unit.today)


def settle(unit: Unit, training: Training, on: date) -> Training:
    """Bring along what follows from a training: who moves up, whether it is full, what its participants have learnt.

    A status that follows takes effect on this day.
    """
    training = unit.change(training, trainings.settled(training))
    status = trainings.booked(training)
    if status is not training.status:
        training = unit.record_status(training, status, max(on, unit.history(training)[-1].effective_on))
    _settle_learnt(unit, training)
    return training


def _settle_learnt(unit: Unit, training: Training) -> None:
    percent: int = setting(unit, "attendance_percent")
    provider = unit.names.title("institution", training.provider) if training.provider else ""
    rows = {one.person: trainings.earned(training, one, percent, provider) for one in training.participants}
    learnt = [one for one in unit.users(training) if isinstance(one, Person)]
    known = {one.id for one in learnt}
    new = [person for person, row in rows.items() if row is not None and person not in known]
    for person in (*learnt, *cast(list[Person], unit.page(Person.type, new))):
        unit.change(person, trainings.with_earned(person, training, rows.get(person.id or 0)))


class _Trainings(Binding):
    """Seats and what is learnt follow the list; a training is held when it is over, and full by its seats alone."""

    def refuse_step(self, unit: Unit, record: Training, to: Choice | None, on: date) -> None:
        before = [event.status for event in unit.history(record)[-2:]] if to is None else [record.status.value]
        after = [] if to is None else [to.value]
        if {*before, *after} == {_S.OPEN.value, _S.FULL.value}:
            raise Refused(N_("Training", "„ausgebucht“ folgt von selbst aus Plätzen und Anmeldungen."))
        if to is _S.HELD and on < trainings.last_day(record):
            raise BadValue(
                N_("Training", "Die Schulung endet erst am {}. „Wirksam ab“ darf nicht davor liegen."),
                show_date(trainings.last_day(record)),
            ).at("effective_on")  # fmt: skip

    def follow(self, unit: Unit, _before: Training | None, after: Training, on: date) -> Training:
        return settle(unit, after, on)


BINDINGS: dict[type[Record], Binding] = {Training: _Trainings()}
