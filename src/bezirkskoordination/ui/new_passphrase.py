"""A new passphrase: typed twice, judged while it is typed, with a proposal that may be taken. It keeps nothing.

The first start asks for one, and so does a handover.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import TEXT, Details
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.store import passphrase
from bezirkskoordination.store.passphrase import Strength
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import button, label, side_by_side
from bezirkskoordination.ui.passphrase import CapsHint, PassphraseLine, revealing
from bezirkskoordination.ui.widgets import FieldWidget, Sources

SECRET = Field("passphrase", TEXT, N_("FirstStart", "Kennwort"), "", True, Details())
AGAIN = replace(SECRET, name="again", label=N_("FirstStart", "Kennwort noch einmal"))
_DIFFERENT = N_("FirstStart", "Die beiden Kennwörter sind verschieden.")
_STRENGTH = N_("FirstStart", "Stärke: {}. Wer die Datei in die Hände bekommt, braucht zum Raten {}. {}")
_TONES = dict(zip(Strength, ("bad_text", "warn_text", "good_text", "good_text"), strict=True))
_LEAST = N_("FirstStart", "Mindestens {} Zeichen. Mehrere Wörter sind leichter zu merken als Sonderzeichen.")


class ExactLine(FieldWidget):
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


class Secret(ExactLine):
    """A line whose letters are hidden."""

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


class NewPassphrase:
    """Both lines with all that stands around them, in the order of `parts`; `changed` hears what is put there."""

    def __init__(self, first: FieldWidget, again: FieldWidget, changed: Callable[[], object]) -> None:
        assert isinstance(first, Secret)
        assert isinstance(again, Secret)
        self._first, self._again, self._changed = first, again, changed
        self._known: Sequence[str] = ()
        self.lines = (first.line, again.line)
        self.caps = CapsHint(*self.lines)
        self.reveal = revealing(*self.lines)
        self.bar = StrengthBar()
        self.strength = label(role="muted")
        self.strength.setMinimumHeight(2 * self.strength.fontMetrics().lineSpacing())
        self.parts: tuple[QWidget, ...] = (
            first, self.bar, self.strength, again, self.caps, self.reveal, self._proposals(),
        )  # fmt: skip
        self.judge()

    @property
    def text(self) -> str:
        """What is typed in the first line."""
        return self.lines[0].text()

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
        self._first.set_raw(self.proposal.text())
        self._again.set_raw("")
        self.judge()
        self.lines[1].setFocus()
        self._changed()

    def knows(self, names: Sequence[str]) -> None:
        """Which names a passphrase should not be made of."""
        self._known = names
        self.judge()

    def forget(self) -> None:
        """Empty both lines."""
        self.reveal.setChecked(False)
        self._first.set_raw("")
        self._again.set_raw("")
        self.judge()

    def judge(self) -> None:
        """Say how strong it is."""
        typed = self.text
        if not typed:
            self.bar.show_strength(None)
            self.strength.setText(_LEAST(passphrase.SHORTEST))
            return
        told = passphrase.estimate(typed, self._known)
        self.bar.show_strength(told.strength)
        self.strength.setText(_STRENGTH(told.called, told.takes, told.advice).strip())
        self.lines[0].setAccessibleDescription(self.strength.text())

    def problems(self) -> Iterator[tuple[str, str]]:
        """A passphrase that is guessed, two that differ; by the name of the line."""
        try:
            passphrase.check(self.text, self._known)
        except BadValue as refusal:
            yield SECRET.name, str(refusal)
        if self.text != self.lines[1].text():
            yield AGAIN.name, str(_DIFFERENT)
