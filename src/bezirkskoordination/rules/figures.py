"""The indicators of the domain model (5.6.1), computed from records for any Stichtag.

A status on a day is the last event effective by then; before any event it is the field's default. Breakdowns by an
attribute without history use today's value.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, Self, TypeVar

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.records.money import Budget, Claim, Expense, ExpenseStatus
from bezirkskoordination.records.network import ROUND_TABLE, Body, LineKind, Meeting, Order, OrderStatus
from bezirkskoordination.records.office import StatusEvent, in_order
from bezirkskoordination.records.people import GUIDE_MODULES, Person, VolunteerStatus
from bezirkskoordination.records.trainings import Participation, Training, TrainingStatus
from bezirkskoordination.rules import guides, meetings, money, talks, trainings
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.status import REASONS, VOLUNTEERING

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a breakdown."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's value; None means „nicht erhoben“. `guarded` figures count volunteers.

    Money is in cents, time in minutes, lessons (45 minutes) in hundredths.
    """

    code: str
    label: Text
    value: int | None
    unit: str
    breakdown: tuple[Part, ...] = ()
    guarded: bool = False


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
        )

    @classmethod
    def of_money(cls, records: Records) -> Self:
        """What the figures of the costs need, and nothing else."""
        of = (Expense.type, Claim.type)
        events = [event for one in of for event in records.where(StatusEvent, about_type=one.name)]
        expenses, budgets = tuple(records.all(Expense)), tuple(records.all(Budget))
        return cls(histories_of(events), (), expenses, budgets, tuple(records.all(Claim)))

    def histories(self, type_name: str) -> Iterator[list[StatusEvent]]:
        """The status events of each record of a type, oldest first."""
        return (history for (name, _uid), history in self.events.items() if name == type_name)

    def status_on(self, record: Record, day: date) -> Any:
        """The status of a record at the end of a day."""
        field = record.type.status
        assert field is not None
        history = self.events.get((record.type.name, record.uid), [])
        code = next((e.status for e in reversed(history) if e.effective_on <= day), None)
        return field.default if code is None else field.closed.of(code)


PERSONS, INSTITUTIONS, CENTS, MINUTES = "Personen", "Institutionen", "cents", "minutes"
TALKS, TRAININGS, LESSONS = "Gespräche", "Schulungen", "hundredths"
SITTINGS, RECOMMENDATIONS, ORDERS = "Sitzungen", "Empfehlungen", "Aufträge"
#: A mean is kept in tenths, as money is in cents: 115 is 11,5.
TENTHS = "Zehntel"


def compute(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    """Every indicator at the end of a period."""
    return [
        *_volunteers(ledger, period, names),
        _guides(ledger, period.end),
        *_talks(ledger, period, names),
        *_trainings(ledger, period, names),
        *_round_table(ledger, period, names),
        *_orders(ledger, period, names),
        _network(ledger, period.end, names),
        *costs(ledger, period.end, names),
    ]


def by_code(figures: Iterable[Figure]) -> dict[str, Figure]:
    """The figures by their code."""
    return {figure.code: figure for figure in figures}


# --- K11 to K13: volunteers ---------------------------------------------------------------


#: Codes, and not members, are compared: ten thousand people have thirty thousand events.
_COUNTED = {one.value: one in VOLUNTEERING for one in VolunteerStatus}
_NO_REASON = N_("Figures", "ohne Angabe")


def _volunteers(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    standing: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    first = returned = left = 0
    for history in ledger.histories(Person.type.name):
        inside = ever = False
        last = ""
        for event in history:
            if event.effective_on > period.end:
                break
            was, inside, last = inside, _COUNTED[event.status], event.status
            if was != inside and event.effective_on in period:
                if was:
                    left += 1
                    reasons[event.reason] += 1
                elif ever:
                    returned += 1
                else:
                    first += 1
            ever = ever or inside
        if inside:
            standing[last] += 1
    by_status = tuple(Part(str(one.label), standing[one.value]) for one in VolunteerStatus if one in VOLUNTEERING)
    by_label: Counter[str] = Counter()
    for code, count in reasons.items():
        by_label[_reason(code, names)] += count  # a code of the list is called like none at all
    by_reason = tuple(sorted((Part(label, count) for label, count in by_label.items()), key=_largest_first))
    return [
        Figure("K11", N_("Figures", "Ehrenamtliche"), standing.total(), PERSONS, by_status, True),
        Figure("K12", N_("Figures", "Neu gewonnene Ehrenamtliche"), first, PERSONS, (), True),
        Figure("K12R", N_("Figures", "Zurückgekehrte Ehrenamtliche"), returned, PERSONS, (), True),
        Figure("K13", N_("Figures", "Ausgeschiedene Ehrenamtliche"), left, PERSONS, by_reason, True),
    ]


def _reason(code: str, names: Names) -> str:
    return names.label(REASONS[VolunteerStatus.ENDED], code) if code else str(_NO_REASON)


# --- KL: Integrationslotsen -------------------------------------------------------------------

_ONLY_BASIC, _ADVANCED = N_("Figures", "nur Basismodul"), N_("Figures", "mit Aufbaumodul")


def _guides(ledger: Ledger, day: date) -> Figure:
    """The volunteers of a day who had a module by then; each counts once, whatever modules they have."""
    had = [guides.modules_on(one, day) for one in ledger.guides if ledger.status_on(one, day) in VOLUNTEERING]
    basic = sum(one == {guides.BASIC} for one in had)
    total = sum(bool(one) for one in had)
    parts = Part(str(_ONLY_BASIC), basic), Part(str(_ADVANCED), total - basic)
    return Figure("KL", N_("Figures", "Integrationslotsinnen und Integrationslotsen"), total, PERSONS, parts, True)


# --- K16, K16b: talks ---------------------------------------------------------------------


def _talks(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    """Talks by their day, with the minutes that were noted: advice, and the network. No talk counts as both."""
    held = [one for one in ledger.notes if one.on_date in period]
    advice = _by_kind([one for one in held if talks.is_advice(one)], names)
    network = _by_kind([one for one in held if talks.is_network(one)], names)
    return [
        Figure("K16", N_("Figures", "Beratungen und Begleitungen"), *advice[0], True),
        Figure("K16M", N_("Figures", "Dauer der Beratungen und Begleitungen"), *advice[1]),
        Figure("K16b", N_("Figures", "Gespräche mit Institutionen, Politik und Wirtschaft"), *network[0]),
        Figure("K16bM", N_("Figures", "Dauer dieser Gespräche"), *network[1]),
    ]


_Counted = tuple[int, str, tuple[Part, ...]]


def _by_kind(notes: Iterable[ContactNote], names: Names) -> tuple[_Counted, _Counted]:
    """Their number by kind, and their minutes."""
    kinds: Counter[str] = Counter()
    minutes = 0
    for one in notes:
        kinds[names.label("contact_kind", one.kind)] += 1
        minutes += one.minutes or 0
    parts = tuple(sorted((Part(label, count) for label, count in kinds.items()), key=_largest_first))
    return (kinds.total(), TALKS, parts), (minutes, MINUTES, ())


# --- K17: trainings -----------------------------------------------------------------------


def _trainings(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    """The trainings that were held in a period, their lessons, and how often somebody took part (not: how many)."""
    held = [one for one in ledger.trainings if _held_in(ledger, one, period)]
    learnt: Counter[str] = Counter()
    for one in held:
        learnt[names.label("qualification", one.qualification) if one.qualification else str(_NO_REASON)] += 1
    parts = tuple(sorted((Part(label, count) for label, count in learnt.items()), key=_largest_first))
    lessons = sum(one.units or 0 for one in held)
    attended = sum(trainings.count(one, Participation.ATTENDED) for one in held)
    return [
        Figure("K17", N_("Figures", "Schulungen"), len(held), TRAININGS, parts),
        Figure("K17U", N_("Figures", "Unterrichtsstunden der Schulungen"), lessons, LESSONS),
        Figure("K17T", N_("Figures", "Teilnahmen an Schulungen"), attended, "Teilnahmen", (), True),
    ]


def _held_in(ledger: Ledger, training: Training, period: Period) -> bool:
    history = ledger.events.get((training.type.name, training.uid), [])
    last = next((one for one in reversed(history) if one.effective_on <= period.end), None)
    return last is not None and last.status == TrainingStatus.HELD.value and last.effective_on in period


# --- K18, K19: round table and orders -------------------------------------------------------


def round_tables(ledger: Ledger, period: Period) -> list[Meeting]:
    """The meetings of round tables in a period that had taken place by its end, by their day."""
    bodies = {one.id for one in ledger.bodies if one.kind == ROUND_TABLE}
    held = [
        one
        for one in ledger.meetings
        if one.body in bodies and one.on_date in period and ledger.status_on(one, period.end) in meetings.TOOK_PLACE
    ]
    return sorted(held, key=lambda one: (one.on_date, one.id or 0))


def recommendations(ledger: Ledger, period: Period) -> list[tuple[date, str]]:
    """What the round tables of a period recommend to the council, with the day."""
    return [
        (one.on_date, line.text)
        for one in round_tables(ledger, period)
        for line in one.agenda
        if line.kind is LineKind.RECOMMENDATION
    ]


def _round_table(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    held = round_tables(ledger, period)
    bodies = Counter(names.title(Body.type.name, one.body) for one in held)
    there = sum(meetings.organisations(one.attendance) for one in held)
    mean = money.half_up(10 * there, len(held)) if held else None
    parts = tuple(sorted((Part(label, count) for label, count in bodies.items()), key=_largest_first))
    return [
        Figure("K18", N_("Figures", "Sitzungen des Runden Tisches"), len(held), SITTINGS, parts),
        Figure("K18O", N_("Figures", "Institutionen je Sitzung (Durchschnitt)"), mean, TENTHS),
        Figure(
            "K18E", N_("Figures", "Empfehlungen an den Stadtbezirksrat"), len(recommendations(ledger, period)),
            RECOMMENDATIONS,
        ),
    ]  # fmt: skip


_BY_RESOLUTION, _OTHERWISE = N_("Figures", "Beschlüsse"), N_("Figures", "sonstige")


def _orders(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    """An order waits from the day on which it was given; it is overdue from the day after it was due."""
    given = [(one, ledger.status_on(one, period.end)) for one in ledger.orders if one.given_on <= period.end]
    waiting = [one for one, status in given if status in meetings.WAITING]
    overdue = [one for one in waiting if one.due_on is not None and one.due_on < period.end]
    done = [one for one, status in given if status is OrderStatus.DONE and _since(ledger, one, period.end) in period]
    body_of = {one.id: one.body for one in ledger.meetings}

    def origin(order: Order) -> str:
        if order.meeting is not None:
            return names.title(Body.type.name, body_of[order.meeting])
        return str(_BY_RESOLUTION if order.resolution is not None else _OTHERWISE)

    parts = sorted((Part(*one) for one in Counter(map(origin, waiting)).items()), key=_largest_first)
    return [
        Figure("K19", N_("Figures", "Offene Aufträge"), len(waiting), ORDERS, tuple(parts)),
        Figure("K19U", N_("Figures", "davon überfällig"), len(overdue), ORDERS),
        Figure("K19E", N_("Figures", "Erledigte Aufträge"), len(done), ORDERS),
    ]


def _since(ledger: Ledger, record: Record, day: date) -> date:
    """Since when a record has had the status that it has on a day; it must have one by then."""
    history = ledger.events[record.type.name, record.uid]
    return next(event.effective_on for event in reversed(history) if event.effective_on <= day)


# --- K20: network -------------------------------------------------------------------------


def is_in_network(institution: Institution, day: date) -> bool:
    """Whether an institution counts as network on a day; its first and its last day included."""
    begun = institution.network_from is not None and institution.network_from <= day
    return begun and (institution.network_until is None or day <= institution.network_until)


def _network(ledger: Ledger, day: date, names: Names) -> Figure:
    kinds = Counter(one.kind for one in ledger.institutions if is_in_network(one, day))
    parts = sorted((Part(names.label("org_type", kind), count) for kind, count in kinds.items()), key=_largest_first)
    label = N_("Figures", "Institutionen im Netzwerk")
    return Figure("K20", label, kinds.total(), INSTITUTIONS, tuple(parts))


def _largest_first(part: Part) -> tuple[int, str]:
    return -part.value, part.label


# --- K27: administrative costs ------------------------------------------------------------


def expenses_in(ledger: Ledger, period: Period) -> list[tuple[Expense, ExpenseStatus]]:
    """The expenses dated in a period, with their status at its end; void ones left out."""
    standing = ((one, ledger.status_on(one, period.end)) for one in ledger.expenses if one.on_date in period)
    return [(one, status) for one, status in standing if status not in money.VOID]


def counted_in(ledger: Ledger, period: Period) -> list[tuple[Expense, int]]:
    """The expenses dated in a period, with the cents that count at its end; void ones left out."""
    approved = approved_on(ledger, period.end)
    return [(one, money.counted(one, status, approved)) for one, status in expenses_in(ledger, period)]


def year_until(day: date) -> Period:
    """The Haushaltsjahr (= calendar year) of a day, up to that day."""
    return Period(date(day.year, 1, 1), day)


def approved_on(ledger: Ledger, day: date) -> dict[int, int]:
    """By expense, what of it was approved on a day; what is not decided is not in it."""
    return money.approved_by((one, ledger.status_on(one, day)) for one in ledger.claims)


def position_on(ledger: Ledger, day: date) -> money.Position:
    """How the Haushaltsjahr of a day stands on it."""
    standing = expenses_in(ledger, year_until(day))
    return money.Position.of(day.year, ledger.budgets, standing, approved_on(ledger, day))


def position_of(ledger: Ledger, year: int, today: date) -> money.Position:
    """How a Haushaltsjahr stands today: with all its receipts, whenever they are claimed."""
    standing = [(one, ledger.status_on(one, today)) for one in ledger.expenses if one.on_date <= today]
    return money.Position.of(year, ledger.budgets, standing, approved_on(ledger, today))


def costs(ledger: Ledger, day: date, names: Names) -> list[Figure]:
    """The money of the Haushaltsjahr of a day, up to that day."""
    position = position_on(ledger, day)
    kinds: Counter[str] = Counter()
    for expense, cents in counted_in(ledger, year_until(day)):
        kinds[expense.category] += cents
    parts = sorted((Part(names.label("expense_category", c), cents) for c, cents in kinds.items()), key=_largest_first)

    def line(code: str, label: Text, value: int | None, breakdown: tuple[Part, ...] = ()) -> Figure:
        return Figure(code, label, value, CENTS, breakdown)

    return [
        line("K27", N_("Figures", "Verwaltungskosten"), position.spent, tuple(parts)),
        line("K27A", N_("Figures", "Ansatz"), position.amount),
        line("K27C", N_("Figures", "Reste aus dem Vorjahr"), position.carried_over),
        line("K27U", N_("Figures", "Umschichtung"), position.shifted),
        line("K27E", N_("Figures", "erstattet"), position.refunded),
        line("K27O", N_("Figures", "eingereicht, noch offen"), position.claimed),
        line("K27V", N_("Figures", "erfasst, noch nicht eingereicht"), position.recorded),
        line("K27R", N_("Figures", "verfügbar"), position.free),
    ]
