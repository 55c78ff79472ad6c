"""The pages of a report while it is written: made by the worker a moment after the last change, shown where one looks.

It keeps what was made last, so that a tab that comes to the front shows it at once.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports.council_gather import Request
from bezirkskoordination.store.unit import Reader
from bezirkskoordination.ui.preview import Preview
from bezirkskoordination.ui.report_draft import paper
from bezirkskoordination.ui.worker import Progress, worker

#: Milliseconds after the last change until the paper is made anew.
_RENDER_AFTER = 400
_WORKING = N_("ReportPages", "wird gesetzt …")
_NAME = N_("ReportPages", "Vorschau des Berichts")


class ReportPages(QObject):
    """Makes the pages of what is asked for last; what is on its way is dropped."""

    made = Signal(bytes)
    cleared = Signal()
    told = Signal(str, bool)  # a word on the state, and whether it is a problem

    def __init__(self, reader: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._wanted: Request | None = None
        self._shown: Request | None = None  # what `data` is of
        self.data = b""
        self._progress = Progress(self)
        self._soon = QTimer(self, singleShot=True, interval=_RENDER_AFTER)
        self._soon.timeout.connect(self._make)

    def ask(self, request: Request, at_once: bool = False) -> None:
        """Make these pages, soon; the same ones are not made again."""
        if request == self._shown and self.data and not self._soon.isActive():
            return
        self._wanted = request
        self._soon.start(0 if at_once else _RENDER_AFTER)

    def forget(self) -> None:
        """What was made no longer holds: something that it was made of has changed."""
        self._shown = None

    def give(self, data: bytes) -> None:
        """Show these pages, which nobody has to make."""
        self.stop()
        self.data, self._shown = data, None
        self.made.emit(data)

    def stop(self) -> None:
        """Make nothing any more."""
        self._soon.stop()
        self._progress.cancel()
        self._wanted = None

    def clear(self) -> None:
        """Forget the pages: another report is shown now."""
        self.stop()
        self.data, self._shown = b"", None
        self.cleared.emit()

    def _make(self) -> None:
        request = self._wanted
        if request is None:
            return
        self._progress.cancel()
        progress = self._progress = Progress(self)
        self.told.emit(str(_WORKING), False)
        worker().run(
            paper, self._reader, request, progress, done=partial(self._done, progress, request),
            failed=partial(self._failed, progress), receiver=self,
        )  # fmt: skip

    def _done(self, progress: Progress, request: Request, data: bytes) -> None:
        if progress is self._progress:
            self.data, self._shown = data, request
            self.made.emit(data)

    def _failed(self, progress: Progress, refusal: Any) -> None:
        if progress is self._progress:
            self.told.emit(str(refusal), True)


class LivePreview(Preview):
    """Shows what the pages are now, as soon as somebody can see it."""

    def __init__(self, pages: ReportPages) -> None:
        super().__init__(str(_NAME))
        self._pages = pages
        self._stale = False
        self._words = ""
        pages.made.connect(self._made)
        pages.cleared.connect(self.clear)
        pages.told.connect(self.say)

    def _made(self, data: bytes) -> None:
        if self.isVisible():
            self._stale = False
            self.show_bytes(data)
            if self._words:
                self.show_words(self._words)
        else:
            self._stale = True

    def clear(self) -> None:
        """Forget the pages and the words of the report before."""
        self._stale, self._words = False, ""
        super().clear()

    def follow_words(self, words: str) -> None:
        """Show the page on which these words stand, now and when the pages were made anew."""
        self._words = words
        if words and self.isVisible() and self.document is not None:
            self.show_words(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self._pages.data:
            self._made(self._pages.data)
        elif self._words and self.document is not None:
            self.show_words(self._words)
