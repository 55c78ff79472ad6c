"""When what is kept about a person is to be looked at and let go (domain model 5.8): by role, as plain dates.

Pure; the periods are settings, agreed with the Datenschutzbeauftragte. It erases nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.consents import Consent, ConsentPurpose
from bezirkskoordination.records.institutions import ContactPerson
from bezirkskoordination.records.office import StatusEvent, in_order
from bezirkskoordination.records.people import NOT_VOLUNTEERING, Person, VolunteerStatus
from bezirkskoordination.rules import consents as agreed
from bezirkskoordination.rules.clearances import activity
from bezirkskoordination.rules.periods import months_after

#: The information that somebody else's report makes due: within a month (Art. 14 Abs. 3 a DSGVO).
INFORM_MONTHS = 1


@dataclass(frozen=True, slots=True)
class Months:
    """How many months something is kept."""

    interested: int = 6
    volunteer: int = 12
    contact: int = 12
    proof: int = 36


@dataclass(frozen=True, slots=True)
class Review:
    """On which day something is to be looked at, and why then."""

    on: date
    why: str


_WITHDRAWN = N_("Retention", "Die Einwilligung in die Speicherung ist widerrufen.")
_ENDED = N_("Retention", "Ehrenamt beendet; die Angaben sind bis dahin gesperrt.")
_NEVER_PLACED = N_("Retention", "Kein Einsatz seit dem letzten Kontakt.")
_CONTACT_OVER = N_("Retention", "Die Tätigkeit als Ansprechperson ist beendet.")
_PROOF = N_("Retention", "Nachweis der Einwilligung, nach Widerruf oder Ende.")


def inform_by(person: Person) -> date | None:
    """Until when somebody is to be told that others reported them; None if nobody did, or it is done."""
    if person.reported_on is None or person.informed_on is not None:
        return None
    return months_after(person.reported_on, INFORM_MONTHS)


def reviews(
    person: Person, history: Iterable[StatusEvent], contacts: Sequence[ContactPerson], sheets: Sequence[Consent],
    noted: Iterable[date], months: Months, today: date,
) -> Iterator[Review]:  # fmt: skip
    """The reviews of each role that somebody has, and of what proves their consents.

    `noted` are days of other contact, such as talks. Somebody whose activity runs has no review as a volunteer.
    """
    events = in_order(history)
    storage = agreed.standing(sheets, ConsentPurpose.STORAGE, today)
    if storage.state is agreed.State.WITHDRAWN and storage.since:
        yield Review(storage.since, str(_WITHDRAWN))
    elif events and person.volunteering is not VolunteerStatus.NONE:
        yield from _as_volunteer(person, events, sheets, noted, months)
    elif contacts and all(one.valid_until for one in contacts):
        last = max(one.valid_until for one in contacts if one.valid_until)
        yield Review(months_after(last, months.contact), str(_CONTACT_OVER))
    for sheet in sheets:
        if (ended := _ended(sheet, today)) is not None:
            yield Review(months_after(ended, months.proof), str(_PROOF))


def _as_volunteer(
    person: Person, events: Sequence[StatusEvent], sheets: Sequence[Consent], noted: Iterable[date], months: Months
) -> Iterator[Review]:
    active = activity(events)
    if active.spans and person.volunteering in NOT_VOLUNTEERING:
        yield Review(months_after(events[-1].effective_on, months.volunteer), str(_ENDED))
    elif not active.spans:
        days = [event.effective_on for event in events]
        days += [*noted, *(sheet.given_on for sheet in sheets)]
        days += [day for day in (person.informed_on, person.reported_on) if day]
        yield Review(months_after(max(days), months.interested), str(_NEVER_PLACED))


def _ended(sheet: Consent, today: date) -> date | None:
    """When the last of a sheet's ticks ended; None while one holds."""
    if any(agreed.may((sheet,), tick.purpose, today) for tick in sheet.purposes):
        return None
    ends = [min(filter(None, (tick.withdrawn_on, sheet.expires_on)), default=None) for tick in sheet.purposes]
    return max((end for end in ends if end), default=None)
