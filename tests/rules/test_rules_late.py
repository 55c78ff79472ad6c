"""What comes late is what figures take from records: every field named is one, and so is its day."""

from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.kinds import DATE
from bezirkskoordination.rules.late import COUNTED, UNCOUNTED


def test_the_day_and_the_fields_are_those_of_the_types() -> None:
    for name, fields in COUNTED.items():
        of = RECORD_TYPES[name]
        assert of.field(fields[0]).kind is DATE
        for field in fields:
            of.field(field)


def test_what_is_not_counted_has_a_status() -> None:
    assert all(RECORD_TYPES[name].status is not None for name in UNCOUNTED)
