"""Fields that are not typed: yes or no, a state, a file."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.ui import icons
from bezirkskoordination.ui.chips import Chip, tone
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.widgets.contract import FieldWidget, Sources

YES = N_("Widgets", "ja")
_CHANGE_STATUS = N_("Widgets", "Status ändern …")
_CHANGE_OF = N_("Widgets", "{}: {}. Ändern")
_CHOOSE = N_("Widgets", "Datei wählen …")
_REPLACE = N_("Widgets", "ersetzen …")
_VIEW = N_("Widgets", "ansehen")
_REMOVE = N_("Widgets", "entfernen")
_DROP_HERE = N_("Widgets", "Datei hierher ziehen oder auswählen")
_DROPPED = N_("Widgets", "wird übernommen: {}")
_BUTTON_OF = N_("Widgets", "{}: {}")


class FlagWidget(FieldWidget):
    """Yes or no."""

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(field, sources)
        self.box = QCheckBox(str(YES), self)
        self._hold(self.box)
        self.box.clicked.connect(self._changed)

    def _read(self) -> Any:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))
        self.set_problem("")

    def raw(self) -> Any:
        return self.box.isChecked()

    def set_raw(self, raw: Any) -> None:
        self.set_value(raw)


class StatusWidget(FieldWidget):
    """A state as a chip. It changes with a day and a reason, so another window asks for them."""

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(field, sources)
        self._value: Any = None
        self.chip = Chip(parent=self)
        self.button = QPushButton(str(_CHANGE_STATUS), self)
        self.button.setProperty("link", True)
        self.button.clicked.connect(self.change_requested)
        row_widget = QWidget(self)
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button)
        row.addStretch(1)
        self._hold(self.button, row_widget)
        self.set_value(field.default)

    def _read(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value
        label = str(value.label) if isinstance(value, Choice) else ""
        self.chip.say(label, tone(value))
        self.button.setAccessibleName(_CHANGE_OF(str(self.field.label), label))
        self.set_problem("")

    def raw(self) -> Any:
        return self._value.value if isinstance(self._value, Choice) else ""

    def set_raw(self, raw: Any) -> None:
        values = self.field.details.values
        self.set_value(values.of(raw) if raw and not isinstance(values, str) else None)


class _DropZone(QFrame):
    """Where a file can be let go."""

    def __init__(self, owner: "FileWidget") -> None:
        super().__init__(owner)
        self._owner = owner
        self.setAcceptDrops(True)
        self.setProperty("drop", True)

    @staticmethod
    def _file(data: QMimeData) -> Path | None:
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return files[0] if len(files) == 1 and files[0].is_file() else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if file := self._file(event.mimeData()):
            event.acceptProposedAction()
            self._owner.offer(file)


class FileWidget(FieldWidget):
    """A file kept in the office file, for example a receipt. It holds the id; the page keeps and shows the bytes."""

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(field, sources)
        self._id: int | None = None
        zone = _DropZone(self)
        sign = icons.Sign("attachment", "muted", zone)
        self.name = QLabel(zone)
        self.name.setWordWrap(True)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.choose = self._button(_CHOOSE, self._choose)
        self.view = self._button(_VIEW, self._view)
        self.remove = self._button(_REMOVE, self._remove)
        column = QVBoxLayout(zone)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.name, 1)
        column.addLayout(head)
        shelf = QWidget(zone)
        buttons = Flow(shelf, gap=2)
        for button in (self.view, self.choose, self.remove):
            buttons.addWidget(button)
        column.addWidget(shelf)
        self._hold(self.choose, zone)
        self._zone = zone
        self.set_value(None)

    def _button(self, text: Any, slot: Any) -> QPushButton:
        button = QPushButton(str(text), self)
        button.setProperty("link", True)
        button.setAccessibleName(_BUTTON_OF(str(self.field.label), text))
        button.clicked.connect(slot)
        return button

    def _read(self) -> Any:
        return self._id

    def set_value(self, value: Any) -> None:
        self._id = value
        there = value is not None
        self.name.setText(self.sources.names.title(self.field.details.to, value) if there else str(_DROP_HERE))
        self.choose.setText(str(_REPLACE if there else _CHOOSE))
        self.view.setVisible(there)
        self.remove.setVisible(there)
        self.set_problem("")

    def raw(self) -> Any:
        return self._id

    def set_raw(self, raw: Any) -> None:
        self.set_value(raw)

    def set_read_only(self, read_only: bool) -> None:
        self.choose.setEnabled(not read_only)
        self.remove.setEnabled(not read_only)
        self._zone.setAcceptDrops(not read_only)

    def offer(self, file: Path) -> None:
        """Hand a file to the page, which keeps it and then sets its id."""
        self.name.setText(_DROPPED(file.name))
        self.file_chosen.emit(file)

    def _choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(self, str(self.field.label))
        if name:
            self.offer(Path(name))

    def _view(self) -> None:
        if self._id is not None:
            self.view_requested.emit(self._id)

    def _remove(self) -> None:
        self.set_value(None)
        self.choose.setFocus()
        self._changed()
