"""„Nachmeldungen“: what took effect by a Stichtag and was entered only after its figures were frozen.

Pure: it is told what was entered since. Nothing of it changes the frozen figures; the next report names it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.i18n import Text
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.fields import Record, RecordType
from bezirkskoordination.records.office import StatusEvent

Key = tuple[str, str]
"""A record by type name and uid."""

#: Of which day a record is that has no status: the field that figures go by.
_DAY: dict[str, str] = {
    "support_need": "recorded_on", "contact_note": "on_date", "expense": "on_date", "time_entry": "on_date",
    "order": "given_on", "institution": "network_from", "boundary_check": "checked_on", "enquiry": "asked_on",
}  # fmt: skip
#: What no figure is made of, though it has a status.
UNCOUNTED = frozenset({"report", "task", "slip"})


@dataclass(frozen=True, slots=True)
class Late:
    """A record that came late: what kind it is, the day from which it counts, and what it took up, if a status."""

    kind: Text
    key: Key
    on: date
    status: str = ""

    @property
    def type(self) -> RecordType:
        """The type of the record."""
        return RECORD_TYPES[self.key[0]]


def late(
    added: Iterable[Record], events: Iterable[StatusEvent], stichtag: date, frozen: Collection[Key] = ()
) -> tuple[Late, ...]:
    """Each record once that was added, or took a step, since the freezing and with effect by the Stichtag.

    `added` and `events` were entered since; a record that stands behind a frozen figure (`frozen`) was there before.
    """
    found: dict[Key, Late] = {}
    for event in events:
        if event.effective_on <= stichtag and event.about[0] not in UNCOUNTED:
            of = RECORD_TYPES[event.about[0]]
            found[event.about] = Late(of.label, event.about, event.effective_on, event.status)
    for record in added:
        key = (record.type.name, record.uid)
        day = getattr(record, _DAY[key[0]], None) if key[0] in _DAY else None
        if day is not None and day <= stichtag and key not in frozen:
            found.setdefault(key, Late(record.type.label, key, day))
    return tuple(sorted(found.values(), key=lambda one: (one.on, one.key)))


def counted_types() -> tuple[str, ...]:
    """The types whose records may come late without taking a step."""
    return tuple(_DAY)
