"""The search field of the window: records and commands, found while typing; Enter goes there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.ui.commands import COMMANDS, key_text
from bezirkskoordination.ui.icons import icon

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_KEYS = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
_SHOWN, _MOST_RECORDS = 12, 10


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer: what it is, what kind, and what choosing it does."""

    text: str
    kind: str
    icon: str
    choose: Callable[[], object]


def find(window: "MainWindow", text: str) -> tuple[str, list[Found]]:
    """Records, then commands whose words begin as typed; and what was meant when the typed words found no record."""
    office = window.desk.office
    hits = office.search(text, _MOST_RECORDS)
    found = [
        Found(
            office.names.title(hit.type.name, hit.id), str(hit.type.label), hit.type.icon,
            partial(window.open_record, hit.type.name, hit.id),
        )
        for hit in hits
    ]  # fmt: skip
    typed = text.strip().casefold()
    found += [
        Found(str(command.text), key_text(command.shortcut), command.icon, partial(window.run, command.name))
        for command in COMMANDS
        if any(word.startswith(typed) for word in str(command.text).casefold().split())
    ]
    return (hits[0].meant if hits else ""), found


class SearchField(QLineEdit):
    """Asks `find(text)` at every keystroke and offers the answer below the field."""

    def __init__(self, find: Callable[[str], tuple[str, Sequence[Found]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._found: Sequence[Found] = ()
        self.setPlaceholderText(str(N_("Search", "Alles durchsuchen …   Strg+K")))
        self.setAccessibleName(str(N_("Search", "Alles durchsuchen")))
        self.setClearButtonEnabled(True)
        self.list = QListWidget(self.window())
        self.list.setProperty("popup", True)
        self.list.setAccessibleName(str(N_("Search", "Treffer")))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.hide()
        self.list.itemClicked.connect(self._take)
        self.textEdited.connect(self._ask)
        self.returnPressed.connect(self._take)

    def _ask(self, text: str) -> None:
        self.list.clear()
        if not text.strip():
            self.list.hide()
            return
        meant, self._found = self._find(text)
        if meant:
            self._add_note(N_("Search", "Kein genauer Treffer – gesucht wurde „{}“.")(meant))
        for number, found in enumerate(self._found[:_SHOWN]):
            item = QListWidgetItem(icon(found.icon), f"{found.text}  ·  {found.kind}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, number)
        if not self._found:
            self._add_note(N_("Search", "Kein Treffer für „{}“.")(text.strip()))
        first = 1 if meant else 0
        self.list.setCurrentRow(first if self._found else -1)
        self._place()

    def _add_note(self, text: str) -> None:
        note = QListWidgetItem(text, self.list)
        note.setFlags(Qt.ItemFlag.NoItemFlags)

    def _place(self) -> None:
        self.list.setParent(self.window())
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        height = sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + 12
        width = max(self.width(), 420)
        self.list.setGeometry(min(corner.x(), self.window().width() - width - 8), corner.y(), width, height)
        self.list.show()
        self.list.raise_()

    def _take(self, *_args: object) -> None:
        item = self.list.currentItem()
        number = item.data(Qt.ItemDataRole.UserRole) if item else None
        if number is None or not self.list.isVisible():
            return
        self.dismiss()
        self._found[number].choose()

    def dismiss(self) -> None:
        """Empty the field and put the answer away."""
        self.clear()
        self.list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in _KEYS and self.list.isVisible():
            self.list.keyPressEvent(event)
            item = self.list.currentItem()
            self.setAccessibleDescription(item.text() if item else "")
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            # After a click into the list, which closes it itself.
            QTimer.singleShot(150, self, self.list.hide)
        return super().event(event)
