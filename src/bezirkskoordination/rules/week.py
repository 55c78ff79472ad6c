"""What takes place in the coming days: meetings and trainings that are not over and were not called off."""

from datetime import date, timedelta

from bezirkskoordination.records.network import Meeting, MeetingStatus
from bezirkskoordination.records.trainings import Training, TrainingStatus
from bezirkskoordination.rules.figures import Records

#: „Diese Woche“: today and the six days after it.
DAYS = 7

_TO_COME = frozenset({MeetingStatus.PLANNED, MeetingStatus.INVITED})
_OFF = frozenset({TrainingStatus.HELD, TrainingStatus.CANCELLED})


def ahead(read: Records, today: date) -> list[Meeting | Training]:
    """What takes place from today on within `DAYS` days, a training on one of its days; the next first."""
    last = today + timedelta(days=DAYS - 1)
    found: list[Meeting | Training] = [
        one for one in read.all(Meeting) if one.status in _TO_COME and today <= one.on_date <= last
    ]
    found += [
        one
        for one in read.all(Training)
        if one.status not in _OFF and one.start_on <= last and today <= (one.end_on or one.start_on)
    ]
    return sorted(found, key=lambda one: (day_of(one, today), _time_of(one), one.type.name, one.id or 0))


def day_of(one: Meeting | Training, today: date) -> date:
    """The day on which it takes place; of a training of several days the first that is not over."""
    return one.on_date if isinstance(one, Meeting) else max(one.start_on, today)


def _time_of(one: Meeting | Training) -> str:
    return one.time_from if isinstance(one, Meeting) else one.hours
