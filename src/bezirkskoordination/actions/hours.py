"""The hours of a month, of everybody who helped in it, on one sheet: entered, confirmed, as last month."""

import calendar
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.records.activities import RUNNING, Placement, ReportedBy, TimeEntry
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.figures import histories_of
from bezirkskoordination.store.unit import Reader, Unit


@dataclass(frozen=True, slots=True)
class Line:
    """A placement on the sheet: what was entered for the month, in minutes, and the month before.

    `single` are entries of single days: they are shown as a sum, and changed one by one.
    """

    placement: Placement
    person: Person
    entry: TimeEntry | None
    single: int
    last: int | None

    @property
    def minutes(self) -> int | None:
        """What is there for the month; None for nothing yet."""
        return self.single or (self.entry.minutes if self.entry else None)

    @property
    def phone(self) -> str:
        """Where to ask."""
        return self.person.phone or self.person.mobile


@dataclass(frozen=True, slots=True)
class Told:
    """What was told for a placement: minutes, whether that is sure, whether it is an estimate."""

    minutes: int
    confirmed: bool = True
    estimated: bool = False


def month_of(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def sheet(read: Reader, month: date) -> list[Line]:
    """Everybody who helped in the month that this day lies in, by name."""
    last = month_of(month)
    first = last.replace(day=1)
    ran = _running_in(read, first, last)
    entries: dict[int, list[TimeEntry]] = defaultdict(list)
    for one in read.all(TimeEntry):
        entries[one.placement].append(one)
    people = {one.id: one for one in read.page(Person.type, {one.person for one in ran}) if isinstance(one, Person)}
    lines = [_line(one, people[one.person], entries[one.id or 0], first) for one in ran]
    key = {one.id: (read.names.title("person", one.person).casefold(), one.number) for one in ran}
    return sorted(lines, key=lambda line: key[line.placement.id])


def _running_in(read: Reader, first: date, last: date) -> list[Placement]:
    """Placements in which somebody helped on a day of this span."""
    histories = histories_of(read.where(StatusEvent, about_type=Placement.type.name))
    running = {status.value for status in RUNNING}
    found = []
    for one in read.all(Placement):
        events = histories.get((Placement.type.name, one.uid), [])
        before = next((e.status for e in reversed(events) if e.effective_on <= first), None)
        if before in running or any(e.status in running and first <= e.effective_on <= last for e in events):
            found.append(one)
    return found


def _line(placement: Placement, person: Person, entries: list[TimeEntry], first: date) -> Line:
    here = [one for one in entries if (one.on_date.year, one.on_date.month) == (first.year, first.month)]
    eve = first.replace(day=1).toordinal() - 1
    before = date.fromordinal(eve)
    past = [one.minutes for one in entries if (one.on_date.year, one.on_date.month) == (before.year, before.month)]
    whole = next((one for one in here if one.whole_month), None)
    return Line(placement, person, whole, sum(one.minutes for one in here if not one.whole_month), sum(past) or None)


def _first(placement: int, on: date) -> TimeEntry:
    return TimeEntry(placement=placement, on_date=on, whole_month=True, minutes=0, reported_by=ReportedBy.VOLUNTEER)


def keep(unit: Unit, month: date, told: Mapping[int, Told | None]) -> int:
    """Keep what was told, by placement; None takes an entry away. Gives how many entries changed.

    The day of an entry is the last of its month, or today in the month that is not over.
    """
    on = min(month_of(month), unit.today)
    changed = 0
    for line in sheet(unit, month):
        key = line.placement.id or 0
        if key not in told or line.single:
            continue
        given, before = told[key], line.entry
        if given is None:
            if before is not None:
                editing.delete(unit, [before])
                changed += 1
            continue
        confirmed = (before.confirmed_on if before and before.confirmed_on else unit.today) if given.confirmed else None
        after = replace(
            before or _first(key, on), minutes=given.minutes, estimated=given.estimated, confirmed_on=confirmed,
        )  # fmt: skip
        if after != before:
            editing.save(unit, before, after)
            changed += 1
    return changed
