"""The list of volunteers in the real window on a file with many of them: opened, sorted, filtered, painted anew.

The window is as large as the one that the goals were set with, and the list shows all its columns once it is open.
Arguments: the office file, width and height of the window. Whatever is opened has just been unlocked, its cache cold.
"""

import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from tests.benchmarks.measure import answer, milliseconds, resident_mib
from tests.benchmarks.painted import Watched, painted_after, settle, until
from tests.benchmarks.passphrase import PASSPHRASE

import bezirkskoordination.ui  # noqa: F401 - guards against a reference bug of PySide6
from bezirkskoordination.app import Program
from bezirkskoordination.records import VOLUNTEERS
from bezirkskoordination.store import late
from bezirkskoordination.store.office import open_
from bezirkskoordination.store.query import Query
from bezirkskoordination.ui.cells import columns_of
from bezirkskoordination.ui.ranked import RankedModel
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.record_table import RecordTable
from bezirkskoordination.ui.worker import worker

#: Typed letter by letter: names, a street, a spelling of Müller, one that nobody has.
_TYPED = ("mueller", "hauptstr", "fatma", "zimmerm", "oleks", "xyz")
_SCREENS = 40
_ALL = [column.name for column in columns_of(VOLUNTEERS)]


class _Session:
    """One unlocked file in one window at a time."""

    page: RecordPage
    painted: Watched

    def __init__(self, file: Path, width: int, height: int) -> None:
        self._file, self._size = file, (width, height)
        self._program = Program(QApplication([]))
        self._window: Any = None

    def unlock(self) -> None:
        """Close what is open, and open the file anew."""
        if self._window is not None:
            self._window.close()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as a running event loop would
        self._program.memory.remove("window/page")  # it begins with „Heute“, not where it was left
        self._window = self._program.work(open_(self._file, PASSPHRASE))
        self._window.resize(*self._size)
        QApplication.processEvents()

    def list_alone(self) -> float:
        """Milliseconds until the list, all its columns, is painted in an otherwise empty window."""
        self.unlock()
        empty = QMainWindow()
        empty.resize(self._window.size())
        empty.show()
        QApplication.processEvents()

        begun = time.perf_counter()
        model = RankedModel(self._window.desk.office, Query.of(VOLUNTEERS), worker())
        model.set_columns(_ALL)
        table = RecordTable(model)
        painted = Watched(table.viewport())
        empty.setCentralWidget(table)
        until(lambda: painted.moments)
        taken = (painted.moments[0] - begun) * 1e3
        until(lambda: model.complete)
        empty.close()
        return taken

    def page_opened(self) -> tuple[float, float]:
        """Milliseconds until the page is painted with filters and rows, and until all rows and the form are there."""
        self.unlock()
        begun = time.perf_counter()
        self.page = self._window.open_page("volunteer")
        self.painted = Watched(self.page.table.viewport())
        until(lambda: self.painted.moments)
        first = self.painted.moments[0] - begun
        until(lambda: self.page.model.complete and self.page.stack.count() > 1)
        whole = time.perf_counter() - begun
        until(late.is_loaded)
        self._settle()
        return first * 1e3, whole * 1e3

    def _settle(self) -> None:
        """All columns, and as much room for them as there is beside the form."""

        def widen() -> None:
            self.page.set_columns(_ALL)
            self.page.splitter.setSizes([self._size[0], 0])

        painted_after(self.painted, widen)
        settle()

    def geometry(self) -> tuple[int, int, int]:
        """Width and height of the list on its page, and the height of a row."""
        table = self.page.table
        return table.width(), table.height(), table.verticalHeader().defaultSectionSize()

    def texts(self) -> list[list[str]]:
        """What the first rows say."""
        model = self.page.model
        return [[model.index(row, at).data() for at in range(model.columnCount())] for row in range(200)]

    def sorted_by(self) -> dict[str, float]:
        """Milliseconds until the first rows in each order are painted; each order is asked for the first time."""
        taken = {}
        for column in (one for one in columns_of(VOLUNTEERS) if one.sortable):
            for _ in range(2):
                spent = painted_after(self.painted, lambda name=column.name: self.page.sort_by(name))
                taken[f"{column.name} {'desc' if self.page.query.descending else 'asc'}"] = spent
                until(lambda: self.page.model.complete)
        del taken["title asc"]  # in which the list was opened
        self.page.sort_by("title")
        return taken

    def typed(self) -> list[float]:
        """Milliseconds until the rows are painted after each letter in the filter."""
        line, taken = self.page.filters.line, []
        for word in _TYPED:
            for end in range(1, len(word) + 1):
                taken.append(painted_after(self.painted, lambda typed=word[:end]: line.setText(typed)))
                until(lambda: self.page.model.complete)
            painted_after(self.painted, line.clear)
        return taken

    def scrolled(self) -> float:
        """MiB of this process once the list was looked at from top to bottom."""
        painted_after(self.painted, self.page.table.scrollToBottom)
        return resident_mib()

    def repainted(self) -> list[float]:
        """Milliseconds of each full repaint, a few screens apart; the rows have been read before."""
        bar, viewport = self.page.table.verticalScrollBar(), self.page.table.viewport()
        taken = []
        for number in range(2 * _SCREENS):
            bar.setValue(number % 4 * 40)
            taken.append(milliseconds(viewport.repaint))
        bar.setValue(0)
        return taken[_SCREENS:]


session = _Session(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
answer(
    list_alone=session.list_alone, page_opened=session.page_opened, geometry=session.geometry, texts=session.texts,
    sorted_by=session.sorted_by, typed=session.typed, repainted=session.repainted, scrolled=session.scrolled,
)  # fmt: skip
