"""When the next report is due: the rhythm, the sitting that follows, and one reminder for its deadline."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.council import CORRECTION, Mandate, Report, ReportStatus
from bezirkskoordination.records.network import COUNCIL, Body, Meeting
from bezirkskoordination.records.settings import BY_NAME
from bezirkskoordination.rules.due import lines
from bezirkskoordination.rules.due_reports import RULES
from bezirkskoordination.rules.rhythm import Stage, next_report

BODY = Body(id=1, uid="b", name="Stadtbezirksrat", kind=COUNCIL)
DISCUSSED, DRAFT, FROZEN = ReportStatus.DISCUSSED, ReportStatus.DRAFT, ReportStatus.FROZEN


class Kept:
    """Records in memory."""

    def __init__(self, *records: Any) -> None:
        self.records = records

    def all(self, cls: type) -> list[Any]:
        return [one for one in self.records if isinstance(one, cls)]

    def where(self, cls: type, **values: Any) -> list[Any]:
        return [one for one in self.all(cls) if all(getattr(one, name) == value for name, value in values.items())]


def sitting(on: date, deadline: date | None = None) -> Meeting:
    return Meeting(id=7, uid="m", body=1, on_date=on, submission_deadline=deadline)


def report(stichtag: date, status: ReportStatus, number: int = 1, **more: Any) -> Report:
    return Report(
        id=number, uid=str(number), subject="B", period_from=date(2026, 1, 1), reference_date=stichtag,
        dated_on=stichtag, status=status, **more,
    )  # fmt: skip


def shipped(name: str) -> Any:
    return int(BY_NAME[name].default)


LAST = report(date(2026, 4, 30), DISCUSSED)
SITTING = sitting(date(2026, 12, 1))  # its papers are due on 17.11.2026


def told(today: date, *records: Any) -> list[tuple[str, date]]:
    found = lines(RULES, Kept(BODY, *records), today, shipped)  # type: ignore[arg-type]
    return [(line.rule.code, line.on) for line in found]


def test_the_stichtag_follows_the_last_one_by_the_rhythm() -> None:
    for last, following in (
        (date(2026, 4, 30), date(2026, 10, 31)), (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 6, 15), date(2026, 12, 15)),
    ):  # fmt: skip
        assert next_report(Kept(BODY, report(last, DISCUSSED)), shipped, date(2026, 9, 1)).stichtag == following


def test_a_correction_and_what_is_not_handed_in_do_not_move_the_rhythm() -> None:
    correction = report(date(2026, 4, 30), ReportStatus.RELEASED, 2, kind=CORRECTION, corrects=1)
    assert next_report(Kept(BODY, LAST, correction), shipped, date(2026, 9, 1)).stichtag == date(2026, 10, 31)
    own = report(date(2026, 9, 30), DRAFT, 3)
    found = next_report(Kept(BODY, LAST, own), shipped, date(2026, 10, 2))
    assert (found.report, found.stichtag) == (own, date(2026, 9, 30))


def test_without_any_report_the_last_month_that_is_over() -> None:
    assert next_report(Kept(BODY), shipped, date(2026, 11, 12)).stichtag == date(2026, 10, 31)


def test_it_is_for_the_first_sitting_whose_papers_are_due_after_the_stichtag() -> None:
    early, fits = sitting(date(2026, 11, 3)), sitting(date(2026, 12, 1))
    found = next_report(Kept(BODY, LAST, early, fits), shipped, date(2026, 10, 1))
    assert found.sitting is not None
    assert (found.sitting.on, found.sitting.deadline) == (date(2026, 12, 1), date(2026, 11, 17))


@pytest.mark.parametrize(
    ("today", "code", "on"),
    [
        (date(2026, 9, 1), "W14", date(2026, 10, 6)), (date(2026, 10, 6), "W14", date(2026, 10, 6)),
        (date(2026, 11, 2), "W14", date(2026, 10, 6)), (date(2026, 11, 3), "W14E", date(2026, 11, 3)),
        (date(2026, 11, 13), "W14E", date(2026, 11, 3)), (date(2026, 11, 14), "W14A", date(2026, 11, 14)),
        (date(2026, 11, 20), "W14A", date(2026, 11, 14)),
    ],
)  # fmt: skip
def test_one_line_for_the_deadline_says_what_is_next(today: date, code: str, on: date) -> None:
    """42, 14 and 3 days before the Abgabefrist (domain model W14)."""
    assert told(today, LAST, SITTING) == [(code, on)]
    assert told(today, LAST, SITTING, report(date(2026, 10, 31), DRAFT, 2)) == [(code, on)]


@pytest.mark.parametrize("status", [FROZEN, ReportStatus.RELEASED])
def test_what_is_frozen_is_only_to_be_handed_in(status: ReportStatus) -> None:
    for day in (date(2026, 11, 1), date(2026, 11, 16)):
        assert told(day, LAST, SITTING, report(date(2026, 10, 31), status, 2)) == [("W14A", date(2026, 11, 14))]


def test_what_is_handed_in_is_done_until_the_next_one() -> None:
    handed_in = report(date(2026, 10, 31), ReportStatus.SUBMITTED, 2)
    assert told(date(2026, 11, 16), LAST, SITTING, handed_in) == [("W14S", date(2027, 5, 1))]


def test_a_report_without_a_sitting_says_so_from_its_stichtag_on() -> None:
    assert told(date(2026, 11, 5), LAST) == [("W14S", date(2026, 11, 1))]
    assert told(date(2026, 11, 5)) == []


def test_the_days_are_settings() -> None:
    def mine(name: str) -> int:
        return {"report_begin_days": 10, "deadline_days": 7}.get(name, shipped(name))

    found = next_report(Kept(BODY, LAST, SITTING), mine, date(2026, 9, 1))
    assert found.stage(date(2026, 9, 1), mine) == (Stage.BEGIN, date(2026, 11, 14))


@given(st.dates(date(2026, 5, 1), date(2026, 12, 1)), st.sampled_from(list(ReportStatus)), st.integers(0, 60))
def test_there_is_never_more_than_one_line(today: date, status: ReportStatus, later: int) -> None:
    other = report(date(2026, 9, 30) + timedelta(days=later), status, 2)
    assert len(told(today, LAST, SITTING, other)) <= 1


def test_what_was_agreed_with_who_holds_the_office_goes_before_the_usual_rhythm() -> None:
    def stichtag(held: Mandate) -> date:
        found = next_report(Kept(BODY, LAST, held), shipped, date(2026, 6, 1))  # type: ignore[arg-type]
        return found.stichtag

    held = Mandate(id=1, person=1, valid_from=date(2026, 1, 1), report_months=3)
    assert stichtag(held) == date(2026, 7, 31)
    assert stichtag(replace(held, valid_until=date(2026, 5, 31))) == date(2026, 10, 31)
    assert stichtag(replace(held, report_months=None)) == date(2026, 10, 31)
