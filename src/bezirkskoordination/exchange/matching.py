"""Which record a row of a foreign table speaks of: for sure, perhaps, or none; a mere „perhaps“ merges nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from bezirkskoordination.exchange.phones import dialled
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Record, RecordType
from bezirkskoordination.rules.plans import Planned
from bezirkskoordination.store.folding import fold


class Certainty(Enum):
    """How sure a match is; what is to be checked is left to the human."""

    SURE = "sure"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Identity:
    """Records with equal `alike` fields may be the same; if they share one of `proof` as well, they are."""

    alike: tuple[str, ...]
    proof: tuple[str, ...] = ()


_IDENTITIES: dict[str, Identity] = {
    "person": Identity(("last_name", "first_name"), ("email", "phone", "mobile")),
    "institution": Identity(("name", "unit"), ("postal_code", "post_code")),
    "cooperation": Identity(("institution", "kind", "partner"), ("since",)),
    "paper": Identity(("subject",), ("reference",)),
    "task": Identity(("subject", "due_on")),
    "budget": Identity(("year", "source", "position")),
}


def identity_of(of: RecordType) -> Identity:
    """What tells two records of a type apart; for want of better, everything that is required."""
    return _IDENTITIES.get(of.name) or Identity(tuple(f.name for f in of.fields if f.required))


_BY_UID = N_("Import", "gleiche uid")
_BY_NUMBER = N_("Import", "gleiche laufende Nummer")
_SURE = N_("Import", "{} und {} stimmen überein")
_CHECK = N_("Import", "nur {} stimmt überein; bitte prüfen, ob es dasselbe ist")


@dataclass(eq=False, slots=True)
class Target:
    """What rows are gathered into: a stored record (`before`), or a new one that an earlier row has made.

    `rows` are the numbers of its rows so far, `given` tells which row has settled a field. A new one may begin with
    a status that it has had since a day.
    """

    before: Record | None
    after: Record
    rows: list[int] = field(default_factory=list)
    given: dict[str, int] = field(default_factory=dict)
    status: k.Choice | None = None
    since: date | None = None

    def plan(self) -> Planned:
        """What is to be done."""
        return Planned(self.before, self.after, self.status, self.since)


@dataclass(frozen=True, slots=True)
class Match:
    """The target that a row meets, and why."""

    target: Target
    certainty: Certainty
    reason: str
    by_name: bool = True


Value = Callable[[str], Any]
"""Gives the value of a field by its name."""


class Known:
    """Everything that rows can meet: the stored records of a type, and what the file has brought so far."""

    def __init__(self, of: RecordType, stored: Iterable[Record]) -> None:
        self._of = of
        self._identity = identity_of(of)
        self._by_uid: dict[str, Target] = {}
        self._by_number: dict[str, Target] = {}
        self._alike: dict[tuple[Any, ...], list[Target]] = {}
        for record in stored:
            self.add(Target(record, record))

    def add(self, target: Target) -> None:
        """Let later rows meet this target."""
        value = _of(target)
        if target.after.uid:
            self._by_uid[target.after.uid] = target
        if number := self._number(value):
            self._by_number[number] = target
        if likeness := self._likeness(value):
            self._alike.setdefault(likeness, []).append(target)

    def meet(self, uid: str, values: Mapping[str, Any]) -> Match | None:
        """The target that a row with these values speaks of, the surest first."""
        if target := self._by_uid.get(uid):
            return Match(target, Certainty.SURE, str(_BY_UID), by_name=False)

        def value(name: str) -> Any:
            return values.get(name, self._of.field(name).default)

        if target := self._by_number.get(self._number(value)):
            return Match(target, Certainty.SURE, str(_BY_NUMBER), by_name=False)
        likeness = self._likeness(value)
        alike = self._alike.get(likeness, []) if likeness else []
        proofs = self._proofs(value) if alike else {}
        labels = ", ".join(str(self._of.field(name).label) for name in self._identity.alike if value(name))
        for target in alike:
            if shared := proofs.keys() & self._proofs(_of(target)).keys():
                return Match(target, Certainty.SURE, _SURE(labels, proofs[min(shared)]))
        return Match(alike[0], Certainty.CHECK, _CHECK(labels)) if alike else None

    @property
    def recognised_by(self) -> tuple[str, ...]:
        """The fields that records of this type are recognised by."""
        return self._identity.alike + self._identity.proof

    def is_spelling(self, name: str, one: Any, other: Any) -> bool:
        """Whether two values of a field are the same but for the way they are written."""
        spell: Callable[[Any], Any] = _SPELLINGS.get(self._of.field(name).kind, _key)
        return bool(one and other) and spell(one) == spell(other)

    def looks_different(self, target: Target, values: Mapping[str, Any]) -> bool:
        """Whether a row says something else of everything that a target is known by: perhaps shifted cells."""
        told = [name for name in self._identity.alike if name in values]
        return bool(told) and all(_key(values[name]) != _key(getattr(target.after, name)) for name in told)

    def _number(self, value: Value) -> str:
        return str(value("number") or "") if self._of.number else ""

    def _likeness(self, value: Value) -> tuple[Any, ...] | None:
        found = tuple(_key(value(name)) for name in self._identity.alike)
        return found if any(found) else None

    def _proofs(self, value: Value) -> dict[str, str]:
        """Each value that proves sameness, in one spelling, with the label of its field."""
        fields = (self._of.field(name) for name in self._identity.proof if value(name))
        return {_SPELLINGS.get(f.kind, fold)(str(value(f.name))): str(f.label) for f in fields}


def _of(target: Target) -> Value:
    return lambda name: getattr(target.after, name)


def _key(value: Any) -> Any:
    return " ".join(fold(value).split()) if isinstance(value, str) else value


_SPELLINGS: dict[k.Kind, Callable[[str], str]] = {k.PHONE: dialled, k.EMAIL: str.casefold}
