"""What is to become of a record, decided but not yet done: how an import tells the desk. Knows no file."""

from dataclasses import dataclass
from datetime import date

from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import Choice


@dataclass(frozen=True, slots=True)
class Planned:
    """A record to add (`before` is None) or to change; a new one may begin with a status, standing `since` a day."""

    before: Record | None
    after: Record
    status: Choice | None = None
    since: date | None = None
