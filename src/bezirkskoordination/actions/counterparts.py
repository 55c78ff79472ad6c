"""What has no counterpart: needs for whose category nobody offers anything, offers in whose category nobody asks.

Given as conditions of a list. An offer is an active profile that offers help or provides volunteers; a need counts
while it is open.
"""

from collections import defaultdict

from bezirkskoordination.records.activities import OFFERS, PROVIDES, ActivityProfile, ProfileStatus
from bezirkskoordination.records.fields import Where
from bezirkskoordination.records.needs import NeedStatus, SupportNeed
from bezirkskoordination.rules import needs
from bezirkskoordination.store.unit import Reader

_OFFERING = (OFFERS, PROVIDES)
_OPEN = tuple(status for status in NeedStatus if status in needs.OPEN)


def offered(read: Reader) -> tuple[str, ...]:
    """The categories in which somebody offers something now."""
    intents: dict[int, set[str]] = defaultdict(set)
    for owner, code in read.owned_cells(ActivityProfile.type, "intents", "code"):
        intents[owner].add(code)
    rows = read.cells(ActivityProfile.type, "id", "category", "status")
    active = ProfileStatus.ACTIVE.value
    return tuple(sorted({code for key, code, status in rows if status == active and intents[key] & {*_OFFERING}}))


def wanted(read: Reader) -> tuple[str, ...]:
    """The categories in which somebody waits for help now."""
    open_ = {status.value for status in needs.OPEN}
    return tuple(
        sorted({code for code, status in read.cells(SupportNeed.type, "category", "status") if status in open_})
    )


def needs_without_offer(read: Reader) -> tuple[Where, ...]:
    """Narrows the needs to those that are open and for which there is no offer."""
    return Where("status", _OPEN), Where("category", offered(read), negate=True)


def offers_without_need(read: Reader) -> tuple[Where, ...]:
    """Narrows the profiles to offers for which nobody asks."""
    return (
        Where("status", (ProfileStatus.ACTIVE,)), Where("intents", _OFFERING),
        Where("category", wanted(read), negate=True),
    )  # fmt: skip
