"""The shipped value lists, and how they come into an office file: into a new one, and later into one that is in use."""

import tomllib
from collections.abc import Iterator

from sqlalchemy import select

from bezirkskoordination import paths
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.store.schema import MAPPINGS
from bezirkskoordination.store.unit import Unit


def shipped() -> Iterator[ListItem]:
    """Every value of every shipped list, in its order."""
    for path in sorted(paths.resource("lists").glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for position, item in enumerate(told["item"]):
            yield ListItem(values=told["values"], position=position, **item)


def fill(unit: Unit) -> None:
    """Bring in the lists that the file does not have yet. A list that is there is the office's own and stays."""
    values = MAPPINGS[ListItem.type.name].table.c["values"]
    known = set(unit.connection.execute(select(values).distinct()).scalars())
    for item in shipped():
        if item.values not in known:
            unit.add(item)
