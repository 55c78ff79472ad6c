"""In which columns a field lies, and what a stored cell means: all that a question must know of the declarations.

The tables themselves, with types and constraints, are in `schema`; this does without SQLAlchemy.
"""

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, RecordType

#: The version of today's schema: the number of the last migration.
VERSION = max(int(path.stem[:4]) for path in (Path(__file__).parent / "migrations" / "versions").glob("[0-9]*.py"))
APPLICATION_ID = 0x425A524B  # „BZRK“

_KEYED = frozenset({k.TEXT, k.NOTE, k.PHONE, k.EMAIL})


def quoted(*names: str) -> str:
    """Names as SQL takes them even if they are words of its own („order“, „values“); several between commas."""
    return ", ".join(f'"{name}"' for name in names)


def is_keyed(field: Field) -> bool:
    """Whether a stored sort key stands beside the field: texts that lists show have one."""
    return field.listed and field.kind in _KEYED


def is_nullable(field: Field) -> bool:
    """Whether its column may be empty."""
    return not field.required and field.default is None


def sort_column(field: Field) -> str:
    """The column that says where a value stands in a list."""
    return f"{field.name}_key" if is_keyed(field) else field.name


def owned_table(of: RecordType, field: Field) -> str:
    """The table of the rows that a field owns: owner_id, pos, cells."""
    return f"{of.name}_{field.name}"


def head_columns(field: Field) -> tuple[tuple[str, Field], ...]:
    """The columns of a table of owned rows that stand for a row, with the field that says what lies in them."""
    if field.kind is k.ROWS:
        return tuple((head.name, head) for head in field.details.row.rows.heads)
    return (("target" if field.kind is k.REFS else "code", field),)


_READ: dict[k.Kind, Callable[[Any], Any]] = {
    k.DATE: lambda cell: date.fromisoformat(cell) if isinstance(cell, str) else cell,
    k.FLAG: bool,
}


def read_cell(field: Field, cell: Any) -> Any:
    """A stored cell as the field's value, from the driver or from SQLAlchemy: codes of closed lists are members."""
    if cell is None:
        return None
    values = field.details.values
    if isinstance(values, type):
        return values.of(cell)
    read = _READ.get(field.kind)
    return read(cell) if read else cell


def stored(value: Any) -> Any:
    """A value as the driver takes it."""
    if isinstance(value, k.Choice):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def among(column: str) -> str:
    """Whether a column holds one of the ids of a question; they are one value, see `these`."""
    return f"{column} IN (SELECT value FROM json_each(?))"


def these(ids: Iterable[int]) -> str:
    """The value of a question about these ids."""
    return json.dumps(list(ids))
