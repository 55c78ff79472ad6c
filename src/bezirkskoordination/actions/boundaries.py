"""Deciding whether somebody else helps already, and what follows: the way opens, or the need is referred."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.placing_binding import boundary_obstacle as why_not
from bezirkskoordination.actions.placing_binding import checks_of, rules_of
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import ActivityProfile, ProfileStatus
from bezirkskoordination.records.needs import (
    OPENING,
    BoundaryCheck,
    BoundaryResult,
    ExistingService,
    NeedStatus,
    Referral,
    ReferralMode,
    SupportNeed,
)
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules import boundary
from bezirkskoordination.rules.boundary import Asked, Effect, Match
from bezirkskoordination.rules.periods import months_after
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader, Unit

__all__ = ["checks_of", "decide", "drafted", "effect_of", "recheck", "rules_of", "services_for", "why_not"]

_R = BoundaryResult
#: What becomes of a need, and the reason where its status wants one.
_NEED_GOES: dict[BoundaryResult, tuple[NeedStatus, str]] = {
    _R.ALLOWED: (NeedStatus.OPEN, ""),
    _R.ADDED: (NeedStatus.OPEN, ""),
    _R.REFER: (NeedStatus.REFERRED, ""),
    _R.EMERGENCY: (NeedStatus.REFERRED, ""),
    _R.CITY: (NeedStatus.UNCOVERED, "STADT"),
}


def services_for(read: Reader, asked: Asked, today: date) -> list[Match]:
    """The services that do already what is asked."""
    return boundary.services_for(asked, read.all(ExistingService), today, setting(read, "service_days") or 0)


def effect_of(read: Reader, asked: Asked) -> Effect:
    """What the rules of its category and target groups mean, the strictest of them."""
    return boundary.effect_of(rules_of(read, asked))


def drafted(read: Reader, asked: Asked, today: date) -> BoundaryCheck:
    """A check of today with the services that were found, not decided yet: allowed unless the rules refer."""
    effect = effect_of(read, asked)
    result = _R.EMERGENCY if effect is Effect.EMERGENCY else _R.REFER if effect is Effect.REFER else _R.ALLOWED
    return BoundaryCheck(
        about=(asked.type.name, asked.uid), checked_on=today, result=result,
        candidates=boundary.candidates(services_for(read, asked, today)),
        category=asked.category, target_groups=asked.target_groups, sub_area=asked.sub_area,
        valid_until=months_after(today, setting(read, "boundary_months") or 12),
    )  # fmt: skip


def decide(unit: Unit, asked: Asked, check: BoundaryCheck, refer_to: int | None = None) -> BoundaryCheck:
    """Keep a decision, and take the need or profile the way that it opens; `refer_to` is a service.

    Refuses (BadValue) a decision that the rules do not allow, or that is not explained.
    """
    for name, said in boundary.problems(check, effect_of(unit, asked)):
        raise BadValue(N_("Boundary", "{}"), said).at(name)
    kept = editing.save(unit, None, check)
    if isinstance(asked, SupportNeed):
        _lead_need(unit, asked, kept, refer_to)
    elif kept.result in OPENING and asked.status in (ProfileStatus.DRAFT, ProfileStatus.CHECKING):
        editing.take(unit, asked, Step(ProfileStatus.ACTIVE, kept.checked_on))
    return kept


def _lead_need(unit: Unit, need: SupportNeed, check: BoundaryCheck, refer_to: int | None) -> None:
    if check.result is _R.REFER and refer_to is not None:
        editing.save(unit, None, Referral(need=need.id, service=refer_to, mode=ReferralMode.INFO))
    to, reason = _NEED_GOES[check.result]
    before = {NeedStatus.RECORDED, NeedStatus.CHECKING}
    if need.status in before or (check.result not in OPENING and need.status is not to):
        editing.take(unit, need, Step(to, check.checked_on, reason))


def recheck(unit: Unit, profile: ActivityProfile) -> ActivityProfile:
    """Note that an institution confirmed its profile today."""
    return unit.change(profile, replace(profile, confirmed_on=unit.today))
