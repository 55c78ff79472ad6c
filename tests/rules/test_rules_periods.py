"""Periods: what lies before them, whole months, leap years, no future."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules.periods import Period, checked, proposed

DAY = timedelta(days=1)
days = st.dates(date(2001, 1, 1), date(2060, 12, 31))
periods = st.tuples(days, st.integers(0, 900)).map(lambda p: Period(p[0], p[0] + timedelta(days=p[1])))
months = st.tuples(st.integers(2001, 2060), st.integers(1, 12))


def first_of(year: int, month: int, later: int) -> date:
    count = year * 12 + month - 1 + later
    return date(count // 12, count % 12 + 1, 1)


@given(periods)
def test_the_period_before_is_adjacent_and_as_long(period: Period) -> None:
    before = period.before()

    assert before.end + DAY == period.start
    assert before.end == period.eve
    if not period.is_whole_months:
        assert before.end - before.start == period.end - period.start


@given(months, st.integers(1, 24))
def test_whole_months_are_compared_with_as_many_whole_months(start: tuple[int, int], count: int) -> None:
    period = Period(first_of(*start, 0), first_of(*start, count) - DAY)

    assert period.is_whole_months
    assert period.months == count
    assert period.before() == Period(first_of(*start, -count), period.start - DAY)


def test_february_of_a_leap_year_is_a_whole_month_only_with_its_29th() -> None:
    assert Period(date(2028, 2, 1), date(2028, 2, 29)).before() == Period(date(2028, 1, 1), date(2028, 1, 31))
    assert not Period(date(2028, 2, 1), date(2028, 2, 28)).is_whole_months
    assert Period(date(2028, 3, 1), date(2028, 3, 31)).before() == Period(date(2028, 2, 1), date(2028, 2, 29))
    assert Period(date(2027, 3, 1), date(2027, 3, 31)).before() == Period(date(2027, 2, 1), date(2027, 2, 28))


@given(periods, days)
def test_both_ends_belong_to_a_period(period: Period, day: date) -> None:
    assert period.start in period
    assert period.end in period
    assert (day in period) == (period.start <= day <= period.end)


def test_a_period_is_written_as_on_the_paper() -> None:
    assert str(Period(date(2026, 5, 1), date(2026, 10, 31))) == "01.05.–31.10.2026"
    assert str(Period(date(2025, 11, 1), date(2026, 4, 30))) == "01.11.2025–30.04.2026"


def test_a_stichtag_in_the_future_is_refused() -> None:
    today = date(2026, 11, 12)
    assert checked(date(2026, 5, 1), today, today).end == today
    with pytest.raises(BadValue, match="Zukunft") as refused:
        checked(date(2026, 5, 1), today + DAY, today)
    assert refused.value.field == "reference_date"
    with pytest.raises(BadValue, match="vor dem Beginn"):
        checked(date(2026, 5, 1), date(2026, 4, 30), today)


@given(st.lists(days, max_size=3), st.integers(1, 12), days)
def test_a_proposed_period_follows_the_last_one_and_is_over(stichtage: list[date], length: int, today: date) -> None:
    past = [day for day in stichtage if day < today]
    period = proposed(past, length, today)

    assert period.start <= period.end <= today
    if past:
        assert period.start == max(past) + DAY
    else:
        assert period.is_whole_months
        assert period.months == length
