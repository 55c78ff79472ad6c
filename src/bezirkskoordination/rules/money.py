"""Money to the cent: what of an expense is claimable, and how a Haushaltsjahr stands on a day (domain facts 2.2, 2.3).

Everything is integer cents; nothing is computed from rounded parts, and no rate is ever applied by itself.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_cents
from bezirkskoordination.records.money import Budget, Claim, ClaimLine, ClaimStatus, Expense, ExpenseStatus

#: Expenses in these states are no costs of the office.
VOID = frozenset({ExpenseStatus.REFUSED, ExpenseStatus.CANCELLED})
#: Claims about which the administration has decided, line by line.
DECIDED = frozenset({ClaimStatus.APPROVED, ClaimStatus.PARTIAL, ClaimStatus.REFUSED, ClaimStatus.PAID})
#: Claims that hold their expenses: none of those may be in another one, and their status follows the claim.
OPEN = frozenset(
    {
        ClaimStatus.DRAFT,
        ClaimStatus.SIGNED,
        ClaimStatus.SUBMITTED,
        ClaimStatus.QUERY,
        ClaimStatus.APPROVED,
        ClaimStatus.PARTIAL,
    }
)
#: Kinds of cost that the resolution names („wie z. B. Porto, Telefon, Büromaterial“); others need a prior consent.
NAMED = ("PORTO", "TELEFON", "BUERO")
TELEPHONE, TRIP = "TELEFON", "FAHRT"


def half_up(numerator: int, denominator: int) -> int:
    """A quotient (of nothing negative) as a whole number; a half goes up, as a till does it."""
    return (2 * numerator + denominator) // (2 * denominator)


def trip_cents(km: int, rate: int, both_ways: bool) -> int:
    """What a trip costs: kilometres one way × cents per kilometre, twice with the way back."""
    return km * rate * (2 if both_ways else 1)


def is_trip(expense: Expense) -> bool:
    """Whether an expense is computed from kilometres."""
    return expense.trip_km is not None and expense.trip_rate is not None


def gross(expense: Expense) -> int:
    """What was spent, before the private share is taken off: the amount, or that of the trip."""
    if expense.trip_km is not None and expense.trip_rate is not None:
        return trip_cents(expense.trip_km, expense.trip_rate, expense.trip_return)
    return expense.amount


def claimable(expense: Expense) -> int:
    """The cents that may be claimed: amount × (100 − private share) ÷ 100, half-up (domain model 5.5.6)."""
    return half_up(gross(expense) * (100 - expense.private_percent), 100)


def split_amounts(whole: int, part: int) -> tuple[int, int] | None:
    """An amount in two that add up to it; None if one of them would be nothing."""
    return (whole - part, part) if 0 < part < whole else None


# --- claims -------------------------------------------------------------------------------


def total_claimed(claim: Claim) -> int:
    """What the lines ask for, before an advance is taken off."""
    return sum(line.claimed for line in claim.lines)


def total_approved(claim: Claim) -> int | None:
    """What is approved over all lines; None before the decision."""
    approved = [line.approved for line in claim.lines if line.approved is not None]
    return sum(approved) if len(approved) == len(claim.lines) and approved else None


def to_be_paid(claim: Claim) -> int:
    """What is asked for or approved, less the advance; never below zero."""
    approved = total_approved(claim)
    return max(0, (total_claimed(claim) if approved is None else approved) - claim.advance)


def outcome(lines: Iterable[ClaimLine]) -> ClaimStatus:
    """What a decision over all lines amounts to."""
    lines = tuple(lines)
    if all(line.approved == line.claimed for line in lines):
        return ClaimStatus.APPROVED
    return ClaimStatus.PARTIAL if any(line.approved for line in lines) else ClaimStatus.REFUSED


def approved_by(claims: Iterable[tuple[Claim, ClaimStatus]]) -> dict[int, int]:
    """By expense, what is approved of it, as far as the last claim that it stands in is decided.

    Claims come with their status on the day in question.
    """
    approved: dict[int, int] = {}
    for claim, status in sorted(claims, key=lambda pair: pair[0].id or 0):
        if status is ClaimStatus.WITHDRAWN:
            continue
        for line in claim.lines:
            if status in DECIDED and line.approved is not None:
                approved[line.expense] = line.approved
            elif status is not ClaimStatus.DRAFT:
                approved.pop(line.expense, None)
    return approved


def counted(expense: Expense, status: ExpenseStatus, approved: Mapping[int, int]) -> int:
    """What an expense takes of the Etat: once decided what is approved, the rest is free again; till then all."""
    if status in VOID:
        return 0
    whole = claimable(expense)
    if status in (ExpenseStatus.CLAIMED, ExpenseStatus.REFUNDED):
        return approved.get(expense.id or 0, whole)
    return whole


# --- how a Haushaltsjahr stands -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Position:
    """The six terms of a Haushaltsjahr in cents (domain facts 2.2). Without an Ansatz the first three are None."""

    year: int
    amount: int | None
    carried_over: int | None
    shifted: int | None
    refunded: int
    claimed: int
    recorded: int

    @classmethod
    def of(
        cls,
        year: int,
        budgets: Iterable[Budget],
        expenses: Iterable[tuple[Expense, ExpenseStatus]],
        approved: Mapping[int, int],
    ) -> "Position":
        """From the budgets, and the expenses with their status on the day; others' years are left out.

        The date of the receipt decides on the Haushaltsjahr, not the day on which it is claimed.
        """
        own = [one for one in budgets if one.year == year]
        sums = dict.fromkeys(ExpenseStatus, 0)
        for expense, status in expenses:
            if expense.on_date.year == year:
                sums[status] += counted(expense, status, approved)
        return cls(
            year,
            sum(one.amount for one in own) if own else None,
            sum(one.carried_over for one in own) if own else None,
            sum(one.shifted for one in own) if own else None,
            sums[ExpenseStatus.REFUNDED], sums[ExpenseStatus.CLAIMED], sums[ExpenseStatus.RECORDED],
        )  # fmt: skip

    @property
    def spent(self) -> int:
        """Everything that was laid out and is not refused."""
        return self.refunded + self.claimed + self.recorded

    @property
    def whole(self) -> int | None:
        """What may be spent: Ansatz + Reste ± Umschichtung."""
        if self.amount is None or self.carried_over is None or self.shifted is None:
            return None
        return self.amount + self.carried_over + self.shifted

    @property
    def free(self) -> int | None:
        """What is left; below zero is an over-run, which is said and never stops anything."""
        return None if self.whole is None else self.whole - self.spent


_CLOSING = N_("Money", "Kassenschluss am {}: Für {} sind noch {} nicht beantragt.")
_CLOSED = N_("Money", "Der Kassenschluss war am {}: Bitte mit der Bezirksgeschäftsstelle klären, ob {} noch gehen.")
_LEFT = N_("Money", "{} aus {} sind noch frei. Restmittel: Übertragung beantragen?")
_OVER = N_("Money", "Etat {} um {} überschritten: Deckung klären.")
#: From so many days before the Kassenschluss on it is spoken of.
_SOON = 45


def overrun(position: Position) -> str:
    """The warning of an over-run; empty for none."""
    free = position.free
    return _OVER(position.year, show_cents(-free)) if free is not None and free < 0 else ""


def year_end(position: Position, today: date, closing: str, leftover: str) -> list[str]:
    """What is to be thought of towards the end of a Haushaltsjahr: claims before the Kassenschluss, money left over.

    `closing` and `leftover` are days of the year, „15.11.“; the tasks of the domain model 5.5.7.
    """
    said: list[str] = []
    last = day_in(closing, position.year)
    if last is not None and position.recorded and (last - today).days <= _SOON:
        open_sum = show_cents(position.recorded)
        day = f"{last:%d.%m.%Y}"
        said.append(_CLOSING(day, position.year, open_sum) if today <= last else _CLOSED(day, open_sum))
    ask = day_in(leftover, position.year)
    if ask is not None and ask <= today <= date(position.year, 12, 31) and (position.free or 0) > 0:
        said.append(_LEFT(show_cents(position.free), position.year))
    return said


def day_in(text: str, year: int) -> date | None:
    """A day of every year („15.11.“) in one of them; None for what is none."""
    match = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.?", text.strip())
    try:
        return date(year, int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


# --- checks -------------------------------------------------------------------------------


def is_iban(text: str) -> bool:
    """Whether the check digits of an account number are right (ISO 13616: MOD 97-10); German ones have 22 signs."""
    line = re.sub(r"\s", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", line) or (line[:2] == "DE" and len(line) != 22):
        return False
    return int("".join(str(int(sign, 36)) for sign in line[4:] + line[:4])) % 97 == 1


def grouped_iban(text: str) -> str:
    """An account number as it is printed: in groups of four (DIN 5008)."""
    line = re.sub(r"\s", "", text).upper()
    return " ".join(line[at : at + 4] for at in range(0, len(line), 4))


def duplicates(expense: Expense, others: Iterable[Expense]) -> list[Expense]:
    """Other expenses of the same day, amount and payee; the parts of one receipt are none of each other."""

    def same(one: Expense) -> bool:
        alike = (one.on_date, one.amount) == (expense.on_date, expense.amount)
        split = one.receipt is not None and one.receipt == expense.receipt
        named = one.payee.casefold().strip() == expense.payee.casefold().strip()
        return alike and named and not split and one.id != expense.id

    return [one for one in others if same(one) and one.status is not ExpenseStatus.CANCELLED]


# --- rates ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate per kilometre in cents, from when until when it holds, and where that is written. Only ever offered."""

    cents: int
    label: str
    source: str
    valid_from: date | None = None
    valid_until: date | None = None
    most: int | None = None  # cents a trip


def rates_on(rates: Sequence[Rate], day: date) -> list[Rate]:
    """The rates that hold on a day; one without a first day is offered, and says that it is to be checked."""
    return [
        one
        for one in rates
        if (one.valid_from is None or one.valid_from <= day) and (one.valid_until is None or day <= one.valid_until)
    ]


def beyond(expense: Expense, rates: Sequence[Rate]) -> Rate | None:
    """The rate of a trip whose most a trip it goes beyond; None where it does not, or no such rate is known."""
    if not is_trip(expense):
        return None
    own = (one for one in rates_on(rates, expense.on_date) if one.cents == expense.trip_rate)
    return next((one for one in own if one.most is not None and gross(expense) > one.most), None)
