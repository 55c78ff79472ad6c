"""Random claims beside a plain account book: every cent is in one place, in its year, and nothing is claimed twice."""

import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bezirkskoordination.actions import claiming, editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records.money import Budget, Claim, ClaimStatus, Expense, ExpenseStatus
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules import figures, money
from bezirkskoordination.rules.figures import Ledger
from bezirkskoordination.store import office as office_store

TODAY = date(2026, 11, 12)
YEARS = (2025, 2026)
ETAT = 30_000
OPEN = frozenset(ClaimStatus) - {ClaimStatus.REFUSED, ClaimStatus.PAID, ClaimStatus.WITHDRAWN}


def at_nine() -> datetime:
    return datetime(2026, 11, 12, 9, tzinfo=ZoneInfo("Europe/Berlin"))


@dataclass
class Entry:
    """A receipt in the book: what of it may be claimed, where it stands, and what was approved."""

    year: int
    cents: int
    stands: str = "recorded"  # claimed, refunded, refused
    approved: int | None = None
    claim: int | None = None  # the open one


class Books(RuleBasedStateMachine):
    """The desk beside the book."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.office = office_store.create(Path(self.folder.name) / "amt.bezirk", "", at_nine)
        self.desk = Desk(self.office)
        self.book: dict[int, Entry] = {}
        self.claims: dict[int, str] = {}
        for year in YEARS:
            self.desk.do("Etat", lambda unit, year=year: unit.add(Budget(year=year, amount=ETAT)))

    def teardown(self) -> None:
        assert self.office.check() == []
        self.office.close()
        self.folder.cleanup()

    def of(self, claim: int) -> list[Entry]:
        return [one for one in self.book.values() if one.claim == claim]

    def pick(self, data: st.DataObject, *states: str) -> int:
        return data.draw(st.sampled_from([one for one, state in self.claims.items() if state in states]), "claim")

    def has(self, *states: str) -> bool:
        return any(state in states for state in self.claims.values())

    def take(self, claim: int, to: ClaimStatus) -> None:
        kept = self.office.read.get(Claim, claim)
        self.desk.do(str(to.label), lambda unit: claiming.take(unit, kept, Step(to, TODAY)))

    # --- what is done ---

    @rule(year=st.sampled_from(YEARS), month=st.integers(1, 10), amount=st.integers(1, 9999), share=st.integers(0, 99))
    def buy(self, year: int, month: int, amount: int, share: int) -> None:
        bought = Expense(
            on_date=date(year, month, 28), category="TELEFON", payee=f"P{len(self.book)}", purpose="Z", amount=amount,
            private_percent=share,
        )  # fmt: skip
        kept = self.desk.do("Auslage", lambda unit: editing.save(unit, None, bought))
        cents = (Decimal(amount) * (100 - share) / 100).quantize(Decimal(1), ROUND_HALF_UP)
        self.book[kept.id] = Entry(year, int(cents))

    @precondition(lambda self: any(one.stands == "recorded" and one.claim is None for one in self.book.values()))
    @rule(data=st.data(), part=st.integers(1, 9998))
    def split(self, data: st.DataObject, part: int) -> None:
        free = [key for key, one in self.book.items() if one.stands == "recorded" and one.claim is None]
        expense = self.office.read.get(Expense, data.draw(st.sampled_from(free), "expense"))
        if expense.private_percent or not 0 < part < expense.amount:
            return
        other = self.desk.do("teilen", lambda unit: claiming.split(unit, expense, part, "PORTO", "Anteil"))
        self.book[expense.id or 0].cents -= part
        self.book[other.id or 0] = Entry(expense.on_date.year, part)

    @rule(year=st.sampled_from(YEARS))
    def draft(self, year: int) -> None:
        due = {
            key: one
            for key, one in self.book.items()
            if one.year == year and one.stands == "recorded" and one.claim is None and one.cents
        }
        if not due:
            with pytest.raises(Refused, match="keine Auslage"):
                self.desk.do("Antrag", lambda unit: claiming.draft_claim(unit, year))
            return
        claim = self.desk.do("Antrag", lambda unit: claiming.draft_claim(unit, year))
        assert {line.expense: line.claimed for line in claim.lines} == {key: one.cents for key, one in due.items()}
        for one in due.values():
            one.claim = claim.id
        self.claims[claim.id or 0] = "draft"

    @precondition(lambda self: self.has("draft"))
    @rule(data=st.data())
    def hand_in(self, data: st.DataObject) -> None:
        claim = self.pick(data, "draft")
        self.take(claim, ClaimStatus.SUBMITTED)
        self.claims[claim] = "submitted"
        for one in self.of(claim):
            one.stands, one.approved = "claimed", None

    @precondition(lambda self: self.has("submitted"))
    @rule(data=st.data())
    def decide(self, data: st.DataObject) -> None:
        claim = self.pick(data, "submitted")
        kept = self.office.read.get(Claim, claim)
        approved = {line.expense: data.draw(st.integers(0, line.claimed), "approved") for line in kept.lines}
        self.desk.do("entscheiden", lambda unit: claiming.decide(unit, kept, approved, TODAY))
        for key, cents in approved.items():
            self.book[key].approved = cents
        if any(approved.values()):
            self.claims[claim] = "decided"
        else:
            self.claims[claim] = "refused"
            self.close(claim, "refused")

    @precondition(lambda self: self.has("decided"))
    @rule(data=st.data())
    def pay(self, data: st.DataObject) -> None:
        claim = self.pick(data, "decided")
        self.take(claim, ClaimStatus.PAID)
        self.claims[claim] = "paid"
        self.close(claim, "refunded")

    @precondition(lambda self: self.has("draft", "submitted"))
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        claim = self.pick(data, "draft", "submitted")
        self.take(claim, ClaimStatus.WITHDRAWN)
        self.claims[claim] = "withdrawn"
        self.close(claim, "recorded")

    def close(self, claim: int, stands: str) -> None:
        for one in self.of(claim):
            one.claim = None
            one.stands = "refused" if stands == "refunded" and one.approved == 0 else stands

    # --- what always holds ---

    @invariant()
    def every_cent_is_in_one_place(self) -> None:
        ledger = Ledger.of(self.office.read)
        standing = [(one, ledger.status_on(one, TODAY)) for one in ledger.expenses]
        for year in YEARS:
            told = money.Position.of(year, ledger.budgets, standing, figures.approved_on(ledger, TODAY))
            own = [one for one in self.book.values() if one.year == year]
            refunded = sum(one.approved or 0 for one in own if one.stands == "refunded")
            claimed = sum(one.cents if one.approved is None else one.approved for one in own if one.stands == "claimed")
            recorded = sum(one.cents for one in own if one.stands == "recorded")
            assert (told.refunded, told.claimed, told.recorded) == (refunded, claimed, recorded)
            assert told.free == ETAT - refunded - claimed - recorded
            assert bool(money.overrun(told)) == (refunded + claimed + recorded > ETAT)

    @invariant()
    def nothing_is_claimed_twice(self) -> None:
        held = [line.expense for one in self.office.read.all(Claim) if one.status in OPEN for line in one.lines]
        assert sorted(held) == sorted(key for key, one in self.book.items() if one.claim is not None)
        assert len(held) == len(set(held))

    @invariant()
    def what_was_cut_is_not_proposed_again(self) -> None:
        for year in YEARS:
            proposed = {line.expense for line in claiming.proposed(self.office.read, year, TODAY).lines}
            free = {key for key, one in self.book.items() if one.stands == "recorded" and one.claim is None}
            assert proposed == {key for key in free if self.book[key].year == year and self.book[key].cents}
        refunded = {one.id for one in self.office.read.where(Expense, status=ExpenseStatus.REFUNDED)}
        assert refunded == {key for key, one in self.book.items() if one.stands == "refunded"}


TestBooks = Books.TestCase
TestBooks.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)


def test_the_book_itself_counts_a_cut(tmp_path: Path) -> None:
    """42,00 € approved at 30,00 €: 12,00 € are free again, and only a new receipt would claim them."""
    with office_store.create(tmp_path / "amt.bezirk", "", at_nine) as office:
        desk = Desk(office)

        def begin(unit: Any) -> Claim:
            unit.add(Budget(year=2026, amount=10_000))
            on = date(2026, 10, 5)
            editing.save(unit, None, Expense(on_date=on, category="PORTO", payee="Post", purpose="Z", amount=4200))
            return claiming.draft_claim(unit, 2026)

        claim = desk.do("Antrag", begin)
        claim = desk.do("ab", lambda unit: claiming.take(unit, claim, Step(ClaimStatus.SUBMITTED, TODAY)))
        claim = desk.do("so", lambda unit: claiming.decide(unit, claim, {1: 3000}, TODAY))
        assert figures.position_on(Ledger.of(office.read), TODAY).free == 7000
        desk.do("gezahlt", lambda unit: claiming.take(unit, claim, Step(ClaimStatus.PAID, TODAY)))
        assert figures.position_on(Ledger.of(office.read), TODAY).free == 7000
        assert claiming.proposed(office.read, 2026, TODAY).lines == ()
