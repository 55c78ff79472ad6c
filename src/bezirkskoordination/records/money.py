"""The office's administrative costs: what the council set aside, what was spent, what is claimed back. In cents."""

from datetime import date
from typing import ClassVar

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, RowType, field, record_type, row_type
from bezirkskoordination.records.kinds import DATE, FLAG, LISTED, MONEY, NOTE, REF, ROWS, STATUS, TEXT, WHOLE, Choice


@record_type(
    label=N_("Budget", "Etat"), plural=N_("Budget", "Etats"), title="{year} · {source}", order_by="year", icon="money"
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
    shifted: int = field(
        MONEY, N_("Budget", "Umschichtung"), default=0, listed=True,
        hint=N_("Budget", "Aus einem anderen Teilbudget hierher; was abgegeben wurde, mit Minus."),
    )  # fmt: skip
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
    private_percent: int = field(
        WHOLE, N_("Expense", "privater Anteil %"), default=0,
        hint=N_("Expense", "Beim Telefon zum Beispiel 60: erstattet werden dann 40 % des Betrags."),
    )  # fmt: skip
    prior_consent: str = field(
        TEXT, N_("Expense", "vorherige Zustimmung vom"), default="",
        hint=N_("Expense", "Tag und Stelle, zum Beispiel „02.03.2026, Bezirksgeschäftsstelle“."),
    )  # fmt: skip
    trip_from: str = field(TEXT, N_("Expense", "Fahrt von"), default="", personal=True)
    trip_to: str = field(TEXT, N_("Expense", "Fahrt nach"), default="", personal=True)
    trip_return: bool = field(FLAG, N_("Expense", "hin und zurück"), default=False)
    trip_km: int | None = field(WHOLE, N_("Expense", "Kilometer (einfach)"), default=None)
    trip_rate: int | None = field(
        MONEY, N_("Expense", "Satz je Kilometer"), default=None,
        hint=N_("Expense", "Den Satz nennt die Bezirksgeschäftsstelle. Das Programm setzt ihn nie von selbst ein."),
    )  # fmt: skip
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


class ClaimStatus(Choice):
    """How far a claim is (codes of the domain model, 5.4)."""

    DRAFT = "ENTWURF", N_("ClaimStatus", "Entwurf")
    SIGNED = "UNTERSCHRIEBEN", N_("ClaimStatus", "unterschrieben")
    SUBMITTED = "EINGEREICHT", N_("ClaimStatus", "eingereicht")
    QUERY = "RUECKFRAGE", N_("ClaimStatus", "Rückfrage")
    APPROVED = "BEWILLIGT", N_("ClaimStatus", "anerkannt")
    PARTIAL = "TEILBEWILLIGT", N_("ClaimStatus", "teilweise anerkannt")
    REFUSED = "ABGELEHNT", N_("ClaimStatus", "abgelehnt")
    PAID = "AUSGEZAHLT", N_("ClaimStatus", "ausgezahlt")
    WITHDRAWN = "ZURUECKGEZOGEN", N_("ClaimStatus", "zurückgezogen")


@row_type
class ClaimLine:
    """One expense in a claim: what is asked for, and what the administration approves (None: not decided yet)."""

    rows: ClassVar[RowType]

    expense: int = field(REF, N_("ClaimLine", "Auslage"), to="expense")
    claimed: int = field(MONEY, N_("ClaimLine", "beantragt"))
    approved: int | None = field(MONEY, N_("ClaimLine", "anerkannt"), default=None)


@record_type(
    label=N_("Claim", "Erstattungsantrag"), plural=N_("Claim", "Erstattungsanträge"), title="{number}",
    order_by="number", number="EA", icon="check",
)  # fmt: skip
class Claim(Record):
    """Expenses of one Haushaltsjahr, claimed back from the city.

    Who claims, and the account, are those of the day on which it was put together: papers keep them.
    """

    number: str = field(TEXT, N_("Claim", "Nr."), default="", listed=True, searched=True)
    year: int = field(WHOLE, N_("Claim", "Haushaltsjahr"), listed=True)
    status: ClaimStatus = field(
        STATUS, N_("Claim", "Stand"), default=ClaimStatus.DRAFT, values=ClaimStatus, listed=True
    )
    lines: tuple[ClaimLine, ...] = field(ROWS, N_("Claim", "Auslagen"), default=(), row=ClaimLine)
    claimant: str = field(TEXT, N_("Claim", "Antragsteller/in"), default="", listed=True, searched=True, personal=True)
    address: str = field(NOTE, N_("Claim", "Anschrift"), default="", personal=True)
    function: str = field(TEXT, N_("Claim", "Funktion"), default="")
    account_holder: str = field(TEXT, N_("Claim", "Kontoinhaber/in"), default="", personal=True)
    iban: str = field(TEXT, N_("Claim", "IBAN"), default="", personal=True)
    basis: str = field(
        TEXT, N_("Claim", "Grundlage"), default="",
        hint=N_("Claim", "Beschluss vom …, Vorlage …"),
    )  # fmt: skip
    position: str = field(TEXT, N_("Claim", "Haushaltsposition"), default="")
    advance: int = field(MONEY, N_("Claim", "abzüglich Vorschuss"), default=0)
    decision_note: str = field(NOTE, N_("Claim", "Bemerkung zur Entscheidung"), default="", personal=True)
    issued: int | None = field(REF, N_("Claim", "Ausgegebenes PDF"), default=None, to="attachment")
