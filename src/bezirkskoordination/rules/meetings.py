"""What holds for meetings: the order of agenda and minutes, what is carried to the next one, who answered and came.

Pure: whoever asks brings the records (domain model M7, 5.5.12).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.network import (
    AgendaLine,
    Answer,
    Attendance,
    Body,
    LineKind,
    Meeting,
    MeetingStatus,
    Order,
    OrderStatus,
    Presence,
)
from bezirkskoordination.records.refusal import BadValue, Refused

#: Meetings that took place (K18).
TOOK_PLACE = frozenset({MeetingStatus.HELD, MeetingStatus.DRAFTED, MeetingStatus.APPROVED})
#: Meetings that are still to come, as far as anybody knows.
AHEAD = frozenset({MeetingStatus.PLANNED, MeetingStatus.INVITED})
#: Orders that wait (K19).
WAITING = frozenset({OrderStatus.OPEN, OrderStatus.PARTLY})
#: From so many agendas on an order stands out (domain model M7).
REPEATED = 3

_FIRST_TIME, _TIMES = N_("Meetings", "übertragen"), N_("Meetings", "zum {}. Mal übertragen")
OPEN_ORDERS = N_("Meetings", "Offene Aufträge")


def carried_words(carried: int) -> str:
    """„zum 3. Mal übertragen“; empty for an order that was never carried."""
    if carried < 1:
        return ""
    return str(_FIRST_TIME) if carried == 1 else _TIMES(carried)


# --- agenda and minutes -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Topic:
    """A point of the agenda: its number from 1 on (0: lines before the first point), its line, what came of it."""

    number: int
    line: AgendaLine | None
    items: tuple[AgendaLine, ...]


def topics(lines: Iterable[AgendaLine]) -> list[Topic]:
    """The lines by the point that they stand under, numbered in their order."""
    found: list[tuple[AgendaLine | None, list[AgendaLine]]] = []
    for line in lines:
        if line.kind is LineKind.TOPIC:
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
        else:
            found.append((None, [line]))
    first = 0 if found and found[0][0] is None else 1
    return [Topic(number, line, tuple(items)) for number, (line, items) in enumerate(found, first)]


def unfinished(lines: Iterable[AgendaLine]) -> list[AgendaLine]:
    """Orders that do not say who does it until when."""
    return [
        one
        for one in lines
        if one.kind is LineKind.ORDER and ((one.person is None and one.institution is None) or one.due_on is None)
    ]


def next_agenda(template: str, previous: Sequence[AgendaLine], waiting: Mapping[int, Order]) -> tuple[AgendaLine, ...]:
    """The agenda that the next meeting begins with: the body's own points, and what the last one left open.

    Orders that wait (by id) come along under their point, each counted once more; so does what was put in store.
    Points that only the last meeting had go before the last of the body's own („Verschiedenes“).
    """
    blocks: list[tuple[str, list[AgendaLine]]] = [
        (title, []) for line in template.splitlines() if (title := line.strip())
    ]
    own = len(blocks)
    found: dict[str, list[AgendaLine]] = {title.casefold(): items for title, items in blocks}
    added: list[tuple[str, list[AgendaLine]]] = []

    def under(title: str) -> list[AgendaLine]:
        items = found.get(title.casefold())
        if items is None:
            items = found[title.casefold()] = []
            added.append((title, items))
        return items

    left = dict(waiting)
    for topic in topics(previous):
        title = topic.line.text if topic.line else str(OPEN_ORDERS)
        for item in topic.items:
            order = left.pop(item.order, None) if item.order is not None else None
            if order is not None:
                under(title).append(_carried(order))
            elif item.kind is LineKind.STORE:
                under(title).append(item)
    for order in left.values():
        under(str(OPEN_ORDERS)).append(_carried(order))
    before_last = max(own - 1, 0)
    blocks = [*blocks[:before_last], *added, *blocks[before_last:]]
    return tuple(line for title, items in blocks for line in (AgendaLine(text=title), *items))


def _carried(order: Order) -> AgendaLine:
    return AgendaLine(
        kind=LineKind.ORDER, text=order.text, person=order.person, institution=order.institution,
        due_on=order.due_on, order=order.id, carried=order.carried + 1,
    )  # fmt: skip


# --- who is asked, who answered, who came ---------------------------------------------------


def invited_on(body: Body, day: date) -> tuple[Attendance, ...]:
    """The members of a body on a day, as they are asked to a meeting; nobody twice."""
    asked = (
        Attendance(institution=one.institution, person=one.person)
        for one in body.members
        if (one.valid_from or day) <= day <= (one.valid_until or day)
    )
    return tuple(dict.fromkeys(asked))


def answers(attendance: Iterable[Attendance]) -> Counter[Answer]:
    """How many answered what, of those who were asked."""
    return Counter(one.answer for one in attendance if one.invited)


def present(attendance: Iterable[Attendance]) -> list[Attendance]:
    """Who was there, guests included."""
    return [one for one in attendance if one.presence in (Presence.PRESENT, Presence.GUEST)]


def organisations(attendance: Iterable[Attendance]) -> int:
    """How many institutions were there, each once."""
    return len({one.institution for one in present(attendance) if one.institution is not None})


def taken_as_present(attendance: Iterable[Attendance]) -> tuple[Attendance, ...]:
    """Whoever accepted was there and whoever declined is excused, until somebody notes otherwise."""
    assumed = {Answer.YES: Presence.PRESENT, Answer.NO: Presence.EXCUSED}
    return tuple(
        replace(one, presence=assumed.get(one.answer, Presence.OPEN)) if one.presence is Presence.OPEN else one
        for one in attendance
    )


# --- steps ----------------------------------------------------------------------------------


def check_step(meeting: Meeting, to: MeetingStatus, on: date) -> None:
    """Refuse to hold a meeting before its day, and to approve minutes whose orders lack somebody or a day."""
    if to is MeetingStatus.HELD and on < meeting.on_date:
        raise BadValue(
            N_("Meetings", "Das Treffen ist erst am {}. Bitte danach eintragen, dass es stattgefunden hat."),
            show_date(meeting.on_date),
        ).at("effective_on")  # fmt: skip
    if to is MeetingStatus.APPROVED and (open_ := unfinished(meeting.agenda)):
        raise Refused(
            N_("Meetings", "Noch nicht genehmigt: Beim Auftrag „{}“ fehlt, wer ihn bis wann erledigt ({} insgesamt)."),
            " ".join(open_[0].text.split()), len(open_),
        )  # fmt: skip


def is_sealed(meeting: Meeting) -> bool:
    """Whether the minutes are approved, so that nothing of the meeting changes any more."""
    return meeting.status is MeetingStatus.APPROVED
