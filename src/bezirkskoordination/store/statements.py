"""The statements that read records by their ids, each built once: SQLAlchemy is slower at building one than SQLite at
answering it. The ids are one parameter, a JSON list, so that a statement is the same for any number of them."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, bindparam, func, select

from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field
from bezirkskoordination.store.schema import MAPPINGS, Mapping


def among(column: Column[Any]) -> ColumnElement[bool]:
    """Whether a column holds one of the ids of the question; see `these`."""
    each = func.json_each(bindparam("ids")).table_valued("value")
    return column.in_(select(each.c.value))


def these(ids: Iterable[int]) -> dict[str, str]:
    """The parameter of a question about these ids."""
    return {"ids": json.dumps(list(ids))}


@cache
def rows(type_name: str) -> Select[Any]:
    """Whole rows."""
    table = MAPPINGS[type_name].table
    return select(table).where(among(table.c.id))


@cache
def cells(type_name: str, names: tuple[str, ...]) -> Select[Any]:
    """The id and some columns."""
    table = MAPPINGS[type_name].table
    return select(table.c.id, *(table.c[name] for name in names)).where(among(table.c.id))


@cache
def owned_rows(type_name: str, name: str) -> Select[Any]:
    """The rows that records own by a field, in their order."""
    table = MAPPINGS[type_name].owned[name]
    return select(table).where(among(table.c.owner_id)).order_by(table.c.owner_id, table.c.pos)


@cache
def first_cells(type_name: str, name: str) -> Select[Any]:
    """Of the rows that records own by a field: the owner, and the cells that stand for the row."""
    mapping = MAPPINGS[type_name]
    field, owned = mapping.type.field(name), mapping.owned[name].c
    heads = field.details.row.rows.heads if field.kind is k.ROWS else ()
    found = [owned[head.name] for head in heads] or [first_cell(field, mapping)]
    return select(owned.owner_id, *found).where(among(owned.owner_id)).order_by(owned.owner_id, owned.pos)


def first_cell(field: Field, mapping: Mapping) -> Column[Any]:
    """The column of a table of owned rows that lists are narrowed by."""
    name = "target" if field.kind is k.REFS else "code"
    if field.kind is k.ROWS:
        name = field.details.row.rows.fields[0].name
    return mapping.owned[field.name].c[name]
