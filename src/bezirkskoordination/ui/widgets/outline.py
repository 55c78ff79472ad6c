"""Agenda and minutes in one outline: points, and below each what came of it; written without leaving the keyboard.

Enter goes on: behind an item to the next one, on an empty one to the next point. A letter says what a line is.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.network import AgendaLine, LineKind
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.ui.widgets.contract import FieldWidget, Sources, stop_before
from bezirkskoordination.ui.widgets.lines import DateWidget
from bezirkskoordination.ui.widgets.outline_line import OutlineLine
from bezirkskoordination.ui.widgets.who import WhoLine

_ADD_TOPIC, _ADD_ITEM = N_("Outline", "+ Tagesordnungspunkt"), N_("Outline", "+ Zeile")
_WRONG = N_("Outline", "Zeile {}: {}")
_FIELDS = {one.name: one for one in AgendaLine.rows.fields}


class OutlineWidget(FieldWidget):
    """The lines of a meeting. While `planning`, Enter behind a point begins the next point, later what came of it.

    `state_of` tells how far an order is, `paper_of` whether a recommendation has a paper (None: not offered).
    """

    wide = True
    done_wanted = Signal(int)  # order id
    paper_wanted = Signal(object)  # AgendaLine

    def __init__(self, field: Field, sources: Sources, widget_for: Callable[[Field, Sources], FieldWidget]) -> None:
        super().__init__(field, sources)
        self._widget_for = widget_for
        self._read_only = False
        self.planning = True
        self.state_of: Callable[[int], Choice | None] = lambda _order: None
        self.paper_of: Callable[[AgendaLine], bool | None] = lambda _line: None
        self.lines: list[OutlineLine] = []
        self._ground = QWidget(self)
        self._stack = QVBoxLayout(self._ground)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(5)
        self.add = QPushButton(str(_ADD_TOPIC), self)
        self.add.setProperty("link", True)
        self.add.clicked.connect(self.add_line)
        self._column.addWidget(self._ground)
        self._hold(self.add)
        self._column.setAlignment(self.add, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(str(field.label))
        self._dress()

    # --- lines ----------------------------------------------------------------------------

    def _made(self, at: int, kind: LineKind) -> OutlineLine:
        """A new line at a place."""
        due, who = self._widget_for(_FIELDS["due_on"], self.sources), WhoLine(self.sources, self)
        assert isinstance(due, DateWidget)
        due.clear()
        due.control.setProperty("placeholderText", str(_FIELDS["due_on"].label))
        line = OutlineLine(due, who, self._ground)
        line.show_line(AgendaLine(kind=kind, text=""))
        self.lines.insert(at, line)
        self._stack.insertWidget(at, line)
        line.edited.connect(self._changed)
        line.kind_chosen.connect(self._dress)
        line.next_wanted.connect(lambda: self._next(line))
        line.removed.connect(lambda: self._remove(line))
        line.moved.connect(lambda way: self._go(line, way))
        line.shifted.connect(lambda way: self._shift(line, way))
        line.done_wanted.connect(self.done_wanted)
        line.paper_wanted.connect(lambda: self._paper_wanted(line))
        line.set_read_only(self._read_only)
        return line

    def _drop(self, line: OutlineLine) -> None:
        self.lines.remove(line)
        self._stack.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _dress(self) -> None:
        """Number the points, and say of each line what it is."""
        number = 0
        for line in self.lines:
            number += line.kind is LineKind.TOPIC
            line.dress(number)
        self.add.setText(str(_ADD_TOPIC if self.planning else _ADD_ITEM))
        self.add.setAccessibleName(self.add.text().removeprefix("+ "))
        self._ground.setVisible(bool(self.lines))
        before = stop_before(self.lines[0].words if self.lines else self.add)
        for stop in (*(one for line in self.lines for one in line.stops), self.add):
            QWidget.setTabOrder(before, stop)
            before = stop

    def tell(self) -> None:
        """Say how far orders are and which recommendations have papers."""
        for line in self.lines:
            line.tell_order(self.state_of(line.order) if line.order is not None else None)
            kept = line.kind is LineKind.RECOMMENDATION and not line.is_blank
            line.tell_paper(self.paper_of(AgendaLine(kind=line.kind, text=line.text)) if kept else None)
        self._dress()

    def _end_of(self, at: int) -> int:
        """The place behind the point at a place and all that stands below it."""
        end = at + 1
        while end < len(self.lines) and self.lines[end].kind is not LineKind.TOPIC:
            end += 1
        return end

    # --- what a person wants ----------------------------------------------------------------

    def begin(self) -> None:
        """Put the keyboard where writing goes on: into the first point, or into a new one."""
        if not self.lines and not self._read_only:
            self.add_line()
        elif self.lines:
            self.lines[0].words.setFocus()

    def add_line(self) -> None:
        """A line at the end: a point while planning, later an item."""
        self._begin(len(self.lines), LineKind.TOPIC if self.planning or not self.lines else LineKind.INFORMATION)

    def _begin(self, at: int, kind: LineKind) -> None:
        line = self._made(at, kind)
        self._dress()
        line.show()
        line.words.setFocus()
        self._changed()

    def _next(self, line: OutlineLine) -> None:
        """Enter."""
        if self._read_only:
            self._go(line, 1)
            return
        at = self.lines.index(line)
        if line.kind is LineKind.TOPIC:
            if not line.is_blank:
                self._begin(self._end_of(at) if self.planning else at + 1,
                            LineKind.TOPIC if self.planning else LineKind.INFORMATION)  # fmt: skip
        elif not line.is_blank:
            self._begin(at + 1, LineKind.INFORMATION)
        elif (point := self._end_of(at)) < len(self.lines):
            self._drop(line)
            self._begin(self._end_of(point - 1), LineKind.INFORMATION)
        else:
            line.choose(LineKind.TOPIC)

    def _remove(self, line: OutlineLine) -> None:
        if self._read_only:
            return
        at = self.lines.index(line)
        self._drop(line)
        self._dress()
        (self.lines[max(at - 1, 0)].words if self.lines else self.add).setFocus()
        self._changed()

    def _go(self, line: OutlineLine, way: int) -> None:
        at = self.lines.index(line) + way
        if 0 <= at < len(self.lines):
            self.lines[at].words.setFocus()

    def _shift(self, line: OutlineLine, way: int) -> None:
        """Move an item by one line, a point with all that stands below it past the next point."""
        at = self.lines.index(line)
        end = self._end_of(at) if line.kind is LineKind.TOPIC else at + 1
        to = at + way
        if line.kind is LineKind.TOPIC and way > 0:
            to = self._end_of(end) - (end - at) if end < len(self.lines) else at
        elif line.kind is LineKind.TOPIC:
            to = max((i for i in range(at) if self.lines[i].kind is LineKind.TOPIC), default=at)
        if self._read_only or to == at or not 0 <= to <= len(self.lines) - (end - at):
            return
        block = self.lines[at:end]
        del self.lines[at:end]
        self.lines[to:to] = block
        for place, one in enumerate(self.lines):
            self._stack.insertWidget(place, one)
        self._dress()
        line.words.setFocus()
        self._changed()

    def _paper_wanted(self, line: OutlineLine) -> None:
        self.paper_wanted.emit(AgendaLine(kind=line.kind, text=line.text))

    # --- the contract ---------------------------------------------------------------------

    def _read(self) -> Any:
        """The lines; one without a text is none."""
        clean = _FIELDS["text"]
        found, first = [], None
        for number, line in enumerate(self.lines, 1):
            if line.is_blank:
                continue
            try:
                found.append(line.value(lambda text: clean.parse(text, self.sources.names)))
            except BadValue as refusal:
                first = first or BadValue(_WRONG, number, refusal).at(self.field.name)
        if first:
            raise first
        return tuple(found)

    def set_value(self, value: Any) -> None:
        with self._quietly():
            while len(self.lines) > len(value):
                self._drop(self.lines[-1])
            for at, one in enumerate(value):
                line = self.lines[at] if at < len(self.lines) else self._made(at, one.kind)
                line.show_line(one)
            self.tell()
        self.set_problem("")

    def raw(self) -> Any:
        return [line.raw() for line in self.lines if not line.is_blank]

    def set_raw(self, raw: Any) -> None:
        with self._quietly():
            while self.lines:
                self._drop(self.lines[-1])
            for at, one in enumerate(raw):
                self._made(at, LineKind.of(one["kind"])).set_raw(one)
            self.tell()
        self.check()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.add.setVisible(not read_only)
        for line in self.lines:
            line.set_read_only(read_only)

    def mark(self, wrong: bool) -> None:
        """Lines say themselves what is wrong with them."""

    def focus_problem(self) -> None:
        """Go to the first line that something is wrong with."""
        wrong = next((line for line in self.lines if line.problem.text()), None)
        if wrong is not None:
            wrong.words.setFocus()
