"""One person coordinates at a time; an end has its day and reason, and its status follows; a recall has its vote."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bezirkskoordination.actions import appointing, editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records.council import Mandate, MandateRole, MandateStatus, Resolution
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.ui.report_draft import proposal

_S = MandateStatus
TODAY = date(2026, 11, 12)


@pytest.fixture(autouse=True)
def _people(desk: Desk) -> None:
    desk.do("+", lambda unit: [unit.add(Person(last_name=name)) for name in ("Ahorn", "Birke")])


def kept(desk: Desk, record: Any, before: Any = None) -> Any:
    return desk.do("speichern", lambda unit: editing.save(unit, before, record))


def appointed(desk: Desk, start: date = date(2026, 1, 1), end: date | None = None, **values: Any) -> Mandate:
    return kept(desk, Mandate(person=1, valid_from=start, valid_until=end, **values))  # type: ignore[no-any-return]


def vote(desk: Desk, **values: Any) -> Resolution:
    given = {"subject": "Abberufung", "on_date": date(2026, 10, 1), "body": "Stadtbezirksrat", "result": "UNGEAENDERT"}
    return kept(desk, Resolution(**(given | values)))  # type: ignore[no-any-return]


def test_a_second_coordinator_is_refused_with_the_others_days(desk: Desk) -> None:
    appointed(desk, date(2026, 1, 1), date(2026, 6, 30))
    with pytest.raises(BadValue, match=r"Ahorn.*01\.01\.2026 bis 30\.06\.2026") as refusal:
        appointed(desk, date(2026, 6, 30))
    assert refusal.value.field == "valid_from"
    appointed(desk, date(2026, 6, 30), role=MandateRole.DEPUTY)
    appointed(desk, date(2026, 7, 1))


def test_whoever_is_only_proposed_becomes_appointed_where_there_is_room(desk: Desk) -> None:
    first = appointed(desk)
    with pytest.raises(BadValue, match="gilt schon"):
        appointed(desk, date(2027, 1, 1))
    ended = desk.do("-", lambda unit: appointing.end(unit, first, date(2026, 12, 31), "ZEITABLAUF"))
    assert (ended.status, ended.valid_until) == (_S.APPOINTED, date(2026, 12, 31))  # a day to come is only noted
    other = appointed(desk, date(2027, 1, 1))
    proposed = desk.do("?", lambda unit: editing.take(unit, other, Step(_S.PROPOSED, TODAY)))
    desk.do("-", lambda unit: unit.change(ended, replace(ended, valid_until=None, end_reason="")))
    with pytest.raises(BadValue, match="gilt schon"):
        desk.do("!", lambda unit: editing.take(unit, proposed, Step(_S.APPOINTED, TODAY)))


def test_the_status_follows_the_end_that_was_noted(desk: Desk) -> None:
    first = appointed(desk)
    ended = kept(desk, replace(first, valid_until=date(2026, 10, 31), end_reason="VERZICHT"), first)
    assert ended.status is _S.ENDED
    (event,) = desk.office.read.history(ended)
    assert (event.effective_on, event.reason) == (date(2026, 10, 31), "VERZICHT")
    assert desk.office.check() == []
    with pytest.raises(BadValue, match="Verlauf") as refusal:
        kept(desk, replace(ended, valid_until=date(2026, 11, 1)), ended)
    assert refusal.value.field == "valid_until"
    back = desk.do("zurück", lambda unit: editing.take_back(unit, ended))
    assert (back.status, back.valid_until, back.end_reason) == (_S.APPOINTED, None, "")


def test_the_end_follows_the_status_that_was_stepped_to(desk: Desk) -> None:
    first = appointed(desk, end=date(2027, 4, 30))
    with pytest.raises(BadValue, match="Grund"):
        desk.do("Ende", lambda unit: editing.take(unit, first, Step(_S.ENDED, date(2026, 9, 30))))
    ended = desk.do("Ende", lambda unit: editing.take(unit, first, Step(_S.ENDED, date(2026, 9, 30), "VERZICHT")))
    assert (ended.valid_until, ended.end_reason) == (date(2026, 9, 30), "VERZICHT")
    desk.undo()
    assert desk.office.read.all(Mandate) == [first]
    with pytest.raises(BadValue, match="Beschluss"):
        desk.do("Ende", lambda unit: editing.take(unit, first, Step(_S.ENDED, date(2026, 9, 30), "ABBERUFEN")))


def test_a_recall_needs_a_vote_that_was_carried(desk: Desk) -> None:
    first = appointed(desk)
    lost = vote(desk, votes_for=5, votes_against=5, result="ABGELEHNT")
    won = vote(desk, votes_for=7, votes_against=5, abstained=1)

    def recall(on: date, by: int | None) -> Mandate:
        return desk.do("Ende", lambda unit: appointing.end(unit, first, on, "ABBERUFEN", by))

    for by, field in ((None, "ended_by"), (lost.id, "ended_by")):
        with pytest.raises(BadValue) as refusal:
            recall(date(2026, 10, 1), by)
        assert refusal.value.field == field
    with pytest.raises(BadValue, match=r"01\.10\.2026") as refusal:
        recall(date(2026, 9, 30), won.id)
    assert refusal.value.field == "valid_until"
    with pytest.raises(BadValue, match="Beginn"):
        recall(date(2025, 12, 31), won.id)
    ended = recall(date(2026, 10, 1), won.id)
    assert (ended.status, ended.ended_by) == (_S.ENDED, won.id)
    appointed(desk, date(2026, 10, 2))


def test_nobody_is_proposed_who_was_decided_about(desk: Desk) -> None:
    first = appointed(desk, resolution=vote(desk).id)
    with pytest.raises(Refused, match="Beschluss"):
        desk.do("?", lambda unit: editing.take(unit, first, Step(_S.PROPOSED, TODAY)))


def test_reports_are_owed_as_agreed_with_who_holds_the_office(desk: Desk) -> None:
    assert appointing.report_months(desk.office.read, TODAY) == 6
    appointed(desk, report_months=3)
    assert appointing.report_months(desk.office.read, TODAY) == 3
    drafted = proposal(desk.office.read, TODAY)
    assert (drafted.period_from, drafted.reference_date) == (date(2026, 8, 1), date(2026, 10, 31))
