"""The Abgabefrist, and the week in which everything else steps back."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.rules.sittings import Sitting, coming

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def test_the_deadline_is_counted_back_from_the_sitting() -> None:
    assert Sitting.of(date(2026, 12, 1), 14).deadline == date(2026, 11, 17)
    assert Sitting.of(date(2027, 1, 5), 14).deadline == date(2026, 12, 22)


def test_it_is_near_from_seven_days_before_the_deadline_until_the_sitting() -> None:
    sitting = Sitting.of(date(2026, 12, 1), 14)
    assert [sitting.is_near(date(2026, 11, day)) for day in (9, 10, 17, 30)] == [False, True, True, True]
    assert sitting.is_near(date(2026, 12, 1))
    assert not sitting.is_near(date(2026, 12, 2))


@given(DAYS, DAYS, st.integers(1, 60))
def test_a_sitting_that_has_been_is_none_to_come(on: date, today: date, days: int) -> None:
    found = coming([Sitting.of(on, days)], today)
    assert (found is None) == (on < today)
    assert found is None or found.on - found.deadline == timedelta(days=days)
    assert coming([], today) is None


@given(st.lists(DAYS, max_size=5), DAYS)
def test_the_nearest_of_several_is_the_next(days: list[date], today: date) -> None:
    found = coming([Sitting.of(on, 14) for on in days], today)
    ahead = sorted(on for on in days if on >= today)
    assert (found.on if found else None) == next(iter(ahead), None)
