"""When a Führungszeugnis may count, when it is to be seen again, and when the note of it must go. Pure dates.

Sources: § 72a Abs. 5 SGB VIII (delete without delay if no activity follows, else six months after its end at the
latest); practice for three months and five years (domain facts 3.6).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.consents import Clearance, ReleasedBy
from bezirkskoordination.records.kinds import Choice, show_date
from bezirkskoordination.records.office import StatusEvent, in_order
from bezirkskoordination.records.people import NOT_VOLUNTEERING, VolunteerStatus
from bezirkskoordination.rules.periods import months_after

#: A certificate may be this old when it is seen (practice of the youth offices, domain facts 3.6).
FRESH_MONTHS = 3
#: Later than so many months after the end no note may be left; a setting can only be shorter.
LATEST_MONTHS = 6


class Release(Choice):
    """How somebody's release stands. Why one is missing is nowhere said, nor known."""

    MISSING = "FEHLT", N_("Release", "Freigabe fehlt")
    REQUESTED = "ANGEFORDERT", N_("Release", "Freigabe angefordert")
    RELEASED = "EINSICHT_OK", N_("Release", "freigegeben")
    AGAIN = "ABGELAUFEN", N_("Release", "Erneute Einsicht fällig")


def renew_on(one: Clearance, years: int) -> date | None:
    """From which day a new certificate is to be seen; None before the first."""
    return months_after(one.inspected_on, 12 * years) if one.inspected_on else None


def release(clearances: Iterable[Clearance], day: date, years: int) -> Release:
    """How somebody's release stands on a day, the best of what there is."""
    found = list(clearances)
    seen = [renew_on(one, years) for one in found if one.inspected_on and one.inspected_on <= day]
    if any(again is not None and day < again for again in seen):
        return Release.RELEASED
    if seen:
        return Release.AGAIN
    return Release.REQUESTED if any(one.requested_on for one in found) else Release.MISSING


# --- deletion -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Activity:
    """When somebody was active: spans from their first day to the day that ended them (None: still), and since when
    nothing more is to come."""

    spans: tuple[tuple[date, date | None], ...] = ()
    over_on: date | None = None


_ACTIVE = frozenset({VolunteerStatus.PLACED.value})
_RESTING = frozenset({VolunteerStatus.PAUSED.value})
_OVER = frozenset(status.value for status in NOT_VOLUNTEERING)


def activity(history: Iterable[StatusEvent]) -> Activity:
    """What the status of a volunteer says about when there was a placement. A pause does not end one."""
    spans: list[tuple[date, date | None]] = []
    over: date | None = None
    for event in in_order(history):
        running = bool(spans) and spans[-1][1] is None
        over = event.effective_on if event.status in _OVER else None
        if event.status in _ACTIVE and not running:
            spans.append((event.effective_on, None))
        elif running and event.status not in _ACTIVE | _RESTING:
            spans[-1] = (spans[-1][0], event.effective_on)
    return Activity(tuple(spans), over)


def delete_on(one: Clearance, active: Activity, after_months: int, wait_months: int) -> date | None:
    """The day on which the note must be gone; None while the activity runs.

    After the activity `after_months` (six at most); at once, if nothing more is to come; if none has begun yet,
    `wait_months` after the note was made. An empty note has no reason to stay.
    """
    made = one.inspected_on or one.requested_on
    if made is None:
        return date.min
    since = [end for _start, end in active.spans if end is None or end >= made]
    if None in since:
        return None
    if since:
        return months_after(max(end for end in since if end), min(after_months, LATEST_MONTHS))
    if active.over_on is not None:
        return max(active.over_on, made)
    return months_after(made, wait_months)


# --- what a note must fulfil --------------------------------------------------------------

_TOGETHER = N_(
    "Clearances", "Einsicht, Datum des Zeugnisses und Freigabe werden nur zusammen festgehalten. Es fehlt: {}."
)
_SEEN_BEFORE = N_("Clearances", "Die Einsicht ({}) liegt vor dem Datum des Führungszeugnisses ({}).")
_TOO_OLD = N_(
    "Clearances",
    "Das Führungszeugnis vom {} war bei der Einsicht am {} älter als {} Monate und zählt nicht."
    " Bitte um ein neues bitten.",
)
_FACTS = ("inspected_on", "certificate_of", "released_by")


def problems(one: Clearance) -> Iterator[tuple[str, str]]:
    """What stops a note from being kept: by field, in words.

    An inspection without a release would say by itself what must not be kept; so there is none.
    """
    empty = {"released_by": ReleasedBy.NOBODY}
    missing = [name for name in _FACTS if getattr(one, name) in (None, empty.get(name))]
    if 0 < len(missing) < len(_FACTS):
        label = ", ".join(f"„{one.type.field(name).label}“" for name in missing)
        yield missing[0], _TOGETHER(label)
    seen, made = one.inspected_on, one.certificate_of
    if seen and made and seen < made:
        yield "inspected_on", _SEEN_BEFORE(show_date(seen), show_date(made))
    elif seen and made and seen > months_after(made, FRESH_MONTHS):
        yield "certificate_of", _TOO_OLD(show_date(made), show_date(seen), FRESH_MONTHS)


def latest(clearances: Sequence[Clearance]) -> Clearance | None:
    """The note that counts: of the last inspection, else of the last request."""
    return max(
        clearances, key=lambda one: (one.inspected_on or date.min, one.requested_on or date.min, one.id or 0),
        default=None,
    )  # fmt: skip
