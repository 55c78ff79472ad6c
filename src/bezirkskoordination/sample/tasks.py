"""The tasks of the sample."""

from functools import partial

from bezirkskoordination.actions.editing import Step, save
from bezirkskoordination.records.council import Report
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.office import Task, TaskStatus
from bezirkskoordination.sample.making import Sample
from bezirkskoordination.store.unit import Unit

_ENDS = {"done": TaskStatus.DONE, "dropped": TaskStatus.DROPPED}


def write(sample: Sample) -> None:
    """What is to be done, what was done, and what came to nothing."""
    sample.do("Aufgaben anlegen", partial(_tasks, sample))


def _tasks(sample: Sample, unit: Unit) -> None:
    known: dict[str, Record] = {one.name: one for one in sample.institutions}
    known["report"] = max(unit.all(Report), key=lambda report: report.reference_date)
    for given in sample.told("tasks")["task"]:
        ends = {status: given.pop(word, None) for word, status in _ENDS.items()}
        about = known.get(given.pop("about", ""))
        task = Task(**given, about=(about.type.name, about.uid) if about else None)
        save(unit, None, task, [Step(status, day) for status, day in ends.items() if day])
