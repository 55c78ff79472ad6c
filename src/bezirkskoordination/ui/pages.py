"""The pages of the window, each made when it is first gone to; one is present, and is left only when it may be.

Pages that share a line of the sidebar stand side by side: a strip of tabs above them leads from one to the other.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import SIDEBAR, view
from bezirkskoordination.records.fields import Entry, Place
from bezirkskoordination.ui import outings
from bezirkskoordination.ui.budgets_page import BudgetsPage
from bezirkskoordination.ui.claims_page import ClaimsPage
from bezirkskoordination.ui.expenses_page import ExpensesPage
from bezirkskoordination.ui.guides_page import GuidesPage
from bezirkskoordination.ui.institutions_page import InstitutionsPage
from bezirkskoordination.ui.needs_page import NeedsPage, ProfilesPage
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.reports_page import ReportsPage
from bezirkskoordination.ui.slips_page import SlipsPage
from bezirkskoordination.ui.talks_page import TalksPage
from bezirkskoordination.ui.today import TodayPage
from bezirkskoordination.ui.trainings_page import TrainingsPage
from bezirkskoordination.ui.volunteers_page import VolunteersPage

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow


def _settings(window: "MainWindow") -> QWidget:
    from bezirkskoordination.ui.settings_page import SettingsPage  # late: rarely opened

    return SettingsPage(window)


def _hours(window: "MainWindow") -> QWidget:
    from bezirkskoordination.ui.hours_page import HoursPage  # late: once a month

    return HoursPage(window)


def _network(window: "MainWindow") -> QWidget:
    from bezirkskoordination.ui.network_page import NetworkPage  # late: rarely opened

    return NetworkPage(window)


def _responsible(window: "MainWindow") -> QWidget:
    from bezirkskoordination.ui.responsible_page import ResponsiblePage  # late: not part of the start

    return ResponsiblePage(window)


#: Pages that are no view, by name.
_OTHERS: dict[str, Callable[["MainWindow"], QWidget]] = {
    "today": TodayPage, "settings": _settings, "hours": _hours, "network": _network, "responsible": _responsible,
}  # fmt: skip
#: Views whose page can do more than the general one.
_SPECIAL: dict[str, type[RecordPage]] = {
    "volunteer": VolunteersPage, "lotse": GuidesPage, "contact_note": TalksPage, "training": TrainingsPage,
    "report": ReportsPage, "expense": ExpensesPage, "claim": ClaimsPage, "budget": BudgetsPage,
    "support_need": NeedsPage, "activity_profile": ProfilesPage, "slip": SlipsPage,
    "institution": InstitutionsPage,
}  # fmt: skip


_TODAY = N_("Sidebar", "Heute")
#: The line of the first page, above all headings.
TODAY = Entry(_TODAY, N_("Sidebar", ""), "today", (Place("today", _TODAY),))
#: The pages that a window may begin with.
KNOWN_PAGES = frozenset({page.name for entry in (TODAY, *SIDEBAR) for page in entry.pages} | _OTHERS.keys())
_LINES = {page.name: entry for entry in (TODAY, *SIDEBAR) for page in entry.pages}


class Pages(QWidget):
    """„today“, „settings“ and every page of the sidebar by its name."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._made: dict[str, Any] = {}  # QWidget; `entry` is where the keyboard begins
        self._last: dict[str, str] = {}  # by the first page of a line: the one that was last gone to
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.currentChanged.connect(self._tab_chosen)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        strip = QHBoxLayout()
        strip.setContentsMargins(18, 6, 18, 0)
        strip.addWidget(self.tabs, 1)  # all the room: the chosen tab is bold and wider than what was measured
        column.addLayout(strip)
        column.addWidget(self._stack, 1)

    @property
    def present(self) -> QWidget | None:
        """The page that is shown."""
        return self._stack.currentWidget()

    @property
    def name(self) -> str:
        """What the present page is called; empty before the first."""
        return next((name for name, page in self._made.items() if page is self.present), "")

    def last_of(self, name: str) -> str:
        """Where to go for the line of the sidebar that begins with this page: its page that was shown last."""
        return self._last.get(name, name)

    # --- tabs -----------------------------------------------------------------------------

    @property
    def turns(self) -> bool:
        """Whether the present page has others beside it."""
        return self.tabs.count() > 1

    def turn(self, by: int) -> None:
        """Go so many tabs on, from the last one to the first."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _show_tabs(self) -> None:
        """Show the pages beside the present one; the strip is made anew only for another line of the sidebar."""
        name = self.name
        entry = _LINES.get(name)
        pages = entry.pages if entry else ()
        self.tabs.blockSignals(True)
        if [self.tabs.tabData(at) for at in range(self.tabs.count())] != [page.name for page in pages]:
            while self.tabs.count():
                self.tabs.removeTab(0)
            for page in pages:
                self.tabs.setTabData(self.tabs.addTab(str(page.label)), page.name)
            self.tabs.setAccessibleName(N_("Window", "Reiter von {}")(entry.label) if entry else "")
        for at, page in enumerate(pages):
            if page.name == name:
                self.tabs.setCurrentIndex(at)
        self.tabs.setVisible(self.turns)
        self.tabs.blockSignals(False)
        if isinstance(self.present, RecordPage):
            self.present.title.setHidden(self.turns)  # the tab says it
        if pages:
            self._last[pages[0].name] = name

    def _tab_chosen(self, at: int) -> None:
        self._window.open_page(self.tabs.tabData(at))
        self._show_tabs()  # the present page may have refused to be left

    # --- going ----------------------------------------------------------------------------

    def may_leave(self) -> bool:
        """Save what stands on the present page; False if that is not valid."""
        present = self.present
        return not isinstance(present, RecordPage) or present.leave()

    def go(self, name: str) -> bool:
        """Show a page; False if the present one cannot be left."""
        known = name in self._made
        page = self._page(name)
        if page is self.present:
            self._show_tabs()  # the first page is present as soon as it is made
            if self._window.focusWidget() is None:
                self._made[name].entry.setFocus()
            return True
        if not self.may_leave():
            return False
        self._stack.setCurrentWidget(page)
        self._show_tabs()
        if not (self._window.sidebar.hasFocus() or self.tabs.hasFocus()):  # there the arrows go on from page to page
            ((known and page.focusWidget()) or page.entry).setFocus()
        return True

    def _page(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _OTHERS.get(name, partial(self._of_view, name))(self._window)
            self._stack.addWidget(self._made[name])
        return self._made[name]

    @staticmethod
    def _of_view(name: str, window: "MainWindow") -> RecordPage:
        page = _SPECIAL.get(name, RecordPage)(view(name), window)
        page.export_requested.connect(partial(outings.export, window))
        page.chosen_export_requested.connect(partial(outings.export, window))
        return page

    def keep_drafts(self) -> bool:
        """Keep what is unsaved on any page; False if it cannot be kept."""
        return all(page.keep_draft() for page in self._made.values() if isinstance(page, RecordPage))

    def put_away(self) -> None:
        """Keep what is unsaved, and take every page down: the office is about to be closed."""
        for page in self._made.values():
            if isinstance(page, RecordPage):
                page.lock_draft()
            page.deleteLater()
        self._made.clear()
