"""The council's papers, each in the order of fields of its seed; a number is the city's, a blank is a line."""

import io
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import docx
import pytest
from pypdf import PdfReader
from tests.reports.tagged import Reading

from bezirkskoordination.actions import freezing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step, save
from bezirkskoordination.records import Person
from bezirkskoordination.records.council import Consultation, Paper, Publicity, Report, Resolution, Topic
from bezirkskoordination.records.kinds import NOTE, TEXT
from bezirkskoordination.records.network import Order, OrderStatus
from bezirkskoordination.records.people import VolunteerStatus
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import motion_paper, presentation, statement_paper, talking_sheet
from bezirkskoordination.reports.council_gather import Request, gather
from bezirkskoordination.reports.document import Document, Table, plain
from bezirkskoordination.reports.papers import BY_CODE
from bezirkskoordination.rules.disclosure import Published, PublishedPart
from bezirkskoordination.rules.figures import Figure
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.unit import Reader

TODAY = date(2026, 11, 12)

#: Seed 000 (Antrag, Volkmarode 2016), in its order. Number and annexes are ours: a line below the date, and the end.
MOTION = (
    "Antrag (öffentlich)", "Betreff:", "Empfänger:", "Datum:", "Beratungsfolge:", "Status", "(Entscheidung)",
    "Beschlussvorschlag:", "Beschluss:", "Sachverhalt:", "gez.",
)  # fmt: skip
#: Domain facts 1.1 [S16]: the proposal before the facts, the Organisationseinheit as on seed 004.
DRAFT = (
    "Beschlussvorlage (öffentlich)", "Betreff:", "Organisationseinheit:", "Datum:", "Beratungsfolge:",
    "Sitzungstermin", "Status", "Beschlussvorschlag:", "Sachverhalt:", "gez.", "Anlage/n:",
)  # fmt: skip
#: Seed 003 (Stellungnahme, Koblenz 2015).
STATEMENT = (
    "Stellungnahme zum Antrag", "Nr. AT/0045/2015", "Beratung im Stadtrat am 17.09.2015", "TOP\u00a021",
    "öffentliche Sitzung", "Betreff:", "Stellungnahme:", "1. Leitstelle", "Beschlussempfehlung",
)  # fmt: skip
#: Seed 002 (Präsentationsblatt, Oelde 2017).
PRESENTATION = (
    "Fortschreibung", "Vorlage: B 2017/500/3708", "Vorhanden:", "Neue Situation:", "Begonnen:", "zu entscheiden:",
    "Aufgaben einer zentralen Anlaufstelle:", "Kosten:", "Vorschlag nach Beratung im Gremium „Sozialausschuss“:",
)  # fmt: skip


def motion(**values: Any) -> Paper:
    given = {
        "kind": "ANTRAG", "subject": "Busse am Abend", "on_date": date(2026, 11, 3), "own": True,
        "recipient": "Stadt Braunschweig\nDer Oberbürgermeister", "proposal": "Jeden Abend ein Bus.",
        "facts": "Es fährt keiner.", "signed_by": "Muster Beispiel",
        "consultations": (Consultation(body="Stadtbezirksrat", role="ENTSCHEIDUNG", on_date=date(2026, 12, 1)),),
    }  # fmt: skip
    return Paper(**(given | values))


def presented(**values: Any) -> Paper:
    given = {
        "kind": "BESCHLUSSVORLAGE", "subject": "Fortschreibung des Konzeptes", "reference": "B 2017/500/3708",
        "present": "- Konzept\n- Katalog", "situation": "- Zuzug", "begun": "- Teil 1",
        "to_decide": "- die künftige Struktur", "proposal": "„Eine Anlaufstelle wird eingesetzt.“",
        "topics": (
            Topic(heading="Aufgaben einer zentralen Anlaufstelle", text="- Netzwerk"),
            Topic(heading="Kosten:", text="rd. 33.000 €"),
        ),
        "consultations": (
            Consultation(body="Sozialausschuss", role="VORBERATUNG", recommendation="zu folgen"),
            Consultation(body="Rat", role="ENTSCHEIDUNG"),
        ),
    }  # fmt: skip
    return motion(**(given | values))


def answered(office: OfficeFile, **values: Any) -> Paper:
    row = Consultation(body="Stadtrat", role="ENTSCHEIDUNG", on_date=date(2015, 9, 17), agenda_item="Ö 21")
    with office.unit() as unit:
        kept = unit.add(motion(reference="AT/0045/2015", consultations=(row,)))
    given = {
        "kind": "STELLUNGNAHME", "answers": kept.id, "consultations": (), "advice": "Dem Antrag zu folgen.",
        "statement": "Wir sagen:\n\n1. Leitstelle\n\nSie ist da.",
    }  # fmt: skip
    return motion(**(given | values))


def all_text(told: Document) -> str:
    """Everything a paper says, in reading order."""
    found = []
    for block in told.blocks:
        for name in ("text", "words", "name"):
            if value := getattr(block, name, None):
                found.append(plain(value) if name == "words" else f"gez. {value}" if name == "name" else value)
        if isinstance(block, Table):
            found += [column.head for column in block.columns]
        for row in getattr(block, "rows", ()):
            found += [plain(cell) for cell in row]
    return "\n".join(found)


def in_order(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether all these stand in a text, each behind the one before."""
    at, text = 0, " ".join(text.split())
    for one in (" ".join(given.split()) for given in wanted):
        found = text.find(one, at)
        assert found >= 0, f"{one!r} not behind position {at} in {text!r}"
        at = found + len(one)
    return True


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def word_text(data: bytes) -> str:
    """Paragraphs and cells of a Word file, in its order."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join("".join(part.text or "" for part in one.xpath(".//w:t")) for one in body.xpath(".//w:p"))


@pytest.fixture
def read(office: OfficeFile) -> Reader:
    return office.read


# --- order of fields ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "paper", "wanted"),
    [
        ("motion", motion(), MOTION),
        ("draft_resolution", motion(kind="BESCHLUSSVORLAGE", department="50 Soziales"), DRAFT),
        ("presentation", presented(), PRESENTATION),
    ],
)
def test_a_paper_keeps_the_order_of_its_seed_on_the_page_and_in_word(
    read: Reader, code: str, paper: Paper, wanted: tuple[str, ...]
) -> None:
    printed = BY_CODE[code]
    assert in_order("\n".join(pages(printed.make(read, paper, TODAY))), wanted)
    assert in_order(word_text(printed.make(read, paper, TODAY, ".docx")), wanted)


def test_a_statement_says_number_sitting_and_item_of_what_it_answers(office: OfficeFile) -> None:
    paper, printed = answered(office), BY_CODE["statement"]
    assert in_order("\n".join(pages(printed.make(office.read, paper, TODAY))), STATEMENT)
    assert in_order(word_text(printed.make(office.read, paper, TODAY, ".docx")), STATEMENT)
    own = Consultation(body="Bezirksrat", on_date=date(2026, 12, 1), publicity=Publicity.CLOSED, agenda_item="N 3")
    told = all_text(statement_paper.collect(office.read, replace(paper, consultations=(own,)), TODAY))
    assert "Beratung im Bezirksrat am 01.12.2026, TOP\u00a03 nichtöffentliche Sitzung" in told
    assert "Beschlussempfehlung der Koordinierungsstelle:" in told


# --- what nobody has filled in --------------------------------------------------------------


def test_a_number_is_the_citys_and_annexes_are_none_until_there_are(read: Reader) -> None:
    told = all_text(motion_paper.collect(read, motion(), TODAY))
    assert "Vorlagen-Nr.:\nwird von der Verwaltung vergeben" in told
    assert "Anlage/n:\nkeine" in told
    told = all_text(motion_paper.collect(read, motion(reference="26-12345", attachments="Plan\n\n Liste "), TODAY))
    assert "Vorlagen-Nr.:\n26-12345" in told
    assert "Anlage/n:\nPlan\nListe" in told


def test_what_is_missing_is_a_line_on_our_papers_and_said_on_a_copy(office: OfficeFile) -> None:
    bare = Paper(kind="ANTRAG", subject="Busse", own=True)
    told = all_text(motion_paper.collect(office.read, bare, TODAY))
    for label in ("Empfänger:", "Datum:", "Sachverhalt:", "Beschluss:", "gez. "):
        assert told.split(label, 1)[1].lstrip("\n").startswith("_" * 10), label
    told = all_text(motion_paper.collect(office.read, replace(bare, own=False), TODAY))
    assert "_" not in told
    assert "gez." not in told
    assert "Empfänger:" not in told
    assert told.count("liegt der Koordinierungsstelle nicht vor") == 3
    assert told.endswith("Abschrift der Koordinierungsstelle; maßgeblich ist die Vorlage der Stadt.")
    alone = all_text(statement_paper.collect(office.read, Paper(kind="STELLUNGNAHME", subject="S", own=True), TODAY))
    assert in_order(alone, ("Stellungnahme", "Nr. ____", "Beratung im ____", "Stellungnahme:", "____", "gez. ____"))
    assert "None" not in told + alone


def test_the_status_of_a_paper_stands_in_its_title(read: Reader) -> None:
    told = motion_paper.collect(read, motion(publicity=Publicity.CLOSED), TODAY)
    assert all_text(told).startswith("Antrag (nichtöffentlich)")


def test_recommendations_and_results_stand_in_the_beratungsfolge_once_there_are_any(read: Reader) -> None:
    rows = (
        Consultation(body="A", role="VORBERATUNG", recommendation="zuzustimmen"),
        Consultation(body="B", role="VORBERATUNG", recommendation="abzulehnen", result="ABGELEHNT"),
        Consultation(body="Rat", role="ENTSCHEIDUNG", result="GEAENDERT"),
    )
    (table,) = (one for one in motion_paper.collect(read, motion(consultations=rows), TODAY).blocks if _is_route(one))
    assert [row[3] for row in table.rows] == [
        "empfohlen: zuzustimmen", "empfohlen: abzulehnen; abgelehnt", "geändert beschlossen",
    ]  # fmt: skip
    (table,) = (one for one in motion_paper.collect(read, motion(), TODAY).blocks if _is_route(one))
    assert len(table.columns) == 3


def _is_route(block: Any) -> bool:
    return isinstance(block, Table) and block.columns[0].head == "Beratungsfolge:"


def test_lines_that_end_in_amounts_are_a_table_and_one_sentence_is_not(read: Reader) -> None:
    listed = motion(proposal="Die Mittel werden verwendet:\n\n1. Porto 15.400,00 €\n2. Telefon 300,00 €")
    (table,) = (
        one for one in motion_paper.collect(read, listed, TODAY).blocks if isinstance(one, Table) and not _is_route(one)
    )
    assert table.rows == (("1. Porto", "15.400,00 €"), ("2. Telefon", "300,00 €"))
    single = motion_paper.collect(read, motion(proposal="Es gibt 300,00 €"), TODAY)
    assert [one for one in single.blocks if isinstance(one, Table) and not _is_route(one)] == []


def test_a_paper_of_another_kind_is_refused(read: Reader) -> None:
    notice = motion(kind="MITTEILUNG", own=False)
    for code in ("motion", "draft_resolution", "statement", "presentation"):
        assert not BY_CODE[code].fits(notice)
        with pytest.raises(Refused):
            BY_CODE[code].make(read, notice, TODAY)
    assert BY_CODE["motion"].fits(motion())
    assert not BY_CODE["statement"].fits(motion())


# --- Präsentationsblatt ---------------------------------------------------------------------


def test_each_topic_has_its_page_and_large_letters(read: Reader) -> None:
    data = BY_CODE["presentation"].make(read, presented(), TODAY)
    found = PdfReader(io.BytesIO(data)).pages
    assert len(found) == 5
    assert all(page.mediabox.width > page.mediabox.height for page in found)
    sizes: list[float] = []
    found[1].extract_text(visitor_text=lambda words, _c, _t, _f, size: sizes.append(size) if words.strip() else None)
    assert sorted(sizes)[2] >= 18  # but for the two words at the foot
    assert "Vorhanden" in found[0].extract_text()
    assert "Begonnen" in found[0].extract_text()


def test_a_long_topic_goes_on_and_an_empty_one_has_no_page(read: Reader) -> None:
    long = presented(to_decide="- " + "Lang und länger. " * 120, topics=(), situation="")
    text = pages(BY_CODE["presentation"].make(read, long, TODAY))
    assert "zu entscheiden (Fortsetzung)" in text[2]
    assert not any("Neue Situation" in page for page in text)
    with pytest.raises(Refused, match="noch kein Text"):
        presentation.collect(read, motion(proposal=" "), TODAY)


# --- Sprechzettel ---------------------------------------------------------------------------


def test_the_sheet_for_the_sitting_says_only_what_the_public_paper_says(desk: Desk) -> None:
    with pytest.raises(Refused, match="noch keiner"):
        talking_sheet.collect(desk.office.read, None, TODAY)

    def fill(unit: Any) -> None:
        for name in "AB":
            kept = unit.add(Person(last_name=name))
            unit.record_status(kept, VolunteerStatus.PLACED, date(2026, 6, 1))
        unit.add(
            Report(
                subject="Bericht", period_from=date(2026, 5, 1), reference_date=date(2026, 10, 31),
                dated_on=date(2026, 11, 12),
            )
        )  # fmt: skip
        given = unit.add(Resolution(subject="Kästen", on_date=date(2026, 6, 2), body="Rat"))
        closed = unit.add(
            Resolution(subject="Geheim", on_date=date(2026, 6, 2), body="Rat", publicity=Publicity.CLOSED)
        )
        unit.add(Order(text="Verschwiegenes", given_on=date(2026, 6, 2), resolution=closed.id))
        for text, done in (("Kästen aufstellen", True), ("Schlüssel holen", False)):
            order = save(unit, None, Order(text=text, given_on=date(2026, 6, 2), resolution=given.id))
            if done:
                save(unit, order, order, [Step(OrderStatus.DONE, date(2026, 9, 1))])

    desk.do("füllen", fill)
    told = talking_sheet.collect(desk.office.read, None, TODAY)
    figures, promises = (one for one in told.blocks if isinstance(one, Table))
    volunteers = next(row for row in figures.rows if row[0] == "Ehrenamtliche")
    assert volunteers[1].replace("\u00a0", " ") == "< 3"
    assert "im Einsatz 2" not in all_text(told)
    assert volunteers[3] == "Veränderung nicht ausgewiesen"
    assert all(row[3] for row in figures.rows)  # a figure without its „because“ is half a figure
    assert [row[2] for row in promises.rows] == ["umgesetzt am 01.09.2026", "offen (noch ohne Tag)"]
    asked = all_text(told)
    assert "Verschwiegenes" not in asked
    assert in_order(asked, ("Wie viele Ehrenamtliche", "Wie werden sie unterstützt", "Wie werden sie anerkannt"))


def test_the_sheet_of_a_frozen_report_stays_as_it_was(desk: Desk) -> None:
    def joined(unit: Any, name: str) -> None:
        unit.record_status(unit.add(Person(last_name=name)), VolunteerStatus.PLACED, date(2026, 6, 1))

    def fill(unit: Any) -> Report:
        for name in "ABCDEF":
            joined(unit, name)
        return unit.add(
            Report(
                subject="Bericht", period_from=date(2026, 5, 1), reference_date=date(2026, 10, 31),
                dated_on=date(2026, 11, 12),
            )
        )  # fmt: skip

    report = desk.do("füllen", fill)
    frozen = desk.do(
        "einfrieren", lambda unit: freezing.freeze(unit, report, gather(unit, Request.of(report))), undoable=False
    )
    before = talking_sheet.collect(desk.office.read, None, TODAY)
    assert str(frozen.status.label) in all_text(before)
    desk.do("später", partial(joined, name="G"))
    assert talking_sheet.collect(desk.office.read, None, TODAY) == before


def test_what_is_taken_together_is_said_last() -> None:
    figure = Figure("K01", "Neue Bedarfe", 9, "Bedarfe")
    lines = (PublishedPart("Weitere (3)", 5, merged=3), PublishedPart("Sprache", 1), PublishedPart("Schule", 3))
    told = Published(figure, 9, lines)
    assert talking_sheet._parts(told) == "davon Schule 3, Sprache 1, Weitere (3) 5"


# --- hostile texts --------------------------------------------------------------------------

PASTED = (
    "<b>&amp; ]]>", "W" * 2000, "👩‍👩‍👧 😀", "علي (12) א", "a\u200bb\u2060c\u00ad", "eins\nzwei\r\n\u2028drei",
    "\x00\x07\uffff\ue000", "\u200b",
)  # fmt: skip


@pytest.mark.parametrize("words", PASTED, ids=range(len(PASTED)))
def test_whatever_is_pasted_into_a_paper_its_files_are_sound(office: OfficeFile, words: str) -> None:
    every = {
        one.name: words for one in Paper.type.fields if one.kind in (TEXT, NOTE) and one.name != "kind"
    }  # fmt: skip
    row = Consultation(body=words, agenda_item=words, recommendation=words)
    topic = Topic(heading=words, text=words)
    for code, paper in (
        ("motion", motion()), ("draft_resolution", presented()), ("presentation", presented()),
        ("statement", answered(office)),
    ):  # fmt: skip
        pasted = replace(paper, **every, topics=(topic,), consultations=(row,))
        assert Reading(BY_CODE[code].make(office.read, pasted, TODAY)).faults == [], code
        assert BY_CODE[code].make(office.read, pasted, TODAY, ".docx").startswith(b"PK")
