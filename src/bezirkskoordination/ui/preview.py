"""Pages of a paper as they will be printed, shown from bytes; what was shown stays until something newer is there.

It knows neither the report nor who renders it.
"""

import re
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QTimer
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import label

#: So many points of the page stay to be seen above the words that are shown.
_ABOVE = 90
_PAGE = N_("Preview", "Seite {} von {}")


class Preview(QWidget):
    """All pages one below the other, as wide as there is room; above them the page number and a word on the state."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.page = label(role="muted", wrap=False)
        self.message = label(role="muted")
        self.view = QPdfView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(name)
        self.view.pageNavigator().currentPageChanged.connect(self._tell_page)
        self.setFocusProxy(self.view)
        self._buffer: QBuffer | None = None
        self.document: QPdfDocument | None = None
        head = QHBoxLayout()
        head.addWidget(self.message, 1)
        head.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def show_bytes(self, data: bytes) -> None:
        """Show this PDF in the place of the one before, at the same height."""
        buffer, document = QBuffer(self), QPdfDocument(self)
        buffer.setData(QByteArray(data))
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        document.load(buffer)
        height = self.view.verticalScrollBar().value()
        self._put(document, buffer)
        QTimer.singleShot(0, self, lambda: self.view.verticalScrollBar().setValue(height))

    def clear(self) -> None:
        """Show no pages any more: those that are there are of something else."""
        if self.document is not None:
            self._put(QPdfDocument(self), None)

    def _put(self, document: QPdfDocument, buffer: QBuffer | None) -> None:
        before = (self.document, self._buffer)
        self.document, self._buffer = document, buffer
        self.view.setDocument(document)
        for old in before:
            if old is not None:
                old.deleteLater()
        self.say("")
        self._tell_page()

    def show_words(self, words: str) -> bool:
        """Show the page on which these words stand, in whatever lines they are broken; False if they do not."""
        if self.document is None or not words.split():
            return False
        wanted = re.compile(r"\s+".join(map(re.escape, words.split())))
        for page in range(self.document.pageCount()):
            found = wanted.search(self.document.getAllText(page).text())
            if found:
                place = self.document.getSelectionAtIndex(page, found.start(), 1).boundingRectangle().topLeft()
                # After Qt has laid the pages out.
                QTimer.singleShot(0, self, partial(self._scroll_to, page, max(0.0, place.y() - _ABOVE)))
                return True
        return False

    def _scroll_to(self, page: int, y: float) -> None:
        """Bring a height (points) of a page to the top; the navigator of Qt does not move within a page."""
        if self.document is None or page >= self.document.pageCount():
            return
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        sizes = [self.document.pagePointSize(at) for at in range(page + 1)]
        scales = [room / size.width() for size in sizes]
        above = sum(size.height() * scale for size, scale in zip(sizes[:-1], scales[:-1], strict=True))
        height = margins.top() + above + page * self.view.pageSpacing() + y * scales[-1]
        self.view.verticalScrollBar().setValue(round(height))

    def say(self, message: str, problem: bool = False) -> None:
        """A word above the pages: that they are being made anew, or why they are not."""
        self.message.setText(message)
        style.mark(self.message, "role", "problem" if problem else "muted")

    def _tell_page(self) -> None:
        count = self.document.pageCount() if self.document else 0
        self.page.setText(_PAGE(self.view.pageNavigator().currentPage() + 1, count) if count else "")
