"""What a list asks: in what order, and whether an index gives it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bezirkskoordination import sample
from bezirkskoordination.records import (
    PERSONS,
    RECORD_TYPES,
    TASKS,
    VIEWS,
    VOLUNTEERS,
    Person,
    Task,
    VolunteerStatus,
    kinds,
)
from bezirkskoordination.records.fields import Where
from bezirkskoordination.records.office import SubArea
from bezirkskoordination.records.people import LanguageSkill
from bezirkskoordination.store.office import OfficeFile, open_
from bezirkskoordination.store.query import Query, is_sortable


def plan(office: OfficeFile, question: str, values: Any) -> list[str]:
    """The steps of SQLite's answer."""
    return [row[3] for row in office._readers.ask(f"EXPLAIN QUERY PLAN {question}", values)]


#: A view of those who own certain rows begins with these: there are few, and they are sorted.
ORDERED = [one for one in VIEWS if not any(one.type.field(where.field).kind.owned for where in one.where)]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("view", [*ORDERED, PERSONS], ids=lambda view: view.name)
def test_every_order_is_read_from_an_index(office: OfficeFile, view: Any, descending: bool) -> None:
    """No row is read for it, and nothing is sorted but equals among themselves."""
    columns = {"title", *view.columns, *(f.name for f in view.type.fields if f.listed)}
    for column in (name for name in columns if is_sortable(view, name)):
        for part in office.lists._parts(Query(view, sort=column, descending=descending)):
            steps = plan(office, f"{part.text} LIMIT 100", part.values)
            assert all("USING COVERING INDEX ix_" in step for step in steps if "TEMP" not in step), (column, steps)
            assert "USE TEMP B-TREE FOR ORDER BY" not in steps, (column, steps)


@pytest.mark.parametrize("field", ["volunteering", "institution", "sub_area", "languages", "fields_of_action"])
def test_what_occurs_is_found_without_reading_every_row(
    office: OfficeFile, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    ask = office._readers.ask
    monkeypatch.setattr(office.lists, "_ask", lambda *question: (asked.append(question), ask(*question))[1])
    office.lists.used_codes(VOLUNTEERS, Person.type.field(field))
    ((question, values),) = asked
    told = plan(office, question, values)
    tables = [step for step in told if "person" in step]
    assert tables
    assert all(step.startswith("SEARCH") and "COVERING INDEX" in step for step in tables), told


def test_the_values_that_occur_are_those_of_the_rows(office: OfficeFile) -> None:
    languages = ("tr", "ar", "tr", "de", "uk")
    with office.unit() as unit:
        for code in languages:
            unit.add(Person(last_name="A", languages=(LanguageSkill(language=code),)))
    assert office.lists.used_codes(VOLUNTEERS, Person.type.field("languages")) == sorted(set(languages))
    assert office.lists.used_codes(VOLUNTEERS, Person.type.field("institution")) == []


@pytest.mark.parametrize("descending", [False, True])
def test_what_stands_empty_comes_last(office: OfficeFile, descending: bool) -> None:
    with office.unit() as unit:
        for subject, due in (("b", None), ("a", None), ("c", date(2026, 1, 2)), ("d", date(2026, 1, 1))):
            unit.add(Task(subject=subject, due_on=due))
    ids = office.lists.order(Query(TASKS, sort="due_on", descending=descending))
    told = [task.subject for task in office.read.page(Task.type, ids)]
    assert told == (["c", "d", "a", "b"] if descending else ["d", "c", "a", "b"])


def test_the_first_rows_are_those_of_the_order(office: OfficeFile) -> None:
    with office.unit() as unit:
        kept = [unit.add(Person(last_name=name)).id for name in ("Ofen", "Öl", "A", "A", "Z")]
    o, oe, a, second_a, z = kept
    assert list(office.lists.order(Query(PERSONS))) == [a, second_a, oe, o, z]
    assert list(office.lists.order(Query(PERSONS, descending=True))) == [z, o, oe, a, second_a]
    assert office.lists.first(Query(PERSONS, descending=True), 2) == [z, o]


def test_a_state_is_sorted_as_it_is_declared(office: OfficeFile) -> None:
    with office.unit() as unit:
        for number, state in enumerate((VolunteerStatus.PAUSED, VolunteerStatus.INTERESTED, VolunteerStatus.TALKED)):
            person = unit.add(Person(last_name=str(number)))
            unit.record_status(person, state, unit.today)
    ids = office.lists.order(Query(VOLUNTEERS, sort="volunteering"))
    states = [person.volunteering for person in office.read.page(Person.type, ids) if isinstance(person, Person)]
    assert states == [VolunteerStatus.INTERESTED, VolunteerStatus.TALKED, VolunteerStatus.PAUSED]


def test_a_view_is_narrowed_and_counted(office: OfficeFile) -> None:
    with office.unit() as unit:
        kept = [unit.add(Task(subject=f"Anruf {number}")) for number in range(3)]
        unit.change(kept[0], replace(kept[0], subject="Brief"))
    query = Query.of(TASKS).narrowed(search="anruf")
    assert office.lists.count(query) == 2
    assert sorted(office.lists.matching(query)) == [kept[1].id, kept[2].id]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", ["title", "phone", "minutes_per_week", "sub_area", "volunteering"])
def test_the_first_rows_are_those_of_the_whole_order(office: OfficeFile, column: str, descending: bool) -> None:
    with office.unit() as unit:
        areas = [unit.add(SubArea(name=name)).id for name in ("Hondelage", "Dibbesdorf")]
        for number in range(12):
            minutes, area = (None, 60, 120)[number % 3], (None, *areas)[number % 3]
            phone = f"030 23125-{number % 5:03d}"
            unit.add(Person(last_name=f"Name {number}", phone=phone, minutes_per_week=minutes, sub_area=area))
    query = Query(PERSONS, sort=column, descending=descending)
    assert office.lists.first(query, 7) == list(office.lists.order(query))[:7]


def test_matching_and_a_known_order_leave_what_a_view_shows(office: OfficeFile) -> None:
    with office.unit() as unit:
        people = [unit.add(Person(last_name=name)) for name in ("Quast", "Quandt", "Ahrens", "Quentin")]
        for person in people[1:]:
            unit.record_status(person, VolunteerStatus.INTERESTED, unit.today)
    query = Query(VOLUNTEERS, search="qua")
    order = list(office.lists.order(Query(VOLUNTEERS)))
    assert [one for one in order if one in office.lists.matching(query)] == [people[1].id]
    assert set(office.lists.matching(query.narrowed(search=" "))) == set(order)


def test_cells_are_what_the_records_hold(tmp_path: Path) -> None:
    """Every field of every type in the sample district, read by itself, is that of the whole record."""
    sample.build(tmp_path / "beispiel.bezirk", "")
    with open_(tmp_path / "beispiel.bezirk", "") as office:
        for of in RECORD_TYPES.values():
            fields = tuple(one for one in of.fields if one.kind is not kinds.ANYREF)
            records = {record.id: record for record in office.read.all(of.cls)}
            cells = office.lists.cells(of, fields, [*records, 999_999])
            assert cells.keys() == records.keys()
            for one, values in cells.items():
                for field, value in zip(fields, values, strict=True):
                    held = getattr(records[one], field.name)
                    if field.kind is kinds.ROWS:
                        heads = [head.name for head in field.details.row.rows.heads]
                        told = (tuple(getattr(row, name) for name in heads) for row in held)
                        held = tuple(one if len(one) > 1 else one[0] for one in told)
                    assert value == held, (of, field.name)
            assert all(office.lists.at_most(of) >= one for one in records)


def test_certain_records_are_asked_for_by_id_within_the_view(office: OfficeFile) -> None:
    """Behind a figure there may be more records than a question may have marks; those outside the view stay outside."""
    with office.unit() as unit:
        people = [unit.add(Person(last_name=name)) for name in "EDCBA"]
        for person in people[:3]:
            unit.record_status(person, VolunteerStatus.AVAILABLE, unit.today)
    e, d, c, b, _a = (person.id for person in people)
    query = Query(PERSONS, where=(Where("id", (d, b)),))
    assert list(office.lists.order(query)) == [b, d]
    assert office.lists.count(query) == 2
    every = Where("id", tuple(range(100_000)))
    assert list(office.lists.order(Query(VOLUNTEERS, where=(every,)))) == [c, d, e]
