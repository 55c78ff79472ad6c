"""When the file has something else by now than what somebody is typing upon: what differs, and both put together."""

from typing import Any

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import Names

_CHANGED = N_("Editing", "„{}“ wurde inzwischen geändert. Ihre Eingaben sind noch da. Gespeichert ist jetzt: {}")
_GONE = N_("Editing", "„{}“ wurde inzwischen gelöscht. Ihre Eingaben sind noch da.")


def changed(before: Record, stored: Record, names: Names) -> str:
    """What to say when a record is no longer `before`: which fields have which values now."""
    other = [f for f in stored.type.fields if getattr(stored, f.name) != getattr(before, f.name)]
    listed = "; ".join(f"{f.label}: {f.show(getattr(stored, f.name), names) or '–'}" for f in other)
    return _CHANGED(stored.title(names), listed)


def gone(before: Record, names: Names) -> str:
    """What to say when the record is no longer there."""
    return _GONE(before.title(names))


def mine(before: Record, typed: Record) -> dict[str, Any]:
    """The fields that were typed anew, to be put upon what is stored now."""
    values = ((f.name, getattr(typed, f.name)) for f in before.type.fields)
    return {name: value for name, value in values if value != getattr(before, name)}
