"""Which talk counts as what, and which wait to be followed up."""

from datetime import date, timedelta

import pytest

from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.rules import talks

TODAY = date(2026, 11, 12)


def note(kind: str = "BERATUNG", **values) -> ContactNote:
    return ContactNote(on_date=TODAY, kind=kind, subject="x", **values)


@pytest.mark.parametrize(
    ("kind", "institution", "counts"),
    [
        ("ERSTGESPRAECH", None, "advice"), ("BERATUNG", None, "advice"), ("BEGLEITUNG", None, "advice"),
        ("KONFLIKT", None, "advice"), ("BERATUNG", 1, "advice"), ("INFO", None, ""), ("INFO", 1, "network"),
        ("NETZWERK", None, "network"), ("POLITIK", None, "network"), ("WIRTSCHAFT", 1, "network"),
        ("EIGENE", 1, "network"), ("EIGENE", None, ""),
    ],
)  # fmt: skip
def test_a_talk_counts_once_at_most(kind: str, institution: int | None, counts: str) -> None:
    one = note(kind, person=1, institution=institution)
    told = [word for word, holds in (("advice", talks.is_advice), ("network", talks.is_network)) if holds(one)]
    assert told == [counts] * bool(counts)


def test_what_waits_longest_is_first_and_what_is_done_or_to_come_waits_not() -> None:
    made = [
        note(id=number, follow_up_on=TODAY + timedelta(days) if days is not None else None, followed_up=done)
        for number, (days, done) in enumerate(((0, False), (-3, False), (1, False), (-5, True), (None, False)), 1)
    ]
    assert [one.id for one in talks.due(made, TODAY)] == [2, 1]
