"""Which talks count as what (K16, K16b), and whom to call back."""

from collections.abc import Iterable
from datetime import date

from bezirkskoordination.records.contacts import ContactNote

#: Advising, accompanying and supporting (K16; domain model 5.6.1).
ADVICE = frozenset({"ERSTGESPRAECH", "BERATUNG", "BEGLEITUNG", "KONFLIKT"})
#: Talks that are of the network by their kind (K16b); others are when they are held with an institution.
NETWORK = frozenset({"NETZWERK", "POLITIK", "WIRTSCHAFT"})


def is_advice(note: ContactNote) -> bool:
    """Whether it counts as advice or accompaniment (K16)."""
    return note.kind in ADVICE


def is_network(note: ContactNote) -> bool:
    """Whether it counts as a talk with institutions, politics or business (K16b). No talk counts as both."""
    return not is_advice(note) and (note.kind in NETWORK or note.institution is not None)


def is_due(note: ContactNote, today: date) -> bool:
    """Whether its follow-up waits to be done by now."""
    return not note.followed_up and note.follow_up_on is not None and note.follow_up_on <= today


def due(notes: Iterable[ContactNote], today: date) -> list[ContactNote]:
    """The talks to be followed up by now, the longest waiting first."""
    waiting = (one for one in notes if is_due(one, today))
    return sorted(waiting, key=lambda one: (one.follow_up_on or today, one.id or 0))
