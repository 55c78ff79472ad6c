"""Needs: what came in, what waits, what is helped with, how it went out (K01 to K08).

A need is there from the day on which it was recorded; a step dated earlier counts from that day. So at any two
Stichtage: open then + new + open again − no longer open − counted twice = open now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.records.needs import ExistingService, NeedStatus, Referral, ReferralStatus, SupportNeed
from bezirkskoordination.rules import needs
from bezirkskoordination.rules.figures.ledger import Ledger
from bezirkskoordination.rules.figures.values import NEEDS, PERSONS, TENTHS, Figure, Guard, Part, keys, parts_of
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.status import REASONS

_N = NeedStatus
#: With these a need has got its answer (K07).
_ANSWERED = frozenset({_N.RUNNING, _N.REFERRED, _N.COVERED})
#: From so many cases on a median is told (K07).
_LEAST_CASES = 5

_NO_FIELD, _NO_REASON = N_("Figures", "ohne Handlungsfeld"), N_("Figures", "ohne Angabe")
_NO_SERVICE = N_("Figures", "Notfallweg oder ohne eingetragenen Dienst")
_TWICE = N_("Figures", "Mehrfachzählungen möglich")


class Step(NamedTuple):
    """A status that a need took up, and the day and reason of that."""

    on: date
    status: NeedStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How a need went, from the day on which it was recorded to a Stichtag."""

    need: SupportNeed
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, ledger: Ledger, need: SupportNeed, end: date) -> "Course":
        """The steps up to the end of a day; what does not change the status is none."""
        steps = [Step(need.recorded_on, _N.RECORDED)]
        for event in ledger.events.get((need.type.name, need.uid), ()):
            if event.effective_on > end:
                break
            status = _N.of(event.status)
            if status is not steps[-1].status:
                steps.append(Step(max(event.effective_on, need.recorded_on), status, event.reason))
        return cls(need, tuple(steps))

    @property
    def key(self) -> tuple[str, str]:
        """The need as figures keep it."""
        return self.need.type.name, self.need.uid

    @property
    def last(self) -> Step:
        """The step that made its status at the Stichtag."""
        return self.steps[-1]

    def entered(self, status: NeedStatus, period: Period) -> Step | None:
        """The last time that it took up a status in a period."""
        return next((one for one in reversed(self.steps) if one.status is status and one.on in period), None)

    def was_open(self, day: date) -> bool:
        """Whether it waited at the end of an earlier day."""
        before = [one.status for one in self.steps if one.on <= day]
        return bool(before) and before[-1] in needs.OPEN

    def answered_after(self, period: Period) -> int | None:
        """The days that it took until it first had an answer, if that came in a period."""
        first = next((one.on for one in self.steps if one.status in _ANSWERED), None)
        return (first - self.need.recorded_on).days if first is not None and first in period else None


def need_figures(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    """Everything about needs at the end of a period."""
    courses = [Course.of(ledger, one, period.end) for one in ledger.needs if one.recorded_on <= period.end]
    running = (one.need for one in courses if one.last.status is _N.RUNNING)
    return [
        _new(ledger, courses, period, names),
        *_waiting(courses, period),
        _counted("K03", N_("Figures", "Laufende Unterstützungen"), running),
        _standing("K04", N_("Figures", "Gedeckte Bedarfe"), _N.COVERED, courses, period),
        _standing("K04T", N_("Figures", "Teilweise gedeckte Bedarfe"), _N.PARTLY, courses, period),
        _referred(ledger, courses, period, names),
        _uncovered(courses, period, names),
        _duration(courses, period),
        _people(courses, period),
    ]


def _counted(code: str, label: Text, found: Iterable[SupportNeed]) -> Figure:
    behind = keys(found)
    return Figure(code, label, len(behind), NEEDS, (), Guard.NEEDS, behind)


def _of_parts(code: str, label: Text, parts: Iterable[Part]) -> Figure:
    return Figure.of_parts(code, label, NEEDS, parts, Guard.NEEDS)


# --- K01, K02: what comes, waits, and waits no longer -----------------------------------------


def _new(ledger: Ledger, courses: Iterable[Course], period: Period, names: Names) -> Figure:
    """The needs recorded in the period, by their Handlungsfeld: their own, or that of their category."""

    def field(need: SupportNeed) -> str:
        code = need.field_of_action or ledger.fields.get(need.category, "")
        return names.label("field_of_action", code) if code else str(_NO_FIELD)

    new = ((field(one.need), one.key, 1) for one in courses if one.need.recorded_on in period)
    return _of_parts("K01", N_("Figures", "Neue Bedarfe"), parts_of(new))


def _waiting(courses: Sequence[Course], period: Period) -> list[Figure]:
    """What waits at the end, and how that follows from what waited at the start; each coming and going counts."""
    again: list[SupportNeed] = []
    gone: list[SupportNeed] = []
    twice: list[SupportNeed] = []
    for one in courses:
        for was, step in pairwise(one.steps):
            if step.on in period and (was.status in needs.OPEN) != (step.status in needs.OPEN):
                into = again if step.status in needs.OPEN else twice if step.status is _N.MERGED else gone
                into.append(one.need)
    standing = ((status, keys(one.need for one in courses if one.last.status is status)) for status in _N)
    parts = (Part(str(status.label), len(some), some) for status, some in standing if some and status in needs.OPEN)
    before = (one.need for one in courses if one.was_open(period.eve))
    return [
        _of_parts("K02", N_("Figures", "Offene Bedarfe"), parts),
        _counted("K02A", N_("Figures", "Offene Bedarfe zu Beginn"), before),
        _counted("K02W", N_("Figures", "Wieder offene Bedarfe"), again),
        _counted("K02E", N_("Figures", "Nicht mehr offene Bedarfe"), gone),
        _counted("K02D", N_("Figures", "Doppelzählung berichtigt"), twice),
    ]


# --- K04 to K06: how they went out --------------------------------------------------------------


def _standing(code: str, label: Text, status: NeedStatus, courses: Iterable[Course], period: Period) -> Figure:
    """The needs that took up a status in the period, and have it still at its end: none that was opened again."""
    return _counted(code, label, (one.need for one in courses if one.last.status is status and one.last.on in period))


def _referred(ledger: Ledger, courses: Iterable[Course], period: Period, names: Names) -> Figure:
    """The needs that were referred in the period, each once, at the service that it was passed on to last."""
    of_need: dict[int, list[Referral]] = {}
    for one in ledger.referrals:
        if one.need is not None:
            of_need.setdefault(one.need, []).append(one)

    def service(need: SupportNeed) -> str:
        found = of_need.get(need.merged_into or need.id or 0, [])  # merging takes referrals along
        sent = [(day, one.id or 0, one) for one in found if (day := sent_on(ledger, one)) and day <= period.end]
        chosen = max(sent)[2] if sent else min(found, key=lambda one: one.id or 0, default=None)
        return names.title(ExistingService.type.name, chosen.service) if chosen else str(_NO_SERVICE)

    referred = (one for one in courses if one.entered(_N.REFERRED, period))
    parts = parts_of((service(one.need), one.key, 1) for one in referred)
    return _of_parts("K05", N_("Figures", "Verwiesene Bedarfe"), parts)


def sent_on(ledger: Ledger, referral: Referral) -> date | None:
    """The day on which a referral was first passed on; None while it is not."""
    history = ledger.events.get((referral.type.name, referral.uid), ())
    return next((one.effective_on for one in history if one.status == ReferralStatus.SENT.value), None)


def _uncovered(courses: Iterable[Course], period: Period, names: Names) -> Figure:
    """The needs that were given up in the period, each once, by the last reason."""
    values = REASONS[_N.UNCOVERED]

    def reason(step: Step) -> str:
        return names.label(values, step.reason) if step.reason else str(_NO_REASON)

    found = ((reason(step), one.key, 1) for one in courses if (step := one.entered(_N.UNCOVERED, period)))
    return _of_parts("K06", N_("Figures", "Nicht gedeckte Bedarfe"), parts_of(found))


# --- K07, K08 ---------------------------------------------------------------------------------


def _duration(courses: Iterable[Course], period: Period) -> Figure:
    """The median of the days until a need had an answer; not told of fewer than five. It counts nobody: no guard."""
    taken = [(days, one.need) for one in courses if (days := one.answered_after(period)) is not None]
    told = len(taken) >= _LEAST_CASES
    middle = int(10 * median(days for days, _ in taken)) if told else None
    label = N_("Figures", "Bearbeitungsdauer in Tagen (Median)")
    return Figure("K07", label, middle, TENTHS, behind=keys(need for _, need in taken) if told else ())


def _people(courses: Iterable[Course], period: Period) -> Figure:
    new = [one.need for one in courses if one.need.recorded_on in period]
    people = sum(one.people_count for one in new)
    label = N_("Figures", "Erreichte Personen (gemeldet)")
    return Figure("K08", label, people, PERSONS, (), Guard.NEEDS, keys(new), _TWICE)
