"""Periods of a report: from a day to its Stichtag, both included, and the period before."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.refusal import BadValue

_DAY = timedelta(days=1)
_MONTHS = (
    N_("Months", "Januar"), N_("Months", "Februar"), N_("Months", "März"), N_("Months", "April"), N_("Months", "Mai"),
    N_("Months", "Juni"), N_("Months", "Juli"), N_("Months", "August"), N_("Months", "September"),
    N_("Months", "Oktober"), N_("Months", "November"), N_("Months", "Dezember"),
)  # fmt: skip


def month_name(day: date) -> str:
    """„Oktober“."""
    return str(_MONTHS[day.month - 1])


def month_words(day: date) -> str:
    """„Oktober 2026“."""
    return f"{month_name(day)} {day.year}"


def _last_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _months_before(day: date, months: int) -> date:
    """The first of the month `months` before the month of `day`."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def months_after(day: date, months: int) -> date:
    """The same day so many months later (or, below zero, earlier); in a shorter month its last day: 31.08. → 28.02."""
    first = _months_before(day, -months)
    return first.replace(day=min(day.day, _last_of_month(first).day))


def year_before(day: date) -> date:
    """The same day a year earlier; the 28th where there is no 29 February."""
    leap_day = (day.month, day.day) == (2, 29)
    return (day - timedelta(days=1) if leap_day else day).replace(year=day.year - 1)


@dataclass(frozen=True, slots=True)
class Period:
    """`start` to `end`, both days included; `end` is the Stichtag."""

    start: date
    end: date

    @property
    def eve(self) -> date:
        """The day before: the Stichtag to compare with."""
        return self.start - _DAY

    @property
    def is_whole_months(self) -> bool:
        """Whether it begins on a first and ends on a last of a month."""
        return self.start.day == 1 and self.end == _last_of_month(self.end)

    @property
    def months(self) -> int:
        """How many calendar months it touches."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def before(self) -> "Period":
        """The period just before: as many whole months, or else as many days."""
        if self.is_whole_months:
            return Period(_months_before(self.start, self.months), self.eve)
        return Period(self.eve - (self.end - self.start), self.eve)

    def __str__(self) -> str:
        if self.start.year == self.end.year:
            return f"{self.start:%d.%m.}–{show_date(self.end)}"
        return f"{show_date(self.start)}–{show_date(self.end)}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def checked(start: date, end: date, today: date) -> Period:
    """A period fit for a report; refuses one that ends before it begins or in the future."""
    if end < start:
        raise BadValue(
            N_("Rules", "Der Stichtag {} liegt vor dem Beginn {} des Zeitraums."), show_date(end), show_date(start)
        ).at("reference_date")
    if end > today:
        raise BadValue(
            N_("Rules", "Der Stichtag {} liegt in der Zukunft. Zahlen gibt es nur bis heute, {}."),
            show_date(end), show_date(today),
        ).at("reference_date")  # fmt: skip
    return Period(start, end)


def proposed(stichtage: Iterable[date], months: int, today: date) -> Period:
    """The next report's period: from the day after the last Stichtag to the last month that is over.

    Without an earlier report, the last `months` whole months.
    """
    over = today if today == _last_of_month(today) else today.replace(day=1) - _DAY
    last = max(stichtage, default=None)
    if last is None:
        return Period(_months_before(over, months - 1), over)
    start = last + _DAY
    return Period(start, over if over >= start else max(start, today))
