"""Profiles with their seats, placements, and the hours that were given (K09, K10, K14, K15)."""

from datetime import date

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.activities import (
    OFFERS,
    PROVIDES,
    RUNNING,
    SEEKS,
    WILL_OFFER,
    ActivityProfile,
    Placement,
    ProfileStatus,
)
from bezirkskoordination.rules.figures.ledger import Ledger
from bezirkskoordination.rules.figures.values import (
    MINUTES,
    PERSONS,
    PLACEMENTS,
    PROFILES,
    SEATS,
    Figure,
    Guard,
    keys,
)
from bezirkskoordination.rules.periods import Period

#: Profiles that count (NACHFRAGE of the domain model is one of these whose confirmation is overdue).
ACTIVE = frozenset({ProfileStatus.ACTIVE, ProfileStatus.FULL})
_RUNNING_CODES = {one.value for one in RUNNING}


def profile_figures(ledger: Ledger, day: date) -> list[Figure]:
    """The active profiles of a day; one may seek and offer. Seats are those of the ones that seek."""
    active = [one for one in ledger.profiles if ledger.status_on(one, day) in ACTIVE]
    seeking = [one for one in active if SEEKS in one.intents]
    offering = [one for one in active if not {OFFERS, WILL_OFFER, PROVIDES}.isdisjoint(one.intents)]
    wanted = sum(one.seats_wanted or 0 for one in seeking)
    places = {one.id for one in seeking}
    taken = [one for one in _running(ledger, day) if one.profile in places]
    return [
        _profiles("K09", N_("Figures", "Aktive Tätigkeitsprofile"), active),
        _profiles("K09S", N_("Figures", "davon suchend"), seeking),
        _profiles("K09A", N_("Figures", "davon anbietend"), offering),
        Figure("K10", N_("Figures", "Gesuchte Plätze"), wanted, SEATS, behind=keys(seeking)),
        Figure("K10B", N_("Figures", "davon besetzt"), len(taken), SEATS, (), Guard.VOLUNTEERS, keys(taken)),
    ]


def _profiles(code: str, label: Text, found: list[ActivityProfile]) -> Figure:
    return Figure(code, label, len(found), PROFILES, behind=keys(found))


def _running(ledger: Ledger, day: date) -> list[Placement]:
    return [one for one in ledger.placements if ledger.status_on(one, day) in RUNNING]


def placement_figures(ledger: Ledger, period: Period) -> list[Figure]:
    """The placements in which somebody helped for the first time in the period, and those that run at its end."""
    new = [one for one in ledger.placements if (begun := _begun_on(ledger, one)) and begun in period]
    running = _running(ledger, period.end)
    return [
        _placements("K14", N_("Figures", "Neue Einsätze"), new),
        _placements("K14A", N_("Figures", "Laufende Einsätze"), running),
    ]


def _begun_on(ledger: Ledger, placement: Placement) -> date | None:
    """The day on which somebody first helped: as a trial, or for good."""
    history = ledger.events.get((placement.type.name, placement.uid), ())
    return next((one.effective_on for one in history if one.status in _RUNNING_CODES), None)


def _placements(code: str, label: Text, found: list[Placement]) -> Figure:
    return Figure(code, label, len(found), PLACEMENTS, (), Guard.VOLUNTEERS, keys(found))


def hour_figures(ledger: Ledger, period: Period, frozen_on: date) -> list[Figure]:
    """The time given in the period, as far as it was confirmed by the day of freezing, and how many people gave it."""
    given = [
        one
        for one in ledger.hours
        if one.on_date in period and one.confirmed_on is not None and one.confirmed_on <= frozen_on
    ]
    places = {one.placement for one in given}
    helped = [one for one in ledger.placements if one.id in places]
    people = len({one.person for one in helped})
    minutes = sum(one.minutes for one in given)
    return [
        Figure("K15", N_("Figures", "Bestätigte Einsatzstunden"), minutes, MINUTES, behind=keys(given)),
        Figure(
            "K15E", N_("Figures", "Ehrenamtliche mit bestätigten Stunden"), people, PERSONS, (), Guard.VOLUNTEERS,
            keys(helped),
        ),
    ]  # fmt: skip
