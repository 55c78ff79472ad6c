"""Who helps in the sample district: whom she asks, who helps in an institution, and the hours they tell."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from bezirkskoordination.actions import editing, hours, matching, placing, releasing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.placing_binding import missing, seats_open
from bezirkskoordination.records.activities import (
    SEEKS,
    ActivityProfile,
    Enquiry,
    Placement,
    PlacementStatus,
    ProfileStatus,
)
from bezirkskoordination.records.consents import Clearance, Consent, ConsentPurpose, ReleasedBy
from bezirkskoordination.records.needs import NeedStatus, SupportNeed
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import Commitment, Person, VolunteerStatus
from bezirkskoordination.rules import clearances, consents
from bezirkskoordination.rules.matching import Suggestion
from bezirkskoordination.sample.making import TODAY, Sample
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Unit

#: The first month whose hours were written down, and how many of the last one are still missing.
_FIRST_HOURS, _STILL_MISSING = date(2025, 11, 1), 9
_SIGNED = date(2025, 10, 20)
_MINUTES = (60, 90, 120, 150, 180, 240)
#: Nobody is asked for more than so many at a time, and she looks at so many of the best.
_AT_ONCE, _AMONG, _LOOKED_AT = 2, 60, 8
_P, _V = PlacementStatus, VolunteerStatus


class Helpers:
    """Volunteers who may be asked, as matching finds them; each helps with few things at a time."""

    def __init__(self, sample: Sample) -> None:
        self._chance = sample.chance
        read = sample.desk.office.read
        self._pool, self._lists = matching.pool(read, TODAY), matching.Lists.of(read)
        self._held: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
        for one in read.where(Placement, status=_P.ACTIVE):
            self._held[one.person].append((read.history(one)[0].effective_on, None))

    def fitting(self, unit: Unit, need: SupportNeed, day: date, count: int) -> list[tuple[Person, Suggestion]]:
        """Some of those who fit best on a day, ready to begin; fewer where there are not so many."""
        found: list[tuple[Person, Suggestion]] = []
        wanted = matching.wanted_for(need, self._lists)
        for one in self._pool.best(wanted, _AMONG):
            if len(found) == _LOOKED_AT:
                break
            person = unit.get(Person, one.helper.id)
            if self._may(unit, person, day) and matching.refusal(unit, wanted, person, day) is None:
                found.append((person, one))
        chosen = self._chance.sample(found, min(count, len(found)))
        if need.minors:
            for person, _one in chosen:
                _release(unit, person, day)
        return [(_ready(unit, person), one) for person, one in chosen]

    def _may(self, unit: Unit, person: Person, day: date) -> bool:
        events = [one.status for one in unit.history(person) if one.effective_on <= day]
        held = [1 for first, last in self._held[person.id or 0] if first <= day and (last is None or day <= last)]
        settled = replace(person, legal_basis="A6_1_E") if person.legal_basis == "OFFEN" else person
        sheets = unit.where(Consent, person=person.id)
        return (
            bool(events) and events[-1] in matching.READY and len(held) < _AT_ONCE
            and not consents.obstacle(settled, sheets, ConsentPurpose.STORAGE, day)
        )  # fmt: skip

    def holds(self, person: int, first: date, last: date | None) -> None:
        """Somebody helps from a day, to a day."""
        self._held[person].append((first, last))


def _release(unit: Unit, person: Person, day: date) -> None:
    """Who is to work with children has shown a Führungszeugnis by then."""
    notes, years = unit.where(Clearance, person=person.id), setting(unit, "clearance_years") or 5
    if clearances.release(notes, day, years) is not clearances.Release.RELEASED:
        seen = day - timedelta(days=2)
        releasing.inspect(unit, person, seen - timedelta(days=30), seen, ReleasedBy.CITY, None)


def _ready(unit: Unit, person: Person) -> Person:
    """Somebody with their declarations and the way they are insured."""
    kinds = {row.kind for row in person.commitments}
    more = tuple(
        Commitment(kind=kind, signed_on=_SIGNED) for kind in ("VERSCHWIEGENHEIT", "KINDERSCHUTZ") if kind not in kinds
    )
    after = replace(
        person, commitments=(*person.commitments, *more), insurance_route=person.insurance_route or "TRAEGER",
        legal_basis=person.legal_basis if person.legal_basis != "OFFEN" else "A6_1_E",
    )  # fmt: skip
    return unit.change(person, after)


# --- in institutions ----------------------------------------------------------------------------


class _Event(NamedTuple):
    on: date
    person: int
    status: PlacementStatus
    reason: str = ""


_GOES: dict[str, tuple[PlacementStatus, str]] = {
    _V.PLACED.value: (_P.ACTIVE, ""),
    _V.PAUSED.value: (_P.PAUSED, ""),
    _V.ENDED.value: (_P.ENDED, "FREIWILLIGE"),
    _V.AVAILABLE.value: (_P.ENDED, "REGULAER"),
}
#: So many of very many volunteers help in an institution.
_MOST = 400


def write_placements(sample: Sample) -> None:
    """Those who help in an institution, from the day on which they were placed: each where a seat is free."""
    sample.do("Einsätze in Einrichtungen", lambda unit: _in_institutions(sample, unit))


def _in_institutions(sample: Sample, unit: Unit) -> None:
    people = [one for one in unit.page(Person.type, range(1, 2 * _MOST)) if isinstance(one, Person)]
    events = sorted(event for one in people for event in _last_span(one.id or 0, unit.history(one)))
    held: dict[int, Placement] = {}
    for event in events:
        if event.person not in held:
            placement = _seated(sample, unit, event)
            if placement is not None:
                held[event.person] = placement
        elif (kept := unit.get(Placement, held[event.person].id or 0)).status is not _P.ENDED:
            editing.take(unit, kept, Step(event.status, event.on, event.reason))


def _last_span(person: int, history: list[StatusEvent]) -> Iterator[_Event]:
    """From the last time that somebody was placed after anything but a pause, to the end of it."""
    starts = [
        at
        for at, event in enumerate(history)
        if event.status == _V.PLACED.value and (not at or history[at - 1].status != _V.PAUSED.value)
    ]
    for event in history[starts[-1] :] if starts else ():
        status, reason = _GOES[event.status]
        yield _Event(event.effective_on, person, status, reason)


def _seated(sample: Sample, unit: Unit, event: _Event) -> Placement | None:
    """A placement in the first profile that has a seat, and in which nothing stands in the way."""
    person = unit.get(Person, event.person)
    sheets = unit.where(Consent, person=person.id)

    def may_learn(institution: int) -> bool:
        purpose = ConsentPurpose.INSTITUTION
        return institution == person.institution or consents.may(sheets, purpose, event.on, institution)

    seeking = [
        one
        for one in unit.where(ActivityProfile, status=ProfileStatus.ACTIVE)
        if SEEKS in one.intents and (one.start_on or TODAY) <= event.on and may_learn(one.institution)
    ]
    sample.chance.shuffle(seeking)
    for profile in seeking:
        wanted = Placement(person=event.person, profile=profile.id)
        if seats_open(unit, profile) > 0 and not missing(unit, wanted, event.on):
            since = max(event.on - timedelta(days=5), unit.history(person)[0].effective_on)
            asked = Enquiry(person=event.person, profile=profile.id, asked_on=since)
            # kept as an import would: the rules of asking read the volunteer's state of today, not of that day
            agreed = placing.agree(unit, unit.add(asked), since)
            return placing.run(unit, agreed, event.on)
    return None


# --- hours --------------------------------------------------------------------------------------


def write_hours(sample: Sample) -> None:
    """The hours of every month that is over; of the last one some are still missing."""
    sample.do("Stunden eintragen", lambda unit: _hours(sample, unit))


def _hours(sample: Sample, unit: Unit) -> None:
    if not unit.where(Placement, status=_P.ACTIVE):
        return
    month, chance = _FIRST_HOURS, sample.chance
    while (last := hours.month_of(month)) < TODAY:
        lines = [line.placement.id or 0 for line in hours.sheet(unit, month)]
        if TODAY - last < timedelta(days=31):
            lines = chance.sample(lines, max(len(lines) - _STILL_MISSING, len(lines) // 2))
        told = {
            key: hours.Told(
                4 * chance.choice(_MINUTES), confirmed=chance.random() < 0.9, estimated=chance.random() < 0.15
            )
            for key in lines
        }
        hours.keep(unit, month, told)
        month = last + timedelta(days=1)


# --- asked afterwards ---------------------------------------------------------------------------

#: How long after the beginning the two feedbacks are asked for, and after its end whether a need is met.
_FEEDBACK, _SECOND, _AFTERWARDS = 14, 90, 28
_UP_TO_DATE = 0.88


def write_follow_ups(sample: Sample) -> None:
    """Feedback from those who help, and how it went on with needs that are closed; a few are still to be asked."""
    sample.do("Rückmeldungen eintragen", lambda unit: _follow_up(sample, unit))


def _follow_up(sample: Sample, unit: Unit) -> None:
    for placement in unit.where(Placement, status=_P.ACTIVE):
        start = next(one.effective_on for one in unit.history(placement) if one.status == _P.ACTIVE.value)
        first, second = _asked(sample, start, _FEEDBACK), _asked(sample, start, _SECOND)
        unit.change(placement, replace(placement, feedback_on=first, second_feedback_on=second if first else None))
    for status in (NeedStatus.COVERED, NeedStatus.PARTLY, NeedStatus.UNCOVERED):
        for need in unit.where(SupportNeed, status=status):
            end = unit.history(need)[-1].effective_on
            unit.change(need, replace(need, asked_again_on=_asked(sample, end, _AFTERWARDS)))


def _asked(sample: Sample, since: date, days: int) -> date | None:
    """Some days after it was due, if that has come; now and then it was forgotten."""
    on = since + timedelta(days=days + sample.chance.randrange(7))
    return on if sample.chance.random() < _UP_TO_DATE and on <= TODAY else None
