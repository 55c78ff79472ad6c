"""Passing somebody on to a service that helps already, and what comes back."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records.needs import NeedStatus, Referral, ReferralMode, ReferralStatus, SupportNeed
from bezirkskoordination.store.unit import Unit

_W = ReferralStatus


def refer(unit: Unit, need: SupportNeed, service: int, mode: ReferralMode = ReferralMode.INFO) -> Referral:
    """A referral of a need to a service, prepared."""
    return editing.save(unit, None, Referral(need=need.id, service=service, mode=mode))


def send(unit: Unit, referral: Referral, on: date) -> Referral:
    """It was passed on; refused when data would go without a consent that holds."""
    return editing.take(unit, referral, Step(_W.SENT, on))


def answer(unit: Unit, referral: Referral, to: ReferralStatus, on: date, outcome: str = "") -> Referral:
    """What came back. A refusal, or no answer, opens the need again: it must be looked for elsewhere."""
    if outcome:
        referral = unit.change(referral, replace(referral, outcome=outcome))
    kept = editing.take(unit, referral, Step(to, on))
    if to in (_W.REFUSED, _W.SILENT) and kept.need is not None:
        need = unit.get(SupportNeed, kept.need)
        others = [one for one in unit.where(Referral, need=need.id) if one.status in (_W.SENT, _W.ACCEPTED, _W.DONE)]
        if need.status is NeedStatus.REFERRED and not others:
            editing.take(unit, need, Step(NeedStatus.OPEN, on))
    return kept


def revoke(unit: Unit, referral: Referral, on: date) -> Referral:
    """The consent was withdrawn: nothing more is passed on."""
    return editing.save(unit, referral, replace(referral, revoked_on=on))
