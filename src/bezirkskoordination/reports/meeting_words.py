"""What the papers about a meeting say alike: its day and place, who belongs to whom, the lines of its agenda."""

from collections.abc import Iterator

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import WEEKDAYS, show_date
from bezirkskoordination.records.network import AgendaLine, Attendance, Body, Meeting
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.addressing import whole_name
from bezirkskoordination.rules.meetings import carried_words
from bezirkskoordination.store.unit import Reader

_FROM_UNTIL, _FROM = N_("MeetingPaper", "{} bis {} Uhr"), N_("MeetingPaper", "{} Uhr")
_DAY = N_("MeetingPaper", "{}., {}")
_WHAT, _DATE, _TIME, _PLACE = (
    N_("MeetingPaper", "Anlass:"), N_("MeetingPaper", "Datum:"), N_("MeetingPaper", "Zeit:"),
    N_("MeetingPaper", "Ort:"),
)  # fmt: skip
_UNTIL = N_("MeetingPaper", "bis {}")


def body_name(read: Reader, meeting: Meeting) -> str:
    """The body that meets."""
    return read.get(Body, meeting.body).name


def day(meeting: Meeting) -> str:
    """„Do., 10.12.2026“."""
    return _DAY(WEEKDAYS[meeting.on_date.weekday()], show_date(meeting.on_date))


def hours(meeting: Meeting) -> str:
    """„18:00 bis 20:00 Uhr“; empty if no time is known."""
    if not meeting.time_from:
        return ""
    return _FROM_UNTIL(meeting.time_from, meeting.time_until) if meeting.time_until else _FROM(meeting.time_from)


def head(read: Reader, meeting: Meeting) -> list[tuple[str, str]]:
    """What, when and where, as far as it is known."""
    rows = (
        (_WHAT, body_name(read, meeting)), (_DATE, day(meeting)), (_TIME, hours(meeting)), (_PLACE, meeting.place),
    )  # fmt: skip
    return [(str(label), said) for label, said in rows if said]


def person(read: Reader, person_id: int | None) -> str:
    """„Dr. Rima Al-Sayed“; empty for nobody."""
    return whole_name(read.get(Person, person_id)) if person_id is not None else ""


def institution(read: Reader, row: Attendance | AgendaLine) -> str:
    """The institution of a row; empty if there is none."""
    return read.names.title("institution", row.institution) if row.institution is not None else ""


def responsible(read: Reader, line: AgendaLine) -> str:
    """Who takes care of an order: the institution, else the person."""
    return institution(read, line) or person(read, line.person)


def order_notes(read: Reader, line: AgendaLine) -> Iterator[str]:
    """Who, until when, and how often carried, as far as it is known."""
    if who := responsible(read, line):
        yield who
    if line.due_on is not None:
        yield _UNTIL(show_date(line.due_on))
    if carried := carried_words(line.carried or 0):
        yield carried
