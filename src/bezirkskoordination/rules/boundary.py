"""Where the office stops: which services do already what a need or profile asks, and what may be decided about that.

Source: resolution of the council („nicht in Konkurrenz“, „nicht Aufgabe …, kommunale und soziale Verpflichtungen zu
übernehmen“); domain model 5.5.2. Pure: it is given records and the rules of the value lists, and decides nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import ActivityProfile
from bezirkskoordination.records.needs import (
    OPENING,
    BoundaryCheck,
    BoundaryResult,
    Candidate,
    ExistingService,
    Fit,
    ServiceRole,
    ServiceStatus,
    SupportNeed,
)

Asked = SupportNeed | ActivityProfile
"""What is checked: both have a category, target groups and an Ortsteil."""

#: Services that can be gone to, now or soon.
_THERE = frozenset({ServiceStatus.ACTIVE, ServiceStatus.CLOSED})
_ROLES = {role: at for at, role in enumerate(ServiceRole)}
#: The target group that means everybody.
EVERYBODY = "ALLE"
#: The chip that needs words of its own, and how many letters these have at least.
OTHER_REASON, _LEAST_LETTERS = "ANDERE", 20


class Effect(IntEnum):
    """What a rule of a category or target group means, the strictest last."""

    OK = 0
    HINT = 1
    CHECK = 2
    REFER = 3
    EMERGENCY = 4


#: Rules of the value lists (domain model 5.4): their effect, and whether a Führungszeugnis is asked about.
_RULES: dict[str, tuple[Effect, bool]] = {
    "": (Effect.OK, False),
    "OK": (Effect.OK, False),
    "FZ": (Effect.OK, True),
    "HINT_RDG": (Effect.HINT, False),
    "CHECK": (Effect.CHECK, False),
    "FZ_CHECK": (Effect.CHECK, True),
    "REFER": (Effect.REFER, False),
    "EMERGENCY": (Effect.EMERGENCY, False),
}
RULES = tuple(_RULES)


def effect_of(rules: Iterable[str]) -> Effect:
    """The strictest effect of some rules."""
    return max((_RULES[rule][0] for rule in rules), default=Effect.OK)


def asks_for_certificate(rules: Iterable[str]) -> bool:
    """Whether one of some rules asks about a Führungszeugnis."""
    return any(_RULES[rule][1] for rule in rules)


def group_of(category: str) -> str:
    """The group of a category: „KINDER“ of „KINDER.HAUSI“."""
    return category.partition(".")[0]


# --- services that are there already --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Match:
    """A service that does what is asked; `unchecked` if nobody has asked there for long."""

    service: ExistingService
    fit: Fit
    unchecked: bool


def services_for(asked: Asked, services: Iterable[ExistingService], today: date, checked_days: int) -> list[Match]:
    """The services that do what is asked, the closest and most binding first.

    `checked_days`: after so many days without a check a service counts as unchecked.
    """
    found = [
        Match(one, fit, one.checked_on is None or one.checked_on < today - timedelta(days=checked_days))
        for one in services
        if (fit := _fit(asked, one)) is not None
    ]
    return sorted(found, key=_order)


def _fit(asked: Asked, service: ExistingService) -> Fit | None:
    if service.status not in _THERE:
        return None
    if service.areas and asked.sub_area is not None and asked.sub_area not in service.areas:
        return None
    theirs, ours = set(service.target_groups), set(asked.target_groups)
    if theirs and ours and EVERYBODY not in theirs | ours and theirs.isdisjoint(ours):
        return None
    if asked.category in service.categories:
        return Fit.EXACT
    return Fit.SIMILAR if group_of(asked.category) in map(group_of, service.categories) else None


def _order(match: Match) -> tuple[bool, int, int, int]:
    one = match.service
    checked = one.checked_on.toordinal() if one.checked_on else 0
    return match.fit is not Fit.EXACT, _ROLES[one.role], -checked, one.id or 0


def candidates(matches: Iterable[Match]) -> tuple[Candidate, ...]:
    """The rows of a check for the services that were found, still without reasons."""
    return tuple(Candidate(service=match.service.id or 0, fit=match.fit) for match in matches)


# --- what may be decided --------------------------------------------------------------------

_REFER_ONLY = N_("Boundary", "Hier wird immer verwiesen: {} ist keine Aufgabe der Koordinierungsstelle.")
_EMERGENCY_ONLY = N_("Boundary", "Notfall: Bitte den Notfallweg gehen. Hier wird nicht vermittelt.")
_UNEXPLAINED = N_("Boundary", "Bei jedem genau passenden Dienst bitte angeben, warum er nicht reicht.")
_WORDS = N_("Boundary", "„anderer Grund“ braucht eine Erläuterung (mindestens {} Zeichen).")
_WITH_WHOM = N_("Boundary", "Eine Ergänzung wird abgestimmt: Bitte angeben, mit wem.")
_WHEN = N_("Boundary", "Bitte den Tag der Abstimmung angeben.")
_WHY = N_("Boundary", "Bitte begründen.")
_TO_WHOM = N_("Boundary", "Kein passender Dienst ist eingetragen. Bitte zuerst unter „Andere Dienste“ eintragen.")

Said = tuple[str, str]
"""A field of the check, and what is to be said beside it."""


def problems(check: BoundaryCheck, effect: Effect) -> list[Said]:
    """What stops a decision, given the effect of what was checked."""
    if check.result in OPENING:
        return _opening_problems(check, effect)
    if check.result is BoundaryResult.CITY and not check.reason.strip():
        return [("reason", str(_WHY))]
    if check.result is BoundaryResult.REFER and not check.candidates:
        return [("candidates", str(_TO_WHOM))]
    return []


def _opening_problems(check: BoundaryCheck, effect: Effect) -> list[Said]:
    if effect is Effect.EMERGENCY:
        return [("result", str(_EMERGENCY_ONLY))]
    if effect is Effect.REFER:
        return [("result", _REFER_ONLY("Rechts- und Fachberatung"))]
    said: list[Said] = []
    if any(one.fit is Fit.EXACT and not one.reason for one in check.candidates):
        said.append(("candidates", str(_UNEXPLAINED)))
    if any(one.reason == OTHER_REASON and len(one.note.strip()) < _LEAST_LETTERS for one in check.candidates):
        said.append(("candidates", _WORDS(_LEAST_LETTERS)))
    if check.result is BoundaryResult.ADDED:
        if check.coordinated_with is None:
            said.append(("coordinated_with", str(_WITH_WHOM)))
        if check.coordinated_on is None:
            said.append(("coordinated_on", str(_WHEN)))
    return said


# --- whether a check still holds --------------------------------------------------------------

_NEVER = N_("Boundary", "noch nicht geprüft")
_REFUSED = N_("Boundary", "Ergebnis: {}")
_EXPIRED = N_("Boundary", "Prüfung abgelaufen am {:%d.%m.%Y}")
_CHANGED = N_("Boundary", "Kategorie, Zielgruppe oder Ortsteil hat sich geändert")
_NEW_SERVICE = N_("Boundary", "inzwischen gibt es einen genau passenden Dienst: {}")


def latest(checks: Iterable[BoundaryCheck], day: date) -> BoundaryCheck | None:
    """The last check made by a day."""
    made = [one for one in checks if one.checked_on <= day]
    return max(made, key=_later, default=None)


def why_not(check: BoundaryCheck | None, asked: Asked, services: Sequence[ExistingService], day: date) -> str:
    """Why nobody may be placed by the last check; empty while it opens the way.

    It holds twelve months (`valid_until`), for the category, target groups and Ortsteil that it was made for, and
    until a service does exactly what is asked that it has not looked at.
    """
    if check is None:
        return str(_NEVER)
    if check.result not in OPENING:
        return _REFUSED(check.result.label)
    if day > check.valid_until:
        return _EXPIRED(check.valid_until)
    made_for = check.category, frozenset(check.target_groups), check.sub_area
    if made_for != (asked.category, frozenset(asked.target_groups), asked.sub_area):
        return str(_CHANGED)
    seen = {one.service for one in check.candidates}
    for one in services:
        if one.id not in seen and _fit(asked, one) is Fit.EXACT:
            return _NEW_SERVICE(one.name)
    return ""


def lacking(
    asked: Iterable[Asked], checks: Iterable[BoundaryCheck], services: Sequence[ExistingService], day: date
) -> Iterator[tuple[Asked, BoundaryCheck | None]]:
    """What of this has no check on a day that opens the way, with the last that was made."""
    last: dict[tuple[str, str], BoundaryCheck] = {}
    for one in checks:
        known = last.get(one.about)
        if one.checked_on <= day and (known is None or _later(one) > _later(known)):
            last[one.about] = one
    for case in asked:
        check = last.get((case.type.name, case.uid))
        if why_not(check, case, services, day):
            yield case, check


def _later(check: BoundaryCheck) -> tuple[date, int]:
    return check.checked_on, check.id or 0
