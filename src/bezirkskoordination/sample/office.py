"""The office of the sample: its district, Ortsteile and settings."""

from bezirkskoordination.actions.meetings import plan_sitting
from bezirkskoordination.actions.settings import begin_office, change_setting, shipped_offices
from bezirkskoordination.records.office import SubArea
from bezirkskoordination.sample.making import Sample
from bezirkskoordination.store.unit import Unit


def write(sample: Sample) -> None:
    """The district with its Ortsteile, and what the coordinator set up."""
    sample.do("Bezirk anlegen", lambda unit: _begin(sample, unit))


def _begin(sample: Sample, unit: Unit) -> None:
    begin_office(unit, shipped_offices()[0])
    office = sample.told("office")
    for name, value in office["settings"].items():
        change_setting(unit, name, value)
    plan_sitting(unit, office["next_sitting"])
    sample.areas = unit.all(SubArea)
