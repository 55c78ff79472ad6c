"""K18 and K19 against questions in SQL: the sample year on every day, and orders made up by the machine."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import districts
from tests.rules.test_rules_figures import Records

from bezirkskoordination import sample
from bezirkskoordination.records import Body, Meeting, Order
from bezirkskoordination.records.network import (
    AgendaLine,
    Attendance,
    LineKind,
    MeetingStatus,
    OrderStatus,
    Presence,
)
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.rules import figures
from bezirkskoordination.rules.figures import Figure, Ledger
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.store import office as office_store

FIRST, LAST = date(2026, 1, 15), sample.TODAY
CODES = ("K18", "K18O", "K18E", "K19", "K19U", "K19E")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("year") / "jahr.bezirk"
    districts.put(made, "year")
    return made


#: The status of each record of a type at the end of a day, by id.
_STATUS = """
    SELECT r.id, coalesce((
        SELECT e.status FROM status_event e
        WHERE e.about_type = '{of}' AND e.about_uid = r.uid AND e.effective_on <= :end
        ORDER BY e.effective_on DESC, e.recorded_at DESC, e.id DESC LIMIT 1), '{default}')
    FROM "{of}" r
"""


def counted(sql: sqlite3.Connection, start: date, end: date) -> dict[str, int | None]:
    """The six figures, asked of the tables."""
    days = {"start": start.isoformat(), "end": end.isoformat()}
    meeting = dict(sql.execute(_STATUS.format(of="meeting", default="GEPLANT"), days))
    order = dict(sql.execute(_STATUS.format(of="order", default="OFFEN"), days))
    tables = sql.execute(
        "SELECT m.id FROM meeting m JOIN body b ON b.id = m.body"
        " WHERE b.kind = 'RUNDER_TISCH' AND m.on_date BETWEEN :start AND :end", days,
    )  # fmt: skip
    held = [one for (one,) in tables if meeting[one] not in ("GEPLANT", "EINGELADEN", "AUSGEFALLEN")]
    there = [
        sql.execute(
            "SELECT count(DISTINCT institution) FROM meeting_attendance"
            " WHERE owner_id = ? AND presence IN ('ANWESEND', 'GAST')", (one,),
        ).fetchone()[0]
        for one in held
    ]  # fmt: skip
    recommended = [
        sql.execute(
            "SELECT count(*) FROM meeting_agenda WHERE owner_id = ? AND kind = 'EMPFEHLUNG'", (one,)
        ).fetchone()[0]
        for one in held
    ]  # fmt: skip
    given_ = dict(sql.execute('SELECT id, due_on FROM "order" WHERE given_on <= :end', days).fetchall())
    waiting = [one for one in given_ if order[one] in ("OFFEN", "TEILWEISE")]
    done = sql.execute(
        'SELECT o.id, max(e.effective_on) FROM "order" o JOIN status_event e ON e.about_uid = o.uid'
        " WHERE e.effective_on <= :end GROUP BY o.id", days,
    )  # fmt: skip
    since = dict(done.fetchall())
    mean = Fraction(10 * sum(there), len(held)) if held else None
    return {
        "K18": len(held),
        "K18O": int(mean + Fraction(1, 2)) if mean is not None else None,
        "K18E": sum(recommended),
        "K19": len(waiting),
        "K19U": sum(1 for one in waiting if given_[one] and given_[one] < end.isoformat()),
        "K19E": sum(1 for one in given_ if order[one] == "UMGESETZT" and since[one] >= start.isoformat()),
    }


def test_every_day_of_the_sample_year_is_counted_as_the_tables_tell_it(year: Path) -> None:
    sql = sqlite3.connect(year)
    seen: dict[str, set[int | None]] = {code: set() for code in CODES}
    with office_store.open_(year, "") as office:
        ledger = Ledger.of(office.read)
        for at in range((LAST - FIRST).days + 1):
            end = FIRST + timedelta(days=at)
            for start in (date(2026, 1, 1), end - timedelta(days=183), end):
                told = figures.by_code(figures.compute(ledger, Period(start, end), office.names))
                found = {code: told[code].value for code in CODES}
                assert found == counted(sql, start, end), (start, end)
                assert sum(part.value for part in told["K18"].breakdown) == told["K18"].value
                assert sum(part.value for part in told["K19"].breakdown) == told["K19"].value
                for code, value in found.items():
                    seen[code].add(value)
    assert all(len(values) > 1 for values in seen.values()), seen  # the year has something to count


def test_a_figure_of_a_past_day_is_the_same_tomorrow(year: Path) -> None:
    """What happens later changes no earlier Stichtag: only events effective by then count."""
    with office_store.open_(year, "") as office:
        ledger = Ledger.of(office.read)
        for end in (date(2026, 6, 30), date(2026, 9, 30)):
            events = {
                about: [one for one in history if one.effective_on <= end] for about, history in ledger.events.items()
            }
            earlier = Ledger(
                events, ledger.institutions, ledger.expenses, ledger.budgets, ledger.claims, ledger.bodies,
                ledger.meetings, ledger.orders,
            )  # fmt: skip
            period = Period(date(2026, 1, 1), end)
            now, then = (
                [one for one in figures.compute(of, period, office.names) if one.code in CODES]
                for of in (ledger, earlier)
            )
            assert now == then


# --- edges --------------------------------------------------------------------------------


class Names:
    """Names that call everything by its id."""

    def label(self, _values: str, code: str) -> str:
        return code

    def code(self, _values: str, text: str) -> str | None:
        return text

    def title(self, _type_name: str, record_id: int) -> str:
        return str(record_id)

    def find(self, _type_name: str, _text: str) -> int | None:
        return None


def told(start: date, end: date, *records: object) -> dict[str, Figure]:
    return figures.by_code(figures.compute(Ledger.of(Records(*records)), Period(start, end), Names()))  # type: ignore[arg-type]


def event(record: Meeting | Order, status: MeetingStatus | OrderStatus, on: date, at: int = 0) -> StatusEvent:
    return StatusEvent(
        id=at, about=(record.type.name, record.uid), status=status.value, effective_on=on, recorded_at=f"{at:04d}"
    )


BODY = Body(id=1, uid="b", name="Runder Tisch")
DAY = date(2026, 6, 11)


def test_only_round_tables_that_took_place_count() -> None:
    meeting = Meeting(
        id=1, uid="m", body=1, on_date=DAY,
        agenda=(AgendaLine(kind=LineKind.RECOMMENDATION, text="Rad"), AgendaLine(kind=LineKind.STORE, text="x")),
        attendance=(
            Attendance(institution=1, presence=Presence.PRESENT), Attendance(institution=1, presence=Presence.GUEST),
            Attendance(institution=2, presence=Presence.EXCUSED),
        ),
    )  # fmt: skip
    held = event(meeting, MeetingStatus.HELD, DAY + timedelta(2))
    before, after = DAY + timedelta(1), DAY + timedelta(2)
    assert told(DAY, before, BODY, meeting, held)["K18"].value == 0  # nobody has said yet that it took place
    assert told(DAY, before, BODY, meeting, held)["K18O"].value is None
    found = told(DAY, after, BODY, meeting, held)
    assert [found[code].value for code in ("K18", "K18O", "K18E")] == [1, 10, 1]
    assert told(after, after, BODY, meeting, held)["K18"].value == 0  # its day is not in the period
    steering = Body(id=1, uid="b", name="Steuerungskreis", kind="STEUERUNG")
    assert told(DAY, after, steering, meeting, held)["K18"].value == 0


def test_a_mean_is_rounded_half_up_to_a_tenth() -> None:
    def meeting(at: int, count: int) -> Iterator[object]:
        made = Meeting(
            id=at, uid=f"m{at}", body=1, on_date=DAY,
            attendance=tuple(Attendance(institution=one, presence=Presence.PRESENT) for one in range(count)),
        )  # fmt: skip
        yield made
        yield event(made, MeetingStatus.HELD, DAY)

    sizes = (4, 4, 3, 4)  # 15 / 4 = 3,75
    found = told(DAY, DAY, BODY, *(one for at, size in enumerate(sizes) for one in meeting(at, size)))
    assert found["K18O"].value == 38


step = st.tuples(st.integers(0, 60), st.sampled_from(list(OrderStatus)))
order = st.tuples(
    st.integers(0, 40), st.none() | st.integers(0, 60), st.sampled_from(["meeting", "resolution", ""]),
    st.lists(step, max_size=4),
)  # fmt: skip


@given(st.lists(order, max_size=6), st.integers(0, 60), st.integers(0, 60))
def test_orders_are_counted_as_somebody_with_a_calendar_would(made: list[tuple], one: int, other: int) -> None:  # type: ignore[type-arg]
    """Walk through the days with a pencil: what is on the sheet in the evening of the last day, and what was ticked."""
    first, last = min(one, other), max(one, other)
    records: list[object] = [BODY, Meeting(id=1, uid="m", body=1, on_date=DAY)]
    expected: Counter[str] = Counter()
    for at, (given_, due, origin, steps) in enumerate(made):
        record = Order(
            id=at, uid=f"o{at}", text="x", given_on=DAY + timedelta(given_),
            due_on=None if due is None else DAY + timedelta(due),
            meeting=1 if origin == "meeting" else None, resolution=1 if origin == "resolution" else None,
        )  # fmt: skip
        steps = sorted(((day, number, status) for number, (day, status) in enumerate(steps)), key=lambda s: s[:2])
        records += [record, *(event(record, status, DAY + timedelta(day), number) for day, number, status in steps)]
        state, since = OrderStatus.OPEN, -1
        for today in range(last + 1):
            for day, _number, status in steps:
                if day == today:
                    state, since = status, today
        if given_ > last:
            continue
        waits = state in (OrderStatus.OPEN, OrderStatus.PARTLY)
        expected["K19"] += waits
        expected["K19U"] += waits and due is not None and due < last
        expected["K19E"] += state is OrderStatus.DONE and since >= first
    found = told(DAY + timedelta(first), DAY + timedelta(last), *records)
    assert {code: found[code].value for code in ("K19", "K19U", "K19E")} == {
        code: expected[code] for code in ("K19", "K19U", "K19E")
    }
