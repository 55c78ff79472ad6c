"""What a page may ask of the window it stands in; pages know nothing else of it."""

from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QSettings

from bezirkskoordination.actions.desk import Desk


class Context(Protocol):
    """The window, as far as its pages are concerned."""

    desk: Desk
    #: Widths, columns, last choices on this machine. Never personal data.
    memory: QSettings

    def open_record(self, type_name: str, record_id: int, tab: str = "") -> None:
        """Show a record on its own page, and one of its tabs by its name."""
        ...

    def open_page(self, name: str) -> Any:
        """Go to a page by its name („today“, „settings“ or a view's name); gives the page."""
        ...

    def say(self, message: str) -> None:
        """Tell something in passing, at the foot of the window and to screen readers."""
        ...

    def today(self) -> date:
        """The day in the district."""
        ...

    def run(self, command: str) -> None:
        """Run a command of the window by its name („backup“, „undo“ …), as its menu or shortcut would."""
        ...
