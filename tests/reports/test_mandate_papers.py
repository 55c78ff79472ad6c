"""The Bestellungsbogen tells terms and votes but no account; the papers of a handover what is open, within a year."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records.activities import Enquiry
from bezirkskoordination.records.council import Candidate, Mandate, MandateRole, Resolution, VoteKind
from bezirkskoordination.records.network import Order, OrderStatus
from bezirkskoordination.records.office import Task, TaskStatus
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports import handover_lists, handover_protocol, mandate_sheet
from bezirkskoordination.reports.council_gather import Request
from bezirkskoordination.reports.council_report import collect
from bezirkskoordination.reports.document import Document, Fields, Heading, Items, Paragraph, Table, plain
from bezirkskoordination.reports.handover_protocol import Handed, HandedFile
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.store.unit import Reader

TODAY = date(2026, 11, 12)
IBAN = "DE46000000000000000111"


def told(document: Document) -> list[str]:
    """Everything a paper says, cell by cell."""
    said: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            said.append(block.text)
        elif isinstance(block, Paragraph):
            said.append(plain(block.words))
        elif isinstance(block, Items):
            said += map(plain, block.entries)
        elif isinstance(block, Fields):
            said += [f"{label} {plain(words)}" for label, words in block.rows]
        elif isinstance(block, Table):
            said += [" | ".join(map(plain, row)) for row in (*block.rows, *([block.total] if block.total else []))]
    return said


@pytest.fixture
def paid(desk: Desk) -> Mandate:
    """A paid post of somebody elected in the second ballot, as in seed 002, with a deputy."""

    def begin(unit: Any) -> Mandate:
        one, other = (unit.add(Person(last_name=name, first_name="Ute", street="Weg 1")) for name in ("Ahorn", "Birke"))
        ballots = Candidate(name="Ahorn", votes=6, runoff=7), Candidate(name="Birke", votes=6, runoff=5)
        election = unit.add(
            Resolution(subject="Wahl", on_date=date(2018, 3, 1), body="Rat", members=13, vote_kind=VoteKind.ELECTION,
                       candidates=ballots)
        )  # fmt: skip
        unit.add(Mandate(person=other.id, valid_from=date(2019, 1, 1), role=MandateRole.DEPUTY))
        return unit.add(  # type: ignore[no-any-return]
            Mandate(
                person=one.id, valid_from=date(2018, 4, 1), resolution=election.id, weekly=1170, report_months=12,
                provider="Dienste gGmbH", yearly_cost=3_300_000, requirements="Studium der Sozialen Arbeit",
                duties="Netzwerk", iban=IBAN, account_holder="Ute Ahorn",
            )
        )  # fmt: skip

    return desk.do("Anfang", begin)


def test_the_sheet_tells_terms_and_votes(desk: Desk, paid: Mandate) -> None:
    said = told(mandate_sheet.collect(desk.office.read, paid, TODAY))
    for line in (
        "Person: Ute Ahorn", "bestellt zur: Koordination", "Zeit: ab 01.04.2018, bis auf Weiteres",
        "Beschluss über die Bestellung: Wahl, Rat am 01.03.2018", "Ahorn | 6 | 7", "Birke | 6 | 5",
        "Gewählt: Ahorn, 2. Wahlgang, 7 Stimmen (die meisten).", "Stunden je Woche: 19,5 Stunden",
        "Besetzung: Dienste gGmbH, 33.000,00\u00a0€ im Jahr", "Berichte an den Bezirksrat: alle 12 Monate",
        "Vertretung: Ute Birke (seit 01.01.2019)", "Studium der Sozialen Arbeit",
    ):  # fmt: skip
        assert line in said
    assert not any("DE46" in line or "Weg 1" in line for line in said)


def test_what_is_open_is_told_and_what_is_done_is_not(desk: Desk, paid: Mandate) -> None:
    def begin(unit: Any) -> None:
        unit.add(Task(subject="Bald", due_on=date(2026, 12, 1)))
        unit.add(Task(subject="Irgendwann"))
        done = unit.add(Task(subject="Getan"))
        unit.record_status(done, TaskStatus.DONE, TODAY)
        unit.add(Order(text="Aushang", given_on=TODAY, person=paid.person, due_on=date(2026, 11, 1)))
        gone = unit.add(Order(text="Hinfällig", given_on=TODAY))
        unit.record_status(gone, OrderStatus.DROPPED, TODAY)
        unit.add(Enquiry(person=paid.person, asked_on=TODAY - timedelta(days=30)))

    desk.do("mehr", begin)
    said = told(handover_lists.collect(desk.office.read, TODAY))
    assert said.index("01.12.2026 | Bald | ") < said.index("ohne Tag | Irgendwann | ")
    assert "überfällig: 01.11.2026 | Aushang | Ahorn, Ute" in said
    assert not any(word in line for line in said for word in ("Getan", "Hinfällig"))
    assert "Aufgeführt ist, was überfällig ist oder bis zum 12.11.2027 fällig wird." in said
    assert said[said.index("Ein Auftrag ist fällig") + 1] == "seit 01.11.2026: Aushang"
    assert handover_lists.promises(desk.office.read) == 2


@pytest.mark.parametrize(("days", "codes"), [(365 + 90, ["W22"]), (365 + 91, [])])
def test_deadlines_beyond_a_year_are_left_out(desk: Desk, days: int, codes: list[str]) -> None:
    """An appointment is due ninety days before its last one."""
    end = TODAY + timedelta(days=days)
    desk.do("+", lambda unit: unit.add(Person(last_name="A")))
    desk.do("+", lambda unit: unit.add(Mandate(person=1, valid_from=TODAY, valid_until=end)))
    assert [line.rule.code for line in handover_lists.deadlines(desk.office.read, TODAY)] == codes


def test_many_of_one_kind_are_counted_not_listed(desk: Desk) -> None:
    def begin(unit: Any) -> None:
        for number in range(45):
            unit.add(Order(text=f"Auftrag {number}", given_on=TODAY, due_on=TODAY))

    desk.do("viele", begin)
    said = told(handover_lists.collect(desk.office.read, TODAY))
    at = said.index("45 Aufträge sind fällig")
    assert said[at + 40].endswith("Auftrag 39")
    assert said[at + 41] == "und 5 weitere; sie stehen in der Datei"


def _protocol(read: Reader, told_: Handed) -> list[str]:
    files = (HandedFile("amt.bezirk", 5_300_224, "af" * 32),)
    return told(handover_protocol.collect(read, told_, files, TODAY))


def test_the_protocol_leaves_a_line_for_whoever_is_not_known(desk: Desk, paid: Mandate) -> None:
    said = _protocol(desk.office.read, Handed(TODAY, paid))
    assert any(line.startswith("Übernommen von: ___") for line in said)
    assert "amt.bezirk | 5\u00a0300\u00a0224 | " + " ".join(["afafafaf"] * 8) in said
    assert any("vernichtet bis 12.12.2026" in line for line in said)
    assert any("Bestellungen | 2" in line for line in said)
    assert "Übernommen von: Xaver" in _protocol(desk.office.read, Handed(TODAY, paid, "Xaver"))


def test_the_protocol_names_who_is_appointed_next(desk: Desk, paid: Mandate) -> None:
    def follow(unit: Any) -> Mandate:
        ended = unit.change(paid, replace(paid, valid_until=TODAY, end_reason="VERZICHT"))
        unit.add(Mandate(person=2, valid_from=TODAY + timedelta(days=1)))
        return ended  # type: ignore[no-any-return]

    said = _protocol(desk.office.read, Handed(TODAY, desk.do("Wechsel", follow)))
    assert "Übernommen von: Ute Birke" in said
    assert "Ende der Bestellung: Verzicht" in said
    assert "Bestellung: ab 13.11.2026, bis auf Weiteres" in said


@pytest.mark.parametrize(("until", "said"), [(date(2026, 8, 31), "01.09.–30.09.2026"), (date(2026, 9, 30), "")])
def test_the_report_tells_the_days_without_a_coordinator(desk: Desk, until: date, said: str) -> None:
    def begin(unit: Any) -> None:
        unit.add(Person(last_name="Ahorn"))
        unit.add(Mandate(person=1, valid_from=date(2024, 5, 1), valid_until=until))
        unit.add(Mandate(person=1, valid_from=date(2026, 10, 1)))

    desk.do("Anfang", begin)
    request = Request(Period(date(2026, 5, 1), date(2026, 10, 31)), dated_on=TODAY)
    vacant = [line for line in told(collect(desk.office.read, request)) if "nicht besetzt" in line]
    assert vacant == ([f"In dieser Zeit war die Koordination nicht besetzt: {said}."] if said else [])
