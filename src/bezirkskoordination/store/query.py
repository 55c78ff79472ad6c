"""What a page of a list asks: filtered, searched, sorted ids, cheaply. Never offsets, never all records."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, RecordType, View, Where
from bezirkskoordination.store import search
from bezirkskoordination.store.columns import (
    among,
    head_columns,
    is_nullable,
    owned_table,
    quoted,
    read_cell,
    sort_column,
    stored,
    these,
)
from bezirkskoordination.store.disk import Ask
from bezirkskoordination.store.names import StoredNames

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


class Sql(NamedTuple):
    """A piece of SQL and the values for its question marks."""

    text: str
    values: tuple[Any, ...] = ()


class Lists:
    """Answers queries in plain SQL: the first rows are asked for before SQLAlchemy is loaded."""

    def __init__(self, ask: Ask, names: StoredNames) -> None:
        self._ask = ask
        self._names = names

    def first(self, query: Query, limit: int) -> list[int]:
        """The ids of the first rows, in order."""
        ids: list[int] = []
        for part in self._parts(query):
            ids += (row[0] for row in self._ask(f"{part.text} LIMIT ?", (*part.values, limit - len(ids))))
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
        return self._ids(_rows(query) if found is None or query.where else found)

    def _ids(self, rows: Sql) -> "array[int]":
        """All ids in one step of the driver: at every step it would hold up the other threads."""
        ((listed,),) = self._ask(f"SELECT json_group_array(id) FROM ({rows.text})", rows.values)
        return array("q", json.loads(listed))

    def cells(self, of: RecordType, fields: tuple[Field, ...], ids: Iterable[int]) -> dict[int, tuple[Any, ...]]:
        """The values of these fields, by id, as lists show them; no other column is read.

        Of owned rows it is their first cells, of spans of days both days. Ids that are gone are left out.
        """
        wanted = (these(ids),)
        plain = [one for one in fields if not one.kind.owned]
        columns = quoted("id", *(one.name for one in plain))
        rows = self._ask(f"SELECT {columns} FROM {quoted(of.name)} WHERE {among('id')}", wanted)
        by_field: list[dict[int, Any]] = []
        for one in fields:
            if one.kind.owned:
                by_field.append(self._owned_cells(of, one, wanted))
            else:
                at = plain.index(one) + 1
                by_field.append({row[0]: read_cell(one, row[at]) for row in rows})
        return {row[0]: tuple(cells.get(row[0], ()) for cells in by_field) for row in rows}

    def _owned_cells(self, of: RecordType, field: Field, wanted: tuple[str]) -> dict[int, tuple[Any, ...]]:
        heads = head_columns(field)
        columns, table = quoted(*(name for name, _ in heads)), quoted(owned_table(of, field))
        question = f"SELECT owner_id, {columns} FROM {table} WHERE {among('owner_id')} ORDER BY owner_id, pos"
        owned: dict[int, tuple[Any, ...]] = {}
        for owner, *cells in self._ask(question, wanted):
            read = tuple(read_cell(head, cell) for (_, head), cell in zip(heads, cells, strict=True))
            owned[owner] = (*owned.get(owner, ()), read if len(read) > 1 else read[0])
        return owned

    def count(self, query: Query) -> int:
        """How many rows there are."""
        rows = _rows(query)
        ((count,),) = self._ask(f"SELECT count(*) FROM ({rows.text})", rows.values)
        return int(count)

    def at_most(self, of: RecordType) -> int:
        """No more records of a type than this: the largest id. Known at once, however many there are."""
        ((most,),) = self._ask(f"SELECT max(id) FROM {quoted(of.name)}", ())
        return most or 0

    def used_codes(self, view: View, field: Field) -> list[Any]:
        """The codes and references that occur in a field, for a facet to offer."""
        if field.kind.owned:
            return self._used(quoted(owned_table(view.type, field)), quoted(head_columns(field)[0][0]))
        return self._used(quoted(view.type.name), quoted(field.name))

    def _used(self, table: str, column: str) -> list[Any]:
        """The values of an indexed column, each found from the one before: as many steps as there are values."""
        question = (
            f"WITH RECURSIVE used(value) AS (SELECT min({column}) FROM {table} UNION ALL"
            f" SELECT (SELECT min({column}) FROM {table} WHERE {column} > used.value) FROM used"
            " WHERE used.value IS NOT NULL) SELECT value FROM used WHERE value IS NOT NULL"
        )
        return [row[0] for row in self._ask(question, ())]

    def _parts(self, query: Query) -> Iterable[Sql]:
        """The rows of a query, part after part: each lies in an index in the order that it has in the list."""
        field = None if query.sort == "title" else query.view.type.field(query.sort)
        if field is not None and field.details.values:
            return self._by_codes(query, field)
        return _in_order(query)

    def _by_codes(self, query: Query, field: Field) -> Iterator[Sql]:
        """One part for each code that occurs, as their list is ordered, and one for all that is not in it."""
        if isinstance(field.details.values, type):
            listed = [member.value for member in field.details.values]
        else:
            listed = [item.code for item in self._names.items(field.details.values)]
        table = quoted(query.view.type.name)
        column = f"{table}.{quoted(field.name)}"
        used = self._used(table, column)
        parts = [Sql(f"{column} = ?", (code,)) for code in listed if code in used]
        if foreign := tuple(code for code in used if code not in listed):
            parts.append(Sql(f"({column} IN ({_marks(foreign)}) OR {column} IS NULL)", foreign))
        elif is_nullable(field):
            parts.append(Sql(f"{column} IS NULL"))
        for part in reversed(parts) if query.descending else parts:
            yield _ordered(_rows(query, part), f"{table}.title_key, {table}.id")


def _rows(query: Query, *more: Sql, joined: str = "") -> Sql:
    """The ids of the rows of a query, in no order."""
    table = quoted(query.view.type.name)
    conditions = [_condition(query.view, where) for where in (*query.view.where, *query.where)]
    if found := _found(query):
        conditions.append(Sql(f"{table}.id IN ({found.text})", found.values))
    conditions += more
    told = " AND ".join(one.text for one in conditions)
    values = tuple(value for one in conditions for value in one.values)
    return Sql(f"SELECT {table}.id AS id FROM {table}{joined}{' WHERE ' if told else ''}{told}", values)


def _found(query: Query) -> Sql | None:
    """What the search index has for the words of a query; None if there are none."""
    expression, index = search.match(query.search), f"{query.view.type.name}_fts"
    return Sql(f"SELECT rowid AS id FROM {index} WHERE {index} MATCH ?", (expression,)) if expression else None


def _ordered(rows: Sql, order: str) -> Sql:
    return Sql(f"{rows.text} ORDER BY {order}", rows.values)


def _in_order(query: Query) -> Iterator[Sql]:
    """The rows of a query sorted by anything but codes; what stands empty comes last."""
    table, way = quoted(query.view.type.name), " DESC" if query.descending else ""
    by_title = f"{table}.title_key, {table}.id"
    if query.sort == "title":
        yield _ordered(_rows(query), f"{table}.title_key{way}, {table}.id")
        return
    field = query.view.type.field(query.sort)
    column = f"{table}.{quoted(sort_column(field))}"
    if field.kind is k.REF:
        # The sum says which way to go: from the targets in their order to those who refer to them.
        joined = f" JOIN {quoted(field.details.to)} AS target ON {column} = target.id + 0"
        yield _ordered(_rows(query, joined=joined), f"target.title_key{way}, target.id{way}, {by_title}")
    else:
        there = [Sql(f"{column} IS NOT NULL")] if is_nullable(field) else []
        yield _ordered(_rows(query, *there), f"{column}{way}, {by_title}")
    if is_nullable(field):
        yield _ordered(_rows(query, Sql(f"{column} IS NULL")), by_title)


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _condition(view: View, where: Where) -> Sql:
    if where.field == "id":  # no field: certain records, however many
        return Sql(among(f"{quoted(view.type.name)}.id"), (these(where.values),))
    field = view.type.field(where.field)
    condition = _owned(view, field, where) if field.kind.owned else _plain(view, field, where)
    # What is not known is not that value, either.
    return Sql(f"NOT coalesce({condition.text}, 0)", condition.values) if where.negate else condition


def _owned(view: View, field: Field, where: Where) -> Sql:
    table, owned = quoted(view.type.name), quoted(owned_table(view.type, field))
    heads, values = [quoted(name) for name, _ in head_columns(field)], tuple(map(stored, where.values))
    if field.kind is k.ROWS and field.details.row.rows.is_span:
        start, end = heads
        held = " OR ".join(f"({start} <= ? AND ({end} IS NULL OR ? <= {end}))" for _ in values) or "0"
        values = tuple(value for value in values for _ in range(2))
    else:
        held = f"{heads[0]} IN ({_marks(values)})"
    return Sql(f"{table}.id IN (SELECT owner_id FROM {owned} WHERE {held})", values)


def _plain(view: View, field: Field, where: Where) -> Sql:
    column, values = f"{quoted(view.type.name)}.{quoted(field.name)}", tuple(map(stored, where.values))
    if field.kind is k.GRID:
        return Sql(f"({' OR '.join(f'{column} & ? <> 0' for _ in values) or '0'})", values)
    if field.kind in k.RANGED:
        bounds = [(sign, value) for sign, value in zip((">=", "<="), values, strict=True) if value is not None]
        told = (f"{column} IS NOT NULL", *(f"{column} {sign} ?" for sign, _ in bounds))
        return Sql(f"({' AND '.join(told)})", tuple(value for _, value in bounds))
    there = tuple(value for value in values if value is not None)
    told_there = f"{column} = ?" if len(there) == 1 else f"{column} IN ({_marks(there)})"
    return Sql(f"({told_there} OR {column} IS NULL)" if None in values else told_there, there)
