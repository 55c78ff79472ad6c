"""Money to the cent: halves, shares, trips, the six terms of a Haushaltsjahr, check digits."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.money import Budget, Claim, ClaimLine, ClaimStatus, Expense, ExpenseStatus
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.rules import figures, money, validity
from bezirkskoordination.rules.figures import Ledger

cents = st.integers(1, 10_000_000)
percent = st.integers(0, 100)
DAY = date(2026, 3, 2)


def expense(**values: Any) -> Expense:
    given_ = {"on_date": DAY, "category": "TELEFON", "payee": "P", "purpose": "Z", "amount": 100}
    return Expense(**(given_ | values))


# --- what is claimable ---------------------------------------------------------------------


def test_a_telephone_bill_at_sixty_percent_private() -> None:
    assert money.claimable(expense(amount=2999, private_percent=60)) == 1200


@given(cents, percent)
def test_the_private_share_is_taken_off_half_up(amount: int, private: int) -> None:
    exact = Decimal(amount * (100 - private)) / 100
    assert money.claimable(expense(amount=amount, private_percent=private)) == exact.quantize(
        Decimal(1), rounding=ROUND_HALF_UP
    )


@given(cents, percent)
def test_both_shares_are_the_whole_up_to_the_one_cent_of_a_half(amount: int, private: int) -> None:
    office = money.claimable(expense(amount=amount, private_percent=private))
    own = money.claimable(expense(amount=amount, private_percent=100 - private))
    assert office + own - amount in (0, 1)


@given(st.integers(1, 2000), st.integers(1, 100), st.booleans())
def test_a_trip_is_kilometres_times_rate(km: int, rate: int, both_ways: bool) -> None:
    trip = expense(category="FAHRT", trip_km=km, trip_rate=rate, trip_return=both_ways, amount=1)
    assert money.claimable(trip) == sum(rate for _ in range(km * (2 if both_ways else 1)))


def test_the_amount_of_a_trip_must_be_that_of_its_kilometres() -> None:
    trip = expense(category="FAHRT", trip_from="A", trip_to="B", trip_km=12, trip_rate=25, trip_return=True, amount=500)
    assert [name for name, _said in validity.problems(trip, DAY)] == ["amount"]
    assert validity.problems(expense(category="FAHRT", trip_km=12, trip_rate=25, amount=300), DAY) == []


@given(cents, st.integers(-5, 10_000_005))
def test_two_parts_add_up_to_the_whole_or_there_are_none(whole: int, part: int) -> None:
    parts = money.split_amounts(whole, part)
    assert (parts is None) == (part <= 0 or part >= whole)
    if parts is not None:
        assert sum(parts) == whole
        assert min(parts) > 0


# --- a Haushaltsjahr -----------------------------------------------------------------------

Status = st.sampled_from(list(ExpenseStatus))
bought = st.tuples(st.integers(0, 800), cents, percent, Status)


@given(
    st.lists(bought, max_size=12), st.lists(st.tuples(cents, st.integers(-9999, 9999), cents), max_size=3),
    st.dictionaries(st.integers(1, 12), st.integers(0, 100)), st.sampled_from((2025, 2026, 2027)),
)  # fmt: skip
def test_the_six_terms_add_up(
    purchases: list[tuple[int, int, int, ExpenseStatus]], given_: list[tuple[int, int, int]], cut: dict[int, int],
    year: int,
) -> None:  # fmt: skip
    pairs = [
        (expense(id=at, on_date=date(2025, 1, 1) + timedelta(days=day), amount=amount, private_percent=share), status)
        for at, (day, amount, share, status) in enumerate(purchases, 1)
    ]
    approved = {at: money.claimable(pairs[at - 1][0]) * part // 100 for at, part in cut.items() if at <= len(pairs)}
    budgets = [Budget(year=year, amount=a, shifted=s, carried_over=c) for a, s, c in given_]
    position = money.Position.of(year, [*budgets, Budget(year=1999, amount=1)], pairs, approved)

    spent = sum(money.counted(one, status, approved) for one, status in pairs if one.on_date.year == year)
    assert position.spent == spent
    if not budgets:
        assert position.free is None
        return
    assert position.free == sum(a + s + c for a, s, c in given_) - spent
    assert bool(money.overrun(position)) == ((position.free or 0) < 0)


def of_year(position: money.Position) -> tuple[int, int, int]:
    return position.refunded, position.claimed, position.recorded


class Told:
    """An expense over 42,00 €, claimed, approved at 30,00 €, paid; each step on its day."""

    steps = (
        ("expense", "IM_ANTRAG", date(2026, 1, 8)), ("claim", "EINGEREICHT", date(2026, 1, 8)),
        ("claim", "TEILBEWILLIGT", date(2026, 2, 2)), ("expense", "ERSTATTET", date(2026, 2, 9)),
        ("claim", "AUSGEZAHLT", date(2026, 2, 9)),
    )  # fmt: skip
    bought = expense(id=1, uid="e", on_date=date(2025, 12, 18), amount=4200)
    claim = Claim(id=1, uid="c", year=2025, lines=(ClaimLine(expense=1, claimed=4200, approved=3000),))
    budget = Budget(year=2025, amount=10_000)

    def all(self, cls: type) -> list[Any]:
        events = [
            StatusEvent(id=at, about=(of, of[0]), status=to, effective_on=on, recorded_at="")
            for at, (of, to, on) in enumerate(self.steps, 1)
        ]
        return [one for one in (self.bought, self.claim, self.budget, *events) if isinstance(one, cls)]

    def owning(self, _cls: type, _field: str, _values: Sequence[str]) -> list[Any]:
        return []

    def where(self, _cls: type, **_values: Any) -> list[Any]:
        return []


@pytest.mark.parametrize(
    ("day", "terms"),
    [
        (date(2026, 1, 7), (0, 0, 4200)), (date(2026, 2, 1), (0, 4200, 0)), (date(2026, 2, 5), (0, 3000, 0)),
        (date(2026, 2, 9), (3000, 0, 0)),
    ],
)  # fmt: skip
def test_what_is_cut_is_free_again_on_every_day(day: date, terms: tuple[int, int, int]) -> None:
    """42,00 € approved at 30,00 € leaves 12,00 € free; the December receipt belongs to the old year."""
    ledger = Ledger.of(Told())
    standing = [(one, ledger.status_on(one, day)) for one in ledger.expenses]
    position = money.Position.of(2025, ledger.budgets, standing, figures.approved_on(ledger, day))
    assert of_year(position) == terms
    assert position.free == 10_000 - sum(terms)
    assert of_year(figures.position_on(ledger, day)) == (0, 0, 0)  # nothing of it in 2026


def test_an_expense_refused_once_and_claimed_again_counts_in_full() -> None:
    first = Claim(id=1, year=2026, lines=(ClaimLine(expense=1, claimed=500, approved=0),))
    again = Claim(id=2, year=2026, lines=(ClaimLine(expense=1, claimed=500),))
    assert money.approved_by([(first, ClaimStatus.REFUSED), (again, ClaimStatus.DRAFT)]) == {1: 0}
    assert money.approved_by([(again, ClaimStatus.SUBMITTED), (first, ClaimStatus.REFUSED)]) == {}
    assert money.approved_by([(first, ClaimStatus.REFUSED), (again, ClaimStatus.WITHDRAWN)]) == {1: 0}


def test_what_a_decision_amounts_to() -> None:
    def lines(*approved: int) -> list[ClaimLine]:
        return [ClaimLine(expense=at, claimed=100, approved=one) for at, one in enumerate(approved)]

    assert money.outcome(lines(100, 100)) is ClaimStatus.APPROVED
    assert money.outcome(lines(100, 0)) is ClaimStatus.PARTIAL
    assert money.outcome(lines(0, 0)) is ClaimStatus.REFUSED


def test_what_is_to_be_paid() -> None:
    claim = Claim(year=2026, advance=500, lines=(ClaimLine(expense=1, claimed=4200), ClaimLine(expense=2, claimed=800)))
    assert (money.total_claimed(claim), money.total_approved(claim), money.to_be_paid(claim)) == (5000, None, 4500)
    decided = Claim(year=2026, advance=500, lines=(ClaimLine(expense=1, claimed=4200, approved=300),))
    assert (money.total_approved(decided), money.to_be_paid(decided)) == (300, 0)


# --- hints and checks ----------------------------------------------------------------------


def position(recorded: int = 0, amount: int = 10_000) -> money.Position:
    return money.Position(2026, amount, 0, 0, 0, 0, recorded)


@pytest.mark.parametrize(
    ("today", "recorded", "said"),
    [
        (date(2026, 9, 1), 500, []),
        (date(2026, 10, 1), 0, ["Restmittel"]),
        (date(2026, 10, 20), 500, ["Kassenschluss am 15.11.2026", "Restmittel"]),
        (date(2026, 11, 20), 500, ["Der Kassenschluss war am 15.11.2026", "Restmittel"]),
        (date(2027, 1, 3), 500, ["Der Kassenschluss war am 15.11.2026"]),
    ],
)
def test_what_is_to_be_thought_of_at_the_end_of_the_year(today: date, recorded: int, said: list[str]) -> None:
    told = money.year_end(position(recorded), today, "15.11.", "01.10.")
    assert len(told) == len(said)
    assert all(part in one for part, one in zip(said, told, strict=True))


def test_an_overrun_is_said_and_no_more() -> None:
    assert money.overrun(position(10_001)) == "Etat 2026 um 0,01\u00a0€ überschritten: Deckung klären."
    assert money.overrun(position(10_000)) == ""


@pytest.mark.parametrize("text", ["DE89 3704 0044 0532 0130 00", "de89370400440532013000", "GB82WEST12345698765432"])
def test_account_numbers_with_right_check_digits(text: str) -> None:
    """The examples of the standard's registrar."""
    assert money.is_iban(text)


@given(st.text("0123456789", min_size=18, max_size=18), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_of_an_account_number_is_found(account: str, at: int, off: int) -> None:
    check = 98 - int(f"{account}131400") % 97  # „DE00“ as digits
    iban = f"DE{check:02d}{account}"
    wrong = account[:at] + str((int(account[at]) + off) % 10) + account[at + 1 :]
    assert money.is_iban(iban)
    assert not money.is_iban(f"DE{check:02d}{wrong}")
    assert money.grouped_iban(iban).replace(" ", "") == iban
    assert not money.is_iban(iban[:-1])


def test_the_same_receipt_twice_is_noticed() -> None:
    one = expense(id=1, payee="Postagentur ")
    same = expense(id=2, payee="postagentur")
    assert money.duplicates(one, [one, same, expense(id=3, payee="Postagentur", amount=101)]) == [same]
    assert money.duplicates(expense(id=1, receipt=7), [expense(id=2, receipt=7)]) == []
    assert money.duplicates(one, [expense(id=2, payee="Postagentur", status=ExpenseStatus.CANCELLED)]) == []


def test_a_rate_holds_from_its_day_on() -> None:
    old, new = money.Rate(20, "", "", valid_until=date(2022, 9, 30)), money.Rate(25, "", "", date(2022, 10, 1))
    assert money.rates_on((old, new), date(2022, 9, 30)) == [old]
    assert money.rates_on((old, new), date(2022, 10, 1)) == [new]


@pytest.mark.parametrize(("km", "both", "is_beyond"), [(500, False, False), (501, False, True), (251, True, True)])
def test_a_trip_beyond_what_its_rate_allows_is_noticed(km: int, both: bool, is_beyond: bool) -> None:
    """0,25 € a kilometre, at most 125,00 € a trip (NRKVO); a rate without a most, and another rate, are none of it."""
    small, large = money.Rate(25, "", "", most=12_500), money.Rate(38, "", "")
    trip = expense(category="FAHRT", trip_km=km, trip_rate=25, trip_return=both)
    assert money.beyond(trip, (small, large)) == (small if is_beyond else None)
    assert money.beyond(expense(category="FAHRT", trip_km=km, trip_rate=38), (small, large)) is None
    assert money.beyond(expense(amount=99_999), (small, large)) is None


@pytest.mark.parametrize(("text", "day"), [("15.11.", date(2026, 11, 15)), ("1.10", date(2026, 10, 1)), ("Ende", None)])
def test_a_day_of_every_year(text: str, day: date | None) -> None:
    assert money.day_in(text, 2026) == day
