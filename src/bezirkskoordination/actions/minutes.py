"""What minutes mean for other records: an order among them becomes a record, and approved minutes stay as they are."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bezirkskoordination.actions.binding import Binding
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.network import AgendaLine, LineKind, Meeting, MeetingStatus, Order
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules import meetings
from bezirkskoordination.store.unit import Unit

_SEALED = N_(
    "Minutes",
    "Das Protokoll von „{}“ ist genehmigt und bleibt, wie es ist."
    " Eine Berichtigung gehört ins Protokoll des nächsten Treffens.",
)


class MeetingBinding(Binding):
    """What a meeting means for the orders in its minutes, and that approved minutes stay."""

    def refuse_changed(self, unit: Unit, before: Meeting | None, after: Meeting) -> None:
        """Refuse to change a meeting whose minutes are approved."""
        if before is not None and meetings.is_sealed(before) and before != after:
            raise Refused(_SEALED, after.title(unit.names))

    def refuse_step(self, unit: Unit, record: Meeting, to: Choice | None, on: date) -> None:
        """Refuse a step that a meeting cannot take yet, and the way back from approved minutes."""
        if to is None and meetings.is_sealed(record):
            raise Refused(_SEALED, record.title(unit.names))
        if isinstance(to, MeetingStatus):
            meetings.check_step(record, to, on)

    def refuse_removed(self, unit: Unit, record: Meeting) -> None:
        """Refuse to delete approved minutes."""
        if meetings.is_sealed(record):
            raise Refused(_SEALED, record.title(unit.names))

    def follow(self, unit: Unit, before: Meeting | None, after: Meeting, _on: date) -> Meeting:
        """Bring the orders along with the minutes they stand in; gives the meeting with its lines linked to them."""
        was = before.agenda if before is not None else ()
        if before is not None and (was, before.status) == (after.agenda, after.status):
            return after
        linked = tuple(_linked(unit, after, one, was) for one in after.agenda)
        kept = unit.change(after, replace(after, agenda=linked))
        now = _ids(kept.agenda)
        for order in _orders(unit, _ids(was) | now):
            if order.meeting != kept.id:
                _count(unit, order)
            elif order.id not in now:
                _drop(unit, order)
        return kept

    def follow_removed(self, unit: Unit, record: Meeting) -> None:
        """Count anew how often the orders were carried that stood on a deleted agenda."""
        for order in _orders(unit, _ids(record.agenda)):
            _count(unit, order)


def _ids(lines: Iterable[AgendaLine]) -> set[int]:
    return {one.order for one in lines if one.order is not None}


def _orders(unit: Unit, ids: set[int]) -> list[Order]:
    return [one for one in unit.page(Order.type, sorted(ids)) if isinstance(one, Order)]


def _linked(unit: Unit, meeting: Meeting, line: AgendaLine, was: Iterable[AgendaLine]) -> AgendaLine:
    """A line with the order that it is about: made for a new one, changed when the line has been."""
    if line.kind is not LineKind.ORDER:
        return replace(line, order=None, carried=None) if line.order is not None else line
    if line.order is None:
        made = unit.add(replace(_told(line), given_on=meeting.on_date, meeting=meeting.id))
        return replace(line, order=made.id)
    order = unit.get(Order, line.order)
    old = next((one for one in was if one.order == line.order), None)
    if old is not None and _told(old) != _told(line):
        told = _told(line)
        unit.change(
            order,
            replace(order, text=told.text, person=told.person, institution=told.institution, due_on=told.due_on),
        )
    return line


def _told(line: AgendaLine) -> Order:
    """The order as the line tells it."""
    return Order(
        text=" ".join(line.text.split()), given_on=date.min, person=line.person, institution=line.institution,
        due_on=line.due_on,
    )  # fmt: skip


def _drop(unit: Unit, order: Order) -> None:
    """An order that was taken out of its minutes is none, unless it has gone on: then it stays."""
    if not unit.users(order) and order.status in meetings.WAITING:
        unit.remove(order)


def _count(unit: Unit, order: Order) -> None:
    """Keep on how many agendas beside that of its own meeting an order stands; a cancelled meeting has none."""
    users = (one for one in unit.users(order) if isinstance(one, Meeting))
    agendas = (one for one in users if one.id != order.meeting and one.status is not MeetingStatus.CANCELLED)
    unit.change(order, replace(order, carried=sum(1 for _ in agendas)))


BINDINGS: dict[type[Record], Binding] = {Meeting: MeetingBinding()}
