"""Reading a list of others: choose a file, see what would happen row by row, then take it over as one step."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.actions.importing import carry_out
from bezirkskoordination.exchange import heads, importing, reading
from bezirkskoordination.exchange.importing import Outcome, Preview, Row
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import RecordType, View
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.ui.cards import button, label
from bezirkskoordination.ui.progress import work
from bezirkskoordination.ui.worker import Progress

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_FILTER = "Tabellen (*.csv *.txt *.xlsx *.xls *.ods);;Alle Dateien (*)"
_OUTCOMES = {
    Outcome.NEW: N_("Import", "neu"),
    Outcome.CHANGED: N_("Import", "geändert"),
    Outcome.UNCHANGED: N_("Import", "unverändert"),
    Outcome.MERGED: N_("Import", "zusammengeführt"),
    Outcome.SKIPPED: N_("Import", "übersprungen"),
    Outcome.REJECTED: N_("Import", "nicht lesbar"),
}
#: What the columns that are no fields are called here.
_EXTRA = {
    heads.UID: N_("Import", "Kennung (uid)"),
    heads.SINCE: N_("Import", "Status seit"),
    heads.FULL_NAME: N_("Import", "Name („Nachname, Vorname“)"),
}
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)


def ask_for_source(window: QWidget) -> Path | None:
    """The file to read, if the person chose one."""
    name, _ = QFileDialog.getOpenFileName(window, str(N_("Import", "Liste einlesen")), "", _FILTER)
    return Path(name) if name else None


class _Rows(QAbstractTableModel):
    """The rows of a preview: number, outcome, what the row holds, what is to be said of it."""

    HEADS = (N_("Import", "Zeile"), N_("Import", "Ergebnis"), N_("Import", "Inhalt"), N_("Import", "Hinweise"))

    def __init__(self, rows: Sequence[Row], of: RecordType) -> None:
        super().__init__()
        self._cells = [self._told(row, of) for row in rows]

    @staticmethod
    def _told(row: Row, of: RecordType) -> tuple[str, str, str, str]:
        content = ", ".join(text for text in row.raw.values() if text)
        changed = [str(of.field(name).label) for name in row.changes if any(f.name == name for f in of.fields)]
        said = [problem.text for problem in row.problems]
        if changed:
            said.insert(0, N_("Import", "ändert {}")(", ".join(changed)))
        return str(row.number), str(_OUTCOMES[row.outcome]), content, " · ".join(said)

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(self._cells)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(self.HEADS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        if role in (_DISPLAY, _TOOLTIP):
            return self._cells[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return str(self.HEADS[section])
        return None


class ImportDialog(QDialog):
    """What a file would bring into a view, and the button that brings it."""

    def __init__(self, window: "MainWindow", view: View, source: Path) -> None:
        super().__init__(window)
        self._window, self._view, self._path = window, view, source
        self._chosen: dict[str, str] = {}
        self.preview: Preview | None = None
        self.setWindowTitle(N_("Import", "Liste einlesen: {}")(view.label))
        self.resize(1120, 680)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(N_("Import", "{} aus „{}“ einlesen")(view.label, source.name), "title"))
        self.summary = label("", "muted")
        column.addWidget(self.summary)
        self.problem = label("", "problem")
        self.problem.hide()
        column.addWidget(self.problem)
        body = QHBoxLayout()
        self.table = QTableView()
        self.table.setAccessibleName(str(N_("Import", "Zeilen der Datei")))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        body.addWidget(self.table, 1)
        body.addWidget(self._columns_panel())
        column.addLayout(body, 1)
        self.doubtful = QCheckBox(str(N_("Import", "Auch aufnehmen, was vielleicht schon da ist (als neue Einträge)")))
        self.doubtful.toggled.connect(self.read)
        column.addWidget(self.doubtful)
        buttons = QDialogButtonBox()
        self.take = button(N_("Import", "Übernehmen"), self._take, "primary")
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(str(N_("Import", "Abbrechen")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.take.setEnabled(False)
        self.read()

    def _columns_panel(self) -> QWidget:
        panel = QFrame()
        panel.setProperty("panel", True)
        lay = QVBoxLayout(panel)
        lay.addWidget(label(N_("Import", "Spalten zuordnen"), "section"))
        inside = QWidget()
        self._columns = QFormLayout(inside)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        lay.addWidget(area, 1)
        panel.setFixedWidth(360)
        return panel

    def read(self) -> None:
        """Read the file again and show what would happen."""
        of, office = self._view.type, self._window.desk.office
        chosen, doubtful = dict(self._chosen), self.doubtful.isChecked()

        def look(progress: Progress) -> tuple[Preview, tuple[str, ...]]:
            source = reading.read(self._path, heads.knows(of, chosen))
            told = importing.preview(
                office.read, self._view, source, chosen, office.clock().date(), doubtful, progress.step
            )
            return told, heads.assign(of, source, chosen).targets

        work(self._window, str(N_("Import", "Die Datei wird gelesen …")), look, self._show, self._refuse)

    def _show(self, answer: tuple[Preview, tuple[str, ...]]) -> None:
        preview, targets = answer
        self.preview = preview
        source, counts = preview.source, preview.counts
        told = ", ".join(
            f"{counts[outcome.value]} {text}" for outcome, text in _OUTCOMES.items() if counts[outcome.value]
        )
        form = ", ".join(part for part in (source.format.upper(), source.encoding, source.sheet) if part)
        self.summary.setText(N_("Import", "{} · {} Zeilen: {}")(form, len(preview.rows), told or "–"))
        self._say("\n".join(problem.text for problem in preview.problems))
        self.table.setModel(_Rows(preview.rows, self._view.type))
        for position, mode in enumerate((QHeaderView.ResizeMode.ResizeToContents,) * 2):
            self.table.horizontalHeader().setSectionResizeMode(position, mode)
        self.table.setColumnWidth(2, 250)
        self.table.resizeRowsToContents()
        if not self._columns.rowCount():
            self._offer_columns(source.heads, targets)
        ready = len(preview.plans)
        self.take.setEnabled(ready > 0)
        self.take.setText(N_("Import", "{} Einträge übernehmen")(ready) if ready else str(N_("Import", "Übernehmen")))
        if ready:
            self.take.setFocus()

    def _offer_columns(self, found: Sequence[str], targets: Sequence[str]) -> None:
        of = self._view.type
        for head, target in zip(found, targets, strict=True):
            if not head:
                continue
            combo = QComboBox()
            combo.setMinimumContentsLength(14)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setAccessibleName(N_("Import", "Spalte {} wird")(head))
            combo.addItem(str(N_("Import", "– nicht übernehmen –")), "")
            for field in of.fields:
                combo.addItem(str(field.label), field.name)
            for extra in heads.extra_columns(of):
                combo.addItem(str(_EXTRA[extra]), extra)
            combo.setCurrentIndex(max(0, combo.findData(target)))
            combo.activated.connect(lambda _index, head=head, combo=combo: self._assign(head, combo.currentData()))
            self._columns.addRow(head, combo)

    def _assign(self, head: str, target: str) -> None:
        self._chosen[head] = target
        self.read()

    def _refuse(self, refusal: Refused) -> None:
        self.preview = None
        self.take.setEnabled(False)
        self._say(str(refusal))

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _take(self) -> None:
        if self.preview is None:
            return
        preview, window = self.preview, self._window
        said = N_("Import", "{} Einträge aus „{}“ eingelesen")(len(preview.plans), self._path.name)
        try:
            window.desk.do(said, lambda unit: carry_out(unit, preview.plans))
        except Refused as refusal:
            self._say(str(refusal))
            return
        window.say(N_("Import", "{} – Rückgängig mit Strg+Z")(said))
        self.accept()
