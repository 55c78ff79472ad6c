"""When a certificate counts, is due again, and when its note must go."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records import Clearance, VolunteerStatus
from bezirkskoordination.records.consents import ReleasedBy
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.rules.clearances import Activity, Release, activity, delete_on, problems, release, renew_on
from bezirkskoordination.rules.periods import months_after

V = VolunteerStatus
some_days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def seen(on: date, of: date | None = None, by: ReleasedBy = ReleasedBy.CARRIER) -> Clearance:
    return Clearance(person=1, certificate_of=of or on, inspected_on=on, released_by=by)


def history(*steps: tuple[date, VolunteerStatus]) -> list[StatusEvent]:
    return [
        StatusEvent(about=("person", "u"), status=status.value, effective_on=on, recorded_at=f"{at:03d}")
        for at, (on, status) in enumerate(steps)
    ]


# --- months -------------------------------------------------------------------------------


@given(some_days, st.integers(0, 240))
def test_months_are_counted_to_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    if later.day != day.day:
        assert later.day < day.day
        assert (later + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2024, 2, 29), 60, date(2029, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_month_ends_clamp(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


# --- what may be kept ---------------------------------------------------------------------


def test_a_certificate_of_january_is_too_old_in_april() -> None:
    ((field, said),) = problems(seen(date(2026, 4, 20), of=date(2026, 1, 12)))
    assert field == "certificate_of"
    assert said == (
        "Das Führungszeugnis vom 12.01.2026 war bei der Einsicht am 20.04.2026 älter als 3 Monate und zählt nicht."
        " Bitte um ein neues bitten."
    )


@pytest.mark.parametrize(
    ("of", "last"),
    [
        (date(2026, 1, 12), date(2026, 4, 12)),
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2025, 12, 31), date(2026, 3, 31)),
    ],
)
def test_three_months_end_on_the_same_day(of: date, last: date) -> None:
    assert not list(problems(seen(last, of=of)))
    assert list(problems(seen(last + timedelta(days=1), of=of)))


def test_nobody_sees_a_certificate_before_it_is_made() -> None:
    assert [name for name, _ in problems(seen(date(2026, 4, 1), of=date(2026, 4, 2)))] == ["inspected_on"]


@given(st.lists(st.booleans(), min_size=3, max_size=3))
def test_an_inspection_without_its_release_is_nowhere(filled: list[bool]) -> None:
    """„Seen, and not released“ would say what must not be said; so the three facts come together or not at all."""
    day, who = date(2026, 4, 1), ReleasedBy.CITY
    one = Clearance(
        person=1, inspected_on=day if filled[0] else None, certificate_of=day if filled[1] else None,
        released_by=who if filled[2] else ReleasedBy.NOBODY,
    )  # fmt: skip
    assert bool(list(problems(one))) == (len(set(filled)) > 1)


# --- again --------------------------------------------------------------------------------


def test_after_five_years_it_is_due_again() -> None:
    one = seen(date(2024, 2, 29))
    assert renew_on(one, 5) == date(2029, 2, 28)
    assert release([one], date(2029, 2, 27), 5) is Release.RELEASED
    assert release([one], date(2029, 2, 28), 5) is Release.AGAIN
    assert str(Release.AGAIN.label) == "Erneute Einsicht fällig"


def test_without_a_release_it_is_missing_or_asked_for() -> None:
    assert release([], date(2026, 1, 1), 5) is Release.MISSING
    assert release([Clearance(person=1, requested_on=date(2026, 1, 1))], date(2026, 1, 2), 5) is Release.REQUESTED
    old, new = seen(date(2019, 5, 5)), seen(date(2025, 5, 5))
    assert release([old, new], date(2026, 1, 1), 5) is Release.RELEASED


def test_no_word_for_it_says_expired_or_blocked() -> None:
    said = " ".join(str(one.label) for one in Release).casefold()
    assert "abgelaufen" not in said
    assert "gesperrt" not in said


# --- deletion -----------------------------------------------------------------------------


def test_a_pause_ends_nothing_and_a_return_begins_anew() -> None:
    active = activity(
        history(
            (date(2026, 1, 1), V.INTERESTED), (date(2026, 2, 1), V.PLACED), (date(2026, 3, 1), V.PAUSED),
            (date(2026, 4, 1), V.PLACED), (date(2026, 5, 1), V.AVAILABLE), (date(2026, 6, 1), V.PLACED),
            (date(2026, 7, 1), V.ENDED),
        )
    )  # fmt: skip
    assert active == Activity(
        ((date(2026, 2, 1), date(2026, 5, 1)), (date(2026, 6, 1), date(2026, 7, 1))), date(2026, 7, 1)
    )
    assert activity(history((date(2026, 1, 1), V.ENDED), (date(2026, 2, 1), V.INTERESTED))).over_on is None


def test_ended_on_the_last_of_august_goes_on_the_last_of_february() -> None:
    for year, last in ((2026, date(2027, 2, 28)), (2027, date(2028, 2, 29))):
        active = Activity(((date(2026, 1, 1), date(year, 8, 31)),), date(year, 8, 31))
        assert delete_on(seen(date(2026, 1, 1)), active, 6, 3) == last


def test_who_never_began_and_will_not_goes_at_once() -> None:
    one = seen(date(2026, 1, 10))
    assert delete_on(one, Activity(over_on=date(2026, 3, 3)), 6, 3) == date(2026, 3, 3)
    assert delete_on(one, Activity(over_on=date(2026, 1, 1)), 6, 3) == date(2026, 1, 10)


def test_who_has_not_begun_yet_has_a_while() -> None:
    assert delete_on(seen(date(2026, 11, 30)), Activity(), 6, 3) == date(2027, 2, 28)
    assert delete_on(Clearance(person=1, requested_on=date(2026, 1, 1)), Activity(), 6, 3) == date(2026, 4, 1)


def test_while_somebody_is_active_it_stays() -> None:
    active = Activity(((date(2020, 1, 1), date(2021, 1, 1)), (date(2026, 2, 1), None)))
    assert delete_on(seen(date(2026, 1, 1)), active, 6, 3) is None


def test_an_activity_before_the_note_is_no_reason_to_keep_it() -> None:
    active = Activity(((date(2020, 1, 1), date(2021, 1, 1)),))
    assert delete_on(seen(date(2026, 1, 1)), active, 6, 3) == date(2026, 4, 1)


@given(some_days, some_days, st.integers(1, 24))
def test_never_later_than_six_months_whatever_the_setting(begun: date, ended: date, setting: int) -> None:
    begun, ended = sorted((begun, ended))
    last = delete_on(seen(begun), Activity(((begun, ended),), ended), setting, 3)
    assert last is not None
    assert ended < last <= months_after(ended, 6)
