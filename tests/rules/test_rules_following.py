"""A resolution begins with what its paper tells; the motion's wording only where nothing was changed."""

from datetime import date
from typing import Any

import pytest

from bezirkskoordination.records.council import Consultation, Paper, Resolution
from bezirkskoordination.rules.following import beginning

TODAY = date(2026, 9, 10)


def paper(*rows: Consultation) -> Paper:
    return Paper(kind="ANTRAG", subject="Busse", proposal="Es fahren Busse.", consultations=rows)


def sitting(day: date | None, role: str = "ENTSCHEIDUNG", **values: Any) -> Consultation:
    return Consultation(body="Rat", role=role, on_date=day, **values)


@pytest.mark.parametrize(
    ("result", "wording"),
    [("UNGEAENDERT", "Es fahren Busse."), ("GEAENDERT", None), ("ABGELEHNT", None), ("", None)],
)
def test_only_an_unchanged_motion_is_taken_as_the_wording(result: str, wording: str | None) -> None:
    row = sitting(date(2026, 9, 8), agenda_item="Ö 6.3", result=result)
    told = beginning(paper(row), "resolution", TODAY)
    assert (told["subject"], told["on_date"], told["body"], told["agenda_item"], told["result"]) == (
        "Busse", date(2026, 9, 8), "Rat", "Ö 6.3", result,
    )  # fmt: skip
    assert told.get("wording") == wording


def test_the_sitting_that_decides_counts_and_none_that_is_to_come() -> None:
    heard, decided = sitting(date(2026, 9, 9), "ANHOERUNG"), sitting(date(2026, 9, 1))
    assert beginning(paper(heard, decided), "resolution", TODAY)["on_date"] == date(2026, 9, 1)
    assert beginning(paper(heard), "resolution", TODAY)["on_date"] == date(2026, 9, 9)
    assert beginning(paper(sitting(date(2026, 12, 1)), sitting(None)), "resolution", TODAY) == {"subject": "Busse"}


def test_an_appointment_begins_with_the_votes() -> None:
    decided = Resolution(subject="B", on_date=date(2024, 4, 16), body="Rat", votes_for=9, votes_against=1, abstained=1)
    assert beginning(decided, "mandate", TODAY) == {
        "valid_from": date(2024, 4, 16), "votes_for": 9, "votes_against": 1, "abstained": 1,
    }  # fmt: skip
    assert beginning(decided, "task", TODAY) == {}
