"""The tasks of the sample."""

from bezirkskoordination.actions.editing import Step, save
from bezirkskoordination.records.council import Report
from bezirkskoordination.records.office import Task, TaskStatus
from bezirkskoordination.sample.making import Sample, told
from bezirkskoordination.store.unit import Unit

_ENDS = {"done": TaskStatus.DONE, "dropped": TaskStatus.DROPPED}


def write(sample: Sample) -> None:
    """What is to be done, what was done, and what came to nothing."""
    sample.do("Aufgaben anlegen", _tasks)


def _tasks(unit: Unit) -> None:
    latest = max(unit.all(Report), key=lambda report: report.reference_date)
    for given in told("tasks")["task"]:
        ends = {status: given.pop(word, None) for word, status in _ENDS.items()}
        about = (Report.type.name, latest.uid) if given.pop("about", "") else None
        task = Task(**given, about=about)
        save(unit, None, task, [Step(status, day) for status, day in ends.items() if day])
