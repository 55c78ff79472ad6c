"""The places of a report's texts that its figures fill: every indicator, that of the period before, and the days.

What is printed there is the published value: in the public paper a hidden figure is hidden in a sentence, too.
"""

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.kinds import Names, show_date
from bezirkskoordination.reports.council_figures import Comparison
from bezirkskoordination.rules import figures
from bezirkskoordination.rules.figures import Ledger
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.report_texts import BEFORE, Place, Places, in_sentence

_DAYS: tuple[tuple[str, Text], ...] = (
    ("STICHTAG", N_("ReportPlaces", "Stichtag")),
    ("STICHTAG" + BEFORE, N_("ReportPlaces", "Stichtag davor")),
    ("ZEITRAUM", N_("ReportPlaces", "Zeitraum")),
    ("ZEITRAUM" + BEFORE, N_("ReportPlaces", "Zeitraum davor")),
)
_THEN = N_("ReportPlaces", "{}, davor")


def of(told: Comparison) -> Places:
    """The places of a report as it is published, by code."""
    days = (show_date(told.period.end), show_date(told.period.eve), str(told.period), str(told.before))
    found = [Place(code, str(label), value) for (code, label), value in zip(_DAYS, days, strict=True)]
    for published, suffix, label in ((told.now, "", "{}"), (told.then, BEFORE, str(_THEN))):
        for code, one in published.items():
            value = in_sentence(one.figure.unit, one.value)
            found.append(Place(code + suffix, label.format(one.figure.label), value))
    return {one.code: one for one in found}


def named(period: Period, names: Names) -> Places:
    """What the places of any report are called, before anything is counted; nothing is said of their values."""
    nothing = figures.compute(Ledger({}, (), (), ()), period, names)
    found = [Place(code, str(label), "") for code, label in _DAYS]
    for suffix, label in (("", "{}"), (BEFORE, str(_THEN))):
        found += [Place(one.code + suffix, label.format(one.label), "") for one in nothing]
    return {one.code: one for one in found}
