"""A long list as a table model: painted at once, right to the last row, in order, at a few bytes a row.

It asks `store.query` for ids and reads the rows that are looked at. It refuses to know widgets, forms, and how
anything is changed: whoever changes something tells it by `follow`.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer, Signal

from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, Record, View
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui.cells import Column
from bezirkskoordination.ui.worker import Worker

#: Rows that are read together: a screenful and a little more.
PAGE = 32
_KEPT_PAGES = 125
#: Up to here the whole order is read at once (about 10 ms); beyond, in the worker.
SMALL = 10_000
#: More hits than this are put in order only when the first of them are painted.
MANY = 5_000
#: Milliseconds until it is asked even if no table has said that it is painted.
_AT_LATEST = 200
#: More scattered changes than this are told as a new list.
_MOST_PATCHES = 100

# Plain integers: comparing with Qt's enumerations costs more than the text itself (reference/speed.md b).
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_HORIZONTAL = Qt.Orientation.Horizontal
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Order:
    """All ids in order, and the place of each; -1 for an id that is not among them."""

    ids: "array[int]"
    place: "array[int]"

    @classmethod
    def of(cls, ids: "array[int]") -> "Order":
        """The order with its inverse; ids are dense, so that an array does."""
        place = array("i", [-1]) * (max(ids, default=0) + 1)
        for at, one in enumerate(ids):
            place[one] = at
        return cls(ids, place)

    def first(self, hits: "array[int]", limit: int) -> "array[int]":
        """The first of them in this order."""
        return array("q", islice(filter(set(hits).__contains__, self.ids), limit))

    def only(self, hits: "array[int]") -> "array[int]":
        """Those of the ids that were hit, in this order. Hits that are not among them are passed over."""
        if len(hits) * 6 < len(self.ids):
            known = len(self.place)
            places = sorted(at for hit in hits if hit < known and (at := self.place[hit]) >= 0)
            return array("q", map(self.ids.__getitem__, places))
        return array("q", filter(set(hits).__contains__, self.ids))


class RankedModel(QAbstractTableModel):
    """The rows of one query. Sorting and filtering is a new query; `ordered` says that all rows are there."""

    ordered = Signal()

    def __init__(self, office: OfficeFile, query: Query, worker: Worker | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._worker = worker
        self._orders: dict[tuple[str, bool], Order] = {}
        self._ids: array[int] = array("q")
        self._total: int | None = None
        self._pages: dict[int, list[tuple[str, ...]]] = {}
        self._last: tuple[int, Record | None] = (0, None)
        self._version = 0
        self._asked: tuple[Query, int] | None = None
        self._hits: array[int] | None = None  # what search and filters have found; None if that is to be asked
        self._large: bool | None = None
        self._complete = True
        self.query = query
        self.columns: list[Column] = []
        self.set_columns(query.view.columns or ("title",))
        self.set_query(query)

    # --- what is asked --------------------------------------------------------------------

    @property
    def view(self) -> View:
        """The view whose records these are."""
        return self.query.view

    @property
    def complete(self) -> bool:
        """Whether all rows are there, not only the first page."""
        return self._complete

    def set_columns(self, names: Iterable[str]) -> None:
        """Show these columns, in this order."""
        self.beginResetModel()
        self.columns = [Column.of(self.view, name) for name in names]
        self._pages.clear()
        self.endResetModel()

    def set_query(self, query: Query) -> None:
        """Show other rows, or the same in another order."""
        self.query = query
        order = self._order()
        self._hits = self._office.lists.matching(query) if order and query.narrows else None
        self._complete = order is not None and not self._is_much()
        self.beginResetModel()
        self._pages.clear()
        if order is None:
            self._ids = array("q", self._office.lists.first(query, PAGE))
        elif self._hits is not None and not self._complete:
            self._ids = order.first(self._hits, PAGE)
        else:
            self._ids = self._narrowed(order)
        self.endResetModel()
        if self._complete:
            self.ordered.emit()
        else:
            QTimer.singleShot(_AT_LATEST, self, self.read_on)

    def _is_much(self) -> bool:
        """Whether so much was found that the first rows should be seen before all is put in order."""
        return self._worker is not None and self._hits is not None and len(self._hits) > MANY

    def total(self) -> int:
        """How many records the view has, whatever is searched for."""
        if self._total is None:
            known = next(iter(self._orders.values()), None)
            self._total = len(known.ids) if known else self._office.lists.count(Query.of(self.view))
        return self._total

    def hits(self) -> int:
        """How many rows the query has; true even before all are there, but then it must be counted."""
        if self._complete:
            return len(self._ids)
        return self._office.lists.count(self.query) if self.query.narrows else self.total()

    def would_hit(self, search: str) -> bool:
        """Whether anything would be found with other words."""
        return bool(self._office.lists.first(self.query.narrowed(search=search), 1))

    def _whole(self) -> Query:
        return self.query.narrowed(search="", where=())

    def _order(self) -> Order | None:
        """The order of all rows if it is known or quickly read; otherwise the worker is asked for it, by `read_on`."""
        key = (self.query.sort, self.query.descending)
        if key not in self._orders:
            if self._is_large():
                return None
            self._orders[key] = Order.of(self._office.lists.order(self._whole()))
        return self._orders[key]

    def _is_large(self) -> bool:
        if self._large is None:
            self._large = self._worker is not None and self._office.lists.at_most(self.view.type) > SMALL
        return self._large

    def _narrowed(self, order: Order) -> "array[int]":
        if not self.query.narrows:
            return array("q", order.ids)
        hits = self._office.lists.matching(self.query) if self._hits is None else self._hits
        return order.only(hits)

    def read_on(self) -> None:
        """Go on behind the first page: put in order what was found, or have the worker read the order of all rows.

        A table says when the first page is painted; all this would hold it up.
        """
        whole, version = self._whole(), self._version
        if self._complete or not self._office.is_open:
            return
        if (whole.sort, whole.descending) in self._orders:
            self._fill()
            return
        if self._asked == (whole, version):
            return
        self._asked = whole, version

        def arrived(order: Order) -> None:
            if version == self._version:  # otherwise something was written meanwhile, and it was asked for again
                self._orders[whole.sort, whole.descending] = order
            if whole == self._whole() and not self._complete:
                self._fill()

        assert self._worker is not None
        lists = self._office.lists  # reads on a connection of its own in every thread
        self._worker.run(lambda: Order.of(lists.order(whole)), done=arrived, receiver=self)

    def _fill(self) -> None:
        order = self._orders.get((self.query.sort, self.query.descending))
        if order is not None:
            self._complete = True
            self._become(self._narrowed(order))
            self.ordered.emit()

    # --- what changes ---------------------------------------------------------------------

    def follow(self, changes: Iterable[Change]) -> None:
        """Bring the rows along with what was changed at the desk. Who is selected stays selected."""
        changed: dict[str, list[Change]] = defaultdict(list)
        for change in changes:
            changed[change.record.type.name].append(change)
        own = changed.get(self.view.type.name, [])
        if not own and changed.keys().isdisjoint(self._shown_types()):
            return
        self._pages.clear()
        self._last = 0, None
        self._version += 1
        self._orders.clear()
        self._total = self._large = self._hits = None
        order = self._order()
        self._complete = order is not None
        if not self._complete:
            QTimer.singleShot(_AT_LATEST, self, self.read_on)
        if order is not None:
            self._become(self._narrowed(order))
        else:
            gone = {change.record.id for change in own if change.after is None}
            self._become(array("q", (one for one in self._ids if one not in gone)))
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))
        if self._complete:
            self.ordered.emit()

    def _shown_types(self) -> set[str]:
        """The types whose records are named in some cell."""
        return {ListItem.type.name, *(f.details.to for f in self._fields() if f.details.to)}

    def _fields(self) -> Iterable[Field]:
        for column in self.columns:
            yield from column.fields

    def _become(self, new: "array[int]") -> None:
        """Turn the rows into these, told as removed, moved and inserted rows, so that nothing loses its place."""
        old = self._ids
        if new == old:
            return
        if new[: len(old)] == old:  # the first page was there, now comes the rest
            self.beginInsertRows(_NO_PARENT, len(old), len(new) - 1)
            self._pages.pop(len(old) // PAGE, None)
            self._ids = new
            self.endInsertRows()
            return
        wanted, known = set(new), set(old)
        gone = _runs(row for row, one in enumerate(old) if one not in wanted)
        fresh = _runs(row for row, one in enumerate(new) if one not in known)
        self._pages.clear()
        if len(gone) + len(fresh) > _MOST_PATCHES:
            self.beginResetModel()
            self._ids = new
            self.endResetModel()
            return
        for first, last in reversed(gone):
            self.beginRemoveRows(_NO_PARENT, first, last)
            del self._ids[first : last + 1]
            self._pages.clear()
            self.endRemoveRows()
        self._rearrange(array("q", (one for one in new if one in known)))
        for first, last in fresh:
            self.beginInsertRows(_NO_PARENT, first, last)
            self._ids[first:first] = new[first : last + 1]
            self._pages.clear()
            self.endInsertRows()

    def _rearrange(self, kept: "array[int]") -> None:
        if kept == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        row_of = {one: row for row, one in enumerate(kept)}
        after = [self.index(row_of[self._ids[index.row()]], index.column()) for index in before]
        self._ids = kept
        self._pages.clear()
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """The rows of many ids, those that are there, from the top."""
        wanted = set(ids)
        return [row for row, one in enumerate(self._ids) if one in wanted] if wanted else []

    # --- rows by id -----------------------------------------------------------------------

    def id_at(self, row: int) -> int:
        """The id of a row."""
        return self._ids[row]

    def row_of(self, record_id: int) -> int:
        """The row of an id; -1 when it is not among the rows."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def record_at(self, row: int) -> Record | None:
        """The record of a row; None when it was deleted a moment ago."""
        wanted = self._ids[row]
        if self._last[0] != wanted:
            self._last = wanted, next(iter(self._office.read.page(self.view.type, (wanted,))), None)
        return self._last[1]

    def texts_at(self, row: int) -> tuple[str, ...]:
        """What the cells of a row say."""
        return self._page(row // PAGE)[row % PAGE]

    def _page(self, at: int) -> list[tuple[str, ...]]:
        page = self._pages.get(at)
        if page is None:
            page = self._pages[at] = self._read(self._ids[at * PAGE : (at + 1) * PAGE])
            if len(self._pages) > _KEPT_PAGES:  # the one read longest ago; if it is in sight, it is read again
                del self._pages[next(iter(self._pages))]
        return page

    def _read(self, ids: "array[int]") -> list[tuple[str, ...]]:
        """What neighbouring rows say."""
        fields, names = tuple(dict.fromkeys(self._fields())), self._office.names
        found = self._office.lists.cells(self.view.type, fields, ids)
        for at, field in enumerate(fields):
            if field.kind in (k.REF, k.REFS):
                values = (cells[at] for cells in found.values())
                targets = [one for value in values for one in (value if field.kind is k.REFS else (value,)) if one]
                names.read_titles(field.details.to, targets)
        rows = [found.get(one) for one in ids]
        return list(zip(*(self._said(column, fields, rows) for column in self.columns), strict=True))

    def _said(self, column: Column, fields: tuple[Field, ...], rows: list[tuple[Any, ...] | None]) -> Iterator[str]:
        """What a column says, from the values of `fields`; nothing for a row that is gone. Most say the same again."""
        places = [fields.index(one) for one in column.fields]
        known: dict[tuple[Any, ...], str] = {}
        for cells in rows:
            if cells is None:
                yield ""
                continue
            values = tuple(cells[at] for at in places)
            said = known.get(values)
            if said is None:
                said = known[values] = column.text(values, self._office.names)
            yield said

    # --- what Qt asks ---------------------------------------------------------------------

    def rowCount(self, parent: Any = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Any = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Any, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            row = index.row()
            page = self._pages.get(row // PAGE) or self._page(row // PAGE)
            return page[row % PAGE][index.column()]
        if role == _ALIGNMENT:
            return _RIGHT if self.columns[index.column()].right else _LEFT
        if role == _ACCESSIBLE:
            return f"{self.columns[index.column()].label}: {self.data(index)}"
        if role == _TIP:
            column = self.columns[index.column()]
            record = self.record_at(index.row()) if column.has_tip else None
            return column.tip(record, self._office.names) or None if record else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == _HORIZONTAL and 0 <= section < len(self.columns):
            column = self.columns[section]
            if role == _DISPLAY:
                return column.head
            if role in (_TIP, _ACCESSIBLE):
                return column.label
            if role == _ALIGNMENT:
                return _RIGHT if column.right else _LEFT
        return None


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows as unbroken runs, first and last."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs
