"""Addresses, as DIN 5008 orders them; the first is that of an office whose page stands in the seeds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules import addresses
from bezirkskoordination.rules.addresses import MOST_LINES, Address

CITY = Institution(id=1, name="Stadt Musterhagen", kind="VERWALTUNG", street="Markt 1", postal_code="38100", city="M.")
DEPARTMENT = Institution(
    id=2, name="Stadt Musterhagen", unit="Fachbereich Soziales und Gesundheit", kind="VERWALTUNG", parent=1,
    post_line="Postfach 33 09", post_code="38023", post_city="Musterhagen",
)  # fmt: skip
SECTION = Institution(
    id=3, name="Stadt Musterhagen", unit="Abt. Migrationsfragen und Integration", kind="VERWALTUNG", parent=2,
    street="Lindenring 25", postal_code="38124", city="Musterhagen",
)  # fmt: skip
KNOWN = {one.id: one for one in (CITY, DEPARTMENT, SECTION) if one.id}
CHURCH = Institution(id=7, name="Ev. Kirchengemeinde Am Anger", kind="KIRCHE", city="Musterhagen", postal_code="38104")
NURSERY = replace(CHURCH, id=8, name="Kita Regenbogen", kind="KITA", parent=7, street="Am Anger 3")
SPEAKER = Person(last_name="Beispiel", first_name="Jan", salutation="HERR", academic_title="Dr.")


def test_a_unit_stands_below_what_it_is_part_of() -> None:
    parts_of = addresses.above(SECTION, KNOWN)
    letter = addresses.of_institution(replace(SECTION, street="", postal_code="", city=""), parts_of)
    visit = addresses.of_institution(SECTION, parts_of, visit=True)

    assert letter.lines == (
        "Stadt Musterhagen", "Fachbereich Soziales und Gesundheit", "Abt. Migrationsfragen und Integration",
        "Postfach 33 09", "38023 Musterhagen",
    )  # fmt: skip
    assert visit.lines[-2:] == ("Lindenring 25", "38124 Musterhagen")


def test_several_levels_may_stand_in_one_record() -> None:
    one = replace(DEPARTMENT, parent=None, unit="Fachbereich Soziales / Abt. Integration")

    assert addresses.of_institution(one).who == ("Stadt Musterhagen", "Fachbereich Soziales", "Abt. Integration")


def test_a_body_responsible_for_a_nursery_is_no_line_of_its_address() -> None:
    assert addresses.above(NURSERY, {7: CHURCH}) == ()
    assert addresses.of_institution(NURSERY).lines == ("Kita Regenbogen", "Am Anger 3", "38104 Musterhagen")


def test_the_person_stands_between_the_institution_and_the_street() -> None:
    lines = addresses.of_institution(NURSERY, (), SPEAKER).lines

    assert lines == ("Kita Regenbogen", "Herrn Dr. Jan Beispiel", "Am Anger 3", "38104 Musterhagen")


def test_letters_go_to_the_postal_address_visitors_to_the_street() -> None:
    both = replace(NURSERY, post_line="Postfach 12", post_code="38002", post_city="Musterhagen")

    assert addresses.of_institution(both).where == ("Postfach 12", "38002 Musterhagen")
    assert addresses.of_institution(both, visit=True).where == ("Am Anger 3", "38104 Musterhagen")
    great = replace(both, post_line="")  # a receiver with a postal code of its own
    assert addresses.of_institution(great).where == ("38002 Musterhagen",)


def test_an_address_without_street_or_town_is_not_complete() -> None:
    assert not addresses.of_institution(replace(NURSERY, city="")).complete
    assert not addresses.of_institution(replace(NURSERY, street="")).complete
    assert addresses.of_institution(NURSERY).complete
    assert not addresses.of_person(SPEAKER).complete


def test_people_are_addressed() -> None:
    def said(**values: str) -> str:
        return addresses.addressed(replace(SPEAKER, **values))  # type: ignore[arg-type]

    assert said(salutation="FRAU", academic_title="") == "Frau Jan Beispiel"
    assert said(salutation="FAMILIE") == "Familie Beispiel"
    assert said(salutation="NEUTRAL") == said(salutation="") == "Dr. Jan Beispiel"


def test_a_ring_of_units_ends_where_it_began() -> None:
    ring = {2: replace(DEPARTMENT, parent=3), 3: SECTION}

    assert addresses.above(SECTION, ring) == (ring[2],)


words = st.text("abc ÄÖ", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(words, min_size=1, max_size=9, unique=True), st.booleans())
def test_six_lines_hold_the_whole_the_innermost_and_where_it_goes(who: list[str], boxed: bool) -> None:
    where = ("Postfach 1", "1 Ort") if boxed else ("1 Ort",)
    lines = Address(tuple(who), where).lines

    assert len(lines) == min(len(who) + len(where), MOST_LINES)
    assert (lines[0], lines[-len(where) - 1]) == (who[0], who[-1])
    assert lines[-len(where) :] == where
    assert list(lines[: -len(where)]) == [line for line in who if line in lines]  # none out of turn
