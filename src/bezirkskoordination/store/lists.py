"""The shipped value lists come into a new office file, and what a later version brings into an older one."""

import tomllib

from bezirkskoordination import paths
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.store.unit import Unit


def fill_lists(unit: Unit) -> None:
    """Add the shipped values that the file does not have yet; what is there stays as it was edited."""
    known = {(item.values, item.code) for item in unit.all(ListItem)}
    for path in sorted(paths.resource("lists").glob("*.toml")):
        shipped = tomllib.loads(path.read_text(encoding="utf-8"))
        for position, item in enumerate(shipped["item"]):
            if (shipped["values"], item["code"]) not in known:
                unit.add(ListItem(values=shipped["values"], position=position, **item))
