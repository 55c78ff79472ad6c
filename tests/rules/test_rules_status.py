"""Which status may follow which: complete, reachable, dated in order."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination import paths
from bezirkskoordination.records import TYPES
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import VolunteerStatus
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules.status import NEEDS_REASON, REASONS, check_step, following

CHOICES: tuple[type[Choice], ...] = tuple(field.closed for cls in TYPES if (field := cls.type.status))
TODAY = date(2026, 11, 12)


def event(status: Choice, on: date) -> StatusEvent:
    return StatusEvent(about=("person", "a"), status=status.value, effective_on=on, recorded_at="2026-11-12T09:00:00")


def test_every_reason_is_asked_from_a_list_that_is_shipped() -> None:
    shipped = {path.stem for path in paths.resource("lists").glob("*.toml")}
    assert set(REASONS.values()) <= shipped
    assert set(REASONS) >= NEEDS_REASON


@pytest.mark.parametrize("choice", CHOICES)
def test_every_status_is_reached_from_the_default_and_leads_to_its_own_kind(choice: type[Choice]) -> None:
    default = next(field.default for cls in TYPES if (field := cls.type.status) and field.details.values is choice)
    reached, waiting = {default}, [default]
    while waiting:
        for status in following(waiting.pop()):
            assert isinstance(status, choice)
            if status not in reached:
                reached.add(status)
                waiting.append(status)
    assert reached == set(choice)


@pytest.mark.parametrize("choice", CHOICES)
def test_no_status_follows_itself_and_none_is_named_twice(choice: type[Choice]) -> None:
    for status in choice:
        after = following(status)
        assert status not in after
        assert len(after) == len(set(after))


def test_who_volunteers_once_never_goes_back_to_never() -> None:
    assert not any(VolunteerStatus.NONE in following(status) for status in VolunteerStatus)


@given(st.sampled_from([s for c in CHOICES for s in c]), st.sampled_from([s for c in CHOICES for s in c]))
def test_a_step_is_taken_exactly_when_the_table_says_so(now: Choice, to: Choice) -> None:
    if to in following(now):
        check_step([], now, to, TODAY, TODAY)
    else:
        with pytest.raises(Refused):
            check_step([], now, to, TODAY, TODAY)


@given(st.lists(st.dates(date(2020, 1, 1), TODAY), min_size=1, max_size=5).map(sorted), st.integers(-800, 800))
def test_steps_are_dated_in_order_and_not_ahead(dates: list[date], shift: int) -> None:
    way = [VolunteerStatus.INTERESTED, *[VolunteerStatus.AVAILABLE, VolunteerStatus.PLACED] * 2]
    history = [event(status, on) for status, on in zip(way, dates, strict=False)]
    assert all(one.effective_on <= two.effective_on for one, two in pairwise(history))
    now, on = VolunteerStatus(history[-1].status), dates[-1] + timedelta(days=shift)

    if dates[-1] <= on <= TODAY:
        check_step(history, now, VolunteerStatus.ENDED, on, TODAY)
    else:
        with pytest.raises(BadValue) as refused:
            check_step(history, now, VolunteerStatus.ENDED, on, TODAY)
        assert refused.value.field == "effective_on"
