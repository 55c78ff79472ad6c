"""The hours of a month, of everybody who helped in it, kept from one sheet: entered, confirmed, as last month."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.records.activities import ReportedBy, TimeEntry
from bezirkskoordination.rules import hours
from bezirkskoordination.rules.hours import Line, month_of
from bezirkskoordination.store.unit import Reader, Unit

__all__ = ["Line", "Told", "keep", "month_of", "sheet"]


@dataclass(frozen=True, slots=True)
class Told:
    """What was told for a placement: minutes, whether that is sure, whether it is an estimate."""

    minutes: int
    confirmed: bool = True
    estimated: bool = False


def sheet(read: Reader, month: date) -> list[Line]:
    """Everybody who helped in the month that this day lies in, by name."""
    return hours.sheet(read, read.names, month)


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
