"""The handbook in a window of its own: its pages on the left, the chosen one on the right, a search above both.

The pages are Markdown files in `resources/handbook`; their first line is their title. Nothing comes from elsewhere.
"""

from typing import NamedTuple

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination import paths
from bezirkskoordination.i18n import N_
from bezirkskoordination.store.folding import fold
from bezirkskoordination.ui.cards import button, label

_NAME = Qt.ItemDataRole.UserRole
_NOWHERE = N_("Handbook", "„{}“ steht auf keiner Seite.")


class Page(NamedTuple):
    """One page: its file name, its title, its Markdown."""

    name: str
    title: str
    text: str


def pages() -> list[Page]:
    """All pages, in the order of their names."""
    found = []
    for path in sorted(paths.resource("handbook").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        found.append(Page(path.name, text.partition("\n")[0].lstrip("# "), text))
    return found


class HandbookWindow(QDialog):
    """Stands beside the main window; `show_page` goes to a page by its file name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setWindowTitle(str(N_("Handbook", "Handbuch")))
        self._pages = {page.name: page for page in pages()}
        self.search = QLineEdit()
        self.search.setPlaceholderText(str(N_("Handbook", "Im Handbuch suchen … (Eingabetaste: nächste Stelle)")))
        self.search.setAccessibleName(str(N_("Handbook", "Im Handbuch suchen")))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self.find_next)
        self.said = label(role="muted")
        self.contents = QListWidget()
        self.contents.setProperty("popup", True)
        self.contents.setAccessibleName(str(N_("Handbook", "Inhalt")))
        for page in self._pages.values():
            item = QListWidgetItem(page.title)
            item.setData(_NAME, page.name)
            self.contents.addItem(item)
        self.contents.currentItemChanged.connect(self._chosen)
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setAccessibleName(str(N_("Handbook", "Seite")))
        self.browser.document().setDocumentMargin(14)
        self.browser.anchorClicked.connect(self._follow)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(self.contents)
        split.addWidget(self.browser)
        split.setSizes([260, 590])
        head = QHBoxLayout()
        head.addWidget(self.search, 2)
        head.addWidget(self.said, 1)
        close = button(N_("Handbook", "Schließen"), self.close)
        close.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addLayout(head)
        column.addWidget(split, 1)
        column.addLayout(foot)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self.resize(880, 640)
        self.contents.setCurrentRow(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.contents.doItemsLayout()  # its entries were measured before the style sheet reached it

    def show_page(self, name: str) -> None:
        """Go to a page; nothing happens if there is none of this name."""
        for row in range(self.contents.count()):
            if self.contents.item(row).data(_NAME) == name:
                self.contents.setCurrentRow(row)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.browser.setMarkdown(self._pages[item.data(_NAME)].text)

    def _follow(self, url: QUrl) -> None:
        self.show_page(url.fileName())

    # --- searching ------------------------------------------------------------------------

    def _filter(self, typed: str) -> None:
        """Leave the pages that say it, and go to the first place."""
        wanted, hits = fold(typed.strip()), 0
        for row in range(self.contents.count()):
            item = self.contents.item(row)
            hit = wanted in fold(self._pages[item.data(_NAME)].text)
            item.setHidden(not hit)
            hits += hit
        self.said.setText("" if hits else _NOWHERE(typed.strip()))
        current = self.contents.currentItem()
        if hits and (current is None or current.isHidden()):
            rows = range(self.contents.count())
            self.contents.setCurrentRow(next(row for row in rows if not self.contents.item(row).isHidden()))
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        if wanted:
            self.browser.find(typed.strip())

    def find_next(self) -> None:
        """The next place on this page, then on the next page that has one."""
        typed = self.search.text().strip()
        if not typed or self.browser.find(typed, QTextDocument.FindFlag(0)):
            return
        shown = [row for row in range(self.contents.count()) if not self.contents.item(row).isHidden()]
        if shown:
            later = [row for row in shown if row > self.contents.currentRow()]
            self.contents.setCurrentRow((later or shown)[0])
            self.browser.moveCursor(QTextCursor.MoveOperation.Start)
            self.browser.find(typed)
