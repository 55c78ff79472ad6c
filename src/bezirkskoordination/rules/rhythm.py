"""When the next report is due: by the agreed rhythm after the last one, and in time for the sitting that follows.

Everything counts to the Abgabefrist of that sitting. There is one reminder for a deadline, and it says what is next.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from bezirkskoordination.records.council import CORRECTION, Mandate, Report, ReportStatus
from bezirkskoordination.rules import mandates
from bezirkskoordination.rules.due import Settings
from bezirkskoordination.rules.figures import Records
from bezirkskoordination.rules.periods import months_after, proposed
from bezirkskoordination.rules.report_sections import on_its_way
from bezirkskoordination.rules.sittings import Sitting, coming, sittings

_HANDED_IN = frozenset({ReportStatus.SUBMITTED, ReportStatus.DISCUSSED, ReportStatus.CORRECTED})
_HALF_A_YEAR = 6


class Stage(Enum):
    """What is next about a report; the value names the setting that says how many days before the Abgabefrist."""

    BEGIN = "report_begin_days"
    FREEZE = "report_freeze_days"
    HAND_IN = "report_submit_days"


@dataclass(frozen=True, slots=True)
class NextReport:
    """The next report: its Stichtag, the sitting it is for as far as one is planned, and how far it has come."""

    stichtag: date
    sitting: Sitting | None
    report: Report | None
    last: Report | None

    def stage(self, today: date, settings: Settings) -> tuple[Stage, date] | None:
        """What is next and from which day on; None while no sitting is planned."""
        if self.sitting is None:
            return None
        begun = {stage: self.sitting.deadline - timedelta(days=settings(stage.value) or 0) for stage in Stage}
        if self.report is None or self.report.status is ReportStatus.DRAFT:
            passed = [stage for stage in Stage if begun[stage] <= today]
            now = passed[-1] if passed else Stage.BEGIN
        else:
            now = Stage.HAND_IN
        return now, begun[now]


def next_report(read: Records, settings: Settings, today: date) -> NextReport:
    """The report that is on its way, or else the one that the rhythm asks for next; a Berichtigung is none."""
    reports = [one for one in read.all(Report) if one.kind != CORRECTION]
    handed_in = (one for one in reports if one.status in _HANDED_IN)
    last = max(handed_in, key=lambda one: (one.reference_date, one.id or 0), default=None)
    later = [one for one in reports if last is None or one.reference_date > last.reference_date]
    report = on_its_way(later)
    months = mandates.report_months(read.all(Mandate), today, settings("report_months") or _HALF_A_YEAR)
    stichtag = report.reference_date if report else _stichtag(last, months, today)
    usual = settings("deadline_days") or 0
    return NextReport(stichtag, _sitting(read, usual, stichtag, today), report, last)


def _stichtag(last: Report | None, months: int, today: date) -> date:
    """So many months after the last Stichtag; the last day of a month is followed by the last day of another."""
    if last is None:
        return proposed((), months, today).end
    then, day = last.reference_date, months_after(last.reference_date, months)
    whole = then.day == calendar.monthrange(then.year, then.month)[1]
    return day.replace(day=calendar.monthrange(day.year, day.month)[1]) if whole else day


def _sitting(read: Records, usual: int, stichtag: date, today: date) -> Sitting | None:
    """The first sitting to come whose papers are due only after the Stichtag."""
    planned: Iterable[Sitting] = (Sitting.planned(one, usual) for one in sittings(read))
    return coming((one for one in planned if one.deadline > stichtag), today)
