"""The sittings of the council, read: they are meetings of the body of that kind, wherever one is asked for."""

from datetime import date

from bezirkskoordination.records.network import COUNCIL, Body, Meeting, MeetingStatus
from bezirkskoordination.rules.sittings import Sitting, coming
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader


def council_body(reader: Reader) -> Body | None:
    """The council as a body; the first where there are several."""
    return next(iter(reader.where(Body, kind=COUNCIL)), None)


def sittings(reader: Reader) -> list[Meeting]:
    """The sittings of the council that have not been cancelled, by their day."""
    found = (one for body in reader.where(Body, kind=COUNCIL) for one in reader.where(Meeting, body=body.id))
    held = (one for one in found if one.status is not MeetingStatus.CANCELLED)
    return sorted(held, key=lambda one: (one.on_date, one.id or 0))


def sitting_of(reader: Reader, meeting: Meeting) -> Sitting:
    """A sitting with its Abgabefrist: its own, else so many days before as the settings say."""
    if meeting.submission_deadline is not None:
        return Sitting(meeting.on_date, meeting.submission_deadline)
    return Sitting.of(meeting.on_date, setting(reader, "deadline_days") or 0)


def next_sitting(reader: Reader, today: date) -> Sitting | None:
    """The next sitting from a day on, as far as it is known."""
    return coming((sitting_of(reader, one) for one in sittings(reader)), today)
