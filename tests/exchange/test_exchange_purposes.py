"""A list serves a purpose: who has not agreed to it is left out and named with the reason."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bezirkskoordination.actions import consenting
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.exchange import insured, purposes, tables
from bezirkskoordination.records import Consent, Institution, Person, VolunteerStatus, view
from bezirkskoordination.records.consents import ConsentPurpose, Permission
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules.consents import may
from bezirkskoordination.store.query import Query

P = ConsentPurpose
TODAY = date(2026, 11, 12)


def table(desk: Desk, name: str = "person", *columns: str) -> tables.Table:
    of = view(name)
    return tables.Table(of, tables.chosen(of, columns), desk.office.lists.order(Query.of(of)))


@pytest.fixture
def people(desk: Desk) -> list[Person]:
    """Four people: everything agreed, only storage, storage taken back, nothing asked yet."""

    def write(unit) -> list[Person]:
        made = [unit.add(Person(last_name=name, phone="030 23125-100", legal_basis="A6_1_E")) for name in "ABCD"]
        for person, given in zip(made, ((P.STORAGE, P.NEWS), (P.STORAGE,), (P.STORAGE, P.NEWS)), strict=False):
            ticks = tuple(Permission(purpose=one) for one in given)
            consenting.take_down(unit, Consent(person=person.id, given_on=date(2026, 5, 1), purposes=ticks))
        consenting.withdraw(unit, made[2], [P.STORAGE], date(2026, 10, 1))
        return made

    return desk.do("Leute", write)


def names(sifted: tables.Table, desk: Desk) -> list[str]:
    return [person.last_name for person in desk.office.read.page(Person.type, sifted.ids)]


def test_who_took_it_back_is_left_out_and_the_rest_stays(desk: Desk, people: list[Person]) -> None:
    kept, out = purposes.sift(desk.office.read, table(desk), P.STORAGE, TODAY)
    assert names(kept, desk) == ["A", "B", "D"]
    assert [(one.person.last_name, one.reason, one.reach) for one in out] == [
        ("C", "„Speicherung zur Vermittlung“ am 01.10.2026 widerrufen", "030 23125-100")
    ]
    # What was not taken back runs on.
    assert names(purposes.sift(desk.office.read, table(desk), P.NEWS, TODAY)[0], desk) == ["A", "C"]


def test_every_other_purpose_needs_its_own_consent(desk: Desk, people: list[Person]) -> None:
    sheets = {one.id: consenting.sheets_of(desk.office.read, one) for one in people}
    for purpose in (P.NEWS, P.INSTITUTION, P.SERVICE, P.NAMING, P.PHOTO, P.SPECIAL):
        kept, out = purposes.sift(desk.office.read, table(desk), purpose, TODAY)
        assert set(kept.ids) == {key for key, found in sheets.items() if may(found, purpose, TODAY)}
        assert len(kept.ids) + len(out) == len(people)


def test_a_consent_for_one_institution_serves_a_list_for_that_one(desk: Desk, people: list[Person]) -> None:
    def write(unit) -> Institution:
        house = unit.add(Institution(name="Verein", kind="VEREIN_SPORT"))
        tick = Permission(purpose=P.INSTITUTION, recipient=house.id)
        unit.add(Consent(person=people[3].id, given_on=TODAY, purposes=(tick,)))
        return house

    house = desk.do("Verein", write)
    sift = purposes.sift
    assert names(sift(desk.office.read, table(desk), P.INSTITUTION, TODAY, house.id)[0], desk) == ["D"]
    assert names(sift(desk.office.read, table(desk), P.INSTITUTION, TODAY, house.id + 1)[0], desk) == []


def test_a_list_without_people_stays_whole(desk: Desk, people: list[Person]) -> None:
    for one in (table(desk, "institution"), table(desk, "person", "volunteering")):
        assert purposes.sift(desk.office.read, one, P.NEWS, TODAY) == (one, ())


def test_another_list_that_names_people_serves_only_the_own_work(desk: Desk, people: list[Person]) -> None:
    for name in ("enquiry", "contact_note", "time_entry"):  # the hours name their placement, and it names somebody
        own = table(desk, name)
        assert own.holds_personal_data
        assert purposes.sift(desk.office.read, own, P.STORAGE, TODAY) == (own, ())
        with pytest.raises(Refused, match="nennt Personen"):
            purposes.sift(desk.office.read, own, P.NEWS, TODAY)


def test_at_once_means_from_the_same_day(desk: Desk, people: list[Person]) -> None:
    before = purposes.sift(desk.office.read, table(desk), P.NEWS, TODAY)[0]
    desk.do("Widerruf", lambda unit: consenting.withdraw(unit, people[0], [P.NEWS], TODAY))
    after = purposes.sift(desk.office.read, table(desk), P.NEWS, TODAY)[0]
    assert set(before.ids) - set(after.ids) == {people[0].id}
    assert replace(after, ids=before.ids) == before


def test_the_list_for_the_insurance_as_a_table(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "versicherung.csv"
    with pytest.raises(Refused, match="niemand im Auftrag der Stadt"):
        insured.write(desk.office.read, TODAY, target)
    assert not target.exists()

    def write(unit) -> None:
        person = Person(last_name="=Böse", first_name="Ana", insurance_route="KOMMUNE", phone="030 23125-100")
        unit.record_status(unit.add(person), VolunteerStatus.PLACED, date(2026, 2, 1))

    desk.do("Leute", write)
    assert insured.write(desk.office.read, TODAY, target) == 1
    assert target.read_text("utf-8-sig") == "Name;Aufgabe;von;bis\n'=Böse, Ana;;01.02.2026;\n"
