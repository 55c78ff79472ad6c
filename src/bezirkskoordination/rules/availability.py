"""Who can be asked for a part of a day: free by the time grid, not away, ready to help. Asks no clock itself."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Where
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.people import Absence, Person, VolunteerStatus

#: Who may be asked (domain model 5.5.3, H1): ready, or placed already and perhaps with time left.
READY = (VolunteerStatus.AVAILABLE, VolunteerStatus.PLACED)

#: The hours at which the afternoon and the evening begin; „vormittags“ ends at noon as people speak.
_BEGINS = (12, 18)
_PARTS = 3
_PART_WORDS = (
    N_("Availability", "Vormittag"), N_("Availability", "Nachmittag"), N_("Availability", "Abend"),
)  # fmt: skip
_DAYS = (
    N_("Availability", "Montag"), N_("Availability", "Dienstag"), N_("Availability", "Mittwoch"),
    N_("Availability", "Donnerstag"), N_("Availability", "Freitag"), N_("Availability", "Samstag"),
    N_("Availability", "Sonntag"),
)  # fmt: skip
_NEAR = {
    0: N_("Availability", "heute {}"), 1: N_("Availability", "morgen {}"), 2: N_("Availability", "übermorgen {}"),
}  # fmt: skip
_THAT_DAY = N_("Availability", "am {}, {:%d.%m.}, {}")


class Slot(NamedTuple):
    """A part of a day: 0 the forenoon, 1 the afternoon, 2 the evening."""

    day: date
    part: int

    @classmethod
    def at(cls, moment: datetime) -> "Slot":
        """The slot that a moment lies in."""
        return cls(moment.date(), sum(moment.hour >= hour for hour in _BEGINS))

    @property
    def bit(self) -> int:
        """Its field in the time grid."""
        return grid_bit(self.day.weekday(), self.part)

    def following(self, count: int) -> "list[Slot]":
        """The next so many slots after this one."""
        ahead = (divmod(self.part + step, _PARTS) for step in range(1, count + 1))
        return [Slot(self.day + timedelta(days=days), part) for days, part in ahead]

    def words(self, today: date) -> str:
        """„heute Nachmittag“, „morgen Abend“, „am Freitag, 20.11., Vormittag“."""
        part, near = _PART_WORDS[self.part], _NEAR.get((self.day - today).days)
        return near(part) if near else _THAT_DAY(_DAYS[self.day.weekday()], self.day, part)


def spans(absence: Absence, day: date) -> bool:
    """Whether a day lies in an absence; the first and the last day included."""
    return absence.first <= day and (absence.last is None or day <= absence.last)


def is_away(person: Person, day: date) -> bool:
    """Whether somebody is absent on a day."""
    return any(spans(one, day) for one in person.absences)


def is_available(person: Person, slot: Slot) -> bool:
    """Whether somebody can be asked for this part of this day."""
    ready = person.volunteering in READY and not person.contact_block
    return ready and bool(person.available & slot.bit) and not is_away(person, slot.day)


def conditions(slot: Slot) -> tuple[Where, ...]:
    """The same as `is_available`, to narrow a list by."""
    return (
        Where("volunteering", READY),
        Where("contact_block", (True,), negate=True),
        Where("available", (slot.bit,)),
        Where("absences", (slot.day,), negate=True),
    )
