"""Who held the office on which days: one at a time, gaps told to the day, a deputy stands in and closes none."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.council import Candidate, Mandate, MandateRole, MandateStatus, Resolution, VoteKind
from bezirkskoordination.rules import mandates, votes
from bezirkskoordination.rules.due_council import RULES
from bezirkskoordination.rules.periods import Period

_DEPUTY, _PROPOSED = MandateRole.DEPUTY, MandateStatus.PROPOSED
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def held(start: date, end: date | None = None, number: int = 1, **values: object) -> Mandate:
    return Mandate(id=number, person=number, valid_from=start, valid_until=end, **values)  # type: ignore[arg-type]


class _Read:
    def __init__(self, *records: Mandate) -> None:
        self.records = list(records)

    def all(self, _cls: type) -> list[Mandate]:
        return self.records


def test_days_without_a_coordinator_are_told_to_the_day() -> None:
    first = held(date(2025, 5, 1), date(2026, 3, 31))
    second = held(date(2026, 5, 1), date(2026, 10, 31), 2)
    spring = Period(date(2026, 4, 1), date(2026, 4, 30))
    autumn = Period(date(2026, 11, 1), date(2026, 12, 31))
    assert mandates.gaps([second, first], YEAR) == [spring, autumn]
    assert mandates.gaps([first, held(date(2026, 4, 1), None, 3)], YEAR) == []
    assert mandates.gaps([], YEAR) == [YEAR]
    assert mandates.gaps([held(date(2027, 1, 1))], YEAR) == [YEAR]
    stands_in = held(date(2026, 4, 1), None, 3, role=_DEPUTY)
    wanted = held(date(2026, 4, 1), None, 4, status=_PROPOSED)
    assert mandates.gaps([first, second, stands_in, wanted], YEAR) == [spring, autumn]


@given(st.lists(st.tuples(st.integers(-40, 60), st.integers(0, 30), st.booleans()), max_size=6))
def test_a_day_is_in_a_gap_exactly_when_nobody_coordinates(spans: list[tuple[int, int, bool]]) -> None:
    """Compared day by day, overlaps and all."""
    day = date(2026, 1, 1)
    known = [
        held(day + timedelta(start), None if is_open else day + timedelta(start + length), at)
        for at, (start, length, is_open) in enumerate(spans, 1)
    ]
    period = Period(day, day + timedelta(31))
    told = mandates.gaps(known, period)
    for offset in range(32):
        on = day + timedelta(offset)
        assert any(on in gap for gap in told) == (not any(mandates.lasts_on(one, on) for one in known))
    assert all(earlier.end < later.start - timedelta(1) for earlier, later in pairwise(told))


def test_of_days_before_the_first_appointment_the_records_say_nothing() -> None:
    def vacant(period: Period, *known: Mandate) -> list[Period]:
        return list(mandates.vacancies(_Read(*known), period))  # type: ignore[arg-type]

    first, second = held(date(2026, 3, 1), date(2026, 5, 31)), held(date(2026, 8, 1), None, 2)
    assert vacant(YEAR, second, first) == [Period(date(2026, 6, 1), date(2026, 7, 31))]
    assert vacant(YEAR) == vacant(YEAR, held(date(2027, 1, 1))) == []
    later = Period(date(2027, 1, 1), date(2027, 12, 31))
    assert vacant(later, first) == [later]


def test_a_deputy_holds_the_office_only_where_nobody_coordinates() -> None:
    coordinator = held(date(2026, 1, 1), date(2026, 3, 31))
    deputy = held(date(2026, 2, 1), None, 2, role=_DEPUTY, report_months=3)
    known = [deputy, coordinator]
    assert mandates.holder_on(known, date(2026, 2, 15)) == coordinator
    assert mandates.holder_on(known, date(2026, 4, 1)) == deputy
    assert mandates.holder_on(known, date(2025, 12, 31)) is None
    assert mandates.deputies_on(known, date(2026, 2, 15)) == [deputy]
    assert mandates.report_months(known, date(2026, 2, 15), 6) == 6
    assert mandates.report_months(known, date(2026, 4, 1), 6) == 3


def test_appointments_clash_on_a_shared_day_only() -> None:
    first, last = held(date(2026, 1, 1), date(2026, 3, 31)), date(2026, 3, 31)
    assert mandates.clash(held(last, None, 2), [first]) == first
    assert mandates.clash(held(last + timedelta(1), None, 2), [first]) is None
    assert mandates.clash(first, [first]) is None
    assert mandates.clash(held(last, None, 2, role=_DEPUTY), [first]) is None
    assert mandates.clash(held(last, None, 2, status=_PROPOSED), [first]) is None


def test_the_gap_before_an_appointment_begins_after_the_one_before() -> None:
    first, later = held(date(2016, 5, 1), date(2024, 3, 31)), held(date(2024, 5, 1), None, 2)
    assert mandates.gap_before(later, [first, later]) == Period(date(2024, 4, 1), date(2024, 4, 30))
    assert mandates.gap_before(first, [first, later]) is None
    assert mandates.gap_before(held(date(2024, 4, 1), None, 3), [first]) is None
    assert mandates.following(first, [later, first]) == later


def _due(code: str, today: date, *records: Mandate, term: date | None = None) -> list[date]:
    rule = next(one for one in RULES if one.code == code)
    settings = {"mandate_days": 90, "term_ends": term}.__getitem__
    return [due.on for due in rule.find(_Read(*records), today, settings)]  # type: ignore[arg-type]


def test_an_appointment_is_mentioned_ninety_days_before_it_ends() -> None:
    one, today = held(date(2024, 1, 1), date(2026, 12, 31)), date(2026, 11, 12)
    assert _due("W22", today, one) == [date(2026, 10, 2)]
    assert _due("W22", today, held(date(2024, 1, 1))) == []
    assert _due("W22", today, one, held(date(2027, 1, 1), None, 2)) == []
    assert _due("W22", today, one, held(date(2027, 1, 1), None, 2, role=_DEPUTY)) == [date(2026, 10, 2)]
    assert _due("W22E", today, one) == []
    assert _due("W22E", date(2027, 1, 1), one) == [date(2027, 1, 1)]
    ended = held(date(2024, 1, 1), date(2026, 12, 31), status=MandateStatus.ENDED, end_reason="VERZICHT")
    assert _due("W22E", date(2027, 1, 1), ended) == _due("W22", today, ended) == []
    assert _due("W22W", today, one, term=date(2026, 10, 31)) == []
    assert _due("W22W", today, held(date(2024, 1, 1)), term=date(2026, 12, 31)) == [date(2026, 10, 2)]
    assert _due("W22W", today, term=date(2026, 12, 31)) == []


def test_how_an_election_ended_is_told_in_words() -> None:
    def election(*ballots: tuple[str, int, int | None]) -> str:
        rows = tuple(Candidate(name=name, votes=first, runoff=second) for name, first, second in ballots)
        return votes.how_elected(
            Resolution(
                subject="W", on_date=date(2026, 3, 1), body="R", vote_kind=VoteKind.ELECTION, members=13,
                candidates=rows,
            )
        )  # fmt: skip

    assert election(("A", 7, None), ("B", 6, None)) == (
        "gewählt: A, 1. Wahlgang, 7 von 13 Mitgliedern (Mehrheit der Mitglieder)"
    )
    assert election(("A", 6, 5), ("B", 6, 4)) == "gewählt: A, 2. Wahlgang, 5 Stimmen (die meisten)"
    assert "Los" in election(("A", 6, 5), ("B", 6, 5))
    assert "niemand" in election(("A", 6, None), ("B", 6, None))
    assert votes.how_elected(Resolution(subject="W", on_date=date(2026, 3, 1), body="R")) == ""
