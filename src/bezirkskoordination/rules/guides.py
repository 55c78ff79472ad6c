"""Integrationslotsen: which modules somebody has, since when, and when a refresher is due."""

from datetime import date

from bezirkskoordination.records.people import GUIDE_MODULES, Person, Qualification
from bezirkskoordination.rules.periods import months_after

#: The module that makes somebody one; the others build on it.
BASIC = GUIDE_MODULES[0]


def modules(person: Person) -> dict[str, Qualification]:
    """The modules that somebody has, in their order; of one taken twice, the later."""
    latest: dict[str, Qualification] = {}
    for one in person.qualifications:
        if one.qualification in GUIDE_MODULES:
            known = latest.get(one.qualification)
            if known is None or (one.acquired_on or date.min) >= (known.acquired_on or date.min):
                latest[one.qualification] = one
    return {code: latest[code] for code in GUIDE_MODULES if code in latest}


def modules_on(person: Person, day: date) -> set[str]:
    """The modules that somebody had on a day. One without a date is left out: nobody can say since when."""
    had = (one for one in person.qualifications if one.acquired_on is not None and one.acquired_on <= day)
    return {one.qualification for one in had if one.qualification in GUIDE_MODULES}


def refresher_due(person: Person, months: int) -> date | None:
    """Until when a refresher is due: so many months after the latest module, or the day that is noted on it."""
    latest = max(
        (one for one in modules(person).values() if one.acquired_on), key=lambda one: one.acquired_on or date.min,
        default=None,
    )  # fmt: skip
    if latest is None or latest.acquired_on is None:
        return None
    return latest.valid_until or months_after(latest.acquired_on, months)
