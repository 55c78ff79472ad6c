"""What narrows a list: the filter line and a button for each facet. It offers what occurs and finds nothing itself."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, View, Where
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.cells import entries
from bezirkskoordination.ui.flow import Flow

_PLACEHOLDERS = {
    "person": N_("Facets", "Name, Sprache, Ort …"),
    "institution": N_("Facets", "Name, Art, Ort …"),
}
_PLACEHOLDER = N_("Facets", "Stichwort …")
_PARTS = (N_("Facets", "vormittags"), N_("Facets", "nachmittags"), N_("Facets", "abends"))
_UNSET = {k.GRID: N_("Facets", "verfügbar am …")}
_CHOSEN = N_("Facets", "{}: {}")
_SHOWN = 2
_NOTHING_TO_CHOOSE = N_("Facets", "nichts erfasst")


class StayingMenu(QMenu):
    """A menu in which several things are ticked: it stays until somebody leaves it."""

    def _tick(self) -> bool:
        action = self.activeAction()
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._tick():
            super().keyPressEvent(event)


class FacetButton(QPushButton):
    """Narrows by one field. `values` are the ticked ones, in the order of the list."""

    changed = Signal()

    def __init__(self, view: View, field: Field, office: OfficeFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._view = view
        self._office = office
        self._ticked: dict[Any, str] = {}
        self._menus: list[StayingMenu] = []
        self._actions: list[QAction] = []
        menu = self._menu = StayingMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self._say()

    @property
    def values(self) -> tuple[Any, ...]:
        """What the list is narrowed to; empty for everything."""
        return tuple(self._ticked)

    def where(self) -> Iterator[Where]:
        """The condition, if there is one."""
        if self._ticked:
            yield Where(self.field.name, self.values)

    def tick(self, value: Any, on: bool = True) -> None:
        """Tick a value or take its tick away."""
        if on:
            self._ticked[value] = self._label(value)
        else:
            self._ticked.pop(value, None)
        self._say()
        self.changed.emit()

    def clear(self) -> None:
        """Take all ticks away; nothing is signalled."""
        self._ticked.clear()
        self._say()

    def codes(self) -> list[str]:
        """What is ticked, as it may be remembered outside the file: codes, never words or names of anybody."""
        found = (_to_code(self.field, value, self._office) for value in self._ticked)
        return [code for code in found if code]

    def restore(self, codes: Iterable[str]) -> None:
        """Tick what `codes` gave; what is not known here is passed over, and nothing is signalled."""
        values = (_of_code(self.field, code, self._office) for code in codes)
        self._ticked = {value: self._label(value) for value in values if value is not None}
        self._say()

    def _label(self, value: Any) -> str:
        names = self._office.names
        if self.field.kind.owned:
            return entries(self.field, (value,), names)[0]
        return self.field.show(value, names)

    def _say(self) -> None:
        shown = list(self._ticked.values())
        more = len(shown) - _SHOWN
        words = ", ".join(shown[:_SHOWN]) + (f" +{more}" if more > 0 else "")
        label = str(self.field.label)
        text = _CHOSEN(label, words) if shown else str(_UNSET.get(self.field.kind, label))
        self.setText(text.replace("&", "&&"))
        self.setToolTip(_CHOSEN(label, ", ".join(shown)) if more > 0 else "")
        self.setAccessibleName(text)

    # --- the menu -------------------------------------------------------------------------

    def _fill(self) -> None:
        self._menu.clear()
        for menu in self._menus:
            menu.deleteLater()
        self._menus, self._actions = [], []
        if self.field.kind is k.GRID:
            self._fill_days()
            return
        for value, label in self.options():
            self._add(self._menu, value, label)
        if not self._actions:
            self._menu.addAction(str(_NOTHING_TO_CHOOSE)).setEnabled(False)

    def _fill_days(self) -> None:
        from bezirkskoordination.ui.widgets.contract import DAYS  # late: the widgets of forms come along

        for day, name in enumerate(DAYS):
            menu = StayingMenu(str(name), self._menu)
            self._menus.append(menu)
            self._menu.addMenu(menu)
            for part, words in enumerate(_PARTS):
                self._add(menu, k.grid_bit(day, part), str(words))

    def _add(self, menu: QMenu, value: Any, label: str) -> None:
        action = menu.addAction(label.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(value in self._ticked)
        action.toggled.connect(lambda on, value=value: self.tick(value, on))
        self._actions.append(action)

    def options(self) -> list[tuple[Any, str]]:
        """What can be ticked: the states there are, or the values that occur."""
        return _OPTIONS[self.field.kind](self)

    def _states(self) -> list[tuple[Any, str]]:
        hidden = {one for where in self._view.where if where.negate and where.field == self.field.name
                  for one in where.values}  # fmt: skip
        return [(member, str(member.label)) for member in self.field.closed if member not in hidden]

    def _flags(self) -> list[tuple[Any, str]]:
        return [(value, self.field.show(value, self._office.names)) for value in (True, False)]

    def _used(self) -> set[Any]:
        used = self._office.lists.used_codes(self._view, self.field)
        return {one for one in used if one not in ("", None)} | self._ticked.keys()

    def _codes(self) -> list[tuple[Any, str]]:
        holder = self.field.details.row.rows.fields[0] if self.field.kind is k.ROWS else self.field
        used = self._used()
        if isinstance(holder.details.values, str) and holder.details.values:
            items = [item.code for item in self._office.names.items(holder.details.values)]
            listed = [code for code in items if code in used]
            used = {*used} - {*listed}
        else:
            listed = []
        return [(code, self._label(code)) for code in (*listed, *sorted(used))]

    def _records(self) -> list[tuple[Any, str]]:
        used = self._used()
        self._office.names.read_titles(self.field.details.to, used)
        return sorted(((one, self._label(one)) for one in used), key=lambda pair: pair[1].casefold())


_OPTIONS: dict[k.Kind, Callable[[FacetButton], list[tuple[Any, str]]]] = {
    k.STATUS: FacetButton._states,
    k.CHOICE: FacetButton._states,
    k.FLAG: FacetButton._flags,
    k.LISTED: FacetButton._codes,
    k.CODES: FacetButton._codes,
    k.ROWS: FacetButton._codes,
    k.REF: FacetButton._records,
    k.REFS: FacetButton._records,
}


def _items(field: Field) -> str:
    """The value list that a field's codes are of."""
    holder = field.details.row.rows.fields[0] if field.kind is k.ROWS else field
    return str(holder.details.values)


def _has_names(field: Field) -> bool:
    """Whether records of somebody are referred to: those are nothing to remember."""
    return any(one.personal for one in RECORD_TYPES[field.details.to].fields)


def _to_code(field: Field, value: Any, office: OfficeFile) -> str:
    if field.kind in (k.STATUS, k.CHOICE):
        return str(value.value)
    if field.kind in (k.REF, k.REFS):
        of = RECORD_TYPES[field.details.to]
        return "" if _has_names(field) else "".join(one.uid for one in office.read.page(of, [value]))
    return str(int(value)) if field.kind in (k.FLAG, k.GRID) else str(value)


def _of_code(field: Field, code: str, office: OfficeFile) -> Any:
    if field.kind in (k.STATUS, k.CHOICE):
        return next((one for one in field.closed if one.value == code), None)
    if field.kind in (k.REF, k.REFS):
        found = office.read.by_uid(RECORD_TYPES[field.details.to], code)
        return found.id if found else None
    if field.kind in (k.FLAG, k.GRID):
        number = int(code) if code.isdecimal() else 0
        return bool(number) if field.kind is k.FLAG else number or None
    return code if any(item.code == code for item in office.names.items(_items(field))) else None


class Question(QWidget):
    """Something that narrows a list by more than one field at once."""

    changed = Signal()

    def where(self) -> Iterator[Where]:
        """The conditions, if it is asked."""
        raise NotImplementedError

    def clear(self) -> None:
        """Ask no more; nothing is signalled."""
        raise NotImplementedError


class FilterLine(QLineEdit):
    """One line that searches while it is typed; Escape empties it, arrow down goes to the list."""

    down = Signal()

    def __init__(self, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(str(_PLACEHOLDERS.get(view.type.name, _PLACEHOLDER)))
        self.setAccessibleName(N_("Facets", "{} filtern")(view.label))
        self.setClearButtonEnabled(True)
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("n") * 22)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """The filter line and the facets of a view. `changed` says that the list should be asked anew."""

    changed = Signal()

    def __init__(self, view: View, office: OfficeFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._flow = Flow(self, gap=8)
        self.line = FilterLine(view, self)
        self.line.textChanged.connect(self._changed)
        self.line.setVisible(view.type.is_searched)
        if view.type.is_searched:
            self._flow.addWidget(self.line)
        self.facets = {name: FacetButton(view, view.type.field(name), office, self) for name in view.facets}
        for button in self.facets.values():
            button.changed.connect(self._changed)
            self._flow.addWidget(button)
        self._questions: list[Question] = []
        self._reset = QPushButton(str(N_("Facets", "Filter zurücksetzen")), self)
        self._reset.setProperty("link", True)
        self._reset.clicked.connect(self.reset)
        self._reset.hide()

    def add(self, question: Question) -> None:
        """Let something else narrow the list as well; it is not remembered."""
        self._questions.append(question)
        question.setParent(self)
        question.changed.connect(self._changed)
        self._flow.addWidget(question)

    def _narrowing(self) -> Iterator[FacetButton | Question]:
        yield from self.facets.values()
        yield from self._questions

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text().strip()

    def where(self) -> tuple[Where, ...]:
        """What is ticked and asked."""
        return tuple(where for one in self._narrowing() for where in one.where())

    @property
    def narrows(self) -> bool:
        """Whether anything is typed or ticked."""
        return bool(self.text or self.where())

    def remember(self, memory: QSettings) -> None:
        """Keep what is ticked for the next time. What is typed may be a name and is never kept."""
        for name, button in self.facets.items():
            key = f"lists/{self._view.name}/filter/{name}"
            if codes := button.codes():
                memory.setValue(key, ",".join(codes))
            else:
                memory.remove(key)

    def restore(self, memory: QSettings) -> None:
        """Tick what was remembered; nothing is signalled."""
        for name, button in self.facets.items():
            stored = str(memory.value(f"lists/{self._view.name}/filter/{name}", ""))
            button.restore(code for code in stored.split(",") if code)
        self._offer_reset()

    def reset(self) -> None:
        """Show everything again."""
        for one in self._narrowing():
            one.clear()
        if self.line.text():
            self.line.clear()
        else:
            self._changed()

    def _changed(self, *_args: object) -> None:
        self._offer_reset()
        self.changed.emit()

    def _offer_reset(self) -> None:
        ticked = bool(self.where())
        if ticked and self._flow.indexOf(self._reset) < 0:
            self._flow.addWidget(self._reset)
        elif not ticked and self._flow.indexOf(self._reset) >= 0:
            self._flow.removeWidget(self._reset)
        self._reset.setVisible(ticked)
