"""What became of what the council ordered: „Erledigung früherer Beschlüsse“ (domain model 5.5.11, 5.6.3).

The council gives orders in its resolutions and in its sittings. A report tells every one that waited when its period
began or was given in it, as it stood on the Stichtag; one that was settled before has been told before. Pure: whoever
asks brings the records.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Publicity, Resolution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.network import COUNCIL, Order, OrderStatus
from bezirkskoordination.rules.figures import Ledger
from bezirkskoordination.rules.meetings import WAITING
from bezirkskoordination.rules.periods import Period

_RESOLVED, _SITTING = N_("Orders", "{}, {}"), N_("Orders", "Sitzung am {}")
_SINCE = N_("Orders", "{} am {}")
_DUE, _LATE, _BY = N_("Orders", "{}, bis {}"), N_("Orders", "{}, fällig seit {}"), N_("Orders", "{} (noch ohne Tag)")


@dataclass(frozen=True, slots=True)
class Followed:
    """An order of the council on a Stichtag: from which resolution (None: from the minutes of a sitting), and how far.

    `since` is the day from which on it is so far, `decided_on` that of the resolution or the sitting.
    """

    order: Order
    resolution: Resolution | None
    decided_on: date
    status: OrderStatus
    since: date
    stichtag: date

    @property
    def origin(self) -> str:
        """„Aushangkästen, 02.06.2026“, or „Sitzung am 02.06.2026“."""
        day = show_date(self.decided_on)
        return _RESOLVED(self.resolution.subject, day) if self.resolution is not None else _SITTING(day)

    @property
    def publicity(self) -> Publicity:
        """Whether the public may know of it: not of what was resolved behind closed doors."""
        return self.resolution.publicity if self.resolution is not None else Publicity.PUBLIC

    @property
    def waits(self) -> bool:
        """Whether something is still to be done."""
        return self.status in WAITING

    @property
    def is_late(self) -> bool:
        """Whether it waits though its day had passed."""
        return self.waits and self.order.due_on is not None and self.order.due_on < self.stichtag

    @property
    def words(self) -> str:
        """„umgesetzt am 12.10.2026“, „offen, fällig seit 15.04.2026“, „teilweise umgesetzt, bis 30.11.2026“."""
        if not self.waits:
            return _SINCE(self.status.label, show_date(self.since))
        if self.order.due_on is None:
            return _BY(self.status.label)
        return (_LATE if self.is_late else _DUE)(self.status.label, show_date(self.order.due_on))


def followed(ledger: Ledger, resolutions: Iterable[Resolution], period: Period) -> list[Followed]:
    """The orders that a report on this period tells, by the day of their resolution, then by the day they are due."""
    known = {one.id: one for one in resolutions}
    councils = {one.id for one in ledger.bodies if one.kind == COUNCIL}
    sittings = {one.id: one.on_date for one in ledger.meetings if one.body in councils}
    found = []
    for order in ledger.orders:
        resolution = known.get(order.resolution) if order.resolution is not None else None
        decided_on = resolution.on_date if resolution is not None else sittings.get(order.meeting)
        if decided_on is None or order.given_on > period.end:
            continue
        if order.given_on <= period.eve and ledger.status_on(order, period.eve) not in WAITING:
            continue
        last = ledger.last_event(order, period.end)
        since = last.effective_on if last is not None else order.given_on
        status = ledger.status_on(order, period.end)
        found.append(Followed(order, resolution, decided_on, status, since, period.end))
    return sorted(found, key=_place)


def _place(one: Followed) -> tuple[date, date, date, int]:
    order = one.order
    return one.decided_on, order.due_on or date.max, order.given_on, order.id or 0
