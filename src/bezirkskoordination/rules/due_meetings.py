"""What is due about meetings: orders whose day has come (W13), and meetings of which nobody has said how they went."""

from collections.abc import Iterator
from datetime import date, timedelta

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.network import COUNCIL, Body, Meeting, Order
from bezirkskoordination.rules import meetings
from bezirkskoordination.rules.due import Due, Rule, Settings
from bezirkskoordination.rules.figures import Records

_DAY = timedelta(days=1)


def _orders(read: Records, _today: date, _settings: Settings) -> Iterator[Due]:
    for status in meetings.WAITING:
        for one in read.where(Order, status=status):
            if one.due_on is not None:
                yield Due(one, one.due_on)


def _untold(read: Records, _today: date, _settings: Settings) -> Iterator[Due]:
    """From the day after on; how a sitting of the council went is not ours to record."""
    councils = {one.id for one in read.where(Body, kind=COUNCIL)}
    for status in meetings.AHEAD:
        for one in read.where(Meeting, status=status):
            if one.body not in councils:
                yield Due(one, one.on_date + _DAY)


RULES = (
    Rule("W13", N_("Due", "Ein Auftrag ist fällig"), N_("Due", "{} Aufträge sind fällig"), _orders),
    Rule(
        "W13T", N_("Due", "Bei einem Treffen eintragen, wie es war"),
        N_("Due", "Bei {} Treffen eintragen, wie sie waren"), _untold,
    ),
)  # fmt: skip
