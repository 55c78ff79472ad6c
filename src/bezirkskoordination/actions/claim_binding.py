"""What a claim means for its expenses: they stand still while it is on its way, and their status follows it."""

from collections import Counter
from dataclasses import replace
from datetime import date

from bezirkskoordination.actions.binding import Binding
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import Choice, show_date
from bezirkskoordination.records.money import Claim, ClaimLine, ClaimStatus, Expense
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import money
from bezirkskoordination.store.unit import Reader, Unit

#: What stands on the paper that was handed in.
_CLAIMED_FIELDS = (
    "on_date", "category", "payee", "purpose", "amount", "private_percent", "trip_from", "trip_to", "trip_return",
    "trip_km", "trip_rate",
)  # fmt: skip


def claims_with(reader: Reader, expense: Expense) -> list[Claim]:
    """The claims that an expense stands in, oldest first."""
    found = [one for one in reader.users(expense) if isinstance(one, Claim)]
    return sorted(found, key=lambda one: one.id or 0)


def open_claim(reader: Reader, expense: Expense) -> Claim | None:
    """The open claim that an expense stands in; it is in one at most."""
    return next((one for one in claims_with(reader, expense) if one.status in money.OPEN), None)


def _refuse_changed_expense(unit: Unit, before: Expense, after: Expense) -> None:
    if all(getattr(before, name) == getattr(after, name) for name in _CLAIMED_FIELDS):
        return
    bound = (one for one in claims_with(unit, before) if one.status in money.OPEN | {ClaimStatus.PAID})
    held = next((one for one in bound if one.status is not ClaimStatus.DRAFT), None)
    if held is not None:
        raise Refused(
            N_(
                "Claiming",
                "„{}“ steht im Antrag {} ({}). Datum, Empfänger, Zweck und Betrag bleiben, wie sie dort stehen.",
            ),
            before.title(unit.names), held.number, str(held.status.label),
        )  # fmt: skip
    drafts = [one for one in claims_with(unit, before) if one.status is ClaimStatus.DRAFT]
    if drafts and before.on_date.year != after.on_date.year:
        raise BadValue(
            N_("Claiming", "Die Auslage steht im Antrag {} für {}. Bitte dort zuerst herausnehmen."),
            drafts[0].number, drafts[0].year,
        ).at("on_date")  # fmt: skip


def _refuse_changed_claim(unit: Unit, before: Record, after: Claim) -> None:
    free = ("decision_note", "issued")
    if any(getattr(before, f.name) != getattr(after, f.name) for f in after.type.fields if f.name not in free):
        raise Refused(
            N_("Claiming", "Der Antrag {} ist nicht mehr Entwurf: Wer beantragt und wohin überwiesen wird, bleibt."),
            before.title(unit.names),
        )  # fmt: skip


def refuse_held_elsewhere(unit: Unit, claim: Claim) -> None:
    """Refuse a claim that is to be open while another open one holds one of its expenses, or that has one twice."""
    twice = Counter(line.expense for line in claim.lines)
    for line in claim.lines:
        expense = unit.get(Expense, line.expense)
        others = (one for one in claims_with(unit, expense) if one.status in money.OPEN and one.id != claim.id)
        held = claim if twice[line.expense] > 1 else next(others, None)
        if held is not None:
            raise Refused(
                N_("Claiming", "„{}“ steht schon im Antrag {} und kann nicht zweimal beantragt werden."),
                expense.title(unit.names), held.number,
            )  # fmt: skip


def _check_year(unit: Unit, claim: Claim, expense: Expense) -> None:
    if expense.on_date.year != claim.year:
        raise BadValue(
            N_("Claiming", "„{}“ ist vom {} und gehört ins Haushaltsjahr {}."),
            expense.title(unit.names), show_date(expense.on_date), expense.on_date.year,
        ).at("year")  # fmt: skip


def line_of(expense: Expense) -> ClaimLine:
    """The line that claims an expense."""
    return ClaimLine(expense=expense.id or 0, claimed=money.claimable(expense))


# --- the table ----------------------------------------------------------------------------


class _Expenses(Binding):
    """An expense stands still while its claim is on its way; its line in a draft follows it."""

    def refuse_changed(self, unit: Unit, before: Expense | None, after: Expense) -> None:
        if before is not None:
            _refuse_changed_expense(unit, before, after)

    def refuse_step(self, unit: Unit, record: Expense, _to: Choice | None, _on: date) -> None:
        if (held := open_claim(unit, record)) is not None:
            raise Refused(
                N_("Claiming", "„{}“ steht im Antrag {}; der Stand der Auslage folgt dem Antrag."),
                record.title(unit.names), held.number,
            )  # fmt: skip

    def follow(self, unit: Unit, _before: Expense | None, after: Expense, _on: date) -> Expense:
        claim = open_claim(unit, after)
        if claim is not None and claim.status is ClaimStatus.DRAFT:
            lines = tuple(line_of(after) if one.expense == after.id else one for one in claim.lines)
            unit.change(claim, replace(claim, lines=lines))
        return after


class _Claims(Binding):
    """What was handed in stays as it was; a claim and its expenses step together (`claiming`)."""

    def refuse_changed(self, unit: Unit, before: Claim | None, after: Claim) -> None:
        if before is not None and before.status is not ClaimStatus.DRAFT:
            _refuse_changed_claim(unit, before, after)
        if after.status in money.OPEN:
            refuse_held_elsewhere(unit, after)
        for line in after.lines:
            _check_year(unit, after, unit.get(Expense, line.expense))

    def refuse_step(self, _unit: Unit, record: Claim, _to: Choice | None, _on: date) -> None:
        raise Refused(
            N_("Claiming", "Der Stand des Antrags {} ändert sich nur auf seiner Seite, zusammen mit seinen Auslagen."),
            record.number,
        )  # fmt: skip

    def refuse_removed(self, _unit: Unit, record: Claim) -> None:
        if record.status is not ClaimStatus.DRAFT:
            raise Refused(
                N_(
                    "Claiming",
                    "Der Antrag {} ist {} und wird nicht gelöscht. Offene Anträge lassen sich zurückziehen.",
                ),
                record.number, str(record.status.label),
            )  # fmt: skip


BINDINGS: dict[type[Record], Binding] = {Expense: _Expenses(), Claim: _Claims()}
