"""What a page of a list asks: filtered, searched, sorted ids, cheaply. Never offsets, never all records."""

from array import array
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, false, func, not_, or_, select, text, true

from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, View, Where
from bezirkskoordination.store import search
from bezirkskoordination.store.names import StoredNames
from bezirkskoordination.store.schema import MAPPINGS

#: Kinds that a list can be sorted by.
SORTABLE = frozenset(
    {k.TEXT, k.NOTE, k.PHONE, k.EMAIL, k.DATE, k.MONEY, k.MINUTES, k.WHOLE, k.FLAG, k.CHOICE, k.LISTED, k.STATUS, k.REF}
)
_RANGED = frozenset({k.DATE, k.MONEY, k.MINUTES, k.WHOLE})


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
        return list(self._connection.execute(self._ordered(query).limit(limit)).scalars())

    def order(self, query: Query) -> "array[int]":
        """The ids of all rows, in order."""
        return array("q", self._connection.execute(self._ordered(query)).scalars())

    def matching(self, query: Query) -> "array[int]":
        """The ids of all rows, in no order; cheaper than `order` where the caller knows the order."""
        return array("q", self._connection.execute(self._filtered(query)).scalars())

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
        if expression := search.match(query.search):
            found = text(f"{of.name}.id IN (SELECT rowid FROM {of.name}_fts WHERE {of.name}_fts MATCH :match)")
            conditions.append(found.bindparams(match=expression))  # type: ignore[arg-type]
        return and_(true(), *conditions)

    def _ordered(self, query: Query) -> Select[Any]:
        table = MAPPINGS[query.view.type.name].table
        statement = self._filtered(query)
        if query.sort == "title":
            key: ColumnElement[Any] = table.c.title_key
        else:
            field = query.view.type.field(query.sort)
            if field.kind is k.REF:
                target = MAPPINGS[field.details.to].table.alias("target")
                statement = statement.outerjoin_from(table, target, target.c.id == table.c[field.name])
                key = target.c.title_key
            else:
                key = self._key(field, table)
        directed = key.desc().nulls_last() if query.descending else key.asc().nulls_last()
        return statement.order_by(directed, table.c.title_key, table.c.id)

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
    elif field.kind in _RANGED:
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
