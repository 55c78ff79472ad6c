"""Which record a row of a foreign table speaks of: for sure, perhaps, or none. Nothing is merged on a mere „perhaps“."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from bezirkskoordination.exchange.phones import dialled
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, Record, RecordType
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
    "institution": Identity(("name",), ("postal_code",)),
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

Values = Mapping[str, Any]


@dataclass(eq=False, slots=True)
class Target:
    """What rows are gathered into: a stored record, or a new one that an earlier row of the file has made.

    `given` are the fields that a row has settled, with the number of that row.
    """

    before: Record | None
    values: dict[str, Any]
    rows: list[int] = field(default_factory=list)
    given: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """The target that a row meets, and why."""

    target: Target
    certainty: Certainty
    reason: str
    by_name: bool = True


class Known:
    """Everything that rows can meet: the stored records of a type, and what the file has brought so far."""

    def __init__(self, of: RecordType, stored: list[Record]) -> None:
        self._of = of
        self._identity = identity_of(of)
        self._by_uid: dict[str, Target] = {}
        self._by_number: dict[str, Target] = {}
        self._alike: dict[tuple[Any, ...], list[Target]] = {}
        for record in stored:
            values = {f.name: getattr(record, f.name) for f in of.fields}
            self.add(Target(record, values), record.uid)

    def add(self, target: Target, uid: str) -> None:
        """Let later rows meet this target."""
        if uid:
            self._by_uid[uid] = target
        if number := self._number(target.values):
            self._by_number[number] = target
        if likeness := self._likeness(target.values):
            self._alike.setdefault(likeness, []).append(target)

    def meet(self, uid: str, values: Values) -> Match | None:
        """The target that a row with these values speaks of, the surest first."""
        if target := self._by_uid.get(uid):
            return Match(target, Certainty.SURE, str(_BY_UID), by_name=False)
        if target := self._by_number.get(self._number(values)):
            return Match(target, Certainty.SURE, str(_BY_NUMBER), by_name=False)
        likeness = self._likeness(values)
        alike = self._alike.get(likeness, []) if likeness else []
        proofs = self._proofs(values)
        for target in alike:
            if shared := proofs.keys() & self._proofs(target.values).keys():
                reason = _SURE(self._labels(self._identity.alike), proofs[min(shared)])
                return Match(target, Certainty.SURE, reason)
        if alike:
            return Match(alike[0], Certainty.CHECK, _CHECK(self._labels(self._identity.alike)))
        return None

    def _number(self, values: Values) -> str:
        return str(values.get("number") or "") if self._of.number else ""

    def _likeness(self, values: Values) -> tuple[Any, ...] | None:
        found = [self._key(self._of.field(name), values) for name in self._identity.alike]
        return tuple(found) if any(found) else None

    @staticmethod
    def _key(one: Field, values: Values) -> Any:
        value = values.get(one.name, one.default)
        return " ".join(fold(value).split()) if isinstance(value, str) else value

    def _proofs(self, values: Values) -> dict[str, str]:
        """Each value that proves sameness, in one spelling, with the label of its field."""
        fields = (self._of.field(name) for name in self._identity.proof if values.get(name))
        return {_SPELLINGS.get(f.kind, fold)(values[f.name]): str(f.label) for f in fields}

    def _labels(self, names: tuple[str, ...]) -> str:
        return ", ".join(str(self._of.field(name).label) for name in names)


_SPELLINGS = {k.PHONE: dialled, k.EMAIL: str.casefold}
