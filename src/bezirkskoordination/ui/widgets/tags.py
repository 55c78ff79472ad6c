"""Fields that hold several codes or records: chips that can be taken away, and a line that adds one."""

from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import CODES, label_of
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.ui import style
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.widgets.contract import FieldWidget, Sources, stop_before
from bezirkskoordination.ui.widgets.picks import MOST, PickLine, list_of

_ADD = N_("Widgets", "+ hinzufügen")
_ADD_TO = N_("Widgets", "{} hinzufügen")
_TAG = N_("Widgets", "{}, entfernen mit Entf")
_REMOVE = N_("Widgets", "{} – mit ✕ oder Entf entfernen")
_UNKNOWN = N_("Widgets", "„{}“ steht nicht in der Auswahl. Bitte aus der Liste wählen oder den Text löschen.")


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Tag(QAbstractButton):
    """One chip: its label and a ✕. Arrow keys go to its neighbours, Entf takes it away."""

    removed = Signal()
    moved = Signal(int)

    def __init__(self, key: Any, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.setText(label)
        self.setAccessibleName(_TAG(label))
        self.setToolTip(_REMOVE(label))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _cross(self) -> int:
        """The width of the ✕ zone."""
        return self.height() if self.isEnabled() else 8

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = metrics.height() + 6
        return QSize(metrics.horizontalAdvance(self.text()) + 10 + height, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(style.colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("neutral"))
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(ground, ground.height() / 2, ground.height() / 2)
        painter.setPen(style.colour("neutral_text"))
        words = self.rect().adjusted(10, 0, -self._cross(), 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), text)
        if self.isEnabled():
            side = self.height() * 0.13
            middle = QPoint(self.width() - self.height() // 2 - 2, self.height() // 2)
            painter.setPen(QPen(style.colour("muted"), 1.5))
            painter.translate(middle.x() + 0.5, middle.y() + 0.5)
            painter.drawLine(QPoint(round(-side), round(-side)), QPoint(round(side), round(side)))
            painter.drawLine(QPoint(round(-side), round(side)), QPoint(round(side), round(-side)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in _STEPS:
            self.moved.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()) and event.position().x() >= self.width() - self._cross():
            self.removed.emit()


class TagsWidget(FieldWidget):
    """Several codes of a list, or several records of a type."""

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(field, sources)
        self._tags: list[Tag] = []
        self._read_only = False
        self._ground = QWidget(self)
        self._flow = Flow(self._ground)
        self.add = PickLine(self._options, self._ground, opens_on_click=field.kind is CODES, arrow=False)
        self.add.setProperty("quiet", True)
        self.add.setPlaceholderText(str(_ADD))
        self._limit(self.add, 24, 20)
        self._flow.addWidget(self.add)
        self.add.picked.connect(self._add_picked)
        self.add.textEdited.connect(self._changed)
        self.add.editingFinished.connect(self._leave)
        self._hold(self.add, self._ground)
        self.add.setAccessibleName(_ADD_TO(str(field.label)))

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The chips, in their order."""
        return tuple(self._tags)

    def _keys(self) -> tuple[Any, ...]:
        return tuple(tag.key for tag in self._tags)

    def _label(self, key: Any) -> str:
        if self.field.kind is CODES:
            return label_of(key, self.field.details, self.sources.names)
        return self.sources.names.title(self.field.details.to, key)

    def _options(self, text: str) -> list[tuple[Any, str]]:
        chosen, folded = set(self._keys()), text.strip().casefold()
        if self.field.kind is CODES:
            found: list[tuple[Any, str]] = [
                one for one in list_of(self.field, self.sources) if folded in one[1].casefold()
            ]
        else:
            found = list(self.sources.suggest(self.field.details.to, text)[:MOST])
        return [one for one in found if one[0] not in chosen]

    # --- the contract ---------------------------------------------------------------------

    def _read(self) -> Any:
        if typed := self.add.text().strip():
            raise BadValue(_UNKNOWN, typed).at(self.field.name)
        return self._keys()

    def set_value(self, value: Any) -> None:
        if tuple(value) != self._keys():
            for tag in tuple(self._tags):
                self._drop(tag)
            for key in value:
                self._put(key)
        self.add.clear()
        self.set_problem("")

    def raw(self) -> Any:
        return {"keys": list(self._keys()), "typed": self.add.text()}

    def set_raw(self, raw: Any) -> None:
        self.set_value(tuple(raw["keys"]))
        self.add.setText(raw["typed"])
        self.check()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.add.setVisible(not read_only)
        for tag in self._tags:
            tag.setEnabled(not read_only)

    # --- chips ----------------------------------------------------------------------------

    def _put(self, key: Any) -> None:
        tag = Tag(key, self._label(key), self._ground)
        tag.setEnabled(not self._read_only)
        tag.removed.connect(self._remove_sender)
        tag.moved.connect(self._move_from_sender)
        self._flow.insert(len(self._tags), tag)
        self._tags.append(tag)
        tag.show()
        QWidget.setTabOrder(self._tags[-2] if len(self._tags) > 1 else stop_before(self.add), tag)
        self._ground.updateGeometry()

    def _drop(self, tag: Tag) -> None:
        self._tags.remove(tag)
        self._flow.removeWidget(tag)
        tag.hide()
        tag.deleteLater()
        self._ground.updateGeometry()

    def _remove_sender(self) -> None:
        tag = self.sender()
        assert isinstance(tag, Tag)
        at = self._tags.index(tag)
        self._drop(tag)
        (self._tags[min(at, len(self._tags) - 1)] if self._tags else self.add).setFocus()
        self._changed()

    def _move_from_sender(self, step: int) -> None:
        tag = self.sender()
        assert isinstance(tag, Tag)
        at = self._tags.index(tag) + step
        if at >= len(self._tags):
            self.add.setFocus()
        elif at >= 0:
            self._tags[at].setFocus()

    def _add_picked(self, key: Any) -> None:
        self._put(key)
        self.add.clear()
        self.set_problem("")
        self._changed()

    def _leave(self) -> None:
        if self.add.list_shown:
            return
        typed = self.add.text().strip().casefold()
        offered = [one for one in self._options(typed) if typed and typed in one[1].casefold()]
        same = [one for one in offered if one[1].casefold() == typed]
        if len(same or offered) == 1:
            self._add_picked((same or offered)[0][0])
        elif self.check():
            self.left.emit()
