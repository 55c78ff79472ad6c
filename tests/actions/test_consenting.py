"""Consents as steps at the desk: taken down, taken back, undone."""

from dataclasses import replace
from datetime import date

import pytest

from bezirkskoordination.actions import consenting, editing, matching
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records import Consent, Institution, Person
from bezirkskoordination.records.activities import Enquiry, EnquiryStatus
from bezirkskoordination.records.consents import ConsentPurpose, Permission
from bezirkskoordination.records.needs import ExistingService, Referral, ReferralMode, ReferralStatus, SupportNeed
from bezirkskoordination.records.people import VolunteerStatus
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules.consents import may
from bezirkskoordination.rules.matching import Wanted
from bezirkskoordination.store.unit import Unit

P = ConsentPurpose
TODAY = date(2026, 11, 12)
GIVEN = date(2026, 11, 8)


@pytest.fixture
def anna(desk: Desk) -> Person:
    return desk.do("Anna", lambda unit: unit.add(Person(last_name="Anna")))


def sheet(person: Person, *purposes: ConsentPurpose, on: date = GIVEN) -> Consent:
    ticks = tuple(Permission(purpose=one) for one in purposes)
    return Consent(person=person.id or 0, given_on=on, version="2026-1", purposes=ticks)


def test_a_sheet_says_what_the_data_rest_on_and_that_the_person_was_told(desk: Desk, anna: Person) -> None:
    desk.do("Bogen", lambda unit: consenting.take_down(unit, sheet(anna, P.STORAGE, P.NEWS)))
    (kept,) = desk.office.read.all(Person)
    assert (kept.informed_on, kept.legal_basis) == (GIVEN, "A6_1_A")
    assert [may(consenting.sheets_of(desk.office.read, kept), one, TODAY) for one in (P.STORAGE, P.NEWS, P.PHOTO)] == [
        True, True, False,
    ]  # fmt: skip
    desk.undo()
    assert desk.office.read.all(Person) == [anna]
    assert desk.office.read.all(Consent) == []


def test_what_is_known_of_the_person_stays(desk: Desk, anna: Person) -> None:
    known = replace(anna, informed_on=date(2026, 1, 2), legal_basis="A6_1_E")
    desk.do("bekannt", lambda unit: unit.change(anna, known))
    desk.do("Bogen", lambda unit: consenting.take_down(unit, sheet(anna, P.STORAGE)))
    assert desk.office.read.all(Person) == [known]


def test_without_the_information_and_without_storage_nothing_else_changes(desk: Desk, anna: Person) -> None:
    desk.do("Bogen", lambda unit: consenting.take_down(unit, sheet(anna, P.PHOTO), informed=False))
    assert desk.office.read.all(Person) == [anna]


def test_a_withdrawal_goes_through_every_sheet_and_is_one_step(desk: Desk, anna: Person) -> None:
    for on in (date(2026, 3, 1), date(2026, 9, 1)):
        desk.do("Bogen", lambda unit, on=on: consenting.take_down(unit, sheet(anna, P.STORAGE, P.NEWS, on=on)))
    before = consenting.sheets_of(desk.office.read, anna)
    desk.do("Widerruf", lambda unit: consenting.withdraw(unit, anna, [P.NEWS], TODAY))
    after = consenting.sheets_of(desk.office.read, anna)
    assert [[tick.withdrawn_on for tick in one.purposes] for one in after] == [[None, TODAY]] * 2
    assert not may(after, P.NEWS, TODAY)
    assert may(after, P.STORAGE, TODAY)
    desk.undo()
    assert consenting.sheets_of(desk.office.read, anna) == before


def test_open_questions_are_taken_back_with_the_storage_and_only_with_it(desk: Desk, anna: Person) -> None:
    def write(unit: Unit) -> None:
        consenting.take_down(unit, sheet(anna, P.STORAGE, P.NEWS))
        need = unit.add(SupportNeed(subject="Begleitung", category="BEHOERDE.BEGL", recorded_on=GIVEN))
        unit.add(Enquiry(person=anna.id or 0, need=need.id, asked_on=GIVEN))

    desk.do("gefragt", write)
    desk.do("Widerruf", lambda unit: consenting.withdraw(unit, anna, [P.NEWS], TODAY))
    assert [one.status for one in desk.office.read.all(Enquiry)] == [EnquiryStatus.ASKED]
    desk.do("Widerruf", lambda unit: consenting.withdraw(unit, anna, [P.STORAGE], TODAY))
    (enquiry,) = desk.office.read.all(Enquiry)
    assert enquiry.status is EnquiryStatus.REVOKED
    assert [event.reason for event in desk.office.read.history(enquiry)] == ["WIDERRUF"]
    desk.undo()
    assert [one.status for one in desk.office.read.all(Enquiry)] == [EnquiryStatus.ASKED]


def test_referrals_with_data_that_still_wait_are_taken_back(desk: Desk, anna: Person) -> None:
    def write(unit: Unit) -> None:
        consenting.take_down(unit, sheet(anna, P.SERVICE))
        house = unit.add(Institution(name="Freiwilligenagentur", kind="FWA"))
        service = unit.add(ExistingService(name="Vermittlung", institution=house.id or 0))
        for mode in (ReferralMode.WITH_DATA, ReferralMode.INFO):
            unit.add(Referral(person=anna.id, service=service.id or 0, mode=mode))

    desk.do("Verweise", write)
    desk.do("Widerruf", lambda unit: consenting.withdraw(unit, anna, [P.SERVICE], TODAY))
    assert [(one.mode, one.status) for one in desk.office.read.all(Referral)] == [
        (ReferralMode.WITH_DATA, ReferralStatus.REVOKED), (ReferralMode.INFO, ReferralStatus.PREPARED),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("purposes", "on", "field", "said"),
    [
        ([], TODAY, "purposes", "mindestens einen Zweck"),
        ([P.PHOTO], TODAY, "purposes", "„Foto“ ist nicht erteilt"),
        ([P.NEWS], date(2026, 11, 13), "withdrawn_on", "liegt in der Zukunft"),
        ([P.NEWS], date(2026, 11, 7), "withdrawn_on", "Der Bogen ist vom 08.11.2026"),
    ],
)
def test_a_withdrawal_that_cannot_be_changes_nothing(
    desk: Desk, anna: Person, purposes: list[ConsentPurpose], on: date, field: str, said: str
) -> None:
    desk.do("Bogen", lambda unit: consenting.take_down(unit, sheet(anna, P.NEWS)))
    before = desk.office.read.all(Consent)
    with pytest.raises(BadValue, match=said) as refused:
        desk.do("Widerruf", lambda unit: consenting.withdraw(unit, anna, purposes, on))
    assert refused.value.field == field
    assert desk.office.read.all(Consent) == before


def test_who_took_back_the_storage_is_proposed_to_nobody(desk: Desk, anna: Person) -> None:
    def there(unit: Unit) -> None:
        editing.take(unit, anna, Step(VolunteerStatus.AVAILABLE, TODAY))
        consenting.take_down(unit, sheet(anna, P.STORAGE, P.NEWS))

    def proposed() -> list[int]:
        return [one.helper.id for one in matching.pool(desk.office.read, TODAY).best(Wanted("KINDER.A"))]

    desk.do("da", there)
    assert proposed() == [anna.id]
    desk.do("Post", lambda unit: consenting.withdraw(unit, anna, [P.NEWS], TODAY))
    assert proposed() == [anna.id]
    desk.do("Widerruf", lambda unit: consenting.withdraw(unit, anna, [P.STORAGE], TODAY))
    assert proposed() == []
    ((_, no),) = matching.pool(desk.office.read, TODAY).refused(Wanted("KINDER.A"))
    assert no.because == "Einwilligung widerrufen oder abgelaufen"
    desk.do("neuer Bogen", lambda unit: consenting.take_down(unit, sheet(anna, P.STORAGE)))
    assert proposed() == [anna.id]
