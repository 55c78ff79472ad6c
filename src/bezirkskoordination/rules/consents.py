"""What somebody has agreed to on a day: the one rule that enquiries, lists, letters and matching ask.

Pure: it is given the sheets of a person and knows neither where they lie nor what is printed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.consents import Consent, ConsentPurpose, Permission
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.people import NOT_VOLUNTEERING, Person, VolunteerStatus
from bezirkskoordination.records.refusal import BadValue

_P = ConsentPurpose

#: Purposes that hand something about a person to somebody else, or write to the person unasked.
OUTWARD = frozenset({_P.INSTITUTION, _P.SERVICE, _P.NEWS, _P.NAMING, _P.PHOTO})
#: Legal bases that are a consent: without one, nothing may be kept at all.
_BY_CONSENT = frozenset({"A6_1_A", "A9_2_A"})


def _runs(consent: Consent, tick: Permission, day: date) -> bool:
    begun = consent.given_on <= day and (consent.expires_on is None or day <= consent.expires_on)
    return begun and (tick.withdrawn_on is None or day < tick.withdrawn_on)


def _covers(tick: Permission, recipient: int | None) -> bool:
    return recipient is None or tick.recipient in (None, recipient)


def ticks(consents: Iterable[Consent], purpose: ConsentPurpose) -> Iterator[tuple[Consent, Permission]]:
    """Every tick for a purpose, with the sheet that it stands on; the oldest sheet first."""
    for consent in sorted(consents, key=lambda one: (one.given_on, one.id or 0)):
        yield from ((consent, tick) for tick in consent.purposes if tick.purpose is purpose)


def may(consents: Iterable[Consent], purpose: ConsentPurpose, day: date, recipient: int | None = None) -> bool:
    """Whether somebody's consent to a purpose holds on a day; for a `recipient`, if it was given for that one.

    It holds from the day of the sheet until its end; on the day of the withdrawal no more. A new sheet adds to the
    earlier ones: what it does not tick stays as it was until it is withdrawn.
    """
    return any(_runs(sheet, tick, day) and _covers(tick, recipient) for sheet, tick in ticks(consents, purpose))


class State(Enum):
    """How a purpose stands."""

    NEVER = N_("ConsentState", "nicht erteilt")
    GIVEN = N_("ConsentState", "erteilt")
    WITHDRAWN = N_("ConsentState", "widerrufen")
    EXPIRED = N_("ConsentState", "Frist vorbei")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a purpose stands on a day: since when, until when (if an end is known), for whom (if not for all)."""

    purpose: ConsentPurpose
    state: State
    since: date | None = None
    until: date | None = None
    recipients: tuple[int, ...] = ()
    sheet: Consent | None = None


def standing(consents: Iterable[Consent], purpose: ConsentPurpose, day: date) -> Standing:
    """How a purpose stands on a day."""
    found = [(sheet, tick) for sheet, tick in ticks(consents, purpose) if sheet.given_on <= day]
    running = [(sheet, tick) for sheet, tick in found if _runs(sheet, tick, day)]
    if running:
        for_all = any(tick.recipient is None for _sheet, tick in running)
        recipients = () if for_all else tuple(dict.fromkeys(tick.recipient or 0 for _sheet, tick in running))
        ends = [sheet.expires_on for sheet, _tick in running]
        until = None if None in ends else max(end for end in ends if end)
        return Standing(purpose, State.GIVEN, running[0][0].given_on, until, recipients, running[-1][0])
    if not found:
        return Standing(purpose, State.NEVER)
    withdrawn = [(tick.withdrawn_on, sheet) for sheet, tick in found if tick.withdrawn_on and tick.withdrawn_on <= day]
    if withdrawn:
        on, sheet = max(withdrawn, key=lambda pair: pair[0])
        return Standing(purpose, State.WITHDRAWN, on, sheet=sheet)
    sheet = max((sheet for sheet, _tick in found), key=lambda one: one.expires_on or date.min)
    return Standing(purpose, State.EXPIRED, sheet.expires_on, sheet=sheet)


def standings(consents: Sequence[Consent], day: date) -> list[Standing]:
    """How every purpose stands on a day, in the order of the list."""
    return [standing(consents, purpose, day) for purpose in ConsentPurpose]


# --- what is in the way of a use ----------------------------------------------------------

_BLOCKED = N_("Consents", "Kontaktsperre")
_ENDED = N_("Consents", "Ehrenamt {}, Angaben sind bis zur Löschung gesperrt")
_NEVER = N_("Consents", "keine Einwilligung „{}“")
_NOT_FOR = N_("Consents", "Einwilligung „{}“ gilt nicht für diese Einrichtung")
_WITHDRAWN = N_("Consents", "„{}“ am {} widerrufen")
_EXPIRED = N_("Consents", "Einwilligung „{}“ galt bis {}")


def obstacle(
    person: Person, consents: Sequence[Consent], purpose: ConsentPurpose, day: date, recipient: int | None = None
) -> str:
    """Why somebody may not be taken into what serves this purpose; empty if nothing is in the way.

    Every purpose needs its consent. Only keeping and using the data inside the office may rest on something else, or
    on a sheet that nobody has taken down yet: there a withdrawal stops it, not a sheet that is missing (`unproven`).
    """
    if purpose is _P.NEWS and person.contact_block:
        return str(_BLOCKED)
    if purpose in OUTWARD and person.volunteering in NOT_VOLUNTEERING - {VolunteerStatus.NONE}:
        return _ENDED(person.volunteering.label)
    if may(consents, purpose, day, recipient):
        return ""
    found, label = standing(consents, purpose, day), purpose.label
    if found.state is State.GIVEN:
        return _NOT_FOR(label)
    if found.state is State.WITHDRAWN:
        return _WITHDRAWN(label, show_date(found.since))
    if found.state is State.EXPIRED:
        return _EXPIRED(label, show_date(found.since))
    if purpose is _P.STORAGE:
        return ""
    return _NEVER(label)


def unproven(person: Person, consents: Iterable[Consent]) -> bool:
    """Whether somebody's data are said to rest on a consent that there is no sheet of."""
    return person.legal_basis in _BY_CONSENT and not any(True for _ in ticks(consents, _P.STORAGE))


# --- withdrawal ---------------------------------------------------------------------------

#: What stops at once when a purpose is withdrawn.
STOPS: dict[ConsentPurpose, Text] = {
    _P.STORAGE: N_(
        "Consents",
        "Keine Anfragen und Vorschläge mehr, nicht mehr in ausgegebenen Listen; die Löschprüfung ist fällig.",
    ),
    _P.INSTITUTION: N_("Consents", "Name und Kontakt gehen an keine Einrichtung mehr, auch nicht in Listen."),
    _P.SERVICE: N_("Consents", "Keine Verweise mit Angaben zur Person mehr, offene werden zurückgezogen."),
    _P.NEWS: N_("Consents", "Keine Einladungen, Serienbriefe und Rundmails mehr."),
    _P.NAMING: N_("Consents", "Der Name steht in keinem künftigen Bericht; ausgegebene bleiben, wie sie sind."),
    _P.PHOTO: N_("Consents", "Fotos werden nicht mehr verwendet; veröffentlichte bitte entfernen lassen."),
    _P.SPECIAL: N_("Consents", "Angaben zu Gesundheit, Religion oder Herkunft bitte jetzt löschen."),
}
#: What goes on when a purpose is not withdrawn.
RUNS: dict[ConsentPurpose, Text] = {
    _P.STORAGE: N_("Consents", "Anfragen, Vorschläge und Listen der Koordinierungsstelle"),
    _P.INSTITUTION: N_("Consents", "Weitergabe an die anfragende Einrichtung nach Rücksprache"),
    _P.SERVICE: N_("Consents", "Verweise mit Angaben an den benannten Dienst"),
    _P.NEWS: N_("Consents", "Einladungen und Infopost"),
    _P.NAMING: N_("Consents", "Nennung des Namens im Bericht"),
    _P.PHOTO: N_("Consents", "Verwendung von Fotos"),
    _P.SPECIAL: N_("Consents", "besondere Angaben, soweit sie für den Einsatz nötig sind"),
}

_BEFORE_GIVEN = N_("Consents", "Der Bogen ist vom {}; der Widerruf kann nicht davor liegen.")
_FUTURE = N_("Consents", "Der Widerruf {} liegt in der Zukunft. Bitte den Tag eintragen, an dem er erklärt wurde.")


def withdrawn(
    consents: Iterable[Consent], purposes: Iterable[ConsentPurpose], on: date, today: date
) -> list[tuple[Consent, Consent]]:
    """The sheets that a withdrawal changes, before and after; the other ticks stay as they are.

    Refuses (BadValue, `withdrawn_on`) a day in the future or before the sheet.
    """
    if on > today:
        raise BadValue(_FUTURE, show_date(on)).at("withdrawn_on")
    meant, found = frozenset(purposes), []
    for sheet in consents:
        after = tuple(
            replace(tick, withdrawn_on=min(on, tick.withdrawn_on or on)) if tick.purpose in meant else tick
            for tick in sheet.purposes
        )
        if after != sheet.purposes:
            if on < sheet.given_on:
                raise BadValue(_BEFORE_GIVEN, show_date(sheet.given_on)).at("withdrawn_on")
            found.append((sheet, replace(sheet, purposes=after)))
    return found


# --- what a sheet must fulfil -------------------------------------------------------------

_TWICE = N_("Consents", "„{}“ steht zweimal auf dem Bogen.")
_ENDS_BEFORE = N_("Consents", "Die Einwilligung endet ({}), bevor sie erteilt wurde ({}).")


def problems(sheet: Consent, today: date) -> Iterator[tuple[str, str]]:
    """What stops a sheet from being kept: by field, in words."""
    given = sheet.purposes or ()
    seen = [(tick.purpose, tick.recipient) for tick in given]
    twice = next((purpose for purpose, recipient in seen if seen.count((purpose, recipient)) > 1), None)
    if twice is not None:
        yield "purposes", _TWICE(twice.label)
    for day in (tick.withdrawn_on for tick in given if tick.withdrawn_on):
        if day > today:
            yield "purposes", _FUTURE(show_date(day))
        elif sheet.given_on and day < sheet.given_on:
            yield "purposes", _BEFORE_GIVEN(show_date(sheet.given_on))
    if sheet.given_on and sheet.expires_on and sheet.expires_on < sheet.given_on:
        yield "expires_on", _ENDS_BEFORE(show_date(sheet.expires_on), show_date(sheet.given_on))
