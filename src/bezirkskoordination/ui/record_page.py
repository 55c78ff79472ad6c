"""The page of a view: what narrows it, its list, and the record beside it. Every view of the office has this page.

It joins list and form and runs the verbs on what is chosen; how a record is saved is the form's business.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMetaMethod, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.kinds import grouped
from bezirkskoordination.store.query import Query
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui import drafts, icons
from bezirkskoordination.ui.columns import ColumnsDialog, Layout
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.empty_words import NEW, EmptyWords
from bezirkskoordination.ui.facets import FilterBar
from bezirkskoordination.ui.listening import listen
from bezirkskoordination.ui.ranked import RankedModel
from bezirkskoordination.ui.record_table import RecordTable, table_name
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.worker import worker

if TYPE_CHECKING:
    from bezirkskoordination.ui.only_these import OnlyThese
    from bezirkskoordination.ui.record_form import RecordForm
    from bezirkskoordination.ui.several import Several

_NARROW = 620  # px: below this the record stands under the list
_LEAST = 400  # px: 200 % on a screen of 1280 leave as much beside the sidebar

_ONCE_AFTER = Qt.ConnectionType(Qt.ConnectionType.QueuedConnection.value | Qt.ConnectionType.SingleShotConnection.value)

_DELETED = N_("Editing", "{} „{}“ gelöscht")
_DELETED_MANY = N_("Editing", "{} Einträge gelöscht")
_UNDO_HINT = N_("RecordPage", "{} – Rückgängig mit Strg+Z")
_HIDDEN = N_("RecordPage", "Gespeichert. Der Filter zeigt diesen Eintrag gerade nicht.")
_NOT_HERE = N_("RecordPage", "Dieser Eintrag steht nicht unter „{}“.")


class RecordPage(QWidget):
    """One view. The window calls its verbs; `export_requested` gives the query that the list shows."""

    export_requested = Signal(object)  # Query
    #: The form beside the list, and the words that begin a new record; a page that can do more has its own.
    form_class: "type[RecordForm] | None" = None
    new_words: Text | None = None
    #: How wide the list and the record beside it are until somebody moves the line between them, in pixels.
    widths: tuple[int, int] = (648, 388)
    #: What the list counts, where the name of the page is no plural.
    counted: Text | None = None

    chosen_export_requested = Signal(object, object)  # Query, ids of the chosen rows; offered once it is connected

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._context = context
        self._desk, self._office = context.desk, context.desk.office
        layout = Layout.remembered(view, context.memory)
        self.filters = FilterBar(view, self._office)
        self.filters.restore(context.memory)
        query = Query(view, sort=layout.sort, descending=layout.descending, where=self.filters.where())
        self.model = RankedModel(self._office, query, worker(), self)
        self.model.set_columns(layout.columns)
        self.table = RecordTable(self.model, layout.widths)
        self._form: RecordForm | None = None
        self.dialog: ColumnsDialog | None = None
        self._empty = EmptyWords(self.table, self.filters, self._office.search, self._new_text())
        self._build()
        self.entry = self.table
        self._connect()
        listen(self._desk, self, self.follow)
        self._count()
        self.table.painted.connect(self._make_ready, _ONCE_AFTER)

    # --- laying out -----------------------------------------------------------------------

    def _make_ready(self) -> None:
        """What is not needed before the rows are painted."""
        if self._office.is_open:  # it may have been locked in the same moment
            self._lay_out_form()

    def _lay_out_form(self) -> "RecordForm":
        if self._form is None:
            from bezirkskoordination.ui.record_form import RecordForm  # late: the rows are painted before

            self._form = (self.form_class or RecordForm)(self.view, self._context)
            self.stack.addWidget(self._form)
            self._connect_form(self._form)
            if drafts.find(self._office, self.view, None):
                self.new()
        return self._form

    @property
    def form(self) -> "RecordForm":
        """The record beside the list, laid out when it is first needed, with a new one that was left unfinished."""
        return self._lay_out_form()

    @cached_property
    def several(self) -> "Several":
        """What stands there while several are chosen."""
        from bezirkskoordination.ui.several import Several  # late: seldom more than one is chosen

        several = Several(self.view, self._context, self._chosen)
        several.delete_requested.connect(self.delete)
        several.export_requested.connect(self._export_chosen)
        self.stack.addWidget(several)
        return several

    @property
    def record(self) -> Record | None:
        """The stored record that is shown beside the list, if there is one."""
        return self._form.record if self._form else None

    def _connect_form(self, form: "RecordForm") -> None:
        """Join the form to the list; a page that can do more adds what belongs to it."""
        form.saved.connect(self._saved)
        form.gone.connect(self._show_chosen)
        form.discarded.connect(self._show_chosen)
        form.escaped.connect(self.table.setFocus)

    def _build(self) -> None:
        self.title = QLabel(str(self.view.label))
        self.title.setProperty("role", "title")
        self.subtitle = QLabel()
        self.subtitle.setProperty("role", "muted")
        self.export_button = QPushButton(str(N_("RecordPage", "Ausgeben …")))
        self.columns_button = QPushButton(icons.icon("columns"), "")
        self.columns_button.setToolTip(str(N_("RecordPage", "Spalten wählen …")))
        self.columns_button.setAccessibleName(str(N_("RecordPage", "Spalten wählen")))
        self.new_button = QPushButton(self._new_text())
        self.new_button.setProperty("primary", True)
        buttons = self._buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.export_button, self.columns_button, self.new_button):
            button.setMinimumHeight(self.filters.line.sizeHint().height())
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        buttons.addStretch(1)
        bar = self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        bar.setSpacing(8)
        bar.addWidget(self.filters, 1)
        bar.addLayout(buttons)
        self.table.setAccessibleName(table_name(str(self.view.label)))
        nothing = self._nothing = QLabel(str(N_("RecordPage", "Einen Eintrag in der Liste wählen.")))
        nothing.setProperty("role", "muted")
        nothing.setProperty("panel", True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setWordWrap(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(nothing)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(14)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.stack)
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes(self.widths)
        stored = self._context.memory.value(self._splitter_key)
        if stored is not None:
            self.splitter.restoreState(stored)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 14)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.subtitle)
        column.addSpacing(6)
        column.addLayout(bar)
        column.addSpacing(4)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._ask)
        self.filters.line.down.connect(self._to_list)
        self.export_button.clicked.connect(lambda: self.export_requested.emit(self.query))
        self.columns_button.clicked.connect(self.choose_columns)
        self.new_button.clicked.connect(lambda: self.new())
        self.table.chosen_changed.connect(self._chosen_changed)
        self.table.opened.connect(self._into_form)
        self.table.delete_requested.connect(self.delete)
        self.table.sort_requested.connect(self.sort_by)
        self.table.looks_changed.connect(self._remember)
        self.model.ordered.connect(self._count)
        self.splitter.splitterMoved.connect(self._remember_splitter)

    def _new_text(self) -> str:
        return str(self.new_words) if self.new_words else NEW(self.view.singular)

    @property
    def _splitter_key(self) -> str:
        return f"lists/{self.view.name}/splitter"

    def _remember_splitter(self, *_args: int) -> None:
        self._context.memory.setValue(self._splitter_key, self.splitter.saveState())

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to be told that there is no room for list and record side by side."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LEAST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.splitter.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        self._bar.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    # --- the list -------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """What the list shows."""
        return self.model.query

    def _ask(self) -> None:
        self.model.set_query(self.query.narrowed(search=self.filters.text, where=self.filters.where()))
        self.filters.remember(self._context.memory)
        self._count()

    def sort_by(self, column: str) -> None:
        """Sort by a column; once more turns it round."""
        query = self.query
        turned = column == query.sort and not query.descending
        self.model.set_query(query.narrowed(sort=column, descending=turned))
        self.table.show_sorting()
        self._remember()

    def choose_columns(self) -> None:
        """Ask which columns to show."""
        self.dialog = ColumnsDialog(self.view, self.table.columns_in_order(), self)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.chosen.connect(self.set_columns)
        self.dialog.open()

    def set_columns(self, names: Sequence[str]) -> None:
        """Show these columns."""
        self.table.own_widths.clear()
        self.model.set_columns(names)
        self.table.dress()
        self._remember()

    def _remember(self) -> None:
        query = self.query
        layout = Layout(self.table.columns_in_order(), query.sort, query.descending, self.table.own_widths)
        layout.remember(self.view, self._context.memory)

    def _count(self) -> None:
        known, shown, chosen = self.model.complete, self.model.rowCount(), self.table.chosen_count()
        total = self.model.total() if known or not shown else shown  # no counting before the first rows are painted
        parts = [f"{grouped(total)} {self._called(total)}" if known else str(self._called(total))]
        if known:
            parts.extend(self.summary())
        if known and self.filters.narrows:
            parts.append(N_("RecordPage", "{} Treffer")(grouped(shown)))
        if chosen > 1:
            parts.append(N_("RecordPage", "{} ausgewählt")(grouped(chosen)))
        self.subtitle.setText(" · ".join(parts))
        self._empty.tell(total, shown)

    def summary(self) -> list[str]:
        """What else matters about all of them, in a few words; a page says it where something does."""
        return []

    def _called(self, total: int) -> Text:
        """What so many are called; a page that is named in the singular counts in its type's plural."""
        if total == 1:
            return self.view.singular
        view = self.view
        return self.counted or (view.type.plural if str(view.label) == str(view.singular) else view.label)

    def _to_list(self) -> None:
        if self.model.rowCount():
            if not self.table.chosen_count():
                self.table.choose(self.model.id_at(0))
            self.table.setFocus()

    # --- which record is shown ------------------------------------------------------------

    def _chosen_changed(self) -> None:
        shown = self.form.record_id if self.stack.currentWidget() is self.form else None
        if shown is not None and self.table.chosen_count() == 1 and self.table.chosen_ids() == [shown]:
            self._count()
        elif self.form.leave():
            self._show_chosen()
        else:
            # After Qt has finished with the key or click that chose the other row.
            QTimer.singleShot(0, self, self._choose_shown)

    def _choose_shown(self) -> None:
        if self.form.record_id is None:
            self.table.choose_nothing()
        else:
            self.table.choose(self.form.record_id)
        self.form.form.focus_first_problem()

    def _show_chosen(self) -> None:
        count = self.table.chosen_count()
        record = self.model.record_at(self.model.row_of(self.table.chosen_ids()[0])) if count == 1 else None
        if record is not None:
            self.form.show_record(record)
            self.stack.setCurrentWidget(self.form)
        else:
            self.form.show_nothing()
            self.stack.setCurrentWidget(self.several if count else self._nothing)
            taken = self.isSignalConnected(QMetaMethod.fromSignal(self.chosen_export_requested))
            self.several.show_count(grouped(count), export=taken)
        self._count()

    def _export_chosen(self) -> None:
        self.chosen_export_requested.emit(self.query, self.table.chosen_ids())

    def _into_form(self) -> None:
        if self.stack.currentWidget() is self.form:
            self.form.tabs.setCurrentIndex(0)
            self.form.focus_first()

    def _saved(self, record_id: int) -> None:
        self._count()
        if self.model.row_of(record_id) < 0 and self.model.complete:
            self._context.say(str(_HIDDEN))
        elif self.table.chosen_count() < 1:
            self.table.choose(record_id)

    def follow(self, changes: list[Change]) -> None:
        """Bring list and record along with what was changed, here or elsewhere."""
        self.model.follow(changes)
        if self._form is not None:
            self._form.follow(changes)
        self._count()

    # --- what the window asks -------------------------------------------------------------

    def new(self, **preset: Any) -> None:
        """Begin a new record."""
        if self.form.leave():
            from bezirkskoordination.ui.beginnings import blank  # late: the verbs of editing come along

            self._begin(partial(self.form.begin, blank(self.view, preset)))

    def begin_with(self, record: Record) -> None:
        """Begin a new record that is filled in already."""
        if self.form.leave():
            from bezirkskoordination.ui.beginnings import begun  # late: the verbs of editing come along

            self._begin(partial(self.form.begin, begun(self.view, record), worth_saving=True))

    def duplicate(self) -> None:
        """Begin a new record with the values of the shown one."""
        if self.form.record_id is not None and self.form.leave():
            (record,) = self._office.read.page(self.view.type, [self.form.record_id])
            from bezirkskoordination.actions import editing  # late: what is bound to any record comes along
            from bezirkskoordination.ui.beginnings import begun
            from bezirkskoordination.ui.record_form import COPIED

            copy = begun(self.view, editing.copy_of(record))
            self._begin(partial(self.form.begin, copy, COPIED, worth_saving=True))

    def _begin(self, begin: Callable[[], None]) -> None:
        self.form.show_nothing()
        self.table.choose_nothing()
        self.stack.setCurrentWidget(self.form)
        begin()
        self._count()

    def _chosen(self) -> list[Record]:
        ids = self.table.chosen_ids()
        if not ids and self.form.record_id is not None:
            ids = [self.form.record_id]
        return self._office.read.page(self.view.type, ids)

    def delete(self) -> None:
        """Delete what is chosen; what others still need is refused, and who needs it is said."""
        from bezirkskoordination.actions import editing  # late: what is bound to any record comes along

        records = self._chosen()
        if not records:
            return
        label = _DELETED_MANY(len(records))
        if len(records) == 1:
            label = _DELETED(self.view.singular, records[0].title(self._office.names))
        row = self.model.row_of(records[0].id or 0)
        several = self.stack.currentWidget() is self.several
        with Saying(self.several.refused if several else self.form.refused):
            self._desk.do(label, lambda unit: editing.delete(unit, records))
            self._context.say(_UNDO_HINT(label) if self._desk.undo_label == label else label)
            if row >= 0 and self.model.complete:
                self.table.choose_near(row)
                self.table.setFocus()

    def save(self) -> bool:
        """Keep the record in the form."""
        return self.form.save()

    def leave(self) -> bool:
        """Save before the page is left; False if what stands there is not valid."""
        return self._form is None or self._form.leave()

    def keep_draft(self) -> bool:
        """Keep what is unsaved inside the file; False if it cannot be kept."""
        return self._form is None or self._form.keep_draft()

    def lock_draft(self) -> None:
        """Before the office is closed: save what is valid, keep the rest as a draft, and ask nothing any more."""
        with Saying(self._context.say):
            if not self.leave():
                self.keep_draft()
        self._empty.stop()
        if self._form is not None:
            self._form.show_nothing()
        self.table.setModel(None)

    def focus_filter(self) -> None:
        """Go to the filter line."""
        self.filters.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.line.selectAll()

    def show_only(self, ids: Sequence[int], name: str) -> None:
        """Show just these records, which stand behind something of this name."""
        if not self.leave():
            return
        self.filters.reset()
        self._only_these.ask(ids, name)
        self._to_list()

    @cached_property
    def _only_these(self) -> "OnlyThese":
        from bezirkskoordination.ui.only_these import OnlyThese  # late: seldom asked for

        only = OnlyThese()
        self.filters.add(only)
        return only

    def show_id(self, record_id: int) -> None:
        """Show a record, whatever the list is narrowed to."""
        if record_id == self.form.record_id or not self.form.leave():
            return
        if not self.table.choose(record_id) and self.filters.narrows:
            self.filters.reset()
            self.table.choose(record_id)
        if self.model.complete and self.model.row_of(record_id) < 0:
            self._context.say(_NOT_HERE(self.view.label))
