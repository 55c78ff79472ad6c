"""What a figure is: a number with its unit, its parts, the records behind it, and whom it counts.

Refuses to know how a number is found, and what of it the public may read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from bezirkskoordination.i18n import Text
from bezirkskoordination.records.fields import Record

Behind = tuple[tuple[str, str], ...]
"""Records by type name and uid. Uids stay when a person is erased, and in copies of the file."""

PERSONS, INSTITUTIONS, CENTS, MINUTES = "Personen", "Institutionen", "cents", "minutes"
TALKS, TRAININGS, LESSONS = "Gespräche", "Schulungen", "hundredths"
NEEDS, PROFILES, SEATS, PLACEMENTS = "Bedarfe", "Tätigkeitsprofile", "Plätze", "Einsätze"
CHECKS, REFERRALS = "Prüfungen", "Verweise"
SITTINGS, RECOMMENDATIONS, ORDERS = "Sitzungen", "Empfehlungen", "Aufträge"
#: A mean is kept in tenths, as money is in cents: 115 is 11,5.
TENTHS = "Zehntel"


class Guard(Enum):
    """Whom a figure counts, and so from how many on the public may read it (domain facts 3.9, rule 2).

    The value names the setting that holds the threshold: 3 volunteers, 5 of anything about people in need.
    """

    NONE = ""
    VOLUNTEERS = "threshold_volunteers"
    NEEDS = "threshold_needs"


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a breakdown, with the records that it counts."""

    label: str
    value: int
    behind: Behind = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's value, and the records that it was counted from; None means „nicht erhoben“.

    Money is in cents, time in minutes, lessons (45 minutes) in hundredths, a mean or median in tenths. `note` is the
    footnote without which it must not be told.
    """

    code: str
    label: Text
    value: int | None
    unit: str
    breakdown: tuple[Part, ...] = ()
    guard: Guard = Guard.NONE
    behind: Behind = field(default=(), repr=False)
    note: Text | None = None

    @classmethod
    def of_parts(cls, code: str, label: Text, unit: str, parts: Iterable[Part], guard: Guard = Guard.NONE) -> "Figure":
        """The sum of parts that have no record in common."""
        parts = tuple(parts)
        behind = tuple(one for part in parts for one in part.behind)
        return cls(code, label, sum(part.value for part in parts), unit, parts, guard, behind)


def keys(records: Iterable[Record]) -> Behind:
    """Records as a figure keeps them."""
    return tuple((one.type.name, one.uid) for one in records)


def parts_of(counted: Iterable[tuple[str, tuple[str, str], int]]) -> tuple[Part, ...]:
    """What is called alike taken together, the largest first: label, record, and how much it adds."""
    amounts: dict[str, int] = {}
    behind: dict[str, list[tuple[str, str]]] = {}
    for label, key, amount in counted:
        amounts[label] = amounts.get(label, 0) + amount
        behind.setdefault(label, []).append(key)
    parts = (Part(label, amount, tuple(behind[label])) for label, amount in amounts.items())
    return tuple(sorted(parts, key=lambda part: (-part.value, part.label)))


def by_code(figures: Iterable[Figure]) -> dict[str, Figure]:
    """The figures by their code."""
    return {figure.code: figure for figure in figures}
