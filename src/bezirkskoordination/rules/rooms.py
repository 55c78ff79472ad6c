"""Whether the Etat carries the rooms that are planned (domain model 5.5.7). Integer cents; a warning, never a block."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_cents
from bezirkskoordination.records.network import Meeting
from bezirkskoordination.rules import meetings
from bezirkskoordination.rules.money import Position

_NO_BUDGET = N_("Rooms", "Für {} ist noch kein Ansatz eingetragen; geplant sind {} Raumkosten.")
_FREE = N_("Rooms", "Vom Etat {} sind noch {} frei; geplant sind {} Raumkosten. Es fehlen {}.")
_OVERDRAWN = N_("Rooms", "Der Etat {} ist schon um {} überschritten; geplant sind {} Raumkosten. Es fehlen {}.")


@dataclass(frozen=True, slots=True)
class RoomCheck:
    """The rooms still to be paid in a Haushaltsjahr, and what is free of its Etat (None: no Ansatz); in cents."""

    year: int
    planned: int
    free: int | None

    @classmethod
    def of(cls, meeting: Meeting, others: Iterable[Meeting], position: Position) -> Self:
        """A meeting that is to be planned, beside all others; the day of the meeting decides on the Haushaltsjahr.

        Others count while they are to come and cost something; what was paid for a room already is an expense.
        """
        ahead = sum(
            one.room_cost
            for one in others
            if one.id != meeting.id and one.status in meetings.AHEAD and one.on_date.year == position.year
        )
        return cls(position.year, ahead + meeting.room_cost, position.free)

    @property
    def missing(self) -> int:
        """How much too little there is; without an Ansatz all of it."""
        return self.planned if self.free is None else max(0, self.planned - self.free)

    @property
    def words(self) -> str:
        """What there is, what is planned, what is missing."""
        planned, missing = show_cents(self.planned), show_cents(self.missing)
        if self.free is None:
            return _NO_BUDGET(self.year, planned)
        if self.free < 0:
            return _OVERDRAWN(self.year, show_cents(-self.free), planned, missing)
        return _FREE(self.year, show_cents(self.free), planned, missing)
