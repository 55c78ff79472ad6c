"""„Erledigung früherer Beschlüsse“: which orders of the council a report tells, and how they stood on the Stichtag."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.council import Resolution
from bezirkskoordination.records.network import Body, Meeting, Order, OrderStatus
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.rules.figures import Ledger, histories_of
from bezirkskoordination.rules.orders import Followed, followed
from bezirkskoordination.rules.periods import Period

PERIOD = Period(date(2026, 5, 1), date(2026, 10, 31))
RESOLVED = Resolution(id=7, uid="r", subject="Kästen", on_date=date(2026, 3, 10), body="Rat")
S = OrderStatus


def order(given_on: date, number: int = 1, due_on: date | None = None, resolution: int | None = 7) -> Order:
    return Order(
        id=number, uid=f"o{number}", text=f"Auftrag {number}", given_on=given_on, resolution=resolution, due_on=due_on
    )


def event(number: int, status: OrderStatus, on: date) -> StatusEvent:
    return StatusEvent(
        about=("order", f"o{number}"), status=status.value, effective_on=on, recorded_at=f"{on}T12:00:00"
    )  # fmt: skip


def told(
    orders: list[Order], *events: StatusEvent, resolutions: tuple[Resolution, ...] = (RESOLVED,)
) -> list[Followed]:
    ledger = Ledger(histories_of(events), (), (), (), orders=tuple(orders))
    return followed(ledger, resolutions, PERIOD)


@pytest.mark.parametrize(
    ("given_on", "steps", "words"),
    [
        (date(2026, 3, 10), [], "offen (noch ohne Tag)"),
        (date(2026, 3, 10), [(S.DONE, date(2026, 6, 1))], "umgesetzt am 01.06.2026"),
        (date(2026, 3, 10), [(S.DONE, date(2026, 4, 30))], None),  # told by the report before
        (date(2026, 3, 10), [(S.DONE, date(2026, 11, 1))], "offen (noch ohne Tag)"),  # after the Stichtag
        (date(2026, 3, 10), [(S.DROPPED, date(2026, 5, 1))], "hinfällig am 01.05.2026"),
        (date(2026, 3, 10), [(S.PARTLY, date(2026, 4, 1))], "teilweise umgesetzt (noch ohne Tag)"),
        (date(2026, 6, 2), [(S.DONE, date(2026, 6, 2))], "umgesetzt am 02.06.2026"),  # given and settled in it
        (date(2026, 11, 1), [], None),  # given after it
        (date(2026, 3, 10), [(S.DONE, date(2026, 4, 1)), (S.OPEN, date(2026, 7, 1))], None),
    ],
)
def test_a_report_tells_what_waited_or_was_given_in_its_period(
    given_on: date, steps: list[tuple[OrderStatus, date]], words: str | None
) -> None:
    found = told([order(given_on)], *(event(1, status, on) for status, on in steps))
    assert [one.words for one in found] == ([words] if words else [])


def test_what_is_late_on_the_stichtag_says_since_when() -> None:
    (late,) = told([order(date(2026, 3, 10), due_on=date(2026, 10, 30))])
    (due,) = told([order(date(2026, 3, 10), due_on=date(2026, 10, 31))])
    assert (late.is_late, late.words) == (True, "offen, fällig seit 30.10.2026")
    assert (due.is_late, due.words) == (False, "offen, bis 31.10.2026")


def test_orders_out_of_minutes_alone_are_not_the_councils() -> None:
    assert told([order(date(2026, 6, 1), resolution=None)]) == []
    assert told([order(date(2026, 6, 1), resolution=8)]) == []


def test_what_a_sitting_gave_to_do_counts_like_a_resolution() -> None:
    bodies = Body(id=1, name="Rat", kind="STBEZRAT"), Body(id=2, name="Runder Tisch")
    meetings = tuple(Meeting(id=at, body=at, on_date=date(2026, 6, 2)) for at in (1, 2))
    orders = tuple(replace(order(date(2026, 6, 2), at, resolution=None), meeting=at) for at in (1, 2))
    ledger = Ledger({}, (), (), (), bodies=bodies, meetings=meetings, orders=orders)
    (one,) = followed(ledger, (), PERIOD)
    assert (one.order.id, one.origin, one.resolution) == (1, "Sitzung am 02.06.2026", None)
    assert [found.origin for found in told([order(date(2026, 6, 1))])] == ["Kästen, 10.03.2026"]


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(days, st.lists(st.tuples(st.sampled_from(list(S)), days), max_size=4)), max_size=6))
def test_an_order_is_told_exactly_while_it_waits_and_once_when_it_is_settled(
    given_orders: list[tuple[date, list[tuple[OrderStatus, date]]]],
) -> None:
    """Counted anew, day by day: it is told when it waited on the eve, or was given in the period."""
    orders = [order(on, number) for number, (on, _steps) in enumerate(given_orders)]
    events = [
        event(at, status, on) for at, (_on, steps) in enumerate(given_orders) for status, on in sorted_by_day(steps)
    ]

    def status_at(number: int, day: date) -> OrderStatus:
        past = [status for status, on in sorted_by_day(given_orders[number][1]) if on <= day]
        return past[-1] if past else S.OPEN

    eve = PERIOD.start - timedelta(days=1)
    wanted = {
        one.id
        for one in orders
        if one.given_on <= PERIOD.end
        and (one.given_on >= PERIOD.start or status_at(one.id or 0, eve) in (S.OPEN, S.PARTLY))
    }
    found = told(orders, *events)
    assert {one.order.id for one in found} == wanted
    assert all(one.status is status_at(one.order.id or 0, PERIOD.end) for one in found)


def sorted_by_day(steps: list[tuple[OrderStatus, date]]) -> list[tuple[OrderStatus, date]]:
    return sorted(steps, key=lambda step: step[1])
