"""What a page of a list asks: filtered, searched, sorted ids, cheaply. Never offsets, never all records."""

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    text,
    true,
)

from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, RecordType, View, Where
from bezirkskoordination.store import search, statements
from bezirkskoordination.store.names import StoredNames
from bezirkskoordination.store.schema import MAPPINGS, read_cell

#: Kinds that a list can be sorted by.
SORTABLE = frozenset(
    {
        k.TEXT,
        k.NOTE,
        k.PHONE,
        k.EMAIL,
        k.DATE,
        k.TIME,
        k.MONEY,
        k.MINUTES,
        k.DECIMAL,
        k.WHOLE,
        k.FLAG,
        k.CHOICE,
        k.LISTED,
        k.STATUS,
        k.REF,
    }
)


@dataclass(frozen=True, slots=True)
class Query:
    """A view, narrowed and sorted. `sort` is „title“ or a sortable field."""

    view: View
    search: str = ""
    where: tuple[Where, ...] = ()
    sort: str = "title"
    descending: bool = False

    @classmethod
    def of(cls, view: View) -> "Query":
        """The query that a view opens with."""
        return cls(view, sort=view.sort, descending=view.descending)

    @property
    def narrows(self) -> bool:
        """Whether it may leave out records of the view."""
        return bool(self.search or self.where)

    def narrowed(self, **changes: Any) -> "Query":
        """The same query with some parts changed."""
        return replace(self, **changes)


def is_sortable(view: View, column: str) -> bool:
    """Whether a column of a view can be sorted by."""
    return column == "title" or view.type.field(column).kind in SORTABLE


class Lists:
    """Answers queries on one connection."""

    def __init__(self, connection: Connection, names: StoredNames) -> None:
        self._connection = connection
        self._names = names

    def first(self, query: Query, limit: int) -> list[int]:
        """The ids of the first rows, in order."""
        ids: list[int] = []
        for part in self._parts(query):
            ids += self._connection.execute(part.limit(limit - len(ids))).scalars()
            if len(ids) == limit:
                break
        return ids

    def order(self, query: Query) -> "array[int]":
        """The ids of all rows, in order."""
        ids = array("q")
        for part in self._parts(query):
            ids += self._ids(part)
        return ids

    def matching(self, query: Query) -> "array[int]":
        """The ids that search and filters leave, in no order; much cheaper than `order`.

        It is for callers who know the rows of the view: others of its type may be among the ids.
        """
        found = _found(query)
        return self._ids(_filtered(query) if found is None or query.where else found)

    def _ids(self, statement: Select[Any]) -> "array[int]":
        """All ids in one step of the driver: at every step it would hold up the other threads."""
        listed = select(func.json_group_array(statement.subquery().c.id))
        return array("q", json.loads(self._connection.execute(listed).scalar_one()))

    def cells(self, of: RecordType, fields: tuple[Field, ...], ids: Iterable[int]) -> dict[int, tuple[Any, ...]]:
        """The values of these fields, by id, as lists show them; no other column is read.

        Of owned rows it is their first cells, of spans of days both days. Ids that are gone are left out.
        """
        wanted = statements.these(ids)
        plain = tuple(one.name for one in fields if not one.kind.owned)
        rows = self._connection.execute(statements.cells(of.name, plain), wanted).all()
        columns: list[dict[int, Any]] = []
        for one in fields:
            if one.kind.owned:
                columns.append(self._owned_cells(of, one, wanted))
            else:
                at = plain.index(one.name) + 1
                columns.append({row[0]: read_cell(one, row[at]) for row in rows})
        return {row[0]: tuple(cells.get(row[0], ()) for cells in columns) for row in rows}

    def _owned_cells(self, of: RecordType, field: Field, wanted: dict[str, str]) -> dict[int, tuple[Any, ...]]:
        heads = field.details.row.rows.heads if field.kind is k.ROWS else (field,)
        owned: dict[int, tuple[Any, ...]] = {}
        for owner, *cells in self._connection.execute(statements.first_cells(of.name, field.name), wanted).all():
            read = tuple(read_cell(head, cell) for head, cell in zip(heads, cells, strict=True))
            owned[owner] = (*owned.get(owner, ()), read if len(read) > 1 else read[0])
        return owned

    def count(self, query: Query) -> int:
        """How many rows there are."""
        return self._connection.execute(select(func.count()).select_from(_filtered(query).subquery())).scalar_one()

    def at_most(self, of: RecordType) -> int:
        """No more records of a type than this: the largest id. Known at once, however many there are."""
        return self._connection.execute(select(func.max(MAPPINGS[of.name].table.c.id))).scalar_one() or 0

    def used_codes(self, view: View, field: Field) -> list[Any]:
        """The codes and references that occur in a field, for a facet to offer."""
        mapping = MAPPINGS[view.type.name]
        return self._used(statements.first_cell(field, mapping) if field.kind.owned else mapping.table.c[field.name])

    def _used(self, column: Column[Any]) -> list[Any]:
        """The values of an indexed column, each found from the one before: as many steps as there are values."""
        used = select(func.min(column).label("value")).cte("used", recursive=True)
        above = select(func.min(column)).where(column > used.c.value).scalar_subquery()
        used = used.union_all(select(above).where(used.c.value.is_not(None)))
        return list(self._connection.execute(select(used.c.value).where(used.c.value.is_not(None))).scalars())

    def _parts(self, query: Query) -> Iterable[Select[Any]]:
        """The rows of a query, part after part: each lies in an index in the order that it has in the list."""
        field = None if query.sort == "title" else query.view.type.field(query.sort)
        if field is not None and field.details.values:
            return self._by_codes(query, field)
        return _in_order(query) if query.narrows else _whole_in_order(query)

    def _by_codes(self, query: Query, field: Field) -> Iterator[Select[Any]]:
        """One part for each code that occurs, as their list is ordered, and one for all that is not in it."""
        if isinstance(field.details.values, type):
            listed = [member.value for member in field.details.values]
        else:
            listed = [item.code for item in self._names.items(field.details.values)]
        table, column = _sorted_by(query.view, field)
        used = self._used(column)
        parts: list[ColumnElement[bool]] = [column == code for code in listed if code in used]
        if foreign := [code for code in used if code not in listed]:
            parts.append(or_(column.in_(foreign), column.is_(None)))
        elif column.nullable:
            parts.append(column.is_(None))
        for part in reversed(parts) if query.descending else parts:
            yield _filtered(query).where(part).order_by(table.c.title_key, table.c.id)


def _filtered(query: Query) -> Select[Any]:
    """The ids of the rows of a query."""
    table = MAPPINGS[query.view.type.name].table
    conditions = [_condition(query.view, where) for where in (*query.view.where, *query.where)]
    if (found := _found(query)) is not None:
        conditions.append(table.c.id.in_(found))
    return select(table.c.id).where(and_(true(), *conditions))


def _found(query: Query) -> Select[Any] | None:
    """What the search index has for the words of a query; None if there are none."""
    expression, index = search.match(query.search), f"{query.view.type.name}_fts"
    if not expression:
        return None
    matches = text(f"{index} MATCH :match").bindparams(match=expression)
    return select(literal_column("rowid").label("id")).select_from(text(index)).where(matches)


def _sorted_by(view: View, field: Field) -> tuple[Table, Column[Any]]:
    """The table of a view, and the column that says where a value of the field stands."""
    table = MAPPINGS[view.type.name].table
    return table, table.c.get(f"{field.name}_key", table.c[field.name])


def _in_order(query: Query) -> tuple[Select[Any], ...]:
    """The rows of a query sorted by anything but codes; what stands empty comes last."""
    rows = _filtered(query)
    if query.sort == "title":
        table = MAPPINGS[query.view.type.name].table
        return (rows.order_by(_directed(query, table.c.title_key), table.c.id),)
    field = query.view.type.field(query.sort)
    table, column = _sorted_by(query.view, field)
    by_title = table.c.title_key, table.c.id
    if field.kind is k.REF:
        target = MAPPINGS[field.details.to].table.alias("target")
        # The sum says which way to go: from the targets in their order to those who refer to them.
        joined = rows.join_from(table, target, column == target.c.id + 0)
        there = joined.order_by(_directed(query, target.c.title_key), _directed(query, target.c.id), *by_title)
    else:
        there = rows.where(column.is_not(None)) if column.nullable else rows
        there = there.order_by(_directed(query, column), *by_title)
    return (there, rows.where(column.is_(None)).order_by(*by_title)) if column.nullable else (there,)


#: Of whole views they are built once; what somebody searched for is not remembered.
_whole_in_order = cache(_in_order)


def _directed(query: Query, column: Column[Any]) -> ColumnElement[Any]:
    return column.desc() if query.descending else column.asc()


def _condition(view: View, where: Where) -> ColumnElement[bool]:
    field = view.type.field(where.field)
    mapping = MAPPINGS[view.type.name]
    values = [value.value if isinstance(value, k.Choice) else value for value in where.values]
    condition: ColumnElement[bool]
    if field.kind is k.ROWS and field.details.row.rows.is_span:
        owned = mapping.owned[field.name]
        start, end = (owned.c[one.name] for one in field.details.row.rows.fields[:2])
        held = or_(false(), *(and_(start <= day, or_(end.is_(None), day <= end)) for day in values))
        condition = mapping.table.c.id.in_(select(owned.c.owner_id).where(held))
    elif field.kind.owned:
        cell = statements.first_cell(field, mapping)
        condition = mapping.table.c.id.in_(select(cell.table.c.owner_id).where(cell.in_(values)))
    elif field.kind is k.GRID:
        condition = or_(*(mapping.table.c[field.name].bitwise_and(bits) != 0 for bits in values))
    elif field.kind in k.RANGED:
        least, most = values
        column = mapping.table.c[field.name]
        condition = and_(
            column.is_not(None),
            *([column >= least] if least is not None else []),
            *([column <= most] if most is not None else []),
        )
    else:
        column = mapping.table.c[field.name]
        there = [value for value in values if value is not None]
        condition = column == there[0] if len(there) == 1 else column.in_(there)
        if None in values:
            condition = or_(condition, column.is_(None))
    # What is not known is not that value, either.
    return not_(func.coalesce(condition, false())) if where.negate else condition
