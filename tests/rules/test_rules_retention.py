"""When what is kept about people is to be looked at, by role."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.records import Consent, ContactPerson, Institution, Person, VolunteerStatus
from bezirkskoordination.records.consents import ConsentPurpose, Permission
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.rules import insurance
from bezirkskoordination.rules.retention import Months, inform_by, reviews

V = VolunteerStatus
TODAY = date(2026, 11, 12)
ANNA = Person(id=1, last_name="Anna", volunteering=V.INTERESTED)


def history(*steps: tuple[date, VolunteerStatus]) -> list[StatusEvent]:
    return [
        StatusEvent(about=("person", "u"), status=status.value, effective_on=on, recorded_at=f"{at:03d}")
        for at, (on, status) in enumerate(steps)
    ]


def dates(person: Person, events=(), contacts=(), sheets=(), noted=()) -> list[date]:
    return [one.on for one in reviews(person, events, contacts, sheets, noted, Months(), TODAY)]


def test_who_was_reported_by_others_is_told_within_a_month() -> None:
    assert inform_by(replace(ANNA, reported_on=date(2026, 1, 31))) == date(2026, 2, 28)
    assert inform_by(ANNA) is None
    told = replace(ANNA, reported_on=date(2026, 1, 31), informed_on=date(2026, 2, 5))
    assert inform_by(told) is None


def test_somebody_interested_is_looked_at_six_months_after_the_last_contact() -> None:
    events = history((date(2026, 3, 31), V.INTERESTED))
    assert dates(ANNA, events) == [date(2026, 9, 30)]
    assert dates(ANNA, events, noted=[date(2026, 8, 31)]) == [date(2027, 2, 28)]
    assert dates(replace(ANNA, informed_on=date(2026, 5, 1)), events) == [date(2026, 11, 1)]


def test_a_volunteer_who_ended_is_looked_at_after_a_year_and_a_running_one_not_at_all() -> None:
    events = history((date(2024, 1, 1), V.INTERESTED), (date(2024, 2, 1), V.PLACED))
    assert dates(replace(ANNA, volunteering=V.PLACED), events) == []
    ended = [*events, *history((date(2026, 2, 28), V.ENDED))]
    assert dates(replace(ANNA, volunteering=V.ENDED), ended) == [date(2027, 2, 28)]


def test_who_takes_back_the_storage_is_looked_at_from_that_day() -> None:
    tick = Permission(purpose=ConsentPurpose.STORAGE, withdrawn_on=date(2026, 10, 1))
    sheet = Consent(person=1, given_on=date(2026, 1, 1), purposes=(tick,))
    events = history((date(2024, 2, 1), V.PLACED))
    assert dates(replace(ANNA, volunteering=V.PLACED), events, sheets=[sheet]) == [
        date(2026, 10, 1), date(2029, 10, 1),
    ]  # fmt: skip


def test_the_proof_of_a_sheet_starts_with_the_end_of_its_last_tick() -> None:
    ticks = (
        Permission(purpose=ConsentPurpose.NEWS, withdrawn_on=date(2026, 2, 1)),
        Permission(purpose=ConsentPurpose.PHOTO),
    )
    running = Consent(person=1, given_on=date(2026, 1, 1), purposes=ticks)
    assert dates(Person(last_name="B"), sheets=[running]) == []
    over = replace(running, expires_on=date(2026, 6, 30))
    assert dates(Person(last_name="B"), sheets=[over]) == [date(2029, 6, 30)]


def test_a_contact_person_is_looked_at_when_the_last_function_has_ended() -> None:
    one = ContactPerson(institution=1, person=1, valid_until=date(2025, 8, 31))
    two = replace(one, institution=2, valid_until=None)
    plain = Person(id=1, last_name="C")
    assert dates(plain, contacts=[one, two]) == []
    assert dates(plain, contacts=[one, replace(two, valid_until=date(2026, 2, 28))]) == [date(2027, 2, 28)]


def test_the_way_of_insurance_is_the_persons_own_or_that_of_the_institution() -> None:
    assert insurance.route(ANNA, None) == insurance.route(ANNA, Institution(name="A", kind="B")) == "OFFEN"
    assert insurance.route(replace(ANNA, insurance_route="KOMMUNE"), None) == "KOMMUNE"


def test_the_span_on_the_citys_behalf_begins_with_its_order() -> None:
    events = history((date(2026, 2, 1), V.PLACED), (date(2026, 5, 1), V.ENDED), (date(2026, 7, 1), V.PLACED))
    assert insurance.span(ANNA, events, TODAY) == (date(2026, 2, 1), None)
    assert insurance.span(replace(ANNA, commissioned_on=date(2026, 3, 1)), events, TODAY) == (date(2026, 3, 1), None)
    assert insurance.span(ANNA, (), TODAY) is None
    assert insurance.span(ANNA, events, date(2026, 1, 31)) is None
