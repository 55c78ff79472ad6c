"""The pages of the window, each made when it is first gone to; one is present, and is left only when it may be.

Pages that share a line of the sidebar stand side by side: a strip of tabs above them leads from one to the other.
"""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import SIDEBAR, view
from bezirkskoordination.records.fields import Entry, Place
from bezirkskoordination.ui import outings
from bezirkskoordination.ui.drafts import Keeps
from bezirkskoordination.ui.record_page import RecordPage

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow


#: Pages that are no view, by name: module and class, loaded when the page is first gone to.
_OTHERS = {
    "today": "today:TodayPage", "settings": "settings_page:SettingsPage", "hours": "hours_page:HoursPage",
    "network": "network_page:NetworkPage", "responsible": "responsible_page:ResponsiblePage",
    "archive": "archive_page:ArchivePage",
}  # fmt: skip
#: Views whose page can do more than the general one.
_SPECIAL = {
    "volunteer": "volunteers_page:VolunteersPage", "lotse": "guides_page:GuidesPage",
    "contact_note": "talks_page:TalksPage", "training": "trainings_page:TrainingsPage",
    "report": "reports_page:ReportsPage", "expense": "expenses_page:ExpensesPage", "claim": "claims_page:ClaimsPage",
    "budget": "budgets_page:BudgetsPage", "support_need": "needs_page:NeedsPage",
    "placement": "needs_page:PlacementsPage", "activity_profile": "needs_page:ProfilesPage",
    "slip": "slips_page:SlipsPage",
    "institution": "institutions_page:InstitutionsPage", "meeting": "meetings_page:MeetingsPage",
    "order": "meetings_page:OrdersPage", "body": "meetings_page:BodiesPage",
    "paper": "council_pages:PapersPage", "resolution": "council_pages:ResolutionsPage",
    "council_order": "meetings_page:CouncilOrdersPage",
    "mandate": "mandates_page:MandatesPage",
}  # fmt: skip


def page_class(named: str) -> Any:
    """The class of a page that a table names."""
    module, _, name = named.partition(":")
    return getattr(import_module(f"{__package__}.{module}"), name)


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
            self._made[name] = self._make(name)
            self._stack.addWidget(self._made[name])
        return self._made[name]

    def _make(self, name: str) -> Any:
        window = self._window
        if name in _OTHERS:
            return page_class(_OTHERS[name])(window)
        page = (page_class(_SPECIAL[name]) if name in _SPECIAL else RecordPage)(view(name), window)
        page.export_requested.connect(partial(outings.export, window))
        page.chosen_export_requested.connect(partial(outings.export, window))
        return page

    def keep_drafts(self) -> bool:
        """Keep what is unsaved on any page; False if it cannot be kept."""
        return all(page.keep_draft() for page in self._made.values() if isinstance(page, RecordPage))

    def put_away(self) -> None:
        """Keep what is unsaved, and take every page down: the office is about to be closed."""
        for one in (*self._window.findChildren(QDialog), *self._made.values()):
            if isinstance(one, Keeps):
                one.lock_draft()
        for page in self._made.values():
            page.deleteLater()
        self._made.clear()
