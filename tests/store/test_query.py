"""What a list asks: in what order, and whether an index gives it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.dialects import sqlite

from bezirkskoordination.records import PERSONS, TASKS, VOLUNTEERS, Person, Task, VolunteerStatus
from bezirkskoordination.records.office import SubArea
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query


def plan(office: OfficeFile, query: Query) -> str:
    """How SQLite means to answer."""
    statement = office.lists._ordered(query).limit(100)
    text = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    return "; ".join(row[3] for row in office._readers.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}"))


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("view", [PERSONS, VOLUNTEERS], ids=["all", "some"])
def test_the_order_of_names_is_read_from_the_index(office: OfficeFile, view: Any, descending: bool) -> None:
    told = plan(office, Query(view, descending=descending))
    assert "ix_person_title_key" in told
    # Backwards, those of one name are still put in order among themselves.
    assert "TEMP B-TREE" not in told.removesuffix("; USE TEMP B-TREE FOR LAST TERM OF ORDER BY" if descending else "")


@pytest.mark.parametrize("column", ["phone", "email"])
def test_a_column_that_is_never_empty_is_sorted_without_a_word_on_empty_ones(office: OfficeFile, column: str) -> None:
    statement = str(office.lists._ordered(Query(PERSONS, sort=column)))
    assert "NULLS" not in statement
    assert "NULLS LAST" in str(office.lists._ordered(Query(PERSONS, sort="minutes_per_week")))


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


@pytest.mark.parametrize("column", ["phone", "email", "minutes_per_week"])
def test_the_first_rows_are_read_from_the_index_of_their_column(office: OfficeFile, column: str) -> None:
    asked: list[str] = []
    engine = office._readers.here.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_rest: asked.append(statement))
    office.lists.first(Query(PERSONS, sort=column), 10)
    office.lists.first(Query(PERSONS, sort=column, search="x"), 10)
    first, narrowed = asked
    assert f"INDEXED BY ix_person_{column}" in first
    assert "INDEXED BY" not in narrowed


def test_matching_and_a_known_order_leave_what_a_view_shows(office: OfficeFile) -> None:
    with office.unit() as unit:
        people = [unit.add(Person(last_name=name)) for name in ("Quast", "Quandt", "Ahrens", "Quentin")]
        for person in people[1:]:
            unit.record_status(person, VolunteerStatus.INTERESTED, unit.today)
    query = Query(VOLUNTEERS, search="qua")
    order = list(office.lists.order(Query(VOLUNTEERS)))
    assert [one for one in order if one in office.lists.matching(query)] == [people[1].id]
    assert set(office.lists.matching(query.narrowed(search=" "))) == set(order)
