"""One line of agenda and minutes: what it is, its text, and for an order who and until when. It knows no other line."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.network import AgendaLine, LineKind
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules.meetings import REPEATED, WAITING, carried_words
from bezirkskoordination.ui import icons, style
from bezirkskoordination.ui.chips import Chip, tone
from bezirkskoordination.ui.widgets.lines import DateWidget, Paper
from bezirkskoordination.ui.widgets.who import Who, WhoLine

_K = LineKind
#: The letter that stands for each kind, typed before a blank at the beginning of an empty line, or with Alt.
LETTERS: dict[str, LineKind] = {
    "t": _K.TOPIC, "i": _K.INFORMATION, "v": _K.AGREEMENT, "a": _K.ORDER, "e": _K.RECOMMENDATION, "s": _K.STORE,
}  # fmt: skip
_AIR, _CHIP_AIR = 8, 16  # above a point, and around the name of a kind
_PRESENTER_KEY = Qt.Key.Key_B
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_KIND = N_("Outline", "Art: {}. Ändern")
_CHOICE = N_("Outline", "{} ({})")
_TOPIC, _TEXT_OF = N_("Outline", "TOP {}"), N_("Outline", "{} zu TOP {}")
_WHAT: dict[LineKind, Text] = {_K.TOPIC: N_("Outline", "Thema"), _K.ORDER: N_("Outline", "Was ist zu tun?")}
_WRITE = N_("Outline", "Text")
_WHO, _WHO_HINT = N_("Outline", "Wer"), N_("Outline", "wer? Person oder Institution")
_PRESENTER = N_("Outline", "Bericht durch")
_REMOVE = N_("Outline", "Zeile entfernen")
_DONE, _DRAFT, _SHOW = (
    N_("Outline", "erledigt"), N_("Outline", "Vorlage entwerfen"), N_("Outline", "Vorlage öffnen")
)  # fmt: skip


class Words(Paper):
    """The text of a line. Enter goes on to the next, Umschalt+Enter begins another row of the same text."""

    next_wanted = Signal()
    removed = Signal()
    moved = Signal(int)  # to the line above or below
    shifted = Signal(int)  # the line itself goes up or down
    kind_wanted = Signal(object)  # LineKind
    presenter_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, least=1, most=12)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._look_for_letter)

    def _look_for_letter(self) -> None:
        """„a “ at the beginning of an empty line makes it an order; a text that goes on is left alone."""
        text = self.toPlainText()
        if len(text) == 2 and text[1] == " " and text[0].lower() in LETTERS and self.textCursor().position() == 2:
            self.setPlainText("")
            self.kind_wanted.emit(LETTERS[text[0].lower()])

    def _at_edge(self, down: bool) -> bool:
        cursor = QTextCursor(self.textCursor())
        way = QTextCursor.MoveOperation.Down if down else QTextCursor.MoveOperation.Up
        return not cursor.movePosition(way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in _ENTER and not shift:
            self.next_wanted.emit()
        elif key in steps and alt:
            self.shifted.emit(steps[Qt.Key(key)])
        elif key in steps and not shift and self._at_edge(down=key == Qt.Key.Key_Down):
            self.moved.emit(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Backspace and not self.toPlainText():
            self.removed.emit()
        elif alt and (kind := LETTERS.get(chr(key).lower() if key < 0x80 else "")):
            self.kind_wanted.emit(kind)
        elif alt and key == _PRESENTER_KEY:
            self.presenter_wanted.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class OutlineLine(QWidget):
    """A line. Signals say what a person wants with it; the outline does it."""

    edited = Signal()
    kind_chosen = Signal()
    next_wanted = Signal()
    removed = Signal()
    moved = Signal(int)
    shifted = Signal(int)
    done_wanted = Signal(int)  # order id
    paper_wanted = Signal()

    def __init__(self, due: DateWidget, who: WhoLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = _K.TOPIC
        self._order: int | None = None
        self._carried: int | None = None
        self._read_only = False
        self._state: Choice | None = None
        self._has_paper: bool | None = None
        self.number = 0
        self.due, self.who = due, who
        self.chip = QPushButton(self)
        self.chip.setProperty("kind", True)
        self.chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has letters for it
        self.menu = QMenu(self.chip)
        self.chip.setMenu(self.menu)
        self.words = Words(self)
        for quiet in (self.words, self.who, self.due.control):
            quiet.setProperty("quiet", True)
        for narrow in (self.who, self.due.control):
            narrow.setProperty("cell", True)
        self.due.weekday.hide()
        self.remove = QToolButton(self)
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.setIcon(icons.icon("close", "muted"))
        self.remove.setToolTip(str(_REMOVE))
        self.remove.setAccessibleName(str(_REMOVE))
        self.presenter = QLineEdit(self)
        self.presenter.setPlaceholderText(str(_PRESENTER))
        self.presenter.setAccessibleName(str(_PRESENTER))
        self.who.setPlaceholderText(str(_WHO_HINT))
        self.who.setAccessibleName(str(_WHO))
        self.carried = Chip(parent=self)
        self.state = Chip(parent=self)
        self.done = QPushButton(str(_DONE), self)
        self.paper = QPushButton(self)
        self.problem = QLabel(self)
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for button in (self.done, self.paper):
            button.setProperty("link", True)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.words, 1)
        top.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.below = QWidget(self)
        row = QHBoxLayout(self.below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.who, 1)
        row.addWidget(self.due)
        self.tail = QWidget(self)
        tail = QHBoxLayout(self.tail)
        tail.setContentsMargins(0, 0, 0, 0)
        tail.setSpacing(6)
        for part in (self.carried, self.state, self.done, self.paper):
            tail.addWidget(part)
        tail.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addLayout(top)
        for below in (self.presenter, self.below, self.tail, self.problem):
            column.addWidget(below)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(4)
        self._row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(column, 1)

    def _connect(self) -> None:
        self.words.textChanged.connect(self.edited)
        self.words.next_wanted.connect(self._after_words)
        self.words.kind_wanted.connect(self.choose)
        self.words.presenter_wanted.connect(self._ask_presenter)
        for signal in ("removed", "moved", "shifted"):
            getattr(self.words, signal).connect(getattr(self, signal))
        self.remove.clicked.connect(self.removed)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.presenter.textEdited.connect(self.edited)
        self.presenter.installEventFilter(self)
        self.who.textEdited.connect(self.edited)
        self.who.chosen.connect(self._who_chosen)
        self.who.editingFinished.connect(self._complete)
        self.who.installEventFilter(self)
        self.due.edited.connect(self.edited)
        self.due.control.installEventFilter(self)
        self.done.clicked.connect(self._done_pressed)
        self.paper.clicked.connect(self.paper_wanted)

    # --- keys -----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes from who to until when, and from there to the next line."""
        is_enter = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
        if not is_enter or (watched is self.who and self.who.list_shown):
            return super().eventFilter(watched, event)
        if watched is self.who:
            self._complete()
            self.due.control.setFocus()
        else:
            self.next_wanted.emit()
        return True

    def _after_words(self) -> None:
        """An order asks who and until when first."""
        if self._kind is _K.ORDER and self.text and not self._read_only and not self.who.text():
            self.who.setFocus()
        else:
            self.next_wanted.emit()

    def _who_chosen(self) -> None:
        """Who does it is said: until when?"""
        self.edited.emit()
        QTimer.singleShot(0, self, self.due.control.setFocus)  # once Qt has put the list away

    def _complete(self) -> None:
        if not self.who.list_shown:
            self.who.complete()

    def _done_pressed(self) -> None:
        if self._order is not None:
            self.done_wanted.emit(self._order)

    # --- what it is -----------------------------------------------------------------------

    @property
    def kind(self) -> LineKind:
        """What the line is."""
        return self._kind

    @property
    def order(self) -> int | None:
        """The order that the line is about."""
        return self._order

    @property
    def text(self) -> str:
        """What is written."""
        return self.words.toPlainText().strip()

    @property
    def is_blank(self) -> bool:
        """Whether nobody has written anything."""
        return not self.text

    def _fill_menu(self) -> None:
        self.menu.clear()
        for letter, kind in LETTERS.items():
            action = self.menu.addAction(_CHOICE(kind.label, letter))
            action.triggered.connect(lambda _checked=False, kind=kind: self.choose(kind))
        if self._kind is _K.TOPIC:
            self.menu.addSeparator()
            self.menu.addAction(_CHOICE(f"{_PRESENTER} …", "b")).triggered.connect(self._ask_presenter)

    def _ask_presenter(self) -> None:
        """Who speaks about a point."""
        if self._kind is _K.TOPIC and not self._read_only:
            self.presenter.show()
            self.presenter.setFocus()

    def choose(self, kind: LineKind) -> None:
        """Make it another kind of line, as somebody wants it."""
        if self._read_only or kind is self._kind:
            return
        self._kind = kind
        self.kind_chosen.emit()
        self.edited.emit()

    def dress(self, number: int) -> None:
        """Show what the line is; `number` is that of the point it is or stands under."""
        self.number = number
        is_topic, is_order = self._kind is _K.TOPIC, self._kind is _K.ORDER
        self.chip.setText(_TOPIC(number) if is_topic else str(self._kind.label))
        self.chip.setAccessibleName(_KIND(self.chip.text()))
        self.chip.setFixedWidth(self._widest())
        self.chip.setProperty("topic", is_topic)
        style.restyle(self.chip)
        said = _TOPIC(number) if is_topic else _TEXT_OF(self._kind.label, number)
        self.words.setAccessibleName(said)
        self.words.setPlaceholderText(str(_WHAT.get(self._kind, _WRITE)))
        style.mark(self.words, "topic", is_topic)
        self._row.setContentsMargins(0, _AIR if is_topic and number > 1 else 0, 0, 0)
        self.presenter.setVisible(is_topic and (bool(self.presenter.text()) or self.presenter.hasFocus()))
        self.below.setVisible(is_order)
        self._tell()

    def _widest(self) -> int:
        """The width of the longest name of a kind, so that all texts begin below each other."""
        metrics = self.fontMetrics()
        return max(metrics.horizontalAdvance(str(kind.label)) for kind in LineKind) + _CHIP_AIR

    def _tell(self) -> None:
        is_order = self._kind is _K.ORDER
        often = self._carried or 0
        self.carried.say(carried_words(often), "warn" if often >= REPEATED else "neutral")
        self.carried.setVisible(is_order and often > 0)
        known = self._state if is_order else None
        if known is not None:
            self.state.say(str(known.label), tone(known))
        self.state.setVisible(known is not None and (known not in WAITING or often > 0))
        self.done.setVisible(known is not None and known in WAITING)
        self.paper.setText(str(_SHOW if self._has_paper else _DRAFT))
        self.paper.setVisible(self._kind is _K.RECOMMENDATION and self._has_paper is not None)
        parts = (self.carried, self.state, self.done, self.paper)
        self.tail.setVisible(any(not one.isHidden() for one in parts))

    def tell_order(self, state: Choice | None) -> None:
        """Say how far the order is; None says nothing."""
        self._state = state
        self._tell()

    def tell_paper(self, has_paper: bool | None) -> None:
        """Say whether there is a paper of a recommendation; None: it is not the time for one."""
        self._has_paper = has_paper
        self._tell()

    # --- the value ------------------------------------------------------------------------

    def show_line(self, line: AgendaLine) -> None:
        """Show a line as it is kept."""
        self._kind, self._order, self._carried = line.kind, line.order, line.carried
        if self.words.toPlainText() != line.text:
            self.words.setPlainText(line.text)
        self.presenter.setText(line.presenter)
        self.who.show_who(Who(line.institution, line.person))
        self.due.set_value(line.due_on)
        self.say("")

    def value(self, parse: Callable[[str], str]) -> AgendaLine:
        """The line as it stands; raises BadValue, also said below it. `parse` cleans a text."""
        try:
            who, due_on = self.who.who(), self.due.value()
        except BadValue as refusal:
            self.say(str(refusal))
            raise
        self.say("")
        return AgendaLine(
            kind=self._kind, text=parse(self.words.toPlainText()), presenter=" ".join(self.presenter.text().split()),
            institution=who.institution, person=who.person, due_on=due_on, order=self._order, carried=self._carried,
        )  # fmt: skip

    def say(self, problem: str) -> None:
        """Say what is wrong with the line."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def raw(self) -> dict[str, Any]:
        """What stands there, right or wrong, as JSON can hold it."""
        return {
            "kind": self._kind.value, "text": self.words.toPlainText(), "presenter": self.presenter.text(),
            "who": self.who.raw(), "due": self.due.raw(), "order": self._order, "carried": self._carried,
        }  # fmt: skip

    def set_raw(self, raw: dict[str, Any]) -> None:
        """Show again what `raw` gave."""
        self._kind, self._order, self._carried = LineKind.of(raw["kind"]), raw["order"], raw["carried"]
        self.words.setPlainText(raw["text"])
        self.presenter.setText(raw["presenter"])
        self.who.set_raw(raw["who"])
        self.due.set_raw(raw["due"])
        self.say("")

    def set_read_only(self, read_only: bool) -> None:
        """Show only, or let somebody write."""
        self._read_only = read_only
        self.words.setReadOnly(read_only)
        self.presenter.setReadOnly(read_only)
        self.who.setReadOnly(read_only)
        self.due.set_read_only(read_only)
        self.chip.setEnabled(not read_only)
        self.remove.setVisible(not read_only)
        for one in (self.words, self.who, self.presenter):
            style.restyle(one)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops, in order."""
        return (
            self.words, self.presenter, self.who, self.due.control, self.done, self.paper,
        )  # fmt: skip
