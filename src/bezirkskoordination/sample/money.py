"""The money of the sample: budgets, expenses with their receipts, and the claims that were made of them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from bezirkskoordination.actions import claiming
from bezirkskoordination.actions.editing import Step, attach_bytes, save
from bezirkskoordination.records.money import Budget, Claim, ClaimStatus, Expense, ExpenseStatus
from bezirkskoordination.records.office import AttachmentKind
from bezirkskoordination.sample.making import TODAY, Sample
from bezirkskoordination.store.unit import Unit

#: The small district keeps two receipts as files; the rest lies in the folder.
_KEPT = frozenset({("TELEFON", 2026, 9), ("BUERO", 2026, 10)})
#: Since when a full district keeps every receipt that there is a file of.
_KEEPING = date(2025, 11, 1)
_STEPS = {
    "signed": ClaimStatus.SIGNED, "submitted": ClaimStatus.SUBMITTED, "query": ClaimStatus.QUERY,
    "paid": ClaimStatus.PAID, "withdrawn": ClaimStatus.WITHDRAWN,
}  # fmt: skip


def write(sample: Sample) -> None:
    """Budgets, expenses and claims."""
    told = sample.told("money")
    sample.do("Etat anlegen", partial(_budgets, told["budget"]))
    sample.do("Auslagen anlegen", partial(_expenses, sample, told))
    sample.do("Erstattungsanträge anlegen", partial(_claims, told["claim"]))


def _budgets(told: list[dict[str, Any]], unit: Unit) -> None:
    for given in told:
        save(unit, None, Budget(**given))


# --- expenses ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bought:
    """An expense, the kind of file that its receipt is kept as, and the part that is split off."""

    expense: Expense
    file: str = ""
    split: dict[str, Any] = field(default_factory=dict)
    mistaken: bool = False


def _expenses(sample: Sample, told: dict[str, Any], unit: Unit) -> None:
    bought = [*_repeated(told["purchase"], sample.chance), *map(_once, told.get("expense", ()))]
    earlier = 0
    for one in sorted(bought, key=lambda one: one.expense.on_date):
        expense = replace(one.expense, receipt_place=f"Ordner {one.expense.on_date.year}")
        if expense.on_date.year < TODAY.year:  # the desk gives numbers of the current year only
            earlier += 1
            expense = replace(expense, number=f"K-{expense.on_date.year}-{earlier:04d}")
        if one.file and _is_kept(sample, expense):
            expense = replace(expense, receipt=_receipt(unit, one.file, expense, sample.chance))
        mistaken = [Step(ExpenseStatus.CANCELLED, expense.on_date + timedelta(days=3))] if one.mistaken else []
        kept = save(unit, None, expense, mistaken)
        if one.split:
            claiming.split(unit, kept, one.split["amount"], one.split["category"], one.split["purpose"])


def _repeated(rows: list[dict[str, Any]], chance: random.Random) -> Iterator[_Bought]:
    for month in (date(year, one, 1) for year in (2025, 2026) for one in range(1, 13)):
        for given in rows:
            row = dict(given)
            months, spread, since = row.pop("months"), row.pop("spread", 0), row.pop("since", 0)
            day = month.replace(day=chance.randint(2, 27))
            if month.month in months and month.year >= since and day <= TODAY - timedelta(days=2):
                cents = row.pop("cents") + (5 * chance.randrange(spread) if spread else 0)
                yield _once(row | {"on_date": day, "amount": cents})


def _once(given: dict[str, Any]) -> _Bought:
    values = dict(given)
    beside = {name: values.pop(name) for name in ("file", "split", "mistaken") if name in values}
    return _Bought(expense=Expense(**values), **beside)


def _is_kept(sample: Sample, expense: Expense) -> bool:
    day = expense.on_date
    return (expense.category, day.year, day.month) in _KEPT or (sample.size.full and day >= _KEEPING)


def _receipt(unit: Unit, form: str, expense: Expense, chance: random.Random) -> int | None:
    from bezirkskoordination.sample import receipts  # late: reportlab and Pillow are slow to load

    name, data = receipts.drawn(form, expense, chance)
    return attach_bytes(unit, name, data, AttachmentKind.RECEIPT).id


# --- claims -----------------------------------------------------------------------------------

#: What a claim takes in when nothing else is told: kinds that need no consent beforehand.
_PLAIN = ("PORTO", "TELEFON", "BUERO", "DRUCK")


def _claims(told: list[dict[str, Any]], unit: Unit) -> None:
    for given in told:
        _claim(unit, given)


def _claim(unit: Unit, told: dict[str, Any]) -> None:
    """Put a claim together as she did it on its day, and take it as far as it came."""
    kinds, until, cut = told.get("kinds", _PLAIN), told["until"], told.get("cut", {})
    proposed = claiming.proposed(unit, until.year, TODAY)
    expenses = {line.expense: unit.get(Expense, line.expense) for line in proposed.lines}
    lines = tuple(
        line for line in proposed.lines
        if expenses[line.expense].on_date <= until and expenses[line.expense].category in kinds
    )  # fmt: skip
    claim: Claim = unit.add(replace(proposed, number=told["number"], lines=lines))
    for word, day in told.items():
        if word in _STEPS:
            claim = claiming.take(unit, claim, Step(_STEPS[word], day))
        elif word == "decided":
            left = {line.expense: cut.get(expenses[line.expense].category, 100) for line in lines}
            approved = {line.expense: line.claimed * left[line.expense] // 100 for line in lines}
            claim = claiming.decide(unit, claim, approved, day, told.get("note", ""))
