"""The statements that read records by their ids, each built once: SQLAlchemy is slower at building one than SQLite at
answering it. The ids are one parameter, a JSON list, so that a statement is the same for any number of them."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, bindparam, func, select

from bezirkskoordination.store import columns
from bezirkskoordination.store.schema import MAPPINGS


def among(column: Column[Any]) -> ColumnElement[bool]:
    """Whether a column holds one of the ids of the question; see `these`."""
    each = func.json_each(bindparam("ids")).table_valued("value")
    return column.in_(select(each.c.value))


def these(ids: Iterable[int]) -> dict[str, str]:
    """The parameter of a question about these ids."""
    return {"ids": columns.these(ids)}


@cache
def rows(type_name: str) -> Select[Any]:
    """Whole rows."""
    table = MAPPINGS[type_name].table
    return select(table).where(among(table.c.id))


@cache
def owned_rows(type_name: str, name: str) -> Select[Any]:
    """The rows that records own by a field, in their order."""
    table = MAPPINGS[type_name].owned[name]
    return select(table).where(among(table.c.owner_id)).order_by(table.c.owner_id, table.c.pos)
