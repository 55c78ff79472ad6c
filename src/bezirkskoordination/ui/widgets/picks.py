"""Fields that are chosen: from a closed list, from an editable list, or from the records of a type.

One line for all of them: typing searches, an arrow (or Pfeil nach unten) shows what there is. Text that names
nothing stays and is refused; nothing is guessed.
"""

import unicodedata
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QListView, QToolButton, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.ui import icons
from bezirkskoordination.ui.widgets.contract import FieldWidget, Sources

#: What can be chosen for a typed text: (key, label), best first.
Options = Callable[[str], list[tuple[Any, str]]]
MOST = 20

_NOTHING = N_("Widgets", "(keine Angabe)")
_SHOW_ALL = N_("Widgets", "Auswahl zeigen")
_OPEN = N_("Widgets", "{} öffnen")
_SEARCH = N_("Widgets", "suchen …")
_OPEN_KEYS = {Qt.Key.Key_Down, Qt.Key.Key_F4}


class PickLine(QLineEdit):
    """A line with a list below it. `picked` says the key that a person chose; the text is the label."""

    picked = Signal(object)

    def __init__(self, options: Options, parent: QWidget, opens_on_click: bool, arrow: bool = True) -> None:
        super().__init__(parent)
        self._options = options
        self._opens_on_click = opens_on_click
        self._offered: list[tuple[Any, str]] = []
        self._labels = QStringListModel(self)
        completer = QCompleter(self._labels, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(14)
        popup = QListView()
        popup.setProperty("popup", True)
        completer.setPopup(popup)
        self._popup = popup
        completer.setWidget(self)  # not setCompleter: that would search by itself and write while arrows move
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self._completer = completer
        self._arrow = QAction(icons.icon("chevron-down", "muted"), str(_SHOW_ALL), self)
        self._arrow.triggered.connect(self.show_all)
        if arrow:
            self.addAction(self._arrow, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._search)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 6)

    @property
    def offered(self) -> list[str]:
        """The labels in the list below the line."""
        return self._labels.stringList()

    def show_all(self) -> None:
        """Show what there is, whatever is typed."""
        if self.isReadOnly() or not self.isEnabled():
            return
        self.setFocus()
        self.selectAll()
        self._offer("")

    @property
    def list_shown(self) -> bool:
        """Whether the list is open, so that the person is still choosing."""
        return self._popup.isVisible()

    def hide_list(self) -> None:
        """Put the list away."""
        self._popup.hide()

    def _search(self, text: str) -> None:
        if text.strip():
            self._offer(text)
        else:
            self.hide_list()

    def _offer(self, text: str) -> None:
        self._offered = self._options(text)
        labels = [label for _key, label in self._offered]
        self._labels.setStringList(labels)
        if not labels:
            self.hide_list()
            return
        self._completer.complete()
        self._popup.setAccessibleName(self.accessibleName())
        at = labels.index(self.text()) if self.text() in labels else 0 if text else -1
        self._popup.setCurrentIndex(self._completer.completionModel().index(at, 0))

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offered):
            key, label = self._offered[index.row()]
            self.setText("" if key in (None, "") else label)
            self.setCursorPosition(0)
            self.picked.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPEN_KEYS and not self.list_shown:
            self.show_all()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._opens_on_click and event.button() == Qt.MouseButton.LeftButton:
            self.show_all()


class PickWidget(FieldWidget):
    """One of the things that `_options` offers; the key is what the record keeps."""

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(field, sources)
        self._key: Any = field.kind.empty
        self._label = ""
        self._value: Any = None
        self._shown = ""
        self.line = PickLine(self._options, self, opens_on_click=self._opens_on_click)
        self.line.textEdited.connect(self._changed)
        self.line.picked.connect(self._picked)
        self.line.editingFinished.connect(self._leave)
        self._build()

    _opens_on_click = True

    def _build(self) -> None:
        self._hold(self.line)

    def _options(self, text: str) -> list[tuple[Any, str]]:
        raise NotImplementedError

    def _label_of(self, value: Any) -> str:
        return self.field.show(value, self.sources.names).strip()

    def _text(self) -> str:
        return unicodedata.normalize("NFC", self.line.text()).strip()

    def _read(self) -> Any:
        text = self._text()
        if text == self._shown:
            return self._value
        if text and text == self._label:
            return self._key
        return self.field.parse(text, self.sources.names)

    def set_value(self, value: Any) -> None:
        self._value = value
        self._shown = self._label_of(value)
        self._key, self._label = value, self._shown
        self.line.setText(self._shown)
        self.line.setCursorPosition(0)
        self.set_problem("")

    def raw(self) -> Any:
        return {"key": self._key, "label": self._label, "text": self.line.text()}

    def set_raw(self, raw: Any) -> None:
        self._key, self._label = raw["key"], raw["label"]
        self.line.setText(raw["text"])
        self.check()

    def _picked(self, key: Any) -> None:
        self._key, self._label = key, self.line.text().strip()
        self.set_problem("")
        self._changed()

    def _leave(self) -> None:
        if self.line.isReadOnly() or self.line.list_shown:
            return
        self._complete()
        if self.check():
            self.left.emit()

    def _complete(self) -> None:
        """What is typed and offers one thing only means that one: „Arab“ → „Arabisch“."""
        text = self._text()
        if not text or text in (self._shown, self._label):
            return
        folded = text.casefold()  # a search that forgives typing errors offers more than what was typed
        offered = [(key, label) for key, label in self._options(text) if key and folded in label.casefold()]
        same = [one for one in offered if one[1].casefold() == folded]
        if len(same or offered) == 1:
            self._key, label = (same or offered)[0]
            self._label = label.strip()
            self.line.setText(label)


class ChoiceWidget(PickWidget):
    """A value from a list."""

    def _options(self, text: str) -> list[tuple[Any, str]]:
        folded = text.strip().casefold()
        found = [(key, label) for key, label in list_of(self.field, self.sources) if folded in label.casefold()]
        # What begins with the text comes first; the order of the list otherwise.
        found.sort(key=lambda one: not one[1].casefold().startswith(folded))
        if not folded and not self.field.required and not self.field.default:
            found.insert(0, ("", str(_NOTHING)))
        return found

    def _read(self) -> Any:
        value, values = super()._read(), self.field.details.values
        return values.of(value) if value and isinstance(value, str) and not isinstance(values, str) else value

    def _label_of(self, value: Any) -> str:
        return str(value.label) if isinstance(value, Choice) else super()._label_of(value)

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._key = value.value if isinstance(value, Choice) else value


def list_of(field: Field, sources: Sources) -> list[tuple[str, str]]:
    """What may be chosen for a field with a closed or an editable list: (code, label)."""
    values = field.details.values
    if isinstance(values, str):
        return [(item.code, item.label) for item in sources.names.items(values) if item.active]
    return [(member.value, str(member.label)) for member in values]


class RefWidget(PickWidget):
    """A record of another type, found by typing; the arrow beside it goes there."""

    _opens_on_click = False
    #: Whether the arrow goes there; where a window asks and nothing else, it must not.
    leads = True

    def _build(self) -> None:
        if not self.field.hint:
            self.line.setPlaceholderText(str(_SEARCH))
        self.open = open_button(self)
        self.open.clicked.connect(self._go)
        self.line.textChanged.connect(self._offer_open)
        self._hold(self.line, beside(self, self.line, self.open))

    def _options(self, text: str) -> list[tuple[Any, str]]:
        found: list[tuple[Any, str]] = list(self.sources.suggest(self.field.details.to, text)[:MOST])
        return found

    def _offer_open(self) -> None:
        text = self._text()
        self.open.setVisible(self.leads and bool(text) and text in (self._shown, self._label))
        if not self.field.hint:
            self.line.setToolTip(text)  # a long title may be cut off

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._offer_open()

    def _picked(self, key: Any) -> None:
        super()._picked(key)
        self._offer_open()

    def _go(self) -> None:
        self.open_requested.emit(self.field.details.to, self._read())


class AnyRefWidget(FieldWidget):
    """What a record is about, whatever its type: shown, not chosen; the page that made the record knows it."""

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(field, sources)
        self._value: tuple[str, str] | None = None
        self.words = QLabel(self)
        self.open = open_button(self)
        self.open.setAccessibleName(_OPEN(str(field.label)))
        self.open.clicked.connect(self._go)
        self._hold(self.open, beside(self, self.words, self.open))
        self.set_value(None)

    def _read(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = tuple(value) if value else None
        known = RECORD_TYPES.get(value[0]) if value else None
        self.words.setText(str(known.label) if known else "–")
        self.open.setVisible(known is not None)
        self.set_problem("")

    def raw(self) -> Any:
        return list(self._value) if self._value else None

    def set_raw(self, raw: Any) -> None:
        self.set_value(raw)

    def set_read_only(self, read_only: bool) -> None:
        pass  # it is never anything else

    def _go(self) -> None:
        if self._value:
            self.open_requested.emit(*self._value)


def open_button(owner: FieldWidget) -> QToolButton:
    """The arrow that goes to the record referred to."""
    button = QToolButton(owner)
    button.setIcon(icons.icon("arrow-right", "muted"))
    words = _OPEN(str(owner.field.label))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button


def beside(parent: QWidget, *widgets: QWidget) -> QWidget:
    """Widgets in a row, the first as wide as it can be."""
    row_widget = QWidget(parent)
    row = QHBoxLayout(row_widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for at, widget in enumerate(widgets):
        row.addWidget(widget, 0 if at else 1)
    return row_widget
