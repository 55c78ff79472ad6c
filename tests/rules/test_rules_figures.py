"""The indicators against a simulation that walks through the calendar day by day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.money import Budget, Expense, ExpenseStatus
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import VolunteerStatus
from bezirkskoordination.rules.figures import Figure, Ledger, by_code, compute
from bezirkskoordination.rules.periods import Period

FIRST = date(2025, 11, 1)
COUNTED = {"INTERESSE", "GESPRAECH", "VERMITTELBAR", "EINSATZ", "PAUSE"}


class Codes:
    """Names that call everything by its code."""

    def label(self, _values: str, code: str) -> str:
        return code

    def code(self, _values: str, text: str) -> str | None:
        return text

    def title(self, _type_name: str, record_id: int) -> str:
        return str(record_id)

    def find(self, _type_name: str, _text: str) -> int | None:
        return None


class Records:
    """Records as a reader would give them, in any order."""

    def __init__(self, *records: object) -> None:
        self.records = records

    def all(self, cls: type) -> list:  # type: ignore[type-arg]
        return [one for one in self.records if isinstance(one, cls)]

    def where(self, cls: type, **values: object) -> list:  # type: ignore[type-arg]
        return [one for one in self.all(cls) if all(getattr(one, name) == value for name, value in values.items())]

    def owning(self, cls: type, field: str, values: Sequence[str]) -> list:  # type: ignore[type-arg]
        return [
            one for one in self.all(cls) if any(next(iter(vars(row).values())) in values for row in getattr(one, field))
        ]


def figures(ledger: Ledger, start: date, end: date) -> dict[str, Figure]:
    return by_code(compute(ledger, Period(start, end), Codes()))


day = st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))
history = st.lists(st.tuples(day, st.sampled_from(list(VolunteerStatus)), st.integers(0, 2)), max_size=8)


@st.composite
def events(draw: st.DrawFn) -> list[StatusEvent]:
    """Status events of some people in any order: days repeat, the time of recording repeats, then the id decides."""
    made: list[StatusEvent] = []
    for person, steps in enumerate(draw(st.lists(history, max_size=8))):
        for on, status, minute in steps:
            made.append(
                StatusEvent(
                    id=len(made) + 1, about=("person", f"p{person}"), status=status.value, effective_on=on,
                    recorded_at=f"2026-03-01T09:0{minute}:00",
                )
            )  # fmt: skip
    return draw(st.permutations(made))


def day_by_day(made: list[StatusEvent], start: date, end: date) -> Iterator[tuple[str, int]]:
    """The four figures of volunteers, by living through every day."""
    status: dict[tuple[str, str], str] = {}
    known: set[tuple[str, str]] = set()
    counts: Counter[str] = Counter()
    today = FIRST
    while today <= end:
        todays = [one for one in made if one.effective_on == today]
        for one in sorted(todays, key=lambda e: (e.recorded_at, e.id)):
            was, now = status.get(one.about, "KEIN") in COUNTED, one.status in COUNTED
            status[one.about] = one.status
            if today >= start:
                counts["K12"] += now and not was and one.about not in known
                counts["K12R"] += now and not was and one.about in known
                counts["K13"] += was and not now
            if now:
                known.add(one.about)
        today += timedelta(days=1)
    yield "K11", sum(one in COUNTED for one in status.values())
    yield from ((code, counts[code]) for code in ("K12", "K12R", "K13"))


@given(events(), day, day)
def test_volunteers_are_counted_as_life_goes(made: list[StatusEvent], one: date, other: date) -> None:
    start, end = sorted((one, other))
    computed = figures(Ledger.of(Records(*made)), start, end)

    assert {code: computed[code].value for code in ("K11", "K12", "K12R", "K13")} == dict(day_by_day(made, start, end))
    for code in ("K11", "K13"):
        assert sum(part.value for part in computed[code].breakdown) == computed[code].value


@given(events(), day, day)
def test_the_bridge_holds_for_every_history(made: list[StatusEvent], one: date, other: date) -> None:
    start, end = sorted((one, other))
    ledger = Ledger.of(Records(*made))
    eve = figures(ledger, start - timedelta(days=30), start - timedelta(days=1))["K11"].value
    now = {code: figure.value for code, figure in figures(ledger, start, end).items()}

    assert now["K11"] == eve + now["K12"] + now["K12R"] - now["K13"]


spans = st.tuples(st.none() | day, st.none() | day, st.sampled_from(["KIRCHE", "SCHULE", "KITA"]))


@given(st.lists(spans, max_size=10), day)
def test_the_network_counts_first_and_last_day(
    given_spans: list[tuple[date | None, date | None, str]], on: date
) -> None:
    made = [
        Institution(id=at, uid=str(at), name="N", kind=kind, network_from=start, network_until=until)
        for at, (start, until, kind) in enumerate(given_spans)
    ]
    network = figures(Ledger.of(Records(*made)), on, on)["K20"]

    inside = Counter(
        kind for start, until, kind in given_spans if start and start <= on and (until is None or until >= on)
    )
    assert network.value == inside.total()
    assert {part.label: part.value for part in network.breakdown} == inside


bought = st.tuples(
    day, st.integers(1, 9999), st.lists(st.tuples(day, st.sampled_from(list(ExpenseStatus))), max_size=3)
)


@given(st.lists(bought, max_size=8), st.none() | st.integers(0, 99_999), day)
def test_money_adds_up_to_what_is_left(
    purchases: list[tuple[date, int, list[tuple[date, ExpenseStatus]]]], budget: int | None, on: date
) -> None:
    records: list[object] = []
    spent: Counter[str] = Counter()
    for at, (bought_on, cents, steps) in enumerate(purchases):
        records.append(
            Expense(id=at, uid=str(at), on_date=bought_on, category="PORTO", payee="P", purpose="Z", amount=cents)
        )
        status = "ERFASST"
        for number, (step_on, to) in enumerate(sorted(steps, key=lambda step: step[0])):
            records.append(
                StatusEvent(
                    id=10 * at + number, about=("expense", str(at)), status=to.value, effective_on=step_on,
                    recorded_at="2026-03-01T09:00:00",
                )
            )  # fmt: skip
            status = to.value if step_on <= on else status
        if date(on.year, 1, 1) <= bought_on <= on:
            spent[status] += cents
    if budget is not None:
        records.append(Budget(id=1, uid="b", year=on.year, amount=budget, carried_over=100))
    now = {code: figure.value for code, figure in figures(Ledger.of(Records(*records)), on, on).items()}

    assert (now["K27V"], now["K27O"], now["K27E"]) == (spent["ERFASST"], spent["IM_ANTRAG"], spent["ERSTATTET"])
    assert now["K27"] == now["K27V"] + now["K27O"] + now["K27E"]
    assert now["K27R"] == (None if budget is None else budget + 100 - now["K27"])
