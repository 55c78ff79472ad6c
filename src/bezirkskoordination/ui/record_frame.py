"""The frame around one record: title and status, what has to be said, tabs, and whether it is saved.

It lays out and says; `record_form` fills and saves.
"""

from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.reports.papers import PrintedPaper, papers_of
from bezirkskoordination.ui import icons
from bezirkskoordination.ui.cards import RuledRow, Scrolled, icon_button
from bezirkskoordination.ui.chips import Chip
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.form import Form
from bezirkskoordination.ui.notice import Notice
from bezirkskoordination.ui.printing import command_name
from bezirkskoordination.ui.record_tab import RecordTab, tabs_of
from bezirkskoordination.ui.related import HistoryTab, suggestions
from bezirkskoordination.ui.related_tabs import related_tab

if TYPE_CHECKING:
    from bezirkskoordination.ui.record_form import RecordForm

_PRINT = N_("Editing", "Drucken …")
_STEP = N_("Editing", "Status ändern …")
DISCARD = N_("Editing", "Verwerfen")
T = TypeVar("T", bound=RecordTab)


class RecordFrame(QFrame):
    """Holds the form of a view and a tab for everything that belongs to a record."""

    #: Whether the status is changed in ways that the page itself offers.
    steps_elsewhere = False

    saved = Signal(int)  # id
    discarded = Signal()  # a new record that is not to be
    gone = Signal()  # the record was deleted
    escaped = Signal()  # Escape where there is nothing to discard

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.context = self._context = context
        self.dialog: QDialog | None = None
        self.form = Form(view, context.desk.office.names, suggestions(context.desk.office))
        self.title = QLabel()
        self.chip = Chip()
        self.step_button = QPushButton(str(_STEP))
        self.papers = papers_of(view)
        self.print_button = icon_button("print", str(_PRINT), self.choose_paper)
        self.notice = Notice()
        self.tabs = QTabWidget()
        self.own = tabs_of(view.type.name, cast("RecordForm", self))
        self.related = [related_tab(name, field, context) for name, field in view.related]
        self.history = HistoryTab(view.type.status, context) if view.type.status else None
        self.state = QLabel()
        self.sign = icons.Sign("check", "accent")
        self.drop_button = QPushButton(str(DISCARD))
        self.keep_button = QPushButton(str(N_("Editing", "Speichern")))
        self._hints: dict[str, QLabel] = {}
        self._lay_out()
        self.form.open_requested.connect(self._open)

    def _lay_out(self) -> None:
        self.setProperty("panel", True)
        self.title.setProperty("role", "heading")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        self.step_button.setProperty("link", True)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.step_button, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._fill_tabs()
        self.state.setProperty("role", "muted")
        self.state.setWordWrap(True)
        self.drop_button.setProperty("link", True)
        self.keep_button.setProperty("primary", True)
        for button in (self.drop_button, self.keep_button):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # nothing jumps when they come and go
            button.setSizePolicy(policy)
        foot = RuledRow()
        foot.line.addWidget(self.sign)
        foot.line.addWidget(self.state, 1)
        foot.line.addWidget(self.drop_button)
        foot.line.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.tabs, 1)
        column.addWidget(foot)

    def _fill_tabs(self) -> None:
        holder = QWidget()
        inside = self._inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 10, 8, 4)
        inside.addWidget(self.form, 1)  # what a page adds above takes no more than it needs
        area = Scrolled(holder)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(str(N_("Editing", "Reiter")))
        # The bar takes the focus itself: handed on to it, the Tab key would not get past one that is hidden.
        self.tabs.setFocusProxy(None)  # type: ignore[arg-type]
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = self.tabs.tabBar()
        bar.setExpanding(False)
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.addTab(area, str(self.view.type.label))
        for own in self.own:
            self.tabs.addTab(own, str(own.title))
        for tab in self.related:
            self.tabs.addTab(tab, tab.label)
        if self.history:
            self.tabs.addTab(self.history, str(N_("Editing", "Verlauf")))

    def tab_of(self, kind: type[T]) -> T | None:
        """The tab of this kind, if the record has one."""
        return next((one for one in self.own if isinstance(one, kind)), None)

    def show_tab(self, name: str) -> None:
        """Bring the tab of this name to the front; without one nothing changes."""
        found = next((one for one in self.own if one.name == name), None) if name else None
        if found is not None:
            self.tabs.setCurrentWidget(found)

    def add_above(self, widget: QWidget) -> None:
        """Show something that a page adds to its record, above the fields and all that was added before."""
        self._inside.insertWidget(0, widget)

    def add_action(self, button: QPushButton) -> None:
        """Offer something that a page can do with its record, above the fields."""
        self._inside.insertWidget(0, button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def offers_steps(self) -> bool:
        """Whether its status is changed by „Status ändern …“."""
        return self.view.type.status is not None and not self.steps_elsewhere

    def show_status(self, state: Choice | None) -> None:
        """Show a state beside the title; None for none."""
        status = self.view.type.status
        self.chip.setVisible(state is not None)
        beside = self.offers_steps and status is not None and status.name not in self.form.widgets
        self.step_button.setVisible(state is not None and beside)
        if state is not None:
            self.chip.show_state(state)

    def show_hints(self, said: dict[str, str]) -> None:
        """Say beside fields, quietly, what should be looked at."""
        for name, widget in self.form.widgets.items():
            column = widget.layout()
            if name in said and name not in self._hints and column is not None:
                label = self._hints[name] = QLabel()
                label.setProperty("role", "muted")
                label.setWordWrap(True)
                column.addWidget(label)
            if name in self._hints:
                self._hints[name].setText(said.get(name, ""))
                self._hints[name].setVisible(name in said)

    def bring_problem(self) -> None:
        """Go to the first field that something is wrong with, on whichever tab it is."""
        wrong = next((widget for widget in self.form.widgets.values() if widget.problem), self.form)
        tabs = [self.tabs.widget(at) for at in range(self.tabs.count())]
        self.tabs.setCurrentIndex(next((at for at, tab in enumerate(tabs) if tab and tab.isAncestorOf(wrong)), 0))
        self.form.focus_first_problem()

    def show_tabs(self, shown: bool) -> None:
        """Show the tabs beside the form; a new record has none yet."""
        for at in range(1, self.tabs.count()):
            self.tabs.setTabVisible(at, shown)
        self.tabs.tabBar().setVisible(shown and self.tabs.count() > 1)
        self.print_button.setVisible(shown and bool(self._fitting()))

    def _fitting(self) -> list[PrintedPaper]:
        """The papers that can be printed about the record that is shown."""
        return [one for one in self.papers if one.fits(cast("RecordForm", self).record)]

    def choose_paper(self) -> None:
        """Offer what can be printed about the record that is shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for paper in self._fitting():
            action = menu.addAction(f"{paper.label} …")
            action.triggered.connect(partial(self._context.run, command_name(paper)))
        menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))

    def show_state(self, text: str, good: bool = False, waiting: bool = False) -> None:
        """Say how it stands with saving; `waiting` that there is something to save or discard."""
        self.state.setText(text)
        self.sign.setVisible(good)
        self.drop_button.setVisible(waiting)
        self.keep_button.setVisible(waiting)

    def focus_first(self) -> None:
        """Go where writing begins: the first field that names the record or must be there, if possible an empty one."""
        of = self.view.type
        begins = [
            name
            for name, widget in self.form.widgets.items()
            if (widget.field.required or widget.field in of.title_fields) and not (of.number and name == "number")
        ]
        empty = [name for name in begins if not self.form.says_something(name)]
        if begins:
            self.form.focus_field((empty or begins)[0])

    def refused(self, text: str) -> None:
        """Say at the record what was refused."""
        self.notice.say(text, "bad")
        self._context.say(text)

    def open_dialog(self, dialog: QDialog) -> None:
        """Show a dialog above the record; it is deleted when it closes."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()

    def _open(self, type_name: str, key: object) -> None:
        if isinstance(key, str):  # named by uid, whatever its type
            found = self._context.desk.office.read.by_uid(RECORD_TYPES[type_name], key)
            key = found.id if found else None
        if isinstance(key, int):
            self._context.open_record(type_name, key)
