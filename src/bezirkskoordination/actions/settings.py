"""Changing the settings of the office, and what a new office file begins with."""

import tomllib
from dataclasses import dataclass, replace

from bezirkskoordination import paths
from bezirkskoordination.actions.meetings import found_bodies
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import WHOLE
from bezirkskoordination.records.office import District, Setting, SubArea
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.records.settings import BY_NAME
from bezirkskoordination.rules.money import day_in
from bezirkskoordination.store.lists import fill_lists
from bezirkskoordination.store.settings import parsed
from bezirkskoordination.store.unit import Unit


def change_setting(unit: Unit, name: str, text: str) -> None:
    """Keep a setting as a person typed it; refuses (BadValue) what its kind cannot read."""
    declared = BY_NAME[name]
    try:
        value = parsed(declared, text, unit.names)
    except BadValue as refusal:
        raise refusal.at(name) from None
    if declared.kind is WHOLE and (value is None or value < 1):
        raise BadValue(N_("Settings", "„{}“ braucht eine ganze Zahl ab 1."), str(declared.label)).at(name)
    if declared.most is not None and value is not None and value > declared.most:
        raise BadValue(N_("Settings", "„{}“ darf höchstens {} sein."), str(declared.label), declared.most).at(name)
    if declared.yearly and text.strip() and day_in(text, unit.today.year) is None:
        raise BadValue(
            N_("Settings", "„{}“ ist kein Tag im Jahr. Bitte als TT.MM. eingeben, zum Beispiel 15.11."), text
        ).at(name)
    stored = unit.where(Setting, name=name)
    if stored:
        unit.change(stored[0], replace(stored[0], value=text))
    else:
        unit.add(Setting(name=name, value=text))


@dataclass(frozen=True, slots=True)
class ShippedOffice:
    """A district that the program knows: its names over time, and its parts."""

    title: str
    districts: tuple[District, ...]
    sub_areas: tuple[str, ...]


def shipped_offices() -> list[ShippedOffice]:
    """The districts that a new office may begin with."""
    shipped = tomllib.loads(paths.resource("districts.toml").read_text(encoding="utf-8"))
    return [
        ShippedOffice(one["title"], tuple(District(**names) for names in one["district"]), tuple(one["sub_areas"]))
        for one in shipped["office"]
    ]


def begin_office(unit: Unit, office: ShippedOffice | None) -> None:
    """What a new office file begins with: value lists, bodies, and its district under every name it had."""
    fill_lists(unit)
    found_bodies(unit)
    if office is None:
        return
    *earlier, present = office.districts
    kept = found_district(unit, present, office.sub_areas)
    for district in reversed(earlier):
        kept = unit.add(replace(district, successor=kept.id))


def found_district(unit: Unit, district: District, sub_areas: tuple[str, ...]) -> District:
    """Keep the district and its parts, and one part for everything outside."""
    kept = unit.add(district)
    for name in sub_areas:
        unit.add(SubArea(name=name, district=kept.id))
    unit.add(SubArea(name="außerhalb", outside=True))
    return kept
