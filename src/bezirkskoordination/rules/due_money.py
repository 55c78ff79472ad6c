"""What is due about the money: expenses that nobody claims, and an Ansatz that comes to its end (W16, W17)."""

from collections.abc import Iterator
from datetime import date, timedelta

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.money import Budget, Expense, ExpenseStatus
from bezirkskoordination.rules.due import Due, Rule, Settings
from bezirkskoordination.rules.figures import Ledger, Records, position_on


def _unclaimed(read: Records, _today: date, settings: Settings) -> Iterator[Due]:
    after = timedelta(days=settings("claim_after_days") or 0)
    for one in read.where(Expense, status=ExpenseStatus.RECORDED):
        yield Due(one, one.on_date + after)


def _nearly_spent(read: Records, today: date, settings: Settings) -> Iterator[Due]:
    share = settings("budget_share") or 0
    budgets = read.where(Budget, year=today.year)
    position = position_on(Ledger.of_money(read), today) if budgets else None
    if position is None or not share or not position.whole or position.whole <= 0:
        return
    if position.spent * 100 >= position.whole * share:
        yield Due(budgets[0], today)


RULES = (
    Rule(
        "W16", N_("Due", "Eine Auslage wartet auf einen Erstattungsantrag"),
        N_("Due", "{} Auslagen warten auf einen Erstattungsantrag"), _unclaimed,
    ),
    Rule(
        "W17", N_("Due", "Der Etat des Jahres ist fast verbraucht"), N_("Due", "{} Etats sind fast verbraucht"),
        _nearly_spent,
    ),
)  # fmt: skip
