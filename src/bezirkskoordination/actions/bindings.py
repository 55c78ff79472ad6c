"""The table of what is bound, by type."""

from bezirkskoordination.actions import (
    appointing_binding,
    claim_binding,
    freezing_binding,
    known_names,
    minutes,
    networking,
    placing_binding,
    resolving,
    training,
)
from bezirkskoordination.actions.binding import Binding
from bezirkskoordination.records.fields import Record

_NOTHING = Binding()
_BINDINGS: dict[type[Record], Binding] = {
    **appointing_binding.BINDINGS,
    **claim_binding.BINDINGS,
    **freezing_binding.BINDINGS,
    **known_names.BINDINGS,
    **networking.BINDINGS,
    **placing_binding.BINDINGS,
    **minutes.BINDINGS,
    **resolving.BINDINGS,
    **training.BINDINGS,
}


def of(record: Record) -> Binding:
    """What is bound to a record."""
    return _BINDINGS.get(type(record), _NOTHING)
