"""Who held the office on which days, told from the appointments: at most one person coordinates, and days may be empty.

Only appointed people count, never proposed ones. A deputy stands in; she does not close a gap.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bezirkskoordination.records.council import Mandate, MandateRole, MandateStatus
from bezirkskoordination.rules.periods import Period

if TYPE_CHECKING:
    from bezirkskoordination.rules.figures import Records

#: The code that says that the council took the office back.
RECALLED = "ABBERUFEN"
_DAY = timedelta(days=1)


def last_day(one: Mandate) -> date:
    """The last day of an appointment; one that is open lasts for ever."""
    return one.valid_until or date.max


def lasts_on(one: Mandate, day: date) -> bool:
    """Whether somebody was appointed on a day."""
    return one.status is not MandateStatus.PROPOSED and one.valid_from <= day <= last_day(one)


def coordinating(mandates: Iterable[Mandate]) -> list[Mandate]:
    """The appointments to the office itself, the earliest first."""
    held = (
        one for one in mandates if one.role is MandateRole.COORDINATION and one.status is not MandateStatus.PROPOSED
    )
    return sorted(held, key=lambda one: (one.valid_from, one.id or 0))


def holder_on(mandates: Iterable[Mandate], day: date) -> Mandate | None:
    """Who held the office on a day: the coordinator; only without one, a deputy."""
    there = [one for one in mandates if lasts_on(one, day)]
    return max(there, key=lambda one: (one.role is MandateRole.COORDINATION, one.valid_from), default=None)


def deputies_on(mandates: Iterable[Mandate], day: date) -> list[Mandate]:
    """Who deputises on a day, the longest first."""
    those = (one for one in mandates if one.role is MandateRole.DEPUTY and lasts_on(one, day))
    return sorted(those, key=lambda one: (one.valid_from, one.id or 0))


def clash(one: Mandate, others: Iterable[Mandate]) -> Mandate | None:
    """Another appointment to the office that shares a day with this one (domain model 5.9, 5); None for a deputy."""
    if not coordinating([one]):
        return None
    shared = (
        other
        for other in coordinating(others)
        if other.id != one.id and other.valid_from <= last_day(one) and one.valid_from <= last_day(other)
    )
    return next(shared, None)


def following(one: Mandate, others: Iterable[Mandate]) -> Mandate | None:
    """The next appointment to the office after this one, if it is known."""
    return next((other for other in coordinating(others) if other.valid_from > one.valid_from), None)


def gaps(mandates: Iterable[Mandate], period: Period) -> list[Period]:
    """The spans of a period on which nobody was appointed to coordinate, in order, both days of each included.

    `mandates` are all that are kept, in any order. Proposed people and deputies close no gap; an appointment that
    rests counts as one. The days before the very first appointment and after the last one are gaps, too, as far as
    the period holds them; a period without any appointment is one gap. Whether the office existed on such a day, the
    caller knows from the resolution that it stands on; who stood in, `deputies_on` tells.
    """
    empty, free_from = [], period.start
    for one in coordinating(mandates):
        if one.valid_from > period.end:
            break
        if one.valid_from > free_from:
            empty.append(Period(free_from, one.valid_from - _DAY))
        if last_day(one) >= period.end:
            return empty
        free_from = max(free_from, last_day(one) + _DAY)
    return [*empty, Period(free_from, period.end)]


def outgoing(mandates: Iterable[Mandate], day: date) -> Mandate | None:
    """Whose appointment ends with a handover on a day: who coordinates then, else who did so last."""
    begun = [one for one in coordinating(mandates) if one.valid_from <= day]
    return begun[-1] if begun else None


def gap_before(one: Mandate, others: Iterable[Mandate]) -> Period | None:
    """The days without a coordinator between an appointment to the office and the one before; None without such days.

    An appointment that nobody held the office before has no gap before it.
    """
    earlier = [other for other in coordinating(others) if other.valid_from < one.valid_from]
    if not earlier or not coordinating([one]):
        return None
    last = max(map(last_day, earlier))
    return Period(last + _DAY, one.valid_from - _DAY) if last < one.valid_from - _DAY else None


def vacancies(read: "Records", period: Period) -> tuple[Period, ...]:
    """The gaps of a period that the records vouch for: of the days before the first appointment they say nothing."""
    held = coordinating(read.all(Mandate))
    if not held or held[0].valid_from > period.end:
        return ()
    return tuple(gaps(held, Period(max(period.start, held[0].valid_from), period.end)))


def report_months(mandates: Iterable[Mandate], day: date, usual: int) -> int:
    """After how many months a report is owed: as agreed with who holds the office on a day, else as usual."""
    holder = holder_on(mandates, day)
    return (holder.report_months if holder else None) or usual
