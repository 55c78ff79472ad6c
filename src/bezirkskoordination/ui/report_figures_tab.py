"""The tab with all figures of a report's period, last time's beside them; Enter shows the records behind one."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.fields import Field, Record
from bezirkskoordination.records.kinds import NBSP, TEXT, Details
from bezirkskoordination.reports.council_correction import REASON
from bezirkskoordination.reports.council_figures import Comparison
from bezirkskoordination.rules import sentences
from bezirkskoordination.rules.figures import Figure, Part
from bezirkskoordination.rules.report_texts import in_sentence, in_unit
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui import style
from bezirkskoordination.ui.behind import show_behind
from bezirkskoordination.ui.cards import button, label, side_by_side
from bezirkskoordination.ui.record_tab import RecordTab
from bezirkskoordination.ui.report_step_dialogs import step_dialog

if TYPE_CHECKING:
    from bezirkskoordination.ui.report_form import ReportForm

_LIST = N_("FiguresTab", "Zahlen des Berichts")
_FIGURE, _CHANGE = N_("FiguresTab", "Kennzahl"), N_("FiguresTab", "Veränderung")
_PUBLIC = N_("FiguresTab", "öffentlich")
_COUNTING = N_("FiguresTab", "wird gezählt …")
_MERGED, _WITHHELD = N_("FiguresTab", "zusammengefasst"), N_("FiguresTab", "nicht ausgewiesen")
_REASON, _WHY = N_("FiguresTab", "Grund der Berichtigung …"), N_("FiguresTab", "Warum ist die Zahl jetzt eine andere?")
_REASON_FIELD = Field(
    "reason", TEXT, N_("FiguresTab", "Grund"), "", False, Details(),
    hint=N_("FiguresTab", "Steht so in der Tabelle der Berichtigung. Leer: Das Programm sagt, was sich geändert hat."),
)  # fmt: skip
_ODD = N_("FiguresTab", "{} · auffällig")
_OPEN = N_("FiguresTab", "Liste dahinter (Eingabetaste)")
_NONE_BEHIND = N_("FiguresTab", "Hinter „{}“ steht kein einzelner Eintrag.")
_HINT = N_(
    "FiguresTab",
    "Alle Werte wie in der nichtöffentlichen Fassung; „öffentlich“ sagt, was die öffentliche stattdessen zeigt.",
)
#: Lower than so many lines, all room is for the figures; Enter does what the button does.
_ROOMY = 14
#: So many digits are left for the names.
_NAME_DIGITS = 30
_CODE = Qt.ItemDataRole.UserRole
_BEHIND = Qt.ItemDataRole.UserRole + 1


class _Tree(QTreeWidget):
    """Figures and their parts; Enter asks for what is behind the chosen one."""

    wanted = Signal()

    def fit(self) -> None:
        """Give the names what room the figures leave, and never too little; then the table moves sideways."""
        head = self.header()
        others = sum(head.sectionSize(at) for at in range(1, 5))
        least = self.fontMetrics().horizontalAdvance("0") * _NAME_DIGITS
        head.resizeSection(0, max(self.viewport().width() - others, least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)


class FiguresTab(RecordTab):
    """Every figure with its parts folded below it."""

    title: Text = N_("FiguresTab", "Zahlen")
    name = "figures"

    def __init__(self, frame: "ReportForm") -> None:
        super().__init__()
        self._frame = frame
        self._told: Comparison | None = None
        self.state = label(_HINT, "muted")
        self.tree = _Tree()
        self.tree.setAccessibleName(str(_LIST))
        self.tree.setColumnCount(5)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(False)
        self.tree.wanted.connect(self.open_behind)
        self.tree.itemDoubleClicked.connect(lambda _item, _column: self.open_behind())
        self.tree.currentItemChanged.connect(lambda *_items: self._offer())
        self.open = button(_OPEN, self.open_behind)
        self.reason = button(_REASON, self.ask_reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 8, 4)
        column.addWidget(self.state)
        column.addWidget(self.tree, 1)
        shelf = self.shelf = QWidget()
        row = side_by_side(self.open, self.reason)
        row.setContentsMargins(0, 0, 0, 0)
        shelf.setLayout(row)
        column.addWidget(shelf)

    def show_for(self, record: Record) -> None:
        told = self._frame.told
        if told is None:
            self._told = None
            self.tree.clear()  # they would be the figures of another report
            self.state.setText(str(_COUNTING))
        elif told is not self._told:
            self._told = told
            self.state.setText(str(_HINT))
            self._fill(told)
        self._offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.height() >= self.fontMetrics().height() * _ROOMY
        self.state.setVisible(roomy)
        self.shelf.setVisible(roomy)

    def follow(self, changes: list[Change]) -> None:
        """The form counts anew and tells."""

    # --- the table --------------------------------------------------------------------------

    def _fill(self, told: Comparison) -> None:
        chosen = self.chosen_code
        open_ = {item.data(0, _CODE) for item in self._items() if item.isExpanded()}
        self.tree.clear()
        periods = (str(one).replace("–", "–\n") for one in (told.period, told.before))
        self.tree.setHeaderLabels([str(_FIGURE), *periods, str(_CHANGE), str(_PUBLIC)])
        head = self.tree.headerItem()
        for at in range(1, 5):
            head.setTextAlignment(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for code, published in told.now.items():
            figure, before = published.figure, told.then[code].figure if code in told.then else None
            said = in_sentence(figure.unit, published.value) if isinstance(published.value, str) else ""
            item = self._item(str(figure.label), figure.value, before.value if before else None, figure, said)
            item.setData(0, _CODE, code)
            item.setData(0, _BEHIND, figure.behind)
            if sentences.is_odd(figure, before):
                item.setText(3, _ODD(item.text(3)))
                item.setForeground(3, QColor(style.tokens().warn_text))
            was = {part.label: part.value for part in before.breakdown} if before else {}
            told_singly = {shown.label for shown in published.breakdown if not shown.merged}
            for part in figure.breakdown:
                hidden = "" if part.label in told_singly else str(_WITHHELD if published.withheld else _MERGED)
                item.addChild(self._part(part, was.get(part.label, 0), figure, hidden))
            self.tree.addTopLevelItem(item)
            item.setExpanded(code in open_)
        lines = [one for item in self._items() for one in (item, *_children(item))]
        self.tree.setColumnHidden(4, not any(one.text(4) for one in lines))
        self._dress()
        self.choose(chosen or next(iter(told.now)))

    def _part(self, part: Part, before: int, figure: Figure, hidden: str) -> QTreeWidgetItem:
        item = self._item(part.label, part.value, before, figure, hidden)
        item.setData(0, _BEHIND, part.behind)
        return item

    @staticmethod
    def _item(name: str, now: int | None, before: int | None, figure: Figure, hidden: str) -> QTreeWidgetItem:
        change = ""
        if now is not None and before is not None:
            change = in_unit(figure.unit, now - before)
            change = f"+{change}" if now > before else change
        air = f"{NBSP}{NBSP}{hidden}" if hidden else ""
        shown = (in_sentence(figure.unit, now), in_sentence(figure.unit, before), change, air)
        item = QTreeWidgetItem([name, *(one.replace(f"{NBSP}Stunden", "") for one in shown)])
        for at in range(1, 5):
            item.setTextAlignment(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, name)
        return item

    def _dress(self) -> None:
        head = self.tree.header()
        if (first := self.tree.topLevelItem(0)) is not None:  # all rows are as high as the first
            first.setSizeHint(0, QSize(0, self.fontMetrics().height() + 10))
        head.setStretchLastSection(False)
        for at in range(1, 5):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.fit()

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    # --- what is chosen ---------------------------------------------------------------------

    @property
    def chosen_code(self) -> str:
        """The code of the figure that is chosen, or of the one whose part is."""
        item: Any = self.tree.currentItem()
        if item is None:
            return ""
        return str((item.parent() or item).data(0, _CODE) or "")

    def choose(self, code: str) -> None:
        """Choose a figure."""
        item = next((one for one in self._items() if one.data(0, _CODE) == code), None)
        if item is not None:
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)

    def _offer(self) -> None:
        item: Any = self.tree.currentItem()
        report = self._frame.report
        self.reason.setVisible(report is not None and report.corrects is not None and self._frame.is_written)
        self.reason.setEnabled(bool(self.chosen_code))
        self.open.setEnabled(item is not None and bool(item.data(0, _BEHIND)))

    def ask_reason(self) -> None:
        """Ask why the chosen figure is another one than in the report that is corrected."""
        code, sections = self.chosen_code, self._frame.sections
        if not code:
            return

        def keep(values: dict[str, Any]) -> None:
            sections.set_other(REASON + code, values["reason"])
            self._frame.save()

        fields = [(_REASON_FIELD, sections.other(REASON + code))]
        names = self._frame.context.desk.office.names
        self._frame.open_dialog(step_dialog(_WHY, fields, names, keep, self))

    def open_behind(self) -> None:
        """Show the records behind the chosen figure on their page."""
        item: Any = self.tree.currentItem()
        if item is None:
            return
        name = item.text(0) if item.parent() is None else f"{item.parent().text(0)}, {item.text(0)}"
        if not item.data(0, _BEHIND):
            self._frame.context.say(_NONE_BEHIND(name))
            return
        show_behind(self._frame.context, item.data(0, _BEHIND), name, self)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [one for at in range(item.childCount()) if (one := item.child(at)) is not None]
