"""The page of what was handed out: number, day, for whom, checksum; each paper can be checked and handed out again.

Above it stands when the next report is due. Nothing can be changed here.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHeaderView, QVBoxLayout, QWidget

from bezirkskoordination import paths
from bezirkskoordination.actions import archiving
from bezirkskoordination.actions.archiving import IssuedPaper
from bezirkskoordination.exchange.targets import placed
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Report
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.money import Claim
from bezirkskoordination.records.network import Meeting
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules.rhythm import next_report
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import button, label
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.listening import listen
from bezirkskoordination.ui.plain_table import PlainTable
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.viewer import Viewer

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_SHOWN = (Report, Claim, Meeting)
_HEADS = (
    N_("ArchivePage", "Unser Zeichen"), N_("ArchivePage", "Papier"), N_("ArchivePage", "für wen"),
    N_("ArchivePage", "ausgegeben am"), N_("ArchivePage", "Prüfsumme"), N_("ArchivePage", "Prüfung"),
)  # fmt: skip
_NAME = N_("ArchivePage", "Ausgegebene Papiere")
_NOTHING = N_("ArchivePage", "Noch ist nichts ausgegeben. Hier stehen freigegebene Berichte und Erstattungsanträge.")
_NEXT = N_("ArchivePage", "Nächster Bericht: Stichtag {}")
_FOR = N_("ArchivePage", "Abgabefrist {} für die Sitzung am {}")
_NO_SITTING = N_("ArchivePage", "eine Sitzung danach ist noch nicht eingetragen")
_UNCHECKED, _INTACT, _BROKEN = (
    N_("ArchivePage", "noch nicht geprüft"), N_("ArchivePage", "unverändert"), N_("ArchivePage", "verändert!"),
)  # fmt: skip
_ALL_INTACT = N_("ArchivePage", "Geprüft: Alle Papiere sind Byte für Byte, was ausgegeben wurde.")
_ONE_BROKEN = N_(
    "ArchivePage", "Eines von {} Papieren ist nicht mehr, was ausgegeben wurde. Bitte eine Sicherung zurückholen."
)
_SOME_BROKEN = N_(
    "ArchivePage", "{} von {} Papieren sind nicht mehr, was ausgegeben wurde. Bitte eine Sicherung zurückholen."
)
_SHORT = 12
_SUM = N_("ArchivePage", "Prüfsumme (SHA-256): {}")
_SAVE = N_("ArchivePage", "Ausgegebenes Papier speichern")
_COMPARE = N_("ArchivePage", "Mit welcher Datei vergleichen?")
_SAVED = N_("ArchivePage", "Gespeichert: {}")
_SAME = N_("ArchivePage", "„{}“ ist Byte für Byte das ausgegebene Papier {} ({}).")
_OTHER = N_("ArchivePage", "„{}“ ist keines der ausgegebenen Papiere, oder daran wurde etwas geändert.")
_UNREADABLE = N_("ArchivePage", "„{}“ lässt sich nicht lesen.")


class ArchivePage(QWidget):
    """Read anew when something was handed out; what was checked stays said until then."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._office = window.desk.office
        self._stale = True
        self.papers: list[IssuedPaper] = []
        self._checked: dict[int, bool] = {}
        self.next = label(role="section")
        self.said = label(role="muted")
        self.table = self.entry = PlainTable(_HEADS, str(_NAME))
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.itemActivated.connect(lambda _item: self.view())
        self.table.currentCellChanged.connect(lambda *_cells: self._tell_sum())
        self.sum = label()
        self.sum.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.view_button = button(N_("ArchivePage", "Ansehen"), self.view)
        self.save_button = button(N_("ArchivePage", "Ausgeben …"), self.save)
        self.open_button = button(N_("ArchivePage", "Eintrag öffnen"), self.open_chosen)
        self.check_button = button(N_("ArchivePage", "Prüfen"), self.check)
        self.compare_button = button(N_("ArchivePage", "Datei vergleichen …"), self.compare)
        shelf = QWidget()
        flow = Flow(shelf, gap=8)
        self._buttons = (self.view_button, self.save_button, self.open_button, self.check_button, self.compare_button)
        for one in self._buttons:
            flow.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 14)
        column.setSpacing(8)
        for widget in (self.next, self.table, self.sum, self.said, shelf):
            column.addWidget(widget, int(widget is self.table))
        listen(window.desk, self, self._changed)

    # --- when to read ---------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _changed(self, changes: list[Change]) -> None:
        if any(isinstance(change.record, _SHOWN) for change in changes):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def refresh(self) -> None:
        """Read what was handed out."""
        self._stale = False
        self._checked.clear()
        self.papers = archiving.issued(self._office.read)
        self._fill()
        self._say("" if self.papers else str(_NOTHING))
        for one in self._buttons:
            one.setEnabled(bool(self.papers))
        self._tell_next()

    def _fill(self) -> None:
        self.table.fill([self._cells(one) for one in self.papers])
        self._tell_sum()

    def _cells(self, one: IssuedPaper) -> tuple[str, ...]:
        intact = self._checked.get(one.file.id or 0)
        state = _UNCHECKED if intact is None else _INTACT if intact else _BROKEN
        short = f"{one.file.sha256[:_SHORT]} …"
        return one.number, one.paper, str(one.audience), show_date(one.on), short, str(state)

    def _tell_next(self) -> None:
        read, today = self._office.read, self._window.today()
        told = next_report(read, partial(setting, read), today)
        sitting = told.sitting
        when = _FOR(show_date(sitting.deadline), show_date(sitting.on)) if sitting else str(_NO_SITTING)
        self.next.setText(f"{_NEXT(show_date(told.stichtag))} · {when}")

    def _tell_sum(self) -> None:
        self.sum.setText(_SUM(self.chosen.file.sha256) if self.chosen else "")

    def _say(self, text: str, problem: bool = False) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        style.mark(self.said, "role", "problem" if problem else "muted")

    def _refused(self, text: str) -> None:
        self._say(text, problem=True)

    # --- what can be done -----------------------------------------------------------------------

    @property
    def chosen(self) -> IssuedPaper | None:
        """The paper that is chosen."""
        at = self.table.currentRow()
        return self.papers[at] if 0 <= at < len(self.papers) else None

    def view(self) -> None:
        """Look at the chosen paper."""
        if self.chosen is not None:
            with Saying(self._refused):
                Viewer.of(self._office, self.chosen.file.id or 0, self._window.say, self).open()

    def save(self) -> None:
        """Hand the chosen paper out again, byte for byte."""
        if self.chosen is None:
            return
        proposed = paths.documents() / self.chosen.file.name
        name, _filter = QFileDialog.getSaveFileName(self, str(_SAVE), str(proposed), "PDF (*.pdf)")
        if not name:
            return
        target = Path(name if name.lower().endswith(".pdf") else f"{name}.pdf")
        with Saying(self._refused), placed(target) as new:
            new.write_bytes(archiving.handed_out(self._office.read, self.chosen))
            self._say(_SAVED(target.name))

    def open_chosen(self) -> None:
        """Go to the record of the chosen paper."""
        if self.chosen is not None:
            self._window.open_record(self.chosen.about.type.name, self.chosen.about.id or 0)

    def check(self) -> None:
        """Hold every paper against its checksum."""
        read = self._office.read
        self._checked = {one.file.id or 0: archiving.is_intact(read, one) for one in self.papers}
        self._fill()
        broken = sum(not intact for intact in self._checked.values())
        count = len(self.papers)
        found = _ONE_BROKEN(count) if broken == 1 else _SOME_BROKEN(broken, count)
        self._say(found if broken else str(_ALL_INTACT), problem=bool(broken))

    def compare(self) -> None:
        """Tell whether a file from elsewhere is a true copy of one of the papers."""
        name, _filter = QFileDialog.getOpenFileName(self, str(_COMPARE), str(paths.documents()), "PDF (*.pdf)")
        if not name:
            return
        path = Path(name)
        with Saying(self._refused):
            try:
                found = archiving.same_as(self.papers, path.read_bytes())
            except OSError as error:
                raise Refused(_UNREADABLE, path.name) from error
            if found is None:
                self._refused(_OTHER(path.name))
            else:
                self._say(_SAME(path.name, found.number, found.audience))
