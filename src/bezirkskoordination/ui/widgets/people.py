"""Institutions and persons in a list, with lines below that add one: members of a body, who comes to a meeting.

A row names an institution, a person, or a person for an institution; nobody stands there twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import DATE, show_date
from bezirkskoordination.records.network import Attendance, Member
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.ui.chips import RowDelegate, row_height
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.widgets.contract import FieldWidget, Sources
from bezirkskoordination.ui.widgets.lines import DateWidget
from bezirkskoordination.ui.widgets.who import Who, WhoLine

Row = Member | Attendance
WidgetFor = Callable[[Field, Sources], FieldWidget]

_MOST = 10  # rows that are shown without scrolling
_NAME = N_("People", "Name")
_ADD, _TAKE = N_("People", "+ hinzufügen"), N_("People", "Übernehmen")
_CHANGE, _REMOVE = N_("People", "Ändern …"), N_("People", "Entfernen")
_WHO, _FOR = N_("People", "Institution oder Person"), N_("People", "vertreten durch (Person)")
_PENDING = N_("People", "„{}“ steht noch nicht in der Liste: bitte mit Eingabe dazunehmen oder den Text löschen.")
_TWICE = N_("People", "„{}“ steht schon in der Liste.")


class _Table(QTableWidget):
    """The list; letters are answers here, not a search for rows."""

    pressed_key = Signal(str)
    remove_wanted = Signal()
    change_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().lower()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.change_wanted.emit()
        elif plain and letter and (letter == " " or letter.isalpha()):
            self.pressed_key.emit(letter)
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class PeopleWidget(FieldWidget):
    """The rows as a list. A subclass says which columns it has, and what a new row begins with."""

    wide = True
    #: The columns behind the name.
    heads: tuple[Text, ...] = ()

    def __init__(self, field: Field, sources: Sources, widget_for: WidgetFor) -> None:
        super().__init__(field, sources)
        self._all: list[Any] = []  # Row
        self._changing: int | None = None
        self._read_only = False
        self.table = _Table(0, 1 + len(self.heads), self)
        self.who, self.person = WhoLine(sources, self), WhoLine(sources, self, of=("person",))
        self.add = QPushButton(str(_ADD), self)
        self.change, self.remove = QPushButton(str(_CHANGE), self), QPushButton(str(_REMOVE), self)
        self._shelf, self.adding = QWidget(self), QWidget(self)
        self.shelf, self._adding = Flow(self._shelf, gap=6), Flow(self.adding, gap=6)
        self._build(widget_for)
        self._lay_out()
        self._connect()
        self.setAccessibleName(str(field.label))
        self._show()

    # --- for subclasses -------------------------------------------------------------------

    def _build(self, widget_for: WidgetFor) -> None:
        """Make what else there is: buttons on the shelf, fields of a row between the lines that add one."""

    def _texts(self, row: Any) -> Sequence[str]:
        """What stands in the columns behind the name."""
        raise NotImplementedError

    def _marked(self, row: Any, name: str) -> str:
        """The name as the list shows it."""
        return name

    def _begun(self, who: Who) -> Any:
        """A new row for somebody."""
        raise NotImplementedError

    def _changed_to(self, row: Any, who: Who) -> Any:
        """A row with what the lines say now."""
        return replace(row, institution=who.institution, person=who.person)

    def _fill_lines(self, row: Any) -> None:
        """Show in further fields what a row says; None for nobody."""

    def _key(self, letter: str) -> None:
        """A letter or the blank was pressed in the list."""

    def _as_json(self, row: Any) -> dict[str, Any]:
        raise NotImplementedError

    def _from_json(self, raw: dict[str, Any]) -> Any:
        raise NotImplementedError

    # --- laying out -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels([str(head) for head in (_NAME, *self.heads)])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setMouseTracking(True)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setItemDelegate(RowDelegate(table))
        for button in (self.change, self.remove):
            self.shelf.addWidget(button)
        wide = 24 * self.fontMetrics().horizontalAdvance("n")
        for at, (line, said) in enumerate(((self.who, _WHO), (self.person, _FOR))):
            line.setPlaceholderText(str(said))
            line.setAccessibleName(str(said))
            line.setMinimumWidth(wide)
            self._adding.insert(at, line)
        self._adding.addWidget(self.add)
        self._hold(table)
        self._column.addWidget(self._shelf)
        self._column.addWidget(self.adding)
        self._column.setSpacing(6)

    def _connect(self) -> None:
        self.table.pressed_key.connect(self._key)
        self.table.remove_wanted.connect(self._remove)
        self.table.change_wanted.connect(self._begin_change)
        self.table.itemDoubleClicked.connect(lambda _item: self._begin_change())
        self.table.itemSelectionChanged.connect(self._offer)
        self.change.clicked.connect(self._begin_change)
        self.remove.clicked.connect(self._remove)
        self.add.clicked.connect(self._add)
        for line in (self.who, self.person):
            line.installEventFilter(self)
            line.textEdited.connect(self._typed)
            line.chosen.connect(self._typed)
            line.chosen.connect(partial(self._picked, line))

    # --- what is shown --------------------------------------------------------------------

    def _name(self, row: Row) -> str:
        names = self.sources.names
        parts = [names.title("institution", row.institution)] if row.institution is not None else []
        if row.person is not None:
            parts.append(names.title("person", row.person))
        return self._marked(row, " · ".join(parts))

    def _show(self) -> None:
        """Fill the list; what is chosen stays."""
        table, at = self.table, self.table.currentRow()
        table.blockSignals(True)
        table.setRowCount(len(self._all))
        for row, one in enumerate(self._all):
            for column, said in enumerate((self._name(one), *self._texts(one))):
                item = table.item(row, column)
                if item is None:
                    table.setItem(row, column, item := QTableWidgetItem())
                item.setText(said)
                item.setToolTip("" if column else said)
            table.setRowHeight(row, row_height(table))
        if self._all and not self._chosen():
            self._choose(max(0, min(at, len(self._all) - 1)))
        table.blockSignals(False)
        shown = max(1, min(len(self._all), _MOST))
        table.setFixedHeight(table.horizontalHeader().sizeHint().height() + shown * row_height(table) + 4)
        self._offer()

    def _choose(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self.table.model().index(row, 0)
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _chosen(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectionModel().selectedRows()})

    def _offer(self) -> None:
        """Offer what can be done with what is chosen."""
        writable, chosen = not self._read_only, bool(self._chosen())
        self._shelf.setVisible(writable and bool(self._all))
        self.adding.setVisible(writable)
        for at in range(self.shelf.count()):
            item = self.shelf.itemAt(at)
            if item is not None and (widget := item.widget()) is not None:
                widget.setEnabled(chosen)
        self._show_lines(bool(self.who.text()) or self._changing is not None)
        self.add.setText(str(_ADD if self._changing is None else _TAKE))

    def _show_lines(self, shown: bool) -> None:
        """Show what belongs to somebody who stands in the first line."""
        self.person.setVisible(shown)

    # --- adding ---------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: Any) -> bool:
        """Enter behind an institution asks for the person, then takes both in; Escape puts a change away."""
        if event.type() != event.Type.KeyPress or (isinstance(watched, WhoLine) and watched.list_shown):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.who.text().strip():
            if isinstance(watched, WhoLine):
                watched.complete()
                self._go_on(watched)
            else:
                self._add()
            return True
        if event.key() == Qt.Key.Key_Escape and (self.who.text() or self._changing is not None):
            self._put_away()
            self._changed()
            return True
        return super().eventFilter(watched, event)

    def _who(self) -> Who:
        try:
            return self.who.who()
        except BadValue:
            return Who()

    def _typed(self, *_args: str) -> None:
        self._offer()
        self._changed()

    def _picked(self, line: WhoLine) -> None:
        """Go on once Qt has put the list away."""
        QTimer.singleShot(0, self, partial(self._go_on, line))

    def _go_on(self, line: WhoLine) -> None:
        """Behind an institution comes the person; then both are taken in."""
        if line is self.who and self._who().institution is not None and self._who().person is None:
            self.person.setFocus()
        else:
            self._add()

    def _add(self) -> None:
        """Take in who stands in the lines, or let them take the place of the one that is changed."""
        try:
            who, person = self.who.who(), self.person.who().person
            if who == Who():
                self.who.setFocus()
                return
            who = who if who.person is not None else who._replace(person=person)
            others = (one for row, one in enumerate(self._all) if row != self._changing)
            if any(Who(one.institution, one.person) == who for one in others):
                raise BadValue(_TWICE, self.who.text())
            if self._changing is not None:
                row = self._changing
                self._all[row] = self._changed_to(self._all[row], who)
            else:
                row = len(self._all)
                self._all.append(self._begun(who))
        except BadValue as refusal:
            self.set_problem(str(refusal))
            return
        self.set_problem("")
        self._put_away()
        self._choose(row)
        self.who.setFocus()
        self._changed()

    def _begin_change(self) -> None:
        """Put the chosen one into the lines below, to say somebody else instead."""
        rows = self._chosen()
        if self._read_only or not rows:
            return
        one = self._all[rows[0]]
        self._changing = rows[0]
        by_institution = one.institution is not None
        self.who.show_who(Who(one.institution) if by_institution else Who(person=one.person))
        self.person.show_who(Who(person=one.person) if by_institution else Who())
        self._fill_lines(one)
        self._offer()
        (self.person if by_institution else self.who).setFocus()

    def _remove(self) -> None:
        if self._read_only:
            return
        for row in reversed(self._chosen()):
            del self._all[row]
        self._put_away()
        self._changed()

    def _put_away(self) -> None:
        """The lines below are empty again."""
        self._changing = None
        self.who.show_who(Who())
        self.person.show_who(Who())
        self._fill_lines(None)
        self._show()

    # --- the contract ---------------------------------------------------------------------

    def _read(self) -> Any:
        if self._changing is None and (text := self.who.text().strip()):
            raise BadValue(_PENDING, text).at(self.field.name)
        return tuple(self._all)

    def set_value(self, value: Any) -> None:
        with self._quietly():
            self._all = list(value)
            self._put_away()
        self.set_problem("")

    def raw(self) -> Any:
        is_pending = self._changing is None and bool(self.who.text().strip())
        pending = {"who": self.who.raw(), "person": self.person.raw()} if is_pending else None
        return {"rows": [self._as_json(one) for one in self._all], "pending": pending}

    def set_raw(self, raw: Any) -> None:
        with self._quietly():
            self._all = [self._from_json(one) for one in raw["rows"]]
            self._put_away()
            if raw["pending"]:
                self.who.set_raw(raw["pending"]["who"])
                self.person.set_raw(raw["pending"]["person"])
                self._offer()
        self.check()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        if read_only:
            self._put_away()
        self._offer()

    def focus_problem(self) -> None:
        """Only what stands in the lines below can be wrong."""
        self.who.setFocus()

    def mark(self, wrong: bool) -> None:
        """The line below is what is wrong."""
        self.who.setProperty("problem", wrong)


_DAYS = {one.name: one for one in Member.rows.fields if one.kind is DATE}


class MembersWidget(PeopleWidget):
    """Who belongs to a body, and from when to when."""

    heads = tuple(_DAYS[name].label for name in ("valid_from", "valid_until"))

    def _build(self, widget_for: WidgetFor) -> None:
        made = (widget_for(one, self.sources) for one in _DAYS.values())
        self.since, self.until = (cast(DateWidget, one) for one in made)
        for day in (self.since, self.until):
            day.clear()
            day.weekday.hide()
            day.control.setProperty("placeholderText", str(day.field.label))
            day.control.installEventFilter(self)
            self._adding.addWidget(day)

    def _show_lines(self, shown: bool) -> None:
        super()._show_lines(shown)
        self.since.setVisible(shown)
        self.until.setVisible(shown)

    def _texts(self, row: Member) -> Sequence[str]:
        return [show_date(day) if day else "" for day in (row.valid_from, row.valid_until)]

    def _begun(self, who: Who) -> Member:
        return self._changed_to(Member(), who)

    def _changed_to(self, row: Member, who: Who) -> Member:
        days = {"valid_from": self.since.value(), "valid_until": self.until.value()}
        return replace(row, institution=who.institution, person=who.person, **days)

    def _fill_lines(self, row: Member | None) -> None:
        self.since.set_value(row.valid_from if row else None)
        self.until.set_value(row.valid_until if row else None)

    def _as_json(self, row: Member) -> dict[str, Any]:
        days = {name: getattr(row, name) for name in _DAYS}
        said = {name: day.isoformat() if day else None for name, day in days.items()}
        return {"institution": row.institution, "person": row.person, **said}

    def _from_json(self, raw: dict[str, Any]) -> Member:
        days = {name: date.fromisoformat(raw[name]) if raw[name] else None for name in _DAYS}
        return Member(institution=raw["institution"], person=raw["person"], **days)
