"""The sittings of the council, which are meetings of the body of that kind, and the day by which a paper must be in.

She works towards that day. Without one of its own a sitting has the usual one: so many days before (a setting).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.network import COUNCIL, Body, Meeting, MeetingStatus
from bezirkskoordination.rules.figures import Records

#: So many days before the Abgabefrist everything else steps back, unless a setting says otherwise (domain model W15).
NEAR = 7


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting and its Abgabefrist."""

    on: date
    deadline: date

    @classmethod
    def of(cls, on: date, days: int) -> Self:
        """A sitting whose papers are due so many days before."""
        return cls(on, on - timedelta(days=days))

    @classmethod
    def planned(cls, meeting: Meeting, days: int) -> Self:
        """A sitting as it is planned; `days` hold where it has no Abgabefrist of its own."""
        if meeting.submission_deadline is not None:
            return cls(meeting.on_date, meeting.submission_deadline)
        return cls.of(meeting.on_date, days)

    def is_near(self, today: date, days: int = NEAR) -> bool:
        """Whether it is the week (or so many days) before the Abgabefrist, or later, and the sitting has not been."""
        return self.deadline - timedelta(days=days) <= today <= self.on


def coming(sittings: Iterable[Sitting], today: date) -> Sitting | None:
    """The next of several sittings; one that has been is none."""
    return min((one for one in sittings if one.on >= today), key=lambda one: one.on, default=None)


# --- where they are kept --------------------------------------------------------------------


def council_body(read: Records) -> Body | None:
    """The council as a body; the first where there are several."""
    return next(iter(read.where(Body, kind=COUNCIL)), None)


def sittings(read: Records) -> list[Meeting]:
    """The sittings of the council that have not been cancelled, by their day."""
    found = (one for body in read.where(Body, kind=COUNCIL) for one in read.where(Meeting, body=body.id))
    held = (one for one in found if one.status is not MeetingStatus.CANCELLED)
    return sorted(held, key=lambda one: (one.on_date, one.id or 0))


def next_sitting(read: Records, days: int, today: date) -> Sitting | None:
    """The next sitting from a day on, as far as it is known; `days` is the usual Abgabefrist."""
    return coming((Sitting.planned(one, days) for one in sittings(read)), today)


# --- in words -------------------------------------------------------------------------------

_DAYS_LEFT = {0: N_("Sittings", "heute"), 1: N_("Sittings", "noch 1 Tag"), -1: N_("Sittings", "seit gestern vorbei")}
_MANY_LEFT, _LONG_PAST = N_("Sittings", "noch {} Tage"), N_("Sittings", "seit {} Tagen vorbei")


def days_left(days: int) -> str:
    """How far off a day is, in words."""
    said = _DAYS_LEFT.get(days)
    return str(said) if said else (_MANY_LEFT if days > 0 else _LONG_PAST)(abs(days))
