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

#: Of which day a record is that has no status, and what else figures take from it: type by type.
COUNTED: dict[str, tuple[str, ...]] = {
    "support_need": ("recorded_on", "category", "field_of_action", "people_count", "sub_area"),
    "contact_note": ("on_date", "kind", "minutes"),
    "expense": ("on_date", "category", "amount", "private_percent"),
    "time_entry": ("on_date", "minutes", "confirmed_on"),
    "order": ("given_on", "due_on"),
    "institution": ("network_from", "network_until", "kind"),
    "boundary_check": ("checked_on", "result", "valid_until"),
    "enquiry": ("asked_on",),
}
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
    added: Iterable[Record], changed: Iterable[Record], events: Iterable[StatusEvent], stichtag: date,
    frozen: Collection[Key] = (),
) -> tuple[Late, ...]:  # fmt: skip
    """Each record once that was added, changed in what figures take from it, or took a step since the freezing, and
    counts by the Stichtag.

    All of them were entered since; what was added again and stands behind a frozen figure (`frozen`) was there before.
    """
    found: dict[Key, Late] = {}
    for event in events:
        if event.effective_on <= stichtag and event.about[0] not in UNCOUNTED:
            of = RECORD_TYPES[event.about[0]]
            found[event.about] = Late(of.label, event.about, event.effective_on, event.status)
    new = [one for one in added if (one.type.name, one.uid) not in frozen]
    for record in (*new, *changed):
        key, day = (record.type.name, record.uid), getattr(record, COUNTED[record.type.name][0])
        if day is not None and day <= stichtag:
            found.setdefault(key, Late(record.type.label, key, day))
    return tuple(sorted(found.values(), key=lambda one: (one.on, one.key)))
