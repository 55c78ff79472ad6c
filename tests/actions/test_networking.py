"""Who speaks for an institution, and what institutions have to do with each other, as verbs at the desk."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bezirkskoordination.actions import editing, networking
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import (
    ChildProtection,
    ContactPerson,
    Cooperation,
    CooperationKind,
    Institution,
)
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue, Refused

TODAY = date(2026, 11, 12)
K = CooperationKind


def kept(desk: Desk, record: Record) -> Record:
    return desk.do("neu", lambda unit: editing.save(unit, None, record))


def change(desk: Desk, before: Record, **values: object) -> Record:
    return desk.do("ändern", lambda unit: editing.save(unit, before, replace(before, **values)))


@pytest.fixture
def places(desk: Desk) -> list[Institution]:
    return [kept(desk, Institution(name=name, kind="KIRCHE")) for name in ("Anger", "Bach", "Coll")]


@pytest.fixture
def people(desk: Desk) -> list[Person]:
    return [kept(desk, Person(last_name=name)) for name in ("Ahrens", "Bock")]


def contact(place: Record, person: Record, **values: object) -> ContactPerson:
    return ContactPerson(institution=place.id, person=person.id, **values)


# --- who speaks for it ----------------------------------------------------------------------


def test_one_main_contact_at_a_time(desk: Desk, places: list[Institution], people: list[Person]) -> None:
    first = kept(desk, contact(places[0], people[0], primary=True))
    second = contact(places[0], people[1], primary=True)

    with pytest.raises(BadValue, match="Ahrens") as refused:
        kept(desk, second)
    assert refused.value.field == "primary"
    kept(desk, replace(second, institution=places[1].id))  # elsewhere it is free
    after = TODAY + timedelta(days=30)
    change(desk, first, valid_until=after)
    with pytest.raises(BadValue):
        kept(desk, replace(second, valid_from=after))  # both on one day
    assert kept(desk, replace(second, valid_from=after + timedelta(days=1))).id


def test_who_was_main_contact_once_stands_in_nobodys_way(
    desk: Desk, places: list[Institution], people: list[Person]
) -> None:
    past = {"valid_from": date(2020, 1, 1), "valid_until": TODAY - timedelta(days=1)}
    kept(desk, contact(places[0], people[0], primary=True, **past))

    assert kept(desk, contact(places[0], people[1], primary=True, valid_from=date(2019, 1, 1))).id


def test_a_new_main_contact_takes_over_in_one_step(desk: Desk, places: list[Institution], people: list[Person]) -> None:
    first = kept(desk, contact(places[0], people[0], primary=True))
    second = kept(desk, contact(places[0], people[1]))

    desk.do("Haupt", lambda unit: networking.make_main(unit, second))
    read = desk.office.read
    assert [one.primary for one in read.all(ContactPerson)] == [False, True]
    desk.undo()
    assert read.all(ContactPerson) == [first, second]


def test_nobody_is_entered_twice_for_the_same_function(
    desk: Desk, places: list[Institution], people: list[Person]
) -> None:
    kept(desk, contact(places[0], people[0], function="Pastor"))

    with pytest.raises(BadValue, match="schon eingetragen"):
        kept(desk, contact(places[0], people[0], function="Pastor"))
    assert kept(desk, contact(places[0], people[0], function="Kirchenmusik")).id


def test_a_contact_person_is_ended_not_deleted(desk: Desk, places: list[Institution], people: list[Person]) -> None:
    one = kept(desk, contact(places[0], people[0], valid_from=date(2024, 3, 1)))

    with pytest.raises(Refused, match="beendet, nicht gelöscht"):
        desk.do("löschen", lambda unit: editing.delete(unit, [one]))
    too_early = replace(one, valid_until=date(2024, 2, 29))
    with pytest.raises(BadValue, match=r"01\.03\.2024"):
        desk.do("beenden", lambda unit: editing.save(unit, one, too_early))
    ended = desk.do("beenden", lambda unit: editing.save(unit, one, replace(one, valid_until=TODAY)))
    assert ended.valid_until == TODAY
    mistake = kept(desk, contact(places[0], people[1], valid_from=TODAY))
    desk.do("löschen", lambda unit: editing.delete(unit, [mistake]))
    assert desk.office.read.all(ContactPerson) == [ended]


# --- cooperation ----------------------------------------------------------------------------


def test_no_tie_twice_and_none_with_itself(desk: Desk, places: list[Institution]) -> None:
    a, b, _c = places
    kept(desk, Cooperation(institution=a.id, partner=b.id))

    with pytest.raises(BadValue, match="sich selbst"):
        kept(desk, Cooperation(institution=a.id, partner=a.id))
    for ends in ((a, b), (b, a)):  # working together has no direction
        with pytest.raises(BadValue, match="schon eingetragen") as refused:
            kept(desk, Cooperation(institution=ends[0].id, partner=ends[1].id))
        assert refused.value.field == "partner"
    kept(desk, Cooperation(institution=a.id, partner=b.id, kind=K.ROOMS))
    kept(desk, Cooperation(institution=b.id, partner=a.id, kind=K.ROOMS))  # each uses the other's rooms
    with pytest.raises(BadValue):
        kept(desk, Cooperation(institution=a.id, partner=b.id, kind=K.ROOMS, since=date(2025, 1, 1)))


def test_what_has_ended_may_begin_again(desk: Desk, places: list[Institution]) -> None:
    a, b, _c = places
    last = date(2025, 12, 31)
    kept(desk, Cooperation(institution=a.id, partner=b.id, until=last))

    with pytest.raises(BadValue, match=r"31\.12\.2025"):
        kept(desk, Cooperation(institution=b.id, partner=a.id, since=last))
    assert kept(desk, Cooperation(institution=b.id, partner=a.id, since=date(2026, 1, 1))).id


def test_no_ring_of_units(desk: Desk, places: list[Institution]) -> None:
    a, b, c = places
    b = change(desk, b, parent=a.id)
    c = change(desk, c, parent=b.id)

    with pytest.raises(BadValue, match=r"Coll.*Anger") as refused:
        change(desk, a, parent=c.id)
    assert refused.value.field == "parent"


# --- details --------------------------------------------------------------------------------


def test_confirming_is_one_step_for_several(desk: Desk, places: list[Institution]) -> None:
    desk.do("bestätigt", lambda unit: networking.confirm(unit, places[:2]))

    assert [one.confirmed_on for one in desk.office.read.all(Institution)] == [TODAY, TODAY, None]
    desk.undo()
    assert desk.office.read.all(Institution) == places


def test_a_date_of_an_agreement_needs_the_agreement(desk: Desk, places: list[Institution]) -> None:
    with pytest.raises(BadValue, match="Vereinbarung") as refused:
        change(desk, places[0], child_protection_on=date(2024, 5, 2))
    assert refused.value.field == "child_protection"
    yes = {"child_protection": ChildProtection.YES, "child_protection_on": date(2024, 5, 2)}
    assert change(desk, places[0], **yes).child_protection_on == date(2024, 5, 2)


def test_a_postal_address_needs_its_town(desk: Desk, places: list[Institution]) -> None:
    with pytest.raises(BadValue, match="Ort"):
        change(desk, places[0], post_line="Postfach 3309", post_code="38023")
