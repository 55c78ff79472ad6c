"""Integrationslotsen: modules and when they are to be refreshed."""

from datetime import date

from bezirkskoordination.records.people import Person, Qualification
from bezirkskoordination.rules import guides


def person(*rows: Qualification) -> Person:
    return Person(last_name="A", qualifications=rows)


def module(code: str, acquired_on: date | None = None, valid_until: date | None = None) -> Qualification:
    return Qualification(qualification=code, acquired_on=acquired_on, valid_until=valid_until)


def test_modules_stand_in_their_order_and_of_one_taken_twice_the_later() -> None:
    one = person(
        module("ILO_SPEZ", date(2026, 5, 1)), module("ERSTE_HILFE", date(2026, 6, 1)),
        module("ILO_BASIS", date(2025, 3, 1)), module("ILO_BASIS", date(2024, 3, 1)), module("ILO_NACH"),
    )  # fmt: skip
    found = guides.modules(one)
    assert list(found) == ["ILO_BASIS", "ILO_NACH", "ILO_SPEZ"]
    assert found["ILO_BASIS"].acquired_on == date(2025, 3, 1)
    assert guides.modules_on(one, date(2024, 2, 29)) == set()
    assert guides.modules_on(one, date(2024, 3, 1)) == {"ILO_BASIS"}
    assert guides.modules_on(one, date(2026, 12, 31)) == {"ILO_BASIS", "ILO_SPEZ"}


def test_a_refresher_is_due_after_the_latest_module() -> None:
    assert guides.refresher_due(person(), 24) is None
    assert guides.refresher_due(person(module("ILO_BASIS")), 24) is None
    assert guides.refresher_due(person(module("ERSTE_HILFE", date(2026, 1, 1))), 24) is None
    both = person(module("ILO_BASIS", date(2024, 3, 1)), module("ILO_NACH", date(2025, 8, 31)))
    assert guides.refresher_due(both, 24) == date(2027, 8, 31)
    assert guides.refresher_due(both, 6) == date(2026, 2, 28)  # no 31st there
    noted = person(module("ILO_BASIS", date(2024, 3, 1), date(2025, 1, 15)))
    assert guides.refresher_due(noted, 24) == date(2025, 1, 15)
