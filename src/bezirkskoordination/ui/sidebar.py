"""The sidebar: places by subject, one chosen; numbers only for what waits."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Entry
from bezirkskoordination.ui.icons import icon

_NAME = Qt.ItemDataRole.UserRole
_TEXT = Qt.ItemDataRole.UserRole + 1


class Sidebar(QListWidget):
    """A list of pages under headings; up and down move, the page follows."""

    chosen = Signal(str)  # the first page of the entry

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("sidebar", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(str(N_("Sidebar", "Bereiche")))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._items: dict[str, QListWidgetItem] = {}
        group = ""
        for entry in entries:
            if str(entry.group) != group:
                group = str(entry.group)
                self._add_heading(group)
            item = QListWidgetItem(icon(entry.icon), str(entry.label), self)
            item.setData(_NAME, entry.pages[0].name)
            item.setData(_TEXT, str(entry.label))
            self._items.update((page.name, item) for page in entry.pages)
        self.setIconSize(QSize(self.fontMetrics().height(), self.fontMetrics().height()))
        widest = max(self.fontMetrics().horizontalAdvance(str(entry.label)) for entry in entries)
        bar = self.verticalScrollBar().sizeHint().width()  # there where the window is low
        self.setFixedWidth(widest + self.iconSize().width() + 57 + bar)
        self.currentItemChanged.connect(self._follow)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text.upper(), self)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.8)
        font.setBold(True)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, int(self.fontMetrics().height() * 2.1)))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)

    def _follow(self, item: QListWidgetItem | None) -> None:
        if item is not None and (name := item.data(_NAME)):
            self.chosen.emit(name)

    def show_chosen(self, name: str) -> None:
        """Mark a page without announcing it; a page that is no entry marks nothing."""
        self.blockSignals(True)
        item = self._items.get(name)
        if item is not None:
            self.setCurrentItem(item)
        else:
            self.clearSelection()
            self.setCurrentRow(-1)
        self.blockSignals(False)

    def set_waiting(self, name: str, count: int) -> None:
        """Show how many wait at the place of a page; nothing for none."""
        item = self._items[name]
        text = item.data(_TEXT)
        item.setText(f"{text}   {count}" if count else text)
        waiting = N_("Sidebar", "{}, {} offen")(text, count) if count else text
        item.setData(Qt.ItemDataRole.AccessibleTextRole, waiting)
