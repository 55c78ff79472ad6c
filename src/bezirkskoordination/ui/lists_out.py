"""Writing a list to a file: where to, which columns, and the word that personal data leaves the office."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox

from bezirkskoordination.exchange import tables
from bezirkskoordination.i18n import N_
from bezirkskoordination.store.query import Query
from bezirkskoordination.ui.progress import work
from bezirkskoordination.ui.worker import Progress

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_FILTERS = "Excel (*.xlsx);;CSV (*.csv)"


def export_list(window: "MainWindow", query: Query, ids: Sequence[int] | None) -> None:
    """Ask where to, warn once about personal data, write in the worker: these rows, or all of the query."""
    office = window.desk.office
    rows = office.lists.order(query) if ids is None else ids
    table = tables.Table(query.view, tables.chosen(query.view), rows)
    if table.holds_personal_data and not _may_leave(window, len(table.ids)):
        return
    proposed = office.path.with_name(f"{query.view.label}_{window.today():%Y-%m-%d}.xlsx")
    name, chosen = QFileDialog.getSaveFileName(window, str(N_("Export", "Liste ausgeben")), str(proposed), _FILTERS)
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


def _may_leave(window: "MainWindow", count: int) -> bool:
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(str(N_("Export", "Liste ausgeben")))
    box.setText(N_("Export", "Die Liste enthält personenbezogene Angaben zu {} Einträgen.")(count))
    box.setInformativeText(
        str(
            N_(
                "Export",
                "Außerhalb der verschlüsselten Datei sind sie ungeschützt. Bitte nur weitergeben, wofür es eine"
                " Grundlage gibt, und die Liste danach löschen.",
            )
        )
    )
    go = box.addButton(str(N_("Export", "Ausgeben")), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(str(N_("Export", "Abbrechen")), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is go
