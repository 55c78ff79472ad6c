"""The pages of the window, each made when it is first gone to; one is present, and is left only when it may be."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from bezirkskoordination.records import view
from bezirkskoordination.ui import outings
from bezirkskoordination.ui.claims_page import ClaimsPage
from bezirkskoordination.ui.expenses_page import ExpensesPage
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.reports_page import ReportsPage
from bezirkskoordination.ui.today import TodayPage

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow


def _settings(window: "MainWindow") -> QWidget:
    from bezirkskoordination.ui.settings_page import SettingsPage  # late: rarely opened

    return SettingsPage(window)


#: Pages that are no view, by name.
_OTHERS: dict[str, Callable[["MainWindow"], QWidget]] = {"today": TodayPage, "settings": _settings}
#: Views whose page can do more than the general one.
_SPECIAL: dict[str, type[RecordPage]] = {"report": ReportsPage, "expense": ExpensesPage, "claim": ClaimsPage}


class Pages(QStackedWidget):
    """„today“, „settings“ and every view by its name."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._made: dict[str, Any] = {}  # QWidget; `entry` is where the keyboard begins

    @property
    def present(self) -> QWidget | None:
        """The page that is shown."""
        return self.currentWidget()

    @property
    def name(self) -> str:
        """What the present page is called; empty before the first."""
        return next((name for name, page in self._made.items() if page is self.present), "")

    def may_leave(self) -> bool:
        """Save what stands on the present page; False if that is not valid."""
        present = self.present
        return not isinstance(present, RecordPage) or present.leave()

    def go(self, name: str) -> bool:
        """Show a page; False if the present one cannot be left."""
        page = self._page(name)
        if page is self.present:
            return True
        if not self.may_leave():
            return False
        self.setCurrentWidget(page)
        if not self._window.sidebar.hasFocus():  # there the arrows go on from page to page
            (page.focusWidget() or page.entry).setFocus()
        return True

    def _page(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _OTHERS.get(name, partial(self._of_view, name))(self._window)
            self.addWidget(self._made[name])
        return self._made[name]

    @staticmethod
    def _of_view(name: str, window: "MainWindow") -> RecordPage:
        page = _SPECIAL.get(name, RecordPage)(view(name), window)
        page.export_requested.connect(partial(outings.export, window))
        page.chosen_export_requested.connect(partial(outings.export, window))
        return page

    def keep_drafts(self) -> bool:
        """Keep what is unsaved on any page; False if it cannot be kept."""
        return all(page.form.keep_draft() for page in self._made.values() if isinstance(page, RecordPage))

    def put_away(self) -> None:
        """Keep what is unsaved, and take every page down: the office is about to be closed."""
        for page in self._made.values():
            if isinstance(page, RecordPage):
                page.lock_draft()
            page.deleteLater()
        self._made.clear()
