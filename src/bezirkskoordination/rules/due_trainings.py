"""What is due about talks, trainings and Integrationslotsen: calls to make, lists to fill in, modules to refresh."""

from collections.abc import Iterator
from datetime import date, timedelta

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.people import GUIDE_MODULES, Person
from bezirkskoordination.records.trainings import Training
from bezirkskoordination.rules import guides, trainings
from bezirkskoordination.rules.due import Due, Rule, Settings
from bezirkskoordination.rules.figures import Records
from bezirkskoordination.rules.status import VOLUNTEERING

_DAY = timedelta(days=1)


def _follow_ups(read: Records, _today: date, _settings: Settings) -> Iterator[Due]:
    for one in read.where(ContactNote, followed_up=False):
        if one.follow_up_on is not None:
            yield Due(one, one.follow_up_on)


def _untold(read: Records, _today: date, _settings: Settings) -> Iterator[Due]:
    """From the day after on."""
    for status in trainings.LIVING:
        for one in read.where(Training, status=status):
            yield Due(one, trainings.last_day(one) + _DAY)


def _refreshers(read: Records, _today: date, settings: Settings) -> Iterator[Due]:
    months = settings("refresher_months")
    for one in read.owning(Person, "qualifications", GUIDE_MODULES):
        on = guides.refresher_due(one, months) if one.volunteering in VOLUNTEERING else None
        if on is not None:
            yield Due(one, on)


RULES = (
    Rule(
        "WG", N_("Due", "Ein Gespräch ist wieder vorgelegt"), N_("Due", "{} Gespräche sind wieder vorgelegt"),
        _follow_ups,
    ),
    Rule(
        "WS", N_("Due", "Bei einer Schulung eintragen, wie sie war"),
        N_("Due", "Bei {} Schulungen eintragen, wie sie waren"), _untold,
    ),
    Rule(
        "WL", N_("Due", "Für eine Person ist die Auffrischung der Integrationslotsen fällig"),
        N_("Due", "Für {} Personen ist die Auffrischung der Integrationslotsen fällig"), _refreshers,
    ),
)  # fmt: skip
