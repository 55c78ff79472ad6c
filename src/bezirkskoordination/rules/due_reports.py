"""What is due about the report to the council (W14): one line for its deadline, and it says what is next.

The Abgabefrist itself (W15) is counted on „Heute“, in the last week as a banner; it is not said a second time here.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.network import Meeting
from bezirkskoordination.rules.due import Dated, Due, Rule, Settings
from bezirkskoordination.rules.figures import Records
from bezirkskoordination.rules.rhythm import NextReport, Stage, next_report
from bezirkskoordination.rules.sittings import sittings

_DAY = timedelta(days=1)


def _at(stage: Stage) -> Callable[[Dated, date, Settings], Iterable[Due]]:
    def find(read: Records, today: date, settings: Settings) -> Iterator[Due]:
        told = next_report(read, settings, today)
        now = told.stage(today, settings)
        if now is not None and now[0] is stage:
            yield Due(told.report or _meeting(read, told), now[1])

    return find


def _meeting(read: Records, told: NextReport) -> Meeting:
    return next(one for one in sittings(read) if told.sitting is not None and one.on_date == told.sitting.on)


def _without_sitting(read: Records, today: date, settings: Settings) -> Iterator[Due]:
    """From the day after its Stichtag on, nobody knows for which sitting."""
    told = next_report(read, settings, today)
    about = told.report or told.last
    if told.sitting is None and about is not None:
        yield Due(about, told.stichtag + _DAY)


RULES = (
    Rule(
        "W14", N_("Due", "Den nächsten Bericht beginnen"), N_("Due", "{} Berichte beginnen"), _at(Stage.BEGIN),
    ),
    Rule(
        "W14E", N_("Due", "Die Zahlen des Berichts einfrieren"), N_("Due", "Die Zahlen von {} Berichten einfrieren"),
        _at(Stage.FREEZE),
    ),
    Rule("W14A", N_("Due", "Den Bericht abgeben"), N_("Due", "{} Berichte abgeben"), _at(Stage.HAND_IN)),
    Rule(
        "W14S", N_("Due", "Für den nächsten Bericht ist keine Sitzung eingetragen"),
        N_("Due", "Für {} Berichte ist keine Sitzung eingetragen"), _without_sitting,
    ),
)  # fmt: skip
