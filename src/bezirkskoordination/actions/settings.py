"""Settings of the office, and what a new office file begins with."""

import tomllib
from dataclasses import replace
from datetime import date
from typing import Any

from bezirkskoordination import paths
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.records.office import District, ListItem, Setting, SubArea
from bezirkskoordination.records.settings import BY_NAME, Declared
from bezirkskoordination.store.unit import Reader, Unit


def setting(reader: Reader, name: str) -> Any:
    """The value of a setting: as changed here, or as shipped."""
    declared = BY_NAME[name]
    stored = reader.where(Setting, name=name)
    return _parse(declared, stored[0].value if stored else declared.default, reader.names)


def _parse(declared: Declared, text: str, names: Names) -> Any:
    from bezirkskoordination.records.kinds import Details

    return declared.kind.parse(text, Details(), names)


def change_setting(unit: Unit, name: str, text: str) -> None:
    """Keep a setting as a person typed it; refuses (BadValue) what its kind cannot read."""
    _parse(BY_NAME[name], text, unit.names)
    stored = unit.where(Setting, name=name)
    if stored:
        unit.change(stored[0], replace(stored[0], value=text))
    else:
        unit.add(Setting(name=name, value=text))


def district_on(reader: Reader, day: date) -> District | None:
    """The district as it was on a day: papers keep the name of their day."""
    valid = [d for d in reader.all(District) if d.valid_from <= day and (d.valid_until is None or day <= d.valid_until)]
    return max(valid, key=lambda d: d.valid_from, default=None)


def fill_lists(unit: Unit) -> None:
    """Bring the shipped value lists into a new office file."""
    for path in sorted(paths.resource("lists").glob("*.toml")):
        shipped = tomllib.loads(path.read_text(encoding="utf-8"))
        for position, item in enumerate(shipped["item"]):
            unit.add(ListItem(values=shipped["values"], position=position, **item))


def found_district(unit: Unit, district: District, sub_areas: tuple[str, ...]) -> District:
    """Keep the district and its parts, and one part for everything outside."""
    kept = unit.add(district)
    for name in sub_areas:
        unit.add(SubArea(name=name, district=kept.id))
    unit.add(SubArea(name="außerhalb", outside=True))
    return kept
