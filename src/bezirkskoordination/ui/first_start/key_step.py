"""Step 3: where the file lies, and its passphrase, typed twice and judged while it is typed."""

import os.path
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from bezirkskoordination import paths
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import TEXT, Details
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.store import disk, passphrase
from bezirkskoordination.store.passphrase import Strength
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import button, label, side_by_side
from bezirkskoordination.ui.first_start.step import Step
from bezirkskoordination.ui.passphrase import CapsHint, PassphraseLine, revealing
from bezirkskoordination.ui.widgets import FieldWidget, Sources

_FILE = Field("path", TEXT, N_("FirstStart", "Die Datei liegt hier"), "", True, Details())
_SECRET = Field("passphrase", TEXT, N_("FirstStart", "Kennwort"), "", True, Details())
_AGAIN = replace(_SECRET, name="again", label=N_("FirstStart", "Kennwort noch einmal"))
_NO_NAME = N_("FirstStart", "Bitte einen Ordner und einen Dateinamen angeben.")
_THERE = N_("FirstStart", "„{}“ gibt es schon. Bitte einen anderen Namen wählen; überschrieben wird nichts.")
_DIFFERENT = N_("FirstStart", "Die beiden Kennwörter sind verschieden.")
_STRENGTH = N_("FirstStart", "Stärke: {}. Wer die Datei in die Hände bekommt, braucht zum Raten {}. {}")
_TONES = dict(zip(Strength, ("bad_text", "warn_text", "good_text", "good_text"), strict=True))
_LEAST = N_("FirstStart", "Mindestens {} Zeichen. Mehrere Wörter sind leichter zu merken als Sonderzeichen.")


class _Line(FieldWidget):
    """A line that is taken exactly as it is typed."""

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(field, sources)
        self.line = self._made()
        self._hold(self.line)
        self.line.textEdited.connect(self._changed)

    def _made(self) -> QLineEdit:
        return QLineEdit()

    def _read(self) -> Any:
        return self.line.text()

    def set_value(self, value: Any) -> None:
        self.set_raw(value)

    def raw(self) -> Any:
        return self.line.text()

    def set_raw(self, raw: Any) -> None:
        self.line.setText(raw)
        self.set_problem("")


class _Secret(_Line):
    line: PassphraseLine

    def _made(self) -> QLineEdit:
        return PassphraseLine(str(self.field.label))


class StrengthBar(QWidget):
    """Four fields, filled as far as the strength goes. The words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._strength: Strength | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_strength(self, strength: Strength | None) -> None:
        """Show a strength; None for nothing typed."""
        self._strength = strength
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        gap, count = 4, len(Strength)
        width = (self.width() - gap * (count - 1)) / count
        for at in Strength:
            filled = self._strength is not None and at <= self._strength
            painter.fillRect(
                round(at * (width + gap)), 0, round(width), self.height(),
                style.colour(_TONES[self._strength] if filled and self._strength is not None else "off"),
            )  # fmt: skip


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
        self._known: Sequence[str] = ()
        path = self.ask("path", _FILE, _Line)
        path.set_raw(str(paths.documents() / f"koordinierungsstelle{disk.SUFFIX}"))
        choose = button(N_("FirstStart", "Ort &wählen …"), self._choose)
        first, again = self.ask("passphrase", _SECRET, _Secret), self.ask("again", _AGAIN, _Secret)
        assert isinstance(first, _Secret)
        assert isinstance(again, _Secret)
        self.lines = (first.line, again.line)
        self.caps = CapsHint(*self.lines)
        self.reveal = revealing(*self.lines)
        self.bar = StrengthBar()
        self.strength = label(role="muted")
        self.strength.setMinimumHeight(2 * self.strength.fontMetrics().lineSpacing())
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(path, 1)
        where.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.put(where, first, self.bar, self.strength, again, self.caps, self.reveal, self._proposals())
        self.changed.connect(self._judge)
        self._judge()

    def _proposals(self) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        self.proposal = label(passphrase.proposal(), "heading")
        self.proposal.setAccessibleName(str(N_("FirstStart", "Vorschlag")))
        column = QVBoxLayout(card)
        column.setSpacing(6)
        column.addWidget(label(N_("FirstStart", "Vorschlag aus fünf zufälligen Wörtern:"), "muted"))
        column.addWidget(self.proposal)
        self.take_button = button(N_("FirstStart", "Vorschlag &übernehmen"), self.take_proposal)
        self.other_button = button(N_("FirstStart", "&Anderer Vorschlag"), self.propose, "link")
        column.addLayout(side_by_side(self.take_button, self.other_button))
        return card

    def propose(self) -> None:
        """Draw other words."""
        self.proposal.setText(passphrase.proposal())

    def take_proposal(self) -> None:
        """Put the proposal into the first line, to be seen; it is typed once more from the paper it was written on."""
        self.reveal.setChecked(True)
        self.widgets["passphrase"].set_raw(self.proposal.text())
        self.widgets["again"].set_raw("")
        self._judge()
        self.lines[1].setFocus()
        self.changed.emit()

    def knows(self, names: Sequence[str]) -> None:
        """Which names a passphrase should not be made of."""
        self._known = names
        self._judge()

    def forget(self) -> None:
        """Empty both lines."""
        self.reveal.setChecked(False)
        for name in ("passphrase", "again"):
            self.widgets[name].set_raw("")
        self._judge()

    def _judge(self) -> None:
        typed = self.lines[0].text()
        if not typed:
            self.bar.show_strength(None)
            self.strength.setText(_LEAST(passphrase.SHORTEST))
            return
        told = passphrase.estimate(typed, self._known)
        self.bar.show_strength(told.strength)
        self.strength.setText(_STRENGTH(told.called, told.takes, told.advice).strip())
        self.lines[0].setAccessibleDescription(self.strength.text())

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
        first, again = (line.text() for line in self.lines)
        try:
            passphrase.check(first, self._known)
        except BadValue as refusal:
            said.append(("passphrase", str(refusal)))
        if first != again:
            said.append(("again", str(_DIFFERENT)))
        return said

    def refused(self, why: str) -> None:
        """Say at the place of the file why none was made there."""
        self.widgets["path"].set_problem(why)
        self.widgets["path"].control.setFocus()

    def focus_first(self) -> None:
        self.lines[0].setFocus()
