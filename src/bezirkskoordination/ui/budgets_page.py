"""The page of the Etat: beside each Ansatz how its whole Haushaltsjahr stands, term by term, and what to think of.

The six terms (domain facts 2.2) come from the rules; „eingereicht“ and „erstattet“ are never one number.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.kinds import show_cents
from bezirkskoordination.records.money import Budget, Claim, Expense
from bezirkskoordination.rules import money
from bezirkskoordination.rules.money import Position
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.today_money import position

_YEAR = N_("BudgetsPage", "So steht das Haushaltsjahr {}")
#: The terms in their order: sign, words, attribute of a `Position`.
_TERMS: tuple[tuple[str, Text, str], ...] = (
    ("", N_("BudgetsPage", "Ansatz"), "amount"),
    ("+", N_("BudgetsPage", "Reste aus dem Vorjahr"), "carried_over"),
    ("±", N_("BudgetsPage", "Umschichtung"), "shifted"),
    ("−", N_("BudgetsPage", "erstattet"), "refunded"),
    ("−", N_("BudgetsPage", "eingereicht"), "claimed"),
    ("−", N_("BudgetsPage", "vorgemerkt (erfasst, noch nicht eingereicht)"), "recorded"),
    ("=", N_("BudgetsPage", "frei"), "free"),
)


class PositionPanel(QFrame):
    """The terms below each other, their amounts in a column, and what they mean for the end of the year."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.title = label(role="section")
        self.amounts = {name: label(wrap=False) for _sign, _words, name in _TERMS}
        self.thoughts = label(role="muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 2, 12, 10)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.title, 0, 0, 1, 3)
        for row, (sign, words, name) in enumerate(_TERMS, 1):
            said = label(words)
            amount = self.amounts[name]
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, part in enumerate((label(sign, wrap=False), said, amount)):
                grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
            if name == "free":
                self._embolden(said, amount)
        grid.addWidget(self.thoughts, len(_TERMS) + 1, 0, 1, 3)

    @staticmethod
    def _embolden(*labels: QLabel) -> None:
        for one in labels:
            font = one.font()
            font.setBold(True)
            one.setFont(font)

    def show_position(self, told: Position, thoughts: list[str]) -> None:
        """Show how a Haushaltsjahr stands, and what is to be thought of."""
        self.title.setText(_YEAR(told.year))
        for _sign, _words, name in _TERMS:
            self.amounts[name].setText(show_cents(getattr(told, name)))
        over = (told.free or 0) < 0
        style.mark(self.amounts["free"], "role", "problem" if over else "")
        self.thoughts.setText("\n".join(thoughts))
        self.thoughts.setVisible(bool(thoughts))
        style.mark(self.thoughts, "role", "problem" if over else "muted")
        terms = (f"{sign} {words} {self.amounts[name].text()}".strip() for sign, words, name in _TERMS)
        self.setAccessibleName(f"{self.title.text()}: {', '.join(terms)}")


class BudgetForm(RecordForm):
    """An Ansatz, and above it how its Haushaltsjahr stands."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.panel = PositionPanel()
        super().__init__(view, context, parent)
        self.add_above(self.panel)

    def _dress(self) -> None:
        super()._dress()
        budget = self.record
        self.panel.setVisible(budget is not None)
        if not isinstance(budget, Budget):
            return
        read, today = self._office.read, self._context.today()
        told = position(read, budget.year, today)
        days = setting(read, "closing_day"), setting(read, "leftover_day")
        over = money.overrun(told)
        self.panel.show_position(told, [*([over] if over else []), *money.year_end(told, today, *days)])

    def follow(self, changes: list[Change]) -> None:
        super().follow(changes)
        moved = {cls.type.name for cls in (Budget, Expense, Claim)}
        if self.record is not None and moved.intersection(change.record.type.name for change in changes):
            self._dress()


class BudgetsPage(RecordPage):
    """The Ansätze, by year."""

    form_class = BudgetForm
