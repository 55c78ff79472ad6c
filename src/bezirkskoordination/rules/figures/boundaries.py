"""That the office does not compete: checks, what runs without one, and referrals (K21, K22)."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.needs import BoundaryResult, NeedStatus, ReferralStatus
from bezirkskoordination.rules import boundary
from bezirkskoordination.rules.boundary import Asked
from bezirkskoordination.rules.figures.ledger import Ledger
from bezirkskoordination.rules.figures.needs import sent_on
from bezirkskoordination.rules.figures.placements import ACTIVE
from bezirkskoordination.rules.figures.values import CHECKS, REFERRALS, Figure, Guard, Part, keys
from bezirkskoordination.rules.periods import Period

#: Needs for which somebody is looked for or helps: these must have a check that holds.
_CHECKED = frozenset({NeedStatus.OPEN, NeedStatus.PLACING, NeedStatus.RUNNING})


def boundary_figures(ledger: Ledger, period: Period) -> list[Figure]:
    """The checks made in the period by their result, and what has none that holds at its end."""
    made = [one for one in ledger.checks if one.checked_on in period]
    by_result = ((result, [one for one in made if one.result is result]) for result in BoundaryResult)
    parts = (Part(str(result.label), len(some), keys(some)) for result, some in by_result if some)
    lacking = without_check(ledger, period.end)
    return [
        Figure.of_parts("K21", N_("Figures", "Abgrenzungsprüfungen"), CHECKS, parts, Guard.NEEDS),
        Figure(
            "K21O", N_("Figures", "Bedarfe und Profile ohne gültige Prüfung"), len(lacking), "Fälle", (), Guard.NEEDS,
            keys(lacking),
        ),
    ]  # fmt: skip


def without_check(ledger: Ledger, day: date) -> list[Asked]:
    """The needs and profiles that want a boundary check on a day and have none that holds.

    A service counts as it stood on the day; since when one is known, and what was asked then, no history tells.
    """
    wanting: list[Asked] = [
        one for one in ledger.needs if one.recorded_on <= day and ledger.status_on(one, day) in _CHECKED
    ]
    wanting += (one for one in ledger.profiles if ledger.status_on(one, day) in ACTIVE)
    services = [replace(one, status=ledger.status_on(one, day)) for one in ledger.services]
    return [one for one, _ in boundary.lacking(wanting, ledger.checks, services, day)]


def referral_figure(ledger: Ledger, period: Period) -> Figure:
    """The referrals passed on in the period, by what has come of them at its end."""
    sent = [one for one in ledger.referrals if (day := sent_on(ledger, one)) and day in period]
    by_result = ((to, [one for one in sent if ledger.status_on(one, period.end) is to]) for to in ReferralStatus)
    parts = (Part(str(to.label), len(some), keys(some)) for to, some in by_result if some)
    return Figure.of_parts("K22", N_("Figures", "Verweise"), REFERRALS, parts, Guard.NEEDS)
