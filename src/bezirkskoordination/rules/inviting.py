"""To whom an invitation goes, and what is in the way: the block of contact, a consent that is missing, an address.

Whoever comes for an institution is written to there and needs no consent of their own; a volunteer does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.consents import Consent, ConsentPurpose
from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.network import Attendance, Meeting
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules import addresses, consents
from bezirkskoordination.rules.addressing import Addressee, whole_name
from bezirkskoordination.rules.figures import Records

_BLOCKED = N_("Inviting", "Kontaktsperre")
_NO_ADDRESS, _NO_MAIL = N_("Inviting", "keine Anschrift"), N_("Inviting", "keine E-Mail-Adresse")
_FOR = N_("Inviting", "{} ({})")


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is to be invited. `obstacle` says why not at all; empty if nothing is in the way."""

    to: Addressee
    obstacle: str
    email: str

    @property
    def name(self) -> str:
        """How a list calls them: „Sportverein (Rima Al-Sayed)“."""
        if self.to.person is None or self.to.institution is None:
            return self.to.name
        return _FOR(self.to.institution.name, whole_name(self.to.person))

    @property
    def no_letter(self) -> str:
        """Why they get no letter; empty if they get one."""
        return self.obstacle or ("" if self.to.has_address else str(_NO_ADDRESS))

    @property
    def no_mail(self) -> str:
        """Why they get no mail; empty if they can get one."""
        return self.obstacle or ("" if self.email else str(_NO_MAIL))


def asked(read: Records, meeting: Meeting, today: date) -> list[Asked]:
    """Everybody who is to be invited to a meeting, in the order of its list; nobody twice."""
    whole = {one.id: one for one in read.all(Institution) if one.id is not None}
    found = dict.fromkeys(_one(read, row, whole, today) for row in meeting.attendance if row.invited)
    return [one for one in found if one is not None]


def _one(read: Records, row: Attendance, whole: dict[int, Institution], today: date) -> Asked | None:
    person = next(iter(read.where(Person, id=row.person)), None) if row.person is not None else None
    institution = whole.get(row.institution) if row.institution is not None else None
    if institution is None:
        return _private(read, person, today) if person is not None else None
    if person is None:
        person = next((one for one in _contacts(read, institution, today) if not one.contact_block), None)
    blocked = str(_BLOCKED) if person is not None and person.contact_block else ""
    to = Addressee(person, institution, addresses.above(institution, whole))
    return Asked(to, blocked, (person.email if person is not None else "") or institution.email)


def _private(read: Records, person: Person, today: date) -> Asked:
    sheets: Sequence[Consent] = read.where(Consent, person=person.id)
    obstacle = str(_BLOCKED) if person.contact_block else consents.obstacle(person, sheets, ConsentPurpose.NEWS, today)
    return Asked(Addressee(person), obstacle, person.email)


def _contacts(read: Records, institution: Institution, today: date) -> Iterator[Person]:
    """Who speaks for an institution on a day, the main contact first."""
    contacts = [
        one
        for one in read.where(ContactPerson, institution=institution.id)
        if (one.valid_from or today) <= today <= (one.valid_until or today)
    ]
    for one in sorted(contacts, key=lambda one: (not one.primary, one.id or 0)):
        yield from read.where(Person, id=one.person)
