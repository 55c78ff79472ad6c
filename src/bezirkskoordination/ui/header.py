"""The head of the window: its district, the search, the buttons used all day, and the menu of every command."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton

from bezirkskoordination.i18n import N_
from bezirkskoordination.store.settings import district_on
from bezirkskoordination.ui.commands import BY_NAME, COMMANDS, MENUS, key_text
from bezirkskoordination.ui.icons import icon
from bezirkskoordination.ui.palette import SearchField, find

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_BUTTONS = ("new", "undo", "lock")
_SEARCH, _LEAST = 240, 440  # px


class Header(QFrame):
    """Mounts the table of commands: buttons, menu and keys."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self.setProperty("header", True)
        self._actions: dict[str, QAction] = {}
        name = QLabel("Bezirkskoordination")
        name.setProperty("role", "brand")
        self.district = QLabel()
        self.district.setProperty("role", "muted")
        self.search = SearchField(partial(find, window))
        self.search.setMaximumWidth(340)
        self.buttons = {name: self._button(name) for name in _BUTTONS}
        menu = QPushButton(str(N_("Window", "&Menü")))
        menu.setMenu(self._menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 14, 7)
        row.setSpacing(10)
        row.addWidget(name)
        row.addWidget(self.district)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        for button in (*self.buttons.values(), menu):
            row.addWidget(button)
        window.addActions(list(self._actions.values()))

    # --- as much as there is room for -----------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """The window may be as narrow as the least that is left here."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow the district goes first, then the words on the buttons; their icons stay."""
        row = self.layout()
        assert row is not None
        for told, worded in ((True, True), (False, True), (False, False)):
            self.district.setVisible(told)
            self.search.setMinimumWidth(_SEARCH if worded else _SEARCH // 2)
            for name, button in self.buttons.items():
                button.setText(str(BY_NAME[name].text) if worded else "")
            row.invalidate()
            if row.minimumSize().width() <= self.width():
                break

    def _button(self, name: str) -> QPushButton:
        command = BY_NAME[name]
        button = QPushButton(icon(command.icon), str(command.text))
        button.setToolTip(f"{command.text}  {key_text(command.shortcut)}")
        button.setAccessibleName(str(command.text))
        button.clicked.connect(partial(self._window.run, name))
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for title in MENUS:
            below = menu.addMenu(str(title))
            for command in COMMANDS:
                if command.menu == title:
                    action = below.addAction(icon(command.icon), str(command.text))
                    action.triggered.connect(partial(self._window.run, command.name))
                    action.setShortcut(QKeySequence(command.shortcut))
                    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
                    self._actions[command.name] = action
        menu.aboutToShow.connect(self._window.refresh)
        return menu

    def refresh(self) -> None:
        """Say what can be done."""
        window = self._window
        for name, action in self._actions.items():
            command = BY_NAME[name]
            action.setEnabled(command.enabled(window))
            if command.live:
                action.setText(command.live(window))
        for name, button in self.buttons.items():
            button.setEnabled(BY_NAME[name].enabled(window))
        self.buttons["undo"].setToolTip(f"{self._actions['undo'].text()}  {key_text(BY_NAME['undo'].shortcut)}")

    def show_district(self) -> None:
        """Say which district it is today."""
        window = self._window
        district = district_on(window.desk.office.read, window.today())
        text = N_("Window", "Stadtbezirk {} {}")(district.number, district.name) if district else ""
        if text != self.district.text():
            self.district.setText(text)
            self._fit()
