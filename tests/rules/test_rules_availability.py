"""Who can be asked: the rule, the same as a narrowing of the list, and the words for a part of a day."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records import VOLUNTEERS
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.people import Absence, Person, VolunteerStatus
from bezirkskoordination.rules.availability import Slot, conditions, is_available, is_away
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query

THURSDAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("hour", "minute", "part"), [(0, 0, 0), (11, 59, 0), (12, 0, 1), (17, 59, 1), (18, 0, 2), (23, 59, 2)]
)
def test_noon_begins_the_afternoon_and_six_the_evening(hour: int, minute: int, part: int) -> None:
    assert Slot.at(datetime(2026, 11, 12, hour, minute)) == (THURSDAY, part)


def test_after_the_evening_comes_the_next_morning() -> None:
    slots = [Slot(THURSDAY, 1), *Slot(THURSDAY, 1).following(5)]
    friday, saturday = THURSDAY + timedelta(1), THURSDAY + timedelta(2)
    assert slots == [(THURSDAY, 1), (THURSDAY, 2), (friday, 0), (friday, 1), (friday, 2), (saturday, 0)]


def test_a_slot_is_said_as_people_say_it() -> None:
    said = [Slot(THURSDAY + timedelta(days), 1).words(THURSDAY) for days in (0, 1, 2, 3)]
    assert said == [
        "heute Nachmittag", "morgen Nachmittag", "übermorgen Nachmittag", "am Sonntag, 15.11., Nachmittag",
    ]  # fmt: skip


def test_the_first_and_the_last_day_are_away_and_an_open_end_does_not_end() -> None:
    person = Person(last_name="A", absences=(Absence(first=date(2026, 12, 1), last=date(2026, 12, 15)),))
    away = [is_away(person, date(2026, 11, 30) + timedelta(days)) for days in (0, 1, 15, 16)]
    assert away == [False, True, True, False]
    assert is_away(Person(last_name="A", absences=(Absence(first=THURSDAY),)), date(2031, 1, 1))


days = st.integers(-3, 3).map(lambda n: THURSDAY + timedelta(n))
absence = st.tuples(days, st.none() | st.integers(0, 4)).map(
    lambda given: Absence(first=given[0], last=None if given[1] is None else given[0] + timedelta(given[1]))
)
person = st.builds(
    lambda status, grid, absences: (status, Person(last_name="A", available=grid, absences=tuple(absences))),
    st.sampled_from(list(VolunteerStatus)),
    st.lists(st.sampled_from([grid_bit(day, part) for day in (3, 4) for part in range(3)])).map(
        lambda bits: sum(set(bits))
    ),
    st.lists(absence, max_size=2),
)


@given(st.lists(person, max_size=6), st.sampled_from([0, 1]), st.integers(0, 2))
def test_the_list_narrowed_is_the_rule(people: list[tuple[VolunteerStatus, Person]], day: int, part: int) -> None:
    """The condition the list is asked with, against the rule asked of each; and against living it."""
    slot = Slot(THURSDAY + timedelta(day), part)
    for status, one in people:
        held = Person(**{**vars(one), "volunteering": status})
        by_hand = (
            status.value in ("VERMITTELBAR", "EINSATZ")
            and one.available & grid_bit(slot.day.weekday(), part) != 0
            and not any(a.first <= slot.day <= (a.last or date.max) for a in one.absences)
        )
        assert is_available(held, slot) is by_hand


def test_the_list_of_a_file_is_the_rule(office: OfficeFile) -> None:
    grid = grid_bit(3, 1) | grid_bit(4, 1)
    absences = (
        (), (Absence(first=THURSDAY, last=THURSDAY),), (Absence(first=THURSDAY + timedelta(1)),),
        (Absence(first=date(2026, 1, 1), last=THURSDAY - timedelta(1)),),
        (Absence(first=date(2026, 1, 1), last=date(2026, 1, 2)), Absence(first=THURSDAY - timedelta(9))),
    )  # fmt: skip
    with office.unit() as unit:
        for status in VolunteerStatus:
            for number, away in enumerate(absences):
                for available in (0, grid, grid_bit(3, 0)):
                    made = unit.add(Person(last_name=f"{status.value} {number}", available=available, absences=away))
                    unit.record_status(made, status, unit.today)
    found_some = False
    for day in range(3):
        for part in range(3):
            slot = Slot(THURSDAY + timedelta(day), part)
            query = Query.of(VOLUNTEERS).narrowed(where=conditions(slot))
            found = set(office.lists.order(query))
            assert found == {one.id for one in office.read.all(Person) if is_available(one, slot)}
            assert set(office.lists.matching(query)) == found
            found_some = found_some or bool(found)
    assert found_some
