"""Reading what varies by place: the settings, and the district as it was on a day.

Changing them is for the actions; this stands on the store floor so that papers may read it, too.
"""

from datetime import date
from typing import Any

from bezirkskoordination.records.kinds import Details, Names
from bezirkskoordination.records.office import District, Setting
from bezirkskoordination.records.settings import BY_NAME, PUBLIC_THRESHOLDS, Declared
from bezirkskoordination.store.unit import Reader


def setting(reader: Reader, name: str) -> Any:
    """The value of a setting: as changed here, or as shipped."""
    declared = BY_NAME[name]
    stored = reader.where(Setting, name=name)
    return parsed(declared, stored[0].value if stored else declared.default, reader.names)


def parsed(declared: Declared, text: str, names: Names) -> Any:
    """A setting's value from the text that a person typed; refuses (BadValue) what its kind cannot read."""
    return declared.kind.parse(text, Details(), names)


def public_thresholds(reader: Reader) -> dict[str, int]:
    """From how many on a public figure is told, by setting: these may raise what is shipped, never lower it."""
    return {name: max(int(BY_NAME[name].default), setting(reader, name) or 0) for name in PUBLIC_THRESHOLDS}


def district_on(reader: Reader, day: date) -> District | None:
    """The district as it was on a day: papers keep the name of their day."""
    valid = [d for d in reader.all(District) if d.valid_from <= day and (d.valid_until is None or day <= d.valid_until)]
    return max(valid, key=lambda d: d.valid_from, default=None)
