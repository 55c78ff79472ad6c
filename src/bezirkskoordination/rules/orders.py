"""What became of what the council ordered: „Erledigung früherer Beschlüsse“ (domain model 5.5.11, 5.6.3).

A report tells every order that waited when its period began or was given in it, as it stood on the Stichtag; one that
was settled before has been told before. Pure: whoever asks brings the records.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Resolution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.network import Order, OrderStatus
from bezirkskoordination.rules.figures.ledger import Ledger
from bezirkskoordination.rules.meetings import WAITING
from bezirkskoordination.rules.periods import Period

_SINCE = N_("Orders", "{} am {}")
_DUE, _LATE, _BY = N_("Orders", "{}, bis {}"), N_("Orders", "{}, fällig seit {}"), N_("Orders", "{} (noch ohne Tag)")


@dataclass(frozen=True, slots=True)
class Followed:
    """An order of the council on a Stichtag: from which resolution, how far, and since when it is so far."""

    order: Order
    resolution: Resolution
    status: OrderStatus
    since: date
    stichtag: date

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
    eve = period.start - timedelta(days=1)
    found = []
    for order in ledger.orders:
        resolution = known.get(order.resolution) if order.resolution is not None else None
        if resolution is None or order.given_on > period.end:
            continue
        if order.given_on <= eve and ledger.status_on(order, eve) not in WAITING:
            continue
        last = ledger.last_event(order, period.end)
        since = last.effective_on if last is not None else order.given_on
        found.append(Followed(order, resolution, ledger.status_on(order, period.end), since, period.end))
    return sorted(
        found,
        key=lambda one: (one.resolution.on_date, one.order.due_on or date.max, one.order.given_on, one.order.id or 0),
    )
