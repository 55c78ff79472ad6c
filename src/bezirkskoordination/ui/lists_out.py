"""Writing a list to a file: what it is for, who is left out, where to; and the word that personal data leaves."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QListWidget,
    QMessageBox,
    QRadioButton,
    QVBoxLayout,
)

from bezirkskoordination import paths
from bezirkskoordination.exchange import insured, purposes, tables
from bezirkskoordination.exchange.purposes import LeftOut
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.consents import ConsentPurpose, Permission
from bezirkskoordination.records.kinds import grouped
from bezirkskoordination.records.people import Person
from bezirkskoordination.store.query import Query
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.progress import work
from bezirkskoordination.ui.related import suggestions
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.widgets import Sources, widget_for
from bezirkskoordination.ui.widgets.picks import RefWidget
from bezirkskoordination.ui.worker import Progress

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_FILTERS = "Excel (*.xlsx);;CSV (*.csv)"
_TITLE = N_("Export", "Liste ausgeben")
_UNPROTECTED = N_(
    "Export",
    "Außerhalb der verschlüsselten Datei sind sie ungeschützt. Bitte nur weitergeben, wofür es eine"
    " Grundlage gibt, und die Liste danach löschen.",
)
_GO, _CANCEL = N_("Export", "Ausgeben"), N_("Export", "Abbrechen")
_INSURED = N_("Export", "Liste für die Versicherung speichern")
_WHAT_FOR = N_("Export", "Wofür ist die Liste?")
_ALL = N_("Export", "Alle {} Personen haben dem zugestimmt oder müssen dafür nicht zustimmen.")
_SOME = N_("Export", "{} von {} Personen werden ausgelassen:")
_NOBODY = N_("Export", "Niemand in dieser Liste hat dem zugestimmt.")
#: What a list of people may be for, the usual first.
PURPOSES = (
    (ConsentPurpose.STORAGE, N_("Export", "Eigene Arbeit der Koordinierungsstelle")),
    (ConsentPurpose.NEWS, N_("Export", "Einladungen und Infopost")),
    (ConsentPurpose.INSTITUTION, N_("Export", "Weitergabe an eine Einrichtung")),
    (ConsentPurpose.NAMING, N_("Export", "Nennung in einem öffentlichen Papier")),
)
_TO = replace(next(f for f in Permission.rows.fields if f.name == "recipient"), label=N_("Export", "an Einrichtung"))


def export_list(window: "MainWindow", query: Query, ids: Sequence[int] | None) -> None:
    """Ask what for and where to, warn about personal data, write in the worker: these rows, or all of the query."""
    office = window.desk.office
    rows = office.lists.order(query) if ids is None else ids
    table = tables.Table(query.view, tables.chosen(query.view), rows)
    if table.view.type is Person.type:
        dialog = PurposeDialog(window, table)
        if not dialog.exec():
            return
        table = dialog.sifted
    elif table.holds_personal_data and not _may_leave(window, len(table.ids)):
        return
    proposed = office.path.with_name(f"{query.view.label}_{window.today():%Y-%m-%d}.xlsx")
    name, chosen = QFileDialog.getSaveFileName(window, str(_TITLE), str(proposed), _FILTERS)
    if not name:
        return
    target = Path(name)
    if not target.suffix:
        target = target.with_suffix(".csv" if "csv" in chosen else ".xlsx")

    def write(progress: Progress) -> None:
        tables.write(office.read, table, target, progress.step)

    def done(_result: object) -> None:
        window.say(N_("Export", "{} Einträge gespeichert: {}")(len(table.ids), target.name))

    work(window, str(N_("Export", "Liste wird geschrieben …")), write, done)


def export_insured(window: "MainWindow") -> None:
    """Write the list for the insurance as CSV where the person says."""
    proposed = paths.documents() / f"Versicherung_{window.today():%Y-%m-%d}.csv"
    name, _chosen = QFileDialog.getSaveFileName(window, str(_INSURED), str(proposed), "CSV (*.csv)")
    if name:
        target = Path(name if name.lower().endswith(".csv") else f"{name}.csv")
        with Saying(window.say):
            count = insured.write(window.desk.office.read, window.today(), target)
            window.say(N_("Export", "{} Einträge gespeichert: {}")(count, target.name))


def _may_leave(window: "MainWindow", count: int) -> bool:
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(str(_TITLE))
    box.setText(N_("Export", "Die Liste enthält personenbezogene Angaben zu {} Einträgen.")(count))
    box.setInformativeText(str(_UNPROTECTED))
    go = box.addButton(str(_GO), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(str(_CANCEL), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is go


class PurposeDialog(QDialog):
    """Asks what a list of people is for, and shows who is left out of it and why; `sifted` is the rest."""

    def __init__(self, window: "MainWindow", table: tables.Table) -> None:
        super().__init__(window)
        self.setWindowTitle(str(_TITLE))
        self._window, self._table = window, table
        self.sifted = table
        self.left_out: tuple[LeftOut, ...] = ()
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(label(_WHAT_FOR, "heading"))
        for at, (_purpose, words) in enumerate(PURPOSES):
            radio = QRadioButton(str(words))
            self._group.addButton(radio, at)
            column.addWidget(radio)
        office = window.desk.office
        self.to = widget_for(_TO, Sources(office.names, suggestions(office)))
        if isinstance(self.to, RefWidget):
            self.to.leads = False
        self.to.clear()
        self.to.control.setProperty("placeholderText", str(N_("Export", "an welche? (falls sie feststeht)")))
        column.addWidget(self.to)
        self.said = label()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(str(N_("Export", "Ausgelassen")))
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addWidget(label(_UNPROTECTED, "muted"))
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(str(_GO), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("primary", True)
        buttons.addButton(str(_CANCEL), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._group.idToggled.connect(lambda _at, on: self._sift() if on else None)
        self.to.edited.connect(self._sift)
        self._group.button(0).setChecked(True)
        self.setMinimumWidth(60 * self.fontMetrics().horizontalAdvance("n"))

    @property
    def purpose(self) -> ConsentPurpose:
        """What the list is for."""
        return PURPOSES[max(self._group.checkedId(), 0)][0]

    def choose(self, purpose: ConsentPurpose) -> None:
        """Say what it is for."""
        self._group.button([one for one, _words in PURPOSES].index(purpose)).setChecked(True)

    def _sift(self) -> None:
        outside = self.purpose is ConsentPurpose.INSTITUTION
        self.to.setVisible(outside)
        recipient = self.to.value() if outside and self.to.check() else None
        office, total = self._window.desk.office, len(self._table.ids)
        self.sifted, self.left_out = purposes.sift(
            office.read, self._table, self.purpose, self._window.today(), recipient
        )  # fmt: skip
        out = len(self.left_out)
        words = _SOME(grouped(out), grouped(total)) if 0 < out < total else _ALL(grouped(total)) if not out else _NOBODY
        self.said.setText(str(words))
        self.list.clear()
        for one in self.left_out:
            parts = (one.person.title(office.names), one.reach, one.reason)
            self.list.addItem(" · ".join(part for part in parts if part))
        self.list.setVisible(bool(out))
        self.go.setEnabled(out < total)
