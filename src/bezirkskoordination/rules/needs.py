"""What stands in the way of the next step of a need, a placement or a referral; pure, whoever asks reads the records.

Source: domain model 5.5.1, 5.5.4, 5.5.10. No way reaches „läuft“ without a boundary check that holds.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import ActivityProfile, Certificate
from bezirkskoordination.records.kinds import Choice, show_date
from bezirkskoordination.records.needs import NeedStatus, Referral, ReferralMode, ReferralStatus, SupportNeed, Urgency
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.clearances import Release

_N, _W = NeedStatus, ReferralStatus

#: Needs that count as open (K02).
OPEN = frozenset({_N.RECORDED, _N.CHECKING, _N.OPEN, _N.PLACING})
#: Needs that wait for the coordinator: nobody was asked yet, or a boundary is to be decided.
WAITING = (_N.RECORDED, _N.CHECKING, _N.OPEN)
#: Needs about which nothing is to be done any more.
CLOSED = frozenset({_N.COVERED, _N.PARTLY, _N.REFERRED, _N.UNCOVERED, _N.WITHDRAWN, _N.MERGED})
#: The setting that says after how many days somebody should help (domain model 5.4, urgency; W01, W02).
LIMITS = {
    Urgency.NOW: "now_days", Urgency.URGENT: "urgent_days", Urgency.NORMAL: "normal_days", Urgency.LONG: "long_days",
}  # fmt: skip

_NO_TARGET = N_("Needs", "Bitte zuerst mindestens eine Zielgruppe angeben.")
_NOT_CHECKED = N_("Needs", "Zuerst klären, ob es das schon gibt: {}.")
_NOBODY = N_("Needs", "Es gibt noch keinen Einsatz, der läuft.")
_NO_REFERRAL = N_("Needs", "Es gibt noch keinen Verweis an einen Dienst.")
_NO_TARGET_NEED = N_("Needs", "Bitte angeben, unter welcher Nummer der Bedarf weitergeht.")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a need: why its boundary check does not hold (empty: it does), and what there is already."""

    boundary: str = ""
    running: bool = False
    referred: bool = False
    emergency: bool = False


def need_obstacle(need: SupportNeed, to: Choice, around: Around) -> str:
    """Why a need may not take this step; empty if nothing is in the way."""
    if to is _N.OPEN and not need.target_groups:
        return str(_NO_TARGET)
    if to in (_N.PLACING, _N.RUNNING) and around.boundary:
        return _NOT_CHECKED(around.boundary)
    if to is _N.RUNNING and not around.running:
        return str(_NOBODY)
    if to is _N.REFERRED and not (around.referred or around.emergency):
        return str(_NO_REFERRAL)
    if to is _N.MERGED and need.merged_into is None:
        return str(_NO_TARGET_NEED)
    return ""


# --- placements -----------------------------------------------------------------------------

CONFIDENTIAL, _CHILDREN = "VERSCHWIEGENHEIT", "KINDERSCHUTZ"
_BOUNDARY = N_("Needs", "Gibt es das schon? {}")
_CLEARANCE = N_("Needs", "Freigabe (Führungszeugnis) fehlt")
_COMMITMENT = N_("Needs", "Verschwiegenheitserklärung fehlt")
_CHILD_COMMITMENT = N_("Needs", "Selbstverpflichtung Kinderschutz fehlt")
_INSURANCE = N_("Needs", "Versicherungsweg ist nicht geklärt")
_CONSENT = N_("Needs", "Weitergabe an die Einrichtung: {}")


def certificate_needed(need: SupportNeed | None, profile: ActivityProfile | None, asks: bool) -> bool:
    """Whether a release is asked for; where the carrier decides, it does so itself. `asks`: the category does."""
    if profile is not None and profile.certificate is Certificate.CARRIER:
        return False
    if profile is not None and profile.certificate is Certificate.EXTENDED:
        return True
    return (need is not None and need.minors) or (asks and profile is None)


def missing(
    person: Person,
    *,
    minors: bool,
    certificate: bool,
    release: Release,
    boundary: str,
    insured: bool,
    passing: str = "",
) -> list[str]:
    """What is missing before somebody begins: each in a few words, without a reason.

    `boundary` says why the check does not hold, `passing` why the host may not learn the name; empty if nothing does.
    """
    signed = {one.kind for one in person.commitments if one.signed_on is not None}
    said = [
        _BOUNDARY(boundary) if boundary else "",
        str(_CLEARANCE) if certificate and release is not Release.RELEASED else "",
        str(_COMMITMENT) if CONFIDENTIAL not in signed else "",
        str(_CHILD_COMMITMENT) if minors and _CHILDREN not in signed else "",
        "" if insured else str(_INSURANCE),
        _CONSENT(passing) if passing else "",
    ]
    return [one for one in said if one]


# --- referrals --------------------------------------------------------------------------------

_NO_CONSENT = N_("Needs", "Angaben werden nur mit Einwilligung weitergegeben. Bitte deren Tag eintragen.")
_REVOKED = N_("Needs", "Die Einwilligung ist am {} widerrufen; es wird nichts weitergegeben.")
_WHAT = N_("Needs", "Bitte angeben, welche Angaben weitergegeben werden.")


def referral_obstacle(referral: Referral, to: Choice, on: date) -> str:
    """Why a referral may not take this step: with data only with a consent that holds, and that says which data."""
    if to is not _W.SENT or referral.mode is not ReferralMode.WITH_DATA:
        return ""
    if referral.revoked_on is not None and referral.revoked_on <= on:
        return _REVOKED(show_date(referral.revoked_on))
    if referral.consent_on is None or referral.consent_on > on:
        return str(_NO_CONSENT)
    return "" if referral.data_passed.strip() else str(_WHAT)


# --- days ---------------------------------------------------------------------------------------


def limit_of(need: SupportNeed, settings: Callable[[str], Any], urgency: Urgency | None = None) -> date:
    """The day by which somebody should help; `urgency` is as what it is to be taken, if not as its own."""
    return need.recorded_on + timedelta(days=settings(LIMITS[urgency or need.urgency]) or 0)


def overlapping(grid: int, others: Iterable[int]) -> Iterator[int]:
    """The fields of other time grids that are taken twice."""
    for other in others:
        if grid & other:
            yield grid & other
