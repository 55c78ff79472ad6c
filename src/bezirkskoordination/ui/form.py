"""A record as a form: one widget for each field, laid out by `forms/<view>.ui` or, without one, in two columns.

A layout only says where: a QWidget named like a field becomes that field's widget; a QLabel `label_<field>` gets
its label (`label_<one>__<other>` the labels of both); a QLabel `section_<…>` is a heading; a QToolButton
`fold_<name>` folds the QWidget `<name>`. All words come from the declaration. The form saves nothing and asks nobody.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from bezirkskoordination import paths
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field, Record, View
from bezirkskoordination.records.kinds import Look
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules import validity
from bezirkskoordination.ui import icons
from bezirkskoordination.ui.widgets import FieldWidget, ListNames, Sources, Suggest, label_text, widget_for
from bezirkskoordination.ui.widgets.lines import DateWidget

LABEL, SECTION, FOLD = "label_", "section_", "fold_"
_GAP = 11  # between a label and its field; part of the label, so that it goes when the label does
_LEAST_DIGITS = 22  # narrower than this, a field has no room beside its label

_MORE = N_("Form", "Mehr Angaben")
#: What folds say that hold something of their own.
_FOLDS = {
    "fold_trip": N_("Form", "Fahrt mit dem eigenen Wagen"),
    "fold_learnt": N_("Form", "Qualifikationen"),
    "fold_care": N_("Form", "Datenschutz, Erklärungen, Versicherung"),
    "fold_election": N_("Form", "Wahl, Zahl der Mitglieder"),
    "fold_slides": N_("Form", "Präsentationsblatt"),
    "fold_vote": N_("Form", "Abstimmung und Pflichtenbelehrung"),
    "fold_ending": N_("Form", "Ende der Bestellung"),
    "fold_paid": N_("Form", "Bezahlte Stelle"),
    "fold_profile": N_("Form", "Anforderungen und Aufgaben"),
    "fold_passed_on": N_("Form", "Übergabe"),
    "fold_rules": N_("Form", "Ehrenamtliche und Datenschutz"),
    "fold_around": N_("Form", "Leitung, Zugang, Sprachmittlung"),
    "fold_why": N_("Form", "Warum vorgeschlagen"),
    "fold_procedure": N_("Form", "Geschäftsordnung"),
}
#: Folds whose facts another tab shows: they open only for writing.
_TOLD_ELSEWHERE = frozenset({"fold_care"})
_LEGEND = N_("Form", "* Pflichtangabe")
_ELSEWHERE = N_("Form", "{}: {}")
_GIVEN = N_("Form", "wird beim Speichern vergeben")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form holds: a record, or what is wrong with it by field name."""

    record: Record | None
    problems: dict[str, str] = field(default_factory=dict)


def _named_by(label: QLabel) -> list[str]:
    """The fields that a label of the layout belongs to."""
    return label.objectName().removeprefix(LABEL).split("__")


class Fold(QToolButton):
    """A heading that shows and hides what is below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body: QWidget | None = None
        self._offered = True
        self.setProperty("fold", True)
        self.setCheckable(True)
        self.setText(str(_MORE))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(self.fontMetrics().height(), self.fontMetrics().height()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(self._turn)
        self._turn(False)

    def hold(self, body: QWidget) -> None:
        """Fold this widget from now on."""
        self.body = body
        self._turn(self.isChecked())

    def offer(self, wanted: bool) -> None:
        """Show the heading with what is below it, or neither."""
        self._offered = wanted
        self.setVisible(wanted)
        self._turn(self.isChecked())

    def _turn(self, open_: bool) -> None:
        self.setIcon(icons.icon("chevron-down" if open_ else "chevron-right", "accent"))
        if self.body is not None:
            self.body.setVisible(open_ and self._offered)


class _Layout(QUiLoader):
    """Reads a layout and puts a form's own widgets where it names them."""

    def __init__(self, form: "Form") -> None:
        super().__init__()
        self._form = form
        self._fields = {of.name: of for of in form.view.type.fields}

    def createWidget(self, class_name: str, parent: QWidget | None = None, name: str = "") -> QWidget:
        if class_name == "QWidget" and name in self._fields:
            made: QWidget = self._form.make(self._fields[name])
        elif class_name == "QToolButton" and name.startswith(FOLD):
            made = Fold()
            made.setText(str(_FOLDS.get(name, _MORE)))
        else:
            made = super().createWidget(class_name, parent, name)
            if name.startswith(SECTION):
                made.setProperty("role", "section")
            return made
        made.setParent(parent)
        made.setObjectName(name)
        return made


class Form(QWidget):
    """Shows a record of a view, reads it back, and says what is wrong where it is wrong."""

    edited = Signal(str)  # field
    submitted = Signal()  # Enter
    abandoned = Signal()  # Escape
    open_requested = Signal(str, object)  # type name, id
    change_requested = Signal(str)  # status field
    file_chosen = Signal(str, object)  # field, Path
    view_requested = Signal(int)  # attachment id

    def __init__(self, view: View, names: ListNames, suggest: Suggest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.widgets: dict[str, FieldWidget] = {}
        self._sources = Sources(names, suggest)
        self._labels: list[QLabel] = []
        self._folds: list[Fold] = []
        self._labels_above = False
        self._left_out: set[str] = set()  # fields that another one makes needless just now
        self._room_for_labels = 0
        self._record: Record | None = None
        self._as_shown: dict[str, Any] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._general = QLabel(self)
        self._general.setProperty("role", "problem")
        self._general.setWordWrap(True)
        self._general.hide()
        self._column.addWidget(self._general)
        self._build()
        self.show_record(None)

    # --- building -------------------------------------------------------------------------

    def _build(self) -> None:
        layout = paths.form(self.view.form or self.view.name)
        if layout.is_file():
            body = _Layout(self).load(str(layout), self)
            for fold in body.findChildren(Fold):
                folded = body.findChild(QWidget, fold.objectName().removeprefix(FOLD))
                assert folded is not None, fold.objectName()
                fold.hold(folded)
                self._folds.append(fold)
        else:
            body = self._plain()
        self._column.addWidget(body)
        if any(widget.field.required for widget in self.widgets.values()):
            legend = QLabel(str(_LEGEND), self)
            legend.setProperty("role", "muted")
            self._column.addWidget(legend)
        self._column.addStretch(1)
        for label in body.findChildren(QLabel):
            if label.objectName().startswith(LABEL):
                self._name(label, _named_by(label))
        named = {name for label in self._labels for name in _named_by(label)}
        for name in self.widgets.keys() - named:
            self._say_inside(self.widgets[name])
        self._fit_labels()

    def _plain(self) -> QWidget:
        body = QWidget(self)
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for of in self.view.type.fields:
            label = QLabel(body)
            label.setObjectName(LABEL + of.name)
            widget = self.make(of)
            widget.setObjectName(of.name)
            row = grid.rowCount()
            grid.addWidget(label, row, 0, 1, 2 if widget.wide else 1)
            grid.addWidget(widget, row + widget.wide, 1 - widget.wide, 1, 1 + widget.wide)
        return body

    def make(self, of: Field) -> FieldWidget:
        """The widget of a field, asked for by the layout."""
        widget = self.widgets[of.name] = widget_for(of, self._sources)
        if self.view.type.number and of.name == "number":
            self._given(widget)
        if isinstance(widget, DateWidget) and not validity.may_lie_ahead(self.view.type.cls, of.name):
            widget.look = Look.BACK
        widget.edited.connect(self._edited)
        widget.open_requested.connect(self.open_requested)
        widget.change_requested.connect(self._change_requested)
        widget.file_chosen.connect(self._file_chosen)
        widget.view_requested.connect(self.view_requested)
        return widget

    @staticmethod
    def _given(widget: FieldWidget) -> None:
        """A running number is given by the file, never typed."""
        widget.set_read_only(True)
        widget.control.setProperty("placeholderText", str(_GIVEN))

    def _name(self, label: QLabel, names: list[str]) -> None:
        fields = [self.view.type.field(name) for name in names]
        label.setText(", ".join(label_text(of) for of in fields))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "label")
        label.setWordWrap(True)
        label.setIndent(0)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        label.setBuddy(self.widgets[names[0]].control)
        if fields[0].hint:
            label.setToolTip(str(fields[0].hint))
        self._labels.append(label)

    @staticmethod
    def _say_inside(widget: FieldWidget) -> None:
        """A field without a label of its own says its name where it is empty."""
        widget.control.setProperty("placeholderText", str(widget.field.label))

    def _fit_labels(self) -> None:
        """All labels beside fields are as wide as the longest word among them: nothing is cut, long labels wrap."""
        metrics = self.fontMetrics()
        words = (word for label in self._labels for word in label.text().split(" "))
        width = max((metrics.horizontalAdvance(word) for word in words), default=0) + _GAP
        for label in self._labels:
            if not self.widgets[_named_by(label)[0]].wide:
                label.setFixedWidth(width)
        self._room_for_labels = width + metrics.horizontalAdvance("0") * _LEAST_DIGITS
        self._arrange()

    def _arrange(self) -> None:
        """Labels stand beside their fields, or above them in a narrow column or a large font."""
        above = self.width() < self._room_for_labels
        if above == self._labels_above:
            return
        self._labels_above = above
        for label in self._labels:
            names = _named_by(label)
            if not self.widgets[names[0]].wide:
                label.setVisible(not above and self._left_out.isdisjoint(names))
        for widget in self.widgets.values():
            widget.show_label_above(above)

    def ask_for(self, name: str, wanted: bool) -> None:
        """Show a field, or leave it out where another says that it is not needed; what stands there stays."""
        if wanted == (name not in self._left_out):
            return
        (self._left_out.discard if wanted else self._left_out.add)(name)
        self.widgets[name].setVisible(wanted)
        for label in self._labels:
            if name in _named_by(label):
                label.setVisible(wanted and (self.widgets[name].wide or not self._labels_above))
        for fold in self._folds:
            if name in (inside := self._inside(fold)):
                fold.offer(not self._left_out.issuperset(inside))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to be told that there is no room for labels."""
        least = self.fontMetrics().horizontalAdvance("0") * _LEAST_DIGITS
        return QSize(least, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_labels()

    # --- the record -----------------------------------------------------------------------

    def show_record(self, record: Record | None) -> None:
        """Show a record, or with None what a new one begins with. Nothing is signalled."""
        self._record = record
        for name, widget in self.widgets.items():
            if record is None:
                widget.clear()
            else:
                widget.set_value(getattr(record, name))
        self._as_shown = self.raw()
        self._say_general("")
        for fold in self._folds:
            told = fold.objectName() in _TOLD_ELSEWHERE
            fold.setChecked(not told and any(self.says_something(name) for name in self._inside(fold)))

    def read(self) -> Reading:
        """The record as it stands. What is wrong is also said next to its field; what is right there no longer."""
        values, problems = self._values_of_fields(), {}
        for name, widget in self.widgets.items():
            try:
                values[name] = widget.value()
                widget.set_problem("")
            except BadValue as refusal:
                problems[name] = str(refusal)
                self.set_problem(name, problems[name])
        if problems:
            return Reading(None, problems)
        self._say_general("")
        return Reading(replace(self._record, **values) if self._record else self.view.type.cls(**values))

    def _values_of_fields(self) -> dict[str, Any]:
        """For what the layout does not show: the record's value, or that of a new one."""
        if self._record is not None:
            return {}
        hidden = (of for of in self.view.type.fields if of.name not in self.widgets)
        return {of.name: of.kind.empty if of.required else of.default for of in hidden}

    def put(self, name: str, value: Any) -> None:
        """Set one field as if a person had: the form becomes dirty and says so."""
        self.widgets[name].set_value(value)
        self.edited.emit(name)

    @property
    def dirty(self) -> bool:
        """Whether something stands there that did not when the record was shown."""
        return self.raw() != self._as_shown

    def raw(self) -> dict[str, Any]:
        """Everything that stands there, right or wrong, as JSON can hold it."""
        return {name: widget.raw() for name, widget in self.widgets.items()}

    def readable(self) -> dict[str, Any]:
        """The values that can be read as they stand; nothing is said about the others."""
        found: dict[str, Any] = {}
        for name, widget in self.widgets.items():
            with suppress(BadValue):
                found[name] = widget.value()
        return found

    def set_raw(self, raw: dict[str, Any]) -> None:
        """Show again what `raw` gave, on top of the record that is shown; unknown fields are left alone."""
        for name in raw.keys() & self.widgets.keys():
            self.widgets[name].set_raw(raw[name])
        self._open_where(name for name, widget in self.widgets.items() if widget.problem or self.says_something(name))

    # --- problems -------------------------------------------------------------------------

    def set_problem(self, name: str, text: str) -> None:
        """Say what is wrong next to a field, or, where the form does not show it, above all fields."""
        if name in self.widgets:
            self.widgets[name].set_problem(text)
            if text:
                self._open_where((name,))
            return
        known = next((of for of in self.view.type.fields if of.name == name), None)
        self._say_general(_ELSEWHERE(known.label, text) if known and text else text)

    def focus_first_problem(self) -> None:
        """Go to the first field that something is wrong with."""
        for widget in self.widgets.values():
            if widget.problem:
                self._bring(widget)
                widget.focus_problem()
                return

    def focus_field(self, name: str) -> None:
        """Go to a field, unfolding what hides it."""
        self._open_where((name,))
        self._bring(self.widgets[name])

    def unfold(self, name: str) -> None:
        """Show what hides a field."""
        self._open_where((name,))

    def set_read_only(self, read_only: bool) -> None:
        """Show only, or let people write again."""
        for name, widget in self.widgets.items():
            widget.set_read_only(read_only or bool(self.view.type.number and name == "number"))

    def _say_general(self, text: str) -> None:
        self._general.setText(text)
        self._general.setVisible(bool(text))

    def _bring(self, widget: FieldWidget) -> None:
        widget.control.setFocus(Qt.FocusReason.OtherFocusReason)
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(widget)

    # --- folded parts ---------------------------------------------------------------------

    def _inside(self, fold: Fold) -> list[str]:
        body = fold.body
        return [name for name, widget in self.widgets.items() if body is not None and body.isAncestorOf(widget)]

    def says_something(self, name: str) -> bool:
        """Whether a field holds more than a new record begins with."""
        widget = self.widgets[name]
        if widget.problem:
            return True
        try:
            return widget.value() not in (widget.field.default, widget.field.kind.empty)
        except BadValue:
            return widget.field.required is False

    def _open_where(self, names: Iterable[str]) -> None:
        wanted = set(names)
        for fold in self._folds:
            if wanted.intersection(self._inside(fold)):
                fold.setChecked(True)

    # --- signals and keys -----------------------------------------------------------------

    def _sender(self) -> str:
        widget = self.sender()
        assert isinstance(widget, FieldWidget)
        return widget.field.name

    def _edited(self) -> None:
        self.edited.emit(self._sender())

    def _change_requested(self) -> None:
        self.change_requested.emit(self._sender())

    def _file_chosen(self, file: object) -> None:
        self.file_chosen.emit(self._sender(), file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        else:
            super().keyPressEvent(event)
