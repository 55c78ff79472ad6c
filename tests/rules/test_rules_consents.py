"""Who has agreed to what on which day; compared with an account that counts days one by one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records import Consent, Person, VolunteerStatus
from bezirkskoordination.records.consents import ConsentPurpose, Permission
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules import consents
from bezirkskoordination.rules.consents import State, may, obstacle, standing, withdrawn

P = ConsentPurpose
FIRST = date(2026, 1, 1)
TODAY = date(2026, 11, 12)
ANNA = Person(id=1, last_name="Anna")


def sheet(on: date, *purposes: ConsentPurpose, until: date | None = None, **values: object) -> Consent:
    return Consent(
        person=1, given_on=on, expires_on=until, purposes=tuple(Permission(purpose=one) for one in purposes), **values
    )


days = st.integers(0, 60).map(lambda at: FIRST + timedelta(days=at))
purposes = st.sampled_from(ConsentPurpose)


@st.composite
def sheets(draw: st.DrawFn) -> list[Consent]:
    made = []
    for key in range(draw(st.integers(0, 4))):
        given_on = draw(days)
        ticked = draw(st.lists(purposes, unique=True, min_size=1, max_size=4))
        later = st.none() | st.integers(0, 40).map(lambda at, on=given_on: on + timedelta(days=at))
        rows = tuple(Permission(purpose=one, withdrawn_on=draw(later)) for one in ticked)
        made.append(Consent(id=key + 1, person=1, given_on=given_on, purposes=rows, expires_on=draw(later)))
    return made


def day_by_day(found: list[Consent], purpose: ConsentPurpose) -> set[date]:
    """The days on which a purpose is allowed, walked through one after the other."""
    allowed = set()
    for one in found:
        for tick in one.purposes:
            day = one.given_on
            while tick.purpose is purpose and day <= FIRST + timedelta(days=120):
                if day == tick.withdrawn_on or (one.expires_on and day > one.expires_on):
                    break
                allowed.add(day)
                day += timedelta(days=1)
    return allowed


@given(sheets(), purposes)
def test_a_purpose_is_allowed_on_exactly_its_days(found: list[Consent], purpose: ConsentPurpose) -> None:
    allowed = day_by_day(found, purpose)
    for at in range(-2, 110):
        day = FIRST + timedelta(days=at)
        assert may(found, purpose, day) == (day in allowed)
        assert (standing(found, purpose, day).state is State.GIVEN) == (day in allowed)


@given(sheets(), st.sets(purposes, min_size=1), st.integers(40, 100))
def test_a_withdrawal_stops_its_purposes_at_once_and_leaves_every_other_day_as_it_was(
    found: list[Consent], meant: set[ConsentPurpose], at: int
) -> None:
    on = FIRST + timedelta(days=at)
    found = [one for one in found if one.given_on <= on]
    changed = {before.id: after for before, after in withdrawn(found, meant, on, on)}
    after = [changed.get(one.id, one) for one in found]
    for purpose in ConsentPurpose:
        for step in range(130):
            day = FIRST + timedelta(days=step)
            if purpose in meant and day >= on:
                assert not may(after, purpose, day)
            else:
                assert may(after, purpose, day) == may(found, purpose, day)


def test_a_withdrawal_is_neither_ahead_nor_before_the_sheet() -> None:
    given_ = [sheet(date(2026, 5, 1), P.PHOTO)]
    with pytest.raises(BadValue, match=r"02\.05\.2026 liegt in der Zukunft"):
        withdrawn(given_, [P.PHOTO], date(2026, 5, 2), date(2026, 5, 1))
    with pytest.raises(BadValue, match=r"Der Bogen ist vom 01\.05\.2026"):
        withdrawn(given_, [P.PHOTO], date(2026, 4, 30), TODAY)
    assert withdrawn(given_, [P.NEWS], TODAY, TODAY) == []


def test_who_agrees_again_is_asked_again() -> None:
    first = sheet(date(2026, 3, 1), P.NEWS)
    ((_, over),) = withdrawn([first], [P.NEWS], date(2026, 4, 1), TODAY)
    again = sheet(date(2026, 6, 1), P.NEWS)
    assert [may([over, again], P.NEWS, date(2026, month, 1)) for month in (3, 4, 5, 6)] == [True, False, False, True]


def test_a_new_sheet_leaves_what_it_does_not_tick() -> None:
    found = [sheet(date(2026, 3, 1), P.STORAGE, P.PHOTO), sheet(date(2026, 6, 1), P.STORAGE)]
    assert may(found, P.PHOTO, TODAY)


def test_a_consent_for_one_institution_is_none_for_another() -> None:
    one = Consent(person=1, given_on=FIRST, purposes=(Permission(purpose=P.INSTITUTION, recipient=7),))
    assert may([one], P.INSTITUTION, TODAY, 7)
    assert not may([one], P.INSTITUTION, TODAY, 8)
    assert may([sheet(FIRST, P.INSTITUTION)], P.INSTITUTION, TODAY, 8)
    assert obstacle(ANNA, [one], P.INSTITUTION, TODAY, 8).endswith("gilt nicht für diese Einrichtung")
    assert standing([one], P.INSTITUTION, TODAY).recipients == (7,)


def test_the_last_day_of_a_consent_still_counts() -> None:
    found = [sheet(FIRST, P.NEWS, until=date(2026, 11, 12))]
    assert may(found, P.NEWS, date(2026, 11, 12))
    assert not may(found, P.NEWS, date(2026, 11, 13))
    assert obstacle(ANNA, found, P.NEWS, date(2026, 11, 13)) == (
        "Einwilligung „Einladungen und Infopost“ galt bis 12.11.2026"
    )


@pytest.mark.parametrize(
    ("person", "found", "purpose", "reason"),
    [
        (ANNA, [], P.STORAGE, ""),
        (replace(ANNA, legal_basis="A6_1_A"), [], P.STORAGE, ""),
        (replace(ANNA, legal_basis="A6_1_E"), [], P.STORAGE, ""),
        (ANNA, [], P.NEWS, "keine Einwilligung „Einladungen und Infopost“"),
        (ANNA, [sheet(FIRST, P.NEWS)], P.NEWS, ""),
        (replace(ANNA, contact_block=True), [sheet(FIRST, P.NEWS)], P.NEWS, "Kontaktsperre"),
        (replace(ANNA, contact_block=True), [sheet(FIRST, P.NEWS)], P.STORAGE, ""),
        (
            replace(ANNA, volunteering=VolunteerStatus.ENDED), [sheet(FIRST, P.NEWS)], P.NEWS,
            "Ehrenamt beendet, Angaben sind bis zur Löschung gesperrt",
        ),
        (replace(ANNA, volunteering=VolunteerStatus.ENDED), [], P.STORAGE, ""),
    ],
)  # fmt: skip
def test_what_is_in_the_way_is_said(person: Person, found: list[Consent], purpose: ConsentPurpose, reason: str) -> None:
    assert obstacle(person, found, purpose, TODAY) == reason


def test_a_withdrawn_storage_is_in_the_way_whatever_it_rests_on() -> None:
    ((_, over),) = withdrawn([sheet(FIRST, P.STORAGE)], [P.STORAGE], date(2026, 5, 2), TODAY)
    for basis in ("OFFEN", "A6_1_A", "A6_1_E"):
        person = replace(ANNA, legal_basis=basis)
        assert obstacle(person, [over], P.STORAGE, TODAY) == "„Speicherung zur Vermittlung“ am 02.05.2026 widerrufen"


def test_a_consent_that_nobody_signed_proves_nothing() -> None:
    by_consent = replace(ANNA, legal_basis="A6_1_A")
    assert consents.unproven(by_consent, [])
    assert consents.unproven(by_consent, [sheet(FIRST, P.NEWS)])
    assert not consents.unproven(by_consent, [sheet(FIRST, P.STORAGE)])
    assert not consents.unproven(replace(ANNA, legal_basis="A6_1_E"), [])


def test_every_purpose_says_what_stops_and_what_goes_on() -> None:
    assert set(consents.STOPS) == set(consents.RUNS) == set(ConsentPurpose)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (sheet(FIRST, P.NEWS, P.NEWS), "purposes"),
        (sheet(FIRST, P.NEWS, until=FIRST - timedelta(days=1)), "expires_on"),
        (
            Consent(person=1, given_on=FIRST, purposes=(Permission(purpose=P.NEWS, withdrawn_on=date(2025, 1, 1)),)),
            "purposes",
        ),
        (
            Consent(person=1, given_on=FIRST, purposes=(Permission(purpose=P.NEWS, withdrawn_on=date(2027, 1, 1)),)),
            "purposes",
        ),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_is_refused(wrong: Consent, field: str) -> None:
    assert [name for name, _said in consents.problems(wrong, TODAY)] == [field]
