"""Step 3: where the file lies, and its passphrase, typed twice and judged while it is typed."""

import os.path
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from bezirkskoordination import paths
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import TEXT, Details
from bezirkskoordination.store import disk
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.first_start.step import Step
from bezirkskoordination.ui.new_passphrase import AGAIN, SECRET, ExactLine, NewPassphrase, Secret

_FILE = Field("path", TEXT, N_("FirstStart", "Die Datei liegt hier"), "", True, Details())
_NO_NAME = N_("FirstStart", "Bitte einen Ordner und einen Dateinamen angeben.")
_THERE = N_("FirstStart", "„{}“ gibt es schon. Bitte einen anderen Namen wählen; überschrieben wird nichts.")


class KeyStep(Step):
    """Where the file lies and what opens it."""

    called = N_("FirstStart", "Kennwort")
    title = N_("FirstStart", "Datei und Kennwort")

    def __init__(self) -> None:
        super().__init__(
            N_(
                "FirstStart",
                "Alles liegt verschlüsselt in einer Datei. Ohne das Kennwort kommt niemand an die Daten, auch wir"
                " nicht: Bitte aufschreiben und sicher verwahren.",
            )
        )
        path = self.ask("path", _FILE, ExactLine)
        path.set_raw(str(paths.documents() / f"koordinierungsstelle{disk.SUFFIX}"))
        choose = button(N_("FirstStart", "Ort &wählen …"), self._choose)
        self.new = NewPassphrase(
            self.ask(SECRET.name, SECRET, Secret), self.ask(AGAIN.name, AGAIN, Secret), self.changed.emit
        )
        self.lines = self.new.lines
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(path, 1)
        where.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.put(where, *self.new.parts)
        self.changed.connect(self.new.judge)

    def knows(self, names: Sequence[str]) -> None:
        """Which names a passphrase should not be made of."""
        self.new.knows(names)

    def forget(self) -> None:
        """Empty both lines."""
        self.new.forget()

    def _choose(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self, str(N_("FirstStart", "Neue Datei")), self.widgets["path"].raw(), "Bezirkskoordination (*.bezirk)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if name:
            self.widgets["path"].set_raw(name)

    def path(self) -> Path:
        """Where the file is to lie; a name alone lies among the documents."""
        path = paths.documents() / Path(self.widgets["path"].raw().strip()).expanduser()
        return path if path.suffix.lower() == disk.SUFFIX else path.with_name(path.name + disk.SUFFIX)

    def problems(self) -> list[tuple[str, str]]:
        """A place that is none, a passphrase that is guessed, two that differ."""
        said = []
        typed = self.widgets["path"].raw().strip()
        if not typed or os.path.isdir(paths.documents() / Path(typed).expanduser()):  # unlike Path.is_dir, never raises
            said.append(("path", str(_NO_NAME)))
        elif os.path.exists(self.path()):
            said.append(("path", _THERE(self.path().name)))
        return [*said, *self.new.problems()]

    def refused(self, why: str) -> None:
        """Say at the place of the file why none was made there."""
        self.widgets["path"].set_problem(why)
        self.widgets["path"].control.setFocus()

    def focus_first(self) -> None:
        self.lines[0].setFocus()
