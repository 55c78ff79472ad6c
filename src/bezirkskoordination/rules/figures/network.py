"""Round tables, orders and the network (K18 to K20)."""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.records.network import COUNCIL, ROUND_TABLE, Body, LineKind, Meeting, Order, OrderStatus
from bezirkskoordination.rules import meetings, money
from bezirkskoordination.rules.figures.ledger import Ledger
from bezirkskoordination.rules.figures.values import (
    INSTITUTIONS,
    ORDERS,
    RECOMMENDATIONS,
    SITTINGS,
    TENTHS,
    Figure,
    Part,
    keys,
    parts_of,
)
from bezirkskoordination.rules.periods import Period

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
    return [(one.on_date, text) for one in round_tables(ledger, period) for text in _recommended(one)]


def _recommended(meeting: Meeting) -> list[str]:
    return [line.text for line in meeting.agenda if line.kind is LineKind.RECOMMENDATION]


def round_table_figures(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    """Their sittings by body, how many institutions came, and what they recommend."""
    held = round_tables(ledger, period)
    parts = parts_of((names.title(Body.type.name, one.body), (one.type.name, one.uid), 1) for one in held)
    there = sum(meetings.organisations(one.attendance) for one in held)
    mean = money.half_up(10 * there, len(held)) if held else None
    recommended = {one: len(_recommended(one)) for one in held}
    return [
        Figure.of_parts("K18", N_("Figures", "Sitzungen des Runden Tisches"), SITTINGS, parts),
        Figure("K18O", N_("Figures", "Institutionen je Sitzung (Durchschnitt)"), mean, TENTHS, behind=keys(held)),
        Figure(
            "K18E", N_("Figures", "Empfehlungen an den Stadtbezirksrat"), sum(recommended.values()), RECOMMENDATIONS,
            behind=keys(one for one, count in recommended.items() if count),
        ),
    ]  # fmt: skip


_BY_RESOLUTION, _OTHERWISE = N_("Figures", "Beschlüsse"), N_("Figures", "sonstige")


def order_figures(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
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

    parts = parts_of((origin(one), (one.type.name, one.uid), 1) for one in waiting)
    return [
        Figure.of_parts("K19", N_("Figures", "Offene Aufträge"), ORDERS, parts),
        Figure("K19U", N_("Figures", "davon überfällig"), len(overdue), ORDERS, behind=keys(overdue)),
        Figure("K19E", N_("Figures", "Erledigte Aufträge"), len(done), ORDERS, behind=keys(done)),
    ]


def council_orders(ledger: Ledger, day: date) -> Figure:
    """What the council gave to do by a day, in its resolutions or its sittings, by how far it is."""
    councils = {one.id for one in ledger.bodies if one.kind == COUNCIL}
    sittings = {one.id for one in ledger.meetings if one.body in councils}
    found: dict[OrderStatus, list[Order]] = {one: [] for one in OrderStatus}
    for one in ledger.orders:
        if one.given_on <= day and (one.resolution is not None or one.meeting in sittings):
            found[ledger.status_on(one, day)].append(one)
    parts = (Part(str(status.label), len(some), keys(some)) for status, some in found.items() if some)
    return Figure.of_parts("K32", N_("Figures", "Aufträge des Stadtbezirksrates"), ORDERS, parts)


def _since(ledger: Ledger, record: Order, day: date) -> date:
    """Since when a record has had the status that it has on a day; it must have one by then."""
    last = ledger.last_event(record, day)
    assert last is not None
    return last.effective_on


# --- K20: network -------------------------------------------------------------------------


def is_in_network(institution: Institution, day: date) -> bool:
    """Whether an institution counts as network on a day; its first and its last day included."""
    begun = institution.network_from is not None and institution.network_from <= day
    return begun and (institution.network_until is None or day <= institution.network_until)


def network_figure(ledger: Ledger, day: date, names: Names) -> Figure:
    """The institutions that count as network on a day, by kind."""
    there = (one for one in ledger.institutions if is_in_network(one, day))
    parts = parts_of((names.label("org_type", one.kind), (one.type.name, one.uid), 1) for one in there)
    return Figure.of_parts("K20", N_("Figures", "Institutionen im Netzwerk"), INSTITUTIONS, parts)
