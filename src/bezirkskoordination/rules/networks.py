"""Who has to do with whom: the ties between institutions on a day, read from either side, none of them twice.

Who is responsible for an institution, and what a unit is part of, stands in `parent`; that tie is made from it and is
never entered a second time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.institutions import Cooperation, CooperationKind, Institution


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind of tie as it reads from its source (`forward`) and from its target."""

    code: str
    forward: Text
    backward: Text

    @property
    def directed(self) -> bool:
        """Whether it makes a difference which side one stands on."""
        return str(self.forward) != str(self.backward)


_K = CooperationKind
BEARER = Relation("TRAEGER", N_("Relation", "ist Träger von"), N_("Relation", "ist in Trägerschaft von"))
PART = Relation("TEIL", N_("Relation", "umfasst"), N_("Relation", "ist Teil von"))
#: By code; the two that are made from `parent` come first.
RELATIONS: dict[str, Relation] = {
    one.code: one
    for one in (
        BEARER,
        PART,
        Relation(_K.TOGETHER.value, _K.TOGETHER.label, _K.TOGETHER.label),
        Relation(_K.MEMBER.value, _K.MEMBER.label, N_("Relation", "hat als Mitglied")),
        Relation(_K.ROOMS.value, _K.ROOMS.label, N_("Relation", "stellt Räume für")),
        Relation(_K.FUNDS.value, _K.FUNDS.label, N_("Relation", "wird finanziert von")),
    )
}


@dataclass(frozen=True, slots=True)
class Tie:
    """Two institutions (ids) and what they have to do with each other; without `entry` it comes from `parent`."""

    source: int
    target: int
    relation: Relation
    since: date | None = None
    until: date | None = None
    entry: Cooperation | None = None

    @classmethod
    def of(cls, entry: Cooperation) -> "Tie":
        """The tie that was entered."""
        return cls(entry.institution, entry.partner, RELATIONS[entry.kind.value], entry.since, entry.until, entry)

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day; its first and last day included."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def touches(self, institution: int) -> bool:
        """Whether an institution is one of its ends."""
        return institution in (self.source, self.target)

    def seen_from(self, institution: int) -> tuple[Text, int]:
        """How it reads from one of its ends, and the other end."""
        if institution == self.source:
            return self.relation.forward, self.target
        return self.relation.backward, self.source

    def is_same_as(self, other: "Tie") -> bool:
        """Whether two ties say the same of the same two, at least on one day."""
        ends, others = (self.source, self.target), (other.source, other.target)
        alike = ends == others or (ends == others[::-1] and not self.relation.directed)
        return alike and self.relation is other.relation and _overlap(self, other)


def _overlap(one: Tie, other: Tie) -> bool:
    return (one.since or date.min) <= (other.until or date.max) and (other.since or date.min) <= (one.until or date.max)


def ties(institutions: Iterable[Institution], cooperations: Iterable[Cooperation]) -> list[Tie]:
    """Every tie: those that follow from `parent`, then those that were entered, each group by its ends."""
    derived = [
        Tie(one.parent, one.id, PART if one.unit else BEARER)
        for one in institutions
        if one.parent is not None and one.id is not None
    ]
    entered = [Tie.of(entry) for entry in cooperations]
    return [*sorted(derived, key=_ends), *sorted(entered, key=_ends)]


def _ends(tie: Tie) -> tuple[int, int, str, date]:
    return tie.source, tie.target, tie.relation.code, tie.since or date.min


def ties_of(institution: Institution, institutions: Iterable[Institution], entered: Iterable[Cooperation]) -> list[Tie]:
    """The ties of one institution, from either end."""
    assert institution.id is not None
    return [tie for tie in ties(institutions, entered) if tie.touches(institution.id)]


def twin(entry: Cooperation, others: Iterable[Cooperation]) -> Cooperation | None:
    """The one among others that says the same as an entry, for the same time."""
    tie = Tie.of(entry)
    return next((one for one in others if one.id != entry.id and tie.is_same_as(Tie.of(one))), None)


def ring(institution: Institution, institutions: Sequence[Institution]) -> tuple[Institution, ...]:
    """The way from an institution over `parent` back to itself; empty if there is none, as it should be."""
    known = {one.id: one for one in institutions} | {institution.id: institution}
    way: list[Institution] = []
    here = institution
    while here.parent is not None and (following := known.get(here.parent)) is not None:
        if following.id == institution.id and institution.id is not None:
            return (*way, institution)
        if following in way:
            break
        way.append(following)
        here = following
    return ()
