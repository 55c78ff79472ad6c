"""The lines of a claim as a small table with its sum, and what may be done with them. It changes nothing itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QMenu, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_cents, show_date
from bezirkskoordination.records.money import Claim, ClaimStatus, Expense
from bezirkskoordination.rules import money
from bezirkskoordination.ui.cards import button, label
from bezirkskoordination.ui.chips import RowDelegate, row_height
from bezirkskoordination.ui.flow import Flow

_HEADS = (
    N_("ClaimLines", "Auslage"), N_("ClaimLines", "Datum"), N_("ClaimLines", "beantragt"),
    N_("ClaimLines", "anerkannt"),
)  # fmt: skip
_MOST = 8  # rows that are shown without scrolling
_NONE = N_("ClaimLines", "Keine freie Auslage im Haushaltsjahr {}")
_SUM = N_("ClaimLines", "{} Auslagen · Summe {}")
_SUM_ONE = N_("ClaimLines", "Eine Auslage · Summe {1}")
_APPROVED = N_("ClaimLines", "anerkannt {}")
_ADVANCE = N_("ClaimLines", "abzüglich Vorschuss {}")
_PAY = N_("ClaimLines", "Erstattungsbetrag {}")


def sums(claim: Claim) -> str:
    """„12 Auslagen · Summe 54,00 € · abzüglich Vorschuss 10,00 € · Erstattungsbetrag 44,00 €“."""
    approved = money.total_approved(claim)
    parts = [
        (_SUM_ONE if len(claim.lines) == 1 else _SUM)(len(claim.lines), show_cents(money.total_claimed(claim))),
        _APPROVED(show_cents(approved)) if approved is not None else "",
        _ADVANCE(show_cents(claim.advance)) if claim.advance else "",
        _PAY(show_cents(money.to_be_paid(claim))) if claim.advance or approved is not None else "",
    ]
    return " · ".join(part for part in parts if part)


class ClaimLines(QWidget):
    """Shows the lines. `expenses` gives an expense by id, `free` those that could be added."""

    add_requested = Signal(object)  # Expense
    remove_requested = Signal(int)  # expense id
    open_requested = Signal(int)  # expense id

    def __init__(self, expense: Callable[[int], Expense], free: Callable[[int], list[Expense]]) -> None:
        super().__init__()
        self._expense, self._free = expense, free
        self._claim: Claim | None = None
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setAccessibleName(str(N_("ClaimLines", "Auslagen im Antrag")))
        self.table.setHorizontalHeaderLabels([str(text) for text in _HEADS])
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(row_height(self.table))
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._plain, self._right = RowDelegate(self.table), RowDelegate(self.table, right=True)
        self.table.setItemDelegate(self._plain)
        for column in (2, 3):
            self.table.setItemDelegateForColumn(column, self._right)
        self.sums = label(role="muted")
        self.menu = QMenu(self)
        self.add = QPushButton(str(N_("ClaimLines", "Auslage dazunehmen")))
        self.add.setMenu(self.menu)
        self.menu.aboutToShow.connect(self.fill_menu)
        self.remove = button(N_("ClaimLines", "Herausnehmen"), self._remove)
        self.open = button(N_("ClaimLines", "Auslage öffnen"), self._open)
        self.shelf = QWidget()
        flow = Flow(self.shelf, gap=6)
        for one in (self.open, self.add, self.remove):
            flow.addWidget(one)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 6)
        column_.setSpacing(6)
        for part in (self.table, self.sums, self.shelf):
            column_.addWidget(part)
        self.table.itemSelectionChanged.connect(self._tell)
        self.table.itemActivated.connect(lambda _item: self._open())

    def show_claim(self, claim: Claim) -> None:
        """Show the lines of a claim; only a draft lets them change."""
        chosen = self.chosen()
        self._claim = claim
        self.table.setRowCount(len(claim.lines))
        for row, line in enumerate(claim.lines):
            expense = self._expense(line.expense)
            cells = (
                f"{expense.number} · {expense.payee}", f"{expense.on_date:%d.%m.}", show_cents(line.claimed),
                show_cents(line.approved),
            )  # fmt: skip
            for at, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(f"{text}\n{expense.purpose}" if at == 0 else text)
                self.table.setItem(row, at, item)
        self.table.setColumnHidden(3, all(line.approved is None for line in claim.lines))
        rows = min(max(len(claim.lines), 1), _MOST)
        height = self.table.horizontalHeader().sizeHint().height() + rows * row_height(self.table) + 4
        self.table.setFixedHeight(height)
        self.sums.setText(sums(claim))
        self.table.clearSelection()
        for row, line in enumerate(claim.lines):
            if line.expense == chosen:
                self.table.selectRow(row)
        self._tell()

    def chosen(self) -> int | None:
        """The expense of the chosen line."""
        rows = self.table.selectionModel().selectedRows()
        if self._claim is None or not rows or rows[0].row() >= len(self._claim.lines):
            return None
        return self._claim.lines[rows[0].row()].expense

    def _tell(self) -> None:
        draft = self._claim is not None and self._claim.status is ClaimStatus.DRAFT
        self.add.setVisible(draft)
        self.remove.setVisible(draft)
        self.remove.setEnabled(self.chosen() is not None)
        self.open.setEnabled(self.chosen() is not None)

    def fill_menu(self) -> None:
        """Offer the expenses of the Haushaltsjahr that stand in no open claim."""
        self.menu.clear()
        if self._claim is None:
            return
        free = self._free(self._claim.year)
        for one in free:
            said = f"{show_date(one.on_date)} · {one.payee} · {show_cents(money.claimable(one))}"
            if one.status.value == "ABGELEHNT":
                said += f" ({one.status.label})"
            self.menu.addAction(said.replace("&", "&&")).triggered.connect(
                lambda _checked=False, one=one: self.add_requested.emit(one)
            )
        if not free:
            self.menu.addAction(_NONE(self._claim.year)).setEnabled(False)

    def _remove(self) -> None:
        if (chosen := self.chosen()) is not None:
            self.remove_requested.emit(chosen)

    def _open(self) -> None:
        if (chosen := self.chosen()) is not None:
            self.open_requested.emit(chosen)
