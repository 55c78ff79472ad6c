"""Taking down what somebody has agreed to, and that they no longer do; what follows from it at once is one step."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import editing, placing, referring
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import Enquiry, EnquiryStatus
from bezirkskoordination.records.consents import Consent, ConsentPurpose
from bezirkskoordination.records.needs import Referral, ReferralMode, ReferralStatus
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules import consents
from bezirkskoordination.store.unit import Reader, Unit

_NOTHING = N_("Consenting", "Bitte mindestens einen Zweck wählen.")
_NOT_GIVEN = N_("Consenting", "„{}“ ist nicht erteilt; es gibt nichts zu widerrufen.")
#: What rests on a consent once it is there, where nobody had said yet what it rests on.
_UNSETTLED, _BY_CONSENT = "OFFEN", "A6_1_A"
#: Why a question is taken back (list „enquiry_reason“), and which referrals can still be.
_WITHDRAWN = "WIDERRUF"
_WAITING = (ReferralStatus.PREPARED, ReferralStatus.CONSENT, ReferralStatus.SENT)


def sheets_of(reader: Reader, person: Person) -> list[Consent]:
    """The sheets that somebody has signed, oldest first."""
    found = reader.where(Consent, person=person.id)
    return sorted(found, key=lambda one: (one.given_on, one.id or 0))


def take_down(unit: Unit, sheet: Consent, informed: bool = True) -> Consent:
    """Keep a sheet. `informed`: the Datenschutzhinweise were handed out with it, on its day at the latest.

    Where the Rechtsgrundlage of the person was still open and the sheet allows keeping the data, it is this consent.
    """
    kept = editing.save(unit, None, sheet)
    person = unit.get(Person, kept.person)
    after = person
    if informed and person.informed_on is None:
        after = replace(after, informed_on=kept.given_on)
    if person.legal_basis == _UNSETTLED and consents.may((kept,), ConsentPurpose.STORAGE, kept.given_on):
        after = replace(after, legal_basis=_BY_CONSENT)
    unit.change(person, after)
    return kept


def withdraw(unit: Unit, person: Person, purposes: Iterable[ConsentPurpose], on: date) -> list[Consent]:
    """Note that somebody takes back their consent to these purposes, from `on`; the others run on.

    Questions and referrals that still wait are taken back with it, today. Refuses (BadValue) a day that cannot be, and
    a purpose that was not given.
    """
    sheets, meant = sheets_of(unit, person), tuple(dict.fromkeys(purposes))
    if not meant:
        raise BadValue(_NOTHING).at("purposes")
    for purpose in meant:
        if consents.standing(sheets, purpose, unit.today).state is not consents.State.GIVEN:
            raise BadValue(_NOT_GIVEN, purpose.label).at("purposes")
    changed = [unit.change(before, after) for before, after in consents.withdrawn(sheets, meant, on, unit.today)]
    if ConsentPurpose.STORAGE in meant:
        for enquiry in unit.where(Enquiry, person=person.id, status=EnquiryStatus.ASKED):
            placing.withdraw(unit, enquiry, unit.today, _WITHDRAWN)
    if ConsentPurpose.SERVICE in meant:
        for referral in unit.where(Referral, person=person.id, mode=ReferralMode.WITH_DATA):
            if referral.status in _WAITING:
                referring.revoke(unit, referral, unit.today)
    return changed
