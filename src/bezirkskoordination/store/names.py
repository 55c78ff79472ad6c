"""Labels of codes and titles of records, read once and remembered until something changes.

Every thread remembers for itself, so that none forgets what another is just reading.
"""

import threading
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.store import statements
from bezirkskoordination.store.folding import fold, sort_key
from bezirkskoordination.store.schema import MAPPINGS, read_cell


class _Remembered(threading.local):
    """What one thread has read: value lists by name and code, titles by type and id; and as of which writes."""

    def __init__(self) -> None:
        self.lists: dict[str, dict[str, ListItem]] | None = None
        self.titles: dict[tuple[str, int], str] = {}
        self.as_of = (0, 0)


class StoredNames:
    """The `Names` of one office file. `forget` after a write; the next question reads again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._memory = _Remembered()
        self._writes = (0, 0)  # to value lists, to anything

    def forget(self, type_names: Iterable[str]) -> None:
        """Drop what writes to these types may have changed, in every thread."""
        changed = set(type_names)
        lists, anything = self._writes
        self._writes = (lists + (ListItem.type.name in changed), anything + bool(changed))

    def _remembered(self) -> _Remembered:
        memory, writes = self._memory, self._writes
        if memory.as_of != writes:
            memory.titles = {}
            if memory.as_of[0] != writes[0]:
                memory.lists = None
            memory.as_of = writes
        return memory

    def _lists(self) -> dict[str, dict[str, ListItem]]:
        memory = self._remembered()
        if memory.lists is None:
            mapping = MAPPINGS[ListItem.type.name]
            rows = self._connection.execute(
                select(mapping.table).order_by(mapping.table.c.position, mapping.table.c.id)
            )
            memory.lists = {}
            for row in rows.mappings().all():
                item = mapping.record(row, {})
                assert isinstance(item, ListItem)
                memory.lists.setdefault(item.values, {})[item.code] = item
        return memory.lists

    def items(self, values: str) -> list[ListItem]:
        """A value list in its order, inactive values included."""
        return list(self._lists().get(values, {}).values())

    def label(self, values: str, code: str) -> str:
        """The label of a code; the code itself when the list does not know it."""
        item = self._lists().get(values, {}).get(code)
        return item.label if item else code

    def code(self, values: str, text: str) -> str | None:
        """The code that a label or code stands for, folded; None when none or several."""
        typed, wanted = text.strip().casefold(), fold(text.strip())
        items = self.items(values)
        for match in (lambda i: i.code.casefold() == typed, lambda i: fold(i.label) == wanted):
            found = [item.code for item in items if match(item)]
            if len(found) == 1:
                return found[0]
        return None

    def title(self, type_name: str, record_id: int) -> str:
        """The title of a record; empty when it is gone."""
        titles = self._remembered().titles
        if (type_name, record_id) not in titles:
            self._read_titles(titles, type_name, [record_id])
        return titles.get((type_name, record_id), "")

    def read_titles(self, type_name: str, ids: Iterable[int]) -> None:
        """Read the titles of many records in one question."""
        titles = self._remembered().titles
        if missing := [one for one in set(ids) if (type_name, one) not in titles]:
            self._read_titles(titles, type_name, missing)

    def _read_titles(self, titles: dict[tuple[str, int], str], type_name: str, ids: list[int]) -> None:
        of = RECORD_TYPES[type_name]
        question = statements.cells(type_name, tuple(f.name for f in of.title_fields))
        for row in self._connection.execute(question, statements.these(ids)).mappings().all():
            titles[type_name, row["id"]] = of.title_of(self._cells(type_name, row), self)

    @staticmethod
    def _cells(type_name: str, row: Any) -> Any:
        of = RECORD_TYPES[type_name]
        return lambda name: read_cell(of.field(name), row[name])

    def find(self, type_name: str, text: str) -> int | None:
        """The one record with this title, however it is spelt; None when none or several."""
        table = MAPPINGS[type_name].table
        found = self._connection.execute(select(table.c.id).where(table.c.title_key == sort_key(text)).limit(2)).all()
        return found[0][0] if len(found) == 1 else None
