"""The window: header, sidebar, pages, foot. It mounts what the tables of views and commands say and decides nothing."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMainWindow, QPushButton, QVBoxLayout, QWidget

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES, SIDEBAR, home_of
from bezirkskoordination.records.activities import Enquiry, EnquiryStatus
from bezirkskoordination.records.needs import SupportNeed
from bezirkskoordination.records.office import Slip, SlipStatus, Task, TaskStatus
from bezirkskoordination.rules.needs import WAITING
from bezirkskoordination.store import late
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui import drafts, outings
from bezirkskoordination.ui.commands import BY_NAME
from bezirkskoordination.ui.foot import Foot
from bezirkskoordination.ui.header import Header
from bezirkskoordination.ui.pages import KNOWN_PAGES, TODAY, Pages
from bezirkskoordination.ui.palette import note_use
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.sidebar import Sidebar
from bezirkskoordination.ui.watch import Watch, text_undo
from bezirkskoordination.ui.worker import worker

_ONCE = Qt.ConnectionType.SingleShotConnection
_AFTER = 50  # ms after a page was gone to: it is painted by then
_EMPTIED = N_("Window", "{} geschützte Kontakte geleert: Ihre Frist ist abgelaufen.")
_STAYS = N_("Window", "Hier steht noch etwas, das so nicht gespeichert werden kann. Bitte berichtigen oder verwerfen.")


def last_page(memory: QSettings, path: Path, today: date) -> str:
    """Where to begin with a file: the page that was last left here the same day; a new day begins with „Heute“."""
    same = (str(memory.value("window/file", "")), str(memory.value("window/day", ""))) == (str(path), today.isoformat())
    name = str(memory.value("window/page", "today")) if same else "today"
    return name if name in KNOWN_PAGES else "today"


class MainWindow(QMainWindow):
    """The window on one open office file. It is the `Context` of its pages."""

    locked = Signal()
    practise_wanted = Signal()
    closed = Signal()

    def __init__(self, office: OfficeFile, memory: QSettings, page: str = "today") -> None:
        super().__init__()
        self.desk: Desk = Desk(office)
        self.memory = memory
        self.setWindowTitle("Bezirkskoordination")
        self.pages: Pages = Pages(self)
        self.header = Header(self)
        self.sidebar = self._sidebar()
        self.foot = Foot(office)
        self._lay_out()
        self.desk.subscribe(self._changed)
        self._idle = Watch(self)
        self._idle.timeout.connect(self.lock)
        self._later = QTimer(self, singleShot=True, interval=_AFTER)
        self._later.timeout.connect(partial(self._once_loaded, self.refresh))
        self._later.timeout.connect(partial(self._once_loaded, self._empty_vault), _ONCE)
        self._restore()
        self.open_page(page)
        self._bring_back()

    def _empty_vault(self) -> None:
        """Empty the protected contacts whose day has come; that cannot be undone, and is said."""
        from bezirkskoordination.actions import vault  # late: all that is bound to a need comes along

        if self.desk.office.is_open and (count := vault.empty_due(self.desk, self.today())):
            self.say(_EMPTIED(count))

    # --- laying out ---

    def _sidebar(self) -> Sidebar:
        sidebar = Sidebar((TODAY, *SIDEBAR))
        sidebar.chosen.connect(lambda name: self.open_page(self.pages.last_of(name)))
        return sidebar

    def _lay_out(self) -> None:
        links = QHBoxLayout()
        links.setContentsMargins(14, 6, 8, 10)
        for name in ("settings", "handbook"):
            button = QPushButton(str(BY_NAME[name].text))
            button.setProperty("link", True)
            button.clicked.connect(partial(self.run, name))
            links.addWidget(button)
        links.addStretch(1)
        left = QFrame()
        left.setProperty("side", True)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sidebar, 1)
        column.addLayout(links)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left)
        body.addWidget(self.pages, 1)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addLayout(body, 1)
        self.setCentralWidget(whole)
        self.setStatusBar(self.foot)

    def _restore(self) -> None:
        geometry = self.memory.value("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):  # Qt brings it back from a screen that is gone
            room = self.screen().availableSize()
            self.resize(QSize(1280, 800).boundedTo(room))

    # --- the Context of pages ---

    def say(self, message: str) -> None:
        """Tell something in passing, at the foot and to screen readers."""
        self.foot.say(message)

    def today(self) -> date:
        """The day in the district."""
        return self.desk.office.clock().date()

    def run(self, name: str) -> None:
        """Run a command of the table; what it refuses is said."""
        command = BY_NAME[name]
        if command.enabled(self):
            note_use(self.memory, name)
            with Saying(self.say):
                command.run(self)

    def open_page(self, name: str) -> Any:
        """Go to a page; stays where it is if the present page has something that cannot be left."""
        if not self.pages.go(name):
            self.say(str(_STAYS))
        self.sidebar.show_chosen(self.pages.name)
        self.header.refresh()
        self._later.start()
        return self.pages.present

    def open_record(self, type_name: str, record_id: int, tab: str = "") -> None:
        """Show a record on its page, and one of its tabs by its name."""
        with Saying(self.say):
            home = home_of(self.desk.office.read.get(RECORD_TYPES[type_name].cls, record_id))
            page = self.open_page(home.name)
            if isinstance(page, RecordPage) and page.view.name == home.name:
                page.show_id(record_id)
                page.table.setFocus()
                page.form.show_tab(tab)

    @property
    def record_page(self) -> RecordPage | None:
        """The present page, if it is one of records."""
        page = self.pages.present
        return page if isinstance(page, RecordPage) else None

    # --- what commands do ---

    def focus_search(self) -> None:
        """Go to the search field of the window."""
        self.header.search.begin()

    def undo(self) -> None:
        """Take back: the typing in a text field first, then the last step."""
        if not text_undo(QApplication.focusWidget(), "undo"):
            self.say(N_("Window", "Rückgängig gemacht: {}")(self.desk.undo()))

    def redo(self) -> None:
        """Do again what was taken back."""
        if not text_undo(QApplication.focusWidget(), "redo"):
            self.say(N_("Window", "Wiederholt: {}")(self.desk.redo()))

    def lock(self) -> None:
        """Put everything away until the passphrase is typed again; unfinished input stays in the file."""
        if not self.desk.office.encrypted:
            self.say(str(N_("Window", "Diese Datei hat kein Kennwort; sie lässt sich nicht sperren.")))
            return
        if self.pages.keep_drafts():  # what the disk does not take would be lost
            self._put_away()
            self.locked.emit()

    # --- keeping up ---

    def _changed(self, _changes: list[Change]) -> None:
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def _once_loaded(self, read: Callable[[], object]) -> None:
        """Do something that reads records, now or as soon as what reads them is loaded; the page is painted before."""
        if late.is_loaded():
            read()
        else:
            worker().run(late.load, done=lambda _loaded: read(), receiver=self)

    def refresh(self) -> None:
        """Bring commands, header, sidebar and foot up to date."""
        if not self.desk.office.is_open:  # it was locked before all was loaded
            return
        self.header.refresh()
        self.header.show_district()
        office, today = self.desk.office, self.today()
        due = [task for task in office.read.where(Task, status=TaskStatus.OPEN) if task.due_on and task.due_on <= today]
        self.sidebar.set_waiting("task", len(due))
        needs = sum(len(office.read.keys(SupportNeed, status=status)) for status in WAITING)
        self.sidebar.set_waiting("support_need", needs + len(office.read.keys(Slip, status=SlipStatus.NEW)))
        self.sidebar.set_waiting("placement", len(office.read.keys(Enquiry, status=EnquiryStatus.ASKED)))
        self.foot.backup.setText(outings.last_backup(self))
        minutes = setting(office.read, "lock_minutes") if office.encrypted else 0
        self.foot.show_locking(minutes)
        self._idle.wait_for(minutes)

    def _bring_back(self) -> None:
        """Go where unfinished input waits, after a lock or a crash."""
        for name, record_id in drafts.waiting(self.desk.office):
            page = self.open_page(name)
            if record_id is not None:
                page.show_id(record_id)
            return

    # --- going ---

    def _put_away(self) -> None:
        self._idle.end()
        for key, value in (
            ("page", self.pages.name), ("file", str(self.desk.office.path)), ("day", self.today().isoformat()),
        ):  # fmt: skip
            self.memory.setValue(f"window/{key}", value)
        self.pages.put_away()
        self.desk.clear()
        self.memory.setValue("window/geometry", self.saveGeometry())
        worker().rest()
        self.desk.office.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.pages.may_leave():
            self.say(str(_STAYS))
            event.ignore()
            return
        self._put_away()
        super().closeEvent(event)
        self.closed.emit()
