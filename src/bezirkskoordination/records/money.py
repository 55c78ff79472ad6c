"""The office's administrative costs: what the council set aside, what was spent. Integer cents throughout."""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, field, record_type
from bezirkskoordination.records.kinds import DATE, LISTED, MONEY, NOTE, REF, STATUS, TEXT, WHOLE, Choice


@record_type(
    label=N_("Budget", "Etat"), plural=N_("Budget", "Etat"), title="{year} · {source}", order_by="year", icon="money"
)  # fmt: skip
class Budget(Record):
    """What may be spent in one Haushaltsjahr (= calendar year)."""

    year: int = field(WHOLE, N_("Budget", "Haushaltsjahr"), listed=True)
    source: str = field(LISTED, N_("Budget", "Mittelherkunft"), default="STBEZRAT", values="budget_source", listed=True)
    position: str = field(
        TEXT, N_("Budget", "Haushaltsposition"), default="", listed=True,
        hint=N_("Budget", "Wie von der Bezirksgeschäftsstelle benannt."),
    )  # fmt: skip
    amount: int = field(MONEY, N_("Budget", "Ansatz"), listed=True)
    carried_over: int = field(MONEY, N_("Budget", "Reste aus dem Vorjahr"), default=0, listed=True)
    notes: str = field(NOTE, N_("Budget", "Zweckbindung"), default="")


class ExpenseStatus(Choice):
    """How far an expense is on its way back (codes of the domain model)."""

    RECORDED = "ERFASST", N_("ExpenseStatus", "erfasst")
    CLAIMED = "IM_ANTRAG", N_("ExpenseStatus", "eingereicht")
    REFUNDED = "ERSTATTET", N_("ExpenseStatus", "erstattet")
    REFUSED = "ABGELEHNT", N_("ExpenseStatus", "abgelehnt")
    CANCELLED = "STORNIERT", N_("ExpenseStatus", "storniert")


@record_type(
    label=N_("Expense", "Auslage"), plural=N_("Expense", "Auslagen"), title="{number} · {payee}", order_by="on_date",
    number="K", icon="money",
)  # fmt: skip
class Expense(Record):
    """Money the coordinator laid out for the office."""

    number: str = field(TEXT, N_("Expense", "Nr."), default="", listed=True, searched=True)
    on_date: date = field(DATE, N_("Expense", "Belegdatum"), listed=True)
    category: str = field(LISTED, N_("Expense", "Kostenart"), values="expense_category", listed=True)
    payee: str = field(TEXT, N_("Expense", "Empfänger"), listed=True, searched=True, personal=True)
    purpose: str = field(
        TEXT, N_("Expense", "Zweck"), listed=True, searched=True, personal=True,
        hint=N_("Expense", "Wofür? Ohne Namen von Menschen, die Hilfe suchen."),
    )  # fmt: skip
    amount: int = field(MONEY, N_("Expense", "Betrag"), listed=True)
    receipt_kind: str = field(
        LISTED, N_("Expense", "Belegart"), default="KASSENBON", values="receipt_kind", listed=True
    )
    receipt: int | None = field(REF, N_("Expense", "Beleg"), default=None, to="attachment", listed=True)
    receipt_place: str = field(
        TEXT, N_("Expense", "Ablageort"), default="",
        hint=N_("Expense", "Wo das Papier liegt, zum Beispiel „Ordner 2026“."),
    )  # fmt: skip
    status: ExpenseStatus = field(
        STATUS, N_("Expense", "Stand"), default=ExpenseStatus.RECORDED, values=ExpenseStatus, listed=True
    )
    notes: str = field(NOTE, N_("Expense", "Notiz"), default="", personal=True)
