"""The records that figures are made of, and how each stood on a day.

A status on a day is the last event effective by then; before any event it is the field's default. Breakdowns by an
attribute without history use today's value.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, Self, TypeVar

from bezirkskoordination.records.activities import ActivityProfile, Placement, TimeEntry
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.money import Budget, Claim, Expense
from bezirkskoordination.records.needs import BoundaryCheck, ExistingService, Referral, SupportNeed
from bezirkskoordination.records.network import Body, Meeting, Order
from bezirkskoordination.records.office import ListItem, StatusEvent, in_order
from bezirkskoordination.records.people import GUIDE_MODULES, Person
from bezirkskoordination.records.trainings import Training

R = TypeVar("R", bound=Record)


class Records(Protocol):
    """Whoever can give records of a type: all, those with given values, those that own a row with given values."""

    def all(self, cls: type[R]) -> list[R]:
        """All records of a type."""
        ...

    def owning(self, cls: type[R], field: str, values: Sequence[str]) -> list[R]:
        """The records whose owned rows (of this field) hold one of these values in the first cell."""
        ...

    def where(self, cls: type[R], **values: Any) -> list[R]:
        """The records whose fields equal these values."""
        ...


Histories = dict[tuple[str, str], list[StatusEvent]]
"""The status events of each record, by its type and uid, the oldest first."""


def histories_of(events: Iterable[StatusEvent]) -> Histories:
    """Status events sorted out by the record they are about."""
    histories: Histories = {}
    for event in in_order(events):
        histories.setdefault(event.about, []).append(event)
    return histories


@dataclass(frozen=True, slots=True)
class Ledger:
    """The records that the figures are made of."""

    events: Histories
    institutions: tuple[Institution, ...]
    expenses: tuple[Expense, ...]
    budgets: tuple[Budget, ...]
    claims: tuple[Claim, ...] = ()
    bodies: tuple[Body, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    orders: tuple[Order, ...] = ()
    notes: tuple[ContactNote, ...] = ()
    trainings: tuple[Training, ...] = ()
    guides: tuple[Person, ...] = ()
    needs: tuple[SupportNeed, ...] = ()
    checks: tuple[BoundaryCheck, ...] = ()
    services: tuple[ExistingService, ...] = ()
    referrals: tuple[Referral, ...] = ()
    profiles: tuple[ActivityProfile, ...] = ()
    placements: tuple[Placement, ...] = ()
    hours: tuple[TimeEntry, ...] = ()
    #: The Handlungsfeld of each category of needs, by code.
    fields: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Records) -> Self:
        """Everything the figures need, read once."""
        return cls(
            events=histories_of(records.all(StatusEvent)),
            institutions=tuple(records.all(Institution)),
            expenses=tuple(records.all(Expense)),
            budgets=tuple(records.all(Budget)),
            claims=tuple(records.all(Claim)),
            notes=tuple(records.all(ContactNote)),
            trainings=tuple(records.all(Training)),
            guides=tuple(records.owning(Person, "qualifications", GUIDE_MODULES)),
            bodies=tuple(records.all(Body)),
            meetings=tuple(records.all(Meeting)),
            orders=tuple(records.all(Order)),
            needs=tuple(records.all(SupportNeed)),
            checks=tuple(records.all(BoundaryCheck)),
            services=tuple(records.all(ExistingService)),
            referrals=tuple(records.all(Referral)),
            profiles=tuple(records.all(ActivityProfile)),
            placements=tuple(records.all(Placement)),
            hours=tuple(records.all(TimeEntry)),
            fields={one.code: one.belongs_to for one in records.where(ListItem, values="need_category")},
        )

    @classmethod
    def of_money(cls, records: Records) -> Self:
        """What the figures of the costs need, and nothing else."""
        of = (Expense.type, Claim.type)
        events = [event for one in of for event in records.where(StatusEvent, about_type=one.name)]
        expenses, budgets = tuple(records.all(Expense)), tuple(records.all(Budget))
        return cls(histories_of(events), (), expenses, budgets, tuple(records.all(Claim)))

    def histories(self, type_name: str) -> Iterator[tuple[tuple[str, str], list[StatusEvent]]]:
        """The records of a type that have status events, by type and uid, with these, the oldest first."""
        return (pair for pair in self.events.items() if pair[0][0] == type_name)

    def last_event(self, record: Record, day: date) -> StatusEvent | None:
        """The event that made the status which a record has at the end of a day."""
        history = self.events.get((record.type.name, record.uid), ())
        return next((one for one in reversed(history) if one.effective_on <= day), None)

    def status_on(self, record: Record, day: date) -> Any:
        """The status of a record at the end of a day."""
        of = record.type.status
        assert of is not None
        last = self.last_event(record, day)
        return of.default if last is None else of.closed.of(last.status)
