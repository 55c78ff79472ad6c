"""What is due about people's data: information (Art. 14 DSGVO), releases (W06, W07), consents that end (W19)."""

from collections.abc import Iterator
from datetime import date, timedelta

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.consents import Clearance, Consent
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import NOT_VOLUNTEERING, Person
from bezirkskoordination.rules import clearances, consents, retention
from bezirkskoordination.rules.due import Dated, Due, Rule, Settings

_CONSENTS, _PRIVACY = "consents", "privacy"


def _to_inform(read: Dated, today: date, _settings: Settings) -> Iterator[Due]:
    for person in read.within(Person, "reported_on", None, today):
        if person.reported_on is not None and retention.inform_by(person) is not None:
            yield Due(person, person.reported_on)


def _notes(read: Dated) -> Iterator[tuple[Person, list[Clearance]]]:
    """Everybody there is a note about, with their notes."""
    notes: dict[int, list[Clearance]] = {}
    for note in read.all(Clearance):
        notes.setdefault(note.person, []).append(note)
    for key, found in notes.items():
        for person in read.where(Person, id=key):
            yield person, found


def _to_see_again(read: Dated, _today: date, settings: Settings) -> Iterator[Due]:
    years, ahead = settings("clearance_years") or 0, timedelta(days=settings("clearance_days") or 0)
    for person, notes in _notes(read):
        if person.volunteering in NOT_VOLUNTEERING:
            continue  # then the note is to go, not to be renewed
        last = max((day for one in notes if (day := clearances.renew_on(one, years))), default=None)
        if last is not None:
            yield Due(person, last - ahead)


def _to_erase(read: Dated, _today: date, settings: Settings) -> Iterator[Due]:
    after, wait = settings("clearance_delete_months") or 0, settings("clearance_wait_months") or 0
    for person, notes in _notes(read):
        active = clearances.activity(read.where(StatusEvent, about_type=person.type.name, about_uid=person.uid))
        days = [day for one in notes if (day := clearances.delete_on(one, active, after, wait)) is not None]
        if days:
            yield Due(person, min(days))


def _to_ask_again(read: Dated, today: date, settings: Settings) -> Iterator[Due]:
    ahead = timedelta(days=settings("consent_days") or 0)
    for sheet in read.within(Consent, "expires_on", today, None):
        if sheet.expires_on is None:
            continue
        day = sheet.expires_on
        others = [one for one in read.where(Consent, person=sheet.person) if one != sheet]
        ending = [tick for tick in sheet.purposes if consents.may((sheet,), tick.purpose, day)]
        if any(not consents.may(others, tick.purpose, day + timedelta(days=1)) for tick in ending):
            for person in read.where(Person, id=sheet.person):
                yield Due(person, day - ahead)


RULES = (
    Rule(
        "A14", N_("Due", "Eine gemeldete Person binnen eines Monats informieren"),
        N_("Due", "{} gemeldete Personen binnen eines Monats informieren"), _to_inform, _PRIVACY,
    ),
    Rule(
        "W06", N_("Due", "Führungszeugnis: erneute Einsicht bei einer Person"),
        N_("Due", "Führungszeugnis: erneute Einsicht bei {} Personen"), _to_see_again, _CONSENTS,
    ),
    Rule(
        "W07", N_("Due", "Einen Vermerk zum Führungszeugnis löschen"),
        N_("Due", "{} Vermerke zum Führungszeugnis löschen"), _to_erase, _CONSENTS,
    ),
    Rule(
        "W19", N_("Due", "Eine Einwilligung läuft aus"), N_("Due", "{} Einwilligungen laufen aus"), _to_ask_again,
        _CONSENTS,
    ),
)  # fmt: skip
