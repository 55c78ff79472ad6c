"""What every editing widget can do, so that a form need not know which one it holds.

`value` reads or raises BadValue, `set_value` and `clear` show without signalling, `edited` says that a
person changed something, `set_problem` says in place what is wrong. It knows no record and no layout.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import NBSP, Names
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules import discretion
from bezirkskoordination.ui import icons, style

#: Searches the records of a type for what is typed: type name, text → (id, title), best first.
Suggest = Callable[[str, str], list[tuple[int, str]]]

DAYS = (
    N_("Days", "Montag"), N_("Days", "Dienstag"), N_("Days", "Mittwoch"), N_("Days", "Donnerstag"),
    N_("Days", "Freitag"), N_("Days", "Samstag"), N_("Days", "Sonntag"),
)  # fmt: skip

_MISSING = N_("Form", "„{}“ fehlt noch.")
_CHECK = N_("Form", "Bitte prüfen: {}")
_REQUIRED = N_("Form", "{}, Pflichtangabe")


class ListNames(Names, Protocol):
    """Names that can also enumerate a value list."""

    def items(self, values: str) -> list[ListItem]:
        """A value list in its order, inactive values included."""
        ...


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a widget gets what it shows: labels and titles, value lists, and the search for records."""

    names: ListNames
    suggest: Suggest


class _Problem(QWidget):
    """The message below a widget: a warning sign and words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(5)
        self._sign = icons.Sign("warning", "problem", self)
        self._words = QLabel(self)
        self._words.setProperty("role", "problem")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def say(self, text: str) -> None:
        self._words.setText(text)


def label_text(field: Field) -> str:
    """A field's label; an asterisk marks what may not stay empty."""
    return f"{field.label}{NBSP}*" if field.required else str(field.label)


def stop_before(widget: QWidget) -> QWidget:
    """Where the keyboard stops before it comes to this widget; what is made later is put in between by it."""
    found = widget.previousInFocusChain() or widget
    while found is not widget and not found.focusPolicy() & Qt.FocusPolicy.TabFocus:
        found = found.previousInFocusChain() or widget
    return found


class FieldWidget(QWidget):
    """Edits one field.

    A subclass builds its control, hands it to `_hold`, and fills in `_read`, `set_value`, `raw` and `set_raw`.
    """

    edited = Signal()
    left = Signal()
    open_requested = Signal(str, object)  # type name, id
    change_requested = Signal()
    file_chosen = Signal(object)  # Path
    view_requested = Signal(int)

    #: Whether a plain form gives it the whole width, its label above.
    wide = False

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__()
        self.field = field
        self.sources = sources
        self._quiet = False
        self._narrow = False
        self._problem: _Problem | None = None
        self._warning: QLabel | None = None
        self._above: QLabel | None = None
        self._control: QWidget = self
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)

    def _hold(self, control: QWidget, row: QWidget | None = None) -> None:
        """Take the control that has the focus, and the whole `row` when it is not alone."""
        self._control = control
        self._column.addWidget(row or control)
        label = str(self.field.label)
        control.setAccessibleName(_REQUIRED(label) if self.field.required else label)
        if self.field.hint:
            control.setToolTip(str(self.field.hint))
            control.setWhatsThis(str(self.field.hint))
            self._show_hint(control)
        self._describe("")

    def _show_hint(self, control: QWidget) -> None:
        """What must be heeded, or has no room inside, stands below all the time; the rest where nothing is typed."""
        inside = isinstance(control, QLineEdit) and not self._narrow and not self.field.required
        if inside:
            control.setProperty("placeholderText", str(self.field.hint))
            return
        hint = QLabel(str(self.field.hint), self)
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        self._column.addWidget(hint)

    def show_label_above(self, shown: bool) -> None:
        """Carry the label above, where there is no room beside. A wide field has its own way."""
        if shown and self._above is None:
            self._above = QLabel(label_text(self.field), self)
            self._above.setProperty("role", "label")
            self._above.setIndent(0)
            self._above.setWordWrap(True)
            self._above.setBuddy(self._control)
            self._column.insertWidget(0, self._above)
        if self._above is not None:
            self._above.setVisible(shown)

    @property
    def control(self) -> QWidget:
        """What takes the focus; the label is its buddy."""
        return self._control

    @property
    def problem(self) -> str:
        """What was last said to be wrong."""
        return self.property("said") or ""

    # --- the value ------------------------------------------------------------------------

    def value(self) -> Any:
        """The parsed value; raises BadValue for what cannot be read and for what is missing."""
        value = self._read()
        if self.field.required and value in (None, "", ()):
            raise BadValue(_MISSING, str(self.field.label)).at(self.field.name)
        return value

    def _read(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value; nothing is signalled."""
        raise NotImplementedError

    def clear(self) -> None:
        """Show the field as in a new record; nothing is signalled."""
        self.set_value(self.field.kind.empty if self.field.required else self.field.default)

    def raw(self) -> Any:
        """What stands there, right or wrong, as JSON can hold it."""
        raise NotImplementedError

    def set_raw(self, raw: Any) -> None:
        """Show again what `raw` gave; nothing is signalled."""
        raise NotImplementedError

    # --- problems -------------------------------------------------------------------------

    def set_problem(self, text: str) -> None:
        """Say below the widget what is wrong, and mark it; nothing is wrong with an empty text."""
        if text == self.problem:
            return
        self.setProperty("said", text)
        if text and self._problem is None:
            self._problem = _Problem(self)
            self._column.addWidget(self._problem)
        if self._problem is not None:
            self._problem.say(_CHECK(text) if text else "")
            self._problem.setVisible(bool(text))
        self.mark(bool(text))
        self._describe(text)

    def focus_problem(self) -> None:
        """Go where the mistake is; it stands in the control, unless a widget knows better."""

    def mark(self, wrong: bool) -> None:
        """Mark the frame only."""
        style.mark(self._control, "problem", wrong)

    def check(self) -> bool:
        """Say what cannot be read as it stands; what is merely missing is not yet said. True if all is well."""
        try:
            self._read()
        except BadValue as refusal:
            self.set_problem(str(refusal))
            return False
        self.set_problem("")
        return True

    def _describe(self, problem: str) -> None:
        hint = str(self.field.hint) if self.field.hint else ""
        self._control.setAccessibleDescription(
            " ".join(part for part in (_CHECK(problem) if problem else "", hint) if part)
        )

    def _caution(self, text: str) -> None:
        """Say while somebody writes about people what may not be kept."""
        said = discretion.caution(text)
        if said and self._warning is None:
            self._warning = QLabel(self)
            self._warning.setProperty("role", "warn")
            self._warning.setWordWrap(True)
            self._column.addWidget(self._warning)
        if self._warning is not None:
            self._warning.setText(said)
            self._warning.setVisible(bool(said))

    @property
    def warning(self) -> str:
        """What was said while writing; empty if nothing."""
        return self._warning.text() if self._warning is not None else ""

    # --- for subclasses -------------------------------------------------------------------

    def set_read_only(self, read_only: bool) -> None:
        """Show, but do not let anybody change it."""
        if isinstance(self._control, QLineEdit):
            self._control.setReadOnly(read_only)
            style.restyle(self._control)
        else:
            self._control.setEnabled(not read_only)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def _changed(self, *_args: object) -> None:
        """A person changed something: a message that no longer holds goes away."""
        if self._quiet:
            return
        if self.problem:
            try:
                self.value()
            except BadValue as refusal:
                self.set_problem(str(refusal))
            else:
                self.set_problem("")
        self.edited.emit()

    def _limit(self, control: QWidget, digits: int, extra: int = 34) -> None:
        """Make a control as wide as this many digits of its font, now and when the font changes."""
        self._narrow = True
        _WidthOfDigits(control, digits, extra)


class _WidthOfDigits(QObject):
    """Keeps a control's greatest width in step with its font."""

    def __init__(self, control: QWidget, digits: int, extra: int) -> None:
        super().__init__(control)
        self._control, self._digits, self._extra = control, digits, extra
        control.installEventFilter(self)
        self._fit()

    def _fit(self) -> None:
        self._control.setMaximumWidth(self._control.fontMetrics().horizontalAdvance("0") * self._digits + self._extra)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.Polish):
            self._fit()
        return False
