"""The page of claims: one is put together from what is recorded, handed in, decided line by line, paid."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from bezirkskoordination.actions import claiming
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.kinds import show_cents
from bezirkskoordination.records.money import Claim, ClaimStatus, Expense, ExpenseStatus
from bezirkskoordination.rules import money
from bezirkskoordination.store.unit import Change, Unit
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.claim_lines import ClaimLines
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.decision_dialog import DecisionDialog
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.status_dialog import StatusDialog

_C = ClaimStatus
_DECISION = N_("ClaimsPage", "Entscheidung eintragen …")
_WITHDRAW: tuple[Text, ClaimStatus] = (N_("ClaimsPage", "Zurückziehen …"), _C.WITHDRAWN)
#: What is done with a claim in each state, the usual first: the words, and the step that they propose.
_STEPS: dict[ClaimStatus, tuple[tuple[Text, ClaimStatus], ...]] = {
    _C.DRAFT: (
        (N_("ClaimsPage", "Eingereicht …"), _C.SUBMITTED), (N_("ClaimsPage", "Unterschrieben …"), _C.SIGNED), _WITHDRAW,
    ),
    _C.SIGNED: (
        (N_("ClaimsPage", "Eingereicht …"), _C.SUBMITTED), (N_("ClaimsPage", "Wieder Entwurf …"), _C.DRAFT), _WITHDRAW,
    ),
    _C.SUBMITTED: ((_DECISION, _C.APPROVED), (N_("ClaimsPage", "Rückfrage …"), _C.QUERY), _WITHDRAW),
    _C.QUERY: ((_DECISION, _C.APPROVED), (N_("ClaimsPage", "Wieder eingereicht …"), _C.SUBMITTED), _WITHDRAW),
    _C.APPROVED: ((N_("ClaimsPage", "Ausgezahlt …"), _C.PAID),),
    _C.PARTIAL: ((N_("ClaimsPage", "Ausgezahlt …"), _C.PAID),),
}  # fmt: skip
_DECIDED_BY_LINE = frozenset({_C.APPROVED, _C.PARTIAL, _C.REFUSED})

_COLLECT = N_("ClaimsPage", "Antrag zusammenstellen …")
_COLLECTED = N_("ClaimsPage", "Erstattungsantrag für {} zusammengestellt")
_OF_YEAR = N_("ClaimsPage", "Haushaltsjahr {}: {} Auslagen, {}")
_OF_YEAR_ONE = N_("ClaimsPage", "Haushaltsjahr {0}: eine Auslage, {2}")
_NOTHING = N_("ClaimsPage", "Es gibt keine erfasste Auslage, die noch nicht in einem Antrag steht.")
_STEPPED = N_("ClaimsPage", "Antrag {}: {}")
_DECIDED = N_("ClaimsPage", "Antrag {}: entschieden")
_ADDED, _REMOVED = N_("ClaimsPage", "Antrag {}: Auslage dazugenommen"), N_("ClaimsPage", "Antrag {}: Auslage entfernt")
_BACK = N_("ClaimsPage", "Antrag {}: letzter Schritt zurückgenommen")


class ClaimForm(RecordForm):
    """A claim: its lines and steps above its fields. Every step takes the expenses along."""

    steps_elsewhere = True

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        read = context.desk.office.read
        self.lines = ClaimLines(partial(read.get, Expense), lambda year: claiming.free_expenses(read, year))
        self.steps = QWidget()
        self._flow = Flow(self.steps, gap=6)
        self.step_buttons: list[QPushButton] = []
        for _at in range(3):
            made = QPushButton()
            made.clicked.connect(partial(self._step_pressed, made))
            self._flow.addWidget(made)
            self.step_buttons.append(made)
        super().__init__(view, context, parent)
        self.add_above(self.lines)
        self.add_above(self.steps)
        self.paper_button = button(N_("ClaimsPage", "Als PDF …"), partial(context.run, "claim_paper"))
        self.sheets_button = button(N_("ClaimsPage", "Belegbogen …"), partial(context.run, "claim_sheets"))
        shelf = self.lines.shelf.layout()
        assert shelf is not None
        for made in (self.paper_button, self.sheets_button):
            shelf.addWidget(made)
        self.lines.add_requested.connect(self.add_line)
        self.lines.remove_requested.connect(self.remove_line)
        self.lines.open_requested.connect(partial(context.open_record, Expense.type.name))

    @property
    def claim(self) -> Claim | None:
        """The claim as the file has it."""
        record = self.record
        return record if isinstance(record, Claim) else None

    def _dress(self) -> None:
        super()._dress()
        claim = self.claim
        self.lines.setVisible(claim is not None)
        self.steps.setVisible(claim is not None)
        if claim is None:
            return
        self.lines.show_claim(claim)
        steps = _STEPS.get(claim.status, ())
        for at, made in enumerate(self.step_buttons):
            made.setVisible(at < len(steps))
            if at < len(steps):
                made.setText(str(steps[at][0]))
                made.setProperty("step", steps[at][1].value)
        self.steps.setVisible(bool(steps))
        self.form.set_read_only(claim.status is not _C.DRAFT)
        self.form.widgets["decision_note"].set_read_only(False)

    def _step_pressed(self, pressed: QPushButton) -> None:
        self.propose(ClaimStatus.of(pressed.property("step")))

    def propose(self, to: ClaimStatus) -> None:
        """Ask for a step, with this one already chosen."""
        claim = self.claim
        if claim is None or not self.leave():
            return
        if to in _DECIDED_BY_LINE:
            self.ask_decision()
            return
        field, office = Claim.type.field("status"), self._office
        begins = Step(to, self._context.today())
        dialog = StatusDialog(
            field, (claim.status,), office.read.history(claim), begins.on, office.names, begins, self
        )  # fmt: skip
        dialog.chosen.connect(self.take_step)
        self.open_dialog(dialog)

    def ask_decision(self) -> None:
        """Ask what is approved of each line."""
        claim = self.claim
        if claim is None or not self.leave():
            return
        expenses = [self._office.read.get(Expense, line.expense) for line in claim.lines]

        def keep(approved: dict[int, int], on: Any, note: str) -> None:
            self._desk.do(_DECIDED(claim.number), lambda unit: claiming.decide(unit, claim, approved, on, note))

        self.open_dialog(DecisionDialog(claim, expenses, self._context.today(), self._office.names, keep, self))

    def take_step(self, step: Step) -> None:
        """Take a step of the claim and its expenses; a decision is asked for line by line."""
        if not self.leave() or self.claim is None:
            return
        if step.to in _DECIDED_BY_LINE:
            self.ask_decision()
            return
        claim = self.claim
        with Saying(self.refused):
            self._desk.do(_STEPPED(claim.number, step.to.label), lambda unit: claiming.take(unit, claim, step))

    def take_back(self) -> None:
        """Take back the last step, of the claim and its expenses."""
        if self.leave() and self.claim is not None:
            self._verb(_BACK, claiming.take_back)

    def add_line(self, expense: Expense) -> None:
        """Take an expense into the draft."""
        if self.leave():
            self._verb(_ADDED, lambda unit, claim: claiming.add_line(unit, claim, expense))

    def remove_line(self, expense_id: int) -> None:
        """Take an expense out of the draft."""
        if self.leave():
            self._verb(_REMOVED, lambda unit, claim: claiming.remove_line(unit, claim, expense_id))

    def _verb(self, label: Text, verb: Any) -> None:
        claim = self.claim
        if claim is None:
            return

        def action(unit: Unit) -> Claim:
            kept: Claim = verb(unit, claim)
            return kept

        with Saying(self.refused):
            self._desk.do(label(claim.number), action)

    def follow(self, changes: list[Change]) -> None:
        super().follow(changes)
        if self.claim is not None and any(isinstance(change.record, Expense) for change in changes):
            self.lines.show_claim(self.claim)


class ClaimsPage(RecordPage):
    """„Antrag zusammenstellen …“ makes a draft of everything that is recorded in a Haushaltsjahr."""

    form_class = ClaimForm
    new_words = _COLLECT
    counted = Claim.type.plural
    widths = (460, 576)  # a claim needs more room than its line in the list

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(view, context, parent)
        self.years = QMenu(self)

    def new(self, **_preset: Any) -> None:
        """Put a claim together; where several years have something open, ask for which."""
        if not self.leave():
            return
        recorded = self._office.read.where(Expense, status=ExpenseStatus.RECORDED)
        found = {
            year: free
            for year in sorted({one.on_date.year for one in recorded})
            if (free := claiming.free_expenses(self._office.read, year, (ExpenseStatus.RECORDED,)))
        }
        if not found:
            self._context.say(str(_NOTHING))
        elif len(found) == 1:
            self.collect(next(iter(found)))
        else:
            self.years.clear()
            for year, free in found.items():
                told = _OF_YEAR_ONE if len(free) == 1 else _OF_YEAR
                words = told(year, len(free), show_cents(sum(map(money.claimable, free))))
                self.years.addAction(words).triggered.connect(partial(self._collect, year))
            self.years.popup(self.new_button.mapToGlobal(self.new_button.rect().bottomLeft()))

    def _collect(self, year: int, _checked: bool = False) -> None:
        self.collect(year)

    def collect(self, year: int) -> None:
        """Keep a draft over this Haushaltsjahr, and show it."""
        with Saying(self._context.say):
            claim = self._desk.do(_COLLECTED(year), lambda unit: claiming.draft_claim(unit, year))
            self.show_id(claim.id or 0)

    def duplicate(self) -> None:
        """A claim is never copied: its expenses stand in it. A new one is put together."""
        self.new()
