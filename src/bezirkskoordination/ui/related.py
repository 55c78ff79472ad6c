"""What belongs to a record, one tab each: the records that refer to it, and the history of its status."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records import view as view_of
from bezirkskoordination.records.fields import Field, Record, View, Where
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.rules.following import beginning
from bezirkskoordination.rules.status import REASONS
from bezirkskoordination.store.folding import fold
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.plain_table import PlainTable
from bezirkskoordination.ui.ranked import RankedModel
from bezirkskoordination.ui.record_tab import RecordTab
from bezirkskoordination.ui.record_table import RecordTable
from bezirkskoordination.ui.widgets import Suggest

_MOST = 20
_ALL = 500  # types without a search index are small: parts of the district, budgets

_HEADS = (N_("History", "wirksam ab"), N_("History", "Status"), N_("History", "Grund und Bemerkung"))
_NONE_YET = N_("Related", "Noch nichts. „Neu …“ legt den ersten Eintrag an.")


def suggestions(office: OfficeFile) -> Suggest:
    """Finds records by what is typed, for fields that refer to them."""

    def suggest(type_name: str, text: str) -> list[tuple[int, str]]:
        of = RECORD_TYPES[type_name]
        query = Query.of(View.plain(of)).narrowed(sort="title", descending=False)
        ids = office.lists.first(
            query.narrowed(search=text if of.is_searched else ""), _MOST if of.is_searched else _ALL
        )
        office.names.read_titles(type_name, ids)
        found = [(one, office.names.title(type_name, one)) for one in ids]
        if not of.is_searched:
            found = [one for one in found if fold(text.strip()) in fold(one[1])]
        return found[:_MOST]

    return suggest


class RelatedTab(RecordTab):
    """The records of a view that refer to the one shown by `field`."""

    def __init__(self, name: str, field: str, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view_of(name)
        self._field, self._context = field, context
        self._record: Record | None = None
        self.table: RecordTable | None = None
        self.open = QPushButton(str(N_("Related", "Öffnen")))
        self.open.clicked.connect(self.open_chosen)
        self.new = QPushButton(str(N_("Related", "Neu …")))
        self.new.setAccessibleName(N_("Related", "Neu: {}")(self.view.singular))
        self.new.clicked.connect(self.begin_new)
        foot = QWidget()
        self._verbs = Flow(foot, gap=6)
        self._verbs.addWidget(self.new)
        self._verbs.addWidget(self.open)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 4, 0)
        self._column.addWidget(foot)

    @property
    def label(self) -> str:
        """What the tab is called."""
        return str(self.view.label)

    def _query(self) -> Query:
        assert self._record is not None
        return Query.of(self.view).narrowed(where=(Where(self._field, (self._record.id,)),))

    def show_for(self, record: Record) -> None:
        """Show what refers to this record; asked only when the tab is looked at."""
        self._record = record
        if self.table is None:
            self.table = self._made_table()
        else:
            self.table.ranked.set_query(self._query())
        self._tell()

    def _made_table(self) -> RecordTable:
        model = RankedModel(self._context.desk.office, self._query(), None, self)
        model.set_columns([c.name for c in model.columns if c.name != self._field][:5])
        table = RecordTable(model, parent=self)
        table.setAccessibleName(str(self.view.label))
        table.opened.connect(self.open_chosen)
        table.chosen_changed.connect(self._tell)
        table.sort_requested.connect(self._sort)
        self._column.insertWidget(0, table, 1)
        return table

    def _sort(self, column: str) -> None:
        assert self.table is not None
        query = self.table.ranked.query
        self.table.ranked.set_query(
            query.narrowed(sort=column, descending=column == query.sort and not query.descending)
        )
        self.table.show_sorting()

    def _tell(self) -> None:
        assert self.table is not None
        self.open.setEnabled(self.table.chosen_count() == 1)
        self.table.say_nothing("" if self.table.ranked.rowCount() else str(_NONE_YET))

    def follow(self, changes: list[Change]) -> None:
        """Bring the table along."""
        if self.table is not None:
            self.table.ranked.follow(changes)
            self._tell()

    def open_chosen(self) -> None:
        """Go to the chosen record on its own page."""
        if self.table is not None and self.table.chosen_count() == 1:
            self._context.open_record(self.view.type.name, self.table.chosen_ids()[0])

    def begin_new(self) -> None:
        """A new record that refers to the one shown, in a window of its own."""
        from bezirkskoordination.ui.record_dialog import RecordDialog  # late: the two know each other

        if self._record is not None:
            preset = {
                self._field: self._record.id,
                **beginning(self._record, self.view.type.name, self._context.today()),
            }
            self.dialog = RecordDialog(self.view, self._context, preset, self)
            self.dialog.open()


class HistoryTab(RecordTab):
    """The status events of a record, the latest first, and the way one step back."""

    take_back_requested = Signal()

    def __init__(self, field: Field, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field, self._context = field, context
        self._record: Record | None = None
        self.table = PlainTable(_HEADS, str(N_("History", "Verlauf")))
        self.table.show_chips(1, [] if isinstance(field.details.values, str) else list(field.details.values))
        self.back = QPushButton(str(N_("History", "Letzten Schritt zurücknehmen")))
        self.back.clicked.connect(self.take_back_requested)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 4, 0)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def show_for(self, record: Record) -> None:
        """Show the events of this record."""
        self._record = record
        office = self._context.desk.office
        events = list(reversed(office.read.history(record)))
        self.table.fill([self._said(event) for event in events])
        self.back.setEnabled(bool(events))

    def _said(self, event: StatusEvent) -> tuple[str, ...]:
        state = self._field.closed.of(event.status)
        values = REASONS.get(state)
        names = self._context.desk.office.names
        reason = names.label(values, event.reason) if values and event.reason else event.reason
        why = " · ".join(part for part in (reason, event.note.replace("\n", " ")) if part)
        return show_date(event.effective_on), str(state.label), why

    def follow(self, changes: list[Change]) -> None:
        """Bring the events along."""
        if self._record is not None and any(change.record.type is StatusEvent.type for change in changes):
            self.show_for(self._record)
