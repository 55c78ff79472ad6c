"""The note on a resolution: its own wording, votes with their names, and nothing that a motion only proposed."""

from dataclasses import replace
from datetime import date
from typing import Any

from bezirkskoordination.records.council import Candidate, Paper, Publicity, Resolution, VoteKind
from bezirkskoordination.records.network import Order
from bezirkskoordination.reports import resolution_sheet
from bezirkskoordination.reports.document import Document, Fields, Heading, Paragraph, Table
from bezirkskoordination.store.office import OfficeFile

TODAY = date(2026, 9, 10)


def kept(office: OfficeFile, **values: Any) -> Document:
    given = {"subject": "Busse", "on_date": date(2026, 9, 8), "body": "Stadtbezirksrat", "agenda_item": "Ö 6.3"}
    with office.unit() as unit:
        paper = unit.add(Paper(kind="ANTRAG", subject="Busse", proposal="Jeden Abend ein Bus."))
        one = unit.add(Resolution(**(given | {"paper": paper.id} | values)))
    return resolution_sheet.collect(office.read, one, TODAY)


def texts(told: Document) -> list[str]:
    plain = (one.words for one in told.blocks if isinstance(one, Paragraph))
    return [words if isinstance(words, str) else "".join(run.text for run in words) for words in plain]


def test_the_head_keeps_the_order_of_an_extract(office: OfficeFile) -> None:
    told = kept(office, result="GEAENDERT", publicity=Publicity.CLOSED)
    (head,) = (one for one in told.blocks if isinstance(one, Fields))
    assert head.rows == (
        ("Gremium:", "Stadtbezirksrat"), ("Sitzung:", "Di., 08.09.2026"), ("Status:", "nichtöffentlich"),
        ("TOP:", "Ö 6.3"), ("Betreff:", "Busse"), ("Vorlage:", "ohne Nummer · Antrag (öffentlich)"),
        ("Beschlussart:", "geändert beschlossen"),
    )  # fmt: skip


def test_only_its_own_wording_is_told(office: OfficeFile) -> None:
    changed = kept(office, result="GEAENDERT", wording="Freitags ein Bus.", competence="ANREGUNG_94")
    assert "Beschluss: (Anregung gem. § 94 Abs. 3 NKomVG)" in [
        one.text for one in changed.blocks if isinstance(one, Heading)
    ]
    assert texts(changed)[:2] == [
        "Freitags ein Bus.", "Der Antrag wurde geändert beschlossen; es gilt nur der Wortlaut des Beschlusses.",
    ]  # fmt: skip
    unknown = kept(office, result="UNGEAENDERT")
    assert texts(unknown)[0] == "Der Wortlaut liegt der Koordinierungsstelle nicht vor."
    assert "Jeden Abend ein Bus." not in str(changed.blocks) + str(unknown.blocks)


def test_votes_are_told_with_their_names(office: OfficeFile) -> None:
    told = kept(office, votes_for=6, votes_against=0, abstained=3, members=9)
    assert texts(told)[1:3] == [
        "dafür: 6, dagegen: 0, Enthaltungen: 3 (einstimmig bei 3 Enthaltungen)", "Das Gremium hat 9 Mitglieder.",
    ]  # fmt: skip
    assert texts(kept(office))[1] == "nicht erfasst"


def test_an_election_tells_both_ballots(office: OfficeFile) -> None:
    candidates = (Candidate(name="A", votes=6, runoff=7), Candidate(name="B", votes=5))
    told = kept(office, vote_kind=VoteKind.ELECTION, candidates=candidates, abstained=1, members=13)
    (table,) = (one for one in told.blocks if isinstance(one, Table))
    assert table.rows == (("A", "6", "7"), ("B", "5", "–"))
    assert "Enthaltungen: 1" in texts(told)


def test_the_lot_and_the_orders_are_told(office: OfficeFile) -> None:
    candidates = (Candidate(name="A", votes=6, runoff=6), Candidate(name="B", votes=6, runoff=6))
    with office.unit() as unit:
        unit.add(Resolution(subject="S", on_date=TODAY, body="Rat"))
        unit.add(Order(text="Kästen", given_on=TODAY, resolution=1))
        unit.add(Order(text="Busse", given_on=TODAY, resolution=1, due_on=date(2026, 12, 1)))
    (one,) = office.read.all(Resolution)
    drawn = replace(one, vote_kind=VoteKind.ELECTION, candidates=candidates, members=13, lot="B")
    told = resolution_sheet.collect(office.read, drawn, TODAY)
    assert "gewählt: B durch das Los, bei je 6 Stimmen im 2. Wahlgang" in texts(told)
    orders = next(one for one in told.blocks if isinstance(one, Table) and one.columns[0].head == "Auftrag")
    assert orders.rows == (("Busse", "01.12.2026", "offen"), ("Kästen", "", "offen"))


def test_nobody_is_named_outside_the_page(office: OfficeFile) -> None:
    told = kept(office, subject="Bestellung von Frau Muster")
    assert "Muster" not in f"{told.title} {told.author} {told.header} {told.footer}"
