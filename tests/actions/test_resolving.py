"""A resolution tells its paper's sitting the result; the office stands on one; one person holds it at a time."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bezirkskoordination.actions import editing, resolving
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import save
from bezirkskoordination.records.council import Consultation, Mandate, Paper, Resolution
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue, Refused

DAY = date(2026, 3, 7)


def kept(desk: Desk, record: Any, before: Any = None) -> Any:
    return desk.do("speichern", lambda unit: save(unit, before, record))


def motion(desk: Desk, *rows: Consultation) -> Paper:
    return kept(desk, Paper(kind="ANTRAG", subject="Busse", consultations=rows))  # type: ignore[no-any-return]


def decided(paper: Paper | None = None, **values: Any) -> Resolution:
    given = {"subject": "Busse", "on_date": DAY, "body": "Stadtbezirksrat", "result": "GEAENDERT", "wording": "W"}
    return Resolution(paper=paper.id if paper else None, **(given | values))


def test_the_sitting_of_the_paper_tells_the_result(desk: Desk) -> None:
    heard = Consultation(body="Ausschuss", on_date=DAY, result="KENNTNIS")
    later = Consultation(body="Stadtbezirksrat", on_date=date(2026, 6, 2))
    paper = motion(desk, heard, Consultation(body="stadtbezirksrat", on_date=DAY), later)
    kept(desk, decided(paper, agenda_item="Ö 6.1"))

    route = desk.office.read.all(Paper)[0].consultations
    assert [(row.result, row.agenda_item) for row in route] == [("KENNTNIS", ""), ("GEAENDERT", "Ö 6.1"), ("", "")]
    desk.undo()
    assert desk.office.read.all(Paper) == [paper]


@pytest.mark.parametrize("values", [{"on_date": date(2026, 3, 8)}, {"body": "Anderer Rat"}, {"result": ""}])
def test_another_sitting_is_left_alone(desk: Desk, values: dict[str, Any]) -> None:
    paper = motion(desk, Consultation(body="Stadtbezirksrat", on_date=DAY))
    kept(desk, decided(paper, **values))
    assert desk.office.read.all(Paper) == [paper]


def test_the_office_stands_on_one_resolution(desk: Desk) -> None:
    assert resolving.basis(desk.office.read) is None
    first = kept(desk, decided(basis=True))
    other = kept(desk, decided(subject="Anderes"))
    with pytest.raises(BadValue, match="Busse") as refusal:
        kept(desk, replace(other, basis=True), other)
    assert refusal.value.field == "basis"
    assert resolving.basis(desk.office.read) == first
    kept(desk, replace(first, notes="gelesen"), first)


def test_a_resolution_that_appointed_somebody_is_not_deleted(desk: Desk) -> None:
    person = kept(desk, Person(last_name="Muster"))
    resolution = kept(desk, decided())
    kept(desk, Mandate(person=person.id, valid_from=DAY, resolution=resolution.id))
    with pytest.raises(Refused, match="Bestellung"):
        desk.do("löschen", lambda unit: unit.remove(resolution))


def test_one_person_holds_the_office_at_a_time(desk: Desk) -> None:
    def mandate(start: date, end: date | None = None) -> Mandate:
        return desk.do("+", lambda unit: editing.save(unit, None, Mandate(person=1, valid_from=start, valid_until=end)))

    desk.do("+", lambda unit: unit.add(Person(last_name="A")))
    first = mandate(date(2026, 1, 1))
    for span in ((date(2026, 6, 1), None), (date(2025, 1, 1), date(2026, 1, 1)), (date(2025, 1, 1), None)):
        with pytest.raises(BadValue, match="gilt schon") as refused:
            mandate(*span)
        assert refused.value.field == "valid_from"
    mandate(date(2025, 1, 1), date(2025, 12, 31))
    desk.do("-", lambda unit: editing.save(unit, first, replace(first, valid_until=date(2026, 5, 31))))
    mandate(date(2026, 6, 1))
