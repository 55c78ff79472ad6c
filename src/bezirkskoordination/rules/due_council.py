"""What is due about the council: an appointment that runs out or has run out, and the end of its term (W22)."""

from collections.abc import Iterator
from datetime import date, timedelta

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Mandate, MandateStatus
from bezirkskoordination.rules import mandates
from bezirkskoordination.rules.due import Due, Rule, Settings
from bezirkskoordination.rules.figures import Records

_DAY = timedelta(days=1)
_HELD = frozenset({MandateStatus.APPOINTED, MandateStatus.RESTING})


def _runs_out(read: Records, _today: date, settings: Settings) -> Iterator[Due]:
    """So many days before the last one, unless somebody is appointed for the day after."""
    known = read.all(Mandate)
    for one in known:
        if one.status not in _HELD or one.valid_until is None or one.end_reason:
            continue
        after = one.valid_until + _DAY
        if not any(other.role is one.role and mandates.lasts_on(other, after) for other in known):
            yield Due(one, one.valid_until - timedelta(days=settings("mandate_days") or 0))


def _over(read: Records, today: date, _settings: Settings) -> Iterator[Due]:
    """Over by its days, but nobody said why."""
    for one in read.all(Mandate):
        if one.status in _HELD and one.valid_until is not None and one.valid_until < today:
            yield Due(one, one.valid_until + _DAY)


def _term(read: Records, today: date, settings: Settings) -> Iterator[Due]:
    """The council's term ends: who holds the office then is to be confirmed."""
    holder = mandates.holder_on(read.all(Mandate), today)
    ends = settings("term_ends") if holder is not None else None
    if holder is not None and ends is not None and ends >= today:
        yield Due(holder, ends - timedelta(days=settings("mandate_days") or 0))


RULES = (
    Rule("W22", N_("Due", "Eine Bestellung läuft aus"), N_("Due", "{} Bestellungen laufen aus"), _runs_out),
    Rule(
        "W22E", N_("Due", "Eine abgelaufene Bestellung beenden oder verlängern"),
        N_("Due", "{} abgelaufene Bestellungen beenden oder verlängern"), _over,
    ),
    Rule(
        "W22W", N_("Due", "Die Wahlperiode endet: Bestellung bestätigen lassen"),
        N_("Due", "Die Wahlperiode endet: {} Bestellungen bestätigen lassen"), _term,
    ),
)  # fmt: skip
