"""The next sitting of the council and the day by which a paper must be handed in: she works towards that day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

#: So many days before the Abgabefrist everything else steps back (domain model W15).
NEAR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting and its Abgabefrist."""

    on: date
    deadline: date

    @classmethod
    def of(cls, on: date, days: int) -> "Sitting":
        """A sitting whose papers are due so many days before."""
        return cls(on, on - timedelta(days=days))

    def is_near(self, today: date) -> bool:
        """Whether it is the week before the Abgabefrist, or later, and the sitting has not been."""
        return self.deadline - NEAR <= today <= self.on


def coming(sittings: Iterable[Sitting], today: date) -> Sitting | None:
    """The next of several sittings; one that has been is none."""
    return min((one for one in sittings if one.on >= today), key=lambda one: one.on, default=None)
