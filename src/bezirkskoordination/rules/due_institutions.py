"""What is due about institutions: details that nobody has asked about for long (as W04 for profiles)."""

from collections.abc import Iterator
from datetime import date, timedelta

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.rules.due import Due, Rule, Settings
from bezirkskoordination.rules.figures import Records, is_in_network


def to_confirm_on(institution: Institution, days: int) -> date | None:
    """The day on which its details are to be asked for again: so many days after the last time, or after it came."""
    last = institution.confirmed_on or institution.network_from
    return last + timedelta(days=days) if last is not None else None


def _unconfirmed(read: Records, today: date, settings: Settings) -> Iterator[Due]:
    days = settings("confirm_after_days") or 0
    for one in read.all(Institution):
        on = to_confirm_on(one, days)
        if on is not None and is_in_network(one, today):
            yield Due(one, on)


RULES = (
    Rule(
        "W04I", N_("Due", "Bei einer Institution die Angaben bestätigen"),
        N_("Due", "Bei {} Institutionen die Angaben bestätigen"), _unconfirmed,
    ),
)  # fmt: skip
