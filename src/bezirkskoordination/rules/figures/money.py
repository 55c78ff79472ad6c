"""What the office costs, and how its Haushaltsjahr stands (K27)."""

from datetime import date

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.records.money import Expense, ExpenseStatus
from bezirkskoordination.rules import money
from bezirkskoordination.rules.figures.ledger import Ledger
from bezirkskoordination.rules.figures.values import CENTS, Behind, Figure, keys, parts_of
from bezirkskoordination.rules.periods import Period


def expenses_in(ledger: Ledger, period: Period) -> list[tuple[Expense, ExpenseStatus]]:
    """The expenses dated in a period, with their status at its end; void ones left out."""
    standing = ((one, ledger.status_on(one, period.end)) for one in ledger.expenses if one.on_date in period)
    return [(one, status) for one, status in standing if status not in money.VOID]


def counted_in(ledger: Ledger, period: Period) -> list[tuple[Expense, int]]:
    """The expenses dated in a period, with the cents that count at its end; void ones left out."""
    approved = approved_on(ledger, period.end)
    return [(one, money.counted(one, status, approved)) for one, status in expenses_in(ledger, period)]


def year_until(day: date) -> Period:
    """The Haushaltsjahr (= calendar year) of a day, up to that day."""
    return Period(date(day.year, 1, 1), day)


def approved_on(ledger: Ledger, day: date) -> dict[int, int]:
    """By expense, what of it was approved on a day; what is not decided is not in it."""
    return money.approved_by((one, ledger.status_on(one, day)) for one in ledger.claims)


def position_on(ledger: Ledger, day: date) -> money.Position:
    """How the Haushaltsjahr of a day stands on it."""
    standing = expenses_in(ledger, year_until(day))
    return money.Position.of(day.year, ledger.budgets, standing, approved_on(ledger, day))


def position_of(ledger: Ledger, year: int, today: date) -> money.Position:
    """How a Haushaltsjahr stands today: with all its receipts, whenever they are claimed."""
    standing = [(one, ledger.status_on(one, today)) for one in ledger.expenses if one.on_date <= today]
    return money.Position.of(year, ledger.budgets, standing, approved_on(ledger, today))


def costs(ledger: Ledger, day: date, names: Names) -> list[Figure]:
    """The money of the Haushaltsjahr of a day, up to that day."""
    year = year_until(day)
    position = position_on(ledger, day)
    budgets = keys(one for one in ledger.budgets if one.year == day.year)
    standing = expenses_in(ledger, year)
    parts = parts_of(
        (names.label("expense_category", one.category), (one.type.name, one.uid), cents)
        for one, cents in counted_in(ledger, year)
    )

    def line(code: str, label: Text, value: int | None, behind: Behind) -> Figure:
        return Figure(code, label, value, CENTS, behind=behind)

    def of(status: ExpenseStatus) -> Behind:
        return keys(one for one, now in standing if now is status)

    return [
        Figure.of_parts("K27", N_("Figures", "Verwaltungskosten"), CENTS, parts),
        line("K27A", N_("Figures", "Ansatz"), position.amount, budgets),
        line("K27C", N_("Figures", "Reste aus dem Vorjahr"), position.carried_over, budgets),
        line("K27U", N_("Figures", "Umschichtung"), position.shifted, budgets),
        line("K27E", N_("Figures", "erstattet"), position.refunded, of(ExpenseStatus.REFUNDED)),
        line("K27O", N_("Figures", "eingereicht, noch offen"), position.claimed, of(ExpenseStatus.CLAIMED)),
        line("K27V", N_("Figures", "erfasst, noch nicht eingereicht"), position.recorded, of(ExpenseStatus.RECORDED)),
        line("K27R", N_("Figures", "verfügbar"), position.free, budgets + keys(one for one, _ in standing)),
    ]
