"""The network of the sample at one table: bodies, their meetings one after the other, and what came of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from bezirkskoordination.actions.editing import Step, save, take
from bezirkskoordination.actions.meetings import following
from bezirkskoordination.records.council import Mandate
from bezirkskoordination.records.institutions import ContactPerson, Institution
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
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.rules import meetings
from bezirkskoordination.sample.making import TODAY, Sample
from bezirkskoordination.store.unit import Unit

_M = MeetingStatus


def write(sample: Sample) -> None:
    """Bodies first, then every meeting in the order of its day."""
    told = sample.told("meetings")
    sample.do("Gremien anlegen", partial(_bodies, told["body"]))
    for given in sorted(told["meeting"], key=lambda one: one["on_date"]):
        sample.do("Treffen anlegen", partial(_meeting, sample, given))


def _bodies(told: list[dict[str, Any]], unit: Unit) -> None:
    coordinator = unit.all(Mandate)[0].person
    speak = {one.person for one in unit.all(ContactPerson)}
    helpers = [one for one in unit.where(Person, volunteering=VolunteerStatus.PLACED) if one.id not in speak]
    for given in told:
        members = [_member(unit, name) for name in given.pop("members")]
        members += [Member(person=one.id) for one in helpers[: given.pop("volunteers", 0)]]
        known = next((one for one in unit.all(Body) if one.name == given["name"]), None)
        body = replace(known, **given) if known else Body(**given)
        save(unit, known, replace(body, members=tuple(members), chair=coordinator))


def _member(unit: Unit, name: str) -> Member:
    (institution,) = unit.where(Institution, name=name)
    speaks = next(iter(unit.where(ContactPerson, institution=institution.id)), None)
    return Member(
        institution=institution.id, person=speaks.person if speaks else None, valid_from=institution.network_from,
    )  # fmt: skip


def _meeting(sample: Sample, given: dict[str, Any], unit: Unit) -> None:
    """As she went: planned from the one before, invited to, held, written up, approved at the next."""
    day: date = given["on_date"]
    for text, on in given.get("done", ()):
        (order,) = unit.where(Order, text=text)
        take(unit, order, Step(OrderStatus.DONE, on))
    (body,) = (one for one in unit.all(Body) if one.name == given["body"])
    simple = ("room_cost", "answer_by", "interpreting", "childcare", "accessible", "invitation")
    begun = replace(following(unit, body, day), minutes_by=body.chair)
    begun = replace(begun, **{name: given[name] for name in simple if name in given})
    begun = replace(begun, attendance=_answered(begun.attendance, given.get("answers", ())))
    meeting = save(unit, None, begun)
    if "cancelled" in given:
        take(unit, meeting, Step(_M.CANCELLED, given["cancelled"]))
    elif day > TODAY:
        take(unit, meeting, Step(_M.INVITED, given["invited"]))
    else:
        _held(sample, unit, meeting, given)


def _answered(asked: tuple[Attendance, ...], codes: Sequence[str]) -> tuple[Attendance, ...]:
    """The first so many have answered; in a small district there may be fewer."""
    answered = (replace(one, answer=Answer.of(code)) for one, code in zip(asked, codes, strict=False))
    return (*answered, *asked[len(codes) :])


def _held(sample: Sample, unit: Unit, meeting: Meeting, given: dict[str, Any]) -> None:
    chance = sample.chance
    came = (Presence.PRESENT,) * 6 + (Presence.EXCUSED, Presence.ABSENT)
    there = tuple(replace(one, presence=chance.choice(came)) for one in meeting.attendance)
    agenda = list(meeting.agenda)
    for kind, topic, text, *order in given["lines"]:
        who, until = order or ("", None)
        institution = unit.where(Institution, name=who)[0].id if who else None
        line = AgendaLine(kind=LineKind.of(kind), text=text, institution=institution, due_on=until)
        agenda.insert(_end_of(agenda, topic), line)
    meeting = take(unit, meeting, Step(_M.INVITED, meeting.on_date - timedelta(days=21)))
    meeting = save(unit, meeting, replace(meeting, attendance=there, agenda=tuple(agenda)))
    meeting = take(unit, meeting, Step(_M.HELD, meeting.on_date))
    meeting = take(unit, meeting, Step(_M.DRAFTED, meeting.on_date + timedelta(days=3)))
    if given.get("approved", True):
        take(unit, meeting, Step(_M.APPROVED, meeting.on_date + timedelta(days=28)))


def _end_of(agenda: list[AgendaLine], title: str) -> int:
    """Behind what already stands under a point; a point that is missing goes before the last one."""
    at = 0
    for topic in meetings.topics(agenda):
        at += len(topic.items) + (topic.line is not None)
        if topic.line is not None and topic.line.text == title:
            return at
    last = max(place for place, line in enumerate(agenda) if line.kind is LineKind.TOPIC)
    agenda.insert(last, AgendaLine(text=title))
    return last + 1
