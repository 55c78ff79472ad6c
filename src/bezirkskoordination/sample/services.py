"""Who helps already in the sample district: services of others, and what institutions offer, provide and seek."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bezirkskoordination.actions import boundaries, editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records.activities import ActivityProfile, Certificate, ProfileStatus
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.needs import BoundaryCheck, BoundaryResult, Candidate, ExistingService, Fit
from bezirkskoordination.rules.boundary import OTHER_REASON, Asked
from bezirkskoordination.rules.periods import months_after
from bezirkskoordination.sample.making import TODAY, Sample
from bezirkskoordination.store.unit import Unit

_REASONS = ("VOLL", "ZEIT", "SPRACHE", "ERREICHBAR", "GRUPPE", "VOLL", "ZEIT", OTHER_REASON)
_OTHER = "Der Dienst nimmt nur an, wer schon einen Platz in einem Kurs hat."
#: A check holds for a year; the next is made some days before.
_EARLIER = timedelta(days=12)


def write(sample: Sample) -> None:
    """The services first: profiles are checked against them."""
    sample.do("Andere Dienste anlegen", lambda unit: _services(sample, unit))
    sample.do("Tätigkeitsprofile anlegen", lambda unit: _profiles(sample, unit))


def _services(sample: Sample, unit: Unit) -> None:
    for row in sample.told("needs")["service"]:
        closed = {
            "role": ExistingService.type.field("role").closed.of(row.pop("role")),
            "categories": tuple(row.pop("categories")), "checked_on": row.pop("checked"),
        }  # fmt: skip
        editing.save(unit, None, ExistingService(**row | closed))


def _profiles(sample: Sample, unit: Unit) -> None:
    known = {one.name: one.id or 0 for one in sample.institutions}
    for row in sample.told("needs")["profile"]:
        since, ends = row.pop("since"), row.pop("ends", "")
        given: dict[str, Any] = {
            "institution": known[row.pop("host")], "confirmed_on": row.pop("confirmed"),
            "time_grid": sum(grid_bit(day, part) for day, part in row.pop("when")),
            "certificate": Certificate.of(row.pop("certificate", "TRAEGER")),
        }  # fmt: skip
        listed = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
        profile = ActivityProfile(
            **row | listed | given, insurance_route="TRAEGER", frequency="WOECHENTLICH", start_on=since
        )
        kept = editing.save(unit, None, profile)
        if ends == "checking":
            editing.take(unit, kept, Step(ProfileStatus.CHECKING, since))
            continue
        for day in _checked(since):
            check = replace(boundaries.drafted(unit, kept, day), result=BoundaryResult.ALLOWED)
            boundaries.decide(unit, unit.get(ActivityProfile, kept.id or 0), explained(sample, check))
        if ends == "rests":
            resting = unit.get(ActivityProfile, kept.id or 0)
            editing.take(unit, resting, Step(ProfileStatus.RESTING, since + timedelta(days=90)))


def _checked(since: date) -> Iterator[date]:
    """The days of the checks: when a profile begins, and before each of them ends."""
    while since <= TODAY:
        yield since
        since = months_after(since, 12) - _EARLIER


def explained(sample: Sample, check: BoundaryCheck) -> BoundaryCheck:
    """The check with a reason why each exact service, and some similar ones, will not do."""
    return replace(check, candidates=tuple(_explained(sample, one) for one in check.candidates))


def _explained(sample: Sample, found: Candidate) -> Candidate:
    if found.fit is not Fit.EXACT and sample.chance.random() < 0.6:
        return found
    reason = sample.chance.choice(_REASONS)
    return replace(found, reason=reason, note=_OTHER if reason == OTHER_REASON else "")


def allowed(unit: Unit, sample: Sample, asked: Asked, day: date) -> None:
    """Decide that somebody may be looked for."""
    drafted = boundaries.drafted(unit, asked, day)
    boundaries.decide(unit, asked, explained(sample, replace(drafted, result=BoundaryResult.ALLOWED)))
