"""Claiming expenses back: putting a claim together, handing it in, what is decided, and what that means for each one.

Every verb is one step at the desk; the status of the expenses follows that of their claim.
"""

import calendar
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bezirkskoordination import paths
from bezirkskoordination.actions import bindings, editing, resolving
from bezirkskoordination.actions.claim_binding import line_of, open_claim, refuse_held_elsewhere
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Mandate, Paper, Resolution
from bezirkskoordination.records.kinds import Choice, show_cents, show_date
from bezirkskoordination.records.money import Budget, Claim, ClaimLine, ClaimStatus, Expense, ExpenseStatus
from bezirkskoordination.records.office import AttachmentKind
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import mandates, money
from bezirkskoordination.rules.money import Rate
from bezirkskoordination.rules.status import check_step
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader, Unit

_C, _E = ClaimStatus, ExpenseStatus
#: What an expense becomes when its claim takes this step.
_FOLLOWS: dict[Choice, ExpenseStatus] = {
    _C.SUBMITTED: _E.CLAIMED,
    _C.PAID: _E.REFUNDED,
    _C.REFUSED: _E.REFUSED,
    _C.WITHDRAWN: _E.RECORDED,
}
#: Expenses that may be claimed: fresh ones, and by hand those that were refused before.
_CLAIMABLE = (_E.RECORDED, _E.REFUSED)
_BY_DECISION = frozenset({_C.APPROVED, _C.PARTIAL, _C.REFUSED})


# --- putting together -----------------------------------------------------------------------


def mandate_on(reader: Reader, day: date) -> Mandate | None:
    """The mandate of who holds the office on a day."""
    return mandates.holder_on(reader.all(Mandate), day)


def free_expenses(reader: Reader, year: int, statuses: tuple[ExpenseStatus, ...] = _CLAIMABLE) -> list[Expense]:
    """The expenses of a Haushaltsjahr that stand in no open claim, in the order of their receipts."""
    held = {line.expense for claim in reader.all(Claim) if claim.status in money.OPEN for line in claim.lines}
    free = (one for status in statuses for one in reader.where(Expense, status=status))
    return sorted(
        (one for one in free if one.on_date.year == year and one.id not in held), key=lambda one: (one.on_date, one.id)
    )


def proposed(reader: Reader, year: int, today: date) -> Claim:
    """The claim over everything recorded in a Haushaltsjahr, as `draft_claim` would keep it; without a number."""
    mandate = mandate_on(reader, today)
    person = reader.get(Person, mandate.person) if mandate else None
    budgets = sorted(reader.where(Budget, year=year), key=lambda one: one.source != "STBEZRAT")
    office = setting(reader, "office_name")
    return Claim(
        year=year,
        lines=tuple(line_of(one) for one in free_expenses(reader, year, (_E.RECORDED,)) if money.claimable(one)),
        claimant=f"{person.first_name} {person.last_name}".strip() if person else setting(reader, "coordinator"),
        address=f"{person.street}\n{person.postal_code} {person.city}".strip() if person else "",
        function=mandate.function if mandate else office,
        account_holder=mandate.account_holder if mandate else "",
        iban=mandate.iban if mandate else "",
        basis=_basis(reader, mandate),
        position=budgets[0].position if budgets else "",
    )


def _basis(reader: Reader, mandate: Mandate | None) -> str:
    """„Beschluss vom 07.03.2016, Vorlage 16-01716“: what the office stands on, else what appointed her."""
    resolution = resolving.basis(reader)
    if resolution is None and mandate is not None and mandate.resolution is not None:
        resolution = reader.get(Resolution, mandate.resolution)
    if resolution is not None:
        day = resolution.on_date
        reference = reader.get(Paper, resolution.paper).reference if resolution.paper is not None else ""
    else:
        day, reference = setting(reader, "resolved_on"), setting(reader, "resolved_in")
    parts = (
        N_("Claiming", "Beschluss vom {}")(show_date(day)) if day else "",
        N_("Claiming", "Vorlage {}")(reference) if reference else "",
    )
    return ", ".join(part for part in parts if part)


def draft_claim(unit: Unit, year: int) -> Claim:
    """Keep a claim over everything recorded in a Haushaltsjahr; refuses one without lines."""
    claim = proposed(unit, year, unit.today)
    if not claim.lines:
        raise Refused(
            N_("Claiming", "Im Haushaltsjahr {} ist keine Auslage erfasst, die noch nicht in einem Antrag steht."), year
        )
    return unit.add(claim)


def add_line(unit: Unit, claim: Claim, expense: Expense) -> Claim:
    """Take an expense into a draft; refuses one of another Haushaltsjahr, or one that an open claim holds."""
    _refuse_unless_draft(claim)
    if any(one.expense == expense.id for one in claim.lines):
        return claim
    if expense.status not in _CLAIMABLE:
        raise Refused(
            N_("Claiming", "„{}“ ist {} und kann nicht beantragt werden."),
            expense.title(unit.names), str(expense.status.label),
        )  # fmt: skip
    longer = replace(claim, lines=(*claim.lines, line_of(expense)))
    bindings.of(longer).refuse_changed(unit, claim, longer)
    return unit.change(claim, longer)


def remove_line(unit: Unit, claim: Claim, expense_id: int) -> Claim:
    """Take an expense out of a draft; it may be claimed another time."""
    _refuse_unless_draft(claim)
    return unit.change(claim, replace(claim, lines=tuple(one for one in claim.lines if one.expense != expense_id)))


def _refuse_unless_draft(claim: Claim) -> None:
    if claim.status is not _C.DRAFT:
        raise Refused(
            N_("Claiming", "Der Antrag {} ist {}. Auslagen lassen sich nur in einem Entwurf ändern."),
            claim.number, str(claim.status.label),
        )  # fmt: skip


# --- on its way -----------------------------------------------------------------------------


def take(unit: Unit, claim: Claim, step: Step) -> Claim:
    """Take a step of a claim, and of its expenses; refuses one that may not follow. Decisions are for `decide`."""
    assert isinstance(step.to, ClaimStatus)
    if step.to in _BY_DECISION:
        raise Refused(N_("Claiming", "Eine Entscheidung wird Zeile für Zeile eingetragen."))
    return _take(unit, claim, step)


def decide(unit: Unit, claim: Claim, approved: Mapping[int, int], on: date, decision_note: str | None = None) -> Claim:
    """Record what the administration approves of each line (by expense, in cents); what is left out is as claimed.

    Refuses (BadValue) an amount above what was claimed. The status follows: all, some or nothing.
    """
    lines = tuple(replace(one, approved=approved.get(one.expense, one.claimed)) for one in claim.lines)
    for one in lines:
        if not 0 <= (one.approved or 0) <= one.claimed:
            raise BadValue(
                N_("Claiming", "Anerkannt werden kann höchstens, was beantragt ist: {}."), show_cents(one.claimed)
            ).at(str(one.expense))
    note = claim.decision_note if decision_note is None else decision_note
    decided = unit.change(claim, replace(claim, lines=lines, decision_note=note))
    return _take(unit, decided, Step(money.outcome(lines), on))


def _take(unit: Unit, claim: Claim, step: Step) -> Claim:
    check_step(unit.history(claim), claim.status, step.to, step.on, unit.today)
    expenses = [unit.get(Expense, line.expense) for line in claim.lines]
    if step.to in (_C.SIGNED, _C.SUBMITTED):
        _check_paper(unit, claim, expenses, step.on)
    for line, expense in zip(claim.lines, expenses, strict=True):
        to = _follows(step, line)
        if to is not None and expense.status is not to and _moves(step, claim.status):
            check_step(unit.history(expense), expense.status, to, step.on, unit.today)
            unit.record_status(expense, to, step.on, note=N_("Claiming", "Antrag {}")(claim.number))
    claim = _without_paper(unit, claim, step.to)
    return unit.record_status(claim, step.to, step.on, step.reason, step.note)


def _follows(step: Step, line: ClaimLine) -> ExpenseStatus | None:
    if step.to is _C.PAID and line.approved == 0:
        return _E.REFUSED
    return _FOLLOWS.get(step.to)


def _moves(step: Step, before: ClaimStatus) -> bool:
    """Whether a step says something new about the expenses: not when it comes back from a query, or was never in."""
    if step.to is _C.SUBMITTED:
        return before is not _C.QUERY
    return step.to is not _C.WITHDRAWN or before in (_C.SUBMITTED, _C.QUERY)


def _check_paper(unit: Unit, claim: Claim, expenses: list[Expense], on: date) -> None:
    """What must hold when a claim is put on paper."""
    if not claim.lines:
        raise Refused(N_("Claiming", "Der Antrag enthält keine Auslage."))
    for one in expenses:
        if one.on_date > on:
            raise BadValue(
                N_("Claiming", "„{}“ ist vom {}; der Antrag kann nicht davor liegen."),
                one.title(unit.names), show_date(one.on_date),
            ).at("effective_on")  # fmt: skip


def keep_paper(unit: Unit, claim: Claim, name: str, data: bytes) -> Claim:
    """Keep the PDF of a signed claim: from then on it is handed out byte for byte."""
    if claim.status is _C.DRAFT:
        raise ValueError("a draft may still change")
    attachment = editing.attach_bytes(unit, name, data, AttachmentKind.OTHER)
    return unit.change(claim, replace(claim, issued=attachment.id))


def _without_paper(unit: Unit, claim: Claim, to: Choice) -> Claim:
    """A claim that becomes a draft again has no valid paper."""
    return unit.change(claim, replace(claim, issued=None)) if to is _C.DRAFT else claim


def take_back(unit: Unit, claim: Claim) -> Claim:
    """Take back the last step of a claim, and what it did to its expenses."""
    history = unit.history(claim)
    if not history:
        raise Refused(N_("Claiming", "Es gibt noch keinen Schritt, der sich zurücknehmen ließe."))
    last = history[-1]
    step = Step(ClaimStatus.of(last.status), last.effective_on)
    before = ClaimStatus.of(history[-2].status) if len(history) > 1 else _C.DRAFT
    if before in money.OPEN:  # what was free meanwhile may stand in another claim now
        refuse_held_elsewhere(unit, claim)
    for line in claim.lines if _moves(step, before) else ():
        expense, to = unit.get(Expense, line.expense), _follows(step, line)
        events = unit.history(expense)
        if to is None or not events:
            continue
        if events[-1].status != to.value or events[-1].effective_on != last.effective_on:
            raise Refused(
                N_("Claiming", "„{}“ hat inzwischen einen späteren Stand; dieser Schritt bleibt."),
                expense.title(unit.names),
            )  # fmt: skip
        unit.take_back_status(expense)
    if step.to in _BY_DECISION:
        undecided = tuple(replace(one, approved=None) for one in claim.lines)
        claim = unit.change(claim, replace(claim, lines=undecided))
    return unit.take_back_status(_without_paper(unit, claim, before))


# --- expenses ---------------------------------------------------------------------------------


def rates() -> list[Rate]:
    """The rates per kilometre that the program knows, each with its source; she chooses, nothing is applied."""
    shipped = tomllib.loads(paths.resource("rates.toml").read_text(encoding="utf-8"))
    return [Rate(**one) for one in shipped["rate"]]


def as_last_month(expense: Expense, today: date) -> Expense:
    """The same expense a month later, at the latest today: without number, receipt, or how far it came."""
    month = expense.on_date.month % 12 + 1
    year = expense.on_date.year + (month == 1)
    last = calendar.monthrange(year, month)[1]
    return replace(editing.copy_of(expense), on_date=min(date(year, month, min(expense.on_date.day, last)), today))


def last_at(reader: Reader, payee: str) -> Expense | None:
    """The latest expense at a payee, however the name is capitalised; what it was for is often the same again."""
    named = payee.casefold().strip()
    alike = (one for one in reader.all(Expense) if named and one.payee.casefold().strip() == named)
    return max(
        (one for one in alike if one.status is not _E.CANCELLED),
        key=lambda one: (one.on_date, one.id or 0),
        default=None,
    )


def known(reader: Reader, field: str) -> list[str]:
    """What stands in a text field of the expenses, the latest first, each once: payees, places of the papers."""
    latest = sorted(reader.all(Expense), key=lambda one: (one.on_date, one.id or 0), reverse=True)
    return list(dict.fromkeys(text for one in latest if (text := str(getattr(one, field)).strip())))


def split(unit: Unit, expense: Expense, part: int, category: str, purpose: str) -> Expense:
    """Split a receipt over two kinds of cost: the part becomes an expense of its own, with the same receipt.

    Refuses (BadValue) a part that leaves nothing, and an expense that a claim holds.
    """
    amounts = None if money.is_trip(expense) else money.split_amounts(expense.amount, part)
    if amounts is None:
        raise BadValue(
            N_("Claiming", "Der Teil muss größer als 0 € und kleiner als {} sein."), show_cents(expense.amount)
        ).at("amount")
    if held := open_claim(unit, expense):
        raise Refused(
            N_("Claiming", "„{}“ steht im Antrag {}. Bitte dort zuerst herausnehmen."),
            expense.title(unit.names), held.number,
        )  # fmt: skip
    if expense.status is not _E.RECORDED:
        raise Refused(
            N_("Claiming", "„{}“ ist {} und wird nicht mehr aufgeteilt."),
            expense.title(unit.names), str(expense.status.label),
        )  # fmt: skip
    editing.save(unit, expense, replace(expense, amount=amounts[0]))
    other = replace(editing.copy_of(expense), receipt=expense.receipt, amount=amounts[1], category=category)
    return editing.save(unit, None, replace(other, purpose=purpose, private_percent=0))
