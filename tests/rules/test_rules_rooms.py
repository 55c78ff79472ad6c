"""Room costs against the Etat: the inequation of the domain model (5.5.7), in cents."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.money import Budget, Expense, ExpenseStatus
from bezirkskoordination.records.network import Meeting, MeetingStatus
from bezirkskoordination.rules.money import Position
from bezirkskoordination.rules.rooms import RoomCheck

DAY = date(2026, 12, 10)
NB = "\u00a0"


def meeting(number: int, cost: int, day: date = DAY, status: MeetingStatus = MeetingStatus.PLANNED) -> Meeting:
    return Meeting(id=number, uid=f"m{number}", body=1, on_date=day, room_cost=cost, status=status)


def position(amount: int | None, spent: int = 0, carried: int = 0) -> Position:
    budgets = [] if amount is None else [Budget(year=2026, amount=amount, carried_over=carried)]
    expense = Expense(id=1, on_date=DAY, category="PORTO", payee="P", purpose="p", amount=spent)
    return Position.of(2026, budgets, [(expense, ExpenseStatus.RECORDED)] if spent else [], {})


@pytest.mark.parametrize(
    ("free", "cost", "missing"), [(4500, 4500, 0), (4499, 4500, 1), (4500, 0, 0), (0, 1, 1), (12000, 4500, 0)]
)
def test_one_cent_decides(free: int, cost: int, missing: int) -> None:
    assert RoomCheck.of(meeting(1, cost), [], position(10_000 + free, 10_000)).missing == missing


def test_the_words_say_what_is_there_and_what_is_missing() -> None:
    check = RoomCheck.of(meeting(1, 12_000), [], position(10_000, 5_480))
    assert check.words == (
        f"Vom Etat 2026 sind noch 45,20{NB}€ frei; geplant sind 120,00{NB}€ Raumkosten. Es fehlen 74,80{NB}€."
    )
    over = RoomCheck.of(meeting(1, 12_000), [], position(5_000, 5_480))
    assert "schon um 4,80" in over.words
    assert over.missing == 12_480
    none = RoomCheck.of(meeting(1, 12_000), [], position(None))
    assert none.missing == 12_000
    assert "noch kein Ansatz" in none.words


def test_other_rooms_that_are_still_to_come_in_the_same_year_count_too() -> None:
    others = [
        meeting(1, 999), meeting(2, 3_000), meeting(3, 2_000, status=MeetingStatus.INVITED),
        meeting(4, 4_000, status=MeetingStatus.HELD), meeting(5, 5_000, status=MeetingStatus.CANCELLED),
        meeting(6, 6_000, date(2027, 1, 7)),
    ]  # fmt: skip
    assert RoomCheck.of(meeting(1, 1_000), others, position(0)).planned == 6_000


cents = st.integers(0, 100_000)


@given(
    st.integers(-10_000, 100_000),
    cents,
    st.lists(st.tuples(cents, st.sampled_from(ExpenseStatus))),
    st.lists(cents, min_size=1),
)
def test_a_warning_comes_exactly_when_the_inequation_holds(
    amount: int, carried: int, expenses: list[tuple[int, ExpenseStatus]], rooms: list[int]
) -> None:
    """planned room cost + open expenses + open claims > Ansatz + Reste − paid."""
    made = [
        (Expense(id=at, on_date=DAY, category="PORTO", payee="P", purpose="p", amount=cost), status)
        for at, (cost, status) in enumerate(expenses, 1)
    ]
    standing = Position.of(2026, [Budget(year=2026, amount=amount, carried_over=carried)], made, {})
    of = {status: sum(cost for cost, one in expenses if one is status) for status in ExpenseStatus}
    planned = [meeting(at, cost) for at, cost in enumerate(rooms)]
    check = RoomCheck.of(planned[0], planned, standing)
    left = sum(rooms) + of[ExpenseStatus.RECORDED] + of[ExpenseStatus.CLAIMED]
    right = amount + carried - of[ExpenseStatus.REFUNDED]
    assert (check.missing > 0) == (left > right)
    assert check.missing == max(0, left - right)
