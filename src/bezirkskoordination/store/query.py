"""What a page of a list asks: filtered, searched, sorted ids, cheaply. Never offsets, never all records."""

import json
from array import array
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
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
from bezirkskoordination.records.fields import Field, View, Where
from bezirkskoordination.store import search
from bezirkskoordination.store.names import StoredNames
from bezirkskoordination.store.schema import MAPPINGS

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
        statement = self._ordered(query).limit(limit)
        if not query.narrows and (index := self._index(query)):
            # By itself SQLite sorts all rows, however few are asked for.
            table = MAPPINGS[query.view.type.name].table
            statement = statement.with_hint(table, f"INDEXED BY {index}")
        return list(self._connection.execute(statement).scalars())

    def order(self, query: Query) -> "array[int]":
        """The ids of all rows, in order."""
        return self._ids(self._ordered(query))

    def matching(self, query: Query) -> "array[int]":
        """The ids that search and filters leave, in no order; much cheaper than `order`.

        It is for callers who know the rows of the view: others of its type may be among the ids.
        """
        found = self._found(query)
        return self._ids(self._filtered(query) if found is None or query.where else found)

    def _ids(self, statement: Select[Any]) -> "array[int]":
        """All ids in one step of the driver: at every step it would hold up the other threads."""
        listed = select(func.json_group_array(statement.subquery().c.id))
        return array("q", json.loads(self._connection.execute(listed).scalar_one()))

    def count(self, query: Query) -> int:
        """How many rows there are."""
        return self._connection.execute(select(func.count()).select_from(self._filtered(query).subquery())).scalar_one()

    def used_codes(self, view: View, field: Field) -> list[Any]:
        """The codes and references that occur in a field, for a facet to offer."""
        mapping = MAPPINGS[view.type.name]
        if field.kind.owned:
            owned = mapping.owned[field.name]
            column = owned.c[field.details.row.rows.fields[0].name if field.kind is k.ROWS else _cell(field)]
        else:
            column = mapping.table.c[field.name]
        return list(self._connection.execute(select(column).distinct().where(column.is_not(None))).scalars())

    def _filtered(self, query: Query) -> Select[Any]:
        table = MAPPINGS[query.view.type.name].table
        return select(table.c.id).where(self._condition(query))

    def _condition(self, query: Query) -> ColumnElement[bool]:
        of = query.view.type
        conditions = [_condition(query.view, where) for where in (*query.view.where, *query.where)]
        if (found := self._found(query)) is not None:
            conditions.append(MAPPINGS[of.name].table.c.id.in_(found))
        return and_(true(), *conditions)

    @staticmethod
    def _found(query: Query) -> Select[Any] | None:
        """What the search index has for the words of a query; None if there are none."""
        expression, index = search.match(query.search), f"{query.view.type.name}_fts"
        if not expression:
            return None
        matches = text(f"{index} MATCH :match").bindparams(match=expression)
        return select(literal_column("rowid").label("id")).select_from(text(index)).where(matches)

    def _ordered(self, query: Query) -> Select[Any]:
        """Sorted so that an index gives the order where there is one; what stands empty comes last."""
        table = MAPPINGS[query.view.type.name].table
        statement = self._filtered(query)
        if query.sort == "title":
            title = table.c.title_key
            return statement.order_by(title.desc() if query.descending else title, table.c.id)
        field = query.view.type.field(query.sort)
        if field.kind is k.REF:
            target = MAPPINGS[field.details.to].table.alias("target")
            statement = statement.outerjoin_from(table, target, target.c.id == table.c[field.name])
            key: ColumnElement[Any] = target.c.title_key
            may_be_empty = True
        else:
            key = self._key(field, table)
            may_be_empty = isinstance(key, Column) and bool(key.nullable)
        directed = key.desc() if query.descending else key.asc()
        # Said of a column that is never empty, it would only keep SQLite from the index.
        directed = directed.nulls_last() if may_be_empty else directed
        return statement.order_by(directed, table.c.title_key, table.c.id)

    def _index(self, query: Query) -> str:
        """The index that holds the rows of a query in its order; empty if there is none."""
        table = MAPPINGS[query.view.type.name].table
        key: ColumnElement[Any] = table.c.title_key
        if query.sort != "title":
            field = query.view.type.field(query.sort)
            if field.kind is k.REF:
                return ""
            key = self._key(field, table)
        return next((str(one.name) for one in table.indexes if one.columns[0] is key), "")

    def _key(self, field: Field, table: Any) -> ColumnElement[Any]:
        if f"{field.name}_key" in table.c:
            return table.c[f"{field.name}_key"]  # type: ignore[no-any-return]
        column: ColumnElement[Any] = table.c[field.name]
        if isinstance(field.details.values, type):
            codes = [member.value for member in field.details.values]
        else:
            codes = [item.code for item in self._names.items(field.details.values)] if field.details.values else []
        return case({code: pos for pos, code in enumerate(codes)}, value=column, else_=len(codes)) if codes else column


def _cell(field: Field) -> str:
    return "target" if field.kind is k.REFS else "code"


def _condition(view: View, where: Where) -> ColumnElement[bool]:
    field = view.type.field(where.field)
    mapping = MAPPINGS[view.type.name]
    values = [value.value if isinstance(value, k.Choice) else value for value in where.values]
    condition: ColumnElement[bool]
    if field.kind.owned:
        owned = mapping.owned[field.name]
        cell = field.details.row.rows.fields[0].name if field.kind is k.ROWS else _cell(field)
        condition = exists().where(owned.c.owner_id == mapping.table.c.id, owned.c[cell].in_(values))
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
        condition = column.in_([value for value in values if value is not None])
        if None in values:
            condition = or_(condition, column.is_(None))
    # What is not known is not that value, either.
    return not_(func.coalesce(condition, false())) if where.negate else condition
