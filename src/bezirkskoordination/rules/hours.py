"""The hours of a month: who helped in it, what was told for it and for the month before, and what is too much.

Pure: whoever asks gives the records. What was entered counts as it stands; nothing is made up for a line that is empty.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import RUNNING, Placement, TimeEntry
from bezirkskoordination.records.fields import Record, RecordType
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.figures import Records, histories_of

#: More in one month is asked about: a full-time post has as much.
_MUCH_A_MONTH = 160 * 60
#: More than so many times what is usual is asked about, from a working day on.
_TIMES, _SMALL = 3, 8 * 60
_WEEKS = 5
_MUCH = N_("Hours", "ungewöhnlich viel – stimmt das?")


class Reading(Records, Protocol):
    """Whoever can also give the records with these ids."""

    def page(self, of: RecordType, ids: Iterable[int]) -> list[Record]:
        """The records with these ids; ids that are gone are left out."""
        ...


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
        """Where to ask; nothing of somebody who wants no calls."""
        return "" if self.person.contact_block else self.person.phone or self.person.mobile


def month_of(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def before(day: date) -> date:
    """The first day of the month before that of a day."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def sheet(read: Reading, names: Names, month: date) -> list[Line]:
    """Everybody who helped in the month that this day lies in, by name."""
    last = month_of(month)
    first = last.replace(day=1)
    ran = running_in(read, first, last)
    entries: dict[int, list[TimeEntry]] = defaultdict(list)
    for one in read.all(TimeEntry):
        entries[one.placement].append(one)
    people = {one.id: one for one in read.page(Person.type, {one.person for one in ran}) if isinstance(one, Person)}
    lines = [_line(one, people[one.person], entries[one.id or 0], first) for one in ran]
    key = {one.id: (names.title("person", one.person).casefold(), one.number) for one in ran}
    return sorted(lines, key=lambda line: key[line.placement.id])


def running_in(read: Records, first: date, last: date) -> list[Placement]:
    """Placements in which somebody helped on a day of this span."""
    histories = histories_of(read.where(StatusEvent, about_type=Placement.type.name))
    running = {status.value for status in RUNNING}
    found = []
    for one in read.all(Placement):
        events = histories.get((Placement.type.name, one.uid), [])
        began = next((e.status for e in reversed(events) if e.effective_on <= first), None)
        if began in running or any(e.status in running and first <= e.effective_on <= last for e in events):
            found.append(one)
    return found


def _line(placement: Placement, person: Person, entries: list[TimeEntry], first: date) -> Line:
    eve = before(first)
    here = [one for one in entries if (one.on_date.year, one.on_date.month) == (first.year, first.month)]
    past = [one.minutes for one in entries if (one.on_date.year, one.on_date.month) == (eve.year, eve.month)]
    whole = next((one for one in here if one.whole_month), None)
    return Line(placement, person, whole, sum(one.minutes for one in here if not one.whole_month), sum(past) or None)


def doubt(line: Line) -> str:
    """Why the hours of a line are asked about; empty if they are plausible. They are kept all the same.

    More than a full-time post, or three times what the month before or the agreement leads to expect.
    """
    minutes = line.minutes or 0
    usual = max(line.last or 0, (line.placement.minutes_per_week or 0) * _WEEKS)
    is_much = minutes > _MUCH_A_MONTH or (usual > 0 and minutes > max(_TIMES * usual, _SMALL))
    return str(_MUCH) if is_much else ""
