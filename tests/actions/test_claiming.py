"""Claims from draft to payment, and back again: every verb is one step that undo takes back whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bezirkskoordination.actions import claiming, editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.settings import change_setting
from bezirkskoordination.records import TYPES
from bezirkskoordination.records.council import Consultation, Mandate, Paper, Resolution
from bezirkskoordination.records.money import Budget, Claim, ClaimStatus, Expense, ExpenseStatus
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import figures
from bezirkskoordination.rules.figures import Ledger
from bezirkskoordination.store.unit import Unit

C, E = ClaimStatus, ExpenseStatus
IBAN = "DE89370400440532013000"
ON = date(2026, 11, 2)


def bought(**values: Any) -> Expense:
    given = {"on_date": date(2026, 10, 5), "category": "PORTO", "payee": "Post", "purpose": "Briefe", "amount": 4200}
    return Expense(**(given | values))


@pytest.fixture
def expenses(desk: Desk) -> list[Expense]:
    """42,00 €, a telephone bill with a private share, and a receipt of December before."""
    some = (
        bought(),
        bought(category="TELEFON", payee="Telefon", amount=2999, private_percent=60),
        bought(on_date=date(2025, 12, 18), payee="Kiosk", amount=700),
    )
    return desk.do("füllen", lambda unit: [editing.save(unit, None, one) for one in some])


@pytest.fixture
def claim(desk: Desk, expenses: list[Expense]) -> Claim:
    return desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2026))


def now(desk: Desk, record: Any) -> Any:
    return desk.office.read.get(type(record), record.id)


def step(desk: Desk, claim: Claim, to: ClaimStatus, on: date = ON) -> Claim:
    return desk.do(str(to.label), lambda unit: claiming.take(unit, now(desk, claim), Step(to, on)))


def decide(desk: Desk, claim: Claim, approved: dict[int, int], on: date = ON) -> Claim:
    return desk.do("entscheiden", lambda unit: claiming.decide(unit, now(desk, claim), approved, on, "so"))


def statuses(desk: Desk, expenses: list[Expense]) -> list[ExpenseStatus]:
    return [now(desk, one).status for one in expenses]


def everything(desk: Desk) -> list[Any]:
    return [record for cls in TYPES for record in desk.office.read.all(cls)]


# --- putting together -----------------------------------------------------------------------


def test_a_draft_takes_everything_recorded_in_the_year(desk: Desk, expenses: list[Expense], claim: Claim) -> None:
    assert [(line.expense, line.claimed) for line in claim.lines] == [(expenses[0].id, 4200), (expenses[1].id, 1200)]
    assert claim.number == "EA-2026-0001"
    assert statuses(desk, expenses) == [E.RECORDED] * 3


def test_a_december_receipt_claimed_in_january_belongs_to_the_old_year(desk: Desk, expenses: list[Expense]) -> None:
    new = desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2026))
    with pytest.raises(BadValue, match="Haushaltsjahr 2025"):
        desk.do("+", lambda unit: claiming.add_line(unit, new, expenses[2]))
    old = desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2025))
    assert [line.expense for line in old.lines] == [expenses[2].id]


def test_who_claims_and_where_to_is_that_of_the_day(desk: Desk, expenses: list[Expense]) -> None:
    def found(unit: Unit) -> None:
        change_setting(unit, "coordinator", "Niemand")
        people = [
            unit.add(Person(last_name=last, first_name="Maike", street="Am Anger 1", postal_code="38104", city="BS"))
            for last in ("Früher", "Heute")
        ]
        route = (Consultation(body="Rat", on_date=date(2026, 3, 7)),)
        paper = unit.add(Paper(kind="ANTRAG", reference="16-01716", subject="S", consultations=route))
        appointed = unit.add(Resolution(subject="B", on_date=date(2026, 3, 7), body="Rat", paper=paper.id))
        first = Mandate(
            person=people[0].id or 0, valid_from=date(2020, 1, 1), valid_until=date(2026, 3, 31), iban="DE02"
        )
        unit.add(first)
        unit.add(
            Mandate(
                person=people[1].id or 0, valid_from=date(2026, 4, 1), resolution=appointed.id, iban=IBAN,
                account_holder="M. Heute", function="Koordinatorin",
            )
        )  # fmt: skip
        unit.add(Budget(year=2026, amount=1, position="Zuschüsse"))

    assert claiming.proposed(desk.office.read, 2026, ON).claimant == ""
    desk.do("füllen", found)
    claim = desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2026))
    assert (claim.claimant, claim.address) == ("Maike Heute", "Am Anger 1\n38104 BS")
    assert (claim.account_holder, claim.iban, claim.function) == ("M. Heute", IBAN, "Koordinatorin")
    assert (claim.basis, claim.position) == ("Beschluss vom 07.03.2026, Vorlage 16-01716", "Zuschüsse")
    mandate = desk.office.read.all(Mandate)[-1]
    desk.do("Konto", lambda unit: editing.save(unit, mandate, replace(mandate, iban="")))
    assert now(desk, claim).iban == IBAN
    founded = Resolution(subject="E", on_date=date(2016, 3, 7), body="Rat", basis=True)
    desk.do("Grundlage", lambda unit: editing.save(unit, None, founded))
    assert claiming.proposed(desk.office.read, 2026, ON).basis == "Beschluss vom 07.03.2016"
    assert now(desk, claim).basis == "Beschluss vom 07.03.2026, Vorlage 16-01716"
    without = claiming.mandate_on(desk.office.read, date(2019, 1, 1))
    assert without is None


def test_an_expense_is_in_one_open_claim_only(desk: Desk, expenses: list[Expense], claim: Claim) -> None:
    with pytest.raises(Refused, match="keine Auslage"):
        desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2026))
    more = desk.do("mehr", lambda unit: editing.save(unit, None, bought(payee="Anders")))
    other = desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2026))
    assert [line.expense for line in other.lines] == [more.id]
    with pytest.raises(Refused, match="EA-2026-0001"):
        desk.do("+", lambda unit: claiming.add_line(unit, other, expenses[0]))
    smuggled = replace(other, lines=claim.lines)
    with pytest.raises(Refused, match="EA-2026-0001"):
        desk.do("+", lambda unit: editing.save(unit, other, smuggled))
    copied = editing.copy_of(claim)
    with pytest.raises(Refused, match="EA-2026-0001"):
        desk.do("+", lambda unit: editing.save(unit, None, copied))
    step(desk, claim, C.WITHDRAWN)
    longer = desk.do("+", lambda unit: claiming.add_line(unit, other, expenses[0]))
    assert [line.expense for line in longer.lines] == [more.id, expenses[0].id]
    same = desk.do("+", lambda unit: claiming.add_line(unit, longer, expenses[0]))
    assert same == longer


def test_a_line_follows_its_expense_while_it_is_a_draft(desk: Desk, expenses: list[Expense], claim: Claim) -> None:
    changed = desk.do("ändern", lambda unit: editing.save(unit, expenses[0], replace(expenses[0], amount=5000)))
    assert now(desk, claim).lines[0].claimed == 5000
    with pytest.raises(BadValue, match="zuerst herausnehmen"):
        desk.do("x", lambda unit: editing.save(unit, changed, replace(changed, on_date=date(2025, 10, 5))))
    with pytest.raises(Refused, match="wird noch gebraucht"):
        desk.do("x", lambda unit: editing.delete(unit, [changed]))
    shorter = desk.do("-", lambda unit: claiming.remove_line(unit, now(desk, claim), changed.id or 0))
    assert [line.expense for line in shorter.lines] == [expenses[1].id]
    desk.do("x", lambda unit: editing.delete(unit, [changed]))


# --- on its way -----------------------------------------------------------------------------


def test_from_draft_to_payment_with_a_cut_line(desk: Desk, expenses: list[Expense], claim: Claim) -> None:
    desk.do("Etat", lambda unit: unit.add(Budget(year=2026, amount=10_000)))
    step(desk, claim, C.SIGNED)
    assert statuses(desk, expenses) == [E.RECORDED] * 3
    step(desk, claim, C.SUBMITTED)
    assert statuses(desk, expenses) == [E.CLAIMED, E.CLAIMED, E.RECORDED]
    step(desk, claim, C.QUERY)
    step(desk, claim, C.SUBMITTED)
    decided = decide(desk, claim, {expenses[0].id or 0: 3000})
    assert decided.status is C.PARTIAL
    assert [line.approved for line in decided.lines] == [3000, 1200]
    step(desk, claim, C.PAID, date(2026, 11, 9))
    assert statuses(desk, expenses) == [E.REFUNDED, E.REFUNDED, E.RECORDED]
    position = figures.position_on(Ledger.of(desk.office.read), date(2026, 11, 12))
    assert (position.refunded, position.claimed, position.recorded, position.free) == (4200, 0, 0, 5800)
    with pytest.raises(Refused, match="keine Auslage"):  # the 12,00 € that were cut are not claimed by themselves
        desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2026))
    assert desk.office.check() == []


def test_a_line_cut_to_nothing_is_refused_and_may_be_claimed_again_by_hand(
    desk: Desk, expenses: list[Expense], claim: Claim
) -> None:
    step(desk, claim, C.SUBMITTED)
    decide(desk, claim, {expenses[0].id or 0: 0})
    step(desk, claim, C.PAID)
    assert statuses(desk, expenses) == [E.REFUSED, E.REFUNDED, E.RECORDED]
    assert [one.id for one in claiming.free_expenses(desk.office.read, 2026)] == [expenses[0].id]
    more = desk.do("mehr", lambda unit: editing.save(unit, None, bought(payee="Anders")))
    other = desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2026))
    assert [line.expense for line in other.lines] == [more.id]
    other = desk.do("+", lambda unit: claiming.add_line(unit, other, now(desk, expenses[0])))
    step(desk, other, C.SUBMITTED)
    assert statuses(desk, expenses)[0] is E.CLAIMED
    refused = decide(desk, other, {line.expense: 0 for line in other.lines})
    assert refused.status is C.REFUSED
    assert now(desk, more).status is E.REFUSED


def test_withdrawn_expenses_are_free_again(desk: Desk, expenses: list[Expense], claim: Claim) -> None:
    step(desk, claim, C.SUBMITTED)
    step(desk, claim, C.WITHDRAWN)
    assert statuses(desk, expenses) == [E.RECORDED] * 3
    again = desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2026))
    assert [line.expense for line in again.lines] == [expenses[0].id, expenses[1].id]


def test_what_was_signed_stands_still(desk: Desk, expenses: list[Expense], claim: Claim) -> None:
    signed = step(desk, claim, C.SIGNED)
    first = now(desk, expenses[0])
    for change in ({"amount": 1}, {"payee": "X"}, {"private_percent": 5}, {"on_date": ON}):
        with pytest.raises(Refused, match="EA-2026-0001"):
            desk.do("x", lambda unit, change=change: editing.save(unit, first, replace(first, **change)))
    kept = desk.do("x", lambda unit: editing.save(unit, first, replace(first, notes="darf", receipt_place="Ordner")))
    for to in (E.CLAIMED, E.CANCELLED):
        with pytest.raises(Refused, match="folgt dem Antrag"):
            desk.do("x", lambda unit, to=to: editing.take(unit, kept, Step(to, ON)))
    with pytest.raises(Refused, match="nicht mehr Entwurf"):
        desk.do("x", lambda unit: editing.save(unit, signed, replace(signed, iban=IBAN)))
    desk.do("x", lambda unit: editing.save(unit, signed, replace(signed, decision_note="darf")))
    signed = now(desk, signed)
    for verb in (
        lambda unit: claiming.remove_line(unit, signed, expenses[0].id or 0),
        lambda unit: claiming.add_line(unit, signed, expenses[2]),
        lambda unit: editing.delete(unit, [signed]),
        lambda unit: editing.take(unit, signed, Step(C.SUBMITTED, ON)),
        lambda unit: claiming.take(unit, signed, Step(C.APPROVED, ON)),
        lambda unit: claiming.take(unit, signed, Step(C.PAID, ON)),
    ):
        with pytest.raises(Refused):
            desk.do("x", verb)
    back = step(desk, signed, C.DRAFT)
    desk.do("-", lambda unit: claiming.remove_line(unit, back, expenses[0].id or 0))


def test_no_more_is_approved_than_was_claimed(desk: Desk, expenses: list[Expense], claim: Claim) -> None:
    step(desk, claim, C.SUBMITTED)
    for cents in (4201, -1):
        with pytest.raises(BadValue) as refused:
            decide(desk, claim, {expenses[0].id or 0: cents})
        assert refused.value.field == str(expenses[0].id)
    assert now(desk, claim).status is C.SUBMITTED


def test_a_claim_is_not_older_than_its_receipts_and_not_empty(desk: Desk, expenses: list[Expense]) -> None:
    claim = desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2026))
    with pytest.raises(BadValue, match="nicht davor"):
        step(desk, claim, C.SUBMITTED, date(2026, 10, 4))
    empty = desk.do("leer", lambda unit: unit.add(Claim(year=2026)))
    with pytest.raises(Refused, match="keine Auslage"):
        step(desk, empty, C.SUBMITTED)


# --- and back -------------------------------------------------------------------------------


def test_every_verb_is_one_step_that_undo_takes_back(desk: Desk, expenses: list[Expense]) -> None:
    desk.clear()
    first = expenses[0].id or 0
    seen = [everything(desk)]
    claim = desk.do("1", lambda unit: claiming.draft_claim(unit, 2026))
    verbs: list[Callable[[], Any]] = [
        lambda: desk.do("2", lambda unit: claiming.remove_line(unit, now(desk, claim), first)),
        lambda: desk.do("3", lambda unit: claiming.add_line(unit, now(desk, claim), now(desk, expenses[0]))),
        lambda: step(desk, claim, C.SIGNED),
        lambda: step(desk, claim, C.SUBMITTED),
        lambda: step(desk, claim, C.QUERY),
        lambda: step(desk, claim, C.SUBMITTED),
        lambda: decide(desk, claim, {first: 0}),
        lambda: step(desk, claim, C.PAID),
        lambda: desk.do("9", lambda unit: claiming.take_back(unit, now(desk, claim))),
    ]
    for verb in verbs:
        seen.append(everything(desk))
        verb()
    last = everything(desk)
    for before in reversed(seen):
        desk.undo()
        assert everything(desk) == before
    for _ in seen:
        desk.redo()
    assert everything(desk) == last


def test_taking_back_goes_the_whole_way(desk: Desk, expenses: list[Expense], claim: Claim) -> None:
    way: list[list[Any]] = []
    for to in (C.SIGNED, C.SUBMITTED, C.QUERY, C.SUBMITTED, None, C.PAID):
        way.append([now(desk, claim), *(now(desk, one) for one in expenses)])
        if to is None:
            decide(desk, claim, {expenses[0].id or 0: 0})
        else:
            step(desk, claim, to)
    for before in reversed(way):
        back = desk.do("zurück", lambda unit: claiming.take_back(unit, now(desk, claim)))
        now_ = [replace(back, decision_note=before[0].decision_note), *(now(desk, one) for one in expenses)]
        assert now_ == before
    with pytest.raises(Refused, match="keinen Schritt"):
        desk.do("zurück", lambda unit: claiming.take_back(unit, now(desk, claim)))


def test_withdrawing_is_taken_back(desk: Desk, expenses: list[Expense], claim: Claim) -> None:
    step(desk, claim, C.SUBMITTED)
    step(desk, claim, C.WITHDRAWN)
    desk.do("zurück", lambda unit: claiming.take_back(unit, now(desk, claim)))
    assert statuses(desk, expenses) == [E.CLAIMED, E.CLAIMED, E.RECORDED]
    assert now(desk, claim).status is C.SUBMITTED


@pytest.mark.parametrize("was_in", [True, False])
def test_what_was_claimed_again_meanwhile_is_not_taken_back_into_two_claims(
    desk: Desk, expenses: list[Expense], claim: Claim, was_in: bool
) -> None:
    if was_in:
        step(desk, claim, C.SUBMITTED)
    step(desk, claim, C.WITHDRAWN)
    other = desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2026))
    with pytest.raises(Refused, match=other.number):
        desk.do("zurück", lambda unit: claiming.take_back(unit, now(desk, claim)))
    assert now(desk, claim).status is C.WITHDRAWN
    step(desk, other, C.WITHDRAWN)
    desk.do("zurück", lambda unit: claiming.take_back(unit, now(desk, claim)))
    assert now(desk, claim).status is (C.SUBMITTED if was_in else C.DRAFT)


@pytest.mark.parametrize("paid", [True, False])
def test_a_decision_is_not_taken_back_once_what_it_cut_is_claimed_again(
    desk: Desk, expenses: list[Expense], claim: Claim, paid: bool
) -> None:
    step(desk, claim, C.SUBMITTED)
    decide(desk, claim, {expenses[0].id or 0: 0} if paid else {line.expense: 0 for line in claim.lines})
    if paid:
        step(desk, claim, C.PAID)
    desk.do("mehr", lambda unit: editing.save(unit, None, bought(payee="Anders")))
    other = desk.do("Antrag", lambda unit: claiming.draft_claim(unit, 2026))
    desk.do("+", lambda unit: claiming.add_line(unit, other, now(desk, expenses[0])))
    with pytest.raises(Refused, match=other.number):
        desk.do("zurück", lambda unit: claiming.take_back(unit, now(desk, claim)))


def test_an_expense_stands_once_in_a_claim(desk: Desk, claim: Claim) -> None:
    with pytest.raises(Refused, match="nicht zweimal"):
        desk.do("x", lambda unit: editing.save(unit, claim, replace(claim, lines=(*claim.lines, claim.lines[0]))))


def test_the_paper_of_a_signed_claim_is_kept_until_it_is_a_draft_again(desk: Desk, claim: Claim) -> None:
    with pytest.raises(ValueError, match="draft"):
        desk.do("PDF", lambda unit: claiming.keep_paper(unit, claim, "a.pdf", b"%PDF"))
    step(desk, claim, C.SIGNED)
    kept = desk.do("PDF", lambda unit: claiming.keep_paper(unit, now(desk, claim), "a.pdf", b"%PDF"))
    assert kept.issued is not None
    assert step(desk, claim, C.SUBMITTED).issued == kept.issued
    desk.do("zurück", lambda unit: claiming.take_back(unit, now(desk, claim)))
    assert step(desk, claim, C.DRAFT).issued is None
    desk.undo()
    assert now(desk, claim).issued == kept.issued
    assert desk.do("zurück", lambda unit: claiming.take_back(unit, now(desk, claim))).issued is None


def test_rates_are_shipped_with_their_source() -> None:
    rates = claiming.rates()
    assert {(one.cents, one.most) for one in rates if one.valid_until is None} == {(25, 12500), (38, None)}
    assert all("NRKVO" in one.source for one in rates)
