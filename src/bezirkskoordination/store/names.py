"""Labels of codes and titles of records, read once and remembered until something changes.

Every thread remembers for itself, so that none forgets what another is just reading.
"""

import threading
from collections.abc import Iterable

from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.store.columns import among, quoted, read_cell, these
from bezirkskoordination.store.disk import Ask
from bezirkskoordination.store.folding import fold, sort_key

_FIELDS = ListItem.type.fields
_ITEMS = (
    f"SELECT id, uid, {quoted(*(field.name for field in _FIELDS))} FROM list_item"
    f" WHERE {quoted('values')} = ? ORDER BY position, id"
)


class _Remembered(threading.local):
    """What one thread has read: value lists by name and code, titles by type and id; and as of which writes."""

    def __init__(self) -> None:
        self.lists: dict[str, dict[str, ListItem]] = {}
        self.titles: dict[tuple[str, int], str] = {}
        self.as_of = (0, 0)


class StoredNames:
    """The `Names` of one office file. `forget` after a write; the next question reads again."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
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
                memory.lists = {}
            memory.as_of = writes
        return memory

    def _list(self, values: str) -> dict[str, ListItem]:
        lists = self._remembered().lists
        if values not in lists:
            found = lists[values] = {}
            for id_, uid, *cells in self._ask(_ITEMS, (values,)):
                read = {field.name: read_cell(field, cell) for field, cell in zip(_FIELDS, cells, strict=True)}
                item = ListItem(id=id_, uid=uid, **read)
                found[item.code] = item
        return lists[values]

    def items(self, values: str) -> list[ListItem]:
        """A value list in its order, inactive values included."""
        return list(self._list(values).values())

    def label(self, values: str, code: str) -> str:
        """The label of a code; the code itself when the list does not know it."""
        item = self._list(values).get(code)
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
        fields = of.title_fields
        columns = quoted("id", *(field.name for field in fields))
        question = f"SELECT {columns} FROM {quoted(type_name)} WHERE {among('id')}"
        for id_, *cells in self._ask(question, (these(ids),)):
            values = {field.name: read_cell(field, cell) for field, cell in zip(fields, cells, strict=True)}
            titles[type_name, id_] = of.title_of(values.__getitem__, self)

    def find(self, type_name: str, text: str) -> int | None:
        """The one record with this title, however it is spelt; None when none or several."""
        found = self._ask(f"SELECT id FROM {quoted(type_name)} WHERE title_key = ? LIMIT 2", (sort_key(text),))
        return found[0][0] if len(found) == 1 else None
