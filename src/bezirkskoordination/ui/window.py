"""The window: header, sidebar, pages, foot. It mounts what the tables of views and commands say and decides nothing."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import VIEWS, view
from bezirkskoordination.records.office import Task, TaskStatus
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.settings import district_on, setting
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui import outings
from bezirkskoordination.ui.claims_page import ClaimsPage
from bezirkskoordination.ui.commands import BY_NAME, COMMANDS, MENUS, key_text
from bezirkskoordination.ui.expenses_page import ExpensesPage
from bezirkskoordination.ui.icons import icon
from bezirkskoordination.ui.palette import Found, SearchField
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.reports_page import ReportsPage
from bezirkskoordination.ui.saying import Saying, text_undo
from bezirkskoordination.ui.sidebar import Entry, Sidebar
from bezirkskoordination.ui.today import TodayPage
from bezirkskoordination.ui.worker import worker

_ICONS = {
    "volunteer": "people", "person": "people", "institution": "institution", "contact_person": "people",
    "report": "report", "paper": "resolution", "expense": "money", "budget": "money", "task": "tasks",
    "claim": "check", "mandate": "people",
}  # fmt: skip
#: Views whose page can do more than the general one.
_PAGES = {"report": ReportsPage, "expense": ExpensesPage, "claim": ClaimsPage}
_SHOWN_LONG = 6000  # ms that a passing message stays
_TURNS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class MainWindow(QMainWindow):
    """The window on one open office file. It is the `Context` of its pages."""

    locked = Signal()
    closed = Signal()

    def __init__(self, office: OfficeFile, memory: QSettings) -> None:
        super().__init__()
        self.desk: Desk = Desk(office)
        self.memory = memory
        self._pages: dict[str, QWidget] = {}
        self._actions: dict[str, QAction] = {}
        self._beside: QWidget | None = None
        self.setWindowTitle("Bezirkskoordination")
        self._build()
        self._mount_commands()
        self.desk.subscribe(self._changed)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock)
        _application().installEventFilter(self)
        self._restore()
        self.refresh()
        self.open_page("today")

    # --- laying out ---

    def _build(self) -> None:
        self._stack = QStackedWidget()
        entries = [Entry("today", str(N_("Sidebar", "Heute")), "today")]
        entries += [Entry(one.name, str(one.label), _ICONS[one.name], str(one.group)) for one in VIEWS if one.group]
        self.sidebar = Sidebar(entries)
        self.sidebar.chosen.connect(self.open_page)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 8, 10)
        for name in ("settings", "handbook"):
            button = QPushButton(str(BY_NAME[name].text))
            button.setProperty("link", True)
            button.clicked.connect(partial(self.run, name))
            foot.addWidget(button)
        foot.addStretch(1)
        left = QFrame()
        left.setProperty("side", True)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sidebar, 1)
        column.addLayout(foot)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(left)
        body.addWidget(self._stack, 1)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._header())
        rows.addLayout(body, 1)
        self.setCentralWidget(whole)
        self._foot()

    def _header(self) -> QWidget:
        header = QFrame()
        header.setProperty("header", True)
        row = QHBoxLayout(header)
        row.setContentsMargins(14, 7, 14, 7)
        row.setSpacing(10)
        name = QLabel("Bezirkskoordination")
        name.setProperty("role", "brand")
        self._district = QLabel()
        self._district.setProperty("role", "muted")
        row.addWidget(name)
        row.addWidget(self._district)
        row.addStretch(1)
        self.search_field = SearchField(self._find)
        self.search_field.setMinimumWidth(240)
        self.search_field.setMaximumWidth(340)
        row.addWidget(self.search_field, 2)
        self._buttons = {name: self._button(name) for name in ("new", "undo", "lock")}
        for button in self._buttons.values():
            row.addWidget(button)
        menu = QPushButton(str(N_("Window", "&Menü")))
        menu.setMenu(self._menu())
        row.addWidget(menu)
        return header

    def _button(self, name: str) -> QPushButton:
        command = BY_NAME[name]
        button = QPushButton(icon(command.icon), str(command.text))
        button.setToolTip(f"{command.text}  {key_text(command.shortcut)}")
        button.clicked.connect(partial(self.run, name))
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for title in MENUS:
            below = menu.addMenu(str(title))
            for command in COMMANDS:
                if command.menu == title:
                    action = below.addAction(icon(command.icon), str(command.text))
                    action.triggered.connect(partial(self.run, command.name))
                    action.setShortcut(QKeySequence(command.shortcut))
                    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
                    self._actions[command.name] = action
        menu.aboutToShow.connect(self.refresh)
        return menu

    def _mount_commands(self) -> None:
        self.addActions(list(self._actions.values()))

    def _foot(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        office = self.desk.office
        sealed = N_("Window", "verschlüsselt") if office.encrypted else N_("Window", "ohne Kennwort – nur zum Üben")
        self._message = QLabel()
        self._message.setAccessibleName(str(N_("Window", "Meldung")))
        self._last_backup = QLabel()
        self._lock_note = QLabel()
        bar.setContentsMargins(8, 0, 10, 0)
        bar.addWidget(QLabel(f"{office.path.name} · {sealed}"))
        bar.addWidget(self._message, 1)
        bar.addPermanentWidget(self._last_backup)
        bar.addPermanentWidget(self._lock_note)

    def _restore(self) -> None:
        geometry = self.memory.value("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(1280, 800)

    # --- the Context of pages ---

    def say(self, message: str) -> None:
        """Tell something in passing, at the foot and to screen readers."""
        self._message.setText(message)
        self._message.setToolTip(message)
        QTimer.singleShot(_SHOWN_LONG, self, partial(self._unsay, message))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message))

    def _unsay(self, message: str) -> None:
        if self._message.text() == message:
            self._message.clear()

    def today(self) -> date:
        """The day in the district."""
        return self.desk.office.clock().date()

    def keep(self, beside: QWidget) -> QWidget:
        """Hold a window beside this one as long as it is open."""
        self._beside = beside
        return beside

    def run(self, name: str) -> None:
        """Run a command of the table; what it refuses is said."""
        command = BY_NAME[name]
        if not command.enabled(self):
            return
        with self.refusals():
            command.run(self)

    def refusals(self) -> Saying:
        """Say what is refused inside the block."""
        return Saying(self.say)

    def open_page(self, name: str) -> Any:
        """Go to a page; stays where it is if the present page has something that cannot be left."""
        present = self._stack.currentWidget()
        page = self._page(name)
        if present is not page:
            if isinstance(present, RecordPage) and not present.leave():
                self.sidebar.show_chosen(self._name_of(present))
                return present
            self._stack.setCurrentWidget(page)
        self.sidebar.show_chosen(name)
        self.refresh()
        return page

    def open_record(self, type_name: str, record_id: int) -> None:
        """Show a record on its page."""
        name = type_name
        if type_name == "person" and outings.is_volunteer(self.desk.office, record_id):
            name = "volunteer"
        page = self.open_page(name)
        if isinstance(page, RecordPage) and page.view.name == name:
            page.show_id(record_id)

    def _page(self, name: str) -> QWidget:
        if name not in self._pages:
            self._pages[name] = self._made(name)
            self._stack.addWidget(self._pages[name])
        return self._pages[name]

    def _made(self, name: str) -> QWidget:
        if name == "today":
            return TodayPage(self)
        if name == "settings":
            from bezirkskoordination.ui.settings_page import SettingsPage  # late: rarely opened

            return SettingsPage(self)
        page = _PAGES.get(name, RecordPage)(view(name), self)
        page.export_requested.connect(partial(outings.export, self))
        return page

    def _name_of(self, page: QWidget | None) -> str:
        return next((name for name, known in self._pages.items() if known is page), "")

    @property
    def record_page(self) -> RecordPage | None:
        """The present page, if it is one of records."""
        page = self._stack.currentWidget()
        return page if isinstance(page, RecordPage) else None

    # --- what commands do ---

    def focus_search(self) -> None:
        """Go to the search field of the window."""
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

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
        self._put_away()
        self.locked.emit()

    # --- keeping up ---

    def _changed(self, changes: list[Change]) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Bring commands, header and foot up to date."""
        for name, action in self._actions.items():
            command = BY_NAME[name]
            action.setEnabled(command.enabled(self))
            if command.live:
                action.setText(command.live(self))
        for name, button in self._buttons.items():
            button.setEnabled(BY_NAME[name].enabled(self))
        self._buttons["undo"].setToolTip(self._actions["undo"].text() + "  " + key_text(BY_NAME["undo"].shortcut))
        office = self.desk.office
        district = district_on(office.read, self.today())
        self._district.setText(N_("Window", "Stadtbezirk {} {}")(district.number, district.name) if district else "")
        due = [t for t in office.read.where(Task, status=TaskStatus.OPEN) if t.due_on and t.due_on <= self.today()]
        self.sidebar.set_waiting("task", len(due))
        self._last_backup.setText(outings.last_backup(self))
        self._set_idle()

    def _set_idle(self) -> None:
        minutes = setting(self.desk.office.read, "lock_minutes") if self.desk.office.encrypted else 0
        note = N_("Window", "Sperrt nach {} Minuten Ruhe") if minutes else N_("Window", "Sperrt nicht von selbst")
        self._lock_note.setText(note(minutes))
        if minutes:
            self._idle.start(minutes * 60_000)
        else:
            self._idle.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and self._idle.isActive():
            self._idle.start()
        if event.type() == QEvent.Type.ShortcutOverride and any(map(cast(QKeyEvent, event).matches, _TURNS)):
            # Text fields would keep these keys even with nothing to take back; `undo` asks them first anyway.
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _find(self, text: str) -> tuple[str, Sequence[Found]]:
        """Records for the search field, then commands whose words begin as typed."""
        office = self.desk.office
        hits = office.search(text, 10)
        found = [
            Found(
                office.names.title(hit.type.name, hit.id), str(hit.type.label), _ICONS.get(hit.type.name, "search"),
                partial(self.open_record, hit.type.name, hit.id),
            )
            for hit in hits
        ]  # fmt: skip
        typed = text.strip().casefold()
        found += [
            Found(str(command.text), key_text(command.shortcut), command.icon, partial(self.run, command.name))
            for command in COMMANDS
            if any(word.startswith(typed) for word in str(command.text).casefold().split())
        ]
        return (hits[0].meant if hits else ""), found

    # --- going ---

    def _put_away(self) -> None:
        self._idle.stop()
        _application().removeEventFilter(self)
        for page in self._pages.values():
            if isinstance(page, RecordPage):
                page.lock_draft()
        self.desk.clear()
        self.memory.setValue("window/geometry", self.saveGeometry())
        self.memory.setValue("window/page", self._name_of(self._stack.currentWidget()))
        for page in self._pages.values():
            page.deleteLater()
        self._pages.clear()
        worker().rest()
        self.desk.office.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        page = self.record_page
        if page is not None and not page.leave():
            event.ignore()
            return
        self._put_away()
        self.closed.emit()
        super().closeEvent(event)


def _application() -> QApplication:
    present = QApplication.instance()
    assert isinstance(present, QApplication)
    return present
